"""Which lines of a text belong together: a paragraph may run over several lines of the print.

A text is broken at print width where line after line is full (the first word of the next one would not
have fitted) and ends within a sentence. There a paragraph ends at a blank line, before an indented
line, and else, by a weak rule that is reported, where a sentence ends and the line or the one after it
is short: the last line of a paragraph, or its first one, whose indent the record has lost. Where the
lines are not of that kind, each is a paragraph: verse, lists, addresses, and every record that has a
line per paragraph. A page marker between two lines parts nothing where the sentence goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.interpret.line_ends import holds_roomless, in_capitals, width
from tei.interpret.pages import Pages, goes_on
from tei.interpret.print_zone import NARROWEST, PrintedLine, Zone
from tei.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tei.model import Inline, Line
    from tei.profile import BodyRules

_WIDEST = 150  # more signs than a printed line has: a paragraph on one line
_SLOGAN = 70
_INDENTS = frozenset("\u3000\t ")
_INDENTED = re.compile(r"^(?:\u3000|\t| {2,})")


@dataclass(slots=True)
class Printed:
    """Lines of the print that are one paragraph, heading or line of an opening: never empty, none blank.

    A newline in `text` is a line end of the print that the paragraph runs across. `marks` maps the index
    of a line that is a page marker to its parts; `text` are the words of the lines, without blanks at the ends
    of several lines.
    """

    lines: tuple[Line, ...]
    marks: Mapping[int, tuple[Inline, ...]] = field(default_factory=dict)
    text: str = field(init=False)  # every rule asks for it

    def __post_init__(self) -> None:
        several = len(self.lines) > 1
        self.text = "\n".join(line.text.strip() for line in self.lines) if several else self.lines[0].text

    @property
    def number(self) -> int:
        """The number of the first line."""
        return self.lines[0].number

    @property
    def span(self) -> Span:
        """First and last line."""
        return Span(self.lines[0].number, self.lines[-1].number)

    @property
    def page(self) -> bool:
        """Whether it holds page markers only."""
        return len(self.marks) == len(self.lines)


@dataclass(slots=True)
class Joined:
    """The paragraphs of a text, and the numbers of the lines that begin one by the weak rule."""

    printed: tuple[Printed, ...]
    weak: tuple[int, ...] = ()


def join_lines(
    lines: Sequence[Line],
    pages: Pages | None = None,
    measure: int | None = None,
    rules: BodyRules | None = None,
) -> Joined:
    """Join the lines of a division into paragraphs; blank lines are dropped, nothing else.

    `pages` are the page markers of a text that begins with these lines. `measure` is that of the print
    these few lines are a part of, where it is known (`print_measure`); `rules` are what the layout says of
    paragraphs and hyphens.
    """
    marks = pages.marks if pages else {}
    rows = _rows(lines, marks)
    joints = _Joints(rows, measure, rules)
    printed: list[Printed] = []
    begin = 0
    for row in range(1, len(rows) + 1):
        if row == len(rows) or not joints.joined[row - 1]:
            start = rows[begin].index
            printed += _between(lines, marks, rows[begin - 1].index if begin else -1, start)
            printed.append(_one(lines, marks, start, rows[row - 1].index))
            begin = row
    printed += _between(lines, marks, rows[-1].index if rows else -1, len(lines))
    weak = tuple(lines[rows[row + 1].index].number for row in joints.weak)
    return Joined(tuple(printed), weak)


def print_measure(lines: Sequence[Line]) -> int | None:
    """The measure of a text that is broken at print width; None where its lines are of another kind."""
    texts = [text for line in lines if (text := line.text.strip())]
    if sum([_room(text) <= _WIDEST for text in texts]) * 2 <= len(texts):
        return None  # most lines are none of the print
    rows = _rows(lines, {})
    zones = [Zone(rows[first:last], divided=True) for first, last in _zones(rows)]
    measures = sorted(measure for zone in zones if zone.printed for measure in zone.measure)
    return measures[len(measures) // 2] if len(measures) * 2 > len(rows) else None


def _one(lines: Sequence[Line], marks: Mapping[int, tuple[Inline, ...]], first: int, last: int) -> Printed:
    if first == last and not marks:
        return Printed((lines[first],))
    held = [index for index in range(first, last + 1) if not lines[index].blank]
    return Printed(
        tuple(lines[index] for index in held),
        {at: marks[index] for at, index in enumerate(held) if index in marks},
    )


def _between(
    lines: Sequence[Line], marks: Mapping[int, tuple[Inline, ...]], after: int, before: int
) -> list[Printed]:
    """The page markers between two paragraphs, or before the first and after the last one."""
    held = [index for index in range(after + 1, before) if index in marks] if marks else []
    return [_one(lines, marks, held[0], held[-1])] if held else []


# --- the lines of text and what is between them ------------------------------------------------


def _rows(lines: Sequence[Line], marks: Mapping[int, tuple[Inline, ...]]) -> list[PrintedLine]:
    rows: list[PrintedLine] = []
    blank = mark = False
    for index, line in enumerate(lines):
        if index in marks:
            mark = True
        elif line.blank:
            blank = True
        else:
            text = line.text.strip()
            indented = line.text[0] in _INDENTS and _INDENTED.match(line.text) is not None
            indent = len(line.text) - len(line.text.lstrip()) if indented else 0
            rows.append(PrintedLine(index, text, _room(text), indented, blank, mark, indent))
            blank = mark = False
    return rows


def _room(text: str) -> int:
    """The room of a line; one that is certainly too long is not measured sign by sign."""
    long = len(text) > 4 * _WIDEST or (len(text) > _WIDEST and not holds_roomless(text))
    return len(text) if long else width(text)


class _Joints:
    """For each line but the last: whether the paragraph goes on into the next line, and by which rule."""

    def __init__(self, rows: Sequence[PrintedLine], measure: int | None, rules: BodyRules | None) -> None:
        self.rows = rows
        self.weak: list[int] = []
        if rules and rules.paragraphs != "auto":
            self.joined = [self._told(row, rules.paragraphs) for row in range(len(rows) - 1)]
            return
        divided = rules is None or rules.hyphens == "auto"
        self.joined = [self._over_page(row) for row in range(len(rows) - 1)]
        for first, last in _zones(rows):
            zone = Zone(rows[first:last], divided=divided)
            if zone.printed or zone.printed_at(measure):
                joined, weak = zone.joints()
                self.joined[first : last - 1] = [
                    there or here for there, here in zip(self.joined[first : last - 1], joined, strict=True)
                ]
                self.weak += [first + row for row in weak if not self.joined[first + row]]
        for first, last in _slogans(rows):
            self.joined[first : last - 1] = [True] * (last - 1 - first)

    def _told(self, row: int, paragraphs: str) -> bool:
        """Whether a paragraph goes on by what the layout calls one; a page marker's blank lines part none."""
        following = self.rows[row + 1]
        if paragraphs == "line":
            return False
        if following.blank_before:
            return following.mark_before and self._over_page(row)
        return paragraphs == "blank-line" or not following.indented

    def _over_page(self, row: int) -> bool:
        """Whether a sentence goes on over a page marker, whatever the lines are."""
        here, following = self.rows[row], self.rows[row + 1]
        if not following.mark_before or following.indented or here.width < NARROWEST:
            return False
        return goes_on(here.text, following.text) and not in_capitals(following.text)


def _slogans(rows: Sequence[PrintedLine]) -> Iterator[tuple[int, int]]:
    """Short lines that cry out, set off by blank lines: two or more of them are one paragraph."""
    begin = 0
    for row in range(1, len(rows) + 1):
        if row < len(rows) and not (rows[row].blank_before or rows[row].mark_before):
            continue
        group = rows[begin:row]
        if 1 < len(group) < len(rows) and all(
            one.text[-1] in "!！" and one.width <= _SLOGAN for one in group
        ):
            yield begin, row
        begin = row


def _zones(rows: Sequence[PrintedLine]) -> Iterator[tuple[int, int]]:
    """Runs of lines that are not longer than a printed line."""
    begin = 0
    for row in range(len(rows) + 1):
        if row == len(rows) or rows[row].width > _WIDEST:
            if row - begin > 1:
                yield begin, row
            begin = row + 1
