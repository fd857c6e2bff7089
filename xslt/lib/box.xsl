<?xml version="1.0" encoding="UTF-8"?>
<!-- The HTML element that holds a TEI element, with id, language and direction; words that are added to the text. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- id, lang and dir of the current element, where it has them. Header elements may be shown twice: no id. -->
  <xsl:template name="attributes">
    <xsl:param name="class"/>
    <xsl:if test="@xml:id and not(ancestor::tei:teiHeader)">
      <xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="$class != ''"><xsl:attribute name="class"><xsl:value-of select="$class"/></xsl:attribute></xsl:if>
    <xsl:if test="@xml:lang"><xsl:call-template name="language"/></xsl:if>
  </xsl:template>

  <!-- The attributes lang and dir. A tag that cannot be BCP 47 becomes the empty one: language not known. -->
  <xsl:template name="language">
    <xsl:param name="tag" select="@xml:lang"/>
    <xsl:choose>
      <!-- What most tags are is asked for before anything is reckoned. -->
      <xsl:when test="$tag = 'en' or $tag = '' or $tag = 'zh' or $tag = 'ru' or $tag = 'de' or $tag = 'fr'">
        <xsl:attribute name="lang"><xsl:value-of select="$tag"/></xsl:attribute>
        <xsl:attribute name="dir">ltr</xsl:attribute>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="other" select="translate($tag, 'abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', '')"/>
        <xsl:attribute name="lang"><xsl:if test="$other = ''"><xsl:value-of select="$tag"/></xsl:if></xsl:attribute>
        <xsl:attribute name="dir"><xsl:call-template name="language.direction"><xsl:with-param name="tag" select="$tag"/></xsl:call-template></xsl:attribute>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The language in force at the current element, stated where a passage is taken out of its TEI context. -->
  <xsl:template name="language.inherited">
    <xsl:choose>
      <xsl:when test="lang($texts.language)"/>
      <xsl:when test="ancestor-or-self::*/@xml:lang">
        <xsl:call-template name="language"><xsl:with-param name="tag" select="string((ancestor-or-self::*/@xml:lang)[last()])"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:attribute name="lang"/>
        <xsl:attribute name="dir">ltr</xsl:attribute>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The box of an element: `span`, or `div` where it holds blocks or stands where only blocks stand. Before and after
    its text the page may add words of its own. -->
  <xsl:template name="box">
    <xsl:param name="class"/>
    <xsl:param name="title"/>
    <xsl:param name="before"/>
    <xsl:param name="after"/>
    <xsl:choose>
      <xsl:when test="contains($container.names, concat(' ', local-name(..), ' '))
        or (* and descendant::*[contains($block.names, concat(' ', local-name(), ' '))])">
        <div>
          <xsl:call-template name="box.content">
            <xsl:with-param name="class" select="$class"/>
            <xsl:with-param name="title" select="$title"/>
            <xsl:with-param name="before" select="$before"/>
            <xsl:with-param name="after" select="$after"/>
          </xsl:call-template>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="box.content">
            <xsl:with-param name="class" select="$class"/>
            <xsl:with-param name="title" select="$title"/>
            <xsl:with-param name="before" select="$before"/>
            <xsl:with-param name="after" select="$after"/>
          </xsl:call-template>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="box.content">
    <xsl:param name="class"/>
    <xsl:param name="title"/>
    <xsl:param name="before"/>
    <xsl:param name="after"/>
    <xsl:call-template name="attributes"><xsl:with-param name="class" select="$class"/></xsl:call-template>
    <xsl:if test="$title != ''"><xsl:attribute name="title"><xsl:value-of select="$title"/></xsl:attribute></xsl:if>
    <xsl:if test="$before != ''"><span class="gen"><xsl:value-of select="$before"/></span></xsl:if>
    <xsl:apply-templates/>
    <xsl:if test="$after != ''"><span class="gen"><xsl:value-of select="$after"/></span></xsl:if>
  </xsl:template>

  <!-- p, or div where the element holds blocks: HTML lets no block stand in a p. What lines hold most is named, since the
    list of blocks is long to search. -->
  <xsl:template name="paragraph">
    <xsl:param name="class"/>
    <xsl:choose>
      <xsl:when test="* and descendant::*[not(self::tei:ref or self::tei:note or self::tei:supplied or self::tei:persName or self::tei:date
        or self::tei:lb or self::tei:hi) and contains($block.names, concat(' ', local-name(), ' '))]">
        <div>
          <xsl:call-template name="attributes"><xsl:with-param name="class" select="normalize-space(concat('p ', $class))"/></xsl:call-template>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <p>
          <xsl:if test="@xml:id or @xml:lang or $class != ''">
            <xsl:call-template name="attributes"><xsl:with-param name="class" select="$class"/></xsl:call-template>
          </xsl:if>
          <xsl:apply-templates/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Words of the interface within a text of another language. -->
  <xsl:template name="language.interface">
    <xsl:if test="not(lang($texts.language))">
      <xsl:attribute name="lang"><xsl:value-of select="$texts.language"/></xsl:attribute>
      <xsl:attribute name="dir">ltr</xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- Words that the page adds to the text: whoever compares page and TEI leaves out what has the class `gen`. No value of
    an attribute of TEI becomes this class: a @type `gen` is written `gen-`. -->
  <xsl:template name="generated">
    <xsl:param name="text"/>
    <xsl:param name="class"/>
    <span class="{normalize-space(concat('gen ', $class))}">
      <xsl:call-template name="language.interface"/>
      <xsl:value-of select="$text"/>
    </span>
  </xsl:template>
</xsl:stylesheet>
