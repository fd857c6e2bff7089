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
from tei.interpret.notes import mark_number
from tei.interpret.page_forms import SIGNS
from tei.interpret.signs import Sign, find_signs, merge
from tei.model import Anchor, Break, Dated, Deleted, Furniture, Gap, Inline, PageBreak, Raised, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tei.model import DateReading

# One alternation, bounded repeats: a line of any length is read in one pass.
_MARKS = re.compile(
    r"\^\{(?P<raised>[^{}]{1,40})\}"
    r"|(?P<hooked>[〔［][0-9０-９]{1,3}[〕］\]])"
    r"|\[(?P<square>[^\[\]]{1,200})\]"
    r"|(?P<circled>[⑴-⒇①-⑳])"
    r"|(?P<superscript>(?<=[^\W\d_]|[.,;:!?)”’»。，；：！？」』])[⁰¹²³⁴-⁹]{1,3})"
)
_CJK = r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff]"
_HEADING_BLANK = re.compile(rf"(?<={_CJK}{{4}})[ \u3000](?={_CJK}{{4}})")
_UNIT = re.compile(r"(?<![^\W\d_])[kcdm]?m$")  # `km²` is an area, no note


@dataclass(frozen=True, slots=True)
class Reading:
    """How the text of a division is read: its language, the date to complete others by, its notes.

    `notes` maps the number of each note of the division to its key. `supplied`: whether words in
    square brackets are the translator's. `raised`: whether `^{...}` marks raised print. `near` are the
    other languages of the record. `pages` maps the words of page markers to their parts; a line of a
    paragraph that is one stands between two newlines.
    """

    language: str
    context: DateReading | None
    notes: Mapping[str, str]
    supplied: bool = False
    raised: bool = True
    near: tuple[str, ...] = ()
    pages: Mapping[str, tuple[Inline, ...]] = field(default_factory=dict)


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
        for match in _MARKS.finditer(text)
        if (mark := _mark(match, text, reading)) is not None
    ]
    signs = find_signs(
        text, reading.language, supplied=reading.supplied, near=reading.near, date=reading.context
    )
    return merge(marks, signs)


def _mark(match: re.Match[str], text: str, reading: Reading) -> Inline | None:
    if (inner := match["raised"]) is not None:
        return _raised(inner, reading) if reading.raised else None
    if match["square"] is not None:
        return _square(match, text, reading)
    n = mark_number(match[0])
    if n in reading.notes and text[match.start() - 1 : match.start()] != "注":
        return Anchor(match[0], n, raised=False, key=reading.notes[n])
    if match["superscript"] and not _UNIT.search(text[max(0, match.start() - 4) : match.start()]):
        return Anchor(match[0], n, raised=False, key=None)
    return None


def _raised(inner: str, reading: Reading) -> Inline:
    n = mark_number(inner)
    if n in reading.notes:
        return Anchor(inner, n, raised=True, key=reading.notes[n])
    bracketed = n and inner[0] in "〔［[("
    return Anchor(inner, n, raised=True, key=None) if bracketed else Raised(inner)


def _square(match: re.Match[str], text: str, reading: Reading) -> Inline | None:
    """`[1]` after a word is a note mark, `[1962]` is not."""
    n = mark_number(match[0])
    if n:
        glued = match.start() > 0 and not text[match.start() - 1].isspace()
        if n in reading.notes and match.start() > 0:
            return Anchor(match[0], n, raised=False, key=reading.notes[n])
        return Anchor(match[0], n, raised=False, key=None) if glued else None
    return None


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


def plain_text(content: Sequence[Inline]) -> str:
    """The characters of inline content without note marks; a line break is nothing between CJK."""
    words = []
    for part in content:
        if isinstance(part, Anchor | Break | PageBreak | Gap | Furniture | Deleted):
            continue
        words.append(part.text)
    return "".join(words)
