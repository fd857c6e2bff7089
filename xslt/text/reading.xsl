<?xml version="1.0" encoding="UTF-8"?>
<!-- Where plain text reads the TEI in another way than the print: notes, tables. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- No page has a foot: a note stays where the record has it, and one in a sentence is moved to the end. -->
  <xsl:template match="tei:note" mode="at-anchor"/>

  <!-- A line has room for any number of cells. -->
  <xsl:variable name="table.columns" select="100000"/>
</xsl:stylesheet>
