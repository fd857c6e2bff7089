<?xml version="1.0" encoding="UTF-8"?>
<!-- The text and its divisions: languages side by side, sections, headings. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <xsl:template match="tei:text">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'text'"/></xsl:call-template>
      <xsl:apply-templates select="* | text()[normalize-space()]"/>
      <xsl:call-template name="endnotes"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:front | tei:body | tei:back | tei:group | tei:floatingText">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A section is what has a heading. -->
  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7">
    <xsl:choose>
      <xsl:when test="tei:head"><section><xsl:call-template name="division"/></section></xsl:when>
      <xsl:otherwise><div><xsl:call-template name="division"/></div></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="division">
    <xsl:call-template name="attributes">
      <xsl:with-param name="class" select="normalize-space(concat('div ', translate(@type, '&#9;&#10; ', '---'), substring('-', 1, @type = 'gen')))"/>
    </xsl:call-template>
    <xsl:apply-templates select="* | text()[normalize-space()]"/>
    <xsl:if test="not(parent::tei:div)"><xsl:call-template name="endnotes"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:div" mode="version-name">
    <xsl:choose>
      <xsl:when test="@type = 'translation'"><xsl:value-of select="$texts/translation"/></xsl:when>
      <xsl:when test="@type = 'edition'"><xsl:value-of select="$texts/edition"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$texts/text"/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="@xml:lang">
      <xsl:text> · </xsl:text>
      <xsl:call-template name="language.name"><xsl:with-param name="tag" select="@xml:lang"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The first heading of a division is a heading of its depth; h1 is the title of the page. -->
  <xsl:template match="tei:head">
    <xsl:variable name="depth" select="count(ancestor::tei:div[tei:head or (parent::tei:body and (@type = 'edition' or @type = 'translation'))]) + 1"/>
    <xsl:variable name="level" select="2 * ($depth &lt; 2) + $depth * ($depth &gt; 1 and $depth &lt; 7) + 6 * ($depth &gt; 6)"/>
    <xsl:element name="h{$level}">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'head'"/></xsl:call-template>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- Number lines, labels and further headings stand by the heading without being one; a heading cannot hold blocks. -->
  <xsl:template match="tei:head[@type = 'number' or @type = 'label' or @type = 'sub']
    | tei:head[preceding-sibling::tei:head[not(@type = 'number' or @type = 'label' or @type = 'sub')]]
    | tei:head[descendant::tei:p or descendant::tei:list or descendant::tei:address]" priority="1">
    <xsl:call-template name="paragraph">
      <xsl:with-param name="class" select="normalize-space(concat('subhead ', translate(@type, '&#9;&#10; ', '---'), substring('-', 1, @type = 'gen')))"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
