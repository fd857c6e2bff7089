"""What is told of a layout tried on records: plain data, from which text and JSON are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tei.findings import Finding

State = Literal["claimed", "unrecognised", "unclaimed", "dropped"]
Kind = Literal["label", "position", "form", "column"]


@dataclass(frozen=True, slots=True)
class LineTried:
    """A line that holds text, and what claimed it.

    `slot` is empty where nothing claimed it; `label` is the part of the line that announced the slot. A
    declared line of a masthead is claimed, as `masthead`. In a table `column` is where it stands; its number, as
    that of any line, is the one in the file.
    """

    number: int
    text: str
    slot: str
    label: str
    state: State
    column: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A rule of the layout that found its place in a record: a label or a column by its spelling, else a slot."""

    kind: Kind
    name: str
    slot: str
    empty: bool


@dataclass(frozen=True, slots=True)
class FactTried:
    """A header fact as it would stand in the TEI, and the lines it was read from."""

    name: str
    value: str
    certainty: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Tried:
    """A layout tried on one record.

    `reasons` speak for the layout (those that begin with `but` against it), `lacks` is what a record of it
    has and this one has not; `missing` are slots that the layout can fill and found nothing for; `slow` are
    patterns that took longer than their time. A record that could not be read has no lines. `ordinal` says which
    of the records of its file it is, from 1, and `line` where it begins; 0 where the file is one record.
    """

    path: str
    fits: bool
    points: int = 0
    reasons: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    lines: tuple[LineTried, ...] = ()
    claims: tuple[Claim, ...] = ()
    facts: tuple[FactTried, ...] = ()
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    slow: tuple[str, ...] = ()
    converts: bool = False
    ordinal: int = 0
    line: int = 0

    @property
    def place(self) -> str:
        """Its file, and where the file holds several which of them."""
        return f"{self.path}, record {self.ordinal} (line {self.line})" if self.ordinal else self.path

    @property
    def row(self) -> bool:
        """Whether it is a row of a table, whose layout is not weighed by signs."""
        return any(line.column for line in self.lines)

    @property
    def left(self) -> tuple[LineTried, ...]:
        """The lines that no rule of the layout knows."""
        return tuple(line for line in self.lines if line.state in ("unrecognised", "unclaimed"))

    @property
    def clean(self) -> bool:
        """Whether the record fits, is known to the last line, and would be converted."""
        return self.fits and self.converts and not self.left


@dataclass(frozen=True, slots=True)
class RuleSeen:
    """How often a rule of the layout found its place: records, and those where its value is empty."""

    kind: Kind
    name: str
    slot: str
    records: int
    empty: int


@dataclass(frozen=True, slots=True)
class SignSeen:
    """A sign of the layout, what it counts, and in how many records it was seen."""

    what: str
    points: int
    records: int


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Lines of one form, or of one column, that no rule knows: how many, in how many records, where the first is."""

    form: str
    lines: int
    records: int
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that was counted over records: a fact, a finding's code, a pattern."""

    name: str
    records: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """A layout tried on records: each of them, and what is seen over all."""

    layout: str
    title: str
    at_least: int
    records: tuple[Tried, ...]
    rules: tuple[RuleSeen, ...]
    signs: tuple[SignSeen, ...]
    left: tuple[LeftOver, ...]
    facts: tuple[Counted, ...]
    slow: tuple[Counted, ...]
    findings: tuple[Counted, ...]

    @property
    def clean(self) -> bool:
        """Whether all records fit, are known to the last line, and would be converted."""
        return all(one.clean for one in self.records)
