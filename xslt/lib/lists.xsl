<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists and tables. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">
  <xsl:template match="tei:list">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'list'"/></xsl:call-template>
      <xsl:call-template name="list.head"/>
      <ul><xsl:call-template name="list.entries"/></ul>
    </div>
  </xsl:template>

  <!-- Numbers and letters are not in the text: the page makes them, as the print does. -->
  <xsl:template match="tei:list[@type = 'ordered' or @type = 'numbered' or @type = 'lettered' or @rend = 'ordered' or @rend = 'numbered']">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'list'"/></xsl:call-template>
      <xsl:call-template name="list.head"/>
      <ol>
        <xsl:if test="@type = 'lettered'"><xsl:attribute name="type">a</xsl:attribute></xsl:if>
        <xsl:call-template name="list.entries"/>
      </ol>
    </div>
  </xsl:template>

  <xsl:template match="tei:list[@type = 'simple']">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'list simple'"/></xsl:call-template>
      <xsl:call-template name="list.head"/>
      <ul><xsl:call-template name="list.entries"/></ul>
    </div>
  </xsl:template>

  <!-- A list with labels has them as its marks. -->
  <xsl:template match="tei:list[tei:label]">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'list labelled'"/></xsl:call-template>
      <xsl:call-template name="list.head"/>
      <ul><xsl:call-template name="list.entries"/></ul>
    </div>
  </xsl:template>

  <xsl:template name="list.head">
    <xsl:apply-templates select="tei:head[not(preceding-sibling::tei:item)]"/>
  </xsl:template>

  <xsl:template name="list.entries">
    <xsl:apply-templates select="*[not(self::tei:head[not(preceding-sibling::tei:item)])] | text()[normalize-space()]" mode="list"/>
  </xsl:template>

  <xsl:template match="tei:list/tei:head | tei:table/tei:head[preceding-sibling::tei:row]" priority="2">
    <xsl:call-template name="paragraph"><xsl:with-param name="class" select="'list-head'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:item" mode="list">
    <li>
      <xsl:call-template name="attributes"/>
      <xsl:call-template name="list.number"/>
      <xsl:apply-templates/>
    </li>
  </xsl:template>

  <!-- An item that begins with its own label, and an entry of a table of contents, has no other mark. -->
  <xsl:template match="tei:item[tei:label[not(preceding-sibling::node()[normalize-space()])]] | tei:list[@type = 'contents']/tei:item" mode="list">
    <li>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'unmarked'"/></xsl:call-template>
      <xsl:apply-templates/>
    </li>
  </xsl:template>

  <!-- What stands between the items is an entry for HTML, and would be counted. -->
  <xsl:template name="list.number">
    <xsl:if test="not(../tei:label) and preceding-sibling::*[not(self::tei:item or self::tei:head)]
      and (../@type = 'ordered' or ../@type = 'numbered' or ../@type = 'lettered' or ../@rend = 'ordered' or ../@rend = 'numbered')">
      <xsl:attribute name="value"><xsl:value-of select="count(preceding-sibling::tei:item) + 1"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- What stands between the items (a page break, a running head, a label) is a line of the list: HTML allows li only. -->
  <xsl:template match="*" mode="list">
    <li class="between {local-name()}{substring('-', 1, local-name() = 'gen')}"><xsl:apply-templates select="."/></li>
  </xsl:template>

  <xsl:template match="text()" mode="list">
    <li class="between"><xsl:apply-templates select="."/></li>
  </xsl:template>

  <xsl:template match="tei:item">
    <xsl:call-template name="box"/>
  </xsl:template>

  <xsl:template match="tei:table">
    <div class="table" tabindex="0">
      <table>
        <xsl:call-template name="attributes"/>
        <xsl:apply-templates select="tei:head[not(preceding-sibling::tei:row)]"/>
        <tbody><xsl:apply-templates select="*[not(self::tei:head[not(preceding-sibling::tei:row)])] | text()[normalize-space()]" mode="table"/></tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="tei:table/tei:head[not(preceding-sibling::tei:row)]" priority="2">
    <caption>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </caption>
  </xsl:template>

  <xsl:template match="tei:row" mode="table">
    <tr>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates select="* | text()[normalize-space()]" mode="table"/>
    </tr>
  </xsl:template>

  <xsl:template match="tei:cell" mode="table">
    <td>
      <xsl:call-template name="cell"/>
    </td>
  </xsl:template>

  <xsl:template match="tei:row[@role = 'label']/tei:cell | tei:cell[@role = 'label']" mode="table">
    <th>
      <xsl:attribute name="scope">
        <xsl:choose>
          <xsl:when test="../@role = 'label'">col</xsl:when>
          <xsl:otherwise>row</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:call-template name="cell"/>
    </th>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:call-template name="attributes"/>
    <xsl:if test="number(@cols) &gt; 1"><xsl:attribute name="colspan"><xsl:value-of select="number(@cols)"/></xsl:attribute></xsl:if>
    <xsl:if test="number(@rows) &gt; 1">
      <xsl:variable name="left" select="count(../following-sibling::tei:row) + 1"/>
      <xsl:attribute name="rowspan"><xsl:value-of select="number(@rows) * (@rows &lt;= $left) + $left * (@rows &gt; $left)"/></xsl:attribute>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="* | text()" mode="table">
    <tr><td><xsl:apply-templates select="."/></td></tr>
  </xsl:template>

  <xsl:template match="tei:row/*[not(self::tei:cell)] | tei:row/text()" mode="table">
    <td><xsl:apply-templates select="."/></td>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="table"/>
  <xsl:template match="comment() | processing-instruction()" mode="list"/>
</xsl:stylesheet>
