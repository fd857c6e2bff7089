<?xml version="1.0" encoding="UTF-8"?>
<!-- The words that the program adds, in English. Another language is a stylesheet that imports the
  entry, overrides these variables and sets the parameter interface-language. Free of HTML.
  (`document()` is denied to stylesheets, so a table in XML is no choice.) -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <!-- The page -->
  <xsl:variable name="label.skip" select="'Skip to the text'"/>
  <xsl:variable name="label.on-this-page" select="'On this page'"/>
  <xsl:variable name="label.about" select="'About this document'"/>
  <xsl:variable name="label.untitled" select="'Untitled document'"/>
  <xsl:variable name="label.key-facts" select="'Key facts'"/>
  <xsl:variable name="label.summary" select="'Summary'"/>
  <xsl:variable name="label.edition" select="'Original'"/>
  <xsl:variable name="label.translation" select="'Translation'"/>
  <xsl:variable name="label.text" select="'Text'"/>
  <xsl:variable name="label.notes" select="'Notes'"/>
  <xsl:variable name="label.note" select="'Note'"/>
  <xsl:variable name="label.back-to-text" select="'back to the text'"/>

  <!-- The facts at the top -->
  <xsl:variable name="label.title-original" select="'Original title'"/>
  <xsl:variable name="label.date" select="'Date'"/>
  <xsl:variable name="label.author" select="'Author'"/>
  <xsl:variable name="label.editor" select="'Editor'"/>
  <xsl:variable name="label.from" select="'From'"/>
  <xsl:variable name="label.via" select="'Via'"/>
  <xsl:variable name="label.to" select="'To'"/>
  <xsl:variable name="label.correspondence" select="'Correspondence'"/>
  <xsl:variable name="label.context" select="'Context'"/>
  <xsl:variable name="label.kind" select="'Kind of document'"/>
  <xsl:variable name="label.original-language" select="'Original language'"/>
  <xsl:variable name="label.support" select="'Support'"/>
  <xsl:variable name="label.sponsor" select="'Sponsor'"/>
  <xsl:variable name="label.principal" select="'Principal researcher'"/>
  <xsl:variable name="label.contents" select="'Contents of the record'"/>
  <xsl:variable name="label.classification" select="'Classification'"/>

  <!-- The facts below the text -->
  <xsl:variable name="label.source" select="'Source'"/>
  <xsl:variable name="label.citation" select="'Citation'"/>
  <xsl:variable name="label.printed-source" select="'Printed source'"/>
  <xsl:variable name="label.online" select="'Online'"/>
  <xsl:variable name="label.address" select="'Address'"/>
  <xsl:variable name="label.archive" select="'Archive'"/>
  <xsl:variable name="label.collection" select="'Collection'"/>
  <xsl:variable name="label.shelfmark" select="'Shelfmark'"/>
  <xsl:variable name="label.manuscript" select="'Manuscript'"/>
  <xsl:variable name="label.physical" select="'Physical description'"/>
  <xsl:variable name="label.medium" select="'Medium'"/>
  <xsl:variable name="label.bibliography" select="'Bibliography'"/>
  <xsl:variable name="label.subjects" select="'Subjects'"/>
  <xsl:variable name="label.people" select="'People'"/>
  <xsl:variable name="label.places" select="'Places'"/>
  <xsl:variable name="label.keywords" select="'Keywords'"/>
  <xsl:variable name="label.credits" select="'Credits'"/>
  <xsl:variable name="label.uploaded" select="'Uploaded'"/>
  <xsl:variable name="label.stated" select="'As the record says'"/>
  <xsl:variable name="label.unrecognised" select="'Also in the record'"/>
  <xsl:variable name="label.publication" select="'Rights and publication'"/>
  <xsl:variable name="label.publisher" select="'Publisher'"/>
  <xsl:variable name="label.distributor" select="'Distributor'"/>
  <xsl:variable name="label.authority" select="'Archive responsible'"/>
  <xsl:variable name="label.published" select="'Published'"/>
  <xsl:variable name="label.place" select="'Place'"/>
  <xsl:variable name="label.identifier" select="'Identifier'"/>
  <xsl:variable name="label.rights" select="'Rights'"/>
  <xsl:variable name="label.rights-unknown" select="'The rights status is not known.'"/>
  <xsl:variable name="label.licence" select="'Licence'"/>
  <xsl:variable name="label.edition-statement" select="'Edition'"/>
  <xsl:variable name="label.extent" select="'Extent'"/>
  <xsl:variable name="label.series" select="'Series'"/>
  <xsl:variable name="label.encoding" select="'How this text was encoded'"/>
  <xsl:variable name="label.languages" select="'Languages'"/>
  <xsl:variable name="label.practice" select="'Editorial practice'"/>
  <xsl:variable name="label.project" select="'Project'"/>
  <xsl:variable name="label.software" select="'Made with'"/>
  <xsl:variable name="label.changes" select="'Changes'"/>
  <xsl:variable name="label.record" select="'Record'"/>

  <!-- Header elements of other projects, by name -->
  <xsl:variable name="label.elements" select="concat('|handNotes=Handwriting|handDesc=Handwriting|particDesc=People|settingDesc=Setting',
    '|textDesc=Kind of text|calendarDesc=Calendars|samplingDecl=Sampling|additional=Further information|history=History',
    '|msPart=Part|msName=Name|altIdentifier=Other shelfmark|institution=Institution|collection=Collection|settlement=Town',
    '|country=Country|region=Region|placeName=Place|address=Postal address|respStmt=Responsibility|relatedItem=Related',
    '|summary=Summary|xenoData=Other metadata|textClass=Keywords|classCode=Class|recordingStmt=Recording|msItem=Contents|')"/>

  <!-- Words inside a text -->
  <xsl:variable name="label.page" select="'page'"/>
  <xsl:variable name="label.page-short" select="'p.'"/>
  <xsl:variable name="label.volume-short" select="'vol.'"/>
  <xsl:variable name="label.in" select="'in:'"/>
  <xsl:variable name="label.edited-by" select="'ed.'"/>
  <xsl:variable name="label.translated-by" select="'trans.'"/>
  <xsl:variable name="label.document-short" select="'doc.'"/>
  <xsl:variable name="label.uncertain" select="'reading uncertain'"/>
  <xsl:variable name="label.reads" select="'reads'"/>
  <xsl:variable name="label.image" select="'image'"/>
</xsl:stylesheet>
