"""Beads: which stretch of one text answers to which of the other, in order.

The method is that of W. A. Gale and K. W. Church (A Program for Aligning Sentences in Bilingual Corpora,
Computational Linguistics 19, 1993): dynamic programming over the kinds of beads, a bead costing more the
less its two lengths fit. Evidence that both sides share lowers the cost.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tei.enrich.evidence import Content

_TABLE: Final = Path(__file__).with_name("lengths.toml")
# Costs of kinds of beads: minus the logarithm of how often they are met (Gale and Church, table 5).
PARAGRAPHS: Final = {(1, 1): 0.1, (1, 2): 3.2, (2, 1): 3.2, (2, 2): 5.5, (1, 0): 4.6, (0, 1): 4.6}
SENTENCES: Final = {
    **PARAGRAPHS,
    (1, 2): 2.4,
    (2, 1): 2.4,
    (1, 3): 3.6,
    (3, 1): 3.6,
    (1, 4): 5.0,
    (4, 1): 5.0,
}
_EVIDENCE: Final = 2.0  # how much a point of evidence lowers the cost
_SHORT_LINE: Final = 2.0  # how much less it costs that a short line has no counterpart
_SHORTER: Final = 4  # times shorter than the paragraphs of both texts
_PRIOR: Final = 4.0  # paragraphs that the table's ratio counts for, against the document's own
_NOT_BEYOND: Final = 0.3  # the document's own ratio moves the table's by so much at most
_SHARED: Final = 0.45  # of the numbers of the text that has fewer
_BAND, _WIDEST = 15, 150  # cells beside the diagonal that are looked at, apart from the difference in number


@dataclass(frozen=True, slots=True)
class Bead:
    """Stretches of both texts that answer to each other; one may be empty."""

    first: range
    second: range

    @property
    def single(self) -> bool:
        """Whether it is one passage on each side."""
        return len(self.first) == len(self.second) == 1


class Comparison:
    """Two texts as sequences of passages, and how well stretches of them fit each other."""

    def __init__(
        self, first: Sequence[Content], second: Sequence[Content], languages: tuple[str, str]
    ) -> None:
        self.first, self.second = first, second
        self.stated = characters(languages[1]) / characters(languages[0])
        self.ratio = self._own_ratio()
        self._in_first = Counter(mark for content in first for mark in content.marks)
        self._in_second = Counter(mark for content in second for mark in content.marks)
        self.average = [
            sum(content.length for content in side) / max(1, len(side)) for side in (first, second)
        ]
        self._lonely = [
            [content.length * _SHORTER <= min(self.average) for content in side] for side in (first, second)
        ]
        self._weights = {
            mark: weight for content in (*first, *second) for mark, weight in content.marks.items()
        }
        common = self._in_first.keys() & self._in_second.keys()
        self.share = bool(common)  # any mark at all
        self._common = [[common.intersection(content.marks) for content in side] for side in (first, second)]
        self._stretches: tuple[dict[tuple[int, int], set[str]], ...] = ({}, {})
        self._sums = [
            list(accumulate((content.length for content in side), initial=0)) for side in (first, second)
        ]
        self._free, self._short = table()["spread"]["free"], table()["spread"]["short"]

    def _own_ratio(self) -> float:
        """The table's ratio of lengths, moved towards that of these texts as a whole."""
        lengths = [sum(content.length for content in side) or 1 for side in (self.first, self.second)]
        own = math.log(lengths[1] / lengths[0] / self.stated)
        self.stretched = abs(own)
        count = min(len(self.first), len(self.second))
        moved = own * count / (count + _PRIOR)
        return self.stated * math.exp(max(-_NOT_BEYOND, min(_NOT_BEYOND, moved)))

    def short(self, bead: Bead) -> bool:
        """Whether a bead is one short line in one text, such as a form of address or a mark."""
        if len(bead.first) + len(bead.second) != 1:
            return False
        return self._lonely[0][bead.first.start] if bead.first else self._lonely[1][bead.second.start]

    def alone(self, side: int, index: int) -> float:
        """What it costs, beside its kind, that a passage of a text (0 or 1) has no counterpart."""
        return -_SHORT_LINE if self._lonely[side][index] else 0.0

    def deviation(self, bead: Bead) -> float:
        """By how many standard deviations the lengths of a bead differ from what the languages let expect."""
        return self.misfit(bead.first.start, bead.first.stop, bead.second.start, bead.second.stop)

    def misfit(self, row: int, down: int, column: int, right: int) -> float:
        """The deviation of the bead from `row` to before `down` and from `column` to before `right`."""
        first, second = self._sums
        ours = (first[down] - first[row]) * self.ratio
        theirs = second[right] - second[column]
        if not (ours and theirs):
            return math.inf
        spread = math.hypot(self._free, self._short / math.sqrt(min(theirs, ours)))
        return abs(math.log(theirs / ours)) / spread

    def points(self, bead: Bead) -> float:
        """The evidence that both sides of a bead share; a mark that stands elsewhere too counts less."""
        shared = self.common(0, bead.first.start, bead.first.stop) & self.common(
            1, bead.second.start, bead.second.stop
        )
        return sum(self._weights[mark] / (1 + self._elsewhere(mark, bead)) for mark in sorted(shared))

    def shares(self, row: int, down: int, column: int, right: int) -> bool:
        """Whether both sides of a bead, which is told as for `misfit`, share any mark."""
        return self.share and not self.common(0, row, down).isdisjoint(self.common(1, column, right))

    def common(self, side: int, start: int, stop: int) -> set[str]:
        """The marks of a stretch of one text (0 or 1) that stand anywhere in the other: those that can be shared."""
        known = self._stretches[side]
        if (start, stop) not in known:
            known[start, stop] = set().union(*self._common[side][start:stop])
        return known[start, stop]

    @cached_property
    def strangers(self) -> bool:
        """Whether two texts speak of dates and numbers, and have hardly one in common."""
        for hard, enough in ((True, 2), (False, 3)):
            ours, theirs = (
                {mark for content in side for mark in (content.hard if hard else content.numbers)}
                for side in (self.first, self.second)
            )
            fewer = min(len(ours), len(theirs))
            if fewer >= enough and len(ours & theirs) < _SHARED * fewer:
                return True
        return False

    def conflict(self, bead: Bead) -> float:
        """The evidence that a side of a bead shares with one other passage and not with its counterpart."""
        here = self._marks(self.first, bead.first), self._marks(self.second, bead.second)
        found = 0.0
        for mark in sorted(here[0] ^ here[1]):
            if self._in_first[mark] == self._in_second[mark] == 1:
                found += self._weights[mark]
        return found

    def unanswered(self, bead: Bead) -> bool:
        """Whether one side has dates and larger numbers, and the other none of them."""
        here = self._hard(self.first, bead.first), self._hard(self.second, bead.second)
        shared, lonely = len(here[0] & here[1]), len(here[0] ^ here[1])
        both = bool(here[0]) and bool(here[1])
        return not shared if both else lonely > 0

    def relabelled(self, bead: Bead) -> bool:
        """Whether both sides are numbered or lettered, and not alike: `3.` does not answer to `2.`."""
        here, there = (
            {mark for mark in self._marks(side, where) if mark.startswith("label ")}
            for side, where in ((self.first, bead.first), (self.second, bead.second))
        )
        return bool(here) and bool(there) and here != there

    def _marks(self, side: Sequence[Content], where: Iterable[int]) -> set[str]:
        return {mark for index in where for mark in side[index].marks}

    def _hard(self, side: Sequence[Content], where: Iterable[int]) -> set[str]:
        return {mark for index in where for mark in side[index].hard}

    def _elsewhere(self, mark: str, bead: Bead) -> int:
        inside = sum(mark in self.first[index].marks for index in bead.first)
        inside += sum(mark in self.second[index].marks for index in bead.second)
        return self._in_first[mark] + self._in_second[mark] - inside


def beads(texts: Comparison, kinds: dict[tuple[int, int], float]) -> list[Bead]:
    """The cheapest way to part two texts into beads of these kinds."""
    rows, columns = len(texts.first), len(texts.second)
    cells: list[dict[int, _Cell]] = []
    width = min(_BAND + abs(rows - columns), _WIDEST)
    for row in range(rows + 1):
        middle = row * columns // rows if rows else 0
        cells.append({} if row else {0: (0.0, 0, 0)})
        steps = [
            (down, right, prior, cells[row - down]) for (down, right), prior in kinds.items() if down <= row
        ]
        for column in range(max(0, middle - width), min(columns, middle + width) + 1):
            if (row or column) and (cell := _cheapest(texts, steps, row, column)):
                cells[row][column] = cell
    return _way_back(cells, rows, columns)


_Cell = tuple[float, int, int]
"""The cost of the way to a cell, and the row and column from which its last bead leads there."""
_Step = tuple[int, int, float, dict[int, _Cell]]
"""A kind of bead that leads into a row: passages of both texts, cost, and the cells of the row that it comes from."""


def _cheapest(texts: Comparison, steps: Sequence[_Step], row: int, column: int) -> _Cell | None:
    """The cheapest way to a cell; of ways that cost the same the first kind.

    Most beads share nothing, and cost more before their lengths are looked at than another way does with them.
    """
    best: _Cell | None = None
    bound = math.inf
    ways = []
    for down, right, prior, known in steps:
        if (before := known.get(column - right)) is not None:
            ahead = before[0] + prior
            if not (down and right):
                ahead += texts.alone(0, row - down) if down else texts.alone(1, column - right)
                bound = min(bound, ahead)
            ways.append((ahead, row - down, column - right))
    for ahead, start, other in ways:
        cost = ahead
        if start < row and other < column:
            shares = texts.shares(start, row, other, column)
            if not shares and (ahead > bound or (best and ahead >= best[0])):
                continue
            points = texts.points(Bead(range(start, row), range(other, column))) if shares else 0
            cost += texts.misfit(start, row, other, column) ** 2 / 2 - _EVIDENCE * points
        if best is None or cost < best[0]:
            best = cost, start, other
    return best


def _way_back(cells: Sequence[dict[int, _Cell]], row: int, column: int) -> list[Bead]:
    found = []
    while row or column:
        _, first, second = cells[row][column]
        found.append(Bead(range(first, row), range(second, column)))
        row, column = first, second
    return found[::-1]


@cache
def table() -> dict[str, dict[str, float]]:
    """What was measured of lengths: `characters` by language, `spread` around them."""
    return tomllib.loads(_TABLE.read_text("utf-8"))


def characters(language: str) -> float:
    """Characters that a language takes for what English says in one."""
    return table()["characters"].get(language.partition("-")[0].lower(), 1.0)
