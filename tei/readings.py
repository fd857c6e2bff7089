"""What every reading of a record carries: source lines, how sure it is, and a date as read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """Source lines, first and last, both included, counted from 1."""

    first: int
    last: int


Certainty = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as read: ISO 8601 values (`1950-10-01`, `1950-10`, `1950`), calendar, ground, certainty.

    Either `when`, or `start`/`end` (a period that is covered), or `not_before`/`not_after` (a point
    in it is meant; one of the two may be missing). `ground` is a category of the taxonomy `dating`:
    `dating.stated`, `dating.context` (a missing part taken from the header's date), ...
    `edtf_form` is the EDTF value where the bounds do not say it: `195X`, `1968-22`, `1950?`.
    """

    when: str | None = None
    start: str | None = None
    end: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    calendar: str = "gregorian"
    ground: str = "dating.stated"
    certainty: Certainty = "high"
    circa: bool = False
    edtf_form: str = ""

    @property
    def edtf(self) -> str:
        """One EDTF value: `1950-10-01`, `1952-09-19/1952-09-20`, `../1953-05`, `1950~`."""
        if self.edtf_form:
            return self.edtf_form
        if self.when:
            return self.when + ("~" if self.circa else "")
        if self.start or self.end:
            return f"{self.start or '..'}/{self.end or '..'}"
        return f"{self.not_before or '..'}/{self.not_after or '..'}"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date found in running text: half-open range of characters, and its reading."""

    begin: int
    end: int
    reading: DateReading
