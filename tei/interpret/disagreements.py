"""Where a record states a fact twice and not alike: both stay as printed, and it is said."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from tei.findings import Finding, Where, finding
from tei.interpret.citation.people import is_name
from tei.interpret.dates import DateProblem, explain_date, find_dates
from tei.interpret.facts import text_of, where_of
from tei.interpret.inline import plain_text
from tei.model import Dated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tei.model import Citation, DateReading, Division, Fact, Letter, Record

_LONGEST_SHOWN = 60
_NEARLY = 0.7
_TITLE = re.compile(
    r"(?i)\b(?:mrs?|ms|dr|prof|professor|comrade|herrn?|frau|genossen?|genossin|monsieur|madame|camarade|señora?|"
    r"senhora?|signora?|domnule|compañer[oa]|president|minister|ambassador|general)\b"
)
_OFFICE_OR_BODY = re.compile(
    r"(?i)\b(?:minister|ambassador|chairman|secretary|president|premier|director|head|chief|consul|governor|king|"
    r"queen|embassy|ministry|committee|government|council|bureau|office|department|delegation|party|the|all|of|for)\b"
)
# A year that stands for itself between the parts of a shelfmark: `f. 01, op. 2, 1946, d. 3`.
_YEAR_OF_FILE = re.compile(r", ((?:1[5-9]|20)[0-9]{2})(?=,|$)")


def find_disagreements(
    record: Record, citation: Citation, date: DateReading | None, divisions: Sequence[Division]
) -> list[Finding]:
    """Compare title and date of the header with those of citation, title line and date lines."""
    found = [*_titles(record, citation), *_second_date(record, date)]
    if date is not None:
        found += _citation_date(record, citation, date)
        found += _title_date(record, date)
        found += _date_lines(record, divisions, date)
        found += _citation_year(record, citation, date)
    return found


def unlike_people(
    record: Record, letter: Letter, senders: Sequence[Fact], recipients: Sequence[Fact]
) -> list[Finding]:
    """Compare the people of the title with those whom the letter's own lines name.

    Only names of people in one script are compared; those that share a word, or nearly, may be one.
    """
    found = []
    for side, titled, said in (
        ("sender", senders, letter.senders),
        ("recipient", recipients, letter.recipients),
    ):
        if all(_by_given_name(fact) for fact in said):
            continue
        ours, theirs = [_people_of(fact.value for fact in facts) for facts in (titled, said)]
        if (
            len(ours) != len(titled)
            or not (ours and theirs)
            or any(_alike(a, b) for a in ours for b in theirs)
        ):
            continue
        line = said[0].span.first
        text = (
            f"{side}: line {titled[0].span.first} names {', '.join(fact.value for fact in titled)!r}, "
            f"line {line} says {said[0].raw[:_LONGEST_SHOWN]!r}"
        )
        found.append(finding("I025", text, Where(record.source.path, line)))
    return found


def _by_given_name(fact: Fact) -> bool:
    """`Dear Dick,`: what friends call each other is not compared with a title's `Richard Holm`."""
    return fact.certainty != "high" and " " not in fact.value and not _TITLE.search(fact.raw)


def _people_of(names: Iterable[str]) -> list[frozenset[str]]:
    """The words of each name that is a person's: in Latin letters, without an office or a body in it."""
    plain = [re.sub(r"\([^)]*\)", "", name) for name in names]
    return [
        frozenset(word for word in _plain(name).split() if len(word) > 1)
        for name in plain
        if is_name(name) and not _OFFICE_OR_BODY.search(name) and re.search("[A-Za-z]{2}", name)
    ]


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return re.sub("[^a-z]+", " ", "".join(sign for sign in parts if not unicodedata.combining(sign)))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names share a word, or nearly: spellings of one name differ (`Mikoyan`, `Mikoian`)."""
    return not (one and other) or any(
        a == b or SequenceMatcher(None, a, b).ratio() >= _NEARLY for a in one for b in other
    )


def agree(one: DateReading, other: DateReading) -> bool:
    """Whether two readings can mean the same time: their spans overlap, one may be wider."""
    first, last = _span(one)
    begin, end = _span(other)
    return first <= end and begin <= last


def _span(date: DateReading) -> tuple[str, str]:
    """The first and the last day as strings that can be compared; an open end is early or late."""
    first = date.when or date.start or date.not_before or ""
    last = date.when or date.end or date.not_after or "9999"
    return first, last + "-99" * (2 - last.count("-"))


def _language(record: Record) -> str | None:
    return record.profile.archive.language or None


def citation_slot(record: Record) -> str:
    """The name of the slot that holds the citation: `citation`, or `source` without title and date."""
    return "source" if record.slot("source") else "citation"


def _titles(record: Record, citation: Citation) -> list[Finding]:
    title = text_of(record.slot("title"))
    if not (citation.title and title) or _letters(citation.title) == _letters(title):
        return []
    text = (
        f"title line and citation disagree: {title[:_LONGEST_SHOWN]!r}, {citation.title[:_LONGEST_SHOWN]!r}"
    )
    return [finding("I005", text, where_of(record, citation_slot(record)))]


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum()).casefold()


def _citation_date(record: Record, citation: Citation, date: DateReading) -> list[Finding]:
    read = explain_date(citation.date, language=_language(record)) if citation.date else None
    if read is None or isinstance(read, DateProblem) or read.edtf == date.edtf:
        return []
    text = f"header date {date.edtf} and date of the citation {read.edtf} disagree"
    return [finding("I004", text, where_of(record, citation_slot(record)))]


def _second_date(record: Record, date: DateReading | None) -> list[Finding]:
    """A paragraph above the text and the labels that no slot took and that is a date."""
    found = []
    for slot in record.slots:
        if slot.label or slot.name == "body":
            break
        if slot.name != "unrecognised":
            continue
        read = explain_date(slot.text, language=_language(record))
        if not isinstance(read, DateProblem):
            first = f"the first, {date.edtf}, is used" if date else "the first cannot be read"
            text = f"the header gives a second date, {read.edtf}: {first}"
            found.append(finding("I023", text, Where(record.source.path, slot.lines[0].number)))
    return found


def _title_date(record: Record, date: DateReading) -> list[Finding]:
    """A day in the title: often that of a meeting, where the header has that of the paper."""
    dates = [
        one.reading
        for one in find_dates(text_of(record.slot("title")), language=_language(record), context=None)
    ]
    full = [one for one in dates if (one.when or one.start or one.not_before or "").count("-") == 2]
    if not full or any(agree(one, date) for one in full):
        return []
    text = f"header date {date.edtf} and date in the title {full[0].edtf} differ"
    return [finding("I020", text, where_of(record, "title"))]


def _date_lines(record: Record, divisions: Sequence[Division], date: DateReading) -> list[Finding]:
    """Date lines of the document itself: an annex is dated by its own."""
    found = []
    for division in divisions:
        for block in division.own:
            if block.kind != "dateline":
                continue
            dates = [part for part in block.content if isinstance(part, Dated)]
            if dates and not any(agree(one.reading, date) for one in dates):
                words = plain_text(block.content).strip()[:_LONGEST_SHOWN]
                text = f"header date {date.edtf} and date line {words!r} ({dates[0].reading.edtf}) differ"
                found.append(finding("I021", text, Where(record.source.path, block.span.first)))
    return found


def _citation_year(record: Record, citation: Citation, date: DateReading) -> list[Finding]:
    """A year of the shelfmark that is not the header's; a book that is older than the document."""
    first, last = _span(date)
    where = where_of(record, citation_slot(record))
    years = _YEAR_OF_FILE.findall(citation.shelfmark)
    found = [
        finding("I022", f"header date {date.edtf} and year of the shelfmark {year} differ", where)
        for year in years
        if not first[:4] <= year <= last[:4]
    ]
    year = citation.printed.year if citation.printed else ""
    if re.fullmatch(r"[0-9]{4}", year) and year < first[:4]:
        text = f"the book cited is of {year}, before the document's date {date.edtf}"
        found.append(finding("I022", text, where))
    return found
