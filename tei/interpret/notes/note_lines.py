"""The lines of a division as the search for notes sees them, and what it collects of them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from tei.interpret.notes.ends import PAGE, closes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from tei.interpret.notes.labels import Label
    from tei.interpret.notes.marks import Mark
    from tei.interpret.notes.signs import NoteSigns
    from tei.model import Line

_MOST_OF_A_NAME = 50  # marks: numbers that stand more often are no marks of notes
_CLOSING = 8  # lines that may follow the notes as the closing of the text


@dataclass(frozen=True, slots=True)
class Start:
    """Where notes may begin, by position among the lines with text."""

    rule: int | None
    heading: int | None
    first: int

    @property
    def at(self) -> int:
        """The first line of them all."""
        return min(place for place in (self.rule, self.heading, self.first) if place is not None)


@dataclass(slots=True)
class Group:
    """Notes collected: the positions of the lines of each; `stop` is the position after the last."""

    labels: list[Label]
    lines: list[list[int]]
    pending: list[int] = field(default_factory=list)
    stop: int = 0
    unsure: list[tuple[int, str]] = field(default_factory=list)

    def take(self, count: int) -> None:
        """Give the last note so many of the lines that are pending."""
        self.lines[-1] += self.pending[:count]
        self.pending = self.pending[count:]
        self.stop = self.lines[-1][-1] + 1


class NoteLines:
    """The lines with text, by position: labels, marks, and whether a blank line stands before."""

    def __init__(self, lines: Sequence[Line], pages: Collection[int], signs: NoteSigns) -> None:
        self.lines, self.pages, self.signs = lines, frozenset(pages), signs
        self.at = [index for index, line in enumerate(lines) if not line.blank]
        self.labels = [None if index in self.pages else signs.label(lines[index].text) for index in self.at]
        self.apart = [
            position > 0 and index - self.at[position - 1] > 1 for position, index in enumerate(self.at)
        ]
        self.parted = any(self.apart)
        self.begin = self._begin()
        self.names = [signs.names(lines[index].text) for index in self.at] if self.begin else []
        self.marks: dict[str, list[int]] = {}
        for position, names in enumerate(self.names):
            for name in names:
                self.marks.setdefault(name, []).append(position)
        self.claimed: dict[str, int] = {}
        self.since = 0  # the position behind the last notes

    def claim(self, names: Iterable[str], until: int) -> None:
        """Take note that notes of these names end before a position."""
        self.claimed.update(dict.fromkeys(names, until))
        self.since = until

    def _begin(self) -> list[int]:
        """Where notes may begin: at a label or two lines above it (rule and heading), or with a bracket."""
        begin = {at for at, index in enumerate(self.at) if self.lines[index].text.lstrip()[0] in "[【("}
        for position, label in enumerate(self.labels):
            if label is not None:
                begin.update(range(max(0, position - 2), position + 1))
        return sorted(begin)

    def text(self, position: int) -> str:
        """The text of the line at a position; empty behind the last."""
        return self.lines[self.at[position]].text if position < len(self.at) else ""

    @cached_property
    def _parted_marks(self) -> dict[str, list[tuple[int, Mark]]]:
        """By name the marks that are such only where notes answer to them, with the positions of their lines.

        The first line may be the title, whose numbers are its own.
        """
        found: dict[str, list[tuple[int, Mark]]] = {}
        for position in range(1, len(self.at)):
            for mark in self.signs.parted(self.text(position)):
                found.setdefault(mark[2], []).append((position, mark))
        return found

    def parted_marks(self, names: Sequence[str], before: int) -> list[Mark]:
        """These marks with some names, as they follow each other from the last notes to before a position."""
        found: list[tuple[int, int, Mark]] = []
        for name in dict.fromkeys(names):
            marks = self._parted_marks.get(name, [])
            begin, end = (bisect_left(marks, at, key=itemgetter(0)) for at in (self.since, before))
            if end - begin > _MOST_OF_A_NAME:
                return []
            found += [(at, mark[0].start(), mark) for at, mark in marks[begin:end]]
        return [mark for _, _, mark in sorted(found, key=itemgetter(0, 1))]

    def page(self, position: int) -> bool:
        """Whether a line marks a page."""
        text = self.text(position)
        return bool(text) and (self.at[position] in self.pages or PAGE.match(text) is not None)

    def number(self, position: int) -> int:
        """The number of the line at a position."""
        return self.lines[self.at[position]].number

    def label(self, position: int) -> Label | None:
        """The label of the line at a position, if it has one."""
        return self.labels[position] if position < len(self.at) else None

    def anchored(self, name: str, before: int) -> bool:
        """Whether a mark of this name stands before a position, and after the last note that had the name."""
        marks = self.marks.get(name, ())
        return bisect_left(marks, before) > bisect_left(marks, self.claimed.get(name, 0))

    def paragraphs(self, positions: Sequence[int]) -> list[list[int]]:
        """Positions as paragraphs: parted by blank lines, or each line one where there are none."""
        made: list[list[int]] = []
        for position in positions:
            if not made or self.apart[position] or not self.parted:
                made.append([])
            made[-1].append(position)
        return made

    def ends_at(self, position: int) -> bool:
        """Whether only the closing of the text, if anything, follows."""
        rest = range(position, len(self.at))
        return len(rest) <= _CLOSING and all(self.page(one) or closes(self.text(one)) for one in rest)
