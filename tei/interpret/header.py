"""Header facts: what a record says of itself, each with what was printed, where, and on what ground."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tei.findings import Finding, Where, finding
from tei.interpret import languages
from tei.interpret.citation import read_citation
from tei.interpret.correspondence import read_correspondence, read_intermediary
from tei.interpret.dates import DateProblem, explain_date
from tei.interpret.inline import plain_text
from tei.model import Citation, Fact, Header, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import DateReading, Division, Line, Record, Slot

_SUPPORT = re.compile(
    r"(?i)\bmade possible (?:with|by|through) (?:the )?(?:generous )?support (?:from|of) (?:the )?(.{2,300})$"
)
_BODY_WORD = re.compile(
    r"\b(?:Foundation|Corporation|University|Fund|Institute|Endowment|Trust|Council|Cent(?:er|re)|Society|Program(?:me)?|Stiftung)\b"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The facts that the text's own reading needs: header date, and the languages the header states."""

    date: DateReading | None
    stated: tuple[Fact, ...]


def read_opening(record: Record) -> tuple[Opening, list[Finding]]:
    """Read the facts that come before the text: the date completes dates, languages settle short texts."""
    date, findings = _date(record)
    stated, more = _stated(record)
    return Opening(date, stated), [*findings, *more]


def read_header(
    record: Record, opening: Opening, divisions: Sequence[Division]
) -> tuple[Header, list[Finding]]:
    """Read the header facts of a record whose text has been divided."""
    citation_slot = record.slot("citation")
    verbatim = _fact(citation_slot)
    date_raw = _text(record.slot("date"))
    archive = record.profile.archive
    own_names = tuple(name for name in (archive.name, *archive.names) if name)
    citation = (
        read_citation(verbatim.value, title=_text(record.slot("title")), date=date_raw, archives=own_names)
        if verbatim
        else Citation()
    )
    title, findings = _title(record, citation, verbatim, divisions)
    findings += _disagreements(record, citation, opening.date)
    number = _number(record, citation)
    url, more = _address(record, citation, verbatim, number)
    original, original_language = _original_title(divisions, archive.language)
    # Only a layout that has a place for the title tells that its words are a title and no sentence.
    letters = read_correspondence(title.value if title and not record.profile.fallback else "")
    header = Header(
        title=title,
        title_language=archive.language or (divisions[0].language if divisions else "und"),
        title_original=original,
        title_original_language=original_language,
        date=_fact(record.slot("date")),
        date_reading=opening.date,
        citation_verbatim=verbatim,
        citation=citation,
        url=url,
        number=number,
        archive=Fact(archive.name, archive.name, _whole(record), "high", "ground.layout")
        if archive.name
        else None,
        summary=_paragraphs(record.slot("summary")),
        credits=_paragraphs(record.slot("credits")),
        funders=_funders(record.slot("credits")),
        stated_languages=opening.stated,
        contents=tuple(_line_fact(line) for line in _lines(record.slot("contents"))),
        genre=_from_title(letters.kind, title),
        sender=_from_title(letters.sender, title),
        recipients=tuple(fact for name in letters.recipients if (fact := _from_title(name, title))),
        intermediary=_intermediary(divisions),
        unrecognised=tuple(
            _line_fact(line) for slot in record.slots if slot.name == "unrecognised" for line in _lines(slot)
        ),
        classification=(),
    )
    return header, findings + more


# --- slots as facts ----------------------------------------------------------------------------


def _lines(slot: Slot | None) -> list[Line]:
    return [line for line in slot.lines if not line.blank] if slot else []


def _text(slot: Slot | None) -> str:
    return slot.text if slot else ""


def _line_fact(line: Line) -> Fact:
    text = line.text.strip()
    return Fact(text, text, Span(line.number, line.number))


def _fact(slot: Slot | None) -> Fact | None:
    lines = _lines(slot)
    if not slot or not lines:
        return None
    return Fact(slot.text, slot.text, Span(lines[0].number, lines[-1].number))


def _paragraphs(slot: Slot | None) -> tuple[Fact, ...]:
    """One fact for each paragraph of a slot: lines between blank lines belong together."""
    groups: list[list[Line]] = [[]]
    for line in slot.lines if slot else ():
        if line.blank:
            groups.append([])
        else:
            groups[-1].append(line)
    facts = []
    for group in groups:
        if group:
            text = " ".join(line.text.strip() for line in group)
            facts.append(Fact(text, text, Span(group[0].number, group[-1].number)))
    return tuple(facts)


def _whole(record: Record) -> Span:
    return Span(1, len(record.source.lines))


def _where(record: Record, slot_name: str) -> Where:
    slot = record.slot(slot_name)
    lines = _lines(slot)
    first = lines[0] if lines else slot.label if slot else None
    return Where(record.source.path, first.number if first else None)


# --- single facts ------------------------------------------------------------------------------


def _date(record: Record) -> tuple[DateReading | None, list[Finding]]:
    text = _text(record.slot("date"))
    if not text:
        has_header = any(label.slot == "citation" for label in record.profile.header.labels)
        note = finding("I013", "the header gives no date", Where(record.source.path, 1))
        return None, [note] if has_header else []
    reading = explain_date(text, language=record.profile.archive.language or None)
    if not isinstance(reading, DateProblem):
        return reading, []
    return None, [finding("I003", f"header date {text[:60]!r}: {reading.message}", _where(record, "date"))]


def _stated(record: Record) -> tuple[tuple[Fact, ...], list[Finding]]:
    facts: list[Fact] = []
    findings: list[Finding] = []
    for line in _lines(record.slot("language")):
        for tag, name in languages.stated(line.text):
            facts.append(Fact(tag, line.text.strip(), Span(line.number, line.number)))
            if not tag:
                where = Where(record.source.path, line.number)
                findings.append(finding("I008", f"language {name[:60]!r} is not known", where))
    return tuple(facts), findings


def _title(
    record: Record, citation: Citation, verbatim: Fact | None, divisions: Sequence[Division]
) -> tuple[Fact | None, list[Finding]]:
    """The title line; else the citation's title; else the heading of the text; each but the first is said."""
    if fact := _fact(record.slot("title")):
        return fact, []
    if citation.title and verbatim:
        note = finding(
            "I002", "no title line: the title was taken from the citation", _where(record, "citation")
        )
        return Fact(citation.title, citation.title, verbatim.span, "medium", "ground.citation"), [note]
    heading = _heading(divisions[0], "ground.opening") if divisions else None
    text = "the heading of the text stands in its place" if heading else "the file's id stands in its place"
    note = finding("I001", f"the record has no title; {text}", Where(record.source.path, 1))
    # A layout without a title's place has said so already: no layout fitted.
    return heading, [] if record.profile.fallback and heading else [note]


def _heading(division: Division, ground: str) -> Fact | None:
    """The heading at the head of a division's text, its lines joined, without note marks."""
    heads = [block for block in division.printed if block.kind == "head"]
    if not heads:
        return None
    text = " ".join(plain_text(block.content).strip() for block in heads)
    return Fact(text, text, Span(heads[0].span.first, heads[-1].span.last), "medium", ground)


def _disagreements(record: Record, citation: Citation, date: DateReading | None) -> list[Finding]:
    """Header and citation state title and date both; where they differ, both stay and it is said."""
    found = []
    header_title = _text(record.slot("title"))
    where = _where(record, "citation")
    if citation.title and header_title and _letters(citation.title) != _letters(header_title):
        text = f"title line and citation disagree: {header_title[:60]!r}, {citation.title[:60]!r}"
        found.append(finding("I005", text, where))
    if citation.date and date:
        read = explain_date(citation.date, language=record.profile.archive.language or None)
        if not isinstance(read, DateProblem) and read.edtf != date.edtf:
            text = f"header date {date.edtf} and date of the citation {read.edtf} disagree"
            found.append(finding("I004", text, where))
    return found


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum()).casefold()


def _number(record: Record, citation: Citation) -> str:
    """The record's number: from its own field, else from its address."""
    if own := re.fullmatch(r"[0-9]{1,9}", _text(record.slot("number"))):
        return own[0]
    pattern = record.profile.archive.number
    match = re.search(pattern, citation.url) if pattern and citation.url else None
    return match[1] if match else ""


def _address(
    record: Record, citation: Citation, verbatim: Fact | None, number: str
) -> tuple[Fact | None, list[Finding]]:
    if citation.url and verbatim:
        return Fact(citation.url, citation.url, verbatim.span), []
    template = record.profile.archive.address
    if not (number and template):
        return None, []
    url = template.format(number=number)
    where = _where(record, "number")
    note = finding("I010", f"no address is printed: {url} was made from the record's number", where)
    return Fact(url, number, Span(where.line or 1, where.line or 1), "medium", "ground.number"), [note]


def _funders(slot: Slot | None) -> tuple[Fact, ...]:
    found = []
    for fact in _paragraphs(slot):
        match = _SUPPORT.search(fact.value.rstrip(". "))
        names = _bodies(match[1]) if match else []
        found += [Fact(name, fact.raw, fact.span) for name in names]
    return tuple(found)


def _bodies(names: str) -> list[str]:
    """Part a list of supporting bodies; only between names that each hold a body's word."""
    pieces = re.split(r",? and (?:the )?|; ?(?:the )?|, (?:the )?", names)
    if len(pieces) > 1 and all(_BODY_WORD.search(piece) for piece in pieces):
        return [piece.strip() for piece in pieces]
    return [names.strip()]


def _from_title(value: str, title: Fact | None) -> Fact | None:
    if not value or title is None:
        return None
    return Fact(value, title.raw, title.span, "high", "ground.title")


def _original_title(divisions: Sequence[Division], header_language: str) -> tuple[Fact | None, str]:
    """The heading of the edition, when it is in another language than the header."""
    for division in divisions:
        if division.role != "edition" or division.language.partition("-")[0] == header_language:
            continue
        heading = _heading(division, "ground.head") if header_language else None
        if heading:
            return replace(heading, certainty="high"), division.language
    return None, ""


def _intermediary(divisions: Sequence[Division]) -> Fact | None:
    """The person a salutation asks to pass the message on; in the header's language where both say it."""
    found = []
    for division in divisions:
        for block in division.printed:
            if block.kind != "salute":
                continue
            text = plain_text(block.content)
            if name := read_intermediary(text, division.language):
                found.append(Fact(name, text, block.span, "medium", "ground.salute"))
    return found[-1] if found else None
