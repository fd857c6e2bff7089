<?xml version="1.0" encoding="UTF-8"?>
<!-- Who wrote to whom, and when: a picture of those who wrote most, a table of all. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="page[@kind = 'correspondence']" mode="site-count">
    <p class="count"><xsl:value-of select="$texts/letters"/>: <xsl:call-template name="number"/></p>
  </xsl:template>

  <xsl:template match="page[@kind = 'correspondence']" mode="site-main">
    <xsl:apply-templates select="dots"/>
    <xsl:apply-templates select="pages"/>
    <div class="table" tabindex="0" role="region" aria-label="{$texts/letters}">
      <table class="pairs">
        <caption class="visually-hidden"><xsl:value-of select="$texts/who-to-whom"/></caption>
        <thead>
          <tr>
            <th scope="col"><xsl:value-of select="$texts/from"/></th>
            <th scope="col"><xsl:value-of select="$texts/to"/></th>
            <th scope="col"><xsl:value-of select="$texts/letters"/></th>
            <th scope="col"><xsl:value-of select="$texts/years"/></th>
            <th scope="col"><xsl:value-of select="$texts/documents"/></th>
          </tr>
        </thead>
        <tbody><xsl:apply-templates select="pair"/></tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="pair">
    <tr>
      <td><xsl:apply-templates select="from" mode="correspondent"/></td>
      <td><xsl:apply-templates select="to" mode="correspondent"/></td>
      <td><xsl:call-template name="number"/></td>
      <td>
        <xsl:value-of select="@first"/>
        <xsl:if test="@last != @first"><xsl:value-of select="concat('–', @last)"/></xsl:if>
        <xsl:if test="not(@first)"><xsl:value-of select="$texts/undated"/></xsl:if>
      </td>
      <td>
        <xsl:for-each select="letter">
          <a href="{@href}">
            <xsl:attribute name="title"><xsl:value-of select="@title"/></xsl:attribute>
            <xsl:value-of select="."/>
            <xsl:if test=". = ''"><xsl:value-of select="$texts/undated"/></xsl:if>
          </a>
          <xsl:if test="position() != last()">, </xsl:if>
        </xsl:for-each>
        <xsl:if test="@n &gt; count(letter)"> …</xsl:if>
      </td>
    </tr>
  </xsl:template>

  <xsl:template match="from | to" mode="correspondent">
    <xsl:choose>
      <xsl:when test="@href"><a href="{@href}" dir="auto"><xsl:value-of select="."/></a></xsl:when>
      <xsl:when test=". = ''"><span class="none"><xsl:value-of select="$texts/not-named"/></span></xsl:when>
      <xsl:otherwise><span dir="auto"><xsl:value-of select="."/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="dots">
    <xsl:call-template name="picture">
      <xsl:with-param name="name" select="'letters'"/>
      <xsl:with-param name="title" select="string($texts/who-to-whom)"/>
      <xsl:with-param name="says" select="string($texts/dots-described)"/>
      <xsl:with-param name="box" select="concat('0 -4 ', @width + 12, ' ', @height + 34)"/>
      <xsl:with-param name="drawing">
        <xsl:for-each select="tick">
          <line xmlns="http://www.w3.org/2000/svg" class="grid" x1="{@x}" x2="{@x}" y1="0" y2="{../@height}"/>
          <text xmlns="http://www.w3.org/2000/svg" class="tick" x="{@x}" y="{../@height + 20}" text-anchor="middle"><xsl:value-of select="@label"/></text>
        </xsl:for-each>
        <xsl:apply-templates select="row"/>
      </xsl:with-param>
    </xsl:call-template>
    <p class="ground">
      <xsl:value-of select="concat($texts/dots-described, ' ')"/>
      <xsl:call-template name="texts.filled"><xsl:with-param name="text" select="$texts/dots-drawn"/><xsl:with-param name="value" select="@drawn"/></xsl:call-template>
    </p>
  </xsl:template>

  <xsl:template match="row">
    <line xmlns="http://www.w3.org/2000/svg" class="grid" x1="{../@left}" x2="{../@width}" y1="{@y}" y2="{@y}"/>
    <text xmlns="http://www.w3.org/2000/svg" class="who" x="{../@left - 14}" y="{@y + 4.5}" text-anchor="end">
      <!-- Each name is isolated (U+2068, U+2069): between two from the right the arrow would point at the writer. -->
      <xsl:text>&#x2068;</xsl:text>
      <xsl:value-of select="@from"/>
      <xsl:if test="not(@from)"><xsl:value-of select="$texts/not-named"/></xsl:if>
      <xsl:text>&#x2069; → &#x2068;</xsl:text>
      <xsl:value-of select="@to"/>
      <xsl:if test="not(@to)"><xsl:value-of select="$texts/not-named"/></xsl:if>
      <xsl:text>&#x2069;</xsl:text>
    </text>
    <xsl:for-each select="dot">
      <circle xmlns="http://www.w3.org/2000/svg" class="dot" cx="{@x}" cy="{../@y}" r="{@r}"><title><xsl:value-of select="concat(@label, ': ', @n)"/></title></circle>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
