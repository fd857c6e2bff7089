"""Lists that the way into plain text put on one line: `- The Board: - A. Name, Chair - B. Name - C. Name`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tei.interpret.layout import weight

_MARKS = frozenset("-–—•*·")  # at the front of an item that has a mark: a row of signs, no list
_MARK_APART = re.compile(r"[-–—•*·](?<=\s.)\s")  # the mark first: it is found the fastest
_PARTED = re.compile(r"\s(?P<bullet>[-–—•*·])\s+(?=\S)")
_LONGEST_PIECE: Final = 220
_LONGEST_USUAL: Final = 110
_STARTS_SMALL = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class FlatList:
    """The words before the list, and its pieces with the list mark that stood before each."""

    head: str
    pieces: tuple[tuple[str, str], ...]


def part_flat(text: str, *, bulleted: bool) -> FlatList | None:
    """Part a line into the items that stand on it.

    Args:
        text: the line, without its own list mark.
        bulleted: whether it has one.

    Returns:
        None where the dashes may as well be part of a sentence. A line with a list mark needs three
        pieces, or words and a colon and then pieces; a line without one needs the colon and two pieces.
        No piece begins with a small letter, all have the same mark.
    """
    if not _MARK_APART.search(text):
        return None
    marks = list(_PARTED.finditer(text))
    if not marks or len({mark["bullet"] for mark in marks}) > 1 or text.lstrip()[:1] in _MARKS:
        return None
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    pieces = [(mark["bullet"], text[mark.end() : end].strip()) for mark, end in zip(marks, ends, strict=True)]
    first = text[: marks[0].start()].strip()
    introduced = first.endswith((":", "："))
    if introduced:
        found = FlatList(first, tuple(pieces))
        enough = len(pieces) >= (1 if bulleted else 2)
    else:
        found = FlatList("", (("", first), *pieces))
        enough = bulleted and len(pieces) >= 2
    return found if enough and _are_items([piece for _, piece in found.pieces]) else None


def _are_items(pieces: list[str]) -> bool:
    """Short pieces that begin like names or titles."""
    if any(piece[:1] in _MARKS for piece in pieces):
        return False
    lengths = sorted(weight(piece) for piece in pieces)
    if lengths[-1] > _LONGEST_PIECE or lengths[len(lengths) // 2] > _LONGEST_USUAL:
        return False
    return not any((found := _STARTS_SMALL.search(piece)) and found[0].islower() for piece in pieces)
