<?xml version="1.0" encoding="UTF-8"?>
<!-- Mode xhtml: the page in the namespace of XHTML, with what readers of EPUB ask for: notes that pop up, pages of the
  print, a place to go to at each heading. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:epub="http://www.idpf.org/2007/ops">
  <xsl:template match="*" mode="xhtml">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:apply-templates select="@*" mode="xhtml"/>
      <xsl:call-template name="xhtml.place"/>
      <xsl:apply-templates mode="xhtml"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="html" mode="xhtml">
    <html xmlns="http://www.w3.org/1999/xhtml">
      <xsl:apply-templates select="@*" mode="xhtml"/>
      <xsl:apply-templates mode="xhtml"/>
    </html>
  </xsl:template>

  <xsl:template match="text()" mode="xhtml"><xsl:value-of select="."/></xsl:template>

  <!-- But what the script of a page would use. -->
  <xsl:template name="xhtml.attribute" match="@*" mode="xhtml">
    <xsl:if test="not(starts-with(local-name(), 'on'))">
      <xsl:attribute name="{local-name()}"><xsl:value-of select="."/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@lang" mode="xhtml">
    <xsl:attribute name="lang"><xsl:value-of select="."/></xsl:attribute>
    <xsl:attribute name="xml:lang"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <!-- The structure of EPUB says the same as the roles of DPUB-ARIA. -->
  <xsl:template match="@role" mode="xhtml">
    <xsl:attribute name="role"><xsl:value-of select="."/></xsl:attribute>
    <xsl:variable name="type" select="substring-after(., 'doc-')"/>
    <xsl:if test="contains(' noteref footnote endnotes pagebreak backlink ', concat(' ', $type, ' ')) and $type != ''">
      <xsl:attribute name="epub:type"><xsl:value-of select="$type"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- A file beside the TEI is not in the book. -->
  <xsl:template match="a/@href" mode="xhtml">
    <xsl:if test="starts-with(., '#') or starts-with(., 'http://') or starts-with(., 'https://') or starts-with(., 'mailto:')">
      <xsl:call-template name="xhtml.attribute"/>
    </xsl:if>
  </xsl:template>

  <!-- What the script of a page or its print would use. -->
  <xsl:template match="@style" mode="xhtml"/>
  <xsl:template match="script | style | button | template" mode="xhtml"/>

  <xsl:template name="xhtml.place">
    <xsl:choose>
      <xsl:when test="@id"/>
      <xsl:when test="self::h2 or self::h3 or self::h4 or self::h5 or self::h6">
        <xsl:attribute name="id"><xsl:text>_heading-</xsl:text><xsl:number level="any" count="h2 | h3 | h4 | h5 | h6"/></xsl:attribute>
      </xsl:when>
      <xsl:when test="@role = 'doc-pagebreak'">
        <xsl:attribute name="id"><xsl:text>_page-</xsl:text><xsl:number level="any" count="*[@role = 'doc-pagebreak']"/></xsl:attribute>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
