"""From the parts of a date as printed to days, months and years of the Gregorian calendar."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import MAXYEAR, date, timedelta
from typing import TYPE_CHECKING, Final

from tei.interpret.calendar_days import days_of, republican
from tei.interpret.calendar_tables import eras
from tei.interpret.date_points import Context, DateProblem, Point
from tei.interpret.date_roman import from_roman

if TYPE_CHECKING:
    from tei.interpret.date_grammar import Parts
    from tei.model import Certainty

# Languages whose written custom puts the day before the month in dates of numbers (Unicode CLDR,
# short date patterns). English is not among them: it has both orders.
DAY_FIRST: Final = frozenset(
    [
        "ar",
        "be",
        "bg",
        "cs",
        "de",
        "el",
        "es",
        "fr",
        "hr",
        "it",
        "mk",
        "nl",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sq",
        "sr",
        "tr",
        "uk",
        "vi",
    ]
)
_LATEST: Final = 2100
_HALF_A_YEAR: Final = 183
_LAST_OLD_STYLE: Final = 1923  # Greece was the last state to leave the Julian calendar
_SEASON_MONTHS: Final[dict[int, tuple[str, str]]] = {21: ("03", "06"), 22: ("06", "09"), 23: ("09", "12")}


def resolve(parts: Parts, context: Context, language: str, *, julian: bool = False) -> Point | DateProblem:
    """Return the days, month or year that printed parts mean, or why they mean none for sure."""
    if parts.calendar:
        return _in_other_calendar(parts, context)
    if parts.shift is not None:
        return _in_month_of(parts, context)
    if parts.side:
        return _beside(parts, context)
    ordered = _order(parts, language) if parts.roman_day is None else from_roman(parts, context.year)
    if isinstance(ordered, str):
        return DateProblem("ambiguous", ordered)
    if isinstance(ordered, DateProblem):
        return ordered
    dated = _with_year(ordered, context)
    if isinstance(dated, DateProblem):
        return dated
    parts, point = dated
    if parts.old_day is not None:
        return _pair(parts, point) if parts.old_month or not parts.stroke else _stroke_pair(parts, point)
    return _value(parts, replace(point, calendar="julian") if julian else point)


def _in_month_of(parts: Parts, context: Context) -> Point | DateProblem:
    """`8th inst.`, `27th ult.`: a day of the month of the document, of the one before or after it."""
    if context.day is None or context.ground != "dating.context":
        return DateProblem("no-year", "the month is that of a document whose date is not known")
    blank = Point("", "", "", ground=context.ground, certainty="medium")
    if context.calendar == "republican":
        year, month, _ = republican(context.day) or (0, 0, 0)
        return _republican_day(replace(parts, year=year, month=month + (parts.shift or 0)), blank)
    if context.calendar not in ("gregorian", "julian"):
        return DateProblem("no-year", "the document counts its months in another calendar")
    year, month = divmod(context.day.year * 12 + context.day.month - 1 + (parts.shift or 0), 12)
    return _one_day(year, month + 1, parts.day or 0, blank)


def _beside(parts: Parts, context: Context) -> Point | DateProblem:
    """`4th of February last`: of the year in which it is the last such day before the document, or the next after."""
    if context.day is None or context.ground != "dating.context" or parts.month is None:
        return DateProblem("no-year", "the day is told from a document whose date is not known")
    own = (context.day.month, context.day.day)
    passed = (parts.month, parts.day or 0) < own if parts.side < 0 else (parts.month, parts.day or 0) > own
    dated = replace(parts, year=context.day.year + (0 if passed else parts.side))
    return _value(dated, Point("", "", "", ground=context.ground, certainty="medium"))


def _near_in_republic(parts: Parts, context: Context) -> Point | DateProblem:
    """`9 nivôse` in a paper of the Republic: of the year of its date, where no other is as near."""
    own = republican(context.day) if context.day and context.ground == "dating.context" else None
    point = (
        _republican_day(replace(parts, year=own[0]), Point("", "", "", ground=context.ground))
        if own
        else None
    )
    far = isinstance(point, Point) and context.day and abs((point.first - context.day).days) > _HALF_A_YEAR
    if not isinstance(point, Point) or far:
        return DateProblem("no-year", "no year of the Republic is printed and none is known")
    return point


def _republican_day(parts: Parts, blank: Point) -> Point | DateProblem:
    days = days_of("republican", parts.year or 0, parts.month or 0, parts.day)
    if days is None or parts.day is None:
        return DateProblem("impossible", "this is no day of the calendar of the Republic")
    low = days[0].isoformat()
    return replace(blank, low=low, high=low, edtf=low, calendar="republican", certainty="medium")


def _in_other_calendar(parts: Parts, context: Context) -> Point | DateProblem:
    """A day or month of a calendar whose days are counted anew; a Hebrew day begins in the evening before."""
    if parts.calendar == "republican" and parts.year is None:
        return _near_in_republic(parts, context)
    days = days_of(parts.calendar, parts.year or 0, parts.month or 0, parts.day)
    if days is None:
        return DateProblem("impossible", f"this is no day of the calendar {parts.calendar}")
    low, high = (day.isoformat() for day in days)
    certainty: Certainty = "medium" if parts.calendar == "hebrew" else "high"
    return Point(low, high, low if low == high else f"{low}/{high}", parts.calendar, certainty=certainty)


def _order(parts: Parts, language: str) -> Parts | DateProblem:
    """Settle which of two numbers is the month: by what is possible, then by the language's custom."""
    if parts.x is None or parts.z is None:
        return parts
    first, second = parts.x, parts.z
    if first > 12 and second > 12:
        return DateProblem("impossible", f"there is no month {first} or {second}")
    if first > 12 or first == second or (language in DAY_FIRST and second <= 12):
        return replace(parts, day=first, month=second)
    if second > 12:
        return replace(parts, day=second, month=first)
    return DateProblem("ambiguous", f"{first} and {second} can both be the month")


def short_range(parts: Parts, *, next_only: bool = False) -> tuple[Point, ...] | DateProblem | None:
    """Read `1950-53`, `1950/51` and the trap `1910-11` (November 1910, or two years); None for others.

    A stroke joins a year and the next only (`next_only`): `1950/53` is rather the number of a file.
    """
    year = parts.year
    if year is None or parts.day is not None:
        return None
    if parts.short is None:
        return (
            DateProblem("ambiguous", "a month or a second year") if (parts.month or 0) > year % 100 else None
        )
    last = year // 100 * 100 + parts.short
    if last <= year or parts.short <= 12 or (next_only and last != year + 1):
        return DateProblem("not-a-date", "the second number is no later year")
    return tuple(Point(f"{value:04}", f"{value:04}", f"{value:04}") for value in (year, last))


def _with_year(parts: Parts, context: Context) -> tuple[Parts, Point] | DateProblem:
    blank = Point("", "", "")
    if parts.era is not None:
        return _era_year(parts, blank)
    if parts.year is not None:
        return parts, blank
    if context.year is None or (parts.same and context.ground != "dating.preceding"):
        return DateProblem("no-year", "no year is printed and none is known")
    supplied = replace(blank, ground=context.ground, certainty="medium")
    if parts.short is None:
        year = context.year
        problem = _far_from_context(parts, context)
        return problem or (replace(parts, year=year), supplied)
    year = context.year // 100 * 100 + parts.short
    if year - context.year > 20 or (context.mind and abs(year - context.year) > 2):
        return DateProblem("ambiguous", f"the century of the year {parts.short:02} is not sure")
    if abs(year - context.year) > 1 and _may_be_of_an_era(parts.short, context.year):
        return DateProblem("ambiguous", f"the year {parts.short:02} may be one of an era")
    return replace(parts, year=year), supplied


def _may_be_of_an_era(short: int, year: int) -> bool:
    """Whether a bare short year, counted in some era, is the year of the context: `38年` in 1949."""
    return any(era.base + short == year for name, era in eras().items() if name != "common")


def _era_year(parts: Parts, blank: Point) -> tuple[Parts, Point] | DateProblem:
    era = eras()[parts.era or ""]
    year = era.base + (parts.era_year or 0)
    if parts.year not in (None, year):
        return DateProblem("contradiction", f"year {parts.era_year} of {era.id} is {year}, not {parts.year}")
    if not era.first.year <= year <= min(era.last.year, _LATEST):
        return DateProblem("impossible", f"{era.id} has no year {parts.era_year}")
    if era.from_january is not None and year < era.from_january and (parts.month or 0) < era.first.month:
        return DateProblem("ambiguous", f"the year {parts.era_year} of {era.id} did not begin in January")
    found = replace(parts, year=year)
    point = _value(found, replace(blank, calendar=era.id))
    if isinstance(point, Point) and (point.last < era.first or point.first > era.last):
        return DateProblem("impossible", f"this day is not in the years of {era.id}")
    return found, replace(blank, calendar=era.id)


def _far_from_context(parts: Parts, context: Context) -> DateProblem | None:
    """Refuse the context's year where another year is as likely (December in a letter of January)."""
    if context.day is None or parts.month is None or context.year is None:
        return None
    day = min(parts.day or 15, calendar.monthrange(context.year, parts.month)[1])
    same = date(context.year, parts.month, day)
    ahead = (same - context.day).days
    # what is told after a date goes on from there as well as back, what a document tells mostly lies before it
    next_year_near = ahead < -183 and (ahead + 365 < 92 or context.ground == "dating.preceding")
    if ahead > 183 or next_year_near:
        return DateProblem(
            "no-year", "the year is not printed, and it may be that of the document or the next to it"
        )
    return None


def _value(parts: Parts, point: Point) -> Point | DateProblem:
    year = parts.year or 0
    if not 1 <= year < MAXYEAR:
        return DateProblem("impossible", f"there is no year {year}")
    if parts.decade:
        return _decade(year, point)
    if parts.season is not None:
        return _season(year, parts.season, point) if parts.short is None else _winter(parts, point)
    if parts.month is None:
        return _bounds(point, date(year, 1, 1), date(year, 12, 31), f"{year:04}")
    length = calendar.monthrange(year, parts.month)[1]
    if parts.third is not None:
        low, high = ((1, 10), (11, 20), (21, length))[parts.third - 1]
        ends = [f"{year:04}-{parts.month:02}-{day:02}" for day in (low, high)]
        return replace(point, low=ends[0], high=ends[1], edtf="/".join(ends), certainty="medium")
    month = f"{year:04}-{parts.month:02}"
    if parts.day is None:
        return _bounds(point, date(year, parts.month, 1), date(year, parts.month, length), month)
    return _one_day(year, parts.month, parts.day, point)


def _one_day(year: int, month: int, day: int, point: Point) -> Point | DateProblem:
    length = calendar.monthrange(year, month)[1]
    if point.calendar == "julian" and (month, day) == (2, 29) and year % 4 == 0:
        length = 29  # 1700, 1800 and 1900 are leap years of the Julian calendar only
    if day > length:
        return DateProblem("impossible", f"there is no {year:04}-{month:02}-{day:02}")
    if point.calendar == "julian":
        iso = from_julian(year, month, day).isoformat()
    else:
        iso = f"{year:04}-{month:02}-{day:02}"
    return replace(point, low=iso, high=iso, edtf=iso)


def _bounds(point: Point, first: date, last: date, iso: str) -> Point:
    """A whole month or year; in the Julian calendar its first and last day, counted anew."""
    if point.calendar != "julian":
        return replace(point, low=iso, high=iso, edtf=iso)
    low = from_julian(first.year, first.month, first.day).isoformat()
    high = from_julian(last.year, last.month, last.day).isoformat()
    return replace(point, low=low, high=high, edtf=f"{low}/{high}")


def _decade(year: int, point: Point) -> Point | DateProblem:
    if year % 10:
        return DateProblem("impossible", f"{year} does not begin a decade")
    return replace(point, low=f"{year:04}", high=f"{year + 9:04}", edtf=f"{year // 10:03}X")


def _season(year: int, season: int, point: Point) -> Point:
    """A season with bounds of the northern half of the world; winter may begin or end the year."""
    low, high = _SEASON_MONTHS.get(season, ("", ""))
    ends = (f"{year:04}-{low}", f"{year:04}-{high}") if low else (f"{year:04}-01", f"{year + 1:04}-03")
    return replace(
        point,
        low=ends[0],
        high=ends[1],
        edtf=f"{year:04}-{season}",
        ground="dating.season",
        certainty="medium",
    )


def _winter(parts: Parts, point: Point) -> Point | DateProblem:
    """`Winter 1952/53`: December to March, and no other season has two years."""
    year = parts.year or 0
    if parts.season != 24 or parts.short != (year + 1) % 100:
        return DateProblem("not-a-date", "only a winter is in two years, one after the other")
    season = _season(year, 24, point)
    return replace(season, low=f"{year:04}-12")


def _pair(parts: Parts, point: Point) -> Point | DateProblem:
    """Two dates printed for one day, one of the Julian calendar: which of them comes first differs.

    Around the New Year one printed year can be that of either date: then it is not read.
    """
    month, year = parts.month or 0, parts.year or 0
    first = (parts.old_year, parts.old_month or month, parts.old_day or 0)
    second = (year if parts.old_year else None, month, parts.day or 0)
    found: dict[str, Point] = {}
    for old, new in ((first, second), (second, first)):
        for one, other in ((year, year), (year - 1, year), (year, year + 1)):
            point_of = _same_day((old[0] or one, *old[1:]), (new[0] or other, *new[1:]), point)
            if point_of is not None:
                found[point_of.low] = point_of
    if len(found) > 1:
        return DateProblem("ambiguous", f"the year {year} can be that of either of the two dates")
    return next(iter(found.values())) if found else _pair_of_months(parts, point)


def _stroke_pair(parts: Parts, point: Point) -> Point | DateProblem:
    """`12/25 May 1905`: one day in two calendars, as long as states counted in both."""
    pair = _pair(parts, point)
    if isinstance(pair, DateProblem) or (parts.year or 0) > _LAST_OLD_STYLE:
        return DateProblem("ambiguous", "neither a night nor one day in two calendars")
    return replace(pair, certainty="medium")


def _pair_of_months(parts: Parts, point: Point) -> Point | DateProblem:
    """`30 (12) June 1905`, one month printed for both: the Julian day is of the month before."""
    month, year = parts.month or 0, parts.year or 0
    old = (year - (month == 1), month - 1 or 12, parts.old_day or 0)
    same = _same_day(old, (year, month, parts.day or 0), point) if parts.old_month is None else None
    return same or DateProblem("contradiction", "the two dates are not one day in two calendars")


def _same_day(old: tuple[int, int, int], new: tuple[int, int, int], point: Point) -> Point | None:
    """The Gregorian day `new` where the Julian day `old` is the same."""
    julian = _one_day(*old, replace(point, calendar="julian"))
    gregorian = _one_day(*new, point)
    if isinstance(julian, DateProblem) or isinstance(gregorian, DateProblem):
        return None
    return gregorian if julian.low == gregorian.low else None


def from_julian(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a day of the Julian calendar.

    Source: the Julian day number (Richards, *Calendars*, in the Explanatory Supplement to the
    Astronomical Almanac, 3rd ed., ch. 15).
    """
    shift = (14 - month) // 12
    years = year + 4800 - shift
    number = day + (153 * (month + 12 * shift - 3) + 2) // 5 + 365 * years + years // 4 - 32083
    return date.min + timedelta(days=number - 1721426)
