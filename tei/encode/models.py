"""The schemas that a file names for editors and validators, by `xml-model` before its root.

Source: Associating Schemas with XML documents 1.0 (W3C Working Group Note of 2012, ISO/IEC 19757-11).
"""

from __future__ import annotations

from typing import Final

from lxml import etree

BESIDE: Final = "schemas/"
"""Where the schemas are when nothing else is said: in a folder beside the TEI, which is written with it."""

MODELS: Final = {
    "tei-record.rng": "http://relaxng.org/ns/structure/1.0",
    "tei-record.sch": "http://purl.oclc.org/dsdl/schematron",
}
"""The files named, in this order, with the namespace of their language."""


def name_schemas(root: etree._Element, address: str) -> None:
    """Put the instructions before the root element.

    Args:
        root: of the document.
        address: of the folder that holds the schemas: a full address, or a path relative to the file.
    """
    folder = address if address.endswith("/") else f"{address}/"
    for name, language in MODELS.items():
        text = f'href="{folder}{name}" type="application/xml" schematypens="{language}"'
        root.addprevious(etree.ProcessingInstruction("xml-model", text))
