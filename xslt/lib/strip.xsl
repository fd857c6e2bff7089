<?xml version="1.0" encoding="UTF-8"?>
<!-- Indentation between structural elements taken out of the tree itself, for outputs whose templates count nodes. The
  program copies the tree for a stylesheet that does this: HTML, which has to be quick, does without. Free of HTML. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- The elements of `spaceless.names` in space.xsl. -->
  <xsl:strip-space elements="tei:TEI tei:teiCorpus tei:teiHeader tei:fileDesc tei:titleStmt tei:publicationStmt
    tei:notesStmt tei:sourceDesc tei:encodingDesc tei:editorialDecl tei:profileDesc tei:textClass tei:correspDesc
    tei:correspAction tei:langUsage tei:biblStruct tei:analytic tei:monogr tei:imprint tei:msDesc tei:msIdentifier
    tei:msContents tei:revisionDesc tei:respStmt tei:standOff tei:text tei:front tei:body tei:back tei:group tei:div
    tei:list tei:table tei:row tei:lg tei:sp tei:address tei:choice tei:subst tei:listBibl tei:postscript tei:location"/>
</xsl:stylesheet>
