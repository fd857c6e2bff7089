"""Patterns that did not end: how often a run has waited for each, and in how many documents each was left out for that.

A rule that does not end costs every document its whole time: over 2,000 of them hours. So a pattern that was stopped in
two documents is left out of the others, and after a few stops in all nothing of the rule file is run any more.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OF_A_PATTERN: Final = 2
OF_A_RUN: Final = 6


@dataclass(frozen=True, slots=True)
class Stopped:
    """A rule at which the process was stopped or ended: its numbers, and why."""

    pattern: int
    rule: int
    timed_out: bool
    rest_was_run: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Patterns that were left out of so many documents, of which `first` is one: after stops at `last`, or at others (None)."""

    patterns: tuple[int, ...]
    documents: int
    first: str
    last: Stopped | None


@dataclass(slots=True)
class Stops:
    """The stops of a run."""

    last: dict[int, Stopped] = field(default_factory=dict)
    _of_patterns: Counter[int] = field(default_factory=Counter)
    _documents: Counter[int] = field(default_factory=Counter)
    _first: dict[int, str] = field(default_factory=dict)

    def add(self, stop: Stopped) -> None:
        """Note a stop."""
        self.last[stop.pattern] = stop
        self._of_patterns[stop.pattern] += 1

    def to_run(self, patterns: Sequence[int], path: str) -> list[int]:
        """Which of the patterns are to be run on a document; that the others are not is noted."""
        ended = self._of_patterns.total() >= OF_A_RUN
        out = [one for one in patterns if ended or self._of_patterns[one] >= OF_A_PATTERN]
        for one in out:
            self._documents[one] += 1
            self._first.setdefault(one, path)
        return [one for one in patterns if one not in out]

    @property
    def documents(self) -> int:
        """How often patterns were left out of documents."""
        return self._documents.total()

    def left_out(self) -> Iterator[LeftOut]:
        """At the end of the run: the patterns that were stopped one by one, all others together."""
        for one, documents in sorted(self._documents.items()):
            if one in self.last:
                yield LeftOut((one,), documents, self._first[one], self.last[one])
        others = tuple(one for one in sorted(self._documents) if one not in self.last)
        if others:
            yield LeftOut(others, self._documents[others[0]], self._first[others[0]], None)
