<?xml version="1.0" encoding="UTF-8"?>
<!-- Languages and scripts by BCP 47 tag: direction of writing and name. Free of HTML. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <!-- English names by tag: a longer tag comes first in the search, see language.name. -->
  <xsl:variable name="language.names" select="concat('|am=Amharic|ar=Arabic|az=Azerbaijani|be=Belarusian|bg=Bulgarian',
    '|bn=Bengali|bs=Bosnian|cs=Czech|da=Danish|de=German|el=Greek|en=English|es=Spanish|et=Estonian|fa=Persian|fi=Finnish',
    '|fr=French|grc=Ancient Greek|he=Hebrew|hi=Hindi|hr=Croatian|hu=Hungarian|hy=Armenian|id=Indonesian|it=Italian',
    '|ja=Japanese|ja-Latn=Japanese (romanised)|ka=Georgian|kk=Kazakh|km=Khmer|ko=Korean|ko-Latn=Korean (romanised)',
    '|ky=Kyrgyz|la=Latin|lo=Lao|lt=Lithuanian|lv=Latvian|mk=Macedonian|mn=Mongolian|ms=Malay|my=Burmese|nb=Norwegian',
    '|nl=Dutch|nn=Norwegian|no=Norwegian|pl=Polish|pt=Portuguese|ro=Romanian|ru=Russian|ru-Latn=Russian (romanised)',
    '|sk=Slovak|sl=Slovenian|sq=Albanian|sr=Serbian|sv=Swedish|sw=Swahili|th=Thai|tr=Turkish|uk=Ukrainian|ur=Urdu|uz=Uzbek',
    '|vi=Vietnamese|yi=Yiddish|zh=Chinese|zh-Hans=Chinese (simplified)|zh-Hant=Chinese (traditional)',
    '|zh-Latn=Chinese (romanised)|')"/>

  <!-- Languages written from right to left, unless the tag names another script. -->
  <xsl:variable name="language.rtl" select="' ar arc ckb dv fa he ks ps sd syr ug ur yi '"/>
  <xsl:variable name="script.rtl" select="' Adlm Arab Aran Hebr Mand Nkoo Rohg Samr Syrc Thaa '"/>

  <!-- The name of a language in the language of the labels; a tag that is not in the table stands for itself. -->
  <xsl:template name="language.name">
    <xsl:param name="tag"/>
    <xsl:variable name="whole" select="substring-before(substring-after($language.names, concat('|', $tag, '=')), '|')"/>
    <xsl:variable name="primary" select="substring-before(concat($tag, '-'), '-')"/>
    <xsl:variable name="part" select="substring-before(substring-after($language.names, concat('|', $primary, '=')), '|')"/>
    <xsl:choose>
      <xsl:when test="$tag = ''"/>
      <xsl:when test="$whole != ''"><xsl:value-of select="$whole"/></xsl:when>
      <xsl:when test="$part != ''"><xsl:value-of select="concat($part, ' (', $tag, ')')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$tag"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- `rtl` or `ltr`: the script subtag decides where there is one (zh-Latn, az-Arab), else the language. -->
  <xsl:template name="language.direction">
    <xsl:param name="tag"/>
    <xsl:variable name="primary" select="substring-before(concat($tag, '-'), '-')"/>
    <xsl:variable name="second" select="substring-before(concat(substring-after($tag, '-'), '-'), '-')"/>
    <xsl:choose>
      <xsl:when test="string-length($second) = 4 and contains($script.rtl, concat(' ', $second, ' '))">rtl</xsl:when>
      <xsl:when test="string-length($second) = 4">ltr</xsl:when>
      <xsl:when test="contains($language.rtl, concat(' ', $primary, ' '))">rtl</xsl:when>
      <xsl:otherwise>ltr</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
