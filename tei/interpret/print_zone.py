"""Runs of lines that may be broken at print width: which of them go on into the next.

The rules are those that `print_lines.py` tells; here they are asked of each line and the one after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
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
)

if TYPE_CHECKING:
    from collections.abc import Sequence

NARROWEST = 24
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
_FEW = 4  # lines that cannot tell by themselves whether they are broken at print width
# Marks and numbers of list items; a capital with a stop is as often the `M.` or the initial of a name.
_LABEL = re.compile(
    r"^(?:[-–—•*·]\s|[(（]?(?:[0-9]{1,3}[.)）、．]|[a-zA-Zа-яА-Я][)）]|[一二三四五六七八九十]{1,3}[)）、．])(?![0-9]))"
)
_ITEM_END = re.compile(r"[;,；，、]$")
_ITEM_OVER = re.compile(r"[;；](?:\s(?:and|or|und|oder|et|ou|и|или|y|o|e|és|oraz|i|lub))?$")
_ENTRY_END = re.compile(r"[;；]$")  # between the entries of a roll; a comma stands within one too


@dataclass(slots=True)
class PrintedLine:
    """A line of text: its index, its words, the room they take; what stands between it and the one before."""

    index: int
    text: str
    width: int
    indented: bool
    blank_before: bool
    mark_before: bool
    indent: int = 0


class Zone:
    """A run of lines that may be broken at print width."""

    def __init__(self, rows: Sequence[PrintedLine], *, divided: bool = True) -> None:
        """`divided`: whether a hyphen at a line end may divide a word."""
        self.rows = rows
        self.measure = _around(rows)
        sample = "".join(row.text for row in rows)
        # Without small letters (Chinese, a teletype in capitals) only full lines tell that text goes on.
        self.caseless = in_capitals(sample) or wide(sample) or sample.upper() == sample.lower()
        pairs = range(len(rows) - 1)
        self.ended = [ends_sentence(row.text) for row in rows]
        self.divided = [divided and divides_word(rows[row].text, rows[row + 1].text) for row in pairs]
        self.word = _SYLLABLE if sum(self.divided) * _DIVIDES >= len(rows) else _WORD
        self.flows = [self._flows(row) for row in pairs]
        self.room = [self._room(row) for row in pairs]
        full, within = self._full_lines(names=False)
        self.printed = self._shows_print(full, within)
        if not self.printed:
            full, within = self._full_lines(names=True)
            self.printed = self._shows_print(full, within)
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

    def _full_lines(self, *, names: bool) -> tuple[list[int], list[int]]:
        """The line ends within sentences where the line was full, and all of them."""
        within = self._in_sentences(names=names)
        return [row for row in within if self._strong(row)], within

    def _shows_print(self, full: Sequence[int], within: Sequence[int]) -> bool:
        least = _LEAST_FULL - any(self.divided)
        return len(full) >= least and len(full) * 2 >= len(within)

    def _in_sentences(self, *, names: bool) -> list[int]:
        """The line ends within sentences that come to an end: a heading over several lines has none.

        With `names` a sentence may go on over a full line into one that begins with a capital.
        """
        found: list[int] = []
        run: list[int] = []
        for row in range(len(self.rows) - 1):
            if self.divided[row] or self.flows[row]:
                run.append(row)
                continue
            if names and run and self._runs_into_name(row):
                continue
            found += run if self.ended[row] or len(run) >= _LONG_RUN else []
            run = []
        return found + (run if self.ended[-1] or len(run) >= _LONG_RUN else [])

    def _runs_into_name(self, row: int) -> bool:
        """Whether a full line goes on into one that begins with a name or a month: `on 27th`, `May`."""
        following = self.rows[row + 1]
        free = not (self.ended[row] or following.blank_before or following.indented or self.caseless)
        return free and self.room[row] < _INDENT and self.rows[row].width >= NARROWEST

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
        return self.flows[row] and self.room[row] < tight and self.rows[row].width >= NARROWEST

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
        if (following.indented and not self._hangs(row)) or (
            following.blank_before and not following.mark_before
        ):
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

    def _hangs(self, row: int) -> bool:
        """Whether the next line stands below the words of an item, farther in than its label."""
        following = self.rows[row + 1]
        first = row
        while first and self.rows[first].indent == following.indent and not self.rows[first].blank_before:
            first -= 1
        label = self.rows[first]
        below = label.indent < following.indent and not following.blank_before
        return below and _LABEL.match(label.text) is not None and not _LABEL.match(following.text)

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
        ends = last - first >= _LONG_RUN or any(self.ended[first : last + 1]) or self._ends_item(first, last)
        if (ends or self.by_blanks) and any(self._strong(row) for row in pairs):
            return True
        if self.by_blanks and sum(self.flows[first:last]) * 2 >= len(pairs):
            return True
        whole = self.ended[last] and not begins_small(self.rows[first].text)
        return whole and all(self.flows[row] or ends_open(self.rows[row].text) for row in pairs)

    def _ends_item(self, first: int, last: int) -> bool:
        """Whether the lines are an item of a list, which ends in a semicolon, and perhaps an `and` behind it."""
        return bool(_LABEL.match(self.rows[first].text) and _ITEM_OVER.search(self.rows[last].text))


def _around(rows: Sequence[PrintedLine]) -> list[int]:
    """For each line the width that most lines around it do not pass."""
    measures = []
    for row in range(len(rows)):
        near = sorted(other.width for other in rows[max(0, row - _WINDOW) : row + _WINDOW + 1])
        measures.append(near[int((len(near) - 1) * _FULL)])
    return measures


def _of_full_lines(rows: Sequence[PrintedLine], full: Sequence[int]) -> list[int]:
    """For each line the measure of the print around it, from the full lines nearest to it."""
    measures = []
    for row in range(len(rows)):
        at = bisect_left(full, row)
        begin = max(0, min(at - _NEIGHBOURS // 2, len(full) - _NEIGHBOURS))
        near = sorted(rows[one].width for one in full[begin : begin + _NEIGHBOURS])
        measures.append(near[int((len(near) - 1) * _FULL)])
    return measures
