"""Days of the Solar Hijri, the Hebrew and the French Republican calendar as days of the Gregorian one.

All are counted, not seen, so that every day is certain; months of the Islamic calendar begin with the moon as it was
seen at a place, and are not counted here. Sources: the law of 31 March 1925 on the Iranian calendar, with the leap
years of its cycle of 33 years; the rules of the Hebrew calendar (Reingold and Dershowitz, *Calendrical Calculations*,
ch. 8); the decree of 4 frimaire an II and the years as they were kept until 10 nivôse an XIV. tests/test_calendar_days.py compares every day with a library of calendars.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

# 1 Farvardin 1304, the first day of the calendar by law; and the years of a cycle that have a day more.
_FIRST_SOLAR: Final = date(1925, 3, 21)
_FIRST_SOLAR_YEAR: Final = 1304
_LAST_SOLAR_YEAR: Final = 1500
_SOLAR_LEAP: Final = frozenset((1, 5, 9, 13, 17, 22, 26, 30))

# The first day of each year of the French Republic, and the last day of its calendar.
_REPUBLICAN_NEW_YEARS: Final = (
    (1792, 9, 22), (1793, 9, 22), (1794, 9, 22), (1795, 9, 23), (1796, 9, 22), (1797, 9, 22), (1798, 9, 22),
    (1799, 9, 23), (1800, 9, 23), (1801, 9, 23), (1802, 9, 23), (1803, 9, 24), (1804, 9, 23), (1805, 9, 23),
)  # fmt: skip
_LAST_REPUBLICAN: Final = date(1805, 12, 31)
_SEXTILE: Final = frozenset((3, 7, 11))
_DAYS_BEHIND: Final = 13

# Hebrew months as they are numbered here; a plain Adar is month 12 in a common year, and of a leap year either.
_TISHRI: Final = 7
_ADAR: Final = 12
_SECOND_ADAR: Final = 13
_PLAIN_ADAR: Final = 14
_FIRST_ADAR: Final = 15
_PARTS_OF_A_DAY: Final = 25_920
_HEBREW_EPOCH: Final = 1_373_427  # what makes day 1 of `date` of the day so counted
_HEBREW_YEARS: Final = range(5500, 5900)


def days_of(calendar: str, year: int, month: int, day: int | None) -> tuple[date, date] | None:
    """The first and last day of a day or a month (`day` is None); None for what the calendar does not have.

    Args:
        calendar: `solar-hijri`, `hebrew` or `republican`.
        year: of the calendar.
        month: 1 is Farvardin, or Nisan; Hebrew years begin with month 7.
        day: of the month.
    """
    bounds = _BOUNDS[calendar](year, month)
    if bounds is None:
        return None
    first, length = bounds
    if day is None:
        return first, first + timedelta(days=length - 1)
    if not 1 <= day <= length:
        return None
    return (first + timedelta(days=day - 1),) * 2


def republican(day: date) -> tuple[int, int, int] | None:
    """The year, month and day of the French Republic that a day is; None for a day outside its calendar."""
    begun = [date(*first) for first in _REPUBLICAN_NEW_YEARS if date(*first) <= day <= _LAST_REPUBLICAN]
    if not begun:
        return None
    month, left = divmod((day - begun[-1]).days, 30)
    return len(begun), month + 1, left + 1


def _republican(year: int, month: int) -> tuple[date, int] | None:
    """Twelve months of 30 days, and five or six days behind them; the calendar ended within its year 14."""
    if not 1 <= year <= len(_REPUBLICAN_NEW_YEARS) or not 1 <= month <= _DAYS_BEHIND:
        return None
    first = date(*_REPUBLICAN_NEW_YEARS[year - 1]) + timedelta(days=30 * (month - 1))
    length = 30 if month < _DAYS_BEHIND else 6 if year in _SEXTILE else 5
    left = (_LAST_REPUBLICAN - first).days + 1
    return (first, min(length, left)) if left > 0 else None


def _solar(year: int, month: int) -> tuple[date, int] | None:
    """The first day of a month and its length: six of 31 days, five of 30, the last of 29 or 30."""
    if not _FIRST_SOLAR_YEAR <= year <= _LAST_SOLAR_YEAR or not 1 <= month <= 12:
        return None
    leaps = sum(one % 33 in _SOLAR_LEAP for one in range(_FIRST_SOLAR_YEAR, year))
    before = 365 * (year - _FIRST_SOLAR_YEAR) + leaps + 30 * (month - 1) + min(month - 1, 6)
    length = 31 if month <= 6 else 30 if month < 12 or year % 33 in _SOLAR_LEAP else 29
    return _FIRST_SOLAR + timedelta(days=before), length


def _hebrew(year: int, month: int) -> tuple[date, int] | None:
    leap = _is_leap(year)
    if month == _FIRST_ADAR:
        month = _ADAR if leap else 0
    if month == _PLAIN_ADAR:
        month = 0 if leap else _ADAR
    if year not in _HEBREW_YEARS or not 1 <= month <= (_SECOND_ADAR if leap else _ADAR):
        return None
    lengths = _lengths(year)
    order = [*range(_TISHRI, len(lengths) + 1), *range(1, _TISHRI)]
    before = sum(lengths[one] for one in order[: order.index(month)])
    return date.fromordinal(_new_year(year) + before), lengths[month]


def _lengths(year: int) -> dict[int, int]:
    """The days of each month, by its number; two of them, and with them the year, may have a day more or less."""
    days = _new_year(year + 1) - _new_year(year)
    lengths = {number: 30 - (number % 2 == 0) for number in range(1, _SECOND_ADAR + _is_leap(year))}
    lengths[8] += days % 10 == 5  # Cheshvan in a year of 355 or 385 days
    lengths[9] -= days % 10 == 3  # Kislev in one of 353 or 383
    if _is_leap(year):
        lengths[_ADAR] = 30
        lengths[_SECOND_ADAR] = 29
    return lengths


def _is_leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def _new_year(year: int) -> int:
    """The number of the day that is 1 Tishri, put off where it may not be a New Year."""
    here, following = _conjunction(year), _conjunction(year + 1)
    if following - here == 356:
        return here + 2 - _HEBREW_EPOCH
    return here + (here - _conjunction(year - 1) == 382) - _HEBREW_EPOCH


def _conjunction(year: int) -> int:
    """The day of the New Year by its new moon, counted from the first; never a Sunday, Wednesday or Friday."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12_084 + 13_753 * months) // _PARTS_OF_A_DAY
    return day + ((3 * (day + 1)) % 7 < 3)


_BOUNDS: Final = {"solar-hijri": _solar, "hebrew": _hebrew, "republican": _republican}
