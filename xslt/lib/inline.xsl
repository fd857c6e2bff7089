<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements inside a line: names and numbers, emphasis, dates, breaks. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- Marked in the TEI for machines and indexes: for the eye they are text. -->
  <xsl:template name="transparent" match="tei:s | tei:seg | tei:w | tei:c | tei:pc | tei:num | tei:measure | tei:measureGrp | tei:time
    | tei:name | tei:rs | tei:persName | tei:orgName | tei:placeName | tei:geogName | tei:country | tei:region | tei:settlement
    | tei:district | tei:bloc | tei:roleName | tei:forename | tei:surname | tei:addName | tei:genName | tei:nameLink | tei:idno
    | tei:date | tei:foreign | tei:lang | tei:phr | tei:cl | tei:m | tei:objectName | tei:objectType | tei:street | tei:postCode
    | tei:postBox | tei:affiliation | tei:occupation | tei:origDate | tei:origPlace | tei:locus | tei:gloss
    | tei:bibl | tei:author | tei:editor | tei:publisher | tei:pubPlace | tei:biblScope | tei:unit | tei:label | tei:desc
    | tei:distinct | tei:soCalled | tei:mentioned | tei:term | tei:event | tei:state | tei:dim | tei:height | tei:width
    | tei:formula | tei:g | tei:lem | tei:app | tei:subst | tei:expan | tei:ex | tei:am | tei:reg | tei:orig | tei:sic
    | tei:corr | tei:content | tei:resp | tei:licence | tei:interp">
    <xsl:choose>
      <xsl:when test="@xml:lang or @xml:id"><xsl:call-template name="box"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A date that was read carries its value, and its ground when a part of it was inferred. -->
  <xsl:template match="tei:text//tei:date[@when]">
    <xsl:variable name="shape" select="translate(@when, '123456789', '000000000')"/>
    <xsl:variable name="month" select="number(substring(concat(@when, '-01'), 6, 2))"/>
    <xsl:variable name="day" select="number(substring(concat(@when, '-01-01'), 9, 2))"/>
    <xsl:choose>
      <xsl:when test="($shape = '0000-00-00' or $shape = '0000-00' or $shape = '0000') and substring(@when, 1, 4) != '0000'
        and $month &gt; 0 and $month &lt; 13 and $day &gt; 0 and ($day &lt; 29 or $day &lt;= 28 + 2 * ($month != 2) + contains(' 1 3 5 7 8 10 12 ', concat(' ', $month, ' ')))
        and not(descendant::*[contains($block.names, concat(' ', local-name(), ' '))])">
        <time datetime="{@when}">
          <xsl:call-template name="attributes"/>
          <xsl:if test="@ana and key('id', substring-after(@ana, '#'))[. != 'dating.stated']/parent::tei:category">
            <xsl:attribute name="title">
              <xsl:value-of select="concat(@when, ': ', normalize-space(key('id', substring-after(@ana, '#'))/../tei:catDesc))"/>
            </xsl:attribute>
          </xsl:if>
          <xsl:apply-templates/>
        </time>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="box"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:emph | tei:hi">
    <xsl:call-template name="phrase"><xsl:with-param name="name" select="'em'"/></xsl:call-template>
  </xsl:template>

  <!-- How a word was set: @rend of any project, @rendition of ours. -->
  <xsl:template match="tei:hi[contains(@rend, 'bold') or contains(@rendition, '-bold')]" priority="1">
    <xsl:call-template name="phrase"><xsl:with-param name="name" select="'b'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:hi[contains(@rend, 'underline') or contains(@rendition, '-underlined')]" priority="2">
    <xsl:call-template name="phrase"><xsl:with-param name="name" select="'u'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:hi[contains(@rend, 'strike')]" priority="2">
    <xsl:call-template name="phrase"><xsl:with-param name="name" select="'s'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:hi[contains(@rend, 'smallcaps') or contains(@rend, 'small-caps') or contains(@rend, 'spaced') or contains(@rendition, '-spaced')]" priority="3">
    <xsl:call-template name="box">
      <xsl:with-param name="class">
        <xsl:choose>
          <xsl:when test="contains(concat(@rend, @rendition), 'spaced')">spaced</xsl:when>
          <xsl:otherwise>small-caps</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:hi[contains(@rend, 'sup') or contains(@rendition, '#sup')]" priority="4">
    <xsl:call-template name="phrase"><xsl:with-param name="name" select="'sup'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:hi[contains(@rend, 'sub') or contains(@rendition, '#sub')]" priority="3">
    <xsl:call-template name="phrase"><xsl:with-param name="name" select="'sub'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:title">
    <xsl:call-template name="phrase"><xsl:with-param name="name" select="'cite'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:title[@level = 'a' or @level = 'u']">
    <xsl:call-template name="box"><xsl:with-param name="class" select="'title-part'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:code | tei:gi | tei:att | tei:val | tei:tag | tei:ident">
    <code>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
      <xsl:apply-templates/>
    </code>
  </xsl:template>

  <!-- An HTML phrase element, unless the element holds blocks. -->
  <xsl:template name="phrase">
    <xsl:param name="name"/>
    <xsl:choose>
      <xsl:when test="descendant::*[contains($block.names, concat(' ', local-name(), ' '))]">
        <xsl:call-template name="box"><xsl:with-param name="class" select="$name"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{$name}">
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:lb">
    <xsl:variable name="end"><xsl:call-template name="line-end"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$end = 'break'">
        <br>
          <xsl:if test="@xml:id"><xsl:call-template name="attributes"/></xsl:if>
        </br>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="@xml:id"><span><xsl:call-template name="attributes"/></span></xsl:if>
        <xsl:if test="$end = 'blank'"><xsl:text> </xsl:text></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- A break that only says where the first line of a block begins is no break. -->
  <xsl:template match="tei:lb[not(preceding-sibling::node()[not(self::text()[normalize-space() = ''])])
    and (parent::tei:p or parent::tei:ab or parent::tei:head or parent::tei:item or parent::tei:div or parent::tei:signed
    or parent::tei:salute or parent::tei:dateline or parent::tei:addrLine or parent::tei:opener or parent::tei:closer)]"/>
</xsl:stylesheet>
