<?xml version="1.0" encoding="UTF-8"?>
<!-- XSLT 2.0, for Saxon: the documents of a corpus by year. -->
<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:template match="/">
    <xsl:for-each-group select="//TEI" group-by="(.//creation/date/@when, 'undated')[1]">
      <xsl:sort select="current-grouping-key()"/>
      <xsl:value-of select="concat(substring(current-grouping-key(), 1, 4), ': ', count(current-group()), '&#10;')"/>
    </xsl:for-each-group>
  </xsl:template>
</xsl:stylesheet>
