<?xml version="1.0" encoding="UTF-8"?>
<!-- The facts below the text: where it comes from, whose it is, how it was made. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- Labels -->
  <xsl:template match="tei:listBibl | tei:biblFull" mode="fact-label"><xsl:value-of select="$texts/bibliography"/></xsl:template>
  <xsl:template match="tei:bibl | tei:biblStruct" mode="fact-label">
    <xsl:choose>
      <xsl:when test="self::tei:bibl and @type = 'citation'"><xsl:value-of select="$texts/citation"/></xsl:when>
      <xsl:when test="self::tei:bibl and @type = 'manuscript'"><xsl:value-of select="$texts/manuscript"/></xsl:when>
      <xsl:when test="self::tei:bibl and @type = 'record'"><xsl:value-of select="$texts/record"/></xsl:when>
      <xsl:when test="self::tei:biblStruct and @type = 'print'"><xsl:value-of select="$texts/printed-source"/></xsl:when>
      <xsl:when test="self::tei:biblStruct and @type = 'digital'"><xsl:value-of select="$texts/online"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$texts/bibliography"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:sourceDesc/tei:p" mode="fact-label"><xsl:value-of select="$texts/source"/></xsl:template>
  <!-- One template and not one for each type: a predicate is slow to match. -->
  <xsl:template match="tei:notesStmt/tei:note | tei:note[@type]" mode="fact-label">
    <xsl:choose>
      <xsl:when test="@type = 'credits'"><xsl:value-of select="$texts/credits"/></xsl:when>
      <xsl:when test="@type = 'contents'"><xsl:value-of select="$texts/contents"/></xsl:when>
      <xsl:when test="@type = 'uploaded'"><xsl:value-of select="$texts/uploaded"/></xsl:when>
      <xsl:when test="@type = 'classification'"><xsl:value-of select="$texts/classification"/></xsl:when>
      <xsl:when test="@type = 'stated'"><xsl:value-of select="$texts/stated"/></xsl:when>
      <!-- A cell of a table that no slot takes: what its column is called. -->
      <xsl:when test="@type = 'unrecognised' and @n"><xsl:value-of select="concat($texts/unrecognised, ' (', @n, ')')"/></xsl:when>
      <xsl:when test="@type = 'unrecognised'"><xsl:value-of select="$texts/unrecognised"/></xsl:when>
      <xsl:when test="parent::tei:notesStmt"><xsl:value-of select="$texts/note"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="fact.element"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:publicationStmt/tei:publisher" mode="fact-label"><xsl:value-of select="$texts/publisher"/></xsl:template>
  <xsl:template match="tei:publicationStmt/tei:distributor" mode="fact-label"><xsl:value-of select="$texts/distributor"/></xsl:template>
  <xsl:template match="tei:publicationStmt/tei:authority" mode="fact-label">
    <xsl:choose>
      <xsl:when test=". = 'not published'"><xsl:value-of select="$texts/published"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$texts/authority"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:publicationStmt/tei:date" mode="fact-label">
    <xsl:choose>
      <xsl:when test="@type = 'created' or @type = 'creation' or @type = 'document'"><xsl:value-of select="$texts/date-of-document"/></xsl:when>
      <xsl:when test="not(@type) or @type = 'published' or @type = 'publication'"><xsl:value-of select="$texts/published"/></xsl:when>
      <!-- The first of several, posted, renewed: as the document calls it. -->
      <xsl:otherwise><xsl:value-of select="concat($texts/published, ' (', @type, ')')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:publicationStmt/tei:p" mode="fact-label"><xsl:value-of select="$texts/published"/></xsl:template>
  <xsl:template match="tei:pubPlace" mode="fact-label"><xsl:value-of select="$texts/place"/></xsl:template>
  <xsl:template match="tei:idno" mode="fact-label"><xsl:value-of select="$texts/identifier"/></xsl:template>
  <xsl:template match="tei:idno[@type = 'URI']" mode="fact-label"><xsl:value-of select="$texts/address"/></xsl:template>
  <xsl:template match="tei:msIdentifier/tei:idno" mode="fact-label" priority="1"><xsl:value-of select="$texts/shelfmark"/></xsl:template>
  <xsl:template match="tei:msIdentifier/tei:repository" mode="fact-label"><xsl:value-of select="$texts/archive"/></xsl:template>
  <xsl:template match="tei:msIdentifier/tei:collection" mode="fact-label"><xsl:value-of select="$texts/collection"/></xsl:template>
  <xsl:template match="tei:physDesc" mode="fact-label"><xsl:value-of select="$texts/physical"/></xsl:template>
  <xsl:template match="tei:objectDesc" mode="fact-label"><xsl:value-of select="$texts/medium"/></xsl:template>
  <xsl:template match="tei:availability" mode="fact-label"><xsl:value-of select="$texts/rights"/></xsl:template>
  <xsl:template match="tei:editionStmt" mode="fact-label"><xsl:value-of select="$texts/edition-statement"/></xsl:template>
  <xsl:template match="tei:extent" mode="fact-label"><xsl:value-of select="$texts/extent"/></xsl:template>
  <xsl:template match="tei:seriesStmt" mode="fact-label"><xsl:value-of select="$texts/series"/></xsl:template>
  <xsl:template match="tei:projectDesc" mode="fact-label"><xsl:value-of select="$texts/project"/></xsl:template>
  <xsl:template match="tei:editorialDecl" mode="fact-label"><xsl:value-of select="$texts/practice"/></xsl:template>
  <xsl:template match="tei:appInfo" mode="fact-label"><xsl:value-of select="$texts/software"/></xsl:template>
  <xsl:template match="tei:revisionDesc" mode="fact-label"><xsl:value-of select="$texts/changes"/></xsl:template>
  <xsl:template match="tei:keywords" mode="fact-label">
    <xsl:variable name="kind" select="translate(tei:list/@type, 'PST', 'pst')"/>
    <xsl:choose>
      <xsl:when test="$kind = 'people' or $kind = 'persons'"><xsl:value-of select="$texts/people"/></xsl:when>
      <xsl:when test="$kind = 'places'"><xsl:value-of select="$texts/places"/></xsl:when>
      <xsl:when test="$kind = 'subjects' or $kind = 'topics'"><xsl:value-of select="$texts/subjects"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$texts/keywords"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Rows that are made of the parts of an element. -->
  <xsl:template match="tei:msDesc | tei:msIdentifier | tei:msContents" mode="fact">
    <xsl:apply-templates select="*[not(self::tei:textLang)]" mode="fact"/>
  </xsl:template>
  <xsl:template match="tei:notesStmt | tei:biblFull" mode="fact"><xsl:apply-templates select="*" mode="fact"/></xsl:template>

  <!-- Values -->
  <!-- A shelfmark is read as it was printed: its parts are marked, nothing is added between them. -->
  <xsl:template match="tei:idno//tei:idno"><xsl:apply-templates/></xsl:template>
  <xsl:template match="tei:bibl//tei:idno[@type = 'sha256']"><code class="digest"><xsl:apply-templates/></code></xsl:template>
  <xsl:template match="tei:objectDesc" mode="fact-value">
    <xsl:value-of select="@form"/>
    <xsl:if test="@form and normalize-space() != ''">: </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="tei:physDesc" mode="fact-value">
    <xsl:for-each select="*[normalize-space() != '' or @form]">
      <xsl:if test="position() &gt; 1">; </xsl:if>
      <xsl:apply-templates select="." mode="fact-value"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:availability" mode="fact-value">
    <xsl:if test="@status = 'unknown' and normalize-space() = ''"><xsl:value-of select="$texts/rights-unknown"/></xsl:if>
    <xsl:if test="not(*)"><xsl:apply-templates/></xsl:if>
    <xsl:for-each select="*">
      <xsl:choose>
        <xsl:when test="self::tei:licence[not(tei:p or tei:ab or tei:list)]"><p><xsl:apply-templates select="."/></p></xsl:when>
        <xsl:otherwise><xsl:call-template name="paragraph"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:keywords" mode="fact-value">
    <ul class="terms">
      <xsl:for-each select=".//tei:item | tei:term"><li><xsl:apply-templates/></li></xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="tei:editorialDecl" mode="fact-value">
    <xsl:for-each select="tei:p | tei:ab | *[not(self::tei:p or self::tei:ab)]/*">
      <xsl:call-template name="paragraph"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:appInfo" mode="fact-value">
    <xsl:for-each select="tei:application">
      <xsl:if test="position() &gt; 1">, </xsl:if>
      <xsl:value-of select="normalize-space(tei:label | self::*[not(tei:label)]/@ident)"/>
      <xsl:if test="@version"><xsl:value-of select="concat(' ', @version)"/></xsl:if>
      <xsl:if test="normalize-space(tei:desc | tei:p) != ''"><xsl:value-of select="concat(': ', normalize-space(tei:desc | tei:p))"/></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:revisionDesc" mode="fact-value">
    <ul>
      <xsl:for-each select=".//tei:change">
        <li>
          <xsl:if test="@when"><xsl:value-of select="concat(@when, ': ')"/></xsl:if>
          <xsl:apply-templates/>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <!-- A book or a page of an archive, in the order of a bibliography. -->
  <xsl:template match="tei:biblStruct" mode="fact-value">
    <xsl:apply-templates select="tei:analytic" mode="bibliography"/>
    <xsl:apply-templates select="tei:monogr | tei:series" mode="bibliography"/>
    <xsl:for-each select="*[not(self::tei:analytic or self::tei:monogr or self::tei:series) and normalize-space()]">
      <xsl:text>. </xsl:text>
      <xsl:apply-templates/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:analytic | tei:monogr | tei:series" mode="bibliography">
    <xsl:if test="preceding-sibling::*"><xsl:text> </xsl:text></xsl:if>
    <span class="bibliography {local-name()}">
      <xsl:if test="self::tei:monogr[preceding-sibling::tei:analytic]"><xsl:value-of select="concat($texts/in, ' ')"/></xsl:if>
      <xsl:for-each select="*[not(self::tei:textLang) and normalize-space()]">
        <xsl:if test="position() &gt; 1 and not(@type = 'gloss')">, </xsl:if>
        <xsl:apply-templates select="." mode="bibliography"/>
      </xsl:for-each>
      <xsl:choose>
        <xsl:when test="self::tei:analytic and following-sibling::tei:monogr">,</xsl:when>
        <xsl:otherwise>.</xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <!-- The original language stands among the key facts. -->
  <xsl:template match="tei:textLang" mode="bibliography"/>
  <xsl:template match="*" mode="bibliography"><xsl:apply-templates select="."/></xsl:template>
  <xsl:template match="*[@type = 'gloss' and self::tei:*]" mode="bibliography" priority="1">
    <xsl:text> (</xsl:text><xsl:apply-templates select="."/><xsl:text>)</xsl:text>
  </xsl:template>
  <xsl:template match="tei:editor" mode="bibliography">
    <xsl:choose>
      <xsl:when test="@role = 'translator'">
        <xsl:if test="not(preceding-sibling::tei:editor[@role = 'translator'])"><xsl:value-of select="concat($texts/translated-by, ' ')"/></xsl:if>
      </xsl:when>
      <xsl:when test="not(preceding-sibling::tei:editor)"><xsl:value-of select="concat($texts/edited-by, ' ')"/></xsl:when>
    </xsl:choose>
    <xsl:apply-templates select="text()[normalize-space() != '' and not(../*)]"/>
    <xsl:for-each select="*">
      <xsl:if test="position() &gt; 1 and not(@type = 'gloss')">, </xsl:if>
      <xsl:apply-templates select="." mode="bibliography"/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="tei:respStmt" mode="bibliography">
    <xsl:for-each select="*">
      <xsl:if test="position() = 2"><xsl:text> </xsl:text></xsl:if>
      <xsl:if test="position() &gt; 2">, </xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="tei:imprint" mode="bibliography">
    <xsl:for-each select="*[normalize-space()]">
      <xsl:choose>
        <xsl:when test="position() = 1"/>
        <xsl:when test="self::tei:publisher and preceding-sibling::*[1][self::tei:pubPlace]">: </xsl:when>
        <xsl:otherwise>, </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates select="." mode="bibliography"/>
    </xsl:for-each>
  </xsl:template>
  <!-- The number that a document has in its archive on the web says that it is one. -->
  <xsl:template match="tei:idno[@type = 'document']" mode="bibliography">
    <xsl:value-of select="concat($texts/document-short, ' ')"/>
    <xsl:apply-templates select="."/>
  </xsl:template>
  <xsl:template match="tei:biblScope[(@unit = 'volume' or @unit = 'page' or @unit = 'document')
    and translate(normalize-space(), '0123456789IVXLC-–, ', '') = '']" mode="bibliography">
    <xsl:choose>
      <xsl:when test="@unit = 'volume'"><xsl:value-of select="concat($texts/volume-short, ' ')"/></xsl:when>
      <xsl:when test="@unit = 'document'"><xsl:value-of select="concat($texts/document-short, ' ')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($texts/page-short, ' ')"/></xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates/>
  </xsl:template>
</xsl:stylesheet>
