<?xml version="1.0" encoding="UTF-8"?>
<!-- The words that the stylesheets add, in the language of the interface. Free of HTML.

  `$texts/KEY` is the text of a key of xslt/locale, as in <xsl:value-of select="$texts/notes"/>. `$texts.language` is the
  language it is in: the attribute lang of what shows it within a text of another language. Where a text has a place for
  a value, as in `Notes: {n}`, the template texts.filled fills it. A number stands after its word, for no plural depends on it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
  exclude-result-prefixes="exsl">
  <!-- The files of xslt/locale, by their tags. -->
  <xsl:variable name="locales" select="' de en es fr ja ko ru zh '"/>

  <!-- The language that the tag begins with, where there is a file for it, else English. -->
  <xsl:variable name="asked" select="translate(substring-before(concat($interface-language, '-'), '-'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    'abcdefghijklmnopqrstuvwxyz')"/>
  <xsl:variable name="known" select="string-length($asked) = 2 and contains($locales, concat(' ', $asked, ' '))"/>
  <xsl:variable name="locale" select="concat(substring($asked, 1, 2 * $known), substring('en', 1, 2 * not($known)))"/>

  <xsl:variable name="texts.file" select="document(concat('../locale/', $locale, '.xml'))/texts"/>
  <xsl:variable name="texts" select="$texts.file[$interface-texts = '' and not(@incomplete)] | exsl:node-set($texts.merged)/texts"/>
  <xsl:variable name="texts.language" select="string($texts/@xml:lang)"/>

  <!-- Where the project has words of its own, or a language lacks some: each text from the first that has it. -->
  <xsl:variable name="texts.merged">
    <xsl:if test="$interface-texts != '' or $texts.file/@incomplete">
      <texts xml:lang="{$texts.file/@xml:lang}">
        <xsl:for-each select="document('../locale/en.xml')/texts/*">
          <xsl:variable name="start" select="concat('|', local-name(), '=')"/>
          <xsl:variable name="own" select="substring-before(substring-after($interface-texts, $start), '|')"/>
          <xsl:variable name="here" select="$texts.file/*[local-name() = local-name(current())]"/>
          <xsl:choose>
            <xsl:when test="$own != ''"><xsl:element name="{local-name()}"><xsl:value-of select="$own"/></xsl:element></xsl:when>
            <xsl:otherwise><xsl:copy-of select="$here | current()[not($here)]"/></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </texts>
    </xsl:if>
  </xsl:variable>

  <!-- A text with a value in the place of {n}, or of another name in braces. -->
  <xsl:template name="texts.filled">
    <xsl:param name="text"/>
    <xsl:param name="name" select="'n'"/>
    <xsl:param name="value"/>
    <xsl:variable name="place" select="concat('{', $name, '}')"/>
    <xsl:choose>
      <xsl:when test="contains($text, $place)">
        <xsl:value-of select="concat(substring-before($text, $place), $value, substring-after($text, $place))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
