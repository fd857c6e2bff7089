"""The only room that parses XML or compiles XSLT and schemas.

What the libraries do by default is not safe, each point measured with lxml 6.1 and libxml2 2.14: a file
may pull in other files through entities, `xsl:import`, `document()`, `rng:include` or `xs:import`; with
`resolve_entities=False` an entity vanishes, and its text with it, without a word; libxslt runs a stylesheet
of version 2.0 and leaves its instructions out. So every file is read here, whole, as bytes.
"""

from tei.safe_xml.documents import (
    MAX_ATTRIBUTES,
    MAX_XML_BYTES,
    XmlRefused,
    element_bytes,
    parse_file,
    parse_made,
    parse_part,
    parse_xml,
    read_file,
)
from tei.safe_xml.files import XmlFiles, local_path, shown_address
from tei.safe_xml.schemas import (
    RNG,
    count_faults,
    document_for_xmlschema,
    load_relaxng,
    load_xmlschema,
    load_xsd,
)
from tei.safe_xml.stylesheets import XSL, Stylesheet, compile_made_stylesheet, load_stylesheet

__all__ = [
    "MAX_ATTRIBUTES",
    "MAX_XML_BYTES",
    "RNG",
    "XSL",
    "Stylesheet",
    "XmlFiles",
    "XmlRefused",
    "compile_made_stylesheet",
    "count_faults",
    "document_for_xmlschema",
    "element_bytes",
    "load_relaxng",
    "load_stylesheet",
    "load_xmlschema",
    "load_xsd",
    "local_path",
    "parse_file",
    "parse_made",
    "parse_part",
    "parse_xml",
    "read_file",
    "shown_address",
]
