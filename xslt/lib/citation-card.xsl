<?xml version="1.0" encoding="UTF-8"?>
<!-- The citation to copy, and the other forms of the document. Both are made by the program: without the parameters
  the page has what the header says and no more. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template name="citation-card">
    <xsl:if test="$citation-chicago != '' or $citation-bibtex != '' or $citation-ris != '' or $citation-csl != ''">
      <section class="cite" id="_cite" aria-labelledby="_cite-title">
        <h2 id="_cite-title"><xsl:value-of select="$texts/cite"/></h2>
        <xsl:if test="$citation-chicago != ''">
          <div class="citation"><p lang=""><xsl:value-of select="$citation-chicago"/></p></div>
        </xsl:if>
        <xsl:if test="$citation-bibtex != '' or $citation-ris != '' or $citation-csl != ''">
          <div class="formats">
            <xsl:call-template name="citation.form">
              <xsl:with-param name="name" select="'BibTeX'"/>
              <xsl:with-param name="text" select="$citation-bibtex"/>
            </xsl:call-template>
            <xsl:call-template name="citation.form">
              <xsl:with-param name="name" select="'RIS'"/>
              <xsl:with-param name="text" select="$citation-ris"/>
            </xsl:call-template>
            <xsl:call-template name="citation.form">
              <xsl:with-param name="name" select="'CSL-JSON'"/>
              <xsl:with-param name="text" select="$citation-csl"/>
            </xsl:call-template>
          </div>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- One form, folded: who wants it opens it. The long lines of a form are scrolled, with the keyboard too. -->
  <xsl:template name="citation.form">
    <xsl:param name="name"/>
    <xsl:param name="text"/>
    <xsl:if test="$text != ''">
      <details>
        <summary><xsl:value-of select="$name"/></summary>
        <div class="citation">
          <pre tabindex="0" role="group" aria-label="{$name}" lang=""><xsl:value-of select="$text"/></pre>
        </div>
      </details>
    </xsl:if>
  </xsl:template>

  <xsl:template name="downloads">
    <xsl:if test="$downloads != ''">
      <nav class="downloads" aria-label="{$texts/download}">
        <ul>
          <xsl:call-template name="download">
            <xsl:with-param name="key" select="'tei'"/>
            <xsl:with-param name="words" select="$texts/download-tei"/>
          </xsl:call-template>
          <xsl:call-template name="download">
            <xsl:with-param name="key" select="'pdf'"/>
            <xsl:with-param name="words" select="$texts/download-pdf"/>
          </xsl:call-template>
          <xsl:call-template name="download">
            <xsl:with-param name="key" select="'text'"/>
            <xsl:with-param name="words" select="$texts/download-text"/>
          </xsl:call-template>
          <xsl:call-template name="download">
            <xsl:with-param name="key" select="'epub'"/>
            <xsl:with-param name="words" select="$texts/download-epub"/>
          </xsl:call-template>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template name="download">
    <xsl:param name="key"/>
    <xsl:param name="words"/>
    <xsl:variable name="address" select="substring-before(substring-after($downloads, concat('|', $key, '=')), '|')"/>
    <xsl:if test="$address != ''">
      <li><a href="{$address}"><xsl:value-of select="$words"/></a></li>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
