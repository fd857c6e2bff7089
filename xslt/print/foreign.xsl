<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements that our schema does not have and other projects use in a text, as lib/foreign.xsl has them for pages: drama,
  lists, dictionaries, transcribed speech. What is not named here is unhandled. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <!-- Of one pattern: each pattern of a key is a search of the whole document. -->
  <xsl:key name="block" use="generate-id()" match="*[contains(' castList castGroup castItem spGrp prologue epilogue set performance
    docEdition imprimatur listEvent listObject listWit listApp event witness colophon entry entryFree superEntry sense u incident
    writing annotationBlock noteGrp eg egXML biblFull msDesc ', concat(' ', local-name(), ' '))]"/>

  <xsl:template match="tei:castList | tei:castGroup | tei:spGrp | tei:prologue | tei:epilogue | tei:set | tei:performance | tei:listEvent
    | tei:listObject | tei:listWit | tei:listApp | tei:annotationBlock | tei:noteGrp | tei:superEntry" mode="block">
    <xsl:call-template name="flow"/>
  </xsl:template>

  <xsl:template match="tei:castItem | tei:witness" mode="block">
    <xsl:call-template name="block"><xsl:with-param name="role" select="'line'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:docEdition | tei:imprimatur | tei:event | tei:colophon | tei:entry | tei:entryFree
    | tei:sense | tei:u | tei:incident | tei:writing | tei:eg | tei:biblFull | tei:msDesc" mode="block">
    <xsl:call-template name="block"/>
  </xsl:template>

  <xsl:template match="tei:castList/tei:head | tei:castGroup/tei:head | tei:listEvent/tei:head | tei:listWit/tei:head" mode="block" priority="1">
    <xsl:call-template name="block"><xsl:with-param name="role" select="'caption'"/></xsl:call-template>
  </xsl:template>

  <!-- In a line: a block inside of it begins a new one, the others add nothing to how a text looks. -->
  <xsl:template match="tei:castList | tei:castGroup | tei:castItem | tei:spGrp | tei:prologue | tei:epilogue | tei:set | tei:performance
    | tei:docEdition | tei:imprimatur | tei:listEvent | tei:listObject | tei:listWit | tei:listApp | tei:event | tei:witness | tei:colophon
    | tei:entry | tei:entryFree | tei:superEntry | tei:sense | tei:u | tei:incident | tei:writing | tei:annotationBlock | tei:noteGrp
    | tei:eg | tei:biblFull | tei:msDesc | tei:listPerson | tei:listPlace | tei:listOrg" mode="inline">
    <xsl:if test="preceding-sibling::node()[normalize-space() or self::*]"><br/></xsl:if>
    <xsl:apply-templates mode="inline"/>
  </xsl:template>

  <xsl:template match="tei:docAuthor | tei:docDate | tei:docTitle | tei:role | tei:roleDesc | tei:actor | tei:caption | tei:sound | tei:tech | tei:camera
    | tei:view | tei:move | tei:citedRange | tei:edition | tei:extent | tei:distributor | tei:respStmt | tei:resp | tei:meeting | tei:repository
    | tei:institution | tei:collection | tei:altIdentifier | tei:msIdentifier | tei:floruit | tei:sex | tei:residence | tei:education | tei:faith
    | tei:trait | tei:state | tei:geogFeat | tei:bloc | tei:offset | tei:eventName | tei:objectName | tei:origDate | tei:origPlace | tei:witDetail
    | tei:form | tei:orth | tei:pron | tei:hyph | tei:syll | tei:stress | tei:gramGrp | tei:gram | tei:pos | tei:case | tei:number | tei:mood
    | tei:per | tei:iType | tei:colloc | tei:etym | tei:usg | tei:def | tei:lbl | tei:lang | tei:xr | tei:pause | tei:vocal | tei:kinesic
    | tei:shift | tei:span | tei:index | tei:rhyme | tei:catchwords | tei:heraldry | tei:secFol | tei:signatures | tei:watermark | tei:material
    | tei:specList | tei:specDesc | tei:seal | tei:binding | tei:condition | tei:support | tei:incipit | tei:explicit | tei:rubric | tei:origin
    | tei:provenance | tei:acquisition | tei:summary | tei:locus | tei:m | tei:unit | tei:measureGrp | tei:tag | tei:redo | tei:undo | tei:substJoin
    | tei:interp | tei:personGrp | tei:object | tei:place | tei:org
    | tei:addSpan | tei:delSpan | tei:damageSpan" mode="inline">
    <xsl:apply-templates mode="inline"/>
  </xsl:template>
</xsl:stylesheet>
