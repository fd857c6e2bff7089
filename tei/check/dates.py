"""Values of dates: present, real, in order, and no more than the words say (rules 27, 28, 30, 32, 33)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tei.check.index import DATING, POINTS
from tei.check.periods import period
from tei.check.registry import rule
from tei.check.words import inside, name, shown, words
from tei.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.check.index import Index
    from tei.findings import Finding

_VALUES: Final = frozenset((*DATING, *(f"{key}-custom" for key in POINTS)))
_OTHER_GROUNDS: Final = frozenset(
    ("ana", "cert", "period", "datingPoint", "dur", "dur-iso", "sameAs", "corresp")
)
_NO_DATES: Final = frozenset(
    "biblScope citedRange locus locusGrp app rdgGrp rt span move arc measure graph".split()
)
_BIBLIOGRAPHIC: Final = (
    "bibl", "biblStruct", "biblFull", "publicationStmt", "editionStmt", "docImprint", "recording",
)  # fmt: skip
_BEFORE_CHRIST: Final = re.compile(r"-[0-9]{4,6}(?=-|\Z)")
_YEAR: Final = re.compile(r"-?[0-9]{4,6}(?=-|\Z)")
_DAY: Final = re.compile(r"-?[0-9]{4}-[0-9]{2}(-[0-9]{2})?(?![0-9])")
_W3C: Final = re.compile(
    r"-?[0-9]{4,}(-[0-9]{2}(-[0-9]{2}(T\S+)?)?)?|--[0-9]{2}(-[0-9]{2})?|---[0-9]{2}|[0-9]{2}:[0-9]{2}:[0-9]{2}\S*"
)
_ZONE: Final = re.compile(r"(?:Z|[+-][0-9]{2}:[0-9]{2})\Z")
_TIMED: Final = re.compile(r"T[0-9]|(?:Z|[+-][0-9]{2}:[0-9]{2})\Z")
_TIME: Final = re.compile(r"T[0-9]{2}")
_ZONE_WORDS: Final = re.compile(
    r"\b(?:UTC|GMT|BST|MSK|ME[SD]?Z|[CEW]ES?T|[ACEIJKMP][SDPW]?T|HKT)\b|[0-9]Z\b|(?i:time|zeit|heure|время|hora)"
    r"|[+-][0-9]{1,2}(?::?[0-9]{2})?\s*\Z|时间|時間"
)
_TIME_WORDS: Final = re.compile(
    r"[0-9]\s*[:.h]\s*[0-9]{2}|[0-9]{4}(?:Z| ?h)|[0-9]{6}Z|[时時点點시]"
    r"|(?i:[0-9]\s*(?:a\.?\s?m|p\.?\s?m|o.clock|uhr|heures?|час|hours?)|noon|midnight|mittag|mitternacht|midi|minuit|полдень|полночь)"
)


def _has_value(date: etree._Element) -> bool:
    return not _VALUES.isdisjoint(map(str, date.attrib))


@rule("T027")
def values(index: Index) -> Iterator[Finding]:
    """A date has a value or says why not; those of books and their imprints are left alone.

    A file that gives values to no dates of its text, or of its header, is not asked for them there.
    """
    dates = [date for date in index.named("date") if not inside(date, *_BIBLIOGRAPHIC)]
    valued = {inside(date, "text") for date in dates if _has_value(date)}
    bare = [
        (date, f"the date {shown(words(date))} has no value and no reason for that")
        for date in dates
        if inside(date, "text") in valued
        and not _has_value(date)
        and _OTHER_GROUNDS.isdisjoint(map(str, date.attrib))
    ]
    yield from index.findings("T027", bare)


@rule("T028")
def real_days(index: Index) -> Iterator[Finding]:
    """Values are dates of the calendar, and what begins does not end before. Half a period: a warning."""
    for element in index.having(*DATING):
        if name(element) in _NO_DATES:
            continue
        keys = [key for key in map(str, element.attrib) if key in DATING]
        wrong = [key for key in keys if not _real(element.get(key, ""), w3c=not key.endswith("-iso"))]
        for key in wrong:
            text = f"@{key} is {shown(element.get(key, ''))}, which is no date of the calendar"
            yield index.finding(
                "T028", text, element, "write a day that there is as YYYY-MM-DD, or YYYY-MM or YYYY"
            )
        if not wrong and keys != ["when"]:
            yield from _order(index, element)


@lru_cache(maxsize=4096)
def _real(value: str, *, w3c: bool) -> bool:
    if (match := _DAY.match(value)) and not value.startswith("-"):
        return period(match[0]) is not None or value.startswith("0000")
    return not w3c or _W3C.fullmatch(value) is not None


def _order(index: Index, element: etree._Element) -> Iterator[Finding]:
    for first, last in (("from", "to"), ("notBefore", "notAfter")):
        for suffix in ("", "-iso"):
            begin, end = element.get(first + suffix, ""), element.get(last + suffix, "")
            days = period(begin), period(end)
            if _downwards(begin, end) or (days[0] and days[1] and days[0].first > days[1].last):
                text = f"@{first} {begin} is later than @{last} {end}"
                yield index.finding("T028", text, element, "put the earlier date first")
            if first == "from" and name(element) == "date" and bool(begin) != bool(end):
                missing = last if begin else first
                told = index.finding("T028", f"the period has no @{missing}", element)
                yield replace(
                    told, severity=Severity.WARNING, hint="use notBefore or notAfter for an open bound"
                )


def _downwards(begin: str, end: str) -> bool:
    """Whether a year before our era, which no calendar of the program holds, stands in the wrong order."""
    first, last = _YEAR.match(begin), _YEAR.match(end)
    if not (first and last) or not (_BEFORE_CHRIST.match(begin) or _BEFORE_CHRIST.match(end)):
        return False
    return int(first[0]) > int(last[0])


@rule("T030")
def grounds(index: Index) -> Iterator[Finding]:
    """In the text a range, or a date that is not sure, says on what ground.

    Only where the file has such grounds at all: categories of dating, or @ana on a range.
    """
    dates = index.named("date")
    if not any("ana" in date.attrib and _wide(date) for date in dates) and not any(
        key.startswith("dating.") for key in index.ids
    ):
        return
    broken = []
    for date in dates:
        keys = _wide(date)
        unsure = date.get("cert", "high") != "high"
        if "ana" not in date.attrib and (keys or unsure) and inside(date, "text"):
            what = f"has @{keys[0]}" if keys else f"is of {date.get('cert')} certainty"
            broken.append((date, f"the date {shown(words(date))} {what} and has no ground in @ana"))
    yield from index.findings("T030", broken)


def _wide(date: etree._Element) -> list[str]:
    """The attributes that make a range of a date."""
    return [key for key in map(str, date.attrib) if key in _VALUES and key.partition("-")[0] != "when"]


@rule("T032")
def calendars(index: Index) -> Iterator[Finding]:
    """@calendar points at a calendar of calendarDesc (TEI Guidelines, att.calendarSystem)."""
    broken = []
    for pointer in index.pointing("calendar"):
        target = index.ids.get(pointer.token[1:]) if pointer.token.startswith("#") else None
        if target is not None and name(target) != "calendar":
            broken.append(
                (
                    pointer.element,
                    f"@calendar points at {pointer.token}, which is not a calendar but {name(target)}",
                )
            )
        elif not pointer.token.startswith("#") and ":" not in pointer.token and ".xml" not in pointer.token:
            broken.append((pointer.element, f'@calendar is the word "{pointer.token}", and no pointer'))
    yield from index.findings("T032", broken)


@rule("T033")
def no_invented_time(index: Index) -> Iterator[Finding]:
    """A value has a time of day or a time zone only where the printed words have one.

    A date without words, such as that of a change, may be a machine's and is left alone.
    """
    broken = []
    for element in index.named("date", "time"):
        times = [key for key, value in element.items() if key in _VALUES and _TIMED.search(value)]
        text = words(element) if times else ""
        for key in times if text else ():
            value = element.get(key, "")
            if what := _invented(value, text, name(element) == "date"):
                broken.append((element, f"@{key} is {value}, and {shown(text)} names no {what}"))
    yield from index.findings("T033", broken)


def _invented(value: str, text: str, is_date: bool) -> str:
    if _ZONE.search(value) and not _ZONE_WORDS.search(text) and value not in text:
        return "time zone"
    return "time of day" if is_date and _TIME.search(value) and not _TIME_WORDS.search(text) else ""
