"""Pointers and languages: what no grammar catches (rules 13 and 19 of docs/encoding.md).

A dangling pointer and an undeclared language are valid against every schema that TEI ships.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.encode.elements import TEI, XML_ID, XML_LANG
from tei.findings import Finding, Where, finding

if TYPE_CHECKING:
    from lxml import etree

# Attributes of TEI whose value is one or more pointers (TEI Guidelines, teidata.pointer).
POINTERS = frozenset(
    (
        "active ana calendar change copyOf corresp datingMethod datingPoint decls domains edRef exclude "
        "facs fVal hand inst lemmaRef mutual next nymRef origin parent passive period prev ref rendition "
        "require resp sameAs scheme scribeRef select since source synch target targetEnd wit who"
    ).split()
)


def check_pointers(tree: etree._ElementTree, path: str) -> list[Finding]:
    """Find pointers into the file that lead nowhere (T019) and languages not declared (T013)."""
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    ids = {element.get(XML_ID) for element in elements}
    findings = []
    for element in elements:
        for name in sorted(POINTERS.intersection(str(key) for key in element.attrib)):
            for token in element.get(name, "").split():
                if token.startswith("#") and token[1:] not in ids:
                    text = f"@{name} points at {token}, and no element of the file has this xml:id"
                    findings.append(finding("T019", text, _where(tree, element, path)))
    return [*findings, *_undeclared(tree, elements, path)]


def _undeclared(tree: etree._ElementTree, elements: list[etree._Element], path: str) -> list[Finding]:
    declared = {element.get("ident") for element in elements if element.tag == TEI + "language"}
    seen: set[str] = set()
    findings = []
    for element in elements:
        tag = element.get(XML_LANG)
        if tag and tag not in declared and tag not in seen:
            seen.add(tag)
            text = f"language {tag!r} is used and not declared in langUsage"
            findings.append(finding("T013", text, _where(tree, element, path)))
    return findings


def _where(tree: etree._ElementTree, element: etree._Element, path: str) -> Where:
    return Where(path, element.sourceline, None, tree.getelementpath(element))
