"""The notes of a text as pieces of it, and the stretches of text between them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from tei.interpret.inline import Reading, read_inline
from tei.interpret.notes.words import note_type
from tei.interpret.pages import Pages
from tei.model import Block, Note, Span, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tei.interpret.layout import Decided
    from tei.interpret.notes.find import NotesSection, PrintedNote
    from tei.model import BlockKind, Line

_D = TypeVar("_D", bound="Decided")


def between(pages: Pages, sections: Sequence[NotesSection]) -> Iterator[Pages]:
    """The stretches of text between the notes, with their page markers: no paragraph runs on across notes."""
    start = 0
    marks = sorted(pages.marks)
    for stop, after in [*((one.start, one.stop) for one in sections), (len(pages.lines), 0)]:
        held = marks[bisect_left(marks, start) : bisect_left(marks, stop)]
        yield Pages(pages.lines[start:stop], {at - start: pages.marks[at] for at in held}, pages.signs)
        start = after


def parted(decided: Sequence[_D], sections: Sequence[NotesSection]) -> list[list[_D]]:
    """Decided lines, parted where notes stand between them: no list or table runs on across notes."""
    starts = [section.notes[0].lines[0].number for section in sections]
    stretches: list[list[_D]] = [[] for _ in range(len(starts) + 1)]
    for one in decided:
        stretches[bisect_left(starts, one.printed.number)].append(one)
    return stretches


def keys(sections: Sequence[NotesSection]) -> dict[str, str]:
    """The name of each note and its key; of several notes of one name the first."""
    made: dict[str, str] = {}
    for section in sections:
        for note in section.notes:
            if note.name:
                made.setdefault(note.name, note.key)
    return made


def note_pieces(
    sections: Sequence[NotesSection], reading: Reading, others: Mapping[int, str], *, translation: bool
) -> list[Block | Note]:
    """The notes, with the rules and headings above them; `others` are the languages of lines in another."""
    pieces: list[Block | Note] = []
    for section in sections:
        pieces += _above(section)
        for printed in section.notes:
            language = others.get(printed.lines[0].number, "")
            pieces.append(_note(printed, section, reading, language, translation=translation))
    return pieces


def _above(section: NotesSection) -> list[Block]:
    above: tuple[tuple[Line | None, BlockKind, str], ...] = (
        (section.rule, "notes-rule", "line drawn before the notes"),
        (section.heading, "notes-head", "heading of the notes"),
    )
    blocks = [
        Block(kind, (Text(line.text.strip()),), Span(line.number, line.number), rule)
        for line, kind, rule in above
        if line is not None
    ]
    return sorted(blocks, key=lambda block: block.span.first)


def _note(
    printed: PrintedNote, section: NotesSection, reading: Reading, language: str, *, translation: bool
) -> Note:
    quiet = replace(reading, language=language or reading.language, context=None, notes={}, anchors=False)
    paragraphs = printed.paragraphs
    return Note(
        key=printed.key,
        n=printed.n,
        label=printed.label,
        paragraphs=tuple(read_inline(text, quiet) for text in paragraphs),
        span=Span(printed.lines[0].number, printed.lines[-1].number),
        bullet=printed.bullet,
        language=language,
        type=note_type(" ".join(paragraphs), translation=translation),
        place=section.place,
        rule="label below a heading of notes" if section.heading else "label whose mark stands in the text",
    )
