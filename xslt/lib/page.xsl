<?xml version="1.0" encoding="UTF-8"?>
<!-- The page: head, title and key facts, the text, what else the header says. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:shown="urn:tei-pipeline:shown" exclude-result-prefixes="tei shown">
  <xsl:include href="facsimile.xsl"/>

  <xsl:variable name="page.direct" select="/tei:TEI/tei:teiHeader | /tei:teiCorpus/tei:teiHeader"/>
  <xsl:variable name="page.header" select="$page.direct[1] | (/self::node()[not($page.direct)]//tei:teiHeader)[1]"/>
  <xsl:variable name="page.titles" select="$page.header/tei:fileDesc/tei:titleStmt/tei:title[normalize-space()]"/>
  <xsl:variable name="page.title" select="($page.titles[@type = 'main'] | $page.titles[not($page.titles[@type = 'main'])][1])[1]"/>

  <xsl:template match="/">
    <html lang="{$texts.language}">
      <xsl:call-template name="page.head"/>
      <body>
        <xsl:if test="$script != ''"><xsl:call-template name="page.words"/></xsl:if>
        <a class="skip" href="#_text"><xsl:value-of select="$texts/skip"/></a>
        <xsl:call-template name="site.header"/>
        <main>
          <xsl:if test="not($facing.versions[2])"><xsl:attribute name="class">single</xsl:attribute></xsl:if>
          <article>
            <xsl:call-template name="page.header"/>
            <div class="reading">
              <xsl:call-template name="facing.choice"/>
              <xsl:call-template name="page.text"/>
            </div>
            <xsl:call-template name="facsimile"/>
            <xsl:call-template name="citation-card"/>
            <xsl:call-template name="page.about"/>
          </article>
        </main>
        <xsl:call-template name="site.footer"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="page.text">
    <div id="_text" class="texts">
      <xsl:for-each select="(/tei:TEI/tei:text | /*[not(tei:text)]//tei:text)[1]"><xsl:call-template name="language.inherited"/></xsl:for-each>
      <xsl:apply-templates select="/tei:TEI/tei:text | /*[not(self::tei:TEI[tei:text])]//tei:text[not(ancestor::tei:text)]"/>
      <!-- Beside a text, a transcript by lines, after it; pictures without words are at their page breaks. -->
      <xsl:apply-templates select="(/tei:TEI/*[self::tei:sourceDoc or self::tei:facsimile]
        | /*[not(self::tei:TEI) or tei:TEI or tei:teiCorpus]//tei:TEI/*[self::tei:sourceDoc or self::tei:facsimile])[normalize-space() and //tei:text]"/>
      <!-- A document without a text: its transcript by lines, its pictures. -->
      <xsl:apply-templates select="/tei:TEI[not(tei:text or .//tei:text)]/*[not(self::tei:teiHeader)]"/>
      <!-- Something that is no TEI document: its text, whatever it is. -->
      <xsl:apply-templates select="/*[not(self::tei:TEI)][not(descendant-or-self::tei:text)]"/>
      <xsl:call-template name="notes.apart"/>
    </div>
  </xsl:template>

  <!-- The policy: style and pictures from the page itself, a script only from a file beside it, no form, no request else. -->
  <xsl:template name="page.head">
    <head>
      <meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>
      <xsl:call-template name="page.policy"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title>
        <xsl:call-template name="page.title"/>
        <xsl:if test="$site-title != ''"><xsl:value-of select="concat(' · ', $site-title)"/></xsl:if>
      </title>
      <xsl:call-template name="meta"/>
      <xsl:call-template name="page.style"/>
      <xsl:call-template name="facing.style"/>
      <xsl:if test="$script != ''"><script src="{$script}" defer="defer"></script></xsl:if>
    </head>
  </xsl:template>

  <xsl:template name="page.policy">
    <xsl:param name="more" select="''"/>
    <meta http-equiv="Content-Security-Policy">
      <xsl:attribute name="content">
        <xsl:text>default-src 'none'; style-src 'unsafe-inline'</xsl:text>
        <xsl:if test="$facing.map != ''"> data:</xsl:if>
        <xsl:if test="$stylesheet != ''"> 'self'</xsl:if>
        <xsl:text>; img-src data:</xsl:text>
        <xsl:if test="$site-root != '' and (//tei:graphic | //tei:media | //tei:pb)[@shown:data]"> 'self'</xsl:if>
        <xsl:if test="$script != ''">; script-src 'self'</xsl:if>
        <xsl:value-of select="$more"/>
        <xsl:text>; base-uri 'none'; form-action 'none'</xsl:text>
      </xsl:attribute>
    </meta>
  </xsl:template>

  <xsl:template name="page.style">
    <xsl:choose>
      <xsl:when test="$stylesheet != ''"><link rel="stylesheet" href="{$stylesheet}"/></xsl:when>
      <xsl:when test="$css != ''"><style><xsl:value-of select="$css" disable-output-escaping="yes"/></style></xsl:when>
    </xsl:choose>
    <xsl:if test="$css-more != ''"><style><xsl:value-of select="$css-more" disable-output-escaping="yes"/></style></xsl:if>
  </xsl:template>

  <!-- The words that the script adds. -->
  <xsl:template name="page.words">
    <xsl:for-each select="$texts/copy | $texts/copied | $texts/close | $texts/note | $texts/notes-place | $texts/notes-end | $texts/notes-margin | $texts/to-note">
      <xsl:attribute name="data-{local-name()}"><xsl:value-of select="."/></xsl:attribute>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="page.title">
    <xsl:value-of select="normalize-space($page.title)"/>
    <xsl:if test="not($page.title)"><xsl:value-of select="$texts/untitled"/></xsl:if>
  </xsl:template>

  <xsl:template name="page.header">
    <header class="page-header">
      <xsl:if test="$page.header/tei:profileDesc/tei:textClass/tei:catRef">
        <p class="kind"><xsl:apply-templates select="$page.header/tei:profileDesc/tei:textClass" mode="kind"/></p>
      </xsl:if>
      <xsl:apply-templates select="$page.title" mode="title"/>
      <xsl:if test="not($page.title)"><h1><xsl:value-of select="$texts/untitled"/></h1></xsl:if>
      <xsl:apply-templates select="$page.titles[count(. | $page.title) = 2]" mode="title"/>
      <xsl:apply-templates select="$page.header/tei:profileDesc/tei:abstract[normalize-space()]"/>
      <xsl:apply-templates select="$page.header" mode="key-facts"/>
      <xsl:call-template name="page.contents"/>
    </header>
  </xsl:template>

  <!-- Where to go on this page, and the other forms of the document. -->
  <xsl:template name="page.contents">
    <xsl:variable name="versions" select="$facing.versions | /tei:TEI/tei:text/tei:body/tei:div[@type = 'edition' or @type = 'translation']"/>
    <xsl:if test="$page.header or $versions">
      <div class="ways">
        <nav aria-label="{$texts/on-this-page}">
          <ul>
            <xsl:for-each select="$versions">
              <li class="to-version">
                <a>
                  <xsl:attribute name="href">
                    <xsl:text>#</xsl:text>
                    <xsl:value-of select="@xml:id"/>
                    <xsl:if test="not(@xml:id)"><xsl:value-of select="concat('_version-', position())"/></xsl:if>
                  </xsl:attribute>
                  <xsl:apply-templates select="." mode="version-name"/>
                </a>
              </li>
            </xsl:for-each>
            <xsl:if test="$facsimile.pictures"><li><a href="#_facsimile"><xsl:value-of select="$texts/facsimile"/></a></li></xsl:if>
            <xsl:if test="$citation-chicago != ''"><li><a href="#_cite"><xsl:value-of select="$texts/cite"/></a></li></xsl:if>
            <xsl:if test="$page.header"><li><a href="#_about"><xsl:value-of select="$texts/about"/></a></li></xsl:if>
          </ul>
        </nav>
        <xsl:call-template name="downloads"/>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:title" mode="title">
    <p class="title-other">
      <xsl:call-template name="language.inherited"/>
      <xsl:apply-templates/>
    </p>
  </xsl:template>

  <xsl:template match="tei:titleStmt/tei:title[@type = 'main']
    | tei:titleStmt/tei:title[normalize-space() and not(../tei:title[@type = 'main' and normalize-space()] or preceding-sibling::tei:title[normalize-space()])]" mode="title">
    <h1>
      <xsl:call-template name="language.inherited"/>
      <xsl:apply-templates/>
    </h1>
    <xsl:if test="@ana">
      <p class="title-ground"><xsl:call-template name="ground"/></p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:titleStmt/tei:title[@type = 'original']" mode="title" priority="1">
    <p class="title-original">
      <span class="visually-hidden"><xsl:value-of select="$texts/title-original"/>: </span>
      <span>
        <xsl:call-template name="language.inherited"/>
        <xsl:apply-templates/>
      </span>
    </p>
  </xsl:template>

  <xsl:template match="tei:abstract">
    <section class="summary" aria-label="{$texts/summary}">
      <xsl:call-template name="language.inherited"/>
      <xsl:apply-templates/>
    </section>
  </xsl:template>

  <xsl:template name="page.about">
    <xsl:if test="$page.header">
      <section class="about" id="_about" aria-labelledby="_about-title">
        <h2 id="_about-title"><xsl:value-of select="$texts/about"/></h2>
        <div class="about-groups">
          <xsl:apply-templates select="$page.header" mode="about"/>
          <xsl:call-template name="names"/>
        </div>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
