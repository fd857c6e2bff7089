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

  <!-- The print -->

  <!-- Original and translation: `successive`, one after the other; `facing`, in two columns, paragraph by paragraph where they are aligned. -->
  <xsl:param name="languages" select="'successive'"/>

  <!-- `a5`, `b5`, `a4`, `letter`, or width and height in millimetres, such as `152x229`. Empty: `a5`, for facing languages `170x240`. -->
  <xsl:param name="paper" select="''"/>

  <!-- Size of the text in points, such as `11`. Empty: 10.2, for facing languages 9.4. -->
  <xsl:param name="font-size" select="''"/>

  <!-- A font family for what is written in Latin, Greek and Cyrillic letters; it has to be installed. Empty: Libertinus Serif. -->
  <xsl:param name="font" select="''"/>

  <!-- `yes`: words are divided at the ends of lines by the rules of their language; `no`: they are not. -->
  <xsl:param name="hyphenation" select="'yes'"/>

  <!-- `ua-1`: accessible PDF; `a-2a`, `a-2b`, `a-2u`, `a-3a`, `a-3b`, `a-3u`: accessible and for an archive (PDF/A), which needs a date; `a-1a`, `a-1b`, `a-4`: for an archive alone. -->
  <xsl:param name="pdf-standard" select="'ua-1'"/>

  <!-- Several documents in one PDF stand by `date`, those without one last, or by the names of their `file`s. -->
  <xsl:param name="order" select="'date'"/>

  <!-- The title of a collection. -->
  <xsl:param name="collection-title" select="''"/>

  <!-- Its subtitle. -->
  <xsl:param name="collection-subtitle" select="''"/>

  <!-- Who edited it. -->
  <xsl:param name="collection-editor" select="''"/>

  <!-- Who publishes it. -->
  <xsl:param name="collection-publisher" select="''"/>

  <!-- When it was published: a year, or a day such as `2026-03-01`. -->
  <xsl:param name="collection-date" select="''"/>

  <!-- The language of its title (BCP 47). Empty: that of the interface. -->
  <xsl:param name="collection-language" select="''"/>

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
