<?xml version="1.0" encoding="UTF-8"?>
<!-- Original and translation side by side. Where their paragraphs point at each other (@corresp), each version is cut
  into runs: a run begins with a paragraph that has a counterpart and goes on to the next that has one, so paragraphs
  that correspond to nothing, or to the same one, stay with what is before them. Runs of one pair stand in one row.
  The text keeps its order: a reader without style reads one version after the other. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="tei exsl">
  <xsl:variable name="facing.body" select="/tei:TEI/tei:text/tei:body[tei:div[2] and tei:div/@type = 'translation']"/>
  <xsl:variable name="facing.versions" select="$facing.body/tei:div[@type = 'edition' or @type = 'translation']"/>

  <!-- The pointers of paragraphs by the first that they answer to. -->
  <xsl:key name="answers" match="tei:p/@corresp" use="substring-before(concat(normalize-space(), ' '), ' ')"/>

  <!-- The paragraphs of the original that rows begin with. -->
  <xsl:variable name="facing.originals" select="$facing.versions[@type = 'edition'][1]//tei:p[@corresp][@xml:id][parent::tei:div][key('answers', concat('#', @xml:id))]"/>

  <!-- `|zh-p1=1|zh-p2=2|`: the number of the row that each paragraph of the original begins. Empty: no rows, because
    nothing is aligned, because what is aligned stands in a division that cannot be opened without loss, or because
    pairs cross, so that rows would change the order of a text. -->
  <xsl:variable name="facing.rows">
    <xsl:if test="$facing.versions[@type = 'translation']//tei:p/@corresp">
      <xsl:variable name="closed" select="$facing.versions/descendant-or-self::tei:div[descendant::tei:p/@corresp]
        [@type = 'notes' or text()[normalize-space()] or (@xml:lang and ancestor::tei:div)]"/>
      <xsl:variable name="rows"><xsl:call-template name="facing.numbered"/></xsl:variable>
      <xsl:variable name="crossing">
        <xsl:call-template name="facing.crossing"><xsl:with-param name="rows" select="string($rows)"/></xsl:call-template>
      </xsl:variable>
      <xsl:if test="not($closed) and $crossing = '' and $rows != '|'"><xsl:value-of select="$rows"/></xsl:if>
    </xsl:if>
  </xsl:variable>
  <xsl:variable name="facing.map" select="string($facing.rows)"/>

  <xsl:template name="facing.numbered">
    <xsl:text>|</xsl:text>
    <xsl:for-each select="$facing.originals">
      <xsl:value-of select="concat(@xml:id, '=', position(), '|')"/>
    </xsl:for-each>
  </xsl:template>

  <!-- A mark for each paragraph of a translation whose row is above that of the one before it that has a row. -->
  <xsl:template name="facing.crossing">
    <xsl:param name="rows"/>
    <xsl:for-each select="$facing.versions[@type = 'translation']">
      <xsl:variable name="answered">
        <xsl:for-each select=".//tei:p[@corresp]">
          <xsl:variable name="id" select="substring-after(substring-before(concat(normalize-space(@corresp), ' '), ' '), '#')"/>
          <xsl:variable name="row" select="substring-before(substring-after($rows, concat('|', $id, '=')), '|')"/>
          <xsl:if test="$row != ''"><row><xsl:value-of select="$row"/></row></xsl:if>
        </xsl:for-each>
      </xsl:variable>
      <xsl:if test="exsl:node-set($answered)/row[. &lt; preceding-sibling::row[1]]">x</xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- The row that the current paragraph begins: one of the original by its own id, one of a translation by the first
    that it answers to, unless another of its version stands there. -->
  <xsl:template name="facing.row">
    <xsl:param name="version"/>
    <xsl:variable name="first" select="substring-before(concat(normalize-space(@corresp), ' '), ' ')"/>
    <xsl:choose>
      <xsl:when test="$version/@type = 'edition'">
        <xsl:value-of select="substring-before(substring-after($facing.map, concat('|', @xml:id, '=')), '|')"/>
      </xsl:when>
      <xsl:when test="generate-id(key('answers', $first)[generate-id(ancestor::tei:div[last()]) = generate-id($version)][1]/..) = generate-id()">
        <xsl:value-of select="substring-before(substring-after($facing.map, concat('|', substring-after($first, '#'), '=')), '|')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The body: versions in a grid. -->
  <xsl:template match="tei:body[tei:div[2] and tei:div/@type = 'translation']">
    <div>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">body parallel<xsl:if test="$facing.map != ''"> aligned</xsl:if></xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates select="* | text()[normalize-space()]"/>
    </div>
  </xsl:template>

  <!-- A version says above itself what it is. -->
  <xsl:template match="tei:body/tei:div[@type = 'edition' or @type = 'translation']">
    <xsl:variable name="number" select="count(preceding-sibling::tei:div[@type = 'edition' or @type = 'translation']) + 1"/>
    <section>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="concat('version ', @type, ' v', $number)"/></xsl:call-template>
      <xsl:if test="not(@xml:id)"><xsl:attribute name="id"><xsl:value-of select="concat('_version-', $number)"/></xsl:attribute></xsl:if>
      <h2 class="version-name gen" lang="{$texts.language}" dir="ltr"><xsl:apply-templates select="." mode="version-name"/></h2>
      <xsl:choose>
        <xsl:when test="$facing.map != '' and parent::tei:body[tei:div[2]]"><xsl:call-template name="facing.runs"/></xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="* | text()[normalize-space()]"/>
          <xsl:call-template name="endnotes"/>
        </xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <!-- The blocks of a version, its divisions opened where aligned paragraphs are in them, cut into runs; then the notes. -->
  <xsl:template name="facing.runs">
    <xsl:variable name="version" select="."/>
    <xsl:variable name="tail" select="tei:div[@type = 'notes'][not(following-sibling::*[not(self::tei:div[@type = 'notes'])])]"/>
    <xsl:variable name="flow" select="descendant-or-self::tei:div[generate-id() = generate-id($version) or descendant::tei:p/@corresp]
      /*[not(self::tei:div[descendant::tei:p/@corresp])][count(. | $tail) != count($tail)]"/>
    <xsl:variable name="starts">
      <xsl:call-template name="facing.starts">
        <xsl:with-param name="flow" select="$flow"/>
        <xsl:with-param name="version" select="$version"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:for-each select="$flow">
      <xsl:variable name="here" select="substring-after($starts, concat('|', position(), ' '))"/>
      <xsl:if test="contains($starts, concat('|', position(), ' '))">
        <xsl:call-template name="facing.run">
          <xsl:with-param name="row" select="substring-before($here, '|')"/>
          <xsl:with-param name="blocks" select="$flow"/>
          <xsl:with-param name="from" select="position()"/>
          <xsl:with-param name="before" select="substring-before(substring-after($here, '|'), ' ')"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:for-each>
    <xsl:if test="$tail or key('moved', generate-id())">
      <div class="run tail">
        <xsl:apply-templates select="$tail"/>
        <xsl:call-template name="endnotes"/>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- `|position row|position row|`: where runs begin, and in which row; what is before the first pair has no row.
    A heading goes with the paragraph that it stands above. -->
  <xsl:template name="facing.starts">
    <xsl:param name="flow"/>
    <xsl:param name="version"/>
    <xsl:text>|</xsl:text>
    <xsl:for-each select="$flow">
      <xsl:variable name="row">
        <xsl:for-each select="self::tei:p[@corresp][not(preceding-sibling::*[1][self::tei:head])]
          | self::tei:head[not(preceding-sibling::*[1][self::tei:head])]/following-sibling::*[not(self::tei:head)][1][self::tei:p[@corresp]]">
          <xsl:call-template name="facing.row"><xsl:with-param name="version" select="$version"/></xsl:call-template>
        </xsl:for-each>
      </xsl:variable>
      <xsl:if test="$row != '' or position() = 1"><xsl:value-of select="concat(position(), ' ', $row, '|')"/></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- One run: the blocks from one position to before another (none: to the end). Most are one paragraph, and no list of
    all blocks is gone through for them. -->
  <xsl:template name="facing.run">
    <xsl:param name="row"/>
    <xsl:param name="blocks"/>
    <xsl:param name="from"/>
    <xsl:param name="before"/>
    <xsl:variable name="target" select="substring-before(concat(normalize-space((self::tei:p | following-sibling::tei:p[1])[1]/@corresp), ' '), ' ')"/>
    <div class="run r{number(concat('0', $row))}">
      <!-- What opens a text without a heading, its salute say, stands by the paragraph below, not by the other's heading. -->
      <xsl:if test="$row = '' and not(self::tei:head)"><xsl:attribute name="class">run r0 headless</xsl:attribute></xsl:if>
      <xsl:choose>
        <xsl:when test="$before = $from + 1">
          <xsl:call-template name="facing.block"><xsl:with-param name="row" select="$row"/><xsl:with-param name="target" select="$target"/></xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="$blocks[position() &gt;= $from and ($before = '' or position() &lt; $before)]">
            <xsl:call-template name="facing.block"><xsl:with-param name="row" select="$row"/><xsl:with-param name="target" select="$target"/></xsl:call-template>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <!-- A block of a run. A passage is what has a counterpart in the row: the paragraph that answers to the same. -->
  <xsl:template name="facing.block">
    <xsl:param name="row"/>
    <xsl:param name="target"/>
    <xsl:if test="not(preceding-sibling::*) and ancestor::tei:div[2]"><xsl:call-template name="facing.opened"/></xsl:if>
    <xsl:choose>
      <xsl:when test="$row != '' and self::tei:p[contains(concat(' ', normalize-space(@corresp), ' '), concat(' ', $target, ' '))]">
        <div class="passage p{$row}">
          <xsl:apply-templates select="."/>
          <xsl:call-template name="facing.pair"><xsl:with-param name="row" select="$row"/></xsl:call-template>
        </div>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An opened division has no element of its own: its id stays a place to lead to. -->
  <xsl:template name="facing.opened">
    <xsl:variable name="block" select="."/>
    <xsl:for-each select="ancestor::tei:div[ancestor::tei:div][@xml:id]">
      <xsl:variable name="depth" select="count(ancestor::*) + 1"/>
      <xsl:if test="not($block/ancestor-or-self::*[count(ancestor::*) &gt;= $depth][preceding-sibling::*])"><span id="{@xml:id}"></span></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- The way to the counterpart, for the keyboard and for narrow screens. -->
  <xsl:template name="facing.pair">
    <xsl:param name="row"/>
    <xsl:variable name="href">
      <xsl:call-template name="href"><xsl:with-param name="target" select="substring-before(concat(normalize-space(@corresp), ' '), ' ')"/></xsl:call-template>
    </xsl:variable>
    <xsl:if test="starts-with($href, '#')">
      <a class="pair gen" href="{$href}" lang="{$texts.language}" aria-label="{$texts/counterpart} {$row}" title="{$texts/counterpart}">⇄</a>
    </xsl:if>
  </xsl:template>

  <!-- Style of this page alone: where the runs of a pair stand; and that they are marked together under the pointer and
    the focus, and that a hidden version shows itself to who was led into it. That part is a style sheet of its own, in its
    address: `:has` is newer than the checkers of HTML. (Blanks and braces are written as any engine would escape them.) -->
  <xsl:template name="facing.style">
    <xsl:if test="$facing.map != ''">
      <style>
        <xsl:for-each select="$facing.originals"><xsl:value-of select="concat('.r', position(), '{--row:', position() + 2, '}')"/></xsl:for-each>
        <xsl:value-of select="concat('.tail{--row:', string-length($facing.map) - string-length(translate($facing.map, '|', '')) + 2, '}')"/>
      </style>
      <link rel="stylesheet">
        <xsl:attribute name="href">
          <xsl:text>data:text/css,.texts%20.version:has(:target)%7Bdisplay:revert!important%7D</xsl:text>
          <xsl:for-each select="$facing.originals">
            <xsl:variable name="p" select="concat('.p', position())"/>
            <xsl:value-of select="concat('.aligned:has(', $p, ':hover,', $p, ':focus-within,', $p, '%20:target)%20', $p, '%7B--passage:var(--pair)%7D')"/>
          </xsl:for-each>
        </xsl:attribute>
      </link>
    </xsl:if>
  </xsl:template>

  <!-- What to see: radio buttons before the text that style listens to, so that it needs no script. -->
  <xsl:template name="facing.choice">
    <xsl:if test="$facing.versions[2]">
      <p class="visually-hidden" id="_view"><xsl:value-of select="$texts/view"/></p>
      <input type="radio" name="_view" id="_view-all" checked="checked" aria-describedby="_view"/>
      <label for="_view-all">
        <xsl:value-of select="$texts/both-texts[not($facing.versions[3])] | $texts/all-texts[$facing.versions[3]]"/>
      </label>
      <xsl:for-each select="$facing.versions[position() &lt; 5]">
        <input type="radio" name="_view" id="_view-{position()}" aria-describedby="_view"/>
        <label for="_view-{position()}"><xsl:apply-templates select="." mode="version-name"/></label>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
