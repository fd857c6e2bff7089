<?xml version="1.0" encoding="UTF-8"?>
<!-- What TEI elements are (blocks, containers of blocks) and where ids lead. Free of HTML. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- Elements that fill lines of their own wherever they stand: what holds one is itself a block. -->
  <xsl:variable name="block.names" select="' p ab list table figure address addrLine lg l sp stage speaker
opener closer dateline salute signed byline trailer postscript argument epigraph head floatingText listBibl
listPerson listPlace listOrg div div1 div2 div3 div4 div5 div6 div7 body front back text group
figDesc titlePage docTitle titlePart docDate docImprint docAuthor surface zone sourceDoc egXML
castList castGroup castItem spGrp prologue epilogue set performance docEdition imprimatur
noteGrp annotationBlock u incident writing eg biblStruct biblFull msDesc listEvent listObject
listWit listApp person personGrp place org object witness entry entryFree superEntry sense
surfaceGrp standOff colophon facsimile line '"/>

  <!-- Elements whose children are blocks, also those that could stand in a line (pb, fw, note, stamp). -->
  <xsl:variable name="container.names" select="' TEI text front body back group div div1 div2 div3 div4 div5 div6
div7 opener closer postscript argument epigraph floatingText sp lg listBibl surface zone sourceDoc figure '"/>

  <!-- A paragraph is running text where one of its line ends stands within a sentence or a word. A paragraph
       whose lines all end in a stop (slogans, an oath) keeps them. By the paragraph: generate-id(). -->
  <xsl:key name="line-end-within" match="tei:lb" use="generate-id((self::*[@break = 'no' or not(contains('.!?…:;。！？：；»”’)）」』&quot;',
      substring(normalize-space(preceding::text()[1]), string-length(normalize-space(preceding::text()[1])))))]
    /ancestor::*[self::tei:p or self::tei:ab or self::tei:note])[last()])"/>
  <!-- What a line end is in running text: `blank`, `none` (a divided word, Chinese or Japanese), or `break`. -->
  <xsl:template name="line-end">
    <xsl:choose>
      <xsl:when test="$line-ends = 'kept' or not(ancestor::tei:p or ancestor::tei:ab or ancestor::tei:note) or not(key('line-end-within',
        generate-id((ancestor::tei:p | ancestor::tei:ab | ancestor::tei:note)[last()])))">break</xsl:when>
      <xsl:when test="ancestor::tei:item[ancestor::tei:note or ancestor::tei:p]">break</xsl:when>
      <xsl:when test="@break = 'no' or lang('zh') or lang('ja')">none</xsl:when>
      <xsl:otherwise>blank</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- By which scheme `catRef` says what kind of document this is. Others sort by more than that (a script, a period, whether
    there are pictures): the scheme that is called so, else the first whose categories are declared, else the first. -->
  <xsl:template match="tei:textClass" mode="kind-scheme">
    <xsl:variable name="called" select="tei:catRef[contains(translate(@scheme, 'GENR', 'genr'), 'genre') or contains(translate(@scheme, 'KIND', 'kind'), 'kind')
      or (not(@scheme) and key('id', substring-after(@target, '#'))/ancestor::tei:taxonomy[contains(@xml:id, 'genre') or contains(@xml:id, 'kind')])]"/>
    <xsl:variable name="declared" select="tei:catRef[not($called)][key('id', substring-after(@target, '#'))/parent::tei:category]"/>
    <xsl:for-each select="($called | $declared | tei:catRef[not($called or $declared)])[1]">
      <xsl:value-of select="@scheme"/>
      <xsl:if test="not(@scheme)"><xsl:value-of select="concat('#', key('id', substring-after(@target, '#'))/ancestor::tei:taxonomy[last()]/@xml:id)"/></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- A name in words. Its parts may stand side by side without a blank. -->
  <xsl:template match="*" mode="name-words">
    <xsl:choose>
      <xsl:when test="* and not(text()[normalize-space()])">
        <xsl:for-each select="*[normalize-space()]">
          <xsl:if test="position() &gt; 1 and not(lang('zh') or lang('ja') or lang('ko'))"><xsl:text> </xsl:text></xsl:if>
          <xsl:apply-templates select="." mode="name-words"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space()"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An id: `key('id', X)/parent::tei:note` is the note of it. Of the ids and not of all elements, and one for all uses:
    libxslt makes the tables of every key as soon as one is asked for. -->
  <xsl:key name="id" match="*/@xml:id" use="."/>

  <!-- The address of an entry of standOff in an authority file: of the first of these that it has. -->
  <xsl:template name="authority">
    <xsl:param name="entry"/>
    <xsl:choose>
      <xsl:when test="$entry/tei:idno[@type = 'Wikidata']">
        <xsl:call-template name="authority.address">
          <xsl:with-param name="base" select="'https://www.wikidata.org/wiki/'"/>
          <xsl:with-param name="identifier" select="$entry/tei:idno[@type = 'Wikidata'][1]"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$entry/tei:idno[@type = 'GND']">
        <xsl:call-template name="authority.address">
          <xsl:with-param name="base" select="'https://d-nb.info/gnd/'"/>
          <xsl:with-param name="identifier" select="$entry/tei:idno[@type = 'GND'][1]"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$entry/tei:idno[@type = 'VIAF']">
        <xsl:call-template name="authority.address">
          <xsl:with-param name="base" select="'https://viaf.org/viaf/'"/>
          <xsl:with-param name="identifier" select="$entry/tei:idno[@type = 'VIAF'][1]"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$entry/tei:idno[@type = 'GeoNames']">
        <xsl:call-template name="authority.address">
          <xsl:with-param name="base" select="'https://www.geonames.org/'"/>
          <xsl:with-param name="identifier" select="$entry/tei:idno[@type = 'GeoNames'][1]"/>
        </xsl:call-template>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Only letters, digits and hyphens can be an identifier: with anything else there is no address. -->
  <xsl:template name="authority.address">
    <xsl:param name="base"/>
    <xsl:param name="identifier"/>
    <xsl:variable name="bare" select="normalize-space($identifier)"/>
    <xsl:if test="$bare != '' and translate($bare, 'QX0123456789-', '') = ''"><xsl:value-of select="concat($base, $bare)"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
