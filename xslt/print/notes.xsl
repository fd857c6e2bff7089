<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes. One anchor: a footnote there, the printed mark at the anchor, the printed label at the note. Two anchors,
  none, or an anchor inside a note: the note stays where the record has it. A mark without a note stays a mark. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- The entries that names point at. -->
  <xsl:key name="entry" match="tei:standOff//tei:person | tei:standOff//tei:org | tei:standOff//tei:place" use="concat('#', @xml:id)"/>

  <xsl:key name="anchor" match="tei:text//tei:ref[@type = 'noteAnchor'] | tei:text//tei:ptr[@type = 'noteAnchor']"
    use="substring-after(normalize-space(@target), '#')"/>

  <!-- `yes` for a note that is printed at its one anchor. -->
  <xsl:template match="tei:note" mode="at-anchor">
    <xsl:variable name="anchors" select="key('anchor', @xml:id)"/>
    <xsl:if test="$notes = 'foot' and @xml:id and count($anchors) = 1 and not($anchors/ancestor::tei:note)">yes</xsl:if>
  </xsl:template>

  <!-- What of a division of notes is printed in place; empty: everything stands at the anchors. -->
  <xsl:template match="*" mode="notes-left">
    <xsl:if test="not(tei:note)">yes</xsl:if>
    <xsl:if test="text()[normalize-space()] or *[not(self::tei:head or self::tei:note)]">yes</xsl:if>
    <xsl:for-each select="tei:note">
      <xsl:variable name="away"><xsl:apply-templates select="." mode="at-anchor"/></xsl:variable>
      <xsl:if test="$away = ''">yes</xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:div[@type = 'notes']" mode="block">
    <xsl:variable name="left"><xsl:apply-templates select="." mode="notes-left"/></xsl:variable>
    <xsl:if test="$left != ''"><xsl:call-template name="flow"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:note" mode="block">
    <xsl:variable name="away"><xsl:apply-templates select="." mode="at-anchor"/></xsl:variable>
    <xsl:variable name="role">
      <xsl:choose>
        <xsl:when test="@type = 'source'">source</xsl:when>
        <xsl:when test="@type = 'annotation'">annotation</xsl:when>
        <xsl:otherwise>note</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$away = ''">
      <xsl:call-template name="note.body"><xsl:with-param name="role" select="$role"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The note's number is shown where it has no printed label. -->
  <xsl:template name="note.body">
    <xsl:param name="role" select="'note'"/>
    <xsl:choose>
      <xsl:when test="*[key('block', generate-id())]"><xsl:call-template name="flow"><xsl:with-param name="role" select="$role"/></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <b role="{$role}">
          <xsl:call-template name="block.attributes"/>
          <xsl:if test="$role = 'note' and @xml:id and count(key('anchor', @xml:id)) &gt; 0"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
          <xsl:call-template name="note.number"/>
          <xsl:apply-templates mode="inline"/>
        </b>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="note.number">
    <xsl:if test="@n and not(tei:label) and not(tei:p/tei:label)">
      <t lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}"><xsl:value-of select="concat(@n, '. ')"/></t>
    </xsl:if>
  </xsl:template>

  <!-- An anchor: footnote, link to a note printed elsewhere, or a mark alone. -->
  <xsl:template match="tei:ref[@type = 'noteAnchor'] | tei:ptr[@type = 'noteAnchor']" mode="inline" priority="1">
    <xsl:variable name="id" select="substring-after(normalize-space(@target), '#')"/>
    <xsl:variable name="note" select="key('id', $id)/parent::tei:note[1]"/>
    <xsl:variable name="foot"><xsl:apply-templates select="$note" mode="at-anchor"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$foot != ''">
        <note lang="{$note/ancestor-or-self::*[@xml:lang][1]/@xml:lang}">
          <mark><xsl:apply-templates select="." mode="mark"/></mark>
          <xsl:for-each select="$note"><xsl:call-template name="footnote.body"/></xsl:for-each>
        </note>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="mark">
          <xsl:with-param name="to" select="$note/@xml:id[not($note/*[key('block', generate-id())])][$note[not(@type = 'source' or @type = 'annotation')]]"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The mark as printed; without one its number. -->
  <xsl:template match="*" mode="mark">
    <xsl:param name="to"/>
    <t lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}" s="mark">
      <xsl:if test="$to"><xsl:attribute name="to"><xsl:value-of select="$to"/></xsl:attribute></xsl:if>
      <xsl:choose>
        <xsl:when test="normalize-space()"><xsl:value-of select="normalize-space()"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="@n"/></xsl:otherwise>
      </xsl:choose>
    </t>
  </xsl:template>

  <!-- The heading of the notes goes with the first of them, when they all stand at the foot. -->
  <xsl:template name="footnote.body">
    <body lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}">
      <xsl:if test="parent::tei:div[@type = 'notes'] and generate-id() = generate-id(../tei:note[1])">
        <xsl:variable name="left"><xsl:apply-templates select="parent::tei:div" mode="notes-left"/></xsl:variable>
        <xsl:for-each select="../tei:head[$left = '']">
          <b role="caption"><xsl:call-template name="block.attributes"/><xsl:apply-templates mode="inline"/></b>
        </xsl:for-each>
      </xsl:if>
      <xsl:call-template name="note.body"/>
    </body>
  </xsl:template>

  <!-- A note in a line: its own mark is its label, else its number, else a star. -->
  <xsl:template match="tei:note" mode="inline">
    <xsl:variable name="away"><xsl:apply-templates select="." mode="at-anchor"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$away != ''"/>
      <xsl:when test="ancestor::tei:teiHeader"><xsl:call-template name="plain"><xsl:with-param name="text" select="' '"/></xsl:call-template><xsl:apply-templates mode="inline"/></xsl:when>
      <xsl:when test="ancestor::tei:note">
        <xsl:call-template name="plain"><xsl:with-param name="text" select="' ('"/></xsl:call-template>
        <xsl:call-template name="note.number"/>
        <xsl:apply-templates mode="inline"/>
        <xsl:call-template name="plain"><xsl:with-param name="text" select="')'"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <note lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}">
          <mark>
            <t s="mark" lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}">
              <xsl:value-of select="normalize-space((tei:label | tei:p/tei:label | @n[not(../tei:label or ../tei:p/tei:label)])[1])"/>
            </t>
          </mark>
          <xsl:call-template name="footnote.body"/>
        </note>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
