<?xml version="1.0" encoding="UTF-8"?>
<!-- The page: head, title and key facts, the text, what else the header says. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <xsl:template match="/">
    <xsl:variable name="header" select="(//tei:teiHeader)[1]"/>
    <html lang="{$texts.language}">
      <xsl:call-template name="page.head"><xsl:with-param name="header" select="$header"/></xsl:call-template>
      <body>
        <a class="skip" href="#_text"><xsl:value-of select="$texts/skip"/></a>
        <main>
          <xsl:if test="not(//tei:body[count(tei:div) &gt; 1]/tei:div[@type = 'translation'])">
            <xsl:attribute name="class">single</xsl:attribute>
          </xsl:if>
          <article>
            <xsl:call-template name="page.header"><xsl:with-param name="header" select="$header"/></xsl:call-template>
            <div id="_text" class="texts">
              <xsl:for-each select="(//tei:text)[1]"><xsl:call-template name="language.inherited"/></xsl:for-each>
              <xsl:apply-templates select="//tei:text[not(ancestor::tei:text)]"/>
              <!-- Something that is no TEI document: its text, whatever it is. -->
              <xsl:apply-templates select="/*[not(descendant-or-self::tei:text)]"/>
            </div>
            <xsl:call-template name="page.about"><xsl:with-param name="header" select="$header"/></xsl:call-template>
          </article>
        </main>
      </body>
    </html>
  </xsl:template>

  <!-- The policy: no script, no request, no form; style and pictures only from the page itself. -->
  <xsl:template name="page.head">
    <xsl:param name="header"/>
    <head>
      <meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>
      <meta http-equiv="Content-Security-Policy"
        content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title><xsl:call-template name="page.title"><xsl:with-param name="header" select="$header"/></xsl:call-template></title>
      <xsl:if test="normalize-space($header/tei:profileDesc/tei:abstract) != ''">
        <meta name="description" content="{normalize-space($header/tei:profileDesc/tei:abstract)}"/>
      </xsl:if>
      <xsl:if test="$css != ''"><style><xsl:value-of select="$css" disable-output-escaping="yes"/></style></xsl:if>
      <xsl:if test="$css-more != ''"><style><xsl:value-of select="$css-more" disable-output-escaping="yes"/></style></xsl:if>
    </head>
  </xsl:template>

  <xsl:template name="page.title">
    <xsl:param name="header"/>
    <xsl:variable name="titles" select="$header/tei:fileDesc/tei:titleStmt/tei:title[normalize-space() != '']"/>
    <xsl:variable name="title" select="($titles[@type = 'main'] | $titles[not($titles[@type = 'main'])][1])[1]"/>
    <xsl:value-of select="normalize-space($title)"/>
    <xsl:if test="not($title)"><xsl:value-of select="$texts/untitled"/></xsl:if>
  </xsl:template>

  <xsl:template name="page.header">
    <xsl:param name="header"/>
    <xsl:variable name="titles" select="$header/tei:fileDesc/tei:titleStmt/tei:title[normalize-space() != '']"/>
    <xsl:variable name="main" select="($titles[@type = 'main'] | $titles[not($titles[@type = 'main'])][1])[1]"/>
    <header class="page-header">
      <xsl:if test="$header/tei:profileDesc/tei:textClass/tei:catRef">
        <p class="kind"><xsl:apply-templates select="$header/tei:profileDesc/tei:textClass" mode="kind"/></p>
      </xsl:if>
      <xsl:apply-templates select="$main" mode="title"/>
      <xsl:if test="not($main)"><h1><xsl:value-of select="$texts/untitled"/></h1></xsl:if>
      <xsl:apply-templates select="$titles[generate-id() != generate-id($main)]" mode="title"/>
      <xsl:apply-templates select="$header/tei:profileDesc/tei:abstract[normalize-space() != '']"/>
      <xsl:apply-templates select="$header" mode="key-facts"/>
      <xsl:call-template name="page.contents"/>
    </header>
  </xsl:template>

  <!-- Where to go on this page: the versions of the text, and the facts below. -->
  <xsl:template name="page.contents">
    <xsl:if test="//tei:teiHeader or //tei:body/tei:div[@type = 'edition' or @type = 'translation']">
      <nav aria-label="{$texts/on-this-page}">
        <ul>
          <xsl:for-each select="//tei:body/tei:div[@type = 'edition' or @type = 'translation']">
            <li>
              <a>
                <xsl:attribute name="href">
                  <xsl:text>#</xsl:text>
                  <xsl:value-of select="@xml:id"/>
                  <xsl:if test="not(@xml:id)"><xsl:value-of select="concat('_version-', count(preceding-sibling::tei:div) + 1)"/></xsl:if>
                </xsl:attribute>
                <xsl:apply-templates select="." mode="version-name"/>
              </a>
            </li>
          </xsl:for-each>
          <xsl:if test="//tei:teiHeader"><li><a href="#_about"><xsl:value-of select="$texts/about"/></a></li></xsl:if>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:title" mode="title">
    <p class="title-other">
      <xsl:call-template name="language.inherited"/>
      <xsl:apply-templates/>
    </p>
  </xsl:template>

  <xsl:template match="tei:titleStmt/tei:title[@type = 'main']
    | tei:titleStmt[not(tei:title[@type = 'main'][normalize-space() != ''])]/tei:title[normalize-space() != ''][1]" mode="title">
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
    <xsl:param name="header"/>
    <xsl:if test="$header">
      <section class="about" id="_about" aria-labelledby="_about-title">
        <h2 id="_about-title"><xsl:value-of select="$texts/about"/></h2>
        <div class="about-groups">
          <xsl:apply-templates select="$header" mode="about"/>
        </div>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
