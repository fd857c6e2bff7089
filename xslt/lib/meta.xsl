<?xml version="1.0" encoding="UTF-8"?>
<!-- The same facts for machines: description, canonical address, Highwire (what Google Scholar and Zotero read), Dublin
  Core, and schema.org as JSON-LD. Only what the header states; a data block of JSON is no script and runs nowhere. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <xsl:include href="json.xsl"/>

  <xsl:variable name="meta.desc" select="$page.header/tei:fileDesc"/>
  <xsl:variable name="meta.profile" select="$page.header/tei:profileDesc"/>
  <!-- Who wrote it: the sender of a letter, else the authors of the title. A name that says nothing is none. -->
  <xsl:variable name="meta.sender" select="$meta.profile/tei:correspDesc/tei:correspAction[@type = 'sent']/*[self::tei:persName or self::tei:orgName or self::tei:name][normalize-space()]"/>
  <xsl:variable name="meta.authors" select="$meta.sender | $meta.desc/tei:titleStmt/tei:author[not($meta.sender)][normalize-space()]"/>
  <xsl:variable name="meta.translators" select="$meta.desc/tei:titleStmt/tei:respStmt[substring(tei:resp/@ref, string-length(tei:resp/@ref) - 3) = '/trl']
    /*[not(self::tei:resp)][normalize-space()]"/>
  <xsl:variable name="meta.date" select="string(($meta.profile/tei:creation/tei:date/@when | $meta.sender[1]/../tei:date/@when)[1] | $meta.desc[not($meta.profile/tei:creation
    or $meta.sender[1]/../tei:date/@when)]/tei:publicationStmt/tei:date[@type = 'created' or @type = 'creation' or @type = 'document']/@when)"/>
  <!-- Beside the name of a publisher an address may stand. -->
  <xsl:variable name="meta.publishers" select="$meta.desc/tei:publicationStmt/*[self::tei:publisher or self::tei:authority[. != 'not published']][1]"/>
  <xsl:variable name="meta.publisher" select="normalize-space(($meta.publishers[not(tei:orgName or tei:name)] | $meta.publishers/*[self::tei:orgName or self::tei:name])[1])"/>
  <xsl:variable name="meta.scheme"><xsl:apply-templates select="$meta.profile/tei:textClass" mode="kind-scheme"/></xsl:variable>
  <xsl:variable name="meta.kind" select="normalize-space(key('id', substring-after($meta.profile/tei:textClass/tei:catRef[@scheme = $meta.scheme or (not(@scheme) and $meta.scheme = concat('#', key('id', substring-after(@target, '#'))/ancestor::tei:taxonomy[last()]/@xml:id))][1]/@target, '#'))/parent::tei:category/tei:catDesc[1])"/>
  <xsl:variable name="meta.abstract" select="normalize-space($meta.profile/tei:abstract)"/>
  <xsl:variable name="meta.identifier" select="normalize-space($meta.desc/tei:publicationStmt//tei:idno[1])"/>
  <xsl:variable name="meta.licence" select="string($meta.desc/tei:publicationStmt/tei:availability/tei:licence[starts-with(@target, 'http')][1]/@target)"/>
  <xsl:variable name="meta.source" select="normalize-space($meta.desc/tei:sourceDesc/tei:bibl[@type = 'citation'][1])"/>
  <xsl:variable name="meta.archive" select="normalize-space($meta.desc/tei:sourceDesc/tei:msDesc[1]/tei:msIdentifier/tei:repository)"/>
  <!-- The languages of the text: those of its versions, else of the text. -->
  <xsl:variable name="meta.languages" select="$facing.versions/@xml:lang
    | (/tei:TEI[not($facing.versions)]/tei:text/@xml:lang | /tei:TEI[not($facing.versions)]/tei:text//tei:div/@xml:lang
      | /tei:TEI[not($facing.versions)]/tei:text//tei:text/@xml:lang)[1]"/>

  <xsl:template name="meta">
    <xsl:if test="$canonical != ''"><link rel="canonical" href="{$canonical}"/></xsl:if>
    <xsl:if test="$meta.abstract != ''"><meta name="description" content="{$meta.abstract}"/></xsl:if>
    <xsl:if test="$page.header">
      <xsl:call-template name="meta.highwire"/>
      <xsl:call-template name="meta.dublin-core"/>
      <script type="application/ld+json">
        <xsl:call-template name="meta.schema-org"/>
      </script>
    </xsl:if>
  </xsl:template>

  <xsl:template name="meta.one">
    <xsl:param name="name"/>
    <xsl:param name="content"/>
    <xsl:if test="$content != ''"><meta name="{$name}" content="{$content}"/></xsl:if>
  </xsl:template>

  <xsl:template name="meta.highwire">
    <meta name="citation_title"><xsl:attribute name="content"><xsl:call-template name="page.title"/></xsl:attribute></meta>
    <xsl:for-each select="$meta.authors"><meta name="citation_author"><xsl:attribute name="content"><xsl:apply-templates select="." mode="name-words"/></xsl:attribute></meta></xsl:for-each>
    <xsl:call-template name="meta.one"><xsl:with-param name="name" select="'citation_date'"/><xsl:with-param name="content" select="translate($meta.date, '-', '/')"/></xsl:call-template>
    <xsl:for-each select="$meta.languages"><meta name="citation_language" content="{.}"/></xsl:for-each>
    <xsl:call-template name="meta.one"><xsl:with-param name="name" select="'citation_publisher'"/><xsl:with-param name="content" select="$meta.publisher"/></xsl:call-template>
    <xsl:if test="$canonical != ''">
      <meta name="citation_public_url" content="{$canonical}"/>
      <xsl:variable name="pdf"><xsl:call-template name="meta.address"><xsl:with-param name="key" select="'pdf'"/></xsl:call-template></xsl:variable>
      <xsl:call-template name="meta.one"><xsl:with-param name="name" select="'citation_pdf_url'"/><xsl:with-param name="content" select="string($pdf)"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The absolute address of another form: relative ones are taken from the folder of the page. -->
  <xsl:template name="meta.address">
    <xsl:param name="key"/>
    <xsl:variable name="address" select="substring-before(substring-after($downloads, concat('|', $key, '=')), '|')"/>
    <xsl:if test="$address != '' and $canonical != ''">
      <xsl:if test="not(contains($address, '://'))">
        <xsl:call-template name="meta.folder"><xsl:with-param name="rest" select="$canonical"/></xsl:call-template>
      </xsl:if>
      <xsl:value-of select="$address"/>
    </xsl:if>
  </xsl:template>

  <!-- An address up to its last slash. -->
  <xsl:template name="meta.folder">
    <xsl:param name="rest"/>
    <xsl:if test="contains($rest, '/')">
      <xsl:value-of select="concat(substring-before($rest, '/'), '/')"/>
      <xsl:call-template name="meta.folder"><xsl:with-param name="rest" select="substring-after($rest, '/')"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="meta.dublin-core">
    <link rel="schema.DC" href="http://purl.org/dc/elements/1.1/"/>
    <meta name="DC.title"><xsl:attribute name="content"><xsl:call-template name="page.title"/></xsl:attribute></meta>
    <xsl:for-each select="$meta.authors"><meta name="DC.creator"><xsl:attribute name="content"><xsl:apply-templates select="." mode="name-words"/></xsl:attribute></meta></xsl:for-each>
    <xsl:for-each select="$meta.translators"><meta name="DC.contributor"><xsl:attribute name="content"><xsl:apply-templates select="." mode="name-words"/></xsl:attribute></meta></xsl:for-each>
    <xsl:call-template name="meta.one"><xsl:with-param name="name" select="'DC.date'"/><xsl:with-param name="content" select="$meta.date"/></xsl:call-template>
    <meta name="DC.type" content="Text"/>
    <xsl:for-each select="$meta.languages"><meta name="DC.language" content="{.}"/></xsl:for-each>
    <xsl:call-template name="meta.one"><xsl:with-param name="name" select="'DC.publisher'"/><xsl:with-param name="content" select="$meta.publisher"/></xsl:call-template>
    <xsl:call-template name="meta.one"><xsl:with-param name="name" select="'DC.identifier'"/><xsl:with-param name="content" select="concat($canonical, substring($meta.identifier, 1, string-length($meta.identifier) * ($canonical = '')))"/></xsl:call-template>
    <xsl:call-template name="meta.one"><xsl:with-param name="name" select="'DC.rights'"/><xsl:with-param name="content" select="$meta.licence"/></xsl:call-template>
    <xsl:call-template name="meta.one"><xsl:with-param name="name" select="'DC.source'"/><xsl:with-param name="content" select="$meta.source"/></xsl:call-template>
  </xsl:template>

  <!-- schema.org -->
  <xsl:template name="meta.schema-org">
    <xsl:text>{"@context":"https://schema.org","@type":</xsl:text>
    <xsl:choose>
      <xsl:when test="$meta.archive != ''">["CreativeWork","ArchiveComponent"]</xsl:when>
      <xsl:otherwise>"CreativeWork"</xsl:otherwise>
    </xsl:choose>
    <xsl:variable name="title"><xsl:call-template name="page.title"/></xsl:variable>
    <xsl:call-template name="json.member"><xsl:with-param name="name" select="'name'"/><xsl:with-param name="value" select="string($title)"/></xsl:call-template>
    <xsl:call-template name="json.member"><xsl:with-param name="name" select="'url'"/><xsl:with-param name="value" select="$canonical"/></xsl:call-template>
    <xsl:call-template name="json.member"><xsl:with-param name="name" select="'dateCreated'"/><xsl:with-param name="value" select="$meta.date"/></xsl:call-template>
    <xsl:call-template name="json.member"><xsl:with-param name="name" select="'genre'"/><xsl:with-param name="value" select="$meta.kind"/></xsl:call-template>
    <xsl:call-template name="json.member"><xsl:with-param name="name" select="'abstract'"/><xsl:with-param name="value" select="$meta.abstract"/></xsl:call-template>
    <xsl:call-template name="json.member"><xsl:with-param name="name" select="'identifier'"/><xsl:with-param name="value" select="$meta.identifier"/></xsl:call-template>
    <xsl:call-template name="json.member"><xsl:with-param name="name" select="'license'"/><xsl:with-param name="value" select="$meta.licence"/></xsl:call-template>
    <xsl:call-template name="json.things"><xsl:with-param name="name" select="'author'"/><xsl:with-param name="things" select="$meta.authors"/></xsl:call-template>
    <xsl:call-template name="json.things"><xsl:with-param name="name" select="'translator'"/><xsl:with-param name="things" select="$meta.translators"/></xsl:call-template>
    <xsl:call-template name="meta.places"/>
    <xsl:text>}</xsl:text>
  </xsl:template>

  <!-- Languages, archive, publisher. -->
  <xsl:template name="meta.places">
    <xsl:if test="$meta.languages">
      <xsl:text>,"inLanguage":[</xsl:text>
      <xsl:for-each select="$meta.languages">
        <xsl:if test="position() &gt; 1">,</xsl:if>
        <xsl:call-template name="json.string"><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
      </xsl:for-each>
      <xsl:text>]</xsl:text>
    </xsl:if>
    <xsl:if test="$meta.archive != ''">
      <xsl:text>,"holdingArchive":{"@type":"ArchiveOrganization"</xsl:text>
      <xsl:call-template name="json.member"><xsl:with-param name="name" select="'name'"/><xsl:with-param name="value" select="$meta.archive"/></xsl:call-template>
      <xsl:text>}</xsl:text>
    </xsl:if>
    <xsl:if test="$meta.publisher != ''">
      <xsl:text>,"publisher":{"@type":"Organization"</xsl:text>
      <xsl:call-template name="json.member"><xsl:with-param name="name" select="'name'"/><xsl:with-param name="value" select="$meta.publisher"/></xsl:call-template>
      <xsl:text>}</xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
