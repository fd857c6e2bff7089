<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to the print document that print/edition.typ lays out. What is printed is decided here, how it looks there.

  book       @lang @title @contents @order, settings; author*, title+, line*, edition*
  edition    @lang @title @id @date @issued, settings; author* keyword* identifier? publisher*, title+, fact*, part*, about?, making?
  title      @kind (main, sub, original) @lang; inline
  settings   @labels (their language) @standard @languages @paper @size @font @hyphens (lib/parameters.xsl), of the root
  fact       @label, value+ (@lang @sentences; inline)       part   @lang @label? @version?; block*       about  @label; fact*    making  fact*
  b          a block: @role (see print/blocks.xsl) @lang @level (headings) @inset (steps) @mark (list mark) @id @row (pair); inline
  table      @lang, row*, cell* (@lang @head @cols @rows); inline
  t          a run of text: @lang, @s (styles: i b u sc sup sub del wide), @href, @to (id of a b) @id @font; of the program: w, pieces of an overlong word
  image      @src @alt @lang
  br         a line end of the record           page   @n, a page begins here
  note       a footnote: @lang; mark (inline: at the anchor), body (block*: label and text)

  Blocks stand side by side and runs of text are flat: TEI nested 200 deep makes a print document 6 deep.
  White space: a run of it is one blank; at the edges of a block the template drops it.
  Public modes: block, inline, value (header), mark. Parameters: lib/parameters.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="lib/parameters.xsl"/>
  <xsl:import href="lib/labels.xsl"/>
  <xsl:import href="lib/language.xsl"/>
  <xsl:import href="lib/space.xsl"/>
  <xsl:import href="lib/strip.xsl"/>
  <xsl:import href="lib/structure.xsl"/>
  <xsl:import href="lib/report.xsl"/>
  <!-- Print. What stands later overrides what stands earlier. -->
  <xsl:import href="print/document.xsl"/>
  <xsl:import href="print/book.xsl"/>
  <xsl:import href="print/facing.xsl"/>
  <xsl:import href="print/blocks.xsl"/>
  <xsl:import href="print/lists.xsl"/>
  <xsl:import href="print/inline.xsl"/>
  <xsl:import href="print/foreign.xsl"/>
  <xsl:import href="print/notes.xsl"/>
  <xsl:import href="print/facts.xsl"/>
  <xsl:import href="print/sources.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
</xsl:stylesheet>
