"""What dates are resolved from and to: the context that is known, the ends of a date, why one is not read."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tei.model import Certainty, DateReading

ProblemKind = Literal["ambiguous", "impossible", "no-year", "contradiction", "undated", "not-a-date"]


@dataclass(slots=True)
class DateProblem:
    """Why a string that looks like a date is not read: what kind of problem, and a sentence about it."""

    kind: ProblemKind
    message: str


@dataclass(slots=True)
class Context:
    """What is known outside the string: a year, and the day of the document if that is known.

    `mind` asks for short years near the context's year only, as running text needs it.
    """

    year: int | None = None
    day: date | None = None
    ground: str = "dating.context"
    mind: bool = False
    calendar: str = "gregorian"


@dataclass(slots=True)
class Point:
    """One end of a date: `low` and `high` bounds in ISO form (equal when it is one value), EDTF form."""

    low: str
    high: str
    edtf: str
    calendar: str = "gregorian"
    ground: str = "dating.stated"
    certainty: Certainty = "high"

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return first_day(self.low)

    @property
    def last(self) -> date:
        """The last day it can mean."""
        return last_day(self.high)


def first_day(iso: str) -> date:
    """Return the first day of an ISO day, month or year."""
    year, month, day = [*map(int, iso.split("-")), 1, 1][:3]
    return date(year, month, day)


def last_day(iso: str) -> date:
    """Return the last day of an ISO day, month or year."""
    numbers = [int(number) for number in iso.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12
    return date(year, month, numbers[2] if len(numbers) > 2 else calendar.monthrange(year, month)[1])


def context_of(context: DateReading | str | None) -> Context:
    """Return the year, and the day, that a reading or an ISO/EDTF string gives; several years give none."""
    if context is None:
        return Context()
    text = context.edtf if isinstance(context, DateReading) else context.strip()
    ends = [end.strip("~?%") for end in text.split("/")]
    years = {end[:4] for end in ends if end[:4].isascii() and end[:4].isdecimal()}
    if len(years) != 1 or ".." in ends:
        return Context()
    year = int(years.pop())
    try:
        day = date.fromisoformat(ends[0]) if len(ends[0]) == 10 else None
    except ValueError:
        day = None
    counted = context.calendar if isinstance(context, DateReading) else "gregorian"
    return Context(year, day, calendar=counted) if year else Context()
