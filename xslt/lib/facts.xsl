<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts of the header as rows of a list: which, in what order, under what label. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- The facts a reader asks for first. A list is not opened before it is sure of a row. -->
  <xsl:template match="tei:teiHeader" mode="key-facts">
    <xsl:choose>
      <xsl:when test="tei:profileDesc/tei:creation[normalize-space()]">
        <dl class="facts key-facts"><xsl:call-template name="key-facts"/></dl>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="rows"><xsl:call-template name="key-facts"/></xsl:variable>
        <xsl:if test="normalize-space($rows) != ''">
          <dl class="facts key-facts"><xsl:copy-of select="$rows"/></dl>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="key-facts">
    <xsl:apply-templates mode="fact" select="tei:profileDesc/tei:creation"/>
    <xsl:if test="not(tei:profileDesc/tei:creation)">
      <xsl:apply-templates mode="fact" select="tei:fileDesc/tei:publicationStmt/tei:date[@type = 'created' or @type = 'creation' or @type = 'document']"/>
    </xsl:if>
    <xsl:apply-templates mode="fact" select="tei:profileDesc/tei:correspDesc/tei:correspAction[@type = 'sent']"/>
    <xsl:apply-templates mode="fact" select="tei:profileDesc/tei:correspDesc/tei:correspAction[not(@type = 'sent' or @type = 'received')]"/>
    <xsl:apply-templates mode="fact" select="tei:profileDesc/tei:correspDesc/tei:correspAction[@type = 'received']"/>
    <xsl:apply-templates mode="fact" select="tei:profileDesc/tei:correspDesc/*[not(self::tei:correspAction)]"/>
    <xsl:apply-templates mode="fact" select="tei:fileDesc/tei:titleStmt/tei:author"/>
    <xsl:apply-templates mode="fact" select="tei:fileDesc/tei:sourceDesc//tei:textLang"/>
    <xsl:apply-templates mode="fact" select="tei:fileDesc/tei:titleStmt/*[self::tei:editor or self::tei:principal
      or self::tei:respStmt[not(substring(tei:resp/@ref, string-length(tei:resp/@ref) - 3) = '/mrk')]]"/>
    <xsl:apply-templates mode="fact" select="tei:fileDesc/tei:titleStmt/*[self::tei:funder or self::tei:sponsor]"/>
  </xsl:template>

  <!-- All the others, in four groups. -->
  <xsl:template match="tei:teiHeader" mode="about">
    <xsl:call-template name="fact.group">
      <xsl:with-param name="title" select="$texts/source"/>
      <xsl:with-param name="nodes" select="tei:fileDesc/tei:sourceDesc/*[not(@type = 'record')]"/>
    </xsl:call-template>
    <xsl:call-template name="fact.group">
      <xsl:with-param name="title" select="$texts/record"/>
      <xsl:with-param name="nodes" select="tei:fileDesc/tei:notesStmt/* | tei:profileDesc/tei:textClass/*[not(self::tei:catRef)]
        | tei:profileDesc/*[not(self::tei:creation or self::tei:abstract or self::tei:langUsage or self::tei:textClass or self::tei:correspDesc)]
        | tei:fileDesc/tei:sourceDesc/*[@type = 'record'] | tei:xenoData"/>
    </xsl:call-template>
    <xsl:call-template name="fact.group">
      <xsl:with-param name="title" select="$texts/publication"/>
      <xsl:with-param name="nodes" select="tei:fileDesc/tei:publicationStmt/*[not(self::tei:date and (@type = 'created' or @type = 'creation' or @type = 'document')) or ../../../tei:profileDesc/tei:creation] | tei:fileDesc/tei:editionStmt | tei:fileDesc/tei:extent
        | tei:fileDesc/tei:seriesStmt | tei:fileDesc/tei:titleStmt/tei:meeting"/>
    </xsl:call-template>
    <xsl:call-template name="fact.group">
      <xsl:with-param name="title" select="$texts/encoding"/>
      <xsl:with-param name="nodes" select="tei:profileDesc/tei:langUsage
        | tei:fileDesc/tei:titleStmt/tei:respStmt[substring(tei:resp/@ref, string-length(tei:resp/@ref) - 3) = '/mrk'] | tei:encodingDesc/*[not(self::tei:tagsDecl or self::tei:refsDecl
        or self::tei:classDecl or self::tei:listPrefixDef or self::tei:charDecl or self::tei:schemaRef or self::tei:schemaSpec)] | tei:revisionDesc"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="fact.group">
    <xsl:param name="title"/>
    <xsl:param name="nodes"/>
    <xsl:choose>
      <xsl:when test="normalize-space($nodes[not(self::tei:msDesc)]) or $nodes[not(self::tei:msDesc) and normalize-space()]">
        <section class="fact-group">
          <h3><xsl:value-of select="$title"/></h3>
          <dl class="facts"><xsl:apply-templates select="$nodes" mode="fact"/></dl>
        </section>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="rows"><xsl:apply-templates select="$nodes" mode="fact"/></xsl:variable>
        <xsl:if test="normalize-space($rows) != ''">
          <section class="fact-group">
            <h3><xsl:value-of select="$title"/></h3>
            <dl class="facts"><xsl:copy-of select="$rows"/></dl>
          </section>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A row. An element whose value is empty has none; only where it may be is the value made before the row. -->
  <xsl:template match="*" mode="fact">
    <xsl:choose>
      <xsl:when test="text()[normalize-space()] or *[not(self::tei:date or self::tei:resp) and normalize-space()]">
        <div class="fact">
          <dt><xsl:apply-templates select="." mode="fact-label"/></dt>
          <dd>
            <xsl:call-template name="language.inherited"/>
            <xsl:apply-templates select="." mode="fact-value"/>
            <xsl:if test="@ana"><xsl:call-template name="ground"/></xsl:if>
          </dd>
        </div>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="fact.of-value"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="fact.of-value">
    <xsl:variable name="value"><xsl:apply-templates select="." mode="fact-value"/></xsl:variable>
    <xsl:if test="normalize-space($value) != ''">
      <div class="fact">
        <dt><xsl:apply-templates select="." mode="fact-label"/></dt>
        <dd>
          <xsl:call-template name="language.inherited"/>
          <xsl:copy-of select="$value"/>
          <xsl:call-template name="ground"/>
        </dd>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- A fact that the record does not state at its own place says where it was found. -->
  <xsl:template name="ground">
    <xsl:variable name="ground" select="key('id', substring-after(@ana, '#'))/parent::tei:category"/>
    <xsl:if test="starts-with(@ana, '#') and $ground and not(@ana = '#dating.stated')">
      <xsl:text> </xsl:text>
      <small class="ground" lang="{$texts.language}" dir="ltr">(<xsl:value-of select="normalize-space($ground[1]/tei:catDesc[1])"/>)</small>
    </xsl:if>
  </xsl:template>

  <!-- What has no text of its own is a list of parts, but for blocks and the parts of names. -->
  <xsl:template match="*" mode="fact-value">
    <xsl:choose>
      <xsl:when test="not(*[2]) or text()[normalize-space()] or self::tei:idno"><xsl:apply-templates/></xsl:when>
      <xsl:when test="*[* and not(text()[normalize-space()])] or descendant::*[self::tei:note or self::tei:p
        or contains($name.parts, concat(' ', local-name(), ' ')) or contains($block.names, concat(' ', local-name(), ' '))]">
        <xsl:for-each select="node()">
          <xsl:if test="self::* and preceding-sibling::node()[1][self::*]"><xsl:text> </xsl:text></xsl:if>
          <xsl:apply-templates select="."/>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="*[normalize-space()]">
          <xsl:if test="position() &gt; 1 and not(@type = 'gloss')">, </xsl:if>
          <xsl:apply-templates select="." mode="bibliography"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- In the header parts of a name are parted by a blank, whether the TEI has one or not. -->
  <xsl:variable name="name.parts" select="' forename surname roleName genName addName nameLink '"/>
  <xsl:template match="tei:teiHeader//tei:forename | tei:teiHeader//tei:surname | tei:teiHeader//tei:roleName | tei:teiHeader//tei:genName
    | tei:teiHeader//tei:addName | tei:teiHeader//tei:nameLink">
    <xsl:if test="preceding-sibling::node()[1][self::*] and not(lang('zh') or lang('ja') or lang('ko'))"><xsl:text> </xsl:text></xsl:if>
    <xsl:call-template name="transparent"/>
  </xsl:template>

  <!-- What has no label of its own is called by its TEI name, in words where the locale has them. -->
  <xsl:template name="fact.element" match="*" mode="fact-label">
    <xsl:variable name="words" select="$texts/elements/*[local-name() = local-name(current())]"/>
    <xsl:value-of select="$words"/>
    <xsl:if test="not($words)">
      <xsl:call-template name="capitalised"><xsl:with-param name="text" select="local-name()"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:p | tei:ab" mode="fact-label"><xsl:value-of select="$texts/note"/></xsl:template>

  <xsl:template name="capitalised">
    <xsl:param name="text"/>
    <xsl:value-of select="concat(translate(substring($text, 1, 1), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring($text, 2))"/>
  </xsl:template>

  <!-- Date, people -->
  <xsl:template match="tei:creation" mode="fact-label"><xsl:value-of select="$texts/date"/></xsl:template>
  <xsl:template match="tei:creation" mode="fact-value">
    <xsl:apply-templates/>
    <xsl:for-each select="tei:date[1][@ana]"><xsl:call-template name="ground"/></xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:author" mode="fact-label"><xsl:value-of select="$texts/author"/></xsl:template>
  <!-- The author of a letter is its sender: named once. -->
  <xsl:template match="tei:titleStmt/tei:author[normalize-space() = normalize-space(../../../tei:profileDesc/tei:correspDesc
    /tei:correspAction[@type = 'sent']/tei:persName)]" mode="fact"/>
  <xsl:template match="tei:editor" mode="fact-label"><xsl:value-of select="$texts/editor"/></xsl:template>
  <xsl:template match="tei:principal" mode="fact-label"><xsl:value-of select="$texts/principal"/></xsl:template>
  <xsl:template match="tei:funder" mode="fact-label"><xsl:value-of select="$texts/support"/></xsl:template>
  <xsl:template match="tei:sponsor" mode="fact-label"><xsl:value-of select="$texts/sponsor"/></xsl:template>

  <xsl:template match="tei:respStmt" mode="fact-label">
    <xsl:call-template name="capitalised"><xsl:with-param name="text" select="normalize-space(tei:resp[1])"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:respStmt" mode="fact-value">
    <xsl:for-each select="*[not(self::tei:resp[not(preceding-sibling::tei:resp)])]">
      <xsl:if test="position() &gt; 1">, </xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </xsl:template>

  <!-- From, via, to. The date of the document stands in its own row. -->
  <xsl:template match="tei:correspAction" mode="fact-label">
    <xsl:choose>
      <xsl:when test="@type = 'sent'"><xsl:value-of select="$texts/from"/></xsl:when>
      <xsl:when test="@type = 'received'"><xsl:value-of select="$texts/to"/></xsl:when>
      <xsl:when test="@type = 'forwarded' or @type = 'transmitted' or @type = 'redirected'"><xsl:value-of select="$texts/via"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$texts/correspondence"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:correspAction" mode="fact-value">
    <xsl:variable name="date" select="normalize-space(ancestor::tei:profileDesc/tei:creation/tei:date)"/>
    <xsl:for-each select="*[normalize-space() and not(self::tei:date and normalize-space() = $date)]">
      <xsl:if test="position() &gt; 1">, </xsl:if>
      <xsl:apply-templates select="." mode="fact-part"/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="*" mode="fact-part"><xsl:apply-templates select="."/></xsl:template>
  <xsl:template match="tei:note | tei:p" mode="fact-part"><xsl:apply-templates/></xsl:template>
  <xsl:template match="tei:correspContext" mode="fact-label"><xsl:value-of select="$texts/context"/></xsl:template>
  <xsl:template match="tei:correspDesc/tei:note | tei:correspDesc/tei:p" mode="fact-label" priority="1"><xsl:value-of select="$texts/correspondence"/></xsl:template>

  <xsl:template match="tei:textClass" mode="kind">
    <xsl:variable name="scheme"><xsl:apply-templates select="." mode="kind-scheme"/></xsl:variable>
    <xsl:for-each select="tei:catRef[@scheme = $scheme or (not(@scheme) and $scheme = concat('#', key('id', substring-after(@target, '#'))/ancestor::tei:taxonomy[last()]/@xml:id))]">
      <xsl:if test="position() &gt; 1">, </xsl:if>
      <xsl:variable name="category" select="key('id', substring-after(@target, '#'))/parent::tei:category"/>
      <xsl:variable name="name" select="normalize-space($category/tei:catDesc)"/>
      <span class="visually-hidden"><xsl:value-of select="$texts/kind"/>: </span>
      <xsl:value-of select="$name"/>
      <xsl:if test="$name = ''"><xsl:value-of select="translate(@target, '#', '')"/></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- Languages -->
  <xsl:template match="tei:textLang" mode="fact-label"><xsl:value-of select="$texts/original-language"/></xsl:template>
  <xsl:template match="tei:textLang" mode="fact-value">
    <xsl:apply-templates/>
    <xsl:if test="normalize-space() = ''">
      <xsl:call-template name="language.name"><xsl:with-param name="tag" select="@mainLang"/></xsl:call-template>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:langUsage" mode="fact-label"><xsl:value-of select="$texts/languages"/></xsl:template>
  <xsl:template match="tei:langUsage" mode="fact-value">
    <ul>
      <xsl:for-each select="*">
        <li>
          <xsl:apply-templates/>
          <xsl:if test="normalize-space() = ''">
            <xsl:call-template name="language.name"><xsl:with-param name="tag" select="@ident"/></xsl:call-template>
          </xsl:if>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>
</xsl:stylesheet>
