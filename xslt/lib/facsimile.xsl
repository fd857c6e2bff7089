<?xml version="1.0" encoding="UTF-8"?>
<!-- Pictures of pages beside a text: a row of them after it, and the way to each from the page that begins there.

  The program says of a picture what is shown of it: shown:data, its bytes or the address of a file beside the page, and
  shown:id, where it stands in the row. Outside of the program a picture is named. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:shown="urn:tei-pipeline:shown" exclude-result-prefixes="tei shown">
  <xsl:variable name="facsimile.holders" select="/tei:TEI[tei:text]/tei:facsimile[not(normalize-space())]"/>
  <!-- Of several pictures of a page that which is shown, else the first. -->
  <xsl:variable name="facsimile.pictures" select="$facsimile.holders//tei:graphic[@shown:data or (normalize-space(@url) and not(@shown:id)
      and (parent::tei:facsimile or not(../tei:graphic/@shown:id or preceding-sibling::tei:graphic[normalize-space(@url)])))]
    | /tei:TEI[@shown:pictures]/tei:text//tei:pb[@shown:data]"/>
  <xsl:variable name="facsimile.breaks" select="/tei:TEI[tei:facsimile]/tei:text//tei:pb[@facs]"/>

  <xsl:template name="facsimile">
    <xsl:if test="$facsimile.pictures">
      <section class="facsimile" id="_facsimile" aria-labelledby="_facsimile-title">
        <h2 id="_facsimile-title"><xsl:value-of select="$texts/facsimile"/></h2>
        <div class="pictures"><xsl:apply-templates select="$facsimile.pictures" mode="facsimile"/></div>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="facsimile">
    <xsl:variable name="said"><xsl:apply-templates select="." mode="facsimile-page"/></xsl:variable>
    <xsl:variable name="label">
      <xsl:choose>
        <xsl:when test="contains($said, ' ')"><xsl:value-of select="$said"/></xsl:when>
        <xsl:when test="$said != ''"><xsl:value-of select="concat($texts/page-short, ' ', $said)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="concat($texts/image, ' ', position())"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <figure>
      <xsl:if test="@shown:id"><xsl:attribute name="id"><xsl:value-of select="@shown:id"/></xsl:attribute></xsl:if>
      <xsl:call-template name="facsimile.picture"><xsl:with-param name="label" select="$label"/></xsl:call-template>
      <figcaption><xsl:value-of select="$label"/></figcaption>
    </figure>
  </xsl:template>

  <xsl:template name="facsimile.picture">
    <xsl:param name="label"/>
    <xsl:variable name="words" select="concat($texts/facsimile, ', ', $label)"/>
    <xsl:choose>
      <xsl:when test="starts-with(@shown:data, 'data:image/')"><img src="{@shown:data}" alt="{$words}"/></xsl:when>
      <xsl:when test="starts-with(@shown:data, '../pictures/')">
        <a href="{@shown:data}"><img src="{@shown:data}" alt="{$words}" loading="lazy"/></a>
      </xsl:when>
      <xsl:when test="starts-with(@url, 'https://') or starts-with(@url, 'http://')">
        <a href="{normalize-space(@url)}" aria-label="{$words}"><xsl:value-of select="$texts/facsimile"/></a>
      </xsl:when>
      <xsl:otherwise><span class="image">[<xsl:value-of select="concat($texts/image, ': ', @url)"/>]</span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The page that a picture shows: as its surface says, else as the page break that points at it. -->
  <xsl:template match="tei:pb" mode="facsimile-page"><xsl:value-of select="@n"/></xsl:template>
  <xsl:template match="tei:graphic" mode="facsimile-page">
    <xsl:variable name="surface" select="ancestor::tei:surface[1]"/>
    <xsl:variable name="break" select="$facsimile.breaks[substring(@facs, 2) = $surface/@xml:id or substring(@facs, 2) = current()/@xml:id or @facs = current()/@url]/@n"/>
    <xsl:value-of select="$surface/@n | $break[not($surface/@n)][1]"/>
  </xsl:template>

  <!-- Where the picture of a page is: in the row, else on the web. -->
  <xsl:template match="tei:pb" mode="facsimile-address">
    <xsl:variable name="first" select="substring-before(concat(normalize-space(@facs), ' '), ' ')"/>
    <xsl:variable name="at" select="key('id', substring-after($first, '#'))[starts-with($first, '#')]/parent::*"/>
    <xsl:variable name="graphic" select="($at/descendant-or-self::tei:graphic | $at/ancestor-or-self::tei:surface//tei:graphic)[@shown:id or contains(@url, '://')][1]"/>
    <xsl:choose>
      <xsl:when test="@shown:id or $graphic/@shown:id"><xsl:value-of select="concat('#', @shown:id, $graphic[not(current()/@shown:id)]/@shown:id)"/></xsl:when>
      <xsl:when test="starts-with($first, 'https://') or starts-with($first, 'http://')"><xsl:value-of select="$first"/></xsl:when>
      <xsl:when test="starts-with($graphic/@url, 'https://') or starts-with($graphic/@url, 'http://')"><xsl:value-of select="normalize-space($graphic/@url)"/></xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
