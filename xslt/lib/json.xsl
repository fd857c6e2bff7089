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

  <!-- Halves, then halves of halves: the depth is that of the logarithm, however long and hostile a text is. -->
  <xsl:template name="json.text">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="not(contains($text, '&quot;') or contains($text, '\') or contains($text, '&lt;') or contains($text, '&gt;')
        or contains($text, '&amp;') or contains($text, '&#9;') or contains($text, '&#10;') or contains($text, '&#13;')
        or contains($text, '&#8232;') or contains($text, '&#8233;'))"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="string-length($text) = 1"><xsl:call-template name="json.sign"><xsl:with-param name="sign" select="$text"/></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="half" select="floor(string-length($text) div 2)"/>
        <xsl:call-template name="json.text"><xsl:with-param name="text" select="substring($text, 1, $half)"/></xsl:call-template>
        <xsl:call-template name="json.text"><xsl:with-param name="text" select="substring($text, $half + 1)"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="json.sign">
    <xsl:param name="sign"/>
    <xsl:choose>
      <xsl:when test="$sign = '&quot;'">\u0022</xsl:when>
      <xsl:when test="$sign = '\'">\u005c</xsl:when>
      <xsl:when test="$sign = '&lt;'">\u003c</xsl:when>
      <xsl:when test="$sign = '&gt;'">\u003e</xsl:when>
      <xsl:when test="$sign = '&amp;'">\u0026</xsl:when>
      <xsl:when test="$sign = '&#9;'">\t</xsl:when>
      <xsl:when test="$sign = '&#10;'">\n</xsl:when>
      <xsl:when test="$sign = '&#13;'">\r</xsl:when>
      <xsl:when test="$sign = '&#8232;'">\u2028</xsl:when>
      <xsl:otherwise>\u2029</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
