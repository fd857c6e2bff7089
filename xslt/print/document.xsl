<?xml version="1.0" encoding="UTF-8"?>
<!-- The whole: metadata, titles, facts, one part per language, what is known about the edition. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="/tei:TEI | /tei:teiCorpus"><xsl:apply-templates select="/*" mode="document"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="/*" mode="not-tei"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Another root: the text is shown and the program told. -->
  <xsl:template match="*" mode="not-tei">
    <xsl:call-template name="report">
      <xsl:with-param name="code" select="'R002'"/>
      <xsl:with-param name="text" select="concat('the root is ', name(), ', not TEI; its text is shown as it is')"/>
    </xsl:call-template>
    <edition lang="{@xml:lang}" title="{$texts/untitled}">
      <xsl:call-template name="print.settings"/>
      <title kind="main" lang="{$texts.language}"><t lang="{$texts.language}"><xsl:value-of select="$texts/untitled"/></t></title>
      <part lang="{@xml:lang}"><xsl:apply-templates select="." mode="block"/></part>
    </edition>
  </xsl:template>

  <xsl:template match="tei:TEI" mode="document">
    <xsl:variable name="header" select="tei:teiHeader"/>
    <xsl:variable name="main" select="$header/tei:fileDesc/tei:titleStmt/tei:title[normalize-space()][not(@type = 'original' or @type = 'sub')]"/>
    <xsl:variable name="language" select="($header/@xml:lang | @xml:lang[not($header/@xml:lang)])"/>
    <edition id="{@xml:id}" lang="{$language}">
      <xsl:call-template name="print.settings"/>
      <xsl:apply-templates select="$header" mode="dates"/>
      <xsl:attribute name="title">
        <xsl:choose>
          <xsl:when test="$main"><xsl:value-of select="normalize-space($main[@type = 'main' or not($main[@type = 'main'])][1])"/></xsl:when>
          <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$texts/untitled"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:apply-templates select="$header" mode="metadata"/>
      <xsl:apply-templates select="$header/tei:fileDesc/tei:titleStmt/tei:title[normalize-space()]" mode="title"/>
      <xsl:if test="not($main)"><xsl:call-template name="untitled"/></xsl:if>
      <xsl:apply-templates select="$header" mode="facts"/>
      <xsl:apply-templates select="tei:text | tei:sourceDoc[not(../tei:text)] | tei:facsimile[not(../tei:text)]" mode="part"/>
      <xsl:apply-templates select="(tei:sourceDoc | tei:facsimile)[../tei:text][normalize-space()]" mode="part"/>
      <xsl:apply-templates select="tei:standOff" mode="part"/>
      <about label="{$texts/about}"><xsl:apply-templates select="$header" mode="about"/></about>
      <making><xsl:apply-templates select="$header" mode="making"/></making>
    </edition>
  </xsl:template>

  <!-- What the parameters of the print say, as attributes of the root: the layout reads them there. -->
  <xsl:template name="print.settings">
    <xsl:attribute name="labels"><xsl:value-of select="$texts.language"/></xsl:attribute>
    <xsl:if test="$pdf-standard != 'ua-1'"><xsl:attribute name="standard"><xsl:value-of select="$pdf-standard"/></xsl:attribute></xsl:if>
    <xsl:if test="$languages != 'successive'"><xsl:attribute name="languages"><xsl:value-of select="$languages"/></xsl:attribute></xsl:if>
    <xsl:if test="$paper != ''"><xsl:attribute name="paper"><xsl:value-of select="$paper"/></xsl:attribute></xsl:if>
    <xsl:if test="$font-size != ''"><xsl:attribute name="size"><xsl:value-of select="$font-size"/></xsl:attribute></xsl:if>
    <xsl:if test="$font != ''"><xsl:attribute name="font"><xsl:value-of select="$font"/></xsl:attribute></xsl:if>
    <xsl:if test="$hyphenation = 'no'"><xsl:attribute name="hyphens">no</xsl:attribute></xsl:if>
  </xsl:template>

  <!-- `date`: of the document, as far as it is known; `issued`: of this edition of it. -->
  <xsl:template match="tei:teiHeader" mode="dates">
    <xsl:variable name="date" select="tei:profileDesc/tei:creation//tei:date[@when or @from or @notBefore or @notAfter or @to][1]"/>
    <xsl:variable name="day" select="($date/@when | $date[not(@when)]/@from | $date[not(@when or @from)]/@notBefore
      | $date[not(@when or @from or @notBefore)]/@to | $date[not(@when or @from or @notBefore or @to)]/@notAfter)[1]"/>
    <xsl:variable name="issued" select="tei:fileDesc/tei:publicationStmt//tei:date/@when"/>
    <xsl:if test="$day"><xsl:attribute name="date"><xsl:value-of select="$day"/></xsl:attribute></xsl:if>
    <xsl:if test="$issued"><xsl:attribute name="issued"><xsl:value-of select="$issued[1]"/></xsl:attribute></xsl:if>
  </xsl:template>

  <xsl:template name="untitled">
    <title kind="main" lang="{$texts.language}">
      <t lang="{$texts.language}">
        <xsl:choose>
          <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$texts/untitled"/></xsl:otherwise>
        </xsl:choose>
      </t>
    </title>
  </xsl:template>

  <!-- Of the PDF: authors, or who sent it; key words; by which number it is known; who publishes it. -->
  <xsl:template match="tei:teiHeader" mode="metadata">
    <xsl:variable name="authors" select="tei:fileDesc/tei:titleStmt/tei:author[normalize-space()]"/>
    <xsl:variable name="senders" select="tei:profileDesc/tei:correspDesc/tei:correspAction[@type = 'sent']/*[self::tei:persName or self::tei:orgName or self::tei:name or self::tei:rs][normalize-space()]"/>
    <xsl:for-each select="$authors | $senders[not($authors)]"><author><xsl:value-of select="normalize-space(.)"/></author></xsl:for-each>
    <xsl:for-each select="tei:profileDesc/tei:textClass/tei:keywords//*[self::tei:item or self::tei:term][not(*)][normalize-space()]">
      <keyword><xsl:value-of select="normalize-space(.)"/></keyword>
    </xsl:for-each>
    <xsl:for-each select="(tei:fileDesc/tei:publicationStmt/tei:idno | ../@xml:id)[normalize-space()][last()]">
      <identifier><xsl:value-of select="normalize-space(.)"/></identifier>
    </xsl:for-each>
    <xsl:for-each select="tei:fileDesc/tei:publicationStmt/tei:publisher[normalize-space()]">
      <publisher><xsl:value-of select="normalize-space(.)"/></publisher>
    </xsl:for-each>
  </xsl:template>

  <!-- The main title is the first that says so, else the first of any other kind (`complete`, none stated). -->
  <xsl:template match="tei:title" mode="title">
    <xsl:variable name="main" select="../tei:title[normalize-space()][not(@type = 'original' or @type = 'sub')]"/>
    <title lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}">
      <xsl:attribute name="kind">
        <xsl:choose>
          <xsl:when test="@type = 'original'">original</xsl:when>
          <xsl:when test="generate-id() = generate-id($main[@type = 'main' or not($main[@type = 'main'])][1])">main</xsl:when>
          <xsl:otherwise>sub</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:apply-templates mode="inline"/>
    </title>
  </xsl:template>

  <!-- One part per language division; a text without such divisions is one part. -->
  <xsl:template match="tei:text" mode="part">
    <xsl:choose>
      <xsl:when test="tei:body/tei:div[@type = 'edition' or @type = 'translation']">
        <xsl:apply-templates select="tei:front | tei:body/* | tei:back" mode="part"/>
      </xsl:when>
      <xsl:otherwise>
        <part lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}"><xsl:apply-templates select="." mode="block"/></part>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="part">
    <part lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}">
      <xsl:if test="self::tei:div[@type = 'edition' or @type = 'translation']"><xsl:attribute name="version"><xsl:value-of select="@type"/></xsl:attribute></xsl:if>
      <xsl:if test="self::tei:div and (@type = 'translation' or count(../tei:div) &gt; 1)">
        <xsl:attribute name="label"><xsl:apply-templates select="." mode="part-label"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="." mode="block"/>
    </part>
  </xsl:template>

  <!-- Data for the text, not text; but notes that are printed nowhere else are. -->
  <xsl:template match="tei:standOff" mode="part">
    <xsl:variable name="blocks"><xsl:apply-templates select="tei:note | *[self::tei:noteGrp or self::tei:listAnnotation]//tei:note[not(ancestor::tei:note)]" mode="block"/></xsl:variable>
    <xsl:if test="normalize-space($blocks) != ''">
      <part lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}" label="{$texts/notes}"><xsl:copy-of select="$blocks"/></part>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:div" mode="part-label">
    <xsl:choose>
      <xsl:when test="@type = 'translation'"><xsl:value-of select="$texts/translation"/></xsl:when>
      <xsl:when test="@type = 'edition'"><xsl:value-of select="$texts/edition"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$texts/text"/></xsl:otherwise>
    </xsl:choose>
    <xsl:text> · </xsl:text>
    <xsl:call-template name="language.name">
      <xsl:with-param name="tag" select="string(ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
