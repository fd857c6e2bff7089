<?xml version="1.0" encoding="UTF-8"?>
<!-- Where the text comes from (sourceDesc), and what is known about this edition of it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- The citation as printed first; then its parts; the record's file is said at the end, in `about`. -->
  <xsl:template match="tei:sourceDesc" mode="sources">
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/citation"/>
      <xsl:with-param name="values" select="tei:bibl[@type = 'citation']"/>
    </xsl:call-template>
    <xsl:apply-templates select="tei:biblStruct[not(@type = 'digital')] | tei:listBibl/tei:biblStruct | tei:msDesc" mode="fact"/>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/source"/>
      <xsl:with-param name="values" select="tei:bibl[not(@type = 'citation' or @type = 'digital' or @type = 'record')] | tei:listBibl/tei:bibl
        | *[not(self::tei:bibl or self::tei:biblStruct or self::tei:listBibl or self::tei:msDesc)]"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/online"/>
      <xsl:with-param name="values" select="tei:biblStruct[@type = 'digital']/tei:monogr"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/address"/>
      <xsl:with-param name="values" select=".//tei:idno[@type = 'URI']"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/identifier"/>
      <xsl:with-param name="values" select="(tei:biblStruct | tei:bibl[@type = 'digital'])//tei:idno[not(@type = 'URI')]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:biblStruct" mode="fact">
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/printed-source"/>
      <xsl:with-param name="values" select="."/>
    </xsl:call-template>
  </xsl:template>

  <!-- Author, title (gloss), in: title (gloss), editors (gloss), vol., (place: publisher, date), pages. -->
  <xsl:template match="tei:biblStruct" mode="inline">
    <xsl:for-each select="tei:analytic">
      <xsl:call-template name="comma-list"><xsl:with-param name="nodes" select="*[not(self::tei:idno or self::tei:textLang)]"/></xsl:call-template>
      <xsl:call-template name="plain"><xsl:with-param name="text" select="concat(', ', $texts/in, ' ')"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="tei:monogr">
      <xsl:if test="position() &gt; 1"><xsl:call-template name="plain"><xsl:with-param name="text" select="'; '"/></xsl:call-template></xsl:if>
      <xsl:apply-templates select="." mode="inline"/>
    </xsl:for-each>
    <xsl:for-each select="*[not(self::tei:analytic or self::tei:monogr)][normalize-space()]">
      <xsl:call-template name="plain"><xsl:with-param name="text" select="'; '"/></xsl:call-template>
      <xsl:apply-templates select="." mode="inline"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:monogr" mode="inline">
    <xsl:variable name="imprint" select="tei:imprint/*[not(self::tei:biblScope)][normalize-space()]"/>
    <xsl:call-template name="comma-list">
      <xsl:with-param name="nodes" select="*[not(self::tei:imprint or self::tei:idno)] | tei:imprint/tei:biblScope[not(@unit = 'page')]"/>
    </xsl:call-template>
    <xsl:if test="$imprint">
      <xsl:if test="*[not(self::tei:imprint)][normalize-space()]"><xsl:call-template name="plain"><xsl:with-param name="text" select="' ('"/></xsl:call-template></xsl:if>
      <xsl:for-each select="$imprint">
        <xsl:if test="position() &gt; 1">
          <xsl:call-template name="plain"><xsl:with-param name="text" select="substring(', : ', 1 + 2 * boolean(self::tei:publisher and preceding-sibling::tei:pubPlace), 2)"/></xsl:call-template>
        </xsl:if>
        <xsl:apply-templates select="." mode="inline"/>
      </xsl:for-each>
      <xsl:if test="*[not(self::tei:imprint)][normalize-space()]"><xsl:call-template name="plain"><xsl:with-param name="text" select="')'"/></xsl:call-template></xsl:if>
    </xsl:if>
    <xsl:for-each select="tei:imprint/tei:biblScope[@unit = 'page'][normalize-space()]">
      <xsl:call-template name="plain"><xsl:with-param name="text" select="', '"/></xsl:call-template>
      <xsl:apply-templates select="." mode="inline"/>
    </xsl:for-each>
  </xsl:template>

  <!-- In a text: all that is there, in its order. -->
  <xsl:template match="tei:text//tei:biblStruct | tei:text//tei:analytic | tei:text//tei:monogr | tei:text//tei:series | tei:text//tei:imprint" mode="inline" priority="2">
    <xsl:for-each select="node()[self::*[normalize-space()] or self::text()[normalize-space()]]">
      <xsl:if test="position() &gt; 1"><xsl:call-template name="plain"><xsl:with-param name="text" select="', '"/></xsl:call-template></xsl:if>
      <xsl:apply-templates select="." mode="inline"/>
    </xsl:for-each>
  </xsl:template>

  <!-- A volume given as a bare number says what it is. -->
  <xsl:template match="tei:biblScope[@unit = 'volume' and translate(normalize-space(), '0123456789IVXLC-–, ', '') = '']" mode="inline" priority="1">
    <xsl:call-template name="plain"><xsl:with-param name="text" select="concat($texts/volume-short, ' ')"/></xsl:call-template>
    <xsl:apply-templates select="node()" mode="inline"/>
  </xsl:template>

  <xsl:template match="tei:biblScope[@unit = 'document' and translate(normalize-space(), '0123456789IVXLC-–, ', '') = '']" mode="inline" priority="1">
    <xsl:call-template name="plain"><xsl:with-param name="text" select="concat($texts/document-short, ' ')"/></xsl:call-template>
    <xsl:apply-templates select="node()" mode="inline"/>
  </xsl:template>

  <!-- Editors as one phrase: name (gloss), name (gloss), ed. -->
  <xsl:template match="tei:biblStruct//tei:editor" mode="inline">
    <xsl:call-template name="comma-list"><xsl:with-param name="nodes" select="node()"/></xsl:call-template>
    <xsl:choose>
      <xsl:when test="@role = 'translator'">
        <xsl:if test="not(following-sibling::tei:editor)">
          <xsl:call-template name="plain"><xsl:with-param name="text" select="concat(', ', $texts/translated-by)"/></xsl:call-template>
        </xsl:if>
      </xsl:when>
      <xsl:when test="not(following-sibling::tei:editor[not(@role = 'translator')])">
        <xsl:call-template name="plain"><xsl:with-param name="text" select="concat(', ', $texts/edited-by)"/></xsl:call-template>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:biblStruct//tei:respStmt" mode="inline">
    <xsl:apply-templates select="tei:resp" mode="inline"/>
    <xsl:call-template name="plain"><xsl:with-param name="text" select="' '"/></xsl:call-template>
    <xsl:call-template name="comma-list"><xsl:with-param name="nodes" select="*[not(self::tei:resp)]"/></xsl:call-template>
  </xsl:template>

  <!-- The archive and its shelfmark; then whatever else the description says, part by part. -->
  <xsl:template match="tei:msDesc" mode="fact">
    <xsl:variable name="id" select="tei:msIdentifier"/>
    <xsl:if test="$id/*[not(self::tei:idno)][normalize-space()]">
      <fact label="{$texts/archive}">
        <value lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}">
          <xsl:call-template name="comma-list"><xsl:with-param name="nodes" select="$id/*[not(self::tei:idno)]"/></xsl:call-template>
        </value>
      </fact>
    </xsl:if>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/shelfmark"/>
      <xsl:with-param name="values" select="$id/tei:idno"/>
    </xsl:call-template>
    <xsl:call-template name="fact.string">
      <xsl:with-param name="label" select="$texts/medium"/>
      <xsl:with-param name="value" select="tei:physDesc/tei:objectDesc/@form"/>
    </xsl:call-template>
    <xsl:apply-templates select="*[not(self::tei:msIdentifier)]" mode="described"/>
  </xsl:template>

  <!-- A part of a description: all in it that is said in words, each once. -->
  <xsl:template match="*" mode="described">
    <xsl:variable name="named" select="$texts/elements/*[local-name() = local-name(current())]"/>
    <xsl:call-template name="fact">
      <xsl:with-param name="label">
        <xsl:value-of select="$named"/>
        <xsl:if test="not($named)"><xsl:value-of select="$texts/physical"/></xsl:if>
      </xsl:with-param>
      <xsl:with-param name="values" select="descendant-or-self::*[not(self::tei:textLang)][text()[normalize-space()]][not(ancestor::*[ancestor::tei:msDesc][text()[normalize-space()]])]"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Where the text comes from and what else is said of it; under what terms, by whom, when. -->
  <xsl:template match="tei:teiHeader" mode="about">
    <xsl:call-template name="support"/>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/original-language"/>
      <xsl:with-param name="values" select="tei:fileDesc/tei:sourceDesc//tei:textLang"/>
    </xsl:call-template>
    <xsl:apply-templates select="tei:fileDesc/tei:sourceDesc" mode="sources"/>
    <xsl:apply-templates select="tei:fileDesc/tei:notesStmt/tei:note[not(@type = 'credits')]" mode="fact"/>
    <xsl:apply-templates select="tei:profileDesc/tei:textClass/tei:keywords | tei:profileDesc/tei:textClass/tei:classCode" mode="fact"/>
    <xsl:variable name="publication" select="tei:fileDesc/tei:publicationStmt"/>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/rights"/>
      <xsl:with-param name="values" select="$publication/tei:availability/*"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/publisher"/>
      <xsl:with-param name="values" select="$publication/*[self::tei:publisher or self::tei:authority[. != 'not published'] or self::tei:distributor or self::tei:p or self::tei:address]"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/published"/>
      <xsl:with-param name="values" select="$publication/tei:pubPlace | $publication/tei:date[not(@type = 'created' or @type = 'creation' or @type = 'document')]"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/identifier"/>
      <xsl:with-param name="values" select="$publication/tei:idno"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Edition, who encoded it, from what, by which principles. -->
  <xsl:template match="tei:teiHeader" mode="making">
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/edition-statement"/>
      <xsl:with-param name="values" select="tei:fileDesc/tei:editionStmt/* | tei:fileDesc/tei:seriesStmt/*"/>
    </xsl:call-template>
    <xsl:apply-templates select="tei:fileDesc/tei:titleStmt/tei:respStmt[contains(tei:resp/@ref, '/mrk')]" mode="fact"/>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/record"/>
      <xsl:with-param name="values" select="tei:fileDesc/tei:sourceDesc/tei:bibl[@type = 'record']"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/practice"/>
      <xsl:with-param name="values" select="tei:encodingDesc/tei:projectDesc/* | tei:encodingDesc/tei:editorialDecl//tei:p"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
