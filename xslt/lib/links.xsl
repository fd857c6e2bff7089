<?xml version="1.0" encoding="UTF-8"?>
<!-- References and addresses. Only a web address, a mail address, a DOI or a place of this page becomes a link. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <xsl:include href="names.xsl"/>

  <xsl:template match="tei:ref">
    <xsl:call-template name="link"/>
  </xsl:template>

  <!-- An address that stands for itself. -->
  <xsl:template match="tei:idno[@type = 'URI' or @type = 'URL' or @type = 'DOI']">
    <xsl:call-template name="link"><xsl:with-param name="target" select="normalize-space(.)"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:email">
    <xsl:call-template name="link"><xsl:with-param name="target" select="concat('mailto:', normalize-space(.))"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:licence[@target]">
    <xsl:call-template name="link"/>
  </xsl:template>

  <xsl:template match="tei:ptr">
    <xsl:variable name="href"><xsl:call-template name="href"/></xsl:variable>
    <xsl:if test="$href != ''"><a class="gen" href="{$href}"><xsl:value-of select="@target"/></a></xsl:if>
  </xsl:template>

  <xsl:template match="tei:ptr[node()]"><xsl:call-template name="link"/></xsl:template>

  <!-- A name leads to its page in the index or its entry in an authority file, and says the preferred form where it is another one. -->
  <xsl:template match="tei:persName[@ref] | tei:orgName[@ref] | tei:placeName[@ref]">
    <xsl:variable name="entry" select="(key('id', substring(@ref[starts-with(., '#')], 2))/parent::*[self::tei:person or self::tei:org or self::tei:place][ancestor::tei:standOff])[1]"/>
    <xsl:variable name="preferred" select="normalize-space($entry/*[@type = 'preferred'][1])"/>
    <xsl:variable name="address">
      <xsl:if test="$entry and ($entry/tei:idno or $name-pages != '')">
        <xsl:call-template name="name.address"><xsl:with-param name="entry" select="$entry"/></xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$address != '' and normalize-space(.) != '' and not(ancestor::tei:ref or ancestor::tei:licence
        or descendant::tei:ref or descendant::tei:note or descendant::tei:email or descendant::tei:ptr or descendant::*[@ref]
        or descendant::*[contains($block.names, concat(' ', local-name(), ' '))])">
        <a href="{$address}">
          <xsl:call-template name="preferred"><xsl:with-param name="name" select="$preferred"/></xsl:call-template>
          <xsl:call-template name="attributes"><xsl:with-param name="class" select="'name'"/></xsl:call-template>
          <xsl:apply-templates/>
        </a>
      </xsl:when>
      <xsl:when test="$preferred != '' and $preferred != normalize-space(.) and not(descendant::*[contains($block.names, concat(' ', local-name(), ' '))])">
        <span>
          <xsl:call-template name="preferred"><xsl:with-param name="name" select="$preferred"/></xsl:call-template>
          <xsl:call-template name="attributes"><xsl:with-param name="class" select="'name'"/></xsl:call-template>
          <xsl:apply-templates/>
        </span>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="transparent"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="preferred">
    <xsl:param name="name"/>
    <xsl:if test="$name != '' and $name != normalize-space(.)"><xsl:attribute name="title"><xsl:value-of select="$name"/></xsl:attribute></xsl:if>
  </xsl:template>

  <xsl:template name="link">
    <xsl:param name="target" select="@target"/>
    <xsl:variable name="href">
      <xsl:call-template name="href"><xsl:with-param name="target" select="$target"/></xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$href != '' and normalize-space(.) != '' and not(ancestor::tei:ref or descendant::tei:ref or descendant::tei:note
        or descendant::tei:email or descendant::tei:ptr)">
        <a href="{$href}">
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
        </a>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="transparent"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The address to link to, or nothing: any other scheme (javascript:, data:, file:) stays text. -->
  <xsl:template name="href">
    <xsl:param name="target" select="@target"/>
    <xsl:variable name="address" select="normalize-space($target)"/>
    <xsl:choose>
      <xsl:when test="contains($address, ' ')"/>
      <xsl:when test="starts-with($address, 'https://') and $address != 'https://'"><xsl:value-of select="$address"/></xsl:when>
      <xsl:when test="starts-with($address, '#')">
        <xsl:if test="key('id', substring($address, 2))/ancestor::tei:text"><xsl:value-of select="$address"/></xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="href.of-scheme"><xsl:with-param name="address" select="$address"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="href.of-scheme">
    <xsl:param name="address"/>
    <xsl:variable name="scheme" select="translate(substring-before($address, ':'), 'ACDEFHILMOPST', 'acdefhilmopst')"/>
    <xsl:choose>
      <xsl:when test="($scheme = 'http' or $scheme = 'https') and starts-with(substring-after($address, ':'), '//')
        and string-length($address) &gt; string-length($scheme) + 3">
        <xsl:value-of select="concat($scheme, ':', substring-after($address, ':'))"/>
      </xsl:when>
      <xsl:when test="$scheme = 'mailto' and contains($address, '@')"><xsl:value-of select="$address"/></xsl:when>
      <xsl:when test="$scheme = 'doi'"><xsl:value-of select="concat('https://doi.org/', substring-after($address, ':'))"/></xsl:when>
      <xsl:when test="starts-with($address, '10.') and contains($address, '/')">
        <xsl:value-of select="concat('https://doi.org/', $address)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
