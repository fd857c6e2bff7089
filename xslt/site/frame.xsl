<?xml version="1.0" encoding="UTF-8"?>
<!-- What all pages of the site have: head, header, heading, footer. A page is called by its @key, the indexes by
  $texts/people, $texts/places, $texts/organisations, $texts/archives, $texts/languages and $texts/kinds. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="/page" priority="2">
    <html lang="{$texts.language}">
      <!-- The search knows by this in which language it searches. -->
      <xsl:if test="@kind = 'search'"><xsl:attribute name="lang"><xsl:value-of select="@tag"/></xsl:attribute></xsl:if>
      <xsl:call-template name="page.head"/>
      <body class="site-page" lang="{$texts.language}">
        <xsl:if test="@kind = 'search'"><xsl:call-template name="search.facts"/></xsl:if>
        <a class="skip" href="#_text"><xsl:value-of select="$texts/skip"/></a>
        <xsl:call-template name="site.header"><xsl:with-param name="current" select="@key"/></xsl:call-template>
        <main id="_text" class="page-{@kind}">
          <xsl:call-template name="page.header"/>
          <xsl:apply-templates select="." mode="site-main"/>
        </main>
        <xsl:call-template name="site.footer"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="/">
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <xsl:template name="page.title">
    <xsl:variable name="words"><xsl:apply-templates select="/page" mode="site-heading"/></xsl:variable>
    <xsl:value-of select="normalize-space($words)"/>
  </xsl:template>

  <xsl:template name="page.head">
    <head>
      <meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>
      <xsl:call-template name="page.policy">
        <xsl:with-param name="more"><xsl:if test="@kind = 'search'"> 'wasm-unsafe-eval'; connect-src 'self'</xsl:if></xsl:with-param>
      </xsl:call-template>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <xsl:variable name="words"><xsl:call-template name="page.title"/></xsl:variable>
      <title>
        <xsl:value-of select="$words"/>
        <xsl:if test="$site-title != '' and $words != $site-title"><xsl:value-of select="concat(' · ', $site-title)"/></xsl:if>
      </title>
      <xsl:if test="$canonical != ''"><link rel="canonical" href="{$canonical}"/></xsl:if>
      <xsl:if test="@feed"><link rel="alternate" type="application/atom+xml" title="{$texts/feed}" href="{@feed}"/></xsl:if>
      <xsl:call-template name="page.style"/>
      <xsl:if test="$script != ''"><script src="{$script}" defer="defer"></script></xsl:if>
    </head>
  </xsl:template>

  <xsl:template name="page.header">
    <header class="page-header">
      <xsl:if test="@title and @kind != 'start'">
        <p class="kind"><a href="index.html"><xsl:value-of select="$texts/*[local-name() = current()/@key]"/></a></p>
      </xsl:if>
      <h1>
        <xsl:if test="@lang"><xsl:attribute name="lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
        <xsl:if test="@title"><xsl:attribute name="dir">auto</xsl:attribute></xsl:if>
        <xsl:apply-templates select="." mode="site-heading"/>
      </h1>
      <xsl:if test="@n and @kind != 'start'"><xsl:apply-templates select="." mode="site-count"/></xsl:if>
    </header>
  </xsl:template>

  <!-- What a page is called: by its own name, else by its key. -->
  <xsl:template match="page" mode="site-heading">
    <xsl:value-of select="$texts/*[local-name() = current()/@key]"/>
  </xsl:template>

  <xsl:template match="page[@title]" mode="site-heading" priority="1">
    <xsl:value-of select="@title"/>
  </xsl:template>

  <xsl:template match="page" mode="site-count">
    <p class="count"><xsl:value-of select="$texts/documents"/>: <xsl:call-template name="number"/></p>
  </xsl:template>

  <xsl:template match="page" mode="site-main"/>
</xsl:stylesheet>
