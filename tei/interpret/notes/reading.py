"""The notes of a text as pieces of it, at their places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tei.interpret.inline import Reading, read_inline
from tei.interpret.notes.words import SIGNS, note_type, signs_within
from tei.model import Block, Note, Section, Span, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tei.interpret.notes.find import NotesSection, PrintedNote
    from tei.model import BlockKind, Inline, Line, NoteType, Piece


def inserted(pieces: Sequence[Piece], notes: Sequence[Block | Note]) -> list[Piece]:
    """The pieces with the notes where they are printed, by line, in one pass.

    A note within an annex or another section stands in it, as the foot of a page does.
    """
    if not notes:
        return list(pieces)
    made: list[Piece] = []
    at = 0
    for piece in pieces:
        begin = at
        while at < len(notes) and notes[at].span.first < piece.span.first:
            at += 1
        made += notes[begin:at]
        begin = at
        if isinstance(piece, Section):
            while at < len(notes) and notes[at].span.first < piece.span.last:
                at += 1
        if at == begin or not isinstance(piece, Section):
            made.append(piece)
            continue
        feet = [replace(one, place="foot") if isinstance(one, Note) else one for one in notes[begin:at]]
        made.append(replace(piece, pieces=tuple(inserted(piece.pieces, feet))))
    return [*made, *notes[at:]]


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
    quiet = replace(reading, context=None, notes={}, anchors=False)
    words = {note.key: note.paragraphs for section in sections for note in section.notes}
    signs = signs_within("\n".join(map(" ".join, words.values())), SIGNS)
    for section in sections:
        pieces += _above(section)
        for printed in section.notes:
            language = others.get(printed.lines[0].number, "")
            spoken = replace(quiet, language=language) if language else quiet
            kind = note_type(" ".join(words[printed.key]), signs, translation=translation)
            paragraphs = tuple(read_inline(text, spoken) for text in words[printed.key])
            pieces.append(_note(printed, section, paragraphs, language, kind))
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
    printed: PrintedNote,
    section: NotesSection,
    paragraphs: tuple[tuple[Inline, ...], ...],
    language: str,
    kind: NoteType,
) -> Note:
    return Note(
        key=printed.key,
        n=printed.n,
        label=printed.label,
        paragraphs=paragraphs,
        span=Span(printed.lines[0].number, printed.lines[-1].number),
        bullet=printed.bullet,
        language=language,
        type=kind,
        place=section.place,
        rule="label below a heading of notes" if section.heading else "label whose mark stands in the text",
    )
