"""Bibliographic entries (rules 8 and 9). The list of their types is the schema's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.check.registry import rule
from tei.check.words import raw, shown
from tei.encode.elements import TEI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.check.index import Index
    from tei.findings import Finding

_POINTING = ("target", "corresp", "sameAs", "copyOf", "source")


@rule("T008")
def empty_entries(index: Index) -> Iterator[Finding]:
    """An entry holds text, or points at what it means."""
    entries = index.named("bibl", "biblStruct", "biblFull")
    empty = [entry for entry in entries if not raw(entry).strip() and not _points(entry)]
    yield from index.findings("T008", [(entry, "the bibliographic entry is empty") for entry in empty])


def _points(entry: etree._Element) -> bool:
    return any(key in part.attrib for part in entry.iter(f"{TEI}*") for key in _POINTING)


@rule("T009")
def page_ranges(index: Index) -> Iterator[Finding]:
    """A range of pages goes up. Numbers of two kinds (`xii` to `3`) are not compared."""
    for scope in index.named("biblScope", "citedRange"):
        first, last = scope.get("from", ""), scope.get("to", "")
        begin, end = _number(first), _number(last)
        if begin is not None and end is not None and begin > end:
            yield index.finding("T009", f"the range goes from {shown(first)} to {shown(last)}", scope)


def _number(text: str) -> int | None:
    """The number of a page such as `12` or `12v`; Roman ones are not read."""
    match = re.match(r"[0-9]{1,9}(?=[a-z]?\Z)", text)
    return int(match[0]) if match else None
