<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes and their marks in the text, linked both ways. A mark without a note and a note without a mark have no link. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- The marks that point at a note, and the notes that stand at their mark (moved to the end of their division).
    The conditions stand in @use: libxslt goes through a document by a name alone in one go, by a predicate node by node. -->
  <xsl:key name="marks" match="tei:ref" use="substring(@target[starts-with(., '#')], 2)"/>
  <xsl:key name="moved" match="tei:note"
    use="generate-id(self::*[parent::tei:p or not(contains(' div body front back group text opener closer postscript argument epigraph floatingText sp lg
      figure list table row noteGrp listBibl ', concat(' ', local-name(..), ' ')) or starts-with(local-name(..), 'div'))]
      [not(ancestor::tei:note) and (@place = 'foot' or not(@place) or @place = 'end' or @place = 'bottom') and not(@type = 'annotation')]
      [ancestor::tei:text]/ancestor::*[self::tei:text or self::tei:div[not(parent::tei:div)]][1])"/>
  <!-- A mark; a reference to a note in so many words is a link like others. -->
  <xsl:template match="tei:ref[@type = 'noteAnchor']
    | tei:text//tei:ref[starts-with(@target, '#') and string-length(normalize-space()) &lt; 8 and key('id', substring-after(@target, '#'))/parent::tei:note[ancestor::tei:text]]"
    priority="2">
    <xsl:variable name="raised" select="translate(normalize-space(), '⁰¹²³⁴⁵⁶⁷⁸⁹', '') != ''"/>
    <xsl:choose>
      <xsl:when test="$raised"><sup class="mark"><xsl:call-template name="mark"/></sup></xsl:when>
      <xsl:otherwise><span class="mark"><xsl:call-template name="mark"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="mark">
    <xsl:choose>
      <xsl:when test="starts-with(@target, '#') and key('id', substring(@target, 2))/parent::tei:note[ancestor::tei:text]">
        <a role="doc-noteref" href="{@target}">
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The section of notes that the edition prints. -->
  <xsl:template match="tei:div[@type = 'notes']" priority="1">
    <section role="doc-endnotes">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'notes'"/></xsl:call-template>
      <xsl:if test="not(tei:head)"><xsl:attribute name="aria-label"><xsl:value-of select="$texts/notes"/></xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </section>
  </xsl:template>

  <xsl:template match="tei:note">
    <aside>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="normalize-space(concat('note ', translate(@type, '&#9;&#10; ', '---'), substring('-', 1, @type = 'gen')))"/>
      </xsl:call-template>
      <xsl:attribute name="role">
        <xsl:choose>
          <xsl:when test="@n and not(@anchored = 'false')">doc-footnote</xsl:when>
          <xsl:otherwise>note</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:call-template name="note.content"/>
    </aside>
  </xsl:template>

  <!-- A note that stands at its mark: the mark stays, the note goes to the end of the division. One inside a line that is no
    editor's (handwriting in the margin, a foliation) is text of the line. -->
  <xsl:template match="tei:note[not(contains(' div body front back group text opener closer postscript argument epigraph floatingText sp lg figure
      list table row noteGrp listBibl ', concat(' ', local-name(..), ' ')) or starts-with(local-name(..), 'div'))] | tei:p/tei:note" priority="2">
    <xsl:choose>
      <xsl:when test="not(ancestor::tei:note) and (@place = 'foot' or not(@place) or @place = 'end' or @place = 'bottom')
        and not(@type = 'annotation') and ancestor::tei:text">
        <sup class="mark gen">
          <xsl:choose>
            <xsl:when test="@xml:id">
              <a role="doc-noteref" href="#{@xml:id}" id="_mark-{@xml:id}"><xsl:call-template name="note.number"/></a>
            </xsl:when>
            <xsl:otherwise>
              <xsl:variable name="id"><xsl:call-template name="note.id"/></xsl:variable>
              <a role="doc-noteref" href="#{$id}" id="_mark-{$id}"><xsl:call-template name="note.number"/></a>
            </xsl:otherwise>
          </xsl:choose>
        </sup>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="box"><xsl:with-param name="class" select="'note-inline'"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="endnotes">
    <xsl:variable name="notes" select="key('moved', generate-id())"/>
    <xsl:if test="$notes">
      <section class="notes moved" role="doc-endnotes" aria-label="{$texts/notes}">
        <h2 class="gen" lang="{$texts.language}" dir="ltr"><xsl:value-of select="$texts/notes"/></h2>
        <xsl:apply-templates select="$notes" mode="endnote"/>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:note" mode="endnote">
    <xsl:param name="id" select="@xml:id"/>
    <xsl:choose>
      <xsl:when test="$id">
        <aside class="note" role="doc-footnote" id="{$id}">
          <xsl:call-template name="language.inherited"/>
          <xsl:if test="not(tei:label)">
            <span class="gen note-label"><xsl:call-template name="note.number"/></span>
          </xsl:if>
          <xsl:call-template name="note.content">
            <xsl:with-param name="mark" select="concat('_mark-', $id)"/>
          </xsl:call-template>
        </aside>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="made"><xsl:call-template name="note.id"/></xsl:variable>
        <xsl:apply-templates select="." mode="endnote"><xsl:with-param name="id" select="string($made)"/></xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Notes that stand outside of the text come after it. -->
  <xsl:variable name="notes.apart" select="/tei:TEI/tei:standOff/tei:note
    | /tei:TEI/tei:standOff/*[self::tei:noteGrp or self::tei:listAnnotation]//tei:note[not(ancestor::tei:note)]"/>
  <xsl:template name="notes.apart">
    <xsl:if test="$notes.apart">
      <section class="notes apart" role="doc-endnotes" aria-label="{$texts/notes}">
        <h2 class="gen" lang="{$texts.language}" dir="ltr"><xsl:value-of select="$texts/notes"/></h2>
        <xsl:for-each select="$notes.apart">
          <aside role="note">
            <xsl:call-template name="attributes"><xsl:with-param name="class" select="'note'"/></xsl:call-template>
            <xsl:call-template name="note.content"/>
          </aside>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The id of a note without one of its own, made of its place: the same in every run. -->
  <xsl:template name="note.id">
    <xsl:text>_note</xsl:text>
    <xsl:for-each select="ancestor-or-self::*[ancestor::tei:text]">
      <xsl:value-of select="concat('-', count(preceding-sibling::*) + 1)"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="note.number">
    <xsl:choose>
      <xsl:when test="@n"><xsl:value-of select="@n"/></xsl:when>
      <xsl:otherwise>[<xsl:number level="any" from="tei:text"/>]</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The label beside the text of the note, the way back at its end. -->
  <xsl:template name="note.content">
    <xsl:param name="mark" select="''"/>
    <xsl:variable name="label" select="tei:label[not(preceding-sibling::node()[normalize-space()])]"/>
    <xsl:for-each select="$label">
      <span class="note-label"><xsl:apply-templates/></span>
    </xsl:for-each>
    <div class="note-text">
      <xsl:choose>
        <xsl:when test="$label"><xsl:apply-templates select="node()[not(self::tei:label and count(. | $label) = count($label))]"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$mark != ''">
        <xsl:call-template name="backlink"><xsl:with-param name="mark" select="$mark"/></xsl:call-template>
      </xsl:if>
      <xsl:for-each select="key('marks', @xml:id)[@xml:id and ancestor::tei:text and not(ancestor::tei:note)]">
        <xsl:call-template name="backlink"><xsl:with-param name="mark" select="@xml:id"/></xsl:call-template>
      </xsl:for-each>
    </div>
  </xsl:template>

  <xsl:variable name="notes.back" select="concat($texts/back-to-text, ': ', $texts/note, ' ')"/>
  <xsl:template name="backlink">
    <xsl:param name="mark"/>
    <a class="gen backlink" role="doc-backlink" href="#{$mark}" aria-label="{normalize-space(concat($notes.back, @n))}">↩</a>
  </xsl:template>
</xsl:stylesheet>
