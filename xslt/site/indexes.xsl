<?xml version="1.0" encoding="UTF-8"?>
<!-- The indexes: people, places, organisations, archives, languages, kinds of document; and the page of each entry. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="page[@kind = 'index']" mode="site-main">
    <xsl:if test="group[2]">
      <nav class="letters" aria-label="{$texts/on-this-page}">
        <ul>
          <xsl:for-each select="group"><li><a href="#_{position()}"><xsl:value-of select="@label"/></a></li></xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
    <xsl:apply-templates select="pages"/>
    <xsl:for-each select="group">
      <section class="group">
        <xsl:if test="@label"><h2 id="_{position()}"><xsl:value-of select="@label"/></h2></xsl:if>
        <ul class="entries"><xsl:apply-templates select="entry" mode="site-item"/></ul>
      </section>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="page[@kind = 'index']" mode="site-count">
    <p class="count"><xsl:call-template name="number"/></p>
  </xsl:template>

  <xsl:template match="entry" mode="site-item">
    <li>
      <a href="{@href}">
        <xsl:if test="/page/@key != 'languages' and @label"><xsl:call-template name="tongue"/></xsl:if>
        <span class="label"><xsl:apply-templates select="@label" mode="label"/></span>
        <xsl:if test="not(@label)"><xsl:value-of select="$texts/not-stated"/></xsl:if>
      </a>
      <xsl:text> </xsl:text>
      <span class="n"><xsl:call-template name="number"/></span>
    </li>
  </xsl:template>

  <!-- A label: a language by its name, anything else as it is. -->
  <xsl:template match="@*" mode="label">
    <xsl:choose>
      <xsl:when test="/page/@key = 'languages'"><xsl:call-template name="language.name"><xsl:with-param name="tag" select="string()"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="page[@kind = 'entry']" mode="site-heading" priority="2">
    <xsl:apply-templates select="@title" mode="label"/>
    <xsl:if test="not(@title)"><xsl:value-of select="$texts/not-stated"/></xsl:if>
  </xsl:template>

  <xsl:template match="page[@kind = 'entry']" mode="site-main">
    <xsl:if test="form or authority">
      <dl class="facts key-facts">
        <xsl:if test="form">
          <div class="fact">
            <dt><xsl:value-of select="$texts/also-called"/></dt>
            <dd><ul class="terms"><xsl:for-each select="form"><li><xsl:call-template name="tongue"/><xsl:value-of select="."/></li></xsl:for-each></ul></dd>
          </div>
        </xsl:if>
        <xsl:if test="authority">
          <div class="fact">
            <dt><xsl:value-of select="$texts/authority-files"/></dt>
            <dd><ul class="terms"><xsl:apply-templates select="authority"/></ul></dd>
          </div>
        </xsl:if>
      </dl>
    </xsl:if>
    <xsl:call-template name="documents"/>
  </xsl:template>

  <xsl:template match="authority">
    <xsl:variable name="schemes">|wikidata=Wikidata|viaf=VIAF|gnd=GND|geonames=GeoNames|</xsl:variable>
    <xsl:variable name="scheme" select="substring-before(substring-after($schemes, concat('|', @scheme, '=')), '|')"/>
    <li>
      <xsl:choose>
        <xsl:when test="starts-with(@href, 'https://') or starts-with(@href, 'http://')">
          <a href="{@href}"><xsl:value-of select="normalize-space(concat($scheme, ' ', .))"/></a>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="normalize-space(concat(@scheme, ' ', .))"/></xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>
</xsl:stylesheet>
