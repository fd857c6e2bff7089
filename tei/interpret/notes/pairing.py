"""Notes and their marks: which note each mark points at, and what has no partner.

A mark points at the nearest note of its name after it, or else at the last before it: so numbers that begin
again on each page, in each annex or in each part keep apart. An asterisk points forward only.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tei.interpret.notes.marks import STARS, is_number, mark_name
from tei.model import Anchor, Block, Item, ItemList, Note, Section, Table, Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tei.interpret.notes.find import NotesSection, PrintedNote
    from tei.model import Division, Inline, Piece


@dataclass(frozen=True, slots=True)
class Paired:
    """The pieces with each mark tied to its note, and by line what is odd about marks and notes."""

    pieces: tuple[Piece, ...]
    orphan_anchors: tuple[tuple[int, str], ...]
    orphan_notes: tuple[tuple[int, str], ...]
    repeated_notes: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class _Mark:
    anchor: Anchor
    name: str
    line: int
    section: int | None
    key: str | None = None


@dataclass(slots=True)
class _Notes:
    """The notes by name and section, and how many sections a walk through the text has passed."""

    sections: Sequence[NotesSection]
    by_name: dict[str, dict[int, list[PrintedNote]]] = field(default_factory=dict)
    section_of: dict[str, int] = field(default_factory=dict)
    passed: int = -1

    def __post_init__(self) -> None:
        for index, section in enumerate(self.sections):
            for note in section.notes:
                self.section_of[note.key] = index
                if note.name:
                    self.by_name.setdefault(note.name, {}).setdefault(index, []).append(note)

    def section_for(self, name: str) -> int | None:
        """The section of the note that a mark at this place of the walk points at."""
        indexes = self.by_name.get(name, {})
        later = next((index for index in indexes if index > self.passed), None)
        if later is not None or not indexes:
            return later
        last = max(indexes)
        forward_only = name[0] in STARS and self.sections[last].place == "foot"
        return None if forward_only else last


def pair(pieces: Sequence[Piece], sections: Sequence[NotesSection]) -> Paired:
    """Tie the marks in the pieces of a division to the notes found in it."""
    notes = _Notes(sections)
    marks: list[_Mark] = []
    for piece in pieces:
        _walk(piece, notes, marks)
    _choose(marks, notes)
    given = iter(marks)

    def tied(anchor: Anchor) -> Anchor:
        key = next(given).key
        return anchor if anchor.key == key else replace(anchor, key=key)

    used = {mark.key for mark in marks}
    made = tuple(_with_notes(_tied(piece, tied) if marks else piece, used) for piece in pieces)
    printed = [note for section in sections for note in section.notes]
    repeated = {key for section in sections for key in _repeated(section.notes, used)}
    return Paired(
        made,
        tuple((mark.line, mark.anchor.marker) for mark in marks if mark.key is None),
        tuple(_where(note) for note in printed if note.key not in used and note.key not in repeated),
        tuple(_where(note) for note in printed if note.key in repeated),
    )


def lonely_marks(divisions: Sequence[Division]) -> list[tuple[int, str]]:
    """The line and the sign of each mark that no note answers to."""
    notes = _Notes(())
    marks: list[_Mark] = []
    for division in divisions:
        for piece in division.blocks:
            _walk(piece, notes, marks)
    return [(mark.line, mark.anchor.marker) for mark in marks if mark.anchor.key is None]


def _where(note: PrintedNote) -> tuple[int, str]:
    return note.lines[0].number, note.label


def _repeated(notes: Sequence[PrintedNote], used: set[str | None]) -> Iterator[str]:
    """Notes of a section that have the name of one before them, if numbers and marks do not begin again."""
    runs: dict[str, int] = {}
    for note in notes:
        if note.name and note.name in runs and (note.run == runs[note.name] or note.key not in used):
            yield note.key
        runs[note.name] = note.run


# --- choosing ------------------------------------------------------------------------------------


def _walk(piece: Piece, notes: _Notes, marks: list[_Mark]) -> None:
    """Collect the marks of a piece in order, each with the section of its note."""
    if isinstance(piece, Note):
        notes.passed = max(notes.passed, notes.section_of.get(piece.key, -1))
    elif isinstance(piece, Section):
        for inner in piece.pieces:
            _walk(inner, notes, marks)
    else:
        for content in filter(_holds_mark, piece.contents):
            line = piece.span.first
            for part in content:
                if isinstance(part, Anchor):
                    name = part.n or mark_name(part.marker)
                    marks.append(_Mark(part, name, line, notes.section_for(name)))
                line += getattr(part, "text", "").count("\n")


def _choose(marks: Sequence[_Mark], notes: _Notes) -> None:
    by_section: dict[int, list[_Mark]] = {}
    for mark in marks:
        if mark.section is not None:
            by_section.setdefault(mark.section, []).append(mark)
    for index, of in by_section.items():
        runs = _runs(of, notes.sections[index].notes)
        counts: dict[str, list[_Mark]] = {}
        for mark in of:
            counts.setdefault(mark.name, []).append(mark)
        for name, same in counts.items():
            candidates = notes.by_name[name][index]
            for order, mark in enumerate(same):
                if len(candidates) == len(same):
                    mark.key = candidates[order].key
                else:
                    in_run = (note for note in candidates if note.run == runs.get(id(mark), 0))
                    mark.key = next(in_run, candidates[0]).key


def _runs(marks: Sequence[_Mark], notes: Sequence[PrintedNote]) -> dict[int, int]:
    """The run of each mark, where the marks begin again as often as the notes do."""
    last = notes[-1].run
    run, previous = 0, 0
    runs: dict[int, int] = {}
    for mark in marks if last else ():
        n = int(mark.name) if is_number(mark.name) else previous
        if mark.name == notes[0].name and n < previous:
            run += 1
        runs[id(mark)], previous = run, n
    return runs if run == last else {}


# --- giving --------------------------------------------------------------------------------------


def _content(content: tuple[Inline, ...], tied: Callable[[Anchor], Anchor]) -> tuple[Inline, ...]:
    if not _holds_mark(content):
        return content
    return tuple(tied(part) if isinstance(part, Anchor) else part for part in content)


def _holds_mark(content: tuple[Inline, ...]) -> bool:
    return Anchor in map(type, content)


def _block(block: Block, tied: Callable[[Anchor], Anchor]) -> Block:
    content = _content(block.content, tied)
    return block if content is block.content else replace(block, content=content)


def _list(piece: ItemList, tied: Callable[[Anchor], Anchor]) -> ItemList:
    head = _content(piece.head, tied)
    items = tuple(_item(item, tied) if isinstance(item, Item) else _block(item, tied) for item in piece.items)
    return replace(piece, head=head, items=items)


def _item(item: Item, tied: Callable[[Anchor], Anchor]) -> Item:
    content = _content(item.content, tied)
    return replace(item, content=content, inner=tuple(_part(inner, tied) for inner in item.inner))


def _part(piece: Block | ItemList, tied: Callable[[Anchor], Anchor]) -> Block | ItemList:
    return _list(piece, tied) if isinstance(piece, ItemList) else _block(piece, tied)


def _tied(piece: Piece, tied: Callable[[Anchor], Anchor]) -> Piece:
    """The piece with its anchors replaced, in the order in which `contents` gives them."""
    match piece:
        case Block() | ItemList():
            return _part(piece, tied)
        case Table():
            rows = tuple(tuple(_content(cell, tied) for cell in row) for row in piece.rows)
            return replace(piece, rows=rows)
        case Turn():
            speaker = _content(piece.speaker, tied)
            return replace(piece, speaker=speaker, blocks=tuple(_part(one, tied) for one in piece.blocks))
        case Section():
            return replace(piece, pieces=tuple(_tied(inner, tied) for inner in piece.pieces))
    return piece


def _with_notes(piece: Piece, used: set[str | None]) -> Piece:
    """Mark the notes that no mark points at."""
    if isinstance(piece, Section):
        return replace(piece, pieces=tuple(_with_notes(inner, used) for inner in piece.pieces))
    return replace(piece, anchored=False) if isinstance(piece, Note) and piece.key not in used else piece
