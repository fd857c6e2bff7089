"""What is told of a record: plain data, from which text, JSON and the page are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tei.findings import Finding


@dataclass(frozen=True, slots=True)
class Place:
    """An element of the TEI: its path (names and positions, no namespace), its xml:id, a short form to read."""

    path: str
    id: str
    short: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Something read within a line: a date, a note mark, a gap, a name.

    `value` is what it was read as (an ISO date, the id of a note, a reason); `ground` a category such as
    `dating.context`, `why` the same in words; `resp` the pointer at who says so, if somebody does.
    """

    kind: str
    words: str
    value: str
    certainty: str
    ground: str
    why: str
    resp: str
    place: Place


@dataclass(frozen=True, slots=True)
class LineTold:
    """A line that holds text: which slot claimed it, by which rules, and what it became.

    `slot` is empty where nobody claimed it. `label` is the part of it that announced the slot, carried
    by the element and no text of the TEI; `note` says why a line has no place. In a row of a table, `column` is that
    of its cell, and `file_line` the line of the file: `number` counts the lines of the record.
    """

    number: int
    text: str
    slot: str
    label: str
    rules: tuple[str, ...]
    places: tuple[Place, ...]
    readings: tuple[Reading, ...]
    findings: tuple[Finding, ...]
    note: str = ""
    column: str = ""
    file_line: int | None = None


@dataclass(frozen=True, slots=True)
class FactTold:
    """A header fact: the value, the words it was read from, their lines, where it stands, how sure it is."""

    name: str
    value: str
    raw: str
    first: int
    last: int
    certainty: str
    ground: str
    why: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class DivisionTold:
    """A division of the text."""

    id: str
    language: str
    role: str
    first: int
    last: int
    notes: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A thing that is unsure, unread or contradictory, in the words of the review list.

    `place` is the fact or place that a correction names (`date`, `line 15 date`, `finding I006 line 28`);
    `printed` the words of the record, `read` what was read; `why` one sentence a reason; `code` the
    findings among the reasons. `line` is 0 where it is about the record as a whole.
    """

    place: str
    line: int
    printed: str
    read: str
    certainty: str
    why: str
    code: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that `tei explain` tells of a record.

    `layout_why`: what spoke for the layout, empty where it was named or is the one that takes what no other
    knows. `ordinal`: which of the records of its file it is, 0 where it is the only one. `tei` is the TEI that was written, empty for a failed record.
    """

    path: str
    id: str
    layout: str
    layout_title: str
    layout_why: str
    encoding: str
    lines: tuple[LineTold, ...]
    facts: tuple[FactTold, ...]
    divisions: tuple[DivisionTold, ...]
    findings: tuple[Finding, ...]
    doubts: tuple[Doubt, ...]
    tei: bytes
    ordinal: int = 0

    @property
    def unclaimed(self) -> tuple[int, ...]:
        """The numbers of the lines that nobody claimed."""
        return tuple(line.number for line in self.lines if not line.slot)
