"""Corrections of note marks: which note a mark belongs to, what is one, and what is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tei.corrections.content import ContentChange, as_printed, parts_within, with_parts
from tei.corrections.values import NONE
from tei.findings import Where, finding
from tei.interpret.notes.marks import mark_name
from tei.interpret.notes.pairing import lonely_marks
from tei.model import Anchor, Note, Raised, Section, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.corrections.content import Content
    from tei.corrections.table import Correction
    from tei.findings import Finding
    from tei.model import Division, Document, Inline, Piece, Span

_RAISED = re.compile(r"\^\{(.{1,40})\}")
_LINE = re.compile(r"line ([1-9][0-9]{0,8})")


@dataclass(slots=True)
class MarkChange(ContentChange):
    """The sign on the line: a mark of the note that is named, or none."""

    notes: tuple[Note, ...] = ()
    missed: str = "this sign is not found on the line; within a note and in a note's label no mark is read"

    def pattern(self) -> re.Pattern[str]:
        """The sign with or without the signs of raised print, not as a part of a longer one."""
        sign = bare_sign(self.row.printed)
        first, last = (
            "0-9" if "0" <= one <= "9" else re.escape(one) for one in (sign[:1] or " ", sign[-1:] or " ")
        )
        raised = re.escape(f"^{{{sign}}}")
        return re.compile(rf"{raised}|(?<![{first}]){re.escape(sign)}(?![{last}])")

    def piece(self, piece: Piece, language: str) -> Piece:
        """The piece after the correction; a note holds no marks."""
        if isinstance(piece, Note):
            return piece
        return ContentChange.piece(self, piece, language)

    def changed(self, content: Content, span: Span) -> Content:
        """The content with the mark tied to its note, or as text."""
        text = "".join(map(as_printed, content))
        for match in self.meant(text, span):
            within = parts_within(content, *match.span())
            old = next((part for part in within if isinstance(part, Anchor)), None)
            self.old = self._called(old)
            note = None if self.row.value == NONE else self._note()
            if self.problem:
                return content
            if (old is None and note is None) or (old and note and old.key == note.key):
                self.done, self.old = True, self.row.value
                return content
            made = with_parts(content, match.start(), match.end(), (_part(match[0], note),))
            if made is None:
                self.problem = "the sign stands amid other markup, such as a name or a date"
                return content
            self.done = True
            return made
        return content

    def _called(self, anchor: Anchor | None) -> str:
        """What the sign was read as: no mark, a mark without a note, or that of a note."""
        if anchor is None:
            return NONE
        note = next((one for one in self.notes if one.key == anchor.key), None)
        return (note.n or note.label) if note else "a mark without a note"

    def _note(self) -> Note | None:
        """The note that the value names by number, label or line; a problem where it is not one note."""
        value = self.row.value
        if match := _LINE.fullmatch(value):
            named = [note for note in self.notes if note.span.first == int(match[1])]
        else:
            named = [note for note in self.notes if value in (note.n, note.label, bare_sign(note.label))]
            name = mark_name(bare_sign(value))
            named = named or [
                note for note in self.notes if name and mark_name(bare_sign(note.label)) == name
            ]
        if len(named) == 1:
            return named[0]
        if named:
            lines = ", ".join(f"line {note.span.first}" for note in named)
            self.problem = f"several notes are called {value!r}: write the line of the one meant ({lines})"
        else:
            labels = ", ".join(note.n or note.label or f"line {note.span.first}" for note in self.notes[:20])
            self.problem = (
                f"no note of this part of the text is called {value!r}; its notes: {labels or 'none'}"
            )
        return None


def bare_sign(sign: str) -> str:
    """A mark or label without the signs of raised print."""
    match = _RAISED.fullmatch(sign.strip())
    return match[1] if match else sign.strip()


def _part(sign: str, note: Note | None) -> Inline:
    match = _RAISED.fullmatch(sign)
    if note is None:
        return Raised(match[1]) if match else Text(sign)
    return Anchor(match[1] if match else sign, note.n, match is not None, note.key)


def anchored(division: Division) -> Division:
    """The division, in which each note knows whether a mark points at it."""
    used = {part.key for part in division.parts if isinstance(part, Anchor)}
    return replace(division, blocks=tuple(_anchored(piece, used) for piece in division.blocks))


def _anchored(piece: Piece, used: set[str | None]) -> Piece:
    if isinstance(piece, Section):
        return replace(piece, pieces=tuple(_anchored(one, used) for one in piece.pieces))
    return replace(piece, anchored=piece.key in used) if isinstance(piece, Note) else piece


def told_anew(
    read: Sequence[Finding], before: Document, after: Document, rows: Sequence[Correction]
) -> list[Finding]:
    """The findings about marks and notes without partner as they are after corrections of marks.

    `rows` are those that were applied or confirmed.
    """
    mine = [row for row in rows if row.place.subject == "mark"]
    if not mine:
        return list(read)
    path = after.record.source.path
    gone = set(_alone(before, path)) - set(_alone(after, path))
    new = [one for one in _alone(after, path) if one not in set(_alone(before, path))]
    confirmed = {(row.place.line, bare_sign(row.printed)) for row in mine}
    gone |= {
        finding("I006", _no_note(mark), Where(path, line))
        for line, mark in lonely_marks(after.divisions)
        if (line, mark) in confirmed
    }
    return [*(one for one in read if one not in gone), *(one for one in new if one not in gone)]


def _no_note(mark: str) -> str:
    return f"no note answers to the mark {mark}"


def _alone(document: Document, path: str) -> Iterator[Finding]:
    for line, mark in lonely_marks(document.divisions):
        yield finding("I006", _no_note(mark), Where(path, line))
    for division in document.divisions:
        for note in division.notes:
            if not note.anchored:
                text = f"no mark in the text points at note {note.label}"
                yield finding("I007", text, Where(path, note.span.first))
