"""Values of corrections: checked before anything is done with them."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tei.corrections.brackets import CLASSES
from tei.corrections.places import KINDS, SEVERAL
from tei.encode.header import taxonomies
from tei.model import DateReading

if TYPE_CHECKING:
    from tei.corrections.places import Place

NONE = "none"
GROUND_DATE = "dating.corrected"
_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_DECADE = re.compile(r"([0-9]{3})X")
_CENTURY = re.compile(r"([0-9]{2})XX")
# Months of the seasons 21 to 24 of EDTF, as tei/interpret/dates.py bounds them.
_SEASONS = {21: ("03", "05"), 22: ("06", "08"), 23: ("09", "11")}
_LONGEST = 2_000
_LONGEST_LABEL = 40


def problem_of(place: Place, value: str) -> str:
    """Why a value cannot stand at a place; empty when it can. `none` takes a fact or a date away."""
    if len(value) > _LONGEST:
        return "the value is too long"
    if value == NONE or place.subject == "mark":
        return _none_problem(place, value)
    match place.subject:
        case "date":
            return _date_problem(value)
        case "bracket":
            return _choice_problem(value, CLASSES, "class of brackets; the classes")
        case "kind":
            return _choice_problem(value, KINDS, "kind of line; the kinds")
        case "language" | "division":
            return _tag_problem(value)
        case "fact":
            return _fact_problem(place.name, value)
    return ""


def _none_problem(place: Place, value: str) -> str:
    """Of a mark any short label is a value, beside none."""
    if len(value) > _LONGEST_LABEL:
        return f"{value[:_LONGEST_LABEL]!r} is no number or label of a note"
    return "" if _can_be_none(place) else "this cannot be taken away: none is no value here"


def _choice_problem(value: str, known: tuple[str, ...], what: str) -> str:
    return "" if value in known else f"{value!r} is no {what} are {', '.join(known)}"


def _can_be_none(place: Place) -> bool:
    return place.subject in ("date", "mark") or (
        place.subject == "fact" and place.name not in ("title", "genre")
    )


def _fact_problem(name: str, value: str) -> str:
    if name == "date":
        return _date_problem(value)
    if name == "genre":
        known = [key for key in taxonomies()["genre"] if key != "about"]
        return "" if value in known else f"{value!r} is no kind of document; the kinds are {', '.join(known)}"
    if name == "url":
        return "" if re.fullmatch(r"https?://[^\s/]+\S*", value) else f"{value!r} is no absolute address"
    if name == "original_language":
        return next(filter(None, map(_tag_problem, values_of(name, value))), "")
    return "" if values_of(name, value) else "no value"


def values_of(name: str, value: str) -> list[str]:
    """The values of a fact: one, or those parted by `;` where a fact may have several."""
    if value == NONE:
        return []
    parts = value.split(";") if name in SEVERAL else [value]
    return [" ".join(part.split()) for part in parts if part.strip()]


def _tag_problem(tag: str) -> str:
    import langcodes  # loads its data when used

    valid = "_" not in tag and langcodes.tag_is_valid(tag)
    return "" if valid else f"{tag!r} is no language tag of BCP 47, such as en, zh-Hans or sr-Cyrl"


def _date_problem(value: str) -> str:
    if reading_of(value) is not None:
        return ""
    return f"{value!r} is no date of EDTF, such as 1950-10-01, 1950-10, 1950, 1950~, 195X, 1950-10-01/1950-10-03, ../1950"


# --- dates --------------------------------------------------------------------------------------


def reading_of(value: str) -> DateReading | None:
    """Read an EDTF value: a day, month or year (`~` about, `?` unsure), a decade, a season, a period.

    Source: Extended Date/Time Format, Library of Congress, 2019, level 0 and what of level 1 records need.
    """
    low, stroke, high = value.partition("/")
    if not stroke:
        return _point(value)
    first, last = (None if end in ("..", "") else _point(end) for end in (low, high))
    if (first is None) != (low in ("..", "")) or (last is None) != (high in ("..", "")):
        return None
    if first is None and last is None:
        return None
    begin = _ends(first)[0] if first else None
    end = _ends(last)[1] if last else None
    form = f"{low or '..'}/{high or '..'}"
    if begin and end:
        if _first_day(begin) > _first_day(end):
            return None
        return DateReading(start=begin, end=end, ground=GROUND_DATE, edtf_form=form)
    return DateReading(not_before=begin, not_after=end, ground=GROUND_DATE, edtf_form=form)


def _ends(reading: DateReading) -> tuple[str, str]:
    low, high = reading.when or reading.not_before, reading.when or reading.not_after
    return low or "", high or ""


def _first_day(value: str) -> str:
    return (value + "-01-01")[:10]


def _point(value: str) -> DateReading | None:
    if match := _DECADE.fullmatch(value):
        return _between(f"{match[1]}0", f"{match[1]}9", value)
    if match := _CENTURY.fullmatch(value):
        return _between(f"{match[1]}00", f"{match[1]}99", value)
    match = _POINT.fullmatch(value)
    if not match or match[1] == "0000":
        return None
    year, month, day, mark = int(match[1]), match[2], match[3], match[4]
    if month and int(month) in range(21, 25):
        return None if day or mark else _season(year, int(month), value)
    if not _is_real(year, int(month or 1), int(day or 1)):
        return None
    plain = value.rstrip("~?%")
    made = DateReading(when=plain, ground=GROUND_DATE, circa=mark == "~")
    return replace(made, edtf_form=value, circa=mark == "%") if mark in ("?", "%") and mark else made


def _is_real(year: int, month: int, day: int) -> bool:
    return (
        1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1] and bool(date(year, month, day))
    )


def _season(year: int, season: int, value: str) -> DateReading:
    low, high = _SEASONS.get(season, ("", ""))
    if not low:
        return _between(f"{year:04}-01", f"{year + 1:04}-03", value)
    return _between(f"{year:04}-{low}", f"{year:04}-{high}", value)


def _between(low: str, high: str, value: str) -> DateReading:
    return DateReading(not_before=low, not_after=high, ground=GROUND_DATE, edtf_form=value)
