"""Corrections in the text: the value of a date, the language of a division or a piece, the kind of a line.

The words stay as they are: what changes is what they are marked as.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from tei.corrections.values import NONE, reading_of
from tei.model import Block, Dated, Item, ItemList, Note, Section, Table, Text, Turn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tei.corrections.table import Correction
    from tei.model import BlockKind, Division, Inline, Piece, Span

Content = tuple["Inline", ...]
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
        row: a correction whose place is a date, a kind, a language or a division.
        lines: the lines of the record by their numbers.
    """
    if row.place.subject == "division":
        return _division(divisions, row)
    change = _DateChange(row, lines) if row.place.subject == "date" else _PieceChange(row)
    made = tuple(
        replace(one, blocks=tuple(change.piece(piece, one.language) for piece in one.blocks))
        if one.span.first <= row.place.line <= one.span.last
        else one
        for one in divisions
    )
    if change.problem or not change.done:
        return Changed(divisions, problem=change.problem or change.missed)
    return Changed(made, change.old)


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


# --- a date -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _DateChange:
    """The date of these words on the line: marked anew, or no longer."""

    row: Correction
    lines: Mapping[int, str]
    done: bool = False
    old: str = ""
    problem: str = ""
    missed: str = "these words are not found as one date or as plain words of the line"
    _before: dict[tuple[int, int], int] = field(default_factory=dict)

    def piece(self, piece: Piece, language: str) -> Piece:
        if self.done or not piece.span.first <= self.row.place.line <= piece.span.last:
            return piece
        match piece:
            case Block():
                return replace(piece, content=self._content(piece.content, piece.span))
            case Note():
                paragraphs = tuple(self._content(one, piece.span) for one in piece.paragraphs)
                return replace(piece, paragraphs=paragraphs)
            case ItemList():
                head = self._content(piece.head, piece.span)
                return replace(
                    piece, head=head, items=tuple(self._item(one, language) for one in piece.items)
                )
            case Table():
                rows = tuple(tuple(self._content(cell, piece.span) for cell in row) for row in piece.rows)
                return replace(piece, rows=rows)
            case Turn():
                speaker = self._content(piece.speaker, piece.span)
                blocks = tuple(self.piece(one, language) for one in piece.blocks)
                return replace(piece, speaker=speaker, blocks=cast("tuple[Block | ItemList, ...]", blocks))
            case Section():
                return replace(piece, pieces=tuple(self.piece(one, language) for one in piece.pieces))

    def _item(self, item: Item | Block, language: str) -> Item | Block:
        if isinstance(item, Block):
            return cast("Block", self.piece(item, language))
        if self.done or not item.span.first <= self.row.place.line <= item.span.last:
            return item
        inner = tuple(self.piece(one, language) for one in item.inner)
        content = item.content if self.done else self._content(item.content, item.span)
        return replace(item, content=content, inner=cast("tuple[Block | ItemList, ...]", inner))

    def _content(self, content: Content, span: Span) -> Content:
        """The content with the date marked anew; of equal words the one that stands on the line."""
        if self.done:
            return content
        made: list[Inline] = []
        for part in content:
            made += [part] if self.done else self._part(part, span)
        return tuple(made)

    def _part(self, part: Inline, span: Span) -> list[Inline]:
        if isinstance(part, Dated):
            if _bare(part.text) == _bare(self.row.printed) and self._is_this(span):
                self.done, self.old = True, part.reading.edtf
                return [self._marked(part.text)]
            return [part]
        if not isinstance(part, Text):
            return [part]
        for match in _pattern(self.row.printed).finditer(part.text):
            if self._is_this(span):
                self.done = True
                pieces = (
                    Text(part.text[: match.start()]),
                    self._marked(match[0]),
                    Text(part.text[match.end() :]),
                )
                return [one for one in pieces if one.text]
        return [part]

    def _marked(self, text: str) -> Dated | Text:
        reading = None if self.row.value == NONE else reading_of(self.row.value)
        return Text(text) if reading is None else Dated(text, reading)

    def _is_this(self, span: Span) -> bool:
        """Whether this occurrence is the one meant: those of the lines above it in the piece come first."""
        key = (span.first, span.last)
        if key not in self._before:
            above = "\n".join(self.lines.get(number, "") for number in range(span.first, self.row.place.line))
            count = len(_pattern(self.row.printed).findall(above))
            self._before[key] = count + self.row.place.nth - 1
        self._before[key] -= 1
        return self._before[key] < 0


def _bare(text: str) -> str:
    return "".join(text.split())


def _pattern(words: str) -> re.Pattern[str]:
    """The words with white space as the print has it; a word of Latin letters is not found within another."""
    pattern = r"\s{1,9}".join(re.escape(word) for word in words.split())
    start = r"(?<![A-Za-z0-9])" if re.match("[A-Za-z0-9]", words) else ""
    return re.compile(start + pattern + (r"(?![A-Za-z0-9])" if re.search("[A-Za-z0-9]$", words) else ""))
