<?xml version="1.0" encoding="UTF-8"?>
<!-- Mode inline: TEI to flat runs of text, each with its language and style. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <xsl:template match="text()" mode="inline">
    <t lang="{ancestor::*[@xml:lang][1]/@xml:lang}">
      <xsl:call-template name="style"/>
      <xsl:if test="$css.fonts"><xsl:call-template name="font"/></xsl:if>
      <xsl:call-template name="link"/>
      <xsl:apply-templates select="."/>
    </t>
  </xsl:template>

  <!-- The program's own words and signs. -->
  <xsl:template name="plain">
    <xsl:param name="text"/>
    <t lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}"><xsl:value-of select="$text"/></t>
  </xsl:template>

  <!-- Styles of the elements around a text, up to the note it stands in. -->
  <xsl:template name="style">
    <xsl:variable name="depth" select="count(ancestor::tei:note)"/>
    <xsl:variable name="style">
      <xsl:for-each select="ancestor::*[self::tei:hi or self::tei:emph or self::tei:del or self::tei:title or self::tei:label
        or self::tei:mentioned or self::tei:term[@rend] or self::tei:orig or self::tei:label or self::tei:name[@rend]][count(ancestor::tei:note) = $depth]">
        <xsl:apply-templates select="." mode="style"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="normalize-space($style) != ''"><xsl:attribute name="s"><xsl:value-of select="normalize-space($style)"/></xsl:attribute></xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="style">
    <xsl:variable name="how" select="concat(' ', translate(concat(@rend, ' ', @rendition, ' ', @style), '#:;-', '    '), ' ')"/>
    <xsl:if test="contains($how, 'ital')"> i </xsl:if>
    <xsl:if test="contains($how, 'bold') or contains($how, ' b ')"> b </xsl:if>
    <xsl:if test="contains($how, 'under')"> u </xsl:if>
    <xsl:if test="contains($how, 'small') and contains($how, 'cap')"> sc </xsl:if>
    <xsl:if test="contains($how, 'sup')"> sup </xsl:if>
    <xsl:if test="contains($how, ' sub')"> sub </xsl:if>
    <xsl:if test="contains($how, 'strike') or contains($how, 'through')"> del </xsl:if>
  </xsl:template>
  <xsl:template match="tei:hi[not(@rend or @rendition or @style)] | tei:emph[not(@rend or @rendition or @style)] | tei:mentioned" mode="style"> i </xsl:template>
  <xsl:template match="tei:del" mode="style"> del </xsl:template>
  <xsl:template match="tei:title[@level = 'm' or @level = 'j'][not(@type = 'gloss')]" mode="style"> i </xsl:template>

  <!-- A font that the text's own CSS names: the program looks whether it is there. -->
  <xsl:variable name="css.fonts" select="boolean(//tei:text//@style[contains(., 'font-family')])"/>
  <xsl:template name="font">
    <xsl:variable name="style" select="ancestor::*[contains(@style, 'font-family')][1]/@style"/>
    <xsl:variable name="families" select="normalize-space(substring-before(concat(substring-after(substring-after($style, 'font-family'), ':'), ';'), ';'))"/>
    <xsl:if test="$families != ''"><xsl:attribute name="font"><xsl:value-of select="$families"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- Only addresses a reader can follow safely. -->
  <xsl:template name="link">
    <xsl:variable name="target" select="normalize-space(ancestor::*[self::tei:ref or self::tei:idno[@type = 'URI'] or self::tei:licence][1]/@target
      | ancestor::tei:idno[@type = 'URI'][1][not(*)])"/>
    <xsl:if test="(starts-with($target, 'https://') or starts-with($target, 'http://') or starts-with($target, 'mailto:')) and not(contains($target, ' '))">
      <xsl:attribute name="href"><xsl:value-of select="$target"/></xsl:attribute>
    </xsl:if>
    <xsl:variable name="entry" select="key('entry', ancestor::*[self::tei:persName or self::tei:orgName or self::tei:placeName][@ref][1]/@ref)"/>
    <xsl:if test="$entry and $target = ''">
      <xsl:variable name="address"><xsl:call-template name="authority"><xsl:with-param name="entry" select="$entry[1]"/></xsl:call-template></xsl:variable>
      <xsl:if test="$address != ''"><xsl:attribute name="href"><xsl:value-of select="$address"/></xsl:attribute></xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- Names, dates and the like add nothing to how a text looks. -->
  <xsl:template match="tei:persName | tei:orgName | tei:placeName | tei:geogName | tei:name | tei:rs | tei:forename | tei:surname
    | tei:roleName | tei:addName | tei:nameLink | tei:genName | tei:settlement | tei:country | tei:region | tei:district
    | tei:street | tei:postCode | tei:postBox | tei:email | tei:affiliation | tei:date | tei:time | tei:num | tei:measure
    | tei:idno | tei:seg | tei:s | tei:w | tei:c | tei:pc | tei:phr | tei:cl | tei:foreign | tei:title | tei:hi | tei:emph
    | tei:term | tei:mentioned | tei:soCalled | tei:gloss | tei:label | tei:quote | tei:q | tei:said | tei:cit | tei:bibl
    | tei:author | tei:editor | tei:publisher | tei:pubPlace | tei:biblScope | tei:ref | tei:del | tei:add | tei:subst
    | tei:unclear | tei:sic | tei:corr | tei:orig | tei:reg | tei:abbr | tei:expan | tei:ex | tei:am | tei:damage
    | tei:restore | tei:retrace | tei:mod | tei:stamp | tei:metamark | tei:salute | tei:signed | tei:dateline | tei:fw
    | tei:gi | tei:att | tei:val | tei:code | tei:ident | tei:desc | tei:geo | tei:location | tei:height | tei:width
    | tei:dim | tei:objectType | tei:stage | tei:speaker | tei:formula | tei:surplus | tei:secl | tei:distinct | tei:g
    | tei:occupation | tei:birth | tei:death | tei:nationality | tei:person | tei:listPerson/* | tei:listPlace/* | tei:listOrg/*" mode="inline">
    <xsl:apply-templates mode="inline"/>
  </xsl:template>

  <!-- An apparatus: the reading that the editor chose, then the others; a gloss beside characters. -->
  <xsl:template match="tei:app | tei:lem | tei:rdgGrp | tei:ruby | tei:rb | tei:wit" mode="inline"><xsl:apply-templates mode="inline"/></xsl:template>
  <xsl:template match="tei:rdg | tei:rt" mode="inline">
    <xsl:call-template name="plain"><xsl:with-param name="text" select="substring(' [ (', 1 + 2 * boolean(self::tei:rt), 2)"/></xsl:call-template>
    <xsl:apply-templates mode="inline"/>
    <xsl:call-template name="plain"><xsl:with-param name="text" select="substring('])', 1 + boolean(self::tei:rt), 1)"/></xsl:call-template>
  </xsl:template>

  <!-- In the header an element is a value of its own: its text without more ado. -->
  <xsl:template match="tei:teiHeader//*" mode="inline" priority="-0.4"><xsl:apply-templates mode="inline"/></xsl:template>

  <xsl:template match="tei:lb" mode="inline">
    <xsl:variable name="end"><xsl:call-template name="line-end"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$end = 'break'"><br/></xsl:when>
      <xsl:when test="$end = 'blank'"><t><xsl:text> </xsl:text></t></xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:space" mode="inline"><t><xsl:text> </xsl:text></t></xsl:template>
  <xsl:template match="tei:anchor | tei:handShift | tei:milestone | tei:cb | tei:gb" mode="inline"/>

  <xsl:template match="tei:pb" mode="inline"><page n="{@n}"/></xsl:template>

  <!-- What a picture shows is said for those who do not see it: its description, else its caption. -->
  <xsl:template match="tei:graphic | tei:media" mode="inline">
    <xsl:variable name="words" select="(../tei:figDesc | ../tei:head)[normalize-space()][1]"/>
    <image src="{normalize-space(@url)}" lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}">
      <xsl:attribute name="alt">
        <xsl:value-of select="normalize-space($words)"/>
        <xsl:if test="not($words)"><xsl:value-of select="concat($texts/image, ' ', normalize-space(@url))"/></xsl:if>
      </xsl:attribute>
    </image>
    <xsl:if test="normalize-space()"><xsl:call-template name="plain"><xsl:with-param name="text" select="' '"/></xsl:call-template></xsl:if>
    <xsl:apply-templates mode="inline"/>
  </xsl:template>

  <!-- The text as printed is the text. Of a choice without such a pair everything is shown. -->
  <xsl:template match="tei:choice" mode="inline">
    <xsl:for-each select="*">
      <xsl:if test="position() &gt; 1"><xsl:call-template name="plain"><xsl:with-param name="text" select="' / '"/></xsl:call-template></xsl:if>
      <xsl:apply-templates select="." mode="inline"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:choice[tei:orig or tei:sic or tei:abbr]" mode="inline">
    <xsl:apply-templates select="node()[not(self::tei:reg or self::tei:corr or self::tei:expan)]" mode="inline"/>
  </xsl:template>

  <!-- The brackets of the record are markup in TEI: here they come back. -->
  <xsl:template match="tei:supplied" mode="inline">
    <xsl:call-template name="plain"><xsl:with-param name="text" select="'['"/></xsl:call-template>
    <xsl:apply-templates mode="inline"/>
    <xsl:call-template name="plain"><xsl:with-param name="text" select="']'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:gap" mode="inline">
    <xsl:call-template name="plain"><xsl:with-param name="text" select="'['"/></xsl:call-template>
    <xsl:apply-templates select="tei:desc" mode="inline"/>
    <xsl:if test="not(normalize-space())"><xsl:call-template name="plain"><xsl:with-param name="text" select="'…'"/></xsl:call-template></xsl:if>
    <xsl:call-template name="plain"><xsl:with-param name="text" select="']'"/></xsl:call-template>
  </xsl:template>

  <!-- What the print has in the place of the markup, as @rend keeps it: `[illegible]`, `[Holm?]`, `recieved [sic]`. -->
  <xsl:template match="tei:gap[not(node())][translate(@rend, '[]()［］（）【】〔〕XxХх□', '') != @rend]" mode="inline" priority="1">
    <xsl:call-template name="plain"><xsl:with-param name="text" select="@rend"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="*[self::tei:unclear or self::tei:sic or self::tei:gap][string() != ''][contains(@rend, string())]
    [translate(@rend, '[]()［］（）【】〔〕', '') != @rend]" mode="inline" priority="1">
    <xsl:if test="substring-before(@rend, string()) != ''">
      <xsl:call-template name="plain"><xsl:with-param name="text" select="substring-before(@rend, string())"/></xsl:call-template>
    </xsl:if>
    <xsl:apply-templates mode="inline"/>
    <xsl:if test="substring-after(@rend, string()) != ''">
      <xsl:call-template name="plain"><xsl:with-param name="text" select="substring-after(@rend, string())"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- A pointer without text shows where it leads, if that is an address. -->
  <xsl:template match="tei:ptr" mode="inline">
    <xsl:if test="contains(@target, '://')"><t lang="{$texts.language}" href="{@target}"><xsl:value-of select="@target"/></t></xsl:if>
  </xsl:template>

  <!-- Blocks inside a line (a list in a name, say): their lines, none lost. -->
  <xsl:template match="tei:p | tei:ab | tei:l | tei:item | tei:head | tei:addrLine | tei:row | tei:byline | tei:trailer
    | tei:opener | tei:closer | tei:list | tei:table | tei:lg | tei:address | tei:figure | tei:figDesc | tei:floatingText
    | tei:body | tei:div | tei:text | tei:sp | tei:listBibl" mode="inline">
    <xsl:if test="preceding-sibling::node()[normalize-space() or self::*]"><br/></xsl:if>
    <xsl:apply-templates mode="inline"/>
  </xsl:template>

  <xsl:template match="tei:cell" mode="inline">
    <xsl:if test="position() &gt; 1"><t><xsl:text> </xsl:text></t></xsl:if>
    <xsl:apply-templates mode="inline"/>
  </xsl:template>

  <!-- Nodes one after the other: a comma between, a gloss in brackets. -->
  <xsl:template name="comma-list">
    <xsl:param name="nodes"/>
    <xsl:for-each select="$nodes[normalize-space()]">
      <xsl:if test="position() &gt; 1">
        <xsl:call-template name="plain"><xsl:with-param name="text" select="substring(', ', 1 + boolean(self::*[@type = 'gloss']))"/></xsl:call-template>
      </xsl:if>
      <xsl:if test="self::*[@type = 'gloss']"><xsl:call-template name="plain"><xsl:with-param name="text" select="'('"/></xsl:call-template></xsl:if>
      <xsl:apply-templates select="." mode="inline"/>
      <xsl:if test="self::*[@type = 'gloss']"><xsl:call-template name="plain"><xsl:with-param name="text" select="')'"/></xsl:call-template></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="inline"/>

  <xsl:template match="*" mode="inline">
    <xsl:call-template name="unhandled"/>
    <xsl:apply-templates mode="inline"/>
  </xsl:template>
</xsl:stylesheet>
