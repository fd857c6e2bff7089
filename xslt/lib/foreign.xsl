<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements that our schema does not have and other projects use in a text: drama, lists of people and books, apparatus,
  dictionaries, transcribed speech. Each needs no more than a box; what is not named here is unhandled. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <xsl:template match="tei:castList | tei:castGroup | tei:castItem | tei:spGrp | tei:prologue | tei:epilogue | tei:set | tei:performance
    | tei:docEdition | tei:imprimatur | tei:noteGrp | tei:annotationBlock | tei:u | tei:incident | tei:writing | tei:eg | tei:listBibl
    | tei:biblFull | tei:msDesc | tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent | tei:listObject
    | tei:listWit | tei:listApp | tei:person | tei:personGrp | tei:place | tei:org | tei:object | tei:witness | tei:entry | tei:entryFree
    | tei:superEntry | tei:sense | tei:sourceDoc | tei:facsimile | tei:surfaceGrp | tei:surface | tei:zone | tei:standOff | tei:colophon" priority="-0.45">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="tei:role | tei:roleDesc | tei:actor | tei:caption | tei:sound | tei:tech | tei:camera | tei:view | tei:move
    | tei:citedRange | tei:edition | tei:extent | tei:distributor | tei:respStmt
    | tei:meeting | tei:msIdentifier | tei:repository | tei:institution | tei:collection | tei:altIdentifier | tei:birth | tei:death
    | tei:floruit | tei:sex | tei:nationality | tei:residence | tei:education | tei:faith | tei:trait | tei:location | tei:geo
    | tei:geogFeat | tei:offset | tei:eventName | tei:rdgGrp | tei:wit | tei:witDetail | tei:form | tei:orth | tei:pron | tei:hyph
    | tei:syll | tei:stress | tei:gramGrp | tei:gram | tei:pos | tei:case | tei:number | tei:mood | tei:per
    | tei:iType | tei:colloc | tei:etym | tei:usg | tei:def | tei:lbl | tei:xr | tei:pause | tei:vocal | tei:kinesic | tei:shift
    | tei:span | tei:index | tei:rhyme | tei:catchwords | tei:heraldry | tei:secFol | tei:signatures | tei:watermark | tei:material
    | tei:specList | tei:specDesc | tei:seal | tei:binding | tei:condition | tei:support | tei:incipit | tei:explicit
    | tei:rubric | tei:origin | tei:provenance | tei:acquisition | tei:summary" priority="-0.45">
    <xsl:call-template name="box"/>
  </xsl:template>

  <!-- Within a line of a title page they are words of it. -->
  <xsl:template match="tei:byline/tei:docAuthor | tei:docImprint/tei:docDate">
    <xsl:call-template name="box"/>
  </xsl:template>

  <!-- Entries of a bibliography, and whose words an epigraph is. -->
  <xsl:template match="tei:listBibl/tei:bibl | tei:epigraph/tei:bibl | tei:cit[tei:quote/*]/tei:bibl">
    <xsl:call-template name="paragraph"><xsl:with-param name="class" select="'bibl'"/></xsl:call-template>
  </xsl:template>

  <!-- What a book is made of has nothing between it in TEI: a comma parts it here. -->
  <xsl:template match="tei:biblStruct" priority="-0.45">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'biblStruct'"/></xsl:call-template>
      <xsl:call-template name="parts"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:analytic | tei:monogr | tei:series | tei:imprint" priority="-0.45">
    <span>
      <xsl:call-template name="attributes"/>
      <xsl:call-template name="parts"/>
    </span>
  </xsl:template>

  <xsl:template name="parts">
    <xsl:for-each select="*[normalize-space()] | text()[normalize-space()]">
      <xsl:if test="self::* and preceding-sibling::node()[normalize-space()][1][self::*]"><xsl:call-template name="generated"><xsl:with-param name="text" select="', '"/></xsl:call-template></xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </xsl:template>

  <!-- A gloss beside the characters of a line, as HTML has it too. -->
  <xsl:template match="tei:ruby | tei:rb | tei:rt" priority="-0.45">
    <xsl:element name="{local-name()}">
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- Marks of structure without text of their own. -->
  <xsl:template match="tei:caesura[not(node())] | tei:link[not(node())] | tei:join[not(node())] | tei:alt[not(node())] | tei:when[not(node())]
    | tei:lacunaStart[not(node())] | tei:lacunaEnd[not(node())] | tei:witStart[not(node())] | tei:witEnd[not(node())]
    | tei:certainty[not(node())] | tei:precision[not(node())] | tei:divGen[not(node())] | tei:ellipsis[not(node())]" priority="-0.45"/>

  <!-- Data in another vocabulary: each value under the name that it has there. -->
  <xsl:template match="tei:xenoData[*]" mode="fact-value">
    <ul>
      <xsl:for-each select=".//text()[normalize-space()]">
        <li>
          <xsl:for-each select="parent::*[not(self::tei:xenoData)]">
            <xsl:call-template name="capitalised"><xsl:with-param name="text" select="local-name()"/></xsl:call-template>
            <xsl:text>: </xsl:text>
          </xsl:for-each>
          <xsl:value-of select="normalize-space()"/>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <!-- In the header an element without a template is no surprise: its text is its value. -->
  <xsl:template match="tei:teiHeader//*" priority="-0.4"><xsl:apply-templates/></xsl:template>
</xsl:stylesheet>
