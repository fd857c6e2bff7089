<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to the XHTML page of a document in an EPUB 3: what html.xsl makes of the text, as a book has it.

  The program makes the title page and the table of contents from these pages, and packs them. Public modes: those of
  html.xsl, and `xhtml`: the page's HTML to XHTML. Parameters: lib/parameters.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="html.xsl"/>
  <xsl:include href="epub/page.xsl"/>
  <xsl:include href="epub/xhtml.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
</xsl:stylesheet>
