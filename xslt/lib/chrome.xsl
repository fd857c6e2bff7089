<?xml version="1.0" encoding="UTF-8"?>
<!-- What a page of a site has around it: the site's title, its navigation, a footer. Without `site-root`: nothing.
  The pages of the site itself (site.xsl) use the same templates. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template name="site.header">
    <!-- The key of the navigation that this page is: it is marked as the current one. -->
    <xsl:param name="current" select="''"/>
    <xsl:if test="$site-root != ''">
      <header class="site-header">
        <div class="site-row">
          <p class="site-title"><a href="{$site-root}index.html"><xsl:call-template name="site.name"/></a></p>
          <xsl:if test="$site-nav != ''">
            <nav class="site-nav" aria-label="{$texts/site-navigation}">
              <ul>
                <xsl:call-template name="site.way">
                  <xsl:with-param name="rest" select="substring-after($site-nav, '|')"/>
                  <xsl:with-param name="current" select="$current"/>
                </xsl:call-template>
              </ul>
            </nav>
          </xsl:if>
        </div>
      </header>
    </xsl:if>
  </xsl:template>

  <!-- A site without a title is called by its start page. -->
  <xsl:template name="site.name">
    <xsl:value-of select="$site-title"/>
    <xsl:if test="$site-title = ''"><xsl:value-of select="$texts/start-page"/></xsl:if>
  </xsl:template>

  <!-- One entry of the navigation, and those after it: `KEY=ADDRESS|KEY=ADDRESS|`. -->
  <xsl:template name="site.way">
    <xsl:param name="rest"/>
    <xsl:param name="current"/>
    <xsl:variable name="key" select="substring-before($rest, '=')"/>
    <xsl:if test="$key != ''">
      <li>
        <a href="{substring-before(substring-after($rest, '='), '|')}">
          <xsl:if test="$key = $current"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
          <xsl:variable name="words" select="$texts/*[local-name() = $key]"/>
          <xsl:value-of select="$words"/>
          <xsl:if test="not($words)"><xsl:value-of select="$key"/></xsl:if>
        </a>
      </li>
      <xsl:call-template name="site.way">
        <xsl:with-param name="rest" select="substring-after($rest, '|')"/>
        <xsl:with-param name="current" select="$current"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="site.footer">
    <xsl:if test="$site-root != ''">
      <footer class="site-footer">
        <div class="site-row"><p><a href="{$site-root}index.html"><xsl:call-template name="site.name"/></a></p></div>
      </footer>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
