<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of a book: title and key facts, the text, what is known about it. No navigation: the book has its own. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="tei exsl">
  <xsl:template match="/">
    <xsl:variable name="header" select="(//tei:teiHeader)[1]"/>
    <xsl:variable name="page">
      <html lang="{$texts.language}">
        <xsl:call-template name="book.words"/>
        <head>
          <title><xsl:call-template name="page.title"><xsl:with-param name="header" select="$header"/></xsl:call-template></title>
          <link rel="stylesheet" type="text/css" href="style.css"/>
        </head>
        <body>
          <xsl:call-template name="page.header"><xsl:with-param name="header" select="$header"/></xsl:call-template>
          <div id="_text" class="texts">
            <xsl:for-each select="(//tei:text)[1]"><xsl:call-template name="language.inherited"/></xsl:for-each>
            <xsl:apply-templates select="//tei:text[not(ancestor::tei:text)]"/>
            <xsl:apply-templates select="(//tei:TEI/tei:sourceDoc | //tei:TEI/tei:facsimile)[//tei:text][normalize-space()]"/>
            <xsl:apply-templates select="/tei:TEI[not(.//tei:text)]/*[not(self::tei:teiHeader)]"/>
            <xsl:apply-templates select="/*[not(self::tei:TEI)][not(descendant-or-self::tei:text)]"/>
            <xsl:call-template name="notes.apart"/>
          </div>
          <xsl:call-template name="facsimile"/>
          <xsl:call-template name="page.about"><xsl:with-param name="header" select="$header"/></xsl:call-template>
        </body>
      </html>
    </xsl:variable>
    <xsl:apply-templates select="exsl:node-set($page)/*" mode="xhtml"/>
  </xsl:template>

  <!-- Words that the program shows in the book; it takes these attributes off. -->
  <xsl:template name="book.words">
    <xsl:attribute name="data-contents"><xsl:value-of select="$texts/book-contents"/></xsl:attribute>
    <xsl:attribute name="data-pages"><xsl:value-of select="$texts/page"/></xsl:attribute>
    <xsl:attribute name="data-untitled"><xsl:value-of select="$texts/untitled-collection"/></xsl:attribute>
  </xsl:template>

  <xsl:template name="page.contents"/>

  <!-- One language after the other. -->
  <xsl:variable name="facing.map" select="''"/>
</xsl:stylesheet>
