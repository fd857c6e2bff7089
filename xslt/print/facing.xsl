<?xml version="1.0" encoding="UTF-8"?>
<!-- Which paragraphs of original and translation face each other: those that point at each other (@corresp). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- Paragraphs by the first that they answer to. -->
  <xsl:key name="answers" match="tei:p[@corresp]" use="substring-before(concat(normalize-space(@corresp), ' '), ' ')"/>

  <!-- The pair that a paragraph begins, as attribute `row`: the id of the original's paragraph. The layout finds out
    whether pairs cross; then nothing is paired, so that no text changes its order. -->
  <xsl:template name="facing.row">
    <xsl:choose>
      <xsl:when test="ancestor::tei:div[@type = 'translation'][parent::tei:body]">
        <xsl:variable name="first" select="substring-before(concat(normalize-space(@corresp), ' '), ' ')"/>
        <xsl:if test="starts-with($first, '#') and generate-id(key('answers', $first)[1]) = generate-id()">
          <xsl:attribute name="row"><xsl:value-of select="substring($first, 2)"/></xsl:attribute>
        </xsl:if>
      </xsl:when>
      <xsl:when test="@xml:id and key('answers', concat('#', @xml:id))">
        <xsl:attribute name="row"><xsl:value-of select="@xml:id"/></xsl:attribute>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
