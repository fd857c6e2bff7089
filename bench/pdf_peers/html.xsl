<?xml version="1.0" encoding="UTF-8"?>
<!-- The print document (vocabulary: ../../xslt/print.xsl) as an HTML page for print, of the look of fo.xsl: footnotes by
  CSS. For bench/pdf.py alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="html" encoding="UTF-8"/>
  <xsl:param name="width"/>
  <xsl:param name="height"/>

  <xsl:template match="/edition">
    <html lang="{@lang}">
      <head>
        <meta charset="UTF-8"/>
        <title><xsl:value-of select="@title"/></title>
        <style>
          @page { size: <xsl:value-of select="concat($width, ' ', $height)"/>; margin: 24mm 26mm;
            @top-center { content: string(title); font-size: 8pt } @bottom-center { content: counter(page); font-size: 8pt } }
          body { font: 10.2pt/1.35 "Noto Serif", "Droid Sans Fallback", serif; margin: 0 }
          h1 { string-set: title content(); font-size: 16pt; text-align: center; font-weight: normal }
          h2, h3 { text-align: center; font-size: 12pt }
          p { margin: 0 0 4pt } p.p { text-align: justify; hyphens: auto }
          .fact { margin: 0 0 4pt 30mm; text-indent: -30mm } .about { font-size: 8pt }
          .note { float: footnote; font-size: 8.5pt; font-weight: normal; text-align: justify }
        </style>
      </head>
      <body><xsl:apply-templates select="title | fact | part | about | making"/></body>
    </html>
  </xsl:template>

  <xsl:template match="title"><h1><xsl:apply-templates/></h1></xsl:template>
  <xsl:template match="about | making"><div class="about"><xsl:apply-templates/></div></xsl:template>
  <xsl:template match="fact"><p class="fact"><xsl:value-of select="@label"/><xsl:text>: </xsl:text><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="value"><span lang="{@lang}"><xsl:apply-templates/></span><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="part">
    <xsl:if test="@label"><h2><xsl:value-of select="@label"/></h2></xsl:if>
    <div lang="{@lang}"><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="b"><p class="{@role}"><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="b[@role = 'head']"><h3><xsl:apply-templates/></h3></xsl:template>
  <xsl:template match="table | row"><div><xsl:apply-templates/></div></xsl:template>
  <xsl:template match="cell"><xsl:apply-templates/><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="note"><span class="note"><xsl:apply-templates select="body/b/node()"/></span></xsl:template>
  <xsl:template match="t[contains(@s, 'i')]"><i><xsl:apply-templates/></i></xsl:template>
  <xsl:template match="br"><br/></xsl:template>
  <xsl:template match="page">|<xsl:value-of select="@n"/>|</xsl:template>
</xsl:stylesheet>
