<?xml version="1.0" encoding="UTF-8"?>
<!-- Every parameter of the stylesheets, declared and documented once. Free of HTML.

  A list of pairs is written |KEY=VALUE|KEY=VALUE|. A parameter without a value is absent: the output lacks that part. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <!-- Words -->

  <!-- The language of labels and headings that the stylesheets add (BCP 47): one of xslt/locale, by its tag or by the
    language it begins with; English for any other. -->
  <xsl:param name="interface-language" select="'en'"/>

  <!-- Other words for some of those in xslt/locale, as a list of pairs, such as `|about=Provenance|`. -->
  <xsl:param name="interface-texts" select="''"/>

  <!-- The look -->

  <!-- The text of the page's style sheet, put into the page; empty: a page without style. -->
  <xsl:param name="css" select="''"/>

  <!-- More style, put after `css`: for a project's own colours and type. -->
  <xsl:param name="css-more" select="''"/>

  <!-- The address of a style sheet that the page links to, in place of `css`. -->
  <xsl:param name="stylesheet" select="''"/>

  <!-- The address of the page's script; the page is whole without it, and never holds a script itself. -->
  <xsl:param name="script" select="''"/>

  <!-- Line ends of the print in running text: `flow`, the text is set anew; `kept`, line by line as printed. -->
  <xsl:param name="line-ends" select="'flow'"/>

  <!-- In PDF, `foot`: a note with one anchor stands at the foot of the anchor's page; `end`: all notes where the record has them. -->
  <xsl:param name="notes" select="'foot'"/>

  <!-- Where the page stands -->

  <!-- The absolute address of the page, for search engines and reference managers. -->
  <xsl:param name="canonical" select="''"/>

  <!-- Other forms of the document, as a list of pairs of `tei`, `pdf`, `text` and a relative address. -->
  <xsl:param name="downloads" select="''"/>

  <!-- The way from the page to the root of its site, such as `../`: the page shows what belongs to a site. -->
  <xsl:param name="site-root" select="''"/>

  <!-- The title of that site. -->
  <xsl:param name="site-title" select="''"/>

  <!-- The navigation of that site, as a list of pairs: a key of xslt/locale and a relative address. -->
  <xsl:param name="site-nav" select="''"/>

  <!-- The pages of its indexes, as a list of pairs: the id of an entry in standOff and a relative address. -->
  <xsl:param name="name-pages" select="''"/>

  <!-- How to cite the document -->

  <!-- The citation in the style of the Chicago Manual. -->
  <xsl:param name="citation-chicago" select="''"/>

  <!-- The citation as BibTeX. -->
  <xsl:param name="citation-bibtex" select="''"/>

  <!-- The citation as RIS. -->
  <xsl:param name="citation-ris" select="''"/>

  <!-- The citation as CSL-JSON. -->
  <xsl:param name="citation-csl" select="''"/>
</xsl:stylesheet>
