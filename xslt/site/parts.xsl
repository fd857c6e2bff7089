<?xml version="1.0" encoding="UTF-8"?>
<!-- Small parts that several pages have. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <!-- The numbers of this interface have no sign between thousands but a narrow blank, which every language reads. -->
  <xsl:decimal-format name="site" grouping-separator="&#x202F;"/>

  <xsl:template name="number">
    <xsl:param name="of" select="@n"/>
    <xsl:value-of select="format-number($of, '#&#x202F;##0', 'site')"/>
  </xsl:template>

  <!-- The pages of a long list. -->
  <xsl:template match="pages">
    <nav class="pages" aria-label="{$texts/pages}">
      <ul>
        <xsl:for-each select="to">
          <li>
            <a href="{@href}">
              <xsl:if test="position() = ../@current"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
              <xsl:value-of select="@label"/>
            </a>
          </li>
        </xsl:for-each>
      </ul>
    </nav>
  </xsl:template>

  <!-- The language of a label, where it is known. -->
  <xsl:template name="tongue">
    <xsl:if test="@lang"><xsl:attribute name="lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
    <xsl:attribute name="dir">auto</xsl:attribute>
  </xsl:template>

  <!-- A picture: what it is called, what it shows, the drawing in a box that can be scrolled. -->
  <xsl:template name="picture">
    <xsl:param name="title"/>
    <xsl:param name="says"/>
    <xsl:param name="drawing"/>
    <xsl:param name="box"/>
    <xsl:param name="name"/>
    <div class="picture {$name}" tabindex="0" role="region" aria-label="{$title}">
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="{$box}" role="img" aria-labelledby="_{$name}-title _{$name}-says">
        <title id="_{$name}-title"><xsl:value-of select="$title"/></title>
        <desc id="_{$name}-says"><xsl:value-of select="$says"/></desc>
        <xsl:copy-of select="$drawing"/>
      </svg>
    </div>
  </xsl:template>
</xsl:stylesheet>
