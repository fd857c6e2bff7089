<?xml version="1.0" encoding="UTF-8"?>
<!-- Where plain text reads the TEI in another way than the print: notes, choices, tables. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- No page has a foot: a note stays where the record has it, and one in a sentence is moved to the end. -->
  <xsl:template match="tei:note" mode="at-anchor"/>

  <!-- The text as printed is the text. Of a choice without such a pair everything is shown. -->
  <xsl:template match="tei:choice" mode="inline">
    <xsl:for-each select="*">
      <xsl:if test="position() &gt; 1"><xsl:call-template name="plain"><xsl:with-param name="text" select="' / '"/></xsl:call-template></xsl:if>
      <xsl:apply-templates select="." mode="inline"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:choice[tei:orig or tei:sic or tei:abbr]" mode="inline">
    <xsl:apply-templates select="node()[not(self::tei:reg or self::tei:corr or self::tei:expan)]" mode="inline"/>
  </xsl:template>

  <!-- A line has room for any number of cells. -->
  <xsl:variable name="table.columns" select="100000"/>
</xsl:stylesheet>
