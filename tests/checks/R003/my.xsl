<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="/"><html><body><xsl:message>boat ahoy</xsl:message></body></html></xsl:template>
</xsl:stylesheet>
