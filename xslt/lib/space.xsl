<?xml version="1.0" encoding="UTF-8"?>
<!-- White space: indentation between structural elements goes, a run inside text becomes one blank. Free of HTML. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- Only elements whose content model (TEI Guidelines) has no text of its own: blanks in them are layout. -->
  <xsl:strip-space elements="tei:TEI tei:teiCorpus tei:teiHeader tei:fileDesc tei:titleStmt tei:publicationStmt
    tei:notesStmt tei:sourceDesc tei:encodingDesc tei:editorialDecl tei:profileDesc tei:textClass tei:correspDesc
    tei:correspAction tei:langUsage tei:biblStruct tei:analytic tei:monogr tei:imprint tei:msDesc tei:msIdentifier
    tei:msContents tei:revisionDesc tei:respStmt tei:standOff tei:text tei:front tei:body tei:back tei:group tei:div
    tei:list tei:table tei:row tei:lg tei:sp tei:address tei:choice tei:subst tei:listBibl tei:postscript"/>

  <xsl:variable name="newlines" select="'&#9;&#10;&#13;'"/>

  <!-- Only white space of XML is touched: a full-width blank (U+3000) or a no-break space is a character. -->
  <xsl:template match="text()">
    <xsl:variable name="text" select="translate(., $newlines, '   ')"/>
    <xsl:choose>
      <xsl:when test="not(contains($text, '  '))"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="normalize-space($text) = ''"><xsl:text> </xsl:text></xsl:when>
      <xsl:otherwise>
        <xsl:if test="starts-with($text, ' ')"><xsl:text> </xsl:text></xsl:if>
        <xsl:value-of select="normalize-space($text)"/>
        <xsl:if test="substring($text, string-length($text)) = ' '"><xsl:text> </xsl:text></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()"/>
</xsl:stylesheet>
