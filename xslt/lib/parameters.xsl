<?xml version="1.0" encoding="UTF-8"?>
<!-- Every parameter of the stylesheets, declared and documented once. Free of HTML. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <!-- The text of the page's style sheet, put into the page; empty: a page without style. -->
  <xsl:param name="css" select="''"/>

  <!-- More style, put after `css`: for a project's own colours and type. -->
  <xsl:param name="css-more" select="''"/>

  <!-- The language of labels and headings that the program adds (BCP 47); it is that of lib/labels.xsl. -->
  <xsl:param name="interface-language" select="'en'"/>

  <!-- Line ends of the print in running text: `flow`, the text is set anew; `kept`, line by line as printed. -->
  <xsl:param name="line-ends" select="'flow'"/>
</xsl:stylesheet>
