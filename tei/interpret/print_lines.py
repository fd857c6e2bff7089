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
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.interpret.line_ends import (
    begins_letter,
    begins_small,
    divides_word,
    ends_open,
    ends_sentence,
    first_word,
    in_capitals,
    wide,
    width,
)
from tei.interpret.pages import Pages, goes_on
from tei.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tei.model import Inline, Line

_WIDEST = 150  # more signs than a printed line has: a paragraph on one line
_NARROWEST = 24
_WINDOW = 15  # lines on either side that a line is compared with: pages of one text differ in width
_FULL = 0.85  # this share of them is not longer than the measure
_LEAST_FULL = 3  # full lines within sentences that tell a text of print-width lines
_LONG_RUN = 4  # so many lines that go on are running text, whatever follows
_INDENT = 4  # signs by which the first line of a paragraph is shorter at least
_SHORT = 0.6  # a line of less than this share of the measure is no line of running text
_NEAR = 0.75  # one of this share, within a paragraph, may be: a name was not divided
_NEIGHBOURS = 9  # full lines nearest to a line, whose widths give its measure
_WORD = 8  # a longer first word of the next line could have been divided; in a text that divides words
_SYLLABLE = 5  # a part of it would have fitted
_DIVIDES = 12  # one line in so many ends in a hyphen where words are divided
_STRAY = 0.25  # words written between the lines stand on lines of their own
_SLOGAN = 70
_FEW = 4  # lines that cannot tell by themselves whether they are broken at print width
_INDENTED = re.compile(r"^(?:\u3000|\t| {2,})")
# Marks and numbers of list items; a capital with a stop is as often the `M.` or the initial of a name.
_LABEL = re.compile(
    r"^(?:[-–—•*·]\s|[(（]?(?:[0-9]{1,3}[.)）、．]|[a-zA-Zа-яА-Я][)）]|[一二三四五六七八九十]{1,3}[)）、．])(?![0-9]))"
)
_ITEM_END = re.compile(r"[;,；，、]$")
_ENTRY_END = re.compile(r"[;；]$")  # between the entries of a roll; a comma stands within one too


@dataclass(frozen=True, slots=True)
class Printed:
    """Lines of the print that are one paragraph, heading or line of an opening: never empty, none blank.

    A newline in `text` is a line end of the print that the paragraph runs across. `marks` maps the index
    of a line that is a page marker to its parts.
    """

    lines: tuple[Line, ...]
    marks: Mapping[int, tuple[Inline, ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words of the lines, joined by newlines, without blanks at the ends of lines."""
        return (
            "\n".join(line.text.strip() for line in self.lines) if len(self.lines) > 1 else self.lines[0].text
        )

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


@dataclass(frozen=True, slots=True)
class Joined:
    """The paragraphs of a text, and the numbers of the lines that begin one by the weak rule."""

    printed: tuple[Printed, ...]
    weak: tuple[int, ...] = ()


def join_lines(lines: Sequence[Line], pages: Pages | None = None, measure: int | None = None) -> Joined:
    """Join the lines of a division into paragraphs; blank lines are dropped, nothing else.

    `pages` are the page markers of a text that begins with these lines. `measure` is that of the print
    these few lines are a part of, where it is known (`print_measure`).
    """
    marks = pages.marks if pages else {}
    rows = _rows(lines, marks)
    joints = _Joints(rows, measure)
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
    rows = _rows(lines, {})
    zones = [_Zone(rows[first:last]) for first, last in _zones(rows)]
    measures = sorted(measure for zone in zones if zone.printed for measure in zone.measure)
    return measures[len(measures) // 2] if len(measures) * 2 > len(rows) else None


def _one(lines: Sequence[Line], marks: Mapping[int, tuple[Inline, ...]], first: int, last: int) -> Printed:
    held = [index for index in range(first, last + 1) if not lines[index].blank]
    return Printed(
        tuple(lines[index] for index in held),
        {at: marks[index] for at, index in enumerate(held) if index in marks},
    )


def _between(
    lines: Sequence[Line], marks: Mapping[int, tuple[Inline, ...]], after: int, before: int
) -> list[Printed]:
    """The page markers between two paragraphs, or before the first and after the last one."""
    held = [index for index in range(after + 1, before) if index in marks]
    return [_one(lines, marks, held[0], held[-1])] if held else []


# --- the lines of text and what is between them ------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of text: its index, its words, the room they take; what stands between it and the one before."""

    index: int
    text: str
    width: int
    indented: bool
    blank_before: bool
    mark_before: bool


def _rows(lines: Sequence[Line], marks: Mapping[int, tuple[Inline, ...]]) -> list[_Row]:
    rows: list[_Row] = []
    blank = mark = False
    for index, line in enumerate(lines):
        if index in marks:
            mark = True
        elif line.blank:
            blank = True
        else:
            text = line.text.strip()
            indented = bool(_INDENTED.match(line.text))
            # A line that is certainly too long is not measured sign by sign.
            room = len(text) if len(text) > 4 * _WIDEST else width(text)
            rows.append(_Row(index, text, room, indented, blank, mark))
            blank = mark = False
    return rows


class _Joints:
    """For each line but the last: whether the paragraph goes on into the next line, and by which rule."""

    def __init__(self, rows: Sequence[_Row], measure: int | None) -> None:
        self.rows = rows
        self.joined = [self._over_page(row) for row in range(len(rows) - 1)]
        self.weak: list[int] = []
        for first, last in _zones(rows):
            zone = _Zone(rows[first:last])
            if zone.printed or zone.printed_at(measure):
                joined, weak = zone.joints()
                self.joined[first : last - 1] = [
                    there or here for there, here in zip(self.joined[first : last - 1], joined, strict=True)
                ]
                self.weak += [first + row for row in weak if not self.joined[first + row]]
        for first, last in _slogans(rows):
            self.joined[first : last - 1] = [True] * (last - 1 - first)

    def _over_page(self, row: int) -> bool:
        """Whether a sentence goes on over a page marker, whatever the lines are."""
        here, following = self.rows[row], self.rows[row + 1]
        if not following.mark_before or following.indented or here.width < _NARROWEST:
            return False
        return goes_on(here.text, following.text) and not in_capitals(following.text)


def _slogans(rows: Sequence[_Row]) -> Iterator[tuple[int, int]]:
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


def _zones(rows: Sequence[_Row]) -> Iterator[tuple[int, int]]:
    """Runs of lines that are not longer than a printed line."""
    begin = 0
    for row in range(len(rows) + 1):
        if row == len(rows) or rows[row].width > _WIDEST:
            if row - begin > 1:
                yield begin, row
            begin = row + 1


class _Zone:
    """A run of lines that may be broken at print width."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self.rows = rows
        self.measure = _around(rows)
        sample = "".join(row.text for row in rows)
        # Without small letters (Chinese, a teletype in capitals) only full lines tell that text goes on.
        self.caseless = in_capitals(sample) or wide(sample) or sample.upper() == sample.lower()
        pairs = range(len(rows) - 1)
        self.ended = [ends_sentence(row.text) for row in rows]
        self.divided = [divides_word(rows[row].text, rows[row + 1].text) for row in pairs]
        self.word = _SYLLABLE if sum(self.divided) * _DIVIDES >= len(rows) else _WORD
        self.flows = [self._flows(row) for row in pairs]
        self.room = [self._room(row) for row in pairs]
        within = self._in_sentences()
        full = [row for row in within if self._strong(row)]
        least = _LEAST_FULL - any(self.divided)
        self.printed = len(full) >= least and len(full) * 2 >= len(within)
        blanks = self._blanks_in_text()
        self.by_blanks = blanks > 0 and blanks * _WINDOW > len(rows)
        if self.printed:
            self.measure = _of_full_lines(rows, full)
            self.room = [self._room(row) for row in pairs]

    def printed_at(self, measure: int | None) -> bool:
        """Take the measure of the whole text for lines that are too few to tell their own."""
        if (
            measure is None
            or len(self.rows) > _FEW
            or any(row.width > measure + _INDENT for row in self.rows)
        ):
            return False
        self.measure = [measure] * len(self.rows)
        self.room = [self._room(row) for row in range(len(self.rows) - 1)]
        return True

    def _in_sentences(self) -> list[int]:
        """The line ends within sentences that come to an end: a heading over several lines has none."""
        found: list[int] = []
        run: list[int] = []
        for row in range(len(self.rows) - 1):
            if self.divided[row] or self.flows[row]:
                run.append(row)
                continue
            found += run if self.ended[row] or len(run) >= _LONG_RUN else []
            run = []
        return found + (run if self.ended[-1] or len(run) >= _LONG_RUN else [])

    def _blanks_in_text(self) -> int:
        """How many blank lines part running text from running text: there they mark its paragraphs."""
        blanks = 0
        above = here = False
        for row, flows in enumerate(self.flows):
            if self.rows[row].blank_before:
                above, here = here, False
                blanks += flows and above
            here = here or flows
        return blanks

    def _room(self, row: int) -> int:
        """The room left on a line, had the first word of the next one been set there."""
        here, following = self.rows[row], self.rows[row + 1]
        if here.text[-1:] in "-\u2010\u00ac":
            return self.measure[row] - here.width - 1
        blank = 0 if wide(here.text[-1]) else 1
        return self.measure[row] - here.width - blank - first_word(following.text, self.word)

    def _flows(self, row: int) -> bool:
        """Whether a sentence goes on into the next line."""
        following = self.rows[row + 1]
        if self.ended[row] or following.blank_before:
            return False
        return begins_letter(following.text) if self.caseless else begins_small(following.text)

    def _strong(self, row: int) -> bool:
        """Whether a line ends within a sentence or a word because it was full."""
        if self.divided[row]:
            return True
        tight = 1 if self.caseless and wide(self.rows[row].text) else _INDENT
        return self.flows[row] and self.room[row] < tight and self.rows[row].width >= _NARROWEST

    def joints(self) -> tuple[list[bool], list[int]]:
        """Whether each line goes on into the next one, and the ends that the weak rule set."""
        joined: list[bool] = []
        weak: list[int] = []
        for row in range(len(self.rows) - 1):
            begins = not (joined and joined[-1])
            joined.append(self._joined(row, begins=begins))
        joined = self._kept(joined)
        for row, one in enumerate(joined):
            following = self.rows[row + 1]
            after = row + 1 < len(joined) and joined[row + 1]
            before = row > 0 and joined[row - 1]
            unmarked = not following.blank_before and not following.indented
            if not one and unmarked and (before or (after and self.ended[row])) and self._is_text(row + 1):
                weak.append(row)
        return joined, weak

    def _joined(self, row: int, *, begins: bool) -> bool:
        here, following = self.rows[row], self.rows[row + 1]
        if following.indented or (following.blank_before and not following.mark_before):
            return False
        if following.blank_before:
            return self.divided[row] or (self._over_blank(row) and self.room[row] < _INDENT)
        if _LABEL.match(following.text) and (self.ended[row] or _ITEM_END.search(here.text)):
            return False
        if self.divided[row]:
            return True
        if not self.caseless and (in_capitals(here.text) or in_capitals(following.text)):
            if _ENTRY_END.search(here.text):
                return False
            return self.room[row] < _INDENT and not self.ended[row] and not in_capitals(here.text)
        if self.ended[row]:
            return self._same_paragraph(row)
        return self._within_sentence(row, begins=begins)

    def _over_blank(self, row: int) -> bool:
        """Whether a sentence goes on over a blank line, which belongs to a page marker."""
        return not self.ended[row] and (self.caseless or begins_small(self.rows[row + 1].text))

    def _within_sentence(self, row: int, *, begins: bool) -> bool:
        here, following = self.rows[row], self.rows[row + 1]
        measure = self.measure[row]
        if self.by_blanks:
            return here.width >= _SHORT * measure or begins_small(following.text)
        if self.caseless:
            return self.room[row] < _INDENT or (begins and here.width >= _SHORT * measure)
        if begins_small(following.text):
            stray = not begins and here.width < _STRAY * measure and begins_small(here.text)
            return here.width >= _SHORT * measure or stray
        least = _SHORT if begins or ends_open(here.text) else _NEAR
        return self.room[row] <= 0 or here.width >= least * measure

    def _same_paragraph(self, row: int) -> bool:
        """Whether a paragraph goes on after a line that ends a sentence."""
        here, following = self.rows[row], self.rows[row + 1]
        if begins_small(following.text):
            return here.width >= _SHORT * self.measure[row]
        if self.by_blanks:
            return following.width >= _SHORT * self.measure[row]
        return self.room[row] < _INDENT and not self._first(row + 1, _INDENT)

    def _first(self, row: int, least: int) -> bool:
        """Whether a line is short at its front: the next one's first word would have fitted."""
        if row >= len(self.room) or self.rows[row + 1].blank_before:
            return False
        ended = self.ended[row] and self.rows[row].width >= _SHORT * self.measure[row]
        return self.room[row] >= least and not ended

    def _kept(self, joined: Sequence[bool]) -> list[bool]:
        """Without the groups of lines that nothing strong holds together: they are lines of their own."""
        kept = list(joined)
        begin = 0
        for row in range(len(joined) + 1):
            if row < len(joined) and joined[row]:
                continue
            if row > begin and not self._held(begin, row):
                kept[begin:row] = [False] * (row - begin)
            begin = row + 1
        return kept

    def _is_text(self, row: int) -> bool:
        return self.rows[row].width >= _SHORT * self.measure[row]

    def _held(self, first: int, last: int) -> bool:
        """Whether the lines from first to last are a paragraph: one full line, or a whole sentence."""
        pairs = range(first, last)
        if any(self.divided[first:last]):
            return True
        ends = last - first >= _LONG_RUN or any(self.ended[first : last + 1])
        if (ends or self.by_blanks) and any(self._strong(row) for row in pairs):
            return True
        if self.by_blanks and sum(self.flows[first:last]) * 2 >= len(pairs):
            return True
        whole = self.ended[last] and not begins_small(self.rows[first].text)
        return whole and all(self.flows[row] or ends_open(self.rows[row].text) for row in pairs)


def _around(rows: Sequence[_Row]) -> list[int]:
    """For each line the width that most lines around it do not pass."""
    measures = []
    for row in range(len(rows)):
        near = sorted(other.width for other in rows[max(0, row - _WINDOW) : row + _WINDOW + 1])
        measures.append(near[int((len(near) - 1) * _FULL)])
    return measures


def _of_full_lines(rows: Sequence[_Row], full: Sequence[int]) -> list[int]:
    """For each line the measure of the print around it, from the full lines nearest to it."""
    measures = []
    for row in range(len(rows)):
        at = bisect_left(full, row)
        begin = max(0, min(at - _NEIGHBOURS // 2, len(full) - _NEIGHBOURS))
        near = sorted(rows[one].width for one in full[begin : begin + _NEIGHBOURS])
        measures.append(near[int((len(near) - 1) * _FULL)])
    return measures
