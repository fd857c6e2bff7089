<?xml version="1.0" encoding="UTF-8"?>
<!-- What the editor or the page did to the text: additions, losses, corrections, page furniture. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- Words added by editor or translator stand in brackets, as in print; the brackets are markup in TEI. -->
  <xsl:template match="tei:supplied | tei:surplus">
    <xsl:call-template name="box">
      <xsl:with-param name="class" select="local-name()"/>
      <xsl:with-param name="before" select="'['"/>
      <xsl:with-param name="after" select="']'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Of an apparatus the reading that the editor chose is the text, the others follow in brackets. -->
  <xsl:template match="tei:rdg">
    <xsl:call-template name="box">
      <xsl:with-param name="class" select="'rdg'"/>
      <xsl:with-param name="before" select="' ['"/>
      <xsl:with-param name="after" select="']'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:unclear">
    <xsl:call-template name="box">
      <xsl:with-param name="class" select="'unclear'"/>
      <xsl:with-param name="title" select="$texts/uncertain"/>
      <xsl:with-param name="after" select="'[?]'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Where @rend holds what the print has around the words (`[Holm?]`, `recieved [sic]`), its signs come back. -->
  <xsl:template match="tei:unclear[string() != '' and contains(@rend, string()) and translate(@rend, '[]()［］（）【】〔〕', '') != @rend]
    | tei:sic[string() != '' and contains(@rend, string()) and translate(@rend, '[]()［］（）【】〔〕', '') != @rend]" priority="1">
    <xsl:call-template name="box">
      <xsl:with-param name="class" select="local-name()"/>
      <xsl:with-param name="title"><xsl:if test="self::tei:unclear"><xsl:value-of select="$texts/uncertain"/></xsl:if></xsl:with-param>
      <xsl:with-param name="before"><xsl:call-template name="printed"><xsl:with-param name="side" select="'before'"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="after"><xsl:call-template name="printed"><xsl:with-param name="side" select="'after'"/></xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- What @rend has before or after the words of the element, if it is what is printed (brackets tell), not how. -->
  <xsl:template name="printed">
    <xsl:param name="side"/>
    <xsl:variable name="words" select="string()"/>
    <xsl:if test="$words != '' and contains(@rend, $words) and translate(@rend, '[]()［］（）【】〔〕', '') != @rend">
      <xsl:choose>
        <xsl:when test="$side = 'before'"><xsl:value-of select="substring-before(@rend, $words)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="substring-after(@rend, $words)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- What is missing: as the editor describes it, else its reason, else dots. -->
  <xsl:template match="tei:gap">
    <xsl:variable name="extent">
      <xsl:if test="@quantity and @unit"><xsl:value-of select="concat(': ', @quantity, ' ', @unit)"/></xsl:if>
    </xsl:variable>
    <xsl:variable name="words">
      <xsl:if test="normalize-space() = ''">
        <xsl:value-of select="@reason"/>
        <xsl:if test="not(@reason)">…</xsl:if>
      </xsl:if>
    </xsl:variable>
    <xsl:call-template name="box">
      <xsl:with-param name="class" select="'gap'"/>
      <xsl:with-param name="before" select="concat('[', $words)"/>
      <xsl:with-param name="after" select="concat($extent, ']')"/>
    </xsl:call-template>
  </xsl:template>

  <!-- As the print has it: `[illegible]`, `[2 lines torn]`, `XXXXX`. Words in desc are the record's, its signs stand in @rend. -->
  <xsl:template match="tei:gap[translate(@rend, '[]()［］（）【】〔〕XxХх□', '') != @rend]" priority="1">
    <xsl:variable name="before"><xsl:call-template name="printed"><xsl:with-param name="side" select="'before'"/></xsl:call-template></xsl:variable>
    <xsl:variable name="after"><xsl:call-template name="printed"><xsl:with-param name="side" select="'after'"/></xsl:call-template></xsl:variable>
    <xsl:call-template name="box">
      <xsl:with-param name="class" select="'gap'"/>
      <xsl:with-param name="title">
        <xsl:value-of select="@reason"/>
        <xsl:if test="@quantity and @unit"><xsl:value-of select="concat(': ', @quantity, ' ', @unit)"/></xsl:if>
      </xsl:with-param>
      <xsl:with-param name="before">
        <xsl:choose>
          <xsl:when test="string() = ''"><xsl:value-of select="@rend"/></xsl:when>
          <xsl:when test="contains(@rend, string())"><xsl:value-of select="$before"/></xsl:when>
          <xsl:otherwise>[</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
      <xsl:with-param name="after">
        <xsl:choose>
          <xsl:when test="string() = ''"/>
          <xsl:when test="contains(@rend, string())"><xsl:value-of select="$after"/></xsl:when>
          <xsl:otherwise>]</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- del and ins may hold blocks, as they may in TEI. -->
  <xsl:template match="tei:del">
    <del>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </del>
  </xsl:template>

  <xsl:template match="tei:add">
    <ins>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </ins>
  </xsl:template>

  <!-- The text as printed is the text; how it reads is said aside. Of a choice without such a pair everything is shown. -->
  <xsl:template match="tei:choice">
    <xsl:for-each select="* | text()[normalize-space()]">
      <xsl:if test="position() &gt; 1"><span class="gen"> / </span></xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:choice[tei:orig or tei:sic or tei:abbr]">
    <span class="{local-name((tei:orig | tei:sic | tei:abbr)[1])}">
      <xsl:if test="normalize-space(tei:reg | tei:corr | tei:expan) != ''">
        <xsl:attribute name="title">
          <xsl:value-of select="concat($texts/reads, ': ', normalize-space(tei:reg | tei:corr | tei:expan))"/>
        </xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="node()[not(self::tei:reg or self::tei:corr or self::tei:expan)]"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:abbr">
    <abbr>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </abbr>
  </xsl:template>

  <xsl:template match="tei:damage | tei:metamark | tei:stamp | tei:secl | tei:retrace | tei:restore | tei:undo | tei:redo | tei:mod">
    <xsl:call-template name="box"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
  </xsl:template>

  <!-- A page begins. -->
  <xsl:template match="tei:pb">
    <xsl:choose>
      <xsl:when test="contains($container.names, concat(' ', local-name(..), ' '))">
        <div><xsl:call-template name="page-break"/></div>
      </xsl:when>
      <xsl:otherwise><span><xsl:call-template name="page-break"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="page-break">
    <xsl:call-template name="attributes"><xsl:with-param name="class" select="'pb gen'"/></xsl:call-template>
    <xsl:call-template name="language.interface"/>
    <xsl:variable name="picture"><xsl:if test="@facs"><xsl:apply-templates select="." mode="facsimile-address"/></xsl:if></xsl:variable>
    <xsl:choose>
      <xsl:when test="$picture != ''">
        <span><xsl:call-template name="page-break.words"/></span>
        <xsl:text> </xsl:text>
        <a href="{$picture}" aria-label="{normalize-space(concat($texts/facsimile, ', ', $texts/page, ' ', @n))}"><xsl:value-of select="$texts/facsimile"/></a>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="page-break.words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="page-break.words">
    <xsl:attribute name="role">doc-pagebreak</xsl:attribute>
    <xsl:attribute name="aria-label"><xsl:value-of select="normalize-space(concat($texts/page, ' ', @n))"/></xsl:attribute>
    <xsl:value-of select="normalize-space(concat($texts/page-short, ' ', @n))"/>
  </xsl:template>

  <!-- Page numbers and running heads of the print stay where they are. -->
  <xsl:template match="tei:fw">
    <xsl:call-template name="box">
      <xsl:with-param name="class" select="normalize-space(concat('fw ', translate(@type, '&#9;&#10; ', '---'), substring('-', 1, @type = 'gen')))"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:milestone">
    <xsl:if test="contains($container.names, concat(' ', local-name(..), ' '))">
      <hr>
        <xsl:call-template name="attributes"><xsl:with-param name="class" select="concat(translate(@unit, '&#9;&#10; ', '---'), substring('-', 1, @unit = 'gen'))"/></xsl:call-template>
      </hr>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:space"><span class="gen space">&#160;</span></xsl:template>

  <xsl:template match="tei:cb | tei:gb | tei:handShift | tei:addSpan | tei:delSpan | tei:damageSpan | tei:substJoin | tei:listChange"/>

  <xsl:template match="tei:anchor">
    <xsl:if test="@xml:id"><span><xsl:call-template name="attributes"/></span></xsl:if>
  </xsl:template>

  <!-- Elements that TEI keeps empty: where one holds text after all, the text is shown. -->
  <xsl:template match="tei:pb[node()] | tei:lb[node()] | tei:milestone[node()] | tei:space[node()] | tei:cb[node()] | tei:gb[node()]
    | tei:handShift[node()] | tei:addSpan[node()] | tei:delSpan[node()] | tei:damageSpan[node()] | tei:substJoin[node()]
    | tei:listChange[node()] | tei:anchor[node()]" priority="9">
    <xsl:call-template name="box"/>
  </xsl:template>
</xsl:stylesheet>
