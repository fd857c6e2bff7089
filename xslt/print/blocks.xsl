<?xml version="1.0" encoding="UTF-8"?>
<!-- Mode block: TEI to blocks that stand side by side. Roles: p head headline dateline salute signed byline trailer
  line address item term quote verse speaker stage caption furniture source annotation note rule page figure. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- What starts on a line of its own wherever it stands. Anything else belongs to a line, unless its parent
    has no text of its own (opener). A note in a line is a footnote: see notes.xsl. -->
  <xsl:key name="block" use="generate-id()" match="tei:p | tei:ab | tei:head | tei:opener | tei:closer | tei:salute
    | tei:dateline | tei:signed | tei:byline | tei:trailer | tei:postscript | tei:list | tei:table | tei:figure | tei:lg
    | tei:l | tei:sp | tei:speaker | tei:stage | tei:argument | tei:epigraph | tei:address | tei:addrLine | tei:div
    | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7 | tei:front | tei:body | tei:back
    | tei:group | tei:text | tei:floatingText | tei:listBibl | tei:listPerson | tei:listPlace | tei:listOrg
    | tei:quote[tei:p or tei:l or tei:lg or tei:list or tei:ab] | tei:q[tei:p or tei:l or tei:lg] | tei:cit[tei:quote/tei:p or tei:quote/tei:l or tei:quote/tei:lg] | tei:sourceDoc | tei:facsimile | tei:surface | tei:surfaceGrp | tei:zone | tei:line
    | tei:surface/tei:graphic | tei:facsimile/tei:graphic | tei:figure/tei:graphic | tei:figure/tei:media | tei:milestone[@unit = 'notes'] | tei:item | tei:titlePage | tei:docTitle | tei:titlePart | tei:docImprint | tei:titlePage/tei:docDate | tei:front/tei:docDate
    | tei:*[self::tei:note or self::tei:fw or self::tei:pb][parent::tei:div or parent::tei:body or parent::tei:back or parent::tei:front
      or parent::tei:opener or parent::tei:closer or parent::tei:list or parent::tei:lg or parent::tei:postscript or parent::tei:text]"/>

  <!-- What would stand in a line, where TEI has no lines: each fills one, for nothing stands between them. -->
  <xsl:key name="line" use="generate-id()" match="*[contains(' text front body back group div div1 div2 div3 div4 div5
    div6 div7 epigraph lg sp spGrp listBibl listPerson listPlace listOrg listEvent titlePage castList castGroup prologue epilogue ',
    concat(' ', local-name(..), ' '))][normalize-space()]"/>

  <!-- A block of one line or paragraph, or, where it holds blocks, those and what stands between them. -->
  <xsl:template name="block">
    <xsl:param name="role" select="'p'"/>
    <xsl:choose>
      <xsl:when test="*[key('block', generate-id())]">
        <xsl:call-template name="flow"><xsl:with-param name="role" select="$role"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="node()[not(self::comment() or self::processing-instruction())]">
        <b role="{$role}">
          <xsl:call-template name="block.attributes"/>
          <xsl:if test="$role = 'item'"><xsl:apply-templates select="ancestor-or-self::tei:item[1]" mode="block.mark"/></xsl:if>
          <xsl:apply-templates select="node()" mode="inline"/>
        </b>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="block.attributes">
    <xsl:attribute name="lang"><xsl:value-of select="ancestor-or-self::*[@xml:lang][1]/@xml:lang"/></xsl:attribute>
    <xsl:variable name="steps" select="count(ancestor-or-self::*[self::tei:list or self::tei:quote[tei:p or tei:l or tei:lg or tei:list] or self::tei:floatingText])"/>
    <xsl:if test="$steps"><xsl:attribute name="inset"><xsl:value-of select="$steps"/></xsl:attribute></xsl:if>
    <xsl:if test="$languages = 'facing' and self::tei:p"><xsl:call-template name="facing.row"/></xsl:if>
  </xsl:template>

  <!-- The mark of a list item, on its first block. -->
  <xsl:template match="tei:item" mode="block.mark">
    <xsl:variable name="mark"><xsl:apply-templates select="." mode="list-mark"/></xsl:variable>
    <xsl:if test="$mark != ''"><xsl:attribute name="mark"><xsl:value-of select="$mark"/></xsl:attribute></xsl:if>
  </xsl:template>
  <xsl:template match="*" mode="block.mark"/>

  <!-- Blocks as they are; what stands in a line before, between or after them becomes blocks too. -->
  <xsl:template name="flow">
    <xsl:param name="role" select="'p'"/>
    <xsl:for-each select="node()[self::* or self::text()[normalize-space()]]">
      <xsl:choose>
        <xsl:when test="self::*[key('block', generate-id())]"><xsl:apply-templates select="." mode="block"/></xsl:when>
        <xsl:when test="self::*[key('line', generate-id())]">
          <b role="{$role}"><xsl:call-template name="block.attributes"/><xsl:apply-templates select="." mode="inline"/></b>
        </xsl:when>
        <xsl:when test="preceding-sibling::node()[self::* or self::text()[normalize-space()]][1][self::text() or not(key('block', generate-id()) or key('line', generate-id()))]"/>
        <xsl:otherwise><xsl:call-template name="run"><xsl:with-param name="role" select="$role"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- From the current node up to the next block or line. -->
  <xsl:template name="run">
    <xsl:param name="role"/>
    <xsl:variable name="stop" select="generate-id(following-sibling::*[key('block', generate-id()) or key('line', generate-id())][1])"/>
    <b role="{$role}">
      <xsl:for-each select=".."><xsl:call-template name="block.attributes"/></xsl:for-each>
      <xsl:if test="$role = 'item' and not(preceding-sibling::*)"><xsl:apply-templates select=".." mode="block.mark"/></xsl:if>
      <xsl:apply-templates select=". | following-sibling::node()[generate-id(following-sibling::*[key('block', generate-id()) or key('line', generate-id())][1]) = $stop]
        [not(self::*[key('block', generate-id()) or key('line', generate-id())])]" mode="inline"/>
    </b>
  </xsl:template>

  <xsl:template match="tei:text | tei:front | tei:body | tei:back | tei:group | tei:floatingText | tei:div | tei:div1
    | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7 | tei:argument | tei:epigraph | tei:postscript
    | tei:lg | tei:listBibl | tei:listPerson | tei:listPlace | tei:listOrg | tei:titlePage | tei:docTitle
    | tei:docImprint | tei:sourceDoc | tei:facsimile | tei:surface | tei:surfaceGrp | tei:zone | tei:figure" mode="block">
    <xsl:call-template name="flow"/>
  </xsl:template>

  <xsl:template match="tei:quote | tei:q | tei:cit" mode="block">
    <xsl:call-template name="block"><xsl:with-param name="role" select="'quote'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:p | tei:ab | tei:docDate | tei:titlePart" mode="block"><xsl:call-template name="block"/></xsl:template>

  <xsl:template match="tei:salute | tei:dateline | tei:signed | tei:byline | tei:trailer | tei:speaker | tei:stage" mode="block">
    <xsl:call-template name="block"><xsl:with-param name="role" select="local-name()"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:l" mode="block">
    <xsl:call-template name="block"><xsl:with-param name="role" select="'verse'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:line" mode="block">
    <xsl:call-template name="block"><xsl:with-param name="role" select="'line'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:sp" mode="block"><xsl:call-template name="flow"/></xsl:template>

  <!-- Without text of its own each child fills a line: number, classification, address. -->
  <xsl:template match="tei:opener | tei:closer | tei:address" mode="block">
    <xsl:choose>
      <xsl:when test="text()[normalize-space()]">
        <xsl:call-template name="block"><xsl:with-param name="role" select="'line'"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="*" mode="line"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="line">
    <xsl:choose>
      <xsl:when test="key('block', generate-id())"><xsl:apply-templates select="." mode="block"/></xsl:when>
      <xsl:otherwise>
        <b role="line"><xsl:call-template name="block.attributes"/><xsl:apply-templates select="." mode="inline"/></b>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:addrLine" mode="block">
    <xsl:call-template name="block"><xsl:with-param name="role" select="'address'"/></xsl:call-template>
  </xsl:template>

  <!-- Headings: the level counts only divisions that have a heading, so no level is ever skipped. -->
  <xsl:template match="tei:head" mode="block">
    <xsl:variable name="part" select="ancestor::tei:div[parent::tei:body[tei:div[@type = 'edition' or @type = 'translation']]]"/>
    <xsl:variable name="below-label" select="boolean($part[@type = 'translation' or count(../tei:div) &gt; 1])"/>
    <b role="head" level="{count(ancestor::*[tei:head][contains(local-name(), 'div') or self::tei:body or self::tei:front or self::tei:back
      or self::tei:argument or self::tei:epigraph or self::tei:postscript]) + $below-label}">
      <xsl:call-template name="block.attributes"/>
      <xsl:apply-templates mode="inline"/>
    </b>
  </xsl:template>

  <!-- A number or label over the heading proper is a line, not a heading of its own. -->
  <xsl:template match="tei:head[(@type = 'number' or @type = 'sub') and ../tei:head[not(@type = 'number' or @type = 'sub')]]" mode="block">
    <xsl:call-template name="block"><xsl:with-param name="role" select="'headline'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:list/tei:head | tei:table/tei:head | tei:figure/tei:head | tei:lg/tei:head | tei:listBibl/tei:head
    | tei:listPerson/tei:head | tei:listPlace/tei:head | tei:listOrg/tei:head" mode="block" priority="1">
    <xsl:call-template name="block"><xsl:with-param name="role" select="'caption'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:fw" mode="block">
    <xsl:call-template name="block"><xsl:with-param name="role" select="'furniture'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:pb" mode="block">
    <b role="page"><xsl:call-template name="block.attributes"/><xsl:apply-templates select="." mode="inline"/></b>
  </xsl:template>

  <!-- A rule over notes that all stand at the foot of the page would rule off nothing. -->
  <xsl:template match="tei:milestone" mode="block">
    <xsl:variable name="left"><xsl:apply-templates select="following-sibling::*[1]" mode="notes-left"/></xsl:variable>
    <xsl:if test="$left != ''"><b role="rule"/></xsl:if>
  </xsl:template>

  <!-- A picture: the program looks for the file, and knows what to print where there is none. -->
  <xsl:template match="tei:graphic | tei:media" mode="block">
    <b role="figure"><xsl:call-template name="block.attributes"/><xsl:apply-templates select="." mode="inline"/></b>
  </xsl:template>

  <!-- Not known: shown, and reported. -->
  <xsl:template match="*" mode="block">
    <xsl:call-template name="unhandled"/>
    <xsl:call-template name="block"/>
  </xsl:template>

  <xsl:template name="unhandled">
    <xsl:call-template name="report">
      <xsl:with-param name="code" select="'R002'"/>
      <xsl:with-param name="text" select="concat('element ', name(), ' has no template; its text is shown as it is')"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
