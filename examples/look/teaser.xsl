<?xml version="1.0" encoding="UTF-8"?>
<!-- A line for each document: its title, and the first words of its text; how many is a parameter. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">
  <xsl:output method="text" encoding="UTF-8"/>

  <!-- How many characters of the text are shown. -->
  <xsl:param name="length" select="80"/>

  <xsl:template match="/">
    <xsl:for-each select="//tei:TEI">
      <xsl:value-of select="normalize-space(tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[1])"/>
      <xsl:text>: </xsl:text>
      <xsl:value-of select="substring(normalize-space(tei:text), 1, $length)"/>
      <xsl:text> …&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
