"""Ids that several elements of a file have: all of them, where the parser stops at the first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_STANDS: Final = r"""xml:id\s*=\s*["']\s*{}\s*["']"""


@dataclass(frozen=True, slots=True)
class Repeated:
    """An id that an element above has already: its place, and the line of the first element that has it."""

    identity: str
    line: int
    column: int | None
    first: int


def repeated_ids(tree: etree._ElementTree, data: bytes) -> list[Repeated]:
    """Find the ids that stand again in a document, which was made of these bytes.

    xml:id is unique in a document (W3C, xml:id 1.0, section 4).
    """
    lines = _lines(data, tree.docinfo.encoding or "utf-8")
    first: dict[str, int] = {}
    found = []
    for identity, line, nth in _places(
        [(element.get(_XML_ID), element.sourceline) for element in tree.iter("*")]
    ):
        if identity in first:
            shown = lines[line - 1] if 0 < line <= len(lines) else ""
            found.append(Repeated(identity, line, _column(shown, identity, nth), first[identity]))
        first.setdefault(identity, line)
    return found


def _lines(data: bytes, encoding: str) -> list[str]:
    try:
        return data.decode(encoding, "replace").split("\n")
    except LookupError:  # the parser knows encodings that Python does not: the column stays unknown
        return []


def _places(elements: list[tuple[str | None, int | None]]) -> Iterator[tuple[str, int, int]]:
    """Each id with its line, and how often it stood on that line before."""
    counts: dict[tuple[str, int], int] = {}
    for value, line in elements:
        if value is not None:
            key = " ".join(value.split()), line or 0
            yield *key, counts.get(key, 0)
            counts[key] = counts.get(key, 0) + 1


def _column(line: str, identity: str, nth: int) -> int | None:
    places = [match.start() + 1 for match in re.finditer(_STANDS.format(re.escape(identity)), line)]
    return places[nth] if nth < len(places) else None
