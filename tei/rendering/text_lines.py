"""Lines of plain text by columns: a character of East Asia fills two, a combining mark none."""

from __future__ import annotations

import re
import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STEP: Final = "  "
_MARK: Final = re.compile(r" *(?:(?:[•*–—-]|\[[0-9]{1,4}\]|[0-9]{1,3}[.)]) )?")
# What may not begin a line, and what may not end one (as in JIS X 4051, the common signs).
_NOT_FIRST: Final = frozenset(
    "、。，．・：；？！）］｝〉》」』】〕”’〗ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…"
)
_NOT_LAST: Final = frozenset("（［｛〈《「『【〔“‘〖")


def columns(text: str) -> int:
    """How many columns a text fills."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def indented(line: str, steps: int) -> str:
    """A line moved to the right by so many steps."""
    return _STEP * steps + line if line else ""


def wrapped(line: str, width: int) -> Iterator[str]:
    """A line in pieces of at most so many columns, those after the first under its text; 0: as it is.

    It is broken at blanks and between characters of East Asia; a word that is longer stands out.
    """
    if not width or columns(line) <= width:
        yield line
        return
    start = _MARK.match(line)
    indent = " " * min(len(start[0]) if start else 0, width // 2)
    held = ""
    for piece in _pieces(line):
        if held.strip() and columns((held + piece).rstrip(" ")) > width:
            yield held.rstrip(" ")
            held = indent + piece.lstrip(" ")
        else:
            held += piece
    yield held.rstrip(" ")


def _pieces(line: str) -> Iterator[str]:
    """Parts of a line between which it may be broken; blanks stand at the end of theirs."""
    begun = len(line) - len(line.lstrip(" "))
    begin = 0
    for at in range(begun + 1, len(line)):
        before, after = line[at - 1], line[at]
        if after == " ":
            continue
        if before == " " or (
            (_columns(before) == 2 or _columns(after) == 2)
            and after not in _NOT_FIRST
            and before not in _NOT_LAST
            and not unicodedata.combining(after)
        ):
            yield line[begin:at]
            begin = at
    yield line[begin:]


def aligned(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """A table with its cells in columns; one that is wider than the lines has its cells one after the other."""
    if not rows:
        return
    widths = [max(map(columns, column)) for column in zip_longest(*rows, fillvalue="")]
    if sum(widths) + 3 * len(widths) + 1 > (width or 160):
        yield from (f"| {' | '.join(row)} |" for row in rows)
        return
    for row in rows:
        cells = [cell + " " * (size - columns(cell)) for cell, size in zip(row, widths, strict=False)]
        yield f"| {' | '.join(cells)} |"
