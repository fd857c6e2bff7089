"""Days of the Solar Hijri and the Hebrew calendar: every one against libraries of calendars, some against history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from persiantools.jdatetime import JalaliDate
from pyluach.dates import GregorianDate

from tei.interpret.calendar_days import days_of, republican


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def test_every_day_of_the_solar_hijri_calendar() -> None:
    for day in days(date(1925, 3, 21), date(2110, 12, 31)):
        there = JalaliDate(day)
        assert days_of("solar-hijri", there.year, there.month, there.day) == (day, day)


def test_every_day_of_the_hebrew_calendar() -> None:
    for day in days(date(1790, 1, 1), date(2110, 12, 31)):
        there = GregorianDate(day.year, day.month, day.day).to_heb()
        assert days_of("hebrew", there.year, there.month, there.day) == (day, day)


@pytest.mark.parametrize(
    ("calendar", "day", "expected"),
    [
        ("hebrew", (5708, 2, 5), date(1948, 5, 14)),  # the State of Israel proclaimed
        ("hebrew", (5734, 7, 10), date(1973, 10, 6)),  # the Day of Atonement of that year
        ("solar-hijri", (1357, 11, 22), date(1979, 2, 11)),  # the revolution of Iran
        ("solar-hijri", (1332, 5, 28), date(1953, 8, 19)),  # the government of Iran overthrown
    ],
)
def test_days_that_history_knows_by_both_names(
    calendar: str, day: tuple[int, int, int], expected: date
) -> None:
    assert days_of(calendar, *day) == (expected, expected)


def test_a_month_is_its_first_and_last_day() -> None:
    assert days_of("solar-hijri", 1329, 2, None) == (date(1950, 4, 21), date(1950, 5, 21))
    assert days_of("hebrew", 5710, 2, None) == (date(1950, 4, 18), date(1950, 5, 16))


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day"),
    [
        ("solar-hijri", 1330, 12, 30),  # no leap year
        ("solar-hijri", 1330, 7, 31),
        ("solar-hijri", 1303, 12, 1),  # before the calendar was law
        ("hebrew", 5710, 2, 30),
        ("hebrew", 5711, 14, 1),  # a leap year has two months of the name
        ("hebrew", 5710, 13, 1),
        ("hebrew", 5710, 15, 1),
    ],
)
def test_what_no_calendar_has_is_no_day(calendar: str, year: int, month: int, day: int) -> None:
    assert days_of(calendar, year, month, day) is None


def test_adar_of_a_common_and_of_a_leap_year() -> None:
    assert days_of("hebrew", 5710, 14, 1) == days_of("hebrew", 5710, 12, 1)
    assert days_of("hebrew", 5711, 15, 1) == days_of("hebrew", 5711, 12, 1)


def test_every_day_of_the_calendar_of_the_french_republic() -> None:
    first, last = date(1792, 9, 22), date(1805, 12, 31)
    found = [republican(day) for day in days(first, last)]
    assert found[0] == (1, 1, 1)
    assert found[-1] == (14, 4, 10)
    assert len(set(found)) == len(found)
    for day, one in zip(days(first, last), found, strict=True):
        assert one is not None
        assert days_of("republican", *one) == (day, day)
    assert republican(date(1792, 9, 21)) is None
    assert republican(date(1806, 1, 1)) is None


@pytest.mark.parametrize(
    ("year", "month", "day", "known"),
    [
        (2, 11, 9, date(1794, 7, 27)),
        (8, 2, 18, date(1799, 11, 9)),
        (3, 13, 6, date(1795, 9, 22)),
        (13, 3, 11, date(1804, 12, 2)),
    ],
)
def test_days_of_history_in_the_republic(year: int, month: int, day: int, known: date) -> None:
    assert days_of("republican", year, month, day) == (known, known)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(4, 13, 6), (14, 4, 11), (14, 5, 1), (15, 1, 1), (1, 1, 31), (0, 1, 1)]
)
def test_days_that_the_republic_never_had(year: int, month: int, day: int) -> None:
    assert days_of("republican", year, month, day) is None
