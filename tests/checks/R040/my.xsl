<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">
  <xsl:import href="tei:html.xsl"/>
  <xsl:template match="tei:body/tei:p[2]"/>
</xsl:stylesheet>
