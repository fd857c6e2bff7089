<?xml version="1.0" encoding="UTF-8"?>
<!-- A collection as a book: what the title page says, then the documents. A corpus without documents is a book whose
  documents the program adds, each made by itself: ids need to be unique in a document only. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <xsl:template match="tei:teiCorpus" mode="document">
    <xsl:variable name="file" select="tei:teiHeader/tei:fileDesc"/>
    <xsl:variable name="title" select="$file/tei:titleStmt/tei:title[normalize-space()][not(@type = 'sub')][1]"/>
    <xsl:variable name="language"><xsl:call-template name="book.language"/></xsl:variable>
    <xsl:variable name="main">
      <xsl:choose>
        <xsl:when test="$collection-title != ''"><xsl:value-of select="$collection-title"/></xsl:when>
        <xsl:when test="$title"><xsl:value-of select="normalize-space($title)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$texts/untitled-collection"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <book lang="{$language}" title="{$main}" contents="{$texts/book-contents}" order="{$order}">
      <xsl:call-template name="print.settings"/>
      <xsl:apply-templates select="tei:teiHeader" mode="dates"/>
      <xsl:if test="$collection-date != ''"><xsl:attribute name="issued"><xsl:value-of select="$collection-date"/></xsl:attribute></xsl:if>
      <xsl:apply-templates select="tei:teiHeader" mode="metadata"/>
      <xsl:if test="$collection-editor != ''"><author><xsl:value-of select="$collection-editor"/></author></xsl:if>
      <xsl:if test="$collection-publisher != ''"><publisher><xsl:value-of select="$collection-publisher"/></publisher></xsl:if>
      <title kind="main" lang="{$language}"><t lang="{$language}"><xsl:value-of select="$main"/></t></title>
      <xsl:call-template name="book.title-page">
        <xsl:with-param name="file" select="$file"/>
        <xsl:with-param name="language" select="$language"/>
      </xsl:call-template>
      <xsl:apply-templates select="tei:TEI | tei:teiCorpus/tei:TEI" mode="document"/>
    </book>
  </xsl:template>

  <!-- The language of the book's own words: the parameter before what the corpus says. -->
  <xsl:template name="book.language">
    <xsl:variable name="own-language" select="(tei:teiHeader/@xml:lang | @xml:lang)[last()]"/>
    <xsl:choose>
      <xsl:when test="$collection-language != ''"><xsl:value-of select="$collection-language"/></xsl:when>
      <xsl:when test="$own-language"><xsl:value-of select="$own-language"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$texts.language"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Under the title: subtitle, editor, publisher, date; the parameters before what the header says. -->
  <xsl:template name="book.title-page">
    <xsl:param name="file"/>
    <xsl:param name="language"/>
    <xsl:call-template name="book.line">
      <xsl:with-param name="kind" select="'sub'"/>
      <xsl:with-param name="language" select="$language"/>
      <xsl:with-param name="given" select="$collection-subtitle"/>
      <xsl:with-param name="said" select="$file/tei:titleStmt/tei:title[@type = 'sub']"/>
    </xsl:call-template>
    <xsl:call-template name="book.line">
      <xsl:with-param name="kind" select="'editor'"/>
      <xsl:with-param name="language" select="$language"/>
      <xsl:with-param name="given" select="$collection-editor"/>
      <xsl:with-param name="said" select="$file/tei:titleStmt/tei:author | $file/tei:titleStmt/tei:editor"/>
    </xsl:call-template>
    <xsl:call-template name="book.line">
      <xsl:with-param name="kind" select="'publisher'"/>
      <xsl:with-param name="language" select="$language"/>
      <xsl:with-param name="given" select="$collection-publisher"/>
      <xsl:with-param name="said" select="$file/tei:publicationStmt/tei:publisher"/>
    </xsl:call-template>
    <xsl:call-template name="book.line">
      <xsl:with-param name="kind" select="'date'"/>
      <xsl:with-param name="language" select="$language"/>
      <xsl:with-param name="given" select="substring($collection-date, 1, 4)"/>
      <xsl:with-param name="said" select="$file/tei:publicationStmt/tei:date"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="book.line">
    <xsl:param name="kind"/>
    <xsl:param name="language"/>
    <xsl:param name="given"/>
    <xsl:param name="said"/>
    <xsl:choose>
      <xsl:when test="$given != ''"><line kind="{$kind}" lang="{$language}"><t lang="{$language}"><xsl:value-of select="$given"/></t></line></xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$said[normalize-space()]">
          <line kind="{$kind}" lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}"><xsl:apply-templates select="." mode="inline"/></line>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
