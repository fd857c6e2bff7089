<?xml version="1.0" encoding="UTF-8"?>
<!-- Messages to the program, `CODE|xpath|text`: libxslt gives them no line of their own. Free of HTML. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <!-- Report something about the current node. -->
  <xsl:template name="report">
    <xsl:param name="code"/>
    <xsl:param name="text"/>
    <xsl:variable name="path">
      <xsl:for-each select="ancestor-or-self::*">
        <xsl:variable name="name" select="local-name()"/>
        <xsl:value-of select="concat('/', $name, '[', count(preceding-sibling::*[local-name() = $name]) + 1, ']')"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:message><xsl:value-of select="concat($code, '|', $path, '|', $text)"/></xsl:message>
  </xsl:template>
</xsl:stylesheet>
