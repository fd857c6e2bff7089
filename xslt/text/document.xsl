<?xml version="1.0" encoding="UTF-8"?>
<!-- Mode text: the print document as a whole: titles, facts, the parts one after the other, what is known of the edition. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
  exclude-result-prefixes="exsl">
  <xsl:template match="/">
    <xsl:variable name="print"><xsl:apply-imports/></xsl:variable>
    <xsl:apply-templates select="exsl:node-set($print)/*" mode="text"/>
  </xsl:template>

  <xsl:template match="book" mode="text">
    <xsl:apply-templates select="title | line" mode="text"/>
    <xsl:apply-templates select="edition" mode="text"/>
  </xsl:template>

  <xsl:template match="book/edition" mode="text" priority="1">
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:apply-templates select="title" mode="text"/>
    <xsl:apply-templates select="*[not(self::title)]" mode="text"/>
  </xsl:template>

  <xsl:template match="edition" mode="text"><xsl:apply-templates select="*" mode="text"/></xsl:template>

  <!-- Data of the PDF. -->
  <xsl:template match="author | keyword | identifier | publisher" mode="text"/>

  <xsl:template match="title | line" mode="text">
    <xsl:apply-templates mode="text"/>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="fact" mode="text">
    <xsl:variable name="before" select="preceding-sibling::*[1][self::fact]"/>
    <xsl:if test="not($before)"><xsl:text>&#10;</xsl:text></xsl:if>
    <xsl:if test="not($before/@label = @label)"><xsl:value-of select="concat(@label, ': ')"/></xsl:if>
    <xsl:apply-templates select="value" mode="text"/>
    <xsl:if test="not(following-sibling::*[1][self::fact]/@label = @label)"><xsl:text>&#10;</xsl:text></xsl:if>
  </xsl:template>

  <!-- Facts of one label, one after the other, are one. Between sentences that have ended stands nothing but a blank. -->
  <xsl:template match="value" mode="text">
    <xsl:variable name="before" select="(preceding-sibling::value | ../preceding-sibling::*[1][self::fact][@label = current()/../@label]/value)[last()]"/>
    <xsl:variable name="words" select="normalize-space($before)"/>
    <xsl:if test="$before">
      <xsl:if test="not($before/@sentences and translate(substring($words, string-length($words)), '.!?…。！？', '') = '')">;</xsl:if>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:variable name="said"><xsl:apply-templates mode="text"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="br"><xsl:value-of select="$said"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space($said)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One part for each language, with its notes. -->
  <xsl:template match="part" mode="text">
    <xsl:apply-templates select="@label" mode="text"/>
    <xsl:if test="not(@label or preceding-sibling::part)"><xsl:value-of select="concat('&#10;=== ', $texts/text, ' ===&#10;')"/></xsl:if>
    <xsl:apply-templates select="*" mode="text"/>
    <xsl:variable name="notes" select=".//note[not(ancestor::note)]"/>
    <xsl:if test="$notes">
      <xsl:text>&#10;&#10;</xsl:text>
      <xsl:value-of select="concat('— ', $texts/notes, ' —')"/>
      <xsl:for-each select="$notes">
        <xsl:apply-templates select="body" mode="text"><xsl:with-param name="number" select="position()"/></xsl:apply-templates>
      </xsl:for-each>
    </xsl:if>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="about" mode="text">
    <xsl:if test="fact"><xsl:value-of select="concat('&#10;--- ', @label, ' ---&#10;')"/></xsl:if>
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates select="fact" mode="text"/>
  </xsl:template>

  <!-- Where the language is not known, the label ends with the sign before it. -->
  <xsl:template match="@label" mode="text">
    <xsl:variable name="words" select="normalize-space(.)"/>
    <xsl:variable name="end" select="substring($words, string-length($words) - 1)"/>
    <xsl:value-of select="concat('&#10;=== ', substring($words, 1, string-length($words) - 2 * ($end = ' ·')), ' ===&#10;')"/>
  </xsl:template>
</xsl:stylesheet>
