"""Note marks, raised characters, supplied words, letter-spacing and dates within a line of text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from tei.interpret.dates import find_dates
from tei.interpret.foreign import part_foreign
from tei.interpret.letter_spacing import fold_blanks
from tei.interpret.line_ends import without_break
from tei.interpret.notes.marks import is_number, named_signs, shown_number
from tei.interpret.notes.parted import STYLE as PARTED
from tei.interpret.notes.signs import NoteSigns
from tei.interpret.page_forms import SIGNS
from tei.interpret.said_marks import find_marks
from tei.interpret.signs import Sign, find_signs, merge
from tei.late_patterns import late
from tei.model import Anchor, Break, Dated, Deleted, Furniture, Gap, Inline, PageBreak, Raised, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tei.model import DateReading

_CJK = r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff]"
_AFTER_HYPHEN = re.compile(r"(?<=[-\u2010\u00ad\u00ac])\n")
_HEADING_BLANK = late(rf"(?<={_CJK}{{4}})[ \u3000](?={_CJK}{{4}})")


@dataclass(slots=True)
class Reading:
    """How the text of a division is read: its language, the date to complete others by, its notes.

    `notes` maps the name (number, letter, asterisks) of each note of the division to its key. `supplied`:
    whether words in square brackets are the translator's. `raised`: whether `^{...}` marks raised print.
    `near` are the other languages of the record. `pages` maps the words of page markers to their parts; a
    line of a paragraph that is one stands between two newlines. `in_row` and `refused` are what the marks
    of the whole text tell about each other (`notes.marks.unanswered`). `anchors`: false within a note.
    `divided`: whether a hyphen at a line end divides a word. `signs`: what the layout says of notes and signs.
    """

    language: str
    context: DateReading | None
    notes: Mapping[str, str]
    supplied: bool = False
    raised: bool = True
    near: tuple[str, ...] = ()
    pages: Mapping[str, tuple[Inline, ...]] = field(default_factory=dict)
    in_row: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    anchors: bool = True
    divided: bool = True
    signs: NoteSigns = field(default_factory=NoteSigns)


def read_inline(text: str, reading: Reading, *, heading: bool = False) -> tuple[Inline, ...]:
    """Read one paragraph's text: every character comes back in one of the parts, in order.

    White space is layout: runs become one blank, the ends are cut. The signs `^{ }` around raised
    print and the brackets around supplied words are markup and are restored on rendering.
    """
    text = fold_blanks(text).strip()
    if not reading.pages:
        return tuple(_marked(text, reading, heading=heading))
    parts: list[Inline] = []
    for piece in _over_pages(text, reading.pages):
        parts += _marked(piece, reading, heading=heading) if isinstance(piece, str) else piece
    return tuple(parts)


def _over_pages(text: str, pages: Mapping[str, tuple[Inline, ...]]) -> Iterator[str | tuple[Inline, ...]]:
    """The words between page markers, and the parts of the markers, in order.

    Markers on lines of their own stand in the place of a line end: a blank is left on either side, but
    where they divide a word or stand between Chinese signs.
    """
    groups = [
        (marked, list(lines))
        for marked, lines in groupby(text.split("\n"), key=lambda line: line.strip() in pages)
    ]
    for at, (marked, lines) in enumerate(groups):
        if not marked:
            yield from _over_signs("\n".join(lines), pages)
            continue
        before = groups[at - 1][1][-1] if at else ""
        after = groups[at + 1][1][0] if at + 1 < len(groups) else ""
        blank = " " if before and after and not without_break(before, after) else ""
        yield blank
        yield tuple(part for line in lines for part in pages[line.strip()])
        yield blank


def _over_signs(text: str, pages: Mapping[str, tuple[Inline, ...]]) -> Iterator[str | tuple[Inline, ...]]:
    """The words of a line between the page markers that stand in it, and their parts."""
    position = 0
    for match in SIGNS.finditer(text):
        if match[0] in pages:
            yield text[position : match.start()]
            yield pages[match[0]]
            position = match.end()
    yield text[position:]


def _marked(text: str, reading: Reading, *, heading: bool) -> list[Inline]:
    parts: list[Inline] = []
    position = 0
    for found in _found(text, reading):
        parts += _plain(text[position : found.begin], reading, heading=heading)
        parts += found.parts
        position = found.end
    parts += _plain(text[position:], reading, heading=heading)
    return parts


def _found(text: str, reading: Reading) -> list[Sign]:
    """Note marks and raised print, and the signs between them, in order; a mark wins over a sign."""
    marks = [
        Sign(match.start(), match.end(), (mark,))
        for match, style, name in named_signs(text)
        if (mark := _mark(match, style, name if reading.anchors else "", reading)) is not None
    ]
    if reading.anchors and reading.signs.forms.anchor is not None:
        marks = merge(_said_anchors(text, reading), marks)
    signs = find_signs(
        text, reading.language, supplied=reading.supplied, near=reading.near, date=reading.context
    )
    found = merge(marks, signs)
    return merge(_said(text, reading, marks), found) if reading.signs.marks else found


def _said_anchors(text: str, reading: Reading) -> list[Sign]:
    """The marks of notes that the layout names."""
    return [
        Sign(begin, end, (Anchor(printed, shown_number(name), raised=False, key=reading.notes.get(name)),))
        for begin, end, printed, name in reading.signs.anchors(text)
    ]


def _said(text: str, reading: Reading, anchors: Sequence[Sign]) -> list[Sign]:
    """What the layout says signs are; where a note's mark stands between two of them, they stay text."""
    notes = [one for one in anchors if isinstance(one.parts[0], Anchor)]
    return [
        Sign(begin, end, (part,))
        for begin, first, last, end, part in find_marks(text, reading.signs.marks, reading.language)
        if not any(first <= note.begin and note.end <= last for note in notes)
    ]


def _mark(match: re.Match[str], style: str, name: str, reading: Reading) -> Inline | None:
    """A note mark (by its name, if it may be one), or raised characters."""
    raised = match["raised"]
    if raised is not None and not reading.raised:
        return None
    if name and (anchor := _anchor(match, style, name, reading)):
        return anchor
    return Raised(raised) if raised is not None else None


def _anchor(match: re.Match[str], style: str, name: str, reading: Reading) -> Anchor | None:
    """The mark as an anchor: a note answers, or its sign or its row leaves no doubt that one is missing."""
    marker = match["raised"] or match[0]
    known = f"{style}:{name}" in reading.in_row
    if name in reading.notes:
        wanted = style not in ("letter", PARTED) or known
        missing = not wanted or f"{style}:{name}" in reading.refused
    else:
        missing = not (known or _alone_is_mark(match, style, name))
    if missing:
        return None
    return Anchor(marker, shown_number(name), style == "raised", reading.notes.get(name))


def _alone_is_mark(match: re.Match[str], style: str, name: str) -> bool:
    """`[1]` after a word is a note mark without its note, `[1962]` and `m^{2}` are none."""
    if style == "star":
        return match[0][0] in "*＊†‡" and match.string[match.start() - 1].isalnum()
    if not is_number(name) or len(name) > 3:
        return False
    if style == "raised":
        return match["raised"].strip()[0] in "〔［[（("
    glued = match.start() > 0 and not match.string[match.start() - 1].isspace()
    return style == "superscript" or (style == "square" and glued)


def _plain(text: str, reading: Reading, *, heading: bool) -> list[Inline]:
    """Text without marks: line breaks of a CJK heading, dates."""
    if not text:
        return []
    if heading:
        pieces = _HEADING_BLANK.split(text)
        parts: list[Inline] = []
        for piece in pieces:
            parts += [Break(), Text(piece)]
        return parts[1:]
    return _dated(text, reading)


# Dates are looked for in this many characters of a paragraph: far more than any real one has. It bounds
# the time that a file without line ends can take.
_DATES_WITHIN = 20_000


def _dated(text: str, reading: Reading) -> list[Inline]:
    parts: list[Inline] = []
    position = 0
    for begin, end, value in _dates(text[:_DATES_WITHIN], reading):
        if begin > position:
            parts += part_foreign(text[position:begin], reading.language, reading.near)
        parts.append(Dated(text[begin:end], value))
        position = end
    parts += part_foreign(text[position:], reading.language, reading.near)
    return parts


def _dates(text: str, reading: Reading) -> list[tuple[int, int, DateReading]]:
    """The dates of a text, also those that run over a line end: begin, end, value."""
    running, at = _running(text)
    found = find_dates(running, language=reading.language, context=reading.context)
    return [(at[one.begin], at[one.end - 1] + 1, one.reading) for one in found]


def _running(text: str) -> tuple[str, Sequence[int]]:
    """The text as it reads without its line ends, and where each of its characters stands in the print."""
    if "\n" not in text:
        return text, range(len(text))
    kept: list[str] = []
    at: list[int] = []
    lines = text.split("\n")
    begin = 0
    for line, following in zip(lines, (*lines[1:], ""), strict=True):
        words = line
        if following:
            words = line if not without_break(line, following) else line.rstrip("-\u2010\u00ad\u00ac")
        kept.append(words)
        at += range(begin, begin + len(words))
        begin += len(line) + 1
        if following and not without_break(line, following):
            kept.append(" ")
            at.append(begin - 1)
    return "".join(kept), at


def with_hyphens(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """Content whose hyphens at line ends are the words' own: the line ends after them divide no word."""
    parts: list[Inline] = []
    for part in content:
        if not isinstance(part, Text):
            parts.append(part)
            continue
        first, *others = _AFTER_HYPHEN.split(part.text)
        parts.append(Text(first))
        for other in others:
            parts += [Break(), Text(other)]
    return tuple(parts)


def plain_text(content: Sequence[Inline]) -> str:
    """The characters of inline content without note marks; a line break is nothing between CJK."""
    words = []
    for part in content:
        if isinstance(part, Anchor | Break | PageBreak | Gap | Furniture | Deleted):
            continue
        words.append(part.text)
    return "".join(words)
