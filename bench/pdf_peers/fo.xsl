<?xml version="1.0" encoding="UTF-8"?>
<!-- The print document (vocabulary: ../../xslt/print.xsl) as XSL-FO of an ordinary look: running title, page numbers,
  justified and hyphenated paragraphs, footnotes. For bench/pdf.py alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format">
  <xsl:param name="width"/>
  <xsl:param name="height"/>

  <xsl:template match="/edition">
    <fo:root font-family="Noto Serif, Droid Sans Fallback" font-size="10.2pt" line-height="1.35" font-selection-strategy="character-by-character">
      <fo:layout-master-set>
        <fo:simple-page-master master-name="page" page-width="{$width}" page-height="{$height}" margin="12mm 26mm">
          <fo:region-body margin="12mm 0mm"/>
          <fo:region-before extent="8mm"/>
          <fo:region-after extent="8mm"/>
        </fo:simple-page-master>
      </fo:layout-master-set>
      <fo:page-sequence master-reference="page" xml:lang="{@lang}">
        <fo:static-content flow-name="xsl-region-before">
          <fo:block font-size="8pt" text-align="center"><xsl:value-of select="@title"/></fo:block>
        </fo:static-content>
        <fo:static-content flow-name="xsl-region-after">
          <fo:block font-size="8pt" text-align="center"><fo:page-number/></fo:block>
        </fo:static-content>
        <fo:flow flow-name="xsl-region-body">
          <xsl:apply-templates select="title | fact | part | about | making"/>
        </fo:flow>
      </fo:page-sequence>
    </fo:root>
  </xsl:template>

  <xsl:template match="title">
    <fo:block text-align="center" font-size="16pt" space-after="10pt" keep-with-next="always"><xsl:apply-templates/></fo:block>
  </xsl:template>
  <xsl:template match="about | making"><fo:block font-size="8pt"><xsl:apply-templates/></fo:block></xsl:template>
  <xsl:template match="fact">
    <fo:block space-after="4pt" start-indent="30mm" text-indent="-30mm">
      <xsl:value-of select="@label"/><xsl:text>: </xsl:text><xsl:apply-templates/>
    </fo:block>
  </xsl:template>
  <xsl:template match="value"><fo:inline xml:lang="{@lang}"><xsl:apply-templates/></fo:inline><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="part">
    <xsl:if test="@label"><fo:block text-align="center" space-before="18pt" space-after="9pt" keep-with-next="always"><xsl:value-of select="@label"/></fo:block></xsl:if>
    <fo:block xml:lang="{@lang}"><xsl:apply-templates/></fo:block>
  </xsl:template>

  <xsl:template match="b">
    <fo:block text-align="justify" hyphenate="true" space-after="4pt"><xsl:apply-templates/></fo:block>
  </xsl:template>
  <xsl:template match="b[@role != 'p']"><fo:block space-after="4pt"><xsl:apply-templates/></fo:block></xsl:template>
  <xsl:template match="b[@role = 'head']">
    <fo:block text-align="center" font-weight="bold" font-size="12pt" space-before="12pt" space-after="6pt" keep-with-next="always"><xsl:apply-templates/></fo:block>
  </xsl:template>
  <xsl:template match="table | row"><fo:block><xsl:apply-templates/></fo:block></xsl:template>
  <xsl:template match="cell"><xsl:apply-templates/><xsl:text> </xsl:text></xsl:template>

  <xsl:template match="note">
    <fo:footnote>
      <fo:inline font-size="70%" baseline-shift="super"><xsl:value-of select="mark"/></fo:inline>
      <fo:footnote-body><fo:block font-size="8.5pt" font-weight="normal" text-align="justify" text-indent="0pt"><xsl:apply-templates select="body/b/node()"/></fo:block></fo:footnote-body>
    </fo:footnote>
  </xsl:template>
  <xsl:template match="t[contains(@s, 'i')]"><fo:inline font-style="italic"><xsl:apply-templates/></fo:inline></xsl:template>
  <xsl:template match="br"><fo:block/></xsl:template>
  <xsl:template match="page">|<xsl:value-of select="@n"/>|</xsl:template>
</xsl:stylesheet>
