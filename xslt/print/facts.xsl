<?xml version="1.0" encoding="UTF-8"?>
<!-- The header facts a reader wants first. Every fact is a label and one or more values. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- A fact of these nodes, one value each; nothing where there is nothing to read. One that the record does not state at
    its own place (`inferred`, the element that tells) says where it was found. -->
  <xsl:template name="fact">
    <xsl:param name="label"/>
    <xsl:param name="values"/>
    <xsl:param name="inferred" select="/.."/>
    <xsl:if test="$values[normalize-space()]">
      <fact label="{$label}">
        <xsl:apply-templates select="$values[normalize-space()]" mode="value"/>
        <xsl:for-each select="$inferred[starts-with(@ana, '#') and @ana != '#dating.stated']">
          <xsl:for-each select="key('id', substring-after(@ana, '#'))/parent::tei:category[1]">
            <value lang="{$texts.language}"><t lang="{$texts.language}">(<xsl:value-of select="normalize-space(tei:catDesc[1])"/>)</t></value>
          </xsl:for-each>
        </xsl:for-each>
      </fact>
    </xsl:if>
  </xsl:template>

  <!-- A fact of one plain string in the language of the labels. -->
  <xsl:template name="fact.string">
    <xsl:param name="label"/>
    <xsl:param name="value"/>
    <xsl:if test="normalize-space($value) != ''">
      <fact label="{$label}">
        <value lang="{$texts.language}"><t lang="{$texts.language}"><xsl:value-of select="normalize-space($value)"/></t></value>
      </fact>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="value">
    <value lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}"><xsl:apply-templates select="." mode="inline"/></value>
  </xsl:template>

  <!-- A block as a value needs no line break before it. -->
  <xsl:template match="tei:p | tei:ab | tei:item | tei:head | tei:list | tei:l | tei:note" mode="value">
    <value lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}">
      <xsl:if test="self::tei:p or self::tei:ab"><xsl:attribute name="sentences">yes</xsl:attribute></xsl:if>
      <xsl:apply-templates mode="inline"/>
    </value>
  </xsl:template>

  <!-- Parts of a name may stand side by side without a blank. -->
  <xsl:template match="tei:teiHeader//tei:forename | tei:teiHeader//tei:surname | tei:teiHeader//tei:roleName | tei:teiHeader//tei:genName
    | tei:teiHeader//tei:addName | tei:teiHeader//tei:nameLink" mode="inline">
    <xsl:if test="preceding-sibling::node()[1][self::*] and not(lang('zh') or lang('ja') or lang('ko'))"><t><xsl:text> </xsl:text></t></xsl:if>
    <xsl:apply-templates mode="inline"/>
  </xsl:template>

  <!-- What a text is called in print before it begins. -->
  <xsl:template match="tei:abstract/tei:p/tei:label" mode="inline">
    <xsl:apply-templates mode="inline"/>
    <xsl:call-template name="plain"><xsl:with-param name="text" select="':'"/></xsl:call-template>
  </xsl:template>

  <!-- Who publishes it, with an address of mail. -->
  <xsl:template match="tei:publicationStmt/*[(self::tei:publisher or self::tei:authority or self::tei:distributor) and * and not(text()[normalize-space()])]" mode="inline">
    <xsl:call-template name="comma-list"><xsl:with-param name="nodes" select="*"/></xsl:call-template>
  </xsl:template>

  <!-- The lines of an address run on; nothing stands between them in the TEI. A town and its code are one. -->
  <xsl:template match="tei:teiHeader//tei:address" mode="inline" priority="1">
    <xsl:if test="preceding-sibling::*[normalize-space()] and not(parent::tei:publisher or parent::tei:authority or parent::tei:distributor)"><br/></xsl:if>
    <xsl:for-each select="*[normalize-space()]">
      <xsl:variable name="before" select="preceding-sibling::*[normalize-space()][1]"/>
      <xsl:variable name="words" select="normalize-space($before)"/>
      <xsl:variable name="one" select="(self::tei:settlement and $before[self::tei:postCode]) or (self::tei:postCode and $before[self::tei:settlement or self::tei:region])
        or substring($words, string-length($words)) = ','"/>
      <xsl:if test="$before">
        <xsl:call-template name="plain"><xsl:with-param name="text" select="substring(', ', 1 + $one)"/></xsl:call-template>
      </xsl:if>
      <xsl:apply-templates select="." mode="inline"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:teiHeader" mode="facts">
    <xsl:variable name="title" select="tei:fileDesc/tei:titleStmt"/>
    <xsl:variable name="profile" select="tei:profileDesc"/>
    <xsl:apply-templates select="$profile/tei:creation" mode="fact"/>
    <xsl:if test="not($profile/tei:creation)">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$texts/date"/>
        <xsl:with-param name="values" select="tei:fileDesc/tei:publicationStmt/tei:date[@type = 'created' or @type = 'creation' or @type = 'document']"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="kind"/>
    <xsl:call-template name="people"/>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/summary"/>
      <xsl:with-param name="values" select="$profile/tei:abstract/*"/>
    </xsl:call-template>
    <xsl:apply-templates select="$title/tei:editor | $title/tei:principal | $title/tei:sponsor" mode="fact"/>
    <xsl:apply-templates select="$title/tei:respStmt[not(contains(tei:resp/@ref, '/mrk'))]" mode="fact"/>
  </xsl:template>

  <xsl:template match="tei:creation" mode="fact">
    <xsl:choose>
      <xsl:when test="normalize-space()">
        <xsl:call-template name="fact">
          <xsl:with-param name="label" select="$texts/date"/>
          <xsl:with-param name="values" select="self::*[text()[normalize-space()]] | self::*[not(text()[normalize-space()])]/*"/>
          <xsl:with-param name="inferred" select="tei:date[1]"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="fact.string">
          <xsl:with-param name="label" select="$texts/date"/>
          <xsl:with-param name="value"><xsl:apply-templates select="tei:date[1]" mode="iso"/></xsl:with-param>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A date that has values and no words. -->
  <xsl:template match="tei:date" mode="iso">
    <xsl:value-of select="@when | @when-iso"/>
    <xsl:if test="@from | @to"><xsl:value-of select="concat(@from, '/', @to)"/></xsl:if>
    <xsl:if test="@notBefore | @notAfter"><xsl:value-of select="concat(@notBefore, '/', @notAfter)"/></xsl:if>
  </xsl:template>

  <xsl:template name="kind">
    <xsl:variable name="scheme"><xsl:apply-templates select="tei:profileDesc/tei:textClass" mode="kind-scheme"/></xsl:variable>
    <xsl:for-each select="tei:profileDesc/tei:textClass/tei:catRef[@scheme = $scheme or (not(@scheme) and $scheme = concat('#', key('id', substring-after(@target, '#'))/ancestor::tei:taxonomy[last()]/@xml:id))]">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$texts/kind"/>
        <xsl:with-param name="values" select="key('id', substring-after(@target, '#'))/../tei:catDesc"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- Sender, intermediary, receiver; an author who is not the sender. -->
  <xsl:template name="people">
    <xsl:variable name="corresp" select="tei:profileDesc/tei:correspDesc"/>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/author"/>
      <xsl:with-param name="values" select="tei:fileDesc/tei:titleStmt/tei:author[not(normalize-space() = $corresp/tei:correspAction[@type = 'sent']/*[not(self::tei:date)][1])]"/>
    </xsl:call-template>
    <xsl:apply-templates select="$corresp/tei:correspAction" mode="fact"/>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/context"/>
      <xsl:with-param name="values" select="$corresp/tei:correspContext/* | $corresp/tei:note | $corresp/tei:p"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A date that the document's date says already is not said twice. -->
  <xsl:template match="tei:correspAction" mode="fact">
    <xsl:variable name="label">
      <xsl:choose>
        <xsl:when test="@type = 'sent'"><xsl:value-of select="$texts/from"/></xsl:when>
        <xsl:when test="@type = 'received'"><xsl:value-of select="$texts/to"/></xsl:when>
        <xsl:when test="@type = 'forwarded' or @type = 'transmitted' or @type = 'redirected'"><xsl:value-of select="$texts/via"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$texts/correspondence"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="date" select="normalize-space(ancestor::tei:profileDesc/tei:creation)"/>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$label"/>
      <xsl:with-param name="values" select="*[not(self::tei:date) or normalize-space() != $date]"/>
      <xsl:with-param name="inferred" select="."/>
    </xsl:call-template>
  </xsl:template>

  <!-- What was done, by whom: the words of the header. A long description would not do as a label. -->
  <xsl:template match="tei:respStmt[string-length(normalize-space(tei:resp[1])) &gt; 40]" mode="fact" priority="1">
    <fact label="{$texts/contribution}">
      <value lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}">
        <xsl:call-template name="comma-list"><xsl:with-param name="nodes" select="*[not(self::tei:resp)]"/></xsl:call-template>
        <xsl:call-template name="plain"><xsl:with-param name="text" select="': '"/></xsl:call-template>
        <xsl:apply-templates select="tei:resp" mode="inline"/>
      </value>
    </fact>
  </xsl:template>

  <xsl:template match="tei:respStmt" mode="fact">
    <xsl:variable name="resp" select="normalize-space(tei:resp)"/>
    <xsl:call-template name="fact">
      <xsl:with-param name="label"><xsl:call-template name="capital"><xsl:with-param name="text" select="$resp"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="values" select="*[not(self::tei:resp)]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:editor" mode="fact">
    <xsl:call-template name="fact"><xsl:with-param name="label" select="$texts/editor"/><xsl:with-param name="values" select="."/></xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:principal" mode="fact">
    <xsl:call-template name="fact"><xsl:with-param name="label" select="$texts/principal"/><xsl:with-param name="values" select="."/></xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:sponsor" mode="fact">
    <xsl:call-template name="fact"><xsl:with-param name="label" select="$texts/sponsor"/><xsl:with-param name="values" select="."/></xsl:call-template>
  </xsl:template>

  <!-- The sentence as printed; a funder that it names is not said twice. -->
  <xsl:template name="support">
    <xsl:variable name="credits" select="tei:fileDesc/tei:notesStmt/tei:note[@type = 'credits']"/>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$texts/support"/>
      <xsl:with-param name="values" select="$credits | tei:fileDesc/tei:titleStmt/tei:funder[not(contains(normalize-space($credits), normalize-space()))]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:notesStmt/tei:note" mode="fact">
    <xsl:variable name="label">
      <xsl:choose>
        <xsl:when test="@type = 'contents'"><xsl:value-of select="$texts/contents"/></xsl:when>
        <xsl:when test="@type = 'classification'"><xsl:value-of select="$texts/classification"/></xsl:when>
        <xsl:when test="@type = 'uploaded'"><xsl:value-of select="$texts/uploaded"/></xsl:when>
        <xsl:when test="@type = 'stated'"><xsl:value-of select="$texts/stated"/></xsl:when>
        <xsl:when test="@type = 'unrecognised' and @n"><xsl:value-of select="concat($texts/unrecognised, ' (', @n, ')')"/></xsl:when>
        <xsl:when test="@type = 'unrecognised'"><xsl:value-of select="$texts/unrecognised"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$texts/note"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:call-template name="fact">
      <xsl:with-param name="label" select="$label"/>
      <xsl:with-param name="values" select=".//tei:item | .//tei:p[not(.//tei:item)] | self::*[not(.//tei:item or .//tei:p)]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:keywords | tei:classCode" mode="fact">
    <xsl:variable name="type" select="tei:list/@type"/>
    <xsl:variable name="label">
      <xsl:choose>
        <xsl:when test="$type = 'people' or $type = 'persons'"><xsl:value-of select="$texts/people"/></xsl:when>
        <xsl:when test="$type = 'places'"><xsl:value-of select="$texts/places"/></xsl:when>
        <xsl:when test="$type = 'subjects' or $type = 'topics'"><xsl:value-of select="$texts/subjects"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$texts/keywords"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="normalize-space()">
      <fact label="{$label}">
        <value lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}">
          <xsl:apply-templates select=".//tei:item | .//tei:term[not(ancestor::tei:item)] | self::tei:classCode" mode="series"/>
        </value>
      </fact>
    </xsl:if>
  </xsl:template>

  <!-- Several in one line. -->
  <xsl:template match="*" mode="series">
    <xsl:if test="position() &gt; 1"><t lang="{$texts.language}">; </t></xsl:if>
    <xsl:apply-templates mode="inline"/>
  </xsl:template>

  <xsl:template name="capital">
    <xsl:param name="text"/>
    <xsl:value-of select="concat(translate(substring($text, 1, 1), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring($text, 2))"/>
  </xsl:template>
</xsl:stylesheet>
