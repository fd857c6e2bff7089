<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="/"><edition title="T" lang="en"><part lang="en"><b role="head" level="3" lang="en"><t>x</t></b></part></edition></xsl:template>
</xsl:stylesheet>
