"""Which pieces of a division are text and which are notes behind it, and what a piece is for that question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tei.model import Block, ItemList, Note, Section, Table, Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Piece

_OFFICE: Final = ("classification", "copy", "precedence", "distribution", "reference", "stamp")
OPENER: Final = (*_OFFICE, "dateline", "salute", "number", "address", "subject", "letterhead")
"""The lines that an `opener` holds."""
CLOSER: Final = (*_OFFICE, "signed", "dateline", "salute", "number", "address")
"""The lines that a `closer` holds."""


def text_and_notes(pieces: Sequence[Piece]) -> list[tuple[bool, list[Piece]]]:
    """Runs of text and of end notes, by turns; the first is text, if only an empty one."""
    runs: list[tuple[bool, list[Piece]]] = [(False, [])]
    places = _places(pieces)
    for piece, notes in zip(pieces, places, strict=True):
        if runs[-1][0] != notes:
            runs.append((notes, []))
        runs[-1][1].append(piece)
    return runs


def _places(pieces: Sequence[Piece]) -> list[bool]:
    """For each piece whether it belongs to notes at the end; a heading or rule goes with the note after it.

    Notes under a heading below the last paragraph are such, also where they are at the foot of its page; and
    those under a heading below a part of the text, for a heading has no room between two parts.
    """
    last_text = max(
        (at for at, piece in enumerate(pieces) if began(piece) and not _is_above_notes(piece)), default=-1
    )
    places: list[bool] = []
    headed = below_part = False
    for index, piece in enumerate(pieces):
        goes_on = not began(piece) or _is_above_notes(piece)
        below_part = isinstance(piece, Section) or (below_part and goes_on)
        headed = (headed or _is_above_notes(piece, "notes-head")) and (
            isinstance(piece, Note) or _is_above_notes(piece)
        )
        places.append(
            isinstance(piece, Note)
            and (piece.place == "end" or (headed and (index > last_text or below_part)))
        )
    for index in range(len(pieces) - 2, -1, -1):
        places[index] = places[index] or (_is_above_notes(pieces[index]) and places[index + 1])
    return places


def _is_above_notes(piece: Piece, *kinds: str) -> bool:
    return isinstance(piece, Block) and piece.kind in (kinds or ("notes-head", "notes-rule"))


def with_text(run: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces below notes as divisions; those over the first annex, where none is text, as paragraphs.

    There each heading begins a division: below a paragraph TEI has no `head` for it.
    """
    first = next((at for at, piece in enumerate(run) if is_annex(piece)), len(run))
    own = run[:first]
    if any(map(is_text, own)):
        return [list(run)]
    parts: list[list[Piece]] = [[]]
    for piece in _as_paragraphs(own):
        if _is_head(piece) and parts[-1] and not _is_head(parts[-1][-1]):
            parts.append([])
        parts[-1].append(piece)
    parts[-1] += run[first:]
    return parts


def _as_paragraphs(run: Sequence[Piece]) -> list[Piece]:
    """Text between two lists of notes that is only a closing: a division needs a paragraph to close.

    A heading stays one.
    """
    pieces = [inner for piece in run for inner in (piece.pieces if isinstance(piece, Section) else (piece,))]
    return [
        replace(piece, kind="p")
        if isinstance(piece, Block) and piece.kind in (*CLOSER, "trailer", "label")
        else piece
        for piece in pieces
    ]


def _is_head(piece: Piece) -> bool:
    return isinstance(piece, Block) and piece.kind in ("head", "number-head")


def is_annex(piece: Piece) -> bool:
    """Whether it is a paper of its own behind the document."""
    return isinstance(piece, Section) and piece.kind == "annex"


def is_text(piece: Piece) -> bool:
    """Whether a closing may stand below it: a postscript needs text above it, too."""
    return began(piece) and not is_postscript(piece)


def is_postscript(piece: Piece) -> bool:
    """Whether it is a postscript, which TEI has below a closing."""
    return isinstance(piece, Section) and piece.kind == "postscript"


def began(piece: Piece) -> bool:
    """Whether the text has begun with it: a paragraph, or what stands in the place of one."""
    return isinstance(piece, ItemList | Table | Turn | Section) or (
        isinstance(piece, Block) and piece.kind in ("p", "notes-head")
    )
