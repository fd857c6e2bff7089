<?xml version="1.0" encoding="UTF-8"?>
<!-- Mode text: blocks to lines, and what stands in a line. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <!-- Lines that stand close to each other. -->
  <xsl:variable name="close.roles" select="' line address item term verse source page '"/>

  <xsl:template match="b" mode="text">
    <xsl:variable name="before" select="preceding-sibling::*[1]"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:if test="not($before[contains($close.roles, concat(' ', @role, ' '))]) or not(contains($close.roles, concat(' ', @role, ' ')))">
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
    <xsl:value-of select="substring('&#9;&#9;&#9;&#9;&#9;&#9;&#9;&#9;', 1, number(concat('0', @inset)))"/>
    <xsl:if test="@mark"><xsl:value-of select="concat(@mark, ' ')"/></xsl:if>
    <xsl:apply-templates mode="text"/>
  </xsl:template>

  <!-- The label of an item stands before it. -->
  <xsl:template match="b[@role = 'item' and preceding-sibling::*[1][self::b][@role = 'term' and string-length() &lt; 8]]" mode="text">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="text"/>
  </xsl:template>

  <xsl:template match="b[@role = 'rule']" mode="text"><xsl:text>&#10;</xsl:text></xsl:template>

  <!-- A note at the end: its label as printed, else its number. -->
  <xsl:template match="body" mode="text">
    <xsl:param name="number"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:if test="normalize-space(../mark) = ''"><xsl:value-of select="concat('&#10;[', $number, ']')"/></xsl:if>
    <xsl:apply-templates select="*" mode="text"/>
  </xsl:template>
  <xsl:template match="body/b" mode="text" priority="1">
    <xsl:choose>
      <xsl:when test="preceding-sibling::*"><xsl:text>&#10;&#9;</xsl:text></xsl:when>
      <xsl:when test="normalize-space(../../mark) = ''"><xsl:text> </xsl:text></xsl:when>
      <xsl:otherwise><xsl:text>&#10;</xsl:text></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="@mark"><xsl:value-of select="concat(@mark, ' ')"/></xsl:if>
    <xsl:apply-templates mode="text"/>
  </xsl:template>

  <xsl:template match="note" mode="text">
    <xsl:apply-templates select="mark" mode="text"/>
    <xsl:if test="normalize-space(mark) = ''">
      <xsl:value-of select="concat('[', count(preceding::note[not(ancestor::note)][generate-id(ancestor::part) = generate-id(current()/ancestor::part)]) + 1, ']')"/>
    </xsl:if>
  </xsl:template>

  <!-- A bare number would be read as part of the word or number before it. -->
  <xsl:template match="t[@s = 'mark' and translate(normalize-space(), '0123456789', '') = '' and normalize-space()]" mode="text" priority="1">
    <xsl:value-of select="concat('[', normalize-space(), ']')"/>
  </xsl:template>

  <xsl:template match="t" mode="text"><xsl:value-of select="."/></xsl:template>

  <!-- Struck out: nothing but signs can show it here. -->
  <xsl:template match="t[contains(concat(' ', @s, ' '), ' del ')]" mode="text">
    <xsl:if test="not(preceding-sibling::*[1][contains(concat(' ', @s, ' '), ' del ')])">[-</xsl:if>
    <xsl:value-of select="."/>
    <xsl:if test="not(following-sibling::*[1][contains(concat(' ', @s, ' '), ' del ')])">-]</xsl:if>
  </xsl:template>

  <xsl:template match="br" mode="text"><xsl:text>&#10;</xsl:text></xsl:template>

  <!-- A page that begins between two words has a blank on both sides. -->
  <xsl:template match="page" mode="text">
    <xsl:if test="@n != ''">
      <xsl:value-of select="concat('[', $texts/page-short, ' ', @n, ']')"/>
      <xsl:variable name="before" select="preceding-sibling::*[1][self::t]"/>
      <xsl:variable name="after" select="following-sibling::*[1][self::t]"/>
      <xsl:if test="$after != '' and normalize-space(substring($after, 1, 1)) != ''
        and $before != '' and normalize-space(substring($before, string-length($before))) = ''"><xsl:text> </xsl:text></xsl:if>
    </xsl:if>
  </xsl:template>

  <xsl:template match="image" mode="text"><xsl:value-of select="concat('[', $texts/image, ': ', @src, ']')"/></xsl:template>

  <xsl:template match="table" mode="text">
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates select="row" mode="text"/>
  </xsl:template>

  <xsl:key name="reaching-down" match="cell[@rows]" use="generate-id(../..)"/>
  <xsl:variable name="empty.cells" select="'&#9;&#9;|&#9;&#9;|&#9;&#9;|&#9;&#9;|&#9;&#9;|&#9;&#9;|&#9;&#9;|&#9;&#9;|&#9;&#9;|&#9;&#9;|&#9;&#9;|&#9;&#9;|'"/>

  <xsl:template match="row" mode="text">
    <xsl:text>&#10;|</xsl:text>
    <xsl:choose>
      <xsl:when test="key('reaching-down', generate-id(..))"><xsl:apply-templates select="cell[1]" mode="text.column"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="cell" mode="text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="cell" mode="text">
    <xsl:variable name="words"><xsl:apply-templates mode="text"/></xsl:variable>
    <xsl:value-of select="concat('&#9;', normalize-space($words), '&#9;|')"/>
    <xsl:if test="@cols"><xsl:value-of select="substring($empty.cells, 1, 3 * (@cols - 1))"/></xsl:if>
  </xsl:template>

  <!-- A cell and those after it in its row: where one of a row above reaches down to, the place stays empty. -->
  <xsl:template match="cell" mode="text.column">
    <xsl:param name="column" select="0"/>
    <xsl:variable name="row" select="count(../preceding-sibling::row)"/>
    <xsl:variable name="above" select="key('reaching-down', generate-id(../..))[count(../preceding-sibling::row) &lt; $row][count(../preceding-sibling::row) + @rows &gt; $row]
      [count(preceding-sibling::cell) + sum(preceding-sibling::cell/@cols) - count(preceding-sibling::cell/@cols) = $column]"/>
    <xsl:choose>
      <xsl:when test="$above">
        <xsl:variable name="wide" select="number(concat('0', $above/@cols)) + not($above/@cols)"/>
        <xsl:value-of select="substring($empty.cells, 1, 3 * $wide)"/>
        <xsl:apply-templates select="." mode="text.column"><xsl:with-param name="column" select="$column + $wide"/></xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="text"/>
        <xsl:variable name="wide" select="number(concat('0', @cols)) + not(@cols)"/>
        <xsl:apply-templates select="following-sibling::cell[1]" mode="text.column"><xsl:with-param name="column" select="$column + $wide"/></xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
