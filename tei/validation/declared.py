"""The schemas that a document names itself.

By processing instructions `xml-model` before the root (W3C Note, Associating Schemas with XML documents 1.0), and by
`xsi:schemaLocation` or `xsi:noNamespaceSchemaLocation` on the root (XML Schema part 1, section 2.6.3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, cast
from urllib.parse import urljoin

from lxml import etree

from tei import safe_xml
from tei.schema_store.parts import XSD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
SCHEMATRON: Final = ("http://purl.oclc.org/dsdl/schematron", "http://www.ascc.net/xml/schematron")

_PSEUDO: Final = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCES: Final = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}


@dataclass(frozen=True, slots=True)
class Declared:
    """A schema that a document names: its address, what it is, the line that names it, the phase of its rules."""

    address: str
    what: Literal["grammar", "rules", "other"]
    line: int | None
    phase: str = ""


def declared(tree: etree._ElementTree, file: Path) -> list[Declared]:
    """Return the schemas that a document names, each once, in the order of the document."""
    base = file.absolute().as_uri()
    found: dict[tuple[str, str, str], Declared] = {}
    for one in (*_instructions(tree.getroot()), *_locations(tree.getroot())):
        try:
            address = urljoin(base, one.address)
        except ValueError:
            address = one.address  # told as one that cannot be read
        found.setdefault((address, one.what, one.phase), replace(one, address=address))
    return list(found.values())


def _instructions(root: etree._Element) -> Iterator[Declared]:
    """The instructions before the root, in their order."""
    before = list(root.itersiblings(etree.ProcessingInstruction, preceding=True))
    for found in reversed(before):
        node = cast("etree._ProcessingInstruction", found)
        if node.target == "xml-model":
            given = {name: _plain(one or other) for name, one, other in _PSEUDO.findall(node.text or "")}
            what = _what(given)
            phase = given.get("phase", "").strip() if what == "rules" else ""
            yield Declared(given.get("href", "").strip(), what, node.sourceline, phase)


def _plain(value: str) -> str:
    for reference, character in _REFERENCES.items():
        value = value.replace(reference, character)
    return value


def _what(given: dict[str, str]) -> Literal["grammar", "rules", "other"]:
    """What an instruction names, by the namespace of its schema language, its type, or the suffix."""
    space, kind = given.get("schematypens", ""), given.get("type", "")
    if space in SCHEMATRON or (not space and given.get("href", "").lower().endswith(".sch")):
        return "rules"
    named = space in (safe_xml.RNG, XSD, "") and kind != "application/xml-dtd"
    return "grammar" if named and not given.get("href", "").lower().endswith(".dtd") else "other"


def _locations(root: etree._Element) -> Iterator[Declared]:
    """The XSD that the root names for its own namespace."""
    space = etree.QName(root).namespace
    pairs = (root.get(f"{XSI}schemaLocation") or "").split()
    for namespace, address in zip(pairs[::2], pairs[1::2], strict=False):
        if namespace == space:
            yield Declared(address, "grammar", root.sourceline)
    alone = (root.get(f"{XSI}noNamespaceSchemaLocation") or "").strip()
    if alone and space is None:
        yield Declared(alone, "grammar", root.sourceline)
