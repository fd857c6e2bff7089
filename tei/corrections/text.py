"""Corrections in the text: the language of a division or a piece, the kind of a line; the others have modules.

The words stay as they are: what changes is what they are marked as.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from tei.corrections.brackets import BracketChange
from tei.corrections.dates import DateChange
from tei.corrections.note_marks import MarkChange, anchored
from tei.model import Block, Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tei.corrections.content import ContentChange
    from tei.corrections.table import Correction
    from tei.model import BlockKind, Division, Piece

RULE = "correction"


@dataclass(frozen=True, slots=True)
class Changed:
    """The divisions after a correction; what was read before; or why the correction does not fit."""

    divisions: tuple[Division, ...]
    old: str = ""
    problem: str = ""


def amend_text(divisions: tuple[Division, ...], row: Correction, lines: Mapping[int, str]) -> Changed:
    """Apply one correction of the text.

    Args:
        divisions: as read so far.
        row: a correction whose place is a date, a bracket, a note mark, a kind, a language or a division.
        lines: the lines of the record by their numbers.
    """
    if row.place.subject == "division":
        return _division(divisions, row)
    made, problem, old = [], "", ""
    for one in divisions:
        if not one.span.first <= row.place.line <= one.span.last:
            made.append(one)
            continue
        change = _change(row, lines, one)
        blocks = tuple(change.piece(piece, one.language) for piece in one.blocks)
        made.append(
            anchored(replace(one, blocks=blocks))
            if row.place.subject == "mark"
            else replace(one, blocks=blocks)
        )
        old, problem = change.old, "" if change.done else change.problem or change.missed
    if made == list(divisions) and not problem and not old:
        problem = _PieceChange(row).missed
    return Changed(divisions, problem=problem) if problem else Changed(tuple(made), old)


def _change(row: Correction, lines: Mapping[int, str], division: Division) -> ContentChange | _PieceChange:
    match row.place.subject:
        case "date":
            return DateChange(row, lines)
        case "bracket":
            return BracketChange(row, lines)
        case "mark":
            return MarkChange(row, lines, notes=division.notes)
    return _PieceChange(row)


def _division(divisions: tuple[Division, ...], row: Correction) -> Changed:
    old = next((one for one in divisions if one.id == row.place.name), None)
    if old is None:
        return Changed(divisions, problem=f"the text has no division {row.place.name}")
    made = tuple(replace(one, language=row.value) if one is old else one for one in divisions)
    return Changed(renamed(made) if old.language != row.value else made, old.language)


def renamed(divisions: Sequence[Division]) -> tuple[Division, ...]:
    """Divisions with the ids of their languages: `zh`, `en`, and `en-2` for a second one."""
    counts: dict[str, int] = {}
    made = []
    for one in divisions:
        primary = one.language.partition("-")[0]
        count = counts[primary] = counts.get(primary, 0) + 1
        made.append(replace(one, id=primary if count == 1 else f"{primary}-{count}"))
    return tuple(made)


# --- a piece ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _PieceChange:
    """The kind or the language of the piece that begins at the line."""

    row: Correction
    done: bool = False
    old: str = ""
    problem: str = ""
    missed: str = "no part of the text begins at this line"

    def piece(self, piece: Piece, language: str) -> Piece:
        line = self.row.place.line
        if self.done or not piece.span.first <= line <= piece.span.last:
            return piece
        if isinstance(piece, Section):
            inner = tuple(self.piece(one, language) for one in piece.pieces)
            return replace(piece, pieces=inner) if self.done else piece
        if not self._says(piece):
            return piece
        if piece.span.first != line:
            self.missed = f"the line stands in what begins at line {piece.span.first}: name that line"
            return piece
        if self.row.place.subject == "language":
            self.done, self.old = True, piece.language or language
            return replace(piece, language="" if self.row.value == language else self.row.value)
        if not isinstance(piece, Block):
            self.missed = (
                "the line is part of a list, a table, a note or a turn, whose kind is that of the whole"
            )
            return piece
        self.done, self.old = True, piece.kind
        same = piece.kind == self.row.value
        return piece if same else replace(piece, kind=cast("BlockKind", self.row.value), rule=RULE)

    def _says(self, piece: Piece) -> bool:
        """Whether the piece has the words that the correction repeats: a line may hold two pieces."""
        words = _bare(self.row.printed)
        text = _bare("".join(getattr(part, "text", "") for content in piece.contents for part in content))
        return not words or not text or text.startswith(words[:20]) or words.startswith(text) or text in words


def _bare(text: str) -> str:
    return "".join(text.split())
