"""The days that a value of W3C or ISO 8601 means, for comparing dates of different precision."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree

_VALUE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:T\S*|Z|[+-][0-9]{2}:[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both in it."""

    first: date
    last: date

    def within(self, other: Period) -> bool:
        """Whether every day of it is a day of the other."""
        return other.first <= self.first and self.last <= other.last

    def meets(self, other: Period) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


@lru_cache(maxsize=4096)
def period(value: str) -> Period | None:
    """The days of `1950-10-01`, `1950-10` or `1950`; None for what is no such value, or no real day."""
    match = _VALUE.fullmatch(value)
    if match is None or match[1] == "0000":
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        if day:
            return Period(date(year, month, day), date(year, month, day))
        if match[3] or (match[2] and not month):
            return None
        last = calendar.monthrange(year, month or 12)[1]
        return Period(date(year, month or 1, 1), date(year, month or 12, last))
    except (ValueError, calendar.IllegalMonthError):
        return None


def bounds(first: str | None, last: str | None) -> Period | None:
    """The days from one value to another; an open end has no bound."""
    begin, end = period(first or "0001"), period(last or "9999")
    if begin is None or end is None or not (first or last) or begin.first > end.last:
        return None
    return Period(begin.first, end.last)


def dated(element: etree._Element) -> Period | None:
    """The days that the attributes of a dated element mean (TEI att.datable.w3c, att.datable.iso)."""

    def value(key: str) -> str | None:
        return element.get(key) or element.get(f"{key}-iso")

    if when := value("when"):
        return period(when)
    return bounds(value("from"), value("to")) or bounds(value("notBefore"), value("notAfter"))
