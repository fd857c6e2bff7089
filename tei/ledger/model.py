"""What the ledger tells: plain data, of which `lines.py` makes JSON Lines."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

from tei.findings import Finding, Where, finding

if TYPE_CHECKING:
    from collections.abc import Iterable

As = Literal["text", "markup", "label", "dropped"]
"""Text of an element; markup (or `@rend`) in its place; a label, carried by the element; a declared drop."""


@dataclass(frozen=True, slots=True)
class Fate:
    """Where characters of a slot went: the element's path and xml:id.

    `why` says what markup stands for, or the reason of a drop, which has no place.
    """

    slot: str
    kind: As
    place: str = ""
    id: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line of the source, from the character `begin` (from 0) to before `end`, and its fate.

    It begins and ends with a character that is not white space; white space within it is layout. In a table it is a
    stretch of line `nth` of the cell of a column, as the cell reads without quotation marks and escapes.
    """

    line: int
    begin: int
    end: int
    text: str
    fate: Fate
    column: str = ""
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """Characters that are not white space: those of the source, and those that the TEI accounts for."""

    source: int = 0
    text: int = 0
    markup: int = 0
    label: int = 0
    dropped: int = 0

    @property
    def accounted(self) -> int:
        """What of the source is accounted for."""
        return self.text + self.markup + self.label + self.dropped

    def __add__(self, other: Counts) -> Counts:
        """The counts of both."""
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Counts)))


@dataclass(frozen=True, slots=True)
class Account:
    """The account of one record: its source, its TEI, its spans in order, and the sum.

    `added` are characters that the TEI holds and the source does not; `same` is whether the TEI accounted
    for is the one that is written, and the source the one that the slots claim.
    """

    file: str
    sha256: str
    encoding: str
    layout: str
    id: str
    spans: tuple[Span, ...]
    counts: Counts
    added: int = 0
    same: bool = True
    ordinal: int = 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """C003 where the account does not add up."""
        missing = self.counts.source - self.counts.accounted
        if self.same and not missing and not self.added:
            return ()
        text = (
            f"{self.counts.source:,} characters in, {self.counts.accounted:,} accounted for, "
            f"{self.added:,} in the TEI alone"
        )
        return (finding("C003", text, Where(self.file)),)


def counted(pieces: Iterable[tuple[int, Fate | None]], source: int) -> Counts:
    """Add up stretches of characters and their fates; one without a fate is not accounted for."""
    numbers = dict.fromkeys(("text", "markup", "label", "dropped"), 0)
    for length, fate in pieces:
        if fate:
            numbers[fate.kind] += length
    return Counts(source, **numbers)
