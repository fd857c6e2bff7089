"""Rules that one file cannot tell: what must be unique over a collection (rule 2 of docs/encoding.md).

Of each file only its `Identity` is kept, so that a run over thousands of files needs no memory for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from tei.encode.elements import TEI_NS, XML_ID
from tei.findings import Finding, Where, finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


# Identifiers that many files share lawfully: those of the series or book that they belong to.
_SHARED = frozenset(("issn", "isbn", "series", "collection", "edition", "volume", "project", "grant"))

_PUBLISHED = etree.XPath(
    "t:teiHeader/t:fileDesc/t:publicationStmt/t:idno", namespaces={"t": TEI_NS}, smart_strings=False
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a file from the others of its collection: each identifier with its line."""

    path: str
    identifiers: tuple[tuple[str, int | None], ...]


def identity_of(tree: etree._ElementTree, path: str) -> Identity:
    """The `xml:id` of the root, and the `idno` of its publicationStmt by type, each with its line."""
    root = tree.getroot()
    found: dict[str, int | None] = {}
    if own := root.get(XML_ID):
        found[f"xml:id {own}"] = root.sourceline
    for idno in _PUBLISHED(root):
        value = " ".join("".join(map(str, idno.itertext())).split())
        kind = idno.get("type", "")
        if value and kind.casefold() not in _SHARED:
            found[f"idno {kind} {value}" if kind else f"idno {value}"] = idno.sourceline
    return Identity(path, tuple(found.items()))


def check_collection(files: Iterable[Identity], codes: Collection[str] | None = None) -> list[Finding]:
    """Find identifiers that two files have (T002), one finding for a file and the first it meets."""
    if codes is not None and "T002" not in codes:
        return []
    first: dict[str, str] = {}
    findings = []
    for file in files:
        taken = [entry for entry in file.identifiers if first.setdefault(entry[0], file.path) != file.path]
        if taken:
            what = ", ".join(identifier for identifier, _ in taken)
            text = f"{what}: stands already in {first[taken[0][0]]}"
            findings.append(finding("T002", text, Where(file.path, taken[0][1])))
    return findings
