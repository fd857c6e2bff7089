<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to one self-contained, accessible HTML page. Import this and override what should differ.

  Public modes (override a template in one of these; everything else is internal):
    (none)      the text: TEI elements to HTML
    fact        a header element to one row of a list of facts (dt, dd)
    fact-label  the label of such a row
    fact-value  the value of such a row
    title       a title, without the page's furniture
  Public named templates: page.head, page.header, page.about (lib/page.xsl), citation-card, site.header, site.footer.
  Words: $texts/KEY (lib/labels.xsl). Parameters: lib/parameters.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <!-- Free of HTML: other outputs import these too. -->
  <xsl:include href="lib/parameters.xsl"/>
  <xsl:include href="lib/labels.xsl"/>
  <xsl:include href="lib/language.xsl"/>
  <xsl:include href="lib/space.xsl"/>
  <xsl:include href="lib/structure.xsl"/>
  <xsl:include href="lib/report.xsl"/>

  <!-- HTML. Included, since libxslt searches each level of import for every node. Of templates of one priority the last counts. -->
  <xsl:include href="lib/unhandled.xsl"/>
  <xsl:include href="lib/foreign.xsl"/>
  <xsl:include href="lib/box.xsl"/>
  <xsl:include href="lib/inline.xsl"/>
  <xsl:include href="lib/divisions.xsl"/>
  <xsl:include href="lib/blocks.xsl"/>
  <xsl:include href="lib/lists.xsl"/>
  <xsl:include href="lib/editorial.xsl"/>
  <xsl:include href="lib/links.xsl"/>
  <xsl:include href="lib/notes.xsl"/>
  <xsl:include href="lib/facing.xsl"/>
  <xsl:include href="lib/facts.xsl"/>
  <xsl:include href="lib/sources.xsl"/>
  <xsl:include href="lib/meta.xsl"/>
  <xsl:include href="lib/citation-card.xsl"/>
  <xsl:include href="lib/chrome.xsl"/>
  <xsl:include href="lib/page.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
</xsl:stylesheet>
