<?xml version="1.0" encoding="UTF-8"?>
<!-- The start page: what the edition holds, and where to go. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="page[@kind = 'start' and not(@title)]" mode="site-heading">
    <xsl:value-of select="$texts/documents"/>
  </xsl:template>

  <xsl:template match="page[@kind = 'start']" mode="site-main">
    <dl class="facts key-facts">
      <div class="fact"><dt><xsl:value-of select="$texts/documents"/></dt><dd><xsl:call-template name="number"/></dd></div>
      <xsl:for-each select="span">
        <div class="fact">
          <dt><xsl:value-of select="$texts/years"/></dt>
          <dd><xsl:value-of select="@first"/><xsl:if test="@last != @first"><xsl:value-of select="concat('–', @last)"/></xsl:if></dd>
        </div>
      </xsl:for-each>
      <xsl:apply-templates select="publisher | date | licence" mode="start"/>
    </dl>
    <xsl:if test="bars/bar[2]"><div class="wide"><xsl:apply-templates select="bars"/></div></xsl:if>
    <xsl:if test="document">
      <section class="group">
        <h2><xsl:value-of select="$texts/documents"/></h2>
        <ul class="documents"><xsl:apply-templates select="document" mode="site-item"/></ul>
      </section>
    </xsl:if>
    <section class="group">
      <h2><xsl:value-of select="$texts/ways-in"/></h2>
      <ul class="ways-in"><xsl:apply-templates select="section"/></ul>
    </section>
  </xsl:template>

  <xsl:template match="section">
    <li>
      <a href="{@href}"><xsl:value-of select="$texts/*[local-name() = current()/@key]"/></a>
      <xsl:if test="@n"><xsl:text> </xsl:text><span class="n"><xsl:call-template name="number"/></span></xsl:if>
      <xsl:if test="@key = 'search' and ../search">
        <ul class="terms">
          <xsl:for-each select="../search"><li><a href="{@href}" hreflang="{@tag}"><xsl:call-template name="search.language"/></a></li></xsl:for-each>
        </ul>
      </xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="publisher" mode="start">
    <div class="fact"><dt><xsl:value-of select="$texts/publisher"/></dt><dd><xsl:value-of select="."/></dd></div>
  </xsl:template>

  <xsl:template match="date" mode="start">
    <div class="fact"><dt><xsl:value-of select="$texts/published"/></dt><dd><xsl:value-of select="."/></dd></div>
  </xsl:template>

  <xsl:template match="licence" mode="start">
    <div class="fact"><dt><xsl:value-of select="$texts/rights"/></dt><dd><a rel="license" href="{.}"><xsl:call-template name="licence-name"/></a></dd></div>
  </xsl:template>

  <!-- The licences of Creative Commons by the names that they are known by; any other by its address. -->
  <xsl:template name="licence-name">
    <xsl:variable name="rest" select="substring-after(., '://creativecommons.org/')"/>
    <xsl:variable name="terms" select="substring-before(substring-after($rest, 'licenses/'), '/')"/>
    <xsl:variable name="number" select="substring-before(concat(substring-after(substring-after($rest, '/'), '/'), '/'), '/')"/>
    <xsl:choose>
      <xsl:when test="$number != '' and translate($number, '0123456789.', '') = '' and starts-with($rest, 'licenses/') and translate($terms, 'bycnsad-', '') = ''">
        <xsl:value-of select="concat('CC ', translate($terms, 'bycnsad', 'BYCNSAD'), ' ', $number)"/>
      </xsl:when>
      <xsl:when test="$number != '' and translate($number, '0123456789.', '') = '' and starts-with($rest, 'publicdomain/zero/')"><xsl:value-of select="concat('CC0 ', $number)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
