"""Rules that one file cannot tell: what must be unique over a collection (rule 2 of docs/encoding.md).

Of each file only its `Identity` is kept, and not in memory (`tei.check.collection_index`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from tei.encode.elements import TEI, TEI_NS, XML_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.findings import Finding

# Identifiers that many files share lawfully: those of the series or book that they belong to.
_SHARED = frozenset(("issn", "isbn", "series", "collection", "edition", "volume", "project", "grant"))

_PUBLISHED = etree.XPath(
    "t:teiHeader/t:fileDesc/t:publicationStmt/t:idno", namespaces={"t": TEI_NS}, smart_strings=False
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a file from the others of its collection: each identifier with its line, and the type of each.

    Those of a corpus (`teiCorpus`) are of all its texts.
    """

    path: str
    identifiers: tuple[tuple[str, int | None], ...]
    kinds: tuple[str, ...] = ()
    is_corpus: bool = False


def identity_of(tree: etree._ElementTree, path: str) -> Identity:
    """The `xml:id` of the root, and the `idno` of its publicationStmt by type, each with its line."""
    found: dict[str, int | None] = {}
    kinds: dict[str, str] = {}
    for identifier, kind, element in _identifiers(tree):
        found[identifier], kinds[identifier] = element.sourceline, kind
    return Identity(
        path,
        tuple(found.items()),
        tuple(kinds[one] for one in found),
        tree.getroot().tag == f"{TEI}teiCorpus",
    )


def _identifiers(tree: etree._ElementTree) -> Iterator[tuple[str, str, etree._Element]]:
    """Each identifier with its type and the element that has it."""
    root = tree.getroot()
    if own := root.get(XML_ID):
        yield f"xml:id {own}", "", root
    for idno in _PUBLISHED(root):
        value = " ".join("".join(map(str, idno.itertext())).split())
        kind = " ".join(filter(None, (idno.get("type"), idno.get("subtype"))))
        if value and _SHARED.isdisjoint(kind.casefold().split()):
            yield f"idno {kind} {value}" if kind else f"idno {value}", kind, idno


def located(one: Finding, tree: etree._ElementTree) -> Finding:
    """A finding of a `Collection` with the XPath of its identifier, which is not kept of each file."""
    for identifier, _, element in _identifiers(tree):
        if one.message.startswith((f"{identifier},", f"{identifier}:")):
            path = re.sub(r"\{[^}]*\}", "", tree.getelementpath(element))
            root = etree.QName(tree.getroot()).localname
            xpath = f"/{root}/@xml:id" if element is tree.getroot() else f"/{root}/{path}"
            return replace(one, where=replace(one.where, xpath=xpath))
    return one
