"""Days counted back from the Kalends, Nones and Ides, as Latin letters and charters date."""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tei.interpret.date_grammar import Parts

_KALENDS: Final = 1
_LATE_MONTHS: Final = frozenset((3, 5, 7, 10))  # whose Nones are the 7th and whose Ides the 15th
_COMMON_YEAR: Final = 1901
_MARCH: Final = 3


def from_roman(parts: Parts, year: int | None) -> Parts | str:
    """The day and month that are meant; a sentence where that is not sure.

    The day itself is counted: `pridie` is the second day. Before the Kalends of January the year may be that of the
    day or that of the Kalends; before those of March a leap year counts one day twice.

    Args:
        parts: the month as printed, `roman_day`, and as `day` how many days are counted, none for the day itself.
        year: that of the context, where the date has none.
    """
    month, back = parts.month or 0, parts.day or 1
    if parts.roman_day != _KALENDS:
        late = 2 if month in _LATE_MONTHS else 0
        day = (5 if parts.roman_day == 2 else 13) + late + 1 - back
        return replace(parts, day=day, roman_day=None) if day > 1 else "so many days are not counted"
    if back == 1:
        return replace(parts, day=1, roman_day=None)
    if month == 1:
        return "the year may be that of the day or of the Kalends"
    leap = isleap(parts.year or year or _COMMON_YEAR) or (parts.year or year or 1) % 4 == 0
    if month == _MARCH and back > 2 and leap:
        return "a leap year counts one of the days before the Kalends of March twice"
    length = monthrange(2000 if leap else _COMMON_YEAR, month - 1)[1]
    return replace(parts, day=length + 2 - back, month=month - 1, roman_day=None)
