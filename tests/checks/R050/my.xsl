<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">
  <xsl:template match="/">
    <html>
      <xsl:call-template name="twice"><xsl:with-param name="times" select="60"/></xsl:call-template>
    </html>
  </xsl:template>
  <xsl:template name="twice">
    <xsl:param name="times"/>
    <xsl:if test="$times &gt; 0">
      <xsl:call-template name="twice"><xsl:with-param name="times" select="$times - 1"/></xsl:call-template>
      <xsl:call-template name="twice"><xsl:with-param name="times" select="$times - 1"/></xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
