"""Days of the Solar Hijri and the Hebrew calendar: every one against libraries of calendars, some against history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from persiantools.jdatetime import JalaliDate
from pyluach.dates import GregorianDate

from tei.interpret.calendar_days import days_of


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
