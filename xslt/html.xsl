<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to one self-contained, accessible HTML page. Import this and override what should differ.

  Public modes (override a template in one of these; everything else is internal):
    (none)      the text: TEI elements to HTML
    fact        a header element to one row of a list of facts (dt, dd)
    fact-label  the label of such a row
    fact-value  the value of such a row
    title       a title, without the page's furniture
  Public named templates: page.head, page.header, page.about (lib/page.xsl). Words: $texts/KEY (lib/labels.xsl).
  Parameters: lib/parameters.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <!-- Free of HTML: other outputs import these too. -->
  <xsl:import href="lib/parameters.xsl"/>
  <xsl:import href="lib/labels.xsl"/>
  <xsl:import href="lib/language.xsl"/>
  <xsl:import href="lib/space.xsl"/>
  <xsl:import href="lib/structure.xsl"/>
  <xsl:import href="lib/report.xsl"/>

  <!-- HTML. What stands later overrides what stands earlier. -->
  <xsl:import href="lib/unhandled.xsl"/>
  <xsl:import href="lib/box.xsl"/>
  <xsl:import href="lib/inline.xsl"/>
  <xsl:import href="lib/divisions.xsl"/>
  <xsl:import href="lib/blocks.xsl"/>
  <xsl:import href="lib/lists.xsl"/>
  <xsl:import href="lib/editorial.xsl"/>
  <xsl:import href="lib/links.xsl"/>
  <xsl:import href="lib/notes.xsl"/>
  <xsl:import href="lib/facing.xsl"/>
  <xsl:import href="lib/facts.xsl"/>
  <xsl:import href="lib/sources.xsl"/>
  <xsl:import href="lib/meta.xsl"/>
  <xsl:import href="lib/citation-card.xsl"/>
  <xsl:import href="lib/chrome.xsl"/>
  <xsl:import href="lib/page.xsl"/>

  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
</xsl:stylesheet>
