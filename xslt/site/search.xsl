<?xml version="1.0" encoding="UTF-8"?>
<!-- Search: a page for each language of the texts, whose parts of the index the script puts together. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="page[@kind = 'search' or @kind = 'searches']" mode="site-main">
    <xsl:if test="not(search)"><p><xsl:value-of select="$texts/search-missing"/></p></xsl:if>
    <xsl:if test="@kind = 'searches' and search"><p><xsl:value-of select="$texts/search-choose"/></p></xsl:if>
    <xsl:if test="search">
      <nav class="tongues" aria-label="{$texts/search-language}">
        <ul><xsl:apply-templates select="search"/></ul>
      </nav>
    </xsl:if>
    <xsl:if test="@kind = 'search'"><xsl:call-template name="search.form"/></xsl:if>
  </xsl:template>

  <xsl:template match="search">
    <li>
      <a href="{@href}" hreflang="{@tag}">
        <xsl:if test="@tag = /page/@tag"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
        <xsl:call-template name="search.language"/>
      </a>
      <xsl:if test="@n"><xsl:text> </xsl:text><span class="n"><xsl:call-template name="number"/></span></xsl:if>
    </li>
  </xsl:template>

  <!-- `und` is the language of texts that do not say theirs. -->
  <xsl:template name="search.language">
    <xsl:choose>
      <xsl:when test="@tag = 'und'"><xsl:value-of select="$texts/not-stated"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="language.name"><xsl:with-param name="tag" select="@tag"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="page[@kind = 'search']" mode="site-heading">
    <xsl:value-of select="concat($texts/search, ': ')"/>
    <xsl:call-template name="search.language"/>
  </xsl:template>

  <!-- What the script is told: where the index is, and its words. -->
  <xsl:template name="search.facts">
    <xsl:attribute name="data-parts">
      <xsl:for-each select="part"><xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if><xsl:value-of select="."/></xsl:for-each>
    </xsl:attribute>
    <xsl:for-each select="$texts/search-found | $texts/search-none | $texts/search-server | $texts/untitled | $texts/any | $texts/kinds | $texts/years">
      <xsl:attribute name="data-{local-name()}"><xsl:value-of select="."/></xsl:attribute>
    </xsl:for-each>
  </xsl:template>

  <!-- Without script a sentence says so; the script shows the rest. -->
  <xsl:template name="search.form">
    <noscript><p><xsl:value-of select="$texts/search-script"/></p></noscript>
    <div role="search" class="search" hidden="hidden">
      <label for="_query"><xsl:value-of select="$texts/search-words"/></label>
      <input type="search" id="_query" lang="{@tag}" autocomplete="off" spellcheck="false" dir="auto"/>
      <div class="filters" id="_filters"></div>
    </div>
    <p class="count" id="_status" role="status"></p>
    <ol class="documents found" id="_found"></ol>
    <p><button type="button" id="_more" hidden="hidden"><xsl:value-of select="$texts/search-more"/></button></p>
  </xsl:template>
</xsl:stylesheet>
