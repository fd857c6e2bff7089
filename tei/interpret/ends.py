"""The two ends of a division: the blocks over its text and those under it, annexes left aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.model import Block, Note, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Division, Piece


def ends_of(division: Division) -> tuple[list[Block], list[Block]]:
    """The blocks before the first paragraph and those after the last one of the document itself.

    A division without text is all opening. Notes and what belongs to them are at neither end.
    """
    pieces = [piece for piece in division.blocks if not isinstance(piece, Note) and not _beside(piece)]
    at = [index for index, piece in enumerate(pieces) if _is_text(piece)]
    first, last = (at[0], at[-1] + 1) if at else (len(pieces), len(pieces))
    return _blocks(pieces[:first]), _blocks(pieces[last:])


def _beside(piece: Piece) -> bool:
    if isinstance(piece, Section):
        return piece.kind in ("annex", "postscript")
    return isinstance(piece, Block) and piece.kind in ("notes-head", "notes-rule", "page", "furniture")


def _is_text(piece: Piece) -> bool:
    return not isinstance(piece, Block) or piece.kind == "p"


def _blocks(pieces: Sequence[Piece]) -> list[Block]:
    return [piece for piece in pieces if isinstance(piece, Block)]
