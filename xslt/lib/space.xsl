<?xml version="1.0" encoding="UTF-8"?>
<!-- White space: indentation between structural elements goes, a run inside text becomes one blank. Free of HTML. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <!-- Elements whose content model (TEI Guidelines) has no text of its own: blanks in them are layout. -->
  <xsl:variable name="spaceless.names" select="' TEI teiCorpus teiHeader fileDesc titleStmt publicationStmt notesStmt sourceDesc
encodingDesc editorialDecl profileDesc textClass correspDesc correspAction langUsage
biblStruct analytic monogr imprint msDesc msIdentifier msContents revisionDesc
respStmt standOff text front body back group div list table row lg sp address choice
subst listBibl postscript location '"/>

  <!-- Only white space of XML is touched: a full-width blank (U+3000) or a no-break space is a character.
    Most texts are what they are when normalised; to ask that first, and to copy the node, is what costs least. -->
  <xsl:template match="text()">
    <xsl:choose>
      <xsl:when test="normalize-space() = ."><xsl:copy/></xsl:when>
      <xsl:when test="not(normalize-space())">
        <xsl:if test="not(contains($spaceless.names, concat(' ', local-name(..), ' ')))"><xsl:text> </xsl:text></xsl:if>
      </xsl:when>
      <!-- One blank at an end, as beside an element in a line. -->
      <xsl:when test="normalize-space(concat('|', ., '|')) = concat('|', ., '|')"><xsl:copy/></xsl:when>
      <xsl:otherwise>
        <xsl:if test="normalize-space(substring(., 1, 1)) = ''"><xsl:text> </xsl:text></xsl:if>
        <xsl:value-of select="normalize-space()"/>
        <xsl:if test="normalize-space(substring(., string-length())) = ''"><xsl:text> </xsl:text></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()"/>
</xsl:stylesheet>
