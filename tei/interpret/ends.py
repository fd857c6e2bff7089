"""The two ends of a division: the blocks over its text and those under it, annexes left aside."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from tei.model import Block, Note, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Division, Piece


def ends_of(division: Division) -> tuple[list[Block], list[Block]]:
    """The blocks before the first paragraph and those after the last one of the document itself.

    A division without text is all opening. Notes and what belongs to them are at neither end.
    """
    opening = _up_to_text(division.blocks)
    if len(opening) == len(division.blocks):
        return _blocks(opening), []
    return _blocks(opening), _blocks(_up_to_text(division.blocks[::-1])[::-1])


def _up_to_text(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces before the first that is text."""
    return list(takewhile(lambda piece: _is_beside(piece) or not _is_text(piece), pieces))


def _is_beside(piece: Piece) -> bool:
    if isinstance(piece, Note):
        return True
    if isinstance(piece, Section):
        return piece.kind in ("annex", "postscript")
    return isinstance(piece, Block) and piece.kind in ("notes-head", "notes-rule", "page", "furniture")


def _is_text(piece: Piece) -> bool:
    return not isinstance(piece, Block) or piece.kind == "p"


def _blocks(pieces: Sequence[Piece]) -> list[Block]:
    return [piece for piece in pieces if isinstance(piece, Block) and not _is_beside(piece)]
