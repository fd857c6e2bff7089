<?xml version="1.0" encoding="UTF-8"?>
<!-- An element that no template knows: its text is shown, and the program is told. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="*">
    <xsl:call-template name="report">
      <xsl:with-param name="code" select="'R002'"/>
      <xsl:with-param name="text" select="concat('element ', name(), ' has no template; its text is shown as it is')"/>
    </xsl:call-template>
    <xsl:call-template name="box">
      <xsl:with-param name="class" select="'unhandled'"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
