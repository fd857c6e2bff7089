<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <!-- A page of 40 MB: with the usual limit it is made. -->
  <xsl:template match="/">
    <xsl:variable name="a" select="concat(., ., ., ., ., ., ., .)"/>
    <xsl:variable name="b" select="concat($a, $a, $a, $a, $a, $a, $a, $a)"/>
    <xsl:variable name="c" select="concat($b, $b, $b, $b, $b, $b, $b, $b)"/>
    <xsl:variable name="d" select="concat($c, $c, $c, $c, $c, $c, $c, $c)"/>
    <xsl:variable name="e" select="concat($d, $d, $d, $d, $d, $d, $d, $d)"/>
    <html>
      <xsl:value-of select="$e"/>
      <xsl:value-of select="$e"/>
      <xsl:value-of select="$e"/>
      <xsl:value-of select="$e"/>
      <xsl:value-of select="$e"/>
      <xsl:value-of select="$e"/>
    </html>
  </xsl:template>
</xsl:stylesheet>
