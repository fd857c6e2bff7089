<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to plain text: what the print has, line by line. What is said is decided by print.xsl, how it is written in text/.

  A block is a line; an empty line stands between blocks but for the lines of an address, a list, a stanza. A tab at
  the start of a line is one step of indentation; a row of a table is `|`, and its cells end in tab, `|`, tab. The
  program wraps lines (text-width) and aligns tables. Notes stand at the end, their marks stay where they are.

  Public modes: those of print.xsl, and `text`: the print document to text. Parameters: lib/parameters.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="print.xsl"/>
  <xsl:include href="text/reading.xsl"/>
  <xsl:include href="text/document.xsl"/>
  <xsl:include href="text/lines.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
</xsl:stylesheet>
