"""Printed dates and their values, read again and compared; the dates of one document (rules 29 and 31)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tei.check.periods import bounds, dated, period
from tei.check.registry import rule
from tei.check.words import inside, shown, words
from tei.encode.elements import TEI, XML_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.check.index import Index
    from tei.check.periods import Period
    from tei.findings import Finding
    from tei.model import DateReading

_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
_PLAIN: Final = re.compile(
    rf"(?P<m1>{'|'.join(_MONTHS)}) (?P<d1>[1-9][0-9]?), (?P<y1>1[0-9]{{3}}|20[0-9]{{2}})"
    rf"|(?P<d2>[1-9][0-9]?) (?P<m2>{'|'.join(_MONTHS)})(?: (?P<y2>1[0-9]{{3}}|20[0-9]{{2}}))?"
)
_LONGEST: Final = 120  # a longer text is a sentence about a date
# Grounds of our own that say where a part of a date is from, not that dates differ.
_ORDINARY: Final = frozenset(("#dating.stated", "#dating.context", "#dating.preceding", "#dating.season"))
_NOT_THE_DOCUMENT: Final = frozenset(
    "annex attachment enclosure appendix decree letter-enclosed notes translation-note".split()
)


def _plainly(text: str, value: Period) -> bool:
    """Whether a text is an English date of the plainest form, and of this day.

    Half of all dates are, and need no tables of dates and calendars, which take a tenth of a second to load.
    """
    match = _PLAIN.fullmatch(text) if value.first == value.last else None
    if match is None:
        return False
    month, day, year = match["m1"] or match["m2"], match["d1"] or match["d2"], match["y1"] or match["y2"]
    first = value.first
    said = _MONTHS.index(month) + 1, int(day), int(year or first.year)
    return said == (first.month, first.day, first.year)


@lru_cache(maxsize=4096)
def _read(text: str, language: str | None, context: str) -> DateReading | None:
    from tei.interpret.dates import read_date  # loads its tables when used

    return read_date(text, language=language, context=context)


@rule("T029")
def words_and_value(index: Index) -> Iterator[Finding]:
    """The words of a date, read again, do not contradict its value.

    A value may be wider or narrower than the words (1950 for October 1950, or a day that is known from
    elsewhere), but not one day where a period of several is printed. What the words leave out, such as
    the year, is taken from the value. A value that somebody has corrected is not compared.
    """
    for date in index.named("date"):
        if "#dating.corrected" in date.get("ana", "").split() or _is_corrected(date, index):
            continue
        text, value = words(date), dated(date)
        if value is None or not text or len(text) > _LONGEST or not any(map(str.isnumeric, text)):
            continue
        if _plainly(text, value):
            continue
        reading = _read(text, index.language(date), value.first.isoformat())
        if reading is None or not _same_calendar(date, reading):
            continue
        if not _says(date, value, reading) and not _is_told_from(text, date, value, index):
            said = " ".join(f'{key}="{date.get(key)}"' for key in map(str, date.attrib) if _is_value(key))
            text = f"{shown(text)} is printed, and the value is {said}"
            yield index.finding(
                "T029", text, date, f"the words read as {_suggestion(reading)}: mend one of the two"
            )


def _says(date: etree._Element, value: Period, reading: DateReading) -> bool:
    """Whether a reading of the words agrees with the value."""
    printed = period(reading.when) if reading.when else bounds(
        reading.start or reading.not_before, reading.end or reading.not_after
    )  # fmt: skip
    return printed is None or _agree(date, value, printed, covered=reading.start is not None)


def _is_told_from(text: str, date: etree._Element, value: Period, index: Index) -> bool:
    """Whether words that need the day of the document (`29th ult.`) say the value, read from that day or an annex's own.

    Where neither header nor date line has a day, nothing is compared.
    """
    language = index.language(date)
    if _read(text, language, f"{value.first.year:04}") is not None:
        return False  # the words say it without such a day
    above = [line for div in date.iterancestors(f"{TEI}div") for line in div.iter(f"{TEI}dateline")]
    told = (one for parent in (*index.named("creation"), *above) for one in parent.iter(f"{TEI}date"))
    days = {day.first.isoformat() for one in told if (day := dated(one)) is not None}
    readings = [_read(text, language, day) for day in days]
    return not readings or any(reading is None or _says(date, value, reading) for reading in readings)


def _is_corrected(date: etree._Element, index: Index) -> bool:
    """Whether a person that the header names for corrections says so."""
    return any(
        (target := index.ids.get(token[1:])) is not None and target.get(XML_ID, "").startswith("resp-corr")
        for token in date.get("resp", "").split()
    )


def _is_value(key: str) -> bool:
    return key.partition("-")[0] in ("when", "from", "to", "notBefore", "notAfter")


def _same_calendar(date: etree._Element, reading: DateReading) -> bool:
    """Words of another calendar are compared only where the reading is of the calendar that is named."""
    if "datingMethod" in date.attrib:
        return False
    named = date.get("calendar", "gregorian").lower()
    return named.endswith(reading.calendar)


def _agree(date: etree._Element, value: Period, printed: Period, *, covered: bool) -> bool:
    if covered and ("when" in date.attrib or "when-iso" in date.attrib):
        return printed.within(value)
    return value.within(printed) or printed.within(value)


def _suggestion(reading: DateReading) -> str:
    values = {
        "when": reading.when,
        "from": reading.start,
        "to": reading.end,
        "notBefore": reading.not_before,
        "notAfter": reading.not_after,
    }
    return " ".join(f'{key}="{value}"' for key, value in values.items() if value)


@rule("T031")
def one_date(index: Index) -> Iterator[Finding]:
    """The date of creation, that of sending and that of the dateline have a day in common, or say why not.

    Datelines of annexes are theirs; of several (original and translation) one must agree. A file of several
    documents or letters is left alone.
    """
    if len(index.named("TEI")) > 1 or len(index.named("correspDesc")) > 1:
        return
    created = [date for parent in index.named("creation") for date in parent.iter(f"{TEI}date")]
    sent = [
        date
        for action in index.named("correspAction")
        if action.get("type") == "sent"
        for date in action.iter(f"{TEI}date")
    ]
    lines = [
        date
        for line in index.named("dateline")
        if inside(line, "text") and _of_the_document(line)
        for date in line.iter(f"{TEI}date")
    ]
    for first, second, what in (
        (created, sent, "date of sending"),
        (created or sent, lines, "dateline"),
    ):
        yield from _compare(index, first, second, what)


def _compare(
    index: Index, first: list[etree._Element], second: list[etree._Element], what: str
) -> Iterator[Finding]:
    ours = [days for date in first if (days := dated(date))]
    theirs = [(date, days) for date in second if (days := dated(date))]
    if not ours or not theirs or any(map(_explained, (*first, *second))):
        return
    if not any(days.meets(mine) for mine in ours for _, days in theirs):
        date = theirs[0][0]
        text = f"the {what} is {_said(date)}, and the header dates the document {_said(first[0])}"
        yield index.finding("T031", text, date)


def _said(date: etree._Element) -> str:
    """The words of a date; where it has none its values."""
    values = (date.get(key, "") for key in map(str, date.attrib) if _is_value(key))
    return shown(words(date) or "–".join(values))


def _explained(date: etree._Element) -> bool:
    return any(token not in _ORDINARY for token in date.get("ana", "").split())


def _of_the_document(line: etree._Element) -> bool:
    """Whether a dateline opens or closes the document itself, neither an annex nor a quotation in it."""
    for above in line.iterancestors():
        if above.get("type") in _NOT_THE_DOCUMENT or above.tag in (TEI + "quote", TEI + "floatingText"):
            return False
    return True
