<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists and tables. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <xsl:template match="tei:list" mode="block">
    <xsl:for-each select="node()[self::* or self::text()[normalize-space()]]">
      <xsl:choose>
        <xsl:when test="self::tei:label[following-sibling::*[1][self::tei:item]]"/>
        <xsl:when test="key('block', generate-id())"><xsl:apply-templates select="." mode="block"/></xsl:when>
        <xsl:otherwise>
          <b role="line"><xsl:for-each select=".."><xsl:call-template name="block.attributes"/></xsl:for-each><xsl:apply-templates select="." mode="inline"/></b>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:item" mode="block">
    <xsl:for-each select="preceding-sibling::*[1][self::tei:label]">
      <xsl:call-template name="block"><xsl:with-param name="role" select="'term'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="block"><xsl:with-param name="role" select="'item'"/></xsl:call-template>
  </xsl:template>

  <!-- The first paragraph of an item is the item. -->
  <xsl:template match="tei:item/tei:p[not(preceding-sibling::*)]" mode="block" priority="1">
    <xsl:call-template name="block"><xsl:with-param name="role" select="'item'"/></xsl:call-template>
  </xsl:template>

  <!-- No page of print has room for more columns than these. -->
  <xsl:variable name="table.columns" select="12"/>

  <!-- The record's own label (`a)`) is text; a mark is made only where the list says that it has them. -->
  <xsl:template match="tei:item" mode="list-mark">
    <xsl:variable name="kind" select="concat(' ', ../@type, ' ', ../@rend, ' ')"/>
    <xsl:choose>
      <xsl:when test="preceding-sibling::*[1][self::tei:label] or tei:label[not(preceding-sibling::node()[normalize-space()])]"/>
      <xsl:when test="contains($kind, ' ordered ') or contains($kind, ' numbered ')"><xsl:number count="tei:item"/>.</xsl:when>
      <xsl:when test="contains($kind, ' lettered ')"><xsl:number count="tei:item" format="a"/>.</xsl:when>
      <xsl:when test="contains($kind, ' bulleted ') or contains($kind, ' unordered ')">•</xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:table" mode="block">
    <xsl:apply-templates select="tei:head | tei:fw | tei:pb" mode="block"/>
    <xsl:if test="tei:row[count(tei:cell) + sum(tei:cell/@cols[. &gt; 1]) - count(tei:cell/@cols[. &gt; 1]) &gt; $table.columns]">
      <xsl:call-template name="report">
        <xsl:with-param name="code" select="'R033'"/>
        <xsl:with-param name="text" select="concat('a table has more than ', $table.columns, ' columns; each row is printed as a paragraph of its cells')"/>
      </xsl:call-template>
    </xsl:if>
    <table>
      <xsl:call-template name="block.attributes"/>
      <xsl:for-each select="tei:row">
        <row><xsl:apply-templates select="node()[self::tei:cell or self::*[normalize-space()] or self::text()[normalize-space()]]" mode="cell"/></row>
      </xsl:for-each>
    </table>
    <xsl:for-each select="node()[self::*[not(self::tei:row or self::tei:head or self::tei:fw or self::tei:pb)] or self::text()[normalize-space()]]">
      <xsl:choose>
        <xsl:when test="self::*"><xsl:apply-templates select="." mode="block"/></xsl:when>
        <xsl:otherwise><b role="p"><xsl:for-each select=".."><xsl:call-template name="block.attributes"/></xsl:for-each><xsl:apply-templates select="." mode="inline"/></b></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:cell" mode="cell">
    <cell lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}">
      <xsl:if test="@role = 'label' or ../@role = 'label'"><xsl:attribute name="head">yes</xsl:attribute></xsl:if>
      <xsl:for-each select="@cols[. &gt; 1] | @rows[. &gt; 1]">
        <xsl:attribute name="{local-name()}"><xsl:value-of select="round(. * (. &lt; 1000) + 999 * (. &gt;= 1000))"/></xsl:attribute>
      </xsl:for-each>
      <xsl:apply-templates mode="inline"/>
    </cell>
  </xsl:template>

  <!-- What else stands in a row (a note, a table, loose text) fills a cell. -->
  <xsl:template match="node()" mode="cell" priority="-1">
    <cell lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}"><xsl:apply-templates select="." mode="inline"/></cell>
  </xsl:template>
</xsl:stylesheet>
