<?xml version="1.0" encoding="UTF-8"?>
<!-- Languages and scripts by BCP 47 tag: direction of writing and name. Free of HTML. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <!-- Languages written from right to left, unless the tag names another script. -->
  <xsl:variable name="language.rtl" select="' ar arc ckb dv fa he ks ps sd syr ug ur yi '"/>
  <xsl:variable name="script.rtl" select="' Adlm Arab Aran Hebr Mand Nkoo Rohg Samr Syrc Thaa '"/>

  <xsl:variable name="language.names" select="string($texts/language-names)"/>

  <!-- The name of a language in the language of the interface; a tag that the locale does not name stands for itself. -->
  <xsl:template name="language.name">
    <xsl:param name="tag"/>
    <xsl:variable name="whole" select="substring-before(substring-after($language.names, concat('|', $tag, '=')), '|')"/>
    <xsl:choose>
      <xsl:when test="$tag = ''"/>
      <xsl:when test="$whole != ''"><xsl:value-of select="$whole"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="primary" select="substring-before(concat($tag, '-'), '-')"/>
        <xsl:variable name="part" select="substring-before(substring-after($language.names, concat('|', $primary, '=')), '|')"/>
        <xsl:choose>
          <xsl:when test="$part != ''"><xsl:value-of select="concat($part, ' (', $tag, ')')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$tag"/></xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
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
