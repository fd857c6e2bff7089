<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages of a site that are no document: lists, indexes, pictures, search. Each is made of the facts of one page, a
  small XML that docs/site.md describes. Import this and override what should differ.

  Public modes (override a template in one of these; everything else is internal):
    site-heading  page: the words that name it, in its title and its first heading
    site-main     page: what stands below the heading, by @kind
    site-item     document, entry: a line of a list
  Public named templates: those of html.xsl. Words: $texts/KEY (lib/labels.xsl). Parameters: lib/parameters.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="html.xsl"/>
  <xsl:import href="site/frame.xsl"/>
  <xsl:import href="site/parts.xsl"/>
  <xsl:import href="site/documents.xsl"/>
  <xsl:import href="site/indexes.xsl"/>
  <xsl:import href="site/years.xsl"/>
  <xsl:import href="site/correspondence.xsl"/>
  <xsl:import href="site/search.xsl"/>
  <xsl:import href="site/start.xsl"/>

  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
</xsl:stylesheet>
