<?xml version="1.0" encoding="UTF-8"?>
<!-- JSON: members and strings that are whole JSON whatever the text, also inside an HTML page. Free of HTML. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- `,"name":"value"`; nothing where there is no value. -->
  <xsl:template name="json.member">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:if test="$value != ''">
      <xsl:value-of select="concat(',&quot;', $name, '&quot;:&quot;')"/>
      <xsl:call-template name="json.text"><xsl:with-param name="text" select="$value"/></xsl:call-template>
      <xsl:text>"</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- `,"name":[{"@type":"Person","name":...}]` of names in TEI. -->
  <xsl:template name="json.things">
    <xsl:param name="name"/>
    <xsl:param name="things"/>
    <xsl:if test="$things">
      <xsl:value-of select="concat(',&quot;', $name, '&quot;:[')"/>
      <xsl:for-each select="$things">
        <xsl:if test="position() &gt; 1">,</xsl:if>
        <xsl:text>{"@type":"</xsl:text>
        <xsl:choose>
          <xsl:when test="self::tei:orgName or (tei:orgName and not(tei:persName))">Organization</xsl:when>
          <xsl:otherwise>Person</xsl:otherwise>
        </xsl:choose>
        <xsl:text>"</xsl:text>
        <xsl:variable name="words"><xsl:apply-templates select="." mode="name-words"/></xsl:variable>
        <xsl:call-template name="json.member"><xsl:with-param name="name" select="'name'"/><xsl:with-param name="value" select="string($words)"/></xsl:call-template>
        <xsl:text>}</xsl:text>
      </xsl:for-each>
      <xsl:text>]</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- A string. Signs of JSON and of markup are written as their numbers, so that no text ends the block it stands in. -->
  <xsl:template name="json.string">
    <xsl:param name="text"/>
    <xsl:text>"</xsl:text>
    <xsl:call-template name="json.text"><xsl:with-param name="text" select="$text"/></xsl:call-template>
    <xsl:text>"</xsl:text>
  </xsl:template>

  <!-- A long text is halved, and its halves, a short one cut at its signs: so the depth is small, however long and hostile a text is. -->
  <xsl:template name="json.text">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="not(contains($text, '&quot;') or contains($text, '\') or contains($text, '&lt;') or contains($text, '&gt;')
        or contains($text, '&amp;') or contains($text, '&#9;') or contains($text, '&#10;') or contains($text, '&#13;')
        or contains($text, '&#8232;') or contains($text, '&#8233;'))"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="string-length($text) &gt; 200">
        <xsl:variable name="half" select="floor(string-length($text) div 2)"/>
        <xsl:call-template name="json.text"><xsl:with-param name="text" select="substring($text, 1, $half)"/></xsl:call-template>
        <xsl:call-template name="json.text"><xsl:with-param name="text" select="substring($text, $half + 1)"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="json.signs"><xsl:with-param name="text" select="$text"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A text in which there is one of these signs. -->
  <xsl:template name="json.signs">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="contains($text, '&quot;')"><xsl:call-template name="json.cut"><xsl:with-param name="text" select="$text"/><xsl:with-param name="sign" select="'&quot;'"/><xsl:with-param name="number" select="'\u0022'"/></xsl:call-template></xsl:when>
      <xsl:when test="contains($text, '\')"><xsl:call-template name="json.cut"><xsl:with-param name="text" select="$text"/><xsl:with-param name="sign" select="'\'"/><xsl:with-param name="number" select="'\u005c'"/></xsl:call-template></xsl:when>
      <xsl:when test="contains($text, '&lt;')"><xsl:call-template name="json.cut"><xsl:with-param name="text" select="$text"/><xsl:with-param name="sign" select="'&lt;'"/><xsl:with-param name="number" select="'\u003c'"/></xsl:call-template></xsl:when>
      <xsl:when test="contains($text, '&gt;')"><xsl:call-template name="json.cut"><xsl:with-param name="text" select="$text"/><xsl:with-param name="sign" select="'&gt;'"/><xsl:with-param name="number" select="'\u003e'"/></xsl:call-template></xsl:when>
      <xsl:when test="contains($text, '&amp;')"><xsl:call-template name="json.cut"><xsl:with-param name="text" select="$text"/><xsl:with-param name="sign" select="'&amp;'"/><xsl:with-param name="number" select="'\u0026'"/></xsl:call-template></xsl:when>
      <xsl:when test="contains($text, '&#9;')"><xsl:call-template name="json.cut"><xsl:with-param name="text" select="$text"/><xsl:with-param name="sign" select="'&#9;'"/><xsl:with-param name="number" select="'\t'"/></xsl:call-template></xsl:when>
      <xsl:when test="contains($text, '&#10;')"><xsl:call-template name="json.cut"><xsl:with-param name="text" select="$text"/><xsl:with-param name="sign" select="'&#10;'"/><xsl:with-param name="number" select="'\n'"/></xsl:call-template></xsl:when>
      <xsl:when test="contains($text, '&#13;')"><xsl:call-template name="json.cut"><xsl:with-param name="text" select="$text"/><xsl:with-param name="sign" select="'&#13;'"/><xsl:with-param name="number" select="'\r'"/></xsl:call-template></xsl:when>
      <xsl:when test="contains($text, '&#8232;')"><xsl:call-template name="json.cut"><xsl:with-param name="text" select="$text"/><xsl:with-param name="sign" select="'&#8232;'"/><xsl:with-param name="number" select="'\u2028'"/></xsl:call-template></xsl:when>
      <xsl:when test="contains($text, '&#8233;')"><xsl:call-template name="json.cut"><xsl:with-param name="text" select="$text"/><xsl:with-param name="sign" select="'&#8233;'"/><xsl:with-param name="number" select="'\u2029'"/></xsl:call-template></xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="json.cut">
    <xsl:param name="text"/>
    <xsl:param name="sign"/>
    <xsl:param name="number"/>
    <xsl:call-template name="json.text"><xsl:with-param name="text" select="substring-before($text, $sign)"/></xsl:call-template>
    <xsl:value-of select="$number"/>
    <xsl:call-template name="json.text"><xsl:with-param name="text" select="substring-after($text, $sign)"/></xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
