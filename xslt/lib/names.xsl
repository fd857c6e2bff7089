<?xml version="1.0" encoding="UTF-8"?>
<!-- Names of standOff that lead somewhere: to their page in the indexes of the site, and to authority files. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- Where a name in the text leads: to the index, else to an authority file, else nowhere. -->
  <xsl:template name="name.address">
    <xsl:param name="entry"/>
    <xsl:variable name="page" select="substring-before(substring-after($name-pages, concat('|', $entry/@xml:id, '=')), '|')"/>
    <xsl:choose>
      <xsl:when test="$entry and $page != ''"><xsl:value-of select="$page"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="authority"><xsl:with-param name="entry" select="$entry"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:variable name="names.entries" select="/tei:TEI/tei:standOff/*/*[self::tei:person or self::tei:org or self::tei:place][@xml:id]"/>

  <!-- The group of names among the facts: those with a page or an identifier. -->
  <xsl:template name="names">
    <xsl:if test="$name-pages != '' or $names.entries/tei:idno">
      <xsl:variable name="rows">
        <xsl:for-each select="$names.entries[tei:idno or contains($name-pages, concat('|', @xml:id, '='))]">
          <xsl:call-template name="name.row"/>
        </xsl:for-each>
      </xsl:variable>
      <xsl:if test="normalize-space($rows) != ''">
        <section class="fact-group">
          <h3><xsl:value-of select="$texts/names"/></h3>
          <ul class="names"><xsl:copy-of select="$rows"/></ul>
        </section>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <xsl:template name="name.row">
    <xsl:variable name="page" select="substring-before(substring-after($name-pages, concat('|', @xml:id, '=')), '|')"/>
    <xsl:variable name="forms" select="tei:persName | tei:orgName | tei:placeName"/>
    <xsl:variable name="form" select="($forms[@type = 'preferred'] | $forms[not($forms[@type = 'preferred'])])[1]"/>
    <li>
      <xsl:choose>
        <xsl:when test="$page != ''">
          <a href="{$page}">
            <xsl:for-each select="$form"><xsl:call-template name="language.inherited"/></xsl:for-each>
            <xsl:value-of select="normalize-space($form)"/>
          </a>
        </xsl:when>
        <xsl:otherwise>
          <span>
            <xsl:for-each select="$form"><xsl:call-template name="language.inherited"/></xsl:for-each>
            <xsl:value-of select="normalize-space($form)"/>
          </span>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:for-each select="tei:idno">
        <xsl:variable name="address"><xsl:call-template name="name.authority"/></xsl:variable>
        <xsl:if test="$address != ''">
          <xsl:text> </xsl:text>
          <a class="authority" href="{$address}" aria-label="{normalize-space($form)}: {@type}"><xsl:value-of select="@type"/></a>
        </xsl:if>
      </xsl:for-each>
    </li>
  </xsl:template>

  <!-- The address of the current idno in its authority file. -->
  <xsl:template name="name.authority">
    <xsl:variable name="bases">|Wikidata=https://www.wikidata.org/wiki/|GND=https://d-nb.info/gnd/|VIAF=https://viaf.org/viaf/|GeoNames=https://www.geonames.org/|</xsl:variable>
    <xsl:variable name="base" select="substring-before(substring-after($bases, concat('|', @type, '=')), '|')"/>
    <xsl:if test="$base != '' and @type != ''">
      <xsl:call-template name="authority.address">
        <xsl:with-param name="base" select="$base"/>
        <xsl:with-param name="identifier" select="."/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
