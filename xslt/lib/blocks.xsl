<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks of the text: paragraphs, opener and closer, address, verse, speech, quotation, figure. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:shown="urn:tei-pipeline:shown" exclude-result-prefixes="tei shown">
  <!-- Most are text alone. -->
  <xsl:template match="tei:p | tei:ab">
    <xsl:choose>
      <xsl:when test="not(* or @*)"><p><xsl:apply-templates/></p></xsl:when>
      <xsl:otherwise><xsl:call-template name="paragraph"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:opener | tei:closer | tei:postscript | tei:argument | tei:epigraph | tei:lg | tei:address | tei:titlePage
    | tei:docTitle">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- Parts of an address that are no lines: in a text each stands on a line of its own, in the header a comma parts them. -->
  <xsl:template match="tei:address[not(tei:addrLine)]">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'address'"/></xsl:call-template>
      <xsl:for-each select="*[normalize-space() or not(ancestor::tei:teiHeader)] | text()[normalize-space()]">
        <xsl:if test="self::* and preceding-sibling::*[normalize-space()]"><xsl:call-template name="address.part"/></xsl:if>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
    </div>
  </xsl:template>

  <xsl:template name="address.part">
    <xsl:variable name="before" select="preceding-sibling::*[normalize-space()][1]"/>
    <xsl:variable name="words" select="normalize-space($before)"/>
    <xsl:choose>
      <xsl:when test="(self::tei:settlement and $before[self::tei:postCode]) or (self::tei:postCode and $before[self::tei:settlement or self::tei:region])
        or (ancestor::tei:teiHeader and substring($words, string-length($words)) = ',')"><xsl:text> </xsl:text></xsl:when>
      <xsl:when test="ancestor::tei:teiHeader">, </xsl:when>
      <xsl:when test="not(self::tei:lb or preceding-sibling::*[1][self::tei:lb])"><br/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:dateline | tei:salute | tei:signed | tei:byline | tei:trailer | tei:addrLine | tei:l | tei:speaker
    | tei:stage | tei:titlePart | tei:docDate | tei:docImprint | tei:docAuthor | tei:line">
    <xsl:call-template name="paragraph"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
  </xsl:template>

  <!-- Classification, number of copies, urgency: lines of the opener that TEI has no element for. -->
  <xsl:template match="tei:opener/tei:seg | tei:closer/tei:seg">
    <xsl:call-template name="paragraph">
      <xsl:with-param name="class" select="normalize-space(concat('line ', translate(@type, '&#9;&#10; ', '---'), substring('-', 1, @type = 'gen')))"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:opener/tei:label | tei:closer/tei:label | tei:div/tei:label | tei:postscript/tei:label">
    <xsl:call-template name="paragraph"><xsl:with-param name="class" select="'label'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:sp">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'sp'"/></xsl:call-template>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="tei:quote | tei:cit | tei:q | tei:said">
    <xsl:choose>
      <xsl:when test="contains($container.names, concat(' ', local-name(..), ' '))
        or descendant::*[contains($block.names, concat(' ', local-name(), ' '))]">
        <blockquote>
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
        </blockquote>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="transparent"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:figure">
    <figure>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </figure>
  </xsl:template>

  <!-- HTML has one caption, before or after all else. -->
  <xsl:template match="tei:figure/tei:head" priority="2">
    <xsl:choose>
      <xsl:when test="count(../tei:head) = 1 and not(preceding-sibling::node()[self::* or normalize-space()] and following-sibling::node()[self::* or normalize-space()])">
        <figcaption>
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
        </figcaption>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="paragraph"><xsl:with-param name="class" select="'figcaption'"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:figDesc">
    <xsl:call-template name="paragraph"><xsl:with-param name="class" select="'figure-description'"/></xsl:call-template>
  </xsl:template>

  <!-- The page asks nothing of the network: an image that the file holds, or that the program has put beside its address
    (shown:data), is shown, one elsewhere is named. -->
  <xsl:template match="tei:graphic | tei:media">
    <xsl:call-template name="generated">
      <xsl:with-param name="text" select="concat('[', $texts/image, ': ', @url, ']')"/>
      <xsl:with-param name="class" select="'image'"/>
    </xsl:call-template>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="tei:graphic[starts-with(@shown:data, 'data:image/') or starts-with(@shown:data, '../pictures/') or starts-with(@url, 'data:image/')]
    | tei:media[starts-with(@shown:data, 'data:image/') or starts-with(@shown:data, '../pictures/') or starts-with(@url, 'data:image/')]">
    <xsl:variable name="words" select="normalize-space((../tei:figDesc | ../tei:head)[1])"/>
    <img src="{(@shown:data | @url[not(../@shown:data)])[1]}">
      <xsl:attribute name="alt">
        <xsl:value-of select="$words"/>
        <xsl:if test="$words = ''"><xsl:value-of select="$texts/image"/></xsl:if>
        <xsl:if test="$words = '' and not(starts-with(@url, 'data:'))"><xsl:value-of select="concat(' ', @url)"/></xsl:if>
      </xsl:attribute>
      <xsl:if test="starts-with(@shown:data, '../')"><xsl:attribute name="loading">lazy</xsl:attribute></xsl:if>
    </img>
    <xsl:apply-templates/>
  </xsl:template>
</xsl:stylesheet>
