"""Paragraphs that notes at the foot of a page interrupt: one `p`, the notes and page markers within it.

Source: TEI Guidelines 3.9.1 and 3.11.3: `note`, `pb` and `fw` stand where the print has them, also amid a
sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.encode.elements import add_text, sub
from tei.encode.inline import add_content
from tei.encode.notes import add_note, words_of
from tei.encode.pieces import add_paragraph
from tei.interpret.line_ends import without_break
from tei.model import Block, Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from tei.encode.inline import Passage
    from tei.model import Piece

_INTERRUPTING = ("page", "furniture", "notes-rule")


def end_of_interrupted(pieces: Sequence[Piece], at: int) -> int:
    """The index after a paragraph with all that interrupts and continues it; 0 where nothing does."""
    end = 0
    if not _is_paragraph(pieces[at]):
        return end
    for index in range(at + 1, len(pieces)):
        piece = pieces[index]
        if _is_paragraph(piece):
            if not (isinstance(piece, Block) and piece.continues):
                break
            end = index + 1
        elif not (isinstance(piece, Note) or (isinstance(piece, Block) and piece.kind in _INTERRUPTING)):
            break
    return end


def add_interrupted(div: etree._Element, pieces: Sequence[Piece], passage: Passage) -> None:
    """One paragraph of several blocks, with the notes and page markers between its words at their places.

    Source: TEI Guidelines 3.9.1 and 3.11.3: a note, `pb` and `fw` stand where the print has them.
    """
    first, *others = pieces
    if not isinstance(first, Block):
        raise TypeError(first)
    paragraph = add_paragraph(div, first, passage)
    text = first
    for at, piece in enumerate(others):
        if isinstance(piece, Block) and piece.kind == "p":
            add_text(paragraph, _blank(text, piece))
            add_content(paragraph, piece.content, passage)
            text = piece
            continue
        if at == 0 or others[at - 1] is text:
            following = next(one for one in others[at:] if _is_paragraph(one))
            add_text(paragraph, _blank(text, following))
        _aside(paragraph, piece, passage)


def _blank(text: Block, following: Piece) -> str:
    """The blank that a line end stands for: none within a divided word, and between Chinese signs."""
    after = words_of(following) if isinstance(following, Block) else ""
    return "" if without_break(words_of(text), after) else " "


def _is_paragraph(piece: Piece) -> bool:
    return isinstance(piece, Block) and piece.kind == "p"


def _aside(paragraph: etree._Element, piece: Piece, passage: Passage) -> None:
    """What stands between the words: notes, the line drawn over them, page markers."""
    match piece:
        case Note():
            add_note(paragraph, piece, passage)
        case Block(kind="notes-rule"):
            sub(paragraph, "milestone", unit="notes", rend=words_of(piece))
        case Block():
            add_content(paragraph, piece.content, passage)
