"""Sentences that the notes at the foot of a page interrupt: their two parts are one paragraph.

The print puts notes, page number and running head between the words of a sentence. The pieces stay apart,
each with its lines; the second part says that it continues the first one, and the encoder makes one `p`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tei.interpret.forms import is_list_item
from tei.interpret.line_ends import in_capitals
from tei.interpret.pages import goes_on
from tei.interpret.trailing_marks import without_marks
from tei.model import Block, Note, Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tei.model import Line, Piece

_SHORTEST = 24  # signs: a shorter paragraph without a stop is a name or a heading
_BETWEEN = ("page", "furniture", "notes-rule")


def with_continued(pieces: Sequence[Piece], lines: Sequence[Line]) -> list[Piece]:
    """The pieces; a paragraph below notes says so where its words go on from the paragraph above them.

    Args:
        pieces: the pieces of a division or of a section of it, in printed order.
        lines: the division's lines with text.
    """
    printed = {line.number: line.text.strip() for line in lines}
    return _with_continued(pieces, printed)


def continued_at(pieces: Sequence[Piece]) -> frozenset[int]:
    """The first lines of the paragraphs that continue one above notes: there the notes surely end."""
    found: set[int] = set()
    for piece in pieces:
        if isinstance(piece, Section):
            found |= continued_at(piece.pieces)
        elif isinstance(piece, Block) and piece.continues:
            found.add(piece.span.first)
    return frozenset(found)


def _with_continued(pieces: Sequence[Piece], printed: Mapping[int, str]) -> list[Piece]:
    made: list[Piece] = []
    above: Block | None = None
    notes = False
    for piece in pieces:
        if isinstance(piece, Section):
            made.append(replace(piece, pieces=tuple(_with_continued(piece.pieces, printed))))
            above = None
        elif isinstance(piece, Note):
            made.append(piece)
            notes = True
        elif isinstance(piece, Block) and piece.kind in _BETWEEN:
            made.append(piece)
        else:
            paragraph = piece if isinstance(piece, Block) and piece.kind == "p" else None
            if paragraph and above and notes and _continues(above, paragraph, printed):
                paragraph = replace(paragraph, continues=True)
            made.append(paragraph or piece)
            above, notes = paragraph, False
    return made


def _continues(above: Block, below: Block, printed: Mapping[int, str]) -> bool:
    if above.language != below.language:
        return False
    text = without_marks(printed.get(above.span.last, ""))
    following = printed.get(below.span.first, "")
    long_enough = above.span.first < above.span.last or len(text) >= _SHORTEST
    if not long_enough or in_capitals(following) or is_list_item(following):
        return False
    return goes_on(text, following)
