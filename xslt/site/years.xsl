<?xml version="1.0" encoding="UTF-8"?>
<!-- Documents by year: chronology, pages of years, timeline. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="page[@kind = 'chronology']" mode="site-main">
    <p class="also"><a href="../timeline.html"><xsl:value-of select="$texts/timeline"/></a></p>
    <xsl:if test="not(group)"><xsl:call-template name="decades"/></xsl:if>
    <xsl:call-template name="documents"/>
  </xsl:template>

  <xsl:template match="page[@kind = 'year']" mode="site-heading">
    <xsl:value-of select="@year"/>
    <xsl:if test="not(@year)"><xsl:value-of select="$texts/undated"/></xsl:if>
  </xsl:template>

  <xsl:template match="page[@kind = 'year']" mode="site-main">
    <nav class="beside" aria-label="{$texts/years}">
      <ul>
        <li><a href="index.html"><xsl:value-of select="$texts/chronology"/></a></li>
        <xsl:for-each select="before"><li><a rel="prev" href="{@href}"><xsl:value-of select="concat($texts/earlier, ': ')"/><xsl:call-template name="year.name"/></a></li></xsl:for-each>
        <xsl:for-each select="after"><li><a rel="next" href="{@href}"><xsl:value-of select="concat($texts/later, ': ')"/><xsl:call-template name="year.name"/></a></li></xsl:for-each>
      </ul>
    </nav>
    <xsl:call-template name="documents"/>
  </xsl:template>

  <xsl:template name="year.name">
    <xsl:value-of select="@label"/>
    <xsl:if test="not(@label)"><xsl:value-of select="$texts/undated"/></xsl:if>
  </xsl:template>

  <xsl:template match="page[@kind = 'timeline']" mode="site-main">
    <p class="also"><a href="chronology/index.html"><xsl:value-of select="$texts/chronology"/></a></p>
    <xsl:apply-templates select="bars"/>
    <xsl:call-template name="decades"/>
  </xsl:template>

  <!-- The picture: bars on a line, with round years below it and the greatest number beside the tallest. -->
  <xsl:template match="bars">
    <xsl:call-template name="picture">
      <xsl:with-param name="name" select="'years'"/>
      <xsl:with-param name="title" select="string($texts/documents-by-year)"/>
      <xsl:with-param name="says" select="string($texts/bars-described)"/>
      <xsl:with-param name="box" select="concat('0 -18 ', @width, ' ', @height + 44)"/>
      <xsl:with-param name="drawing">
        <xsl:for-each select="bar">
          <rect xmlns="http://www.w3.org/2000/svg" class="bar" x="{@x}" y="{@y}" width="{@width}" height="{@height}" rx="1.5">
            <title><xsl:value-of select="concat(@label, ': ', @n)"/></title>
          </rect>
        </xsl:for-each>
        <line xmlns="http://www.w3.org/2000/svg" class="axis" x1="0" x2="{@width}" y1="{@height}" y2="{@height}"/>
        <xsl:for-each select="tick">
          <text xmlns="http://www.w3.org/2000/svg" class="tick" x="{@x}" y="{../@height + 19}" text-anchor="middle"><xsl:value-of select="@label"/></text>
        </xsl:for-each>
        <xsl:for-each select="bar[@n = ../@most][1]">
          <text xmlns="http://www.w3.org/2000/svg" class="tick" x="{@x + @width div 2}" y="-6" text-anchor="middle"><xsl:value-of select="@n"/></text>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The table: a decade a row, a year a cell. -->
  <xsl:template name="decades">
    <div class="table" tabindex="0" role="region" aria-label="{$texts/years}">
      <table class="decades">
        <caption class="visually-hidden"><xsl:value-of select="$texts/documents-by-year"/></caption>
        <thead>
          <tr>
            <th scope="col"><xsl:value-of select="$texts/decade"/></th>
            <xsl:for-each select="decade[1]/year"><th scope="col">–<xsl:value-of select="position() - 1"/></th></xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="decade">
            <tr>
              <th scope="row"><xsl:value-of select="concat(@from, '–', @to)"/></th>
              <xsl:apply-templates select="year"/>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
    <xsl:for-each select="undated">
      <p class="also"><a href="{@href}"><xsl:value-of select="$texts/undated"/></a><xsl:text> </xsl:text><span class="n"><xsl:call-template name="number"/></span></p>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="year">
    <td>
      <xsl:choose>
        <xsl:when test="@href"><a href="{@href}" aria-label="{@label}: {@n}"><xsl:value-of select="@n"/></a></xsl:when>
        <xsl:otherwise><span class="none">·</span></xsl:otherwise>
      </xsl:choose>
    </td>
  </xsl:template>
</xsl:stylesheet>
