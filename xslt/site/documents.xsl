<?xml version="1.0" encoding="UTF-8"?>
<!-- Documents as lists: under years, each a line, with a filter that needs no script. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template name="documents">
    <xsl:apply-templates select="pages"/>
    <div class="list-of-documents">
      <xsl:if test="filter">
        <div class="filters"><xsl:apply-templates select="filter"/></div>
      </xsl:if>
      <xsl:apply-templates select="group" mode="site-group"/>
    </div>
    <xsl:apply-templates select="pages[count(../group/document) &gt; 40]"/>
  </xsl:template>

  <xsl:template match="group" mode="site-group">
    <section class="group">
      <xsl:choose>
        <!-- A page of one year is called by it. -->
        <xsl:when test="/page[@kind = 'year']"/>
        <xsl:when test="@label"><h2 id="y{@label}"><xsl:value-of select="@label"/></h2></xsl:when>
        <xsl:otherwise><h2 id="undated"><xsl:value-of select="$texts/undated"/></h2></xsl:otherwise>
      </xsl:choose>
      <ul class="documents"><xsl:apply-templates select="document" mode="site-item"/></ul>
    </section>
  </xsl:template>

  <xsl:template match="document" mode="site-item">
    <li class="document">
      <xsl:if test="*/@key">
        <xsl:attribute name="class">document<xsl:for-each select="*/@key"><xsl:value-of select="concat(' ', .)"/></xsl:for-each></xsl:attribute>
      </xsl:if>
      <p class="when">
        <xsl:value-of select="date"/>
        <xsl:if test="date = ''"><xsl:value-of select="$texts/undated"/></xsl:if>
      </p>
      <div class="what">
        <p class="name">
          <a href="{@href}">
            <xsl:call-template name="tongue"/>
            <xsl:value-of select="@title"/>
            <xsl:if test="not(@title)"><xsl:value-of select="concat($texts/untitled, ' (', @id, ')')"/></xsl:if>
          </a>
        </p>
        <xsl:if test="kind or language"><xsl:call-template name="document.marks"/></xsl:if>
        <xsl:if test="summary">
          <p class="gist" dir="auto"><xsl:value-of select="summary"/></p>
        </xsl:if>
      </div>
    </li>
  </xsl:template>

  <xsl:template name="document.marks">
    <p class="marks">
      <xsl:for-each select="kind"><span class="label"><xsl:value-of select="."/></span><xsl:text> </xsl:text></xsl:for-each>
      <xsl:for-each select="language">
        <span><xsl:call-template name="language.name"><xsl:with-param name="tag" select="@tag"/></xsl:call-template></span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </p>
  </xsl:template>

  <!-- The filter: choices; xslt/css/site.css hides what is not chosen, by the keys k1 to k16 and l1 to l16. -->
  <xsl:template match="filter">
    <fieldset class="filter">
      <legend>
        <xsl:if test="@of = 'kind'"><xsl:value-of select="$texts/kinds"/></xsl:if>
        <xsl:if test="@of = 'language'"><xsl:value-of select="$texts/languages"/></xsl:if>
      </legend>
      <input type="radio" name="{@of}" id="_{@of}-any" checked="checked"/>
      <label for="_{@of}-any"><xsl:value-of select="$texts/any"/></label>
      <xsl:for-each select="value">
        <input type="radio" name="{../@of}" id="_{@key}"/>
        <label for="_{@key}">
          <span class="label">
            <xsl:if test="../@of = 'kind'"><xsl:value-of select="."/></xsl:if>
            <xsl:if test="../@of = 'language'">
              <xsl:call-template name="language.name"><xsl:with-param name="tag" select="string()"/></xsl:call-template>
            </xsl:if>
          </span>
          <xsl:text> </xsl:text>
          <span class="n"><xsl:call-template name="number"/></span>
        </label>
      </xsl:for-each>
    </fieldset>
  </xsl:template>
</xsl:stylesheet>
