"""Header facts: what a record says of itself, each with what was printed, where, and on what ground."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from tei.findings import Finding, Where, finding
from tei.interpret import languages
from tei.interpret.catalogue import read_catalogue, stated_kind
from tei.interpret.citation import read_citation
from tei.interpret.correspondence import Correspondents, read_correspondence
from tei.interpret.dates import DateProblem, explain_date
from tei.interpret.disagreements import citation_slot, find_disagreements, unlike_people
from tei.interpret.ends import ends_of
from tei.interpret.facts import (
    entries,
    line_fact,
    line_facts,
    lines_of,
    paragraph_facts,
    slot_fact,
    text_of,
    where_missed,
    where_of,
)
from tei.interpret.forms import is_kind_number
from tei.interpret.headings import letter_title
from tei.interpret.inline import plain_text
from tei.interpret.intermediary import read_intermediary
from tei.interpret.known_names import KnownNames, Weighed, asks_who, known_names, weigh
from tei.interpret.letters import carrier_line, read_letter
from tei.interpret.stated import read_stated, with_stated
from tei.interpret.text_facts import office_marks, source_line, subject_title
from tei.model import Citation, Fact, Header, Letter, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Block, DateReading, Division, Record, Slot

_SUPPORT = re.compile(
    r"(?i)\bmade possible (?:with|by|through) (?:the )?(?:generous )?support (?:from|of) (?:the )?(.{2,300})$"
)
_BODY_WORD = re.compile(
    r"\b(?:Foundation|Corporation|University|Fund|Institute|Endowment|Trust|Council|Cent(?:er|re)|Society|Program(?:me)?|Stiftung)\b"
)
_CALLED_SOURCE = re.compile(r"^[^\W\d_]{2,16}\s?[:：]\s?\S")


@dataclass(frozen=True, slots=True)
class Opening:
    """The facts that the text's own reading needs: header date, and the languages the header states.

    `date_fact` holds the words of the date where the text itself gives it, the header having none.
    """

    date: DateReading | None
    stated: tuple[Fact, ...]
    date_fact: Fact | None = None


def read_opening(record: Record) -> tuple[Opening, list[Finding]]:
    """Read the facts that come before the text: the date completes dates, languages settle short texts."""
    date, findings = _date(record)
    stated, more = _stated(record)
    return Opening(date, stated), [*findings, *more]


def read_header(
    record: Record, opening: Opening, divisions: Sequence[Division]
) -> tuple[Header, list[Finding]]:
    """Read the header facts of a record whose text has been divided."""
    verbatim = slot_fact(record.slot(citation_slot(record)))
    citation = _citation(record, verbatim)
    if verbatim is None and (line := source_line(divisions)):
        verbatim, citation = _of_source_line(line)
    stated = read_stated(record)
    citation = with_stated(citation, stated)
    title, findings = _title(record, citation, verbatim, divisions)
    findings += find_disagreements(record, citation, opening.date, divisions)
    findings += _not_understood(record, citation, verbatim)
    number = _number(record, citation)
    url, more = (stated.url, []) if stated.url else _address(record, citation, verbatim, number)
    catalogue, from_catalogue = read_catalogue(record)
    archive = record.profile.archive
    original, original_language = _original_title(divisions, archive.language)
    said = _said(_as_cited(title, citation), record, divisions)
    genre = stated_kind(catalogue) or _from_title(said.kind, title)
    language = archive.language or (divisions[0].language if divisions else "und")
    letter = read_letter(divisions, language, genre.value if genre else "")
    known = known_names(record, catalogue, divisions) if asks_who(said) else KnownNames()
    weighed = weigh(said, known)
    senders = stated.senders or _from_titles(weighed.senders, weighed, title)
    recipients = stated.recipients or _from_titles(weighed.recipients, weighed, title)
    intermediary = stated.intermediary or _from_title(said.intermediary, title) or _intermediary(divisions)
    letter = replace(letter, place=stated.place) if stated.place else letter
    findings += _people_findings(record, weighed, letter, (senders, recipients), intermediary, title)
    header = Header(
        title=title,
        title_language=language,
        title_original=original,
        title_original_language=original_language,
        date=slot_fact(record.slot("date")) or opening.date_fact,
        date_reading=opening.date,
        citation_verbatim=verbatim,
        citation=citation,
        url=url,
        number=number,
        archive=next(iter(_constant(archive.name, record)), None),
        summary=_summary(record),
        credits=paragraph_facts(record.slot("credits")),
        funders=_funders(record.slot("credits"), catalogue.donors),
        stated_languages=opening.stated,
        contents=entries(record, "contents"),
        genre=genre,
        senders=senders or letter.senders,
        recipients=recipients or letter.recipients,
        intermediary=intermediary,
        unrecognised=tuple(
            line_fact(line) for slot in record.slots if slot.name == "unrecognised" for line in lines_of(slot)
        ),
        classification=entries(record, "classification") or office_marks(divisions, "classification"),
        catalogue=catalogue,
        letter=letter,
        summary_label=_summary_label(record),
        collection=stated.collection or _constant(archive.collection, record),
        remarks=line_facts(record.slot("remark")),
        stated=stated.fields,
    )
    return header, [*findings, *more, *from_catalogue]


def _constant(value: str, record: Record) -> tuple[Fact, ...]:
    """What the layout says of all its records."""
    last = record.source.lines[-1].number if record.source.lines else 1
    return (Fact(value, value, Span(1, last), "high", "ground.layout"),) if value else ()


def _as_cited(title: Fact | None, citation: Citation) -> Fact | None:
    """The title in the letters of the citation where a site prints it in capitals, which tell no name from a word."""
    cited = citation.title.strip(" ,.") if citation.title else ""
    if title is None or not title.value.isupper() or cited.casefold() != title.value.strip(" ,.").casefold():
        return title
    return replace(title, value=cited)


def _said(title: Fact | None, record: Record, divisions: Sequence[Division]) -> Correspondents:
    """Who wrote to whom by the title; a heading that names no kind of document may be any sentence."""
    if title is None:
        return Correspondents()
    heading = _heading(divisions[0], title.ground) if divisions and title.ground == "ground.opening" else None
    said = read_correspondence(heading.value if heading else title.value)
    if said.kind:
        return said
    if heading and (kind := _kind_below(divisions[0])):
        return Correspondents(kind=kind)
    if names := letter_title(title.value, divisions[0].language if divisions else ""):
        sender, recipient = (((name,) if name else ()) for name in names)
        return Correspondents(sender, recipient)
    return said if record.profile.fills("title") else Correspondents()


def _kind_below(division: Division) -> str:
    """The kind that a heading names in a part of its own, a blank line under the name of a body."""
    opening, _ = ends_of(division)
    heads = [block for block in opening if block.kind == "head"]
    below = [two for one, two in pairwise(heads) if two.span.first > one.span.last + 1]
    kinds = (read_correspondence(_joined([block])).kind for block in below)
    return next((kind for kind in kinds if kind), "")


def _citation(record: Record, verbatim: Fact | None) -> Citation:
    """The citation taken apart. A source alone has no title and date; its address is the source's own."""
    if verbatim is None:
        return Citation()
    archive = record.profile.archive
    names = tuple(name for name in (archive.name, *archive.names) if name)
    if citation_slot(record) == "source":
        keeper = text_of(record.slot("archive"))
        return replace(
            read_citation(verbatim.value, archives=names, keeper=keeper), title="", date="", url=""
        )
    title, date = text_of(record.slot("title")), text_of(record.slot("date"))
    return read_citation(verbatim.value, title=title, date=date, archives=names)


def _of_source_line(line: Fact) -> tuple[Fact | None, Citation]:
    """The line of archive or book that stands at the text; a bare statement on the copy is no citation.

    A line that calls itself the source (`Source: ...`) is one, even where nothing of it is understood.
    """
    read = replace(read_citation(line.value), title="", date="", url="")
    if read.shelfmark or read.printed:
        return line, read
    return (line, Citation(rest=read.rest)) if _CALLED_SOURCE.match(line.value) else (None, Citation())


def _not_understood(record: Record, citation: Citation, verbatim: Fact | None) -> list[Finding]:
    if not citation.rest:
        return []
    shown = citation.rest if len(citation.rest) <= 60 else f"{citation.rest[:60]}…"
    text = f"{len(citation.rest)} characters of the citation were not understood: {shown!r}"
    where = where_of(record, citation_slot(record))
    if verbatim and where.line is None:
        where = Where(record.source.path, verbatim.span.first)  # a line of the text
    return [finding("I024", text, where)]


# --- single facts ------------------------------------------------------------------------------


def _date(record: Record) -> tuple[DateReading | None, list[Finding]]:
    text = text_of(record.slot("date"))
    if not text:
        has_header = bool(record.profile.header.labels or record.profile.table)
        note = finding("I013", "the header gives no date", where_missed(record, "date"))
        return None, [note] if has_header else []
    reading = explain_date(text, language=record.profile.archive.language or None)
    if not isinstance(reading, DateProblem):
        return reading, []
    return None, [finding("I003", f"header date {text[:60]!r}: {reading.message}", where_of(record, "date"))]


def _stated(record: Record) -> tuple[tuple[Fact, ...], list[Finding]]:
    facts: list[Fact] = []
    findings: list[Finding] = []
    for line in lines_of(record.slot("language")):
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
    if fact := slot_fact(record.slot("title")):
        return fact, []
    if citation.title and verbatim:
        note = finding(
            "I002",
            "no title line: the title was taken from the citation",
            where_of(record, citation_slot(record)),
        )
        return Fact(citation.title, citation.title, verbatim.span, "medium", "ground.citation"), [note]
    said = subject_title(divisions[0]) if divisions else None
    heading = said or (_heading(divisions[0], "ground.opening") if divisions else None)
    text = "the heading of the text stands in its place" if heading else "the file's id stands in its place"
    note = finding("I001", f"the record has no title; {text}", Where(record.source.path, record.source.first))
    # Where the layout has no place for a title, the heading of the text is the only one there can be.
    return heading, [] if heading and not record.profile.fills("title") else [note]


def _heading(division: Division, ground: str) -> Fact | None:
    """The heading at the head of a division's text, its lines joined, without note marks."""
    opening, _ = ends_of(division)
    heads = [block for block in opening if block.kind == "head"]
    if not heads:
        return None
    text = _joined(heads)
    if is_kind_number(text):  # `LETTER No. 12` and the subject below it: neither is a title alone
        heads += [block for block in opening if block.kind == "subject"]
        text = _joined(heads)
    if not any(sign.isalnum() for sign in text):
        return None  # a note mark alone: a title would be empty
    return Fact(text, text, Span(heads[0].span.first, heads[-1].span.last), "medium", ground)


def _number(record: Record, citation: Citation) -> str:
    """The record's number: from its own field, else from its address."""
    if own := re.fullmatch(r"[0-9]{1,9}", text_of(record.slot("number"))):
        return own[0]
    pattern = record.profile.archive.number
    match = pattern.search(citation.url) if pattern and citation.url else None
    return (match[1] or "") if match else ""


def _address(
    record: Record, citation: Citation, verbatim: Fact | None, number: str
) -> tuple[Fact | None, list[Finding]]:
    if citation.url and verbatim:
        return Fact(citation.url, citation.url, verbatim.span), []
    template = record.profile.archive.address
    if not (number and template):
        return None, []
    url = template.replace("{number}", number)
    where = where_of(record, "number")
    note = finding("I010", f"no address is printed: {url} was made from the record's number", where)
    return Fact(url, number, Span(where.line or 1, where.line or 1), "medium", "ground.number"), [note]


def _joined(blocks: Sequence[Block]) -> str:
    return " ".join(" ".join(plain_text(block.content).split()) for block in blocks).strip()


def _summary(record: Record) -> tuple[Fact, ...]:
    """The summary's paragraphs: between blank lines under a label, each a line where it has no label."""
    slot = record.slot("summary")
    if slot and slot.label:
        return paragraph_facts(slot)
    return line_facts(slot)[1 if _summary_label(record) else 0 :]


def _summary_label(record: Record) -> Fact | None:
    """The label of a summary that stands within the text: it is printed there and stays."""
    slot, rules = record.slot("summary"), record.profile.header.abstract
    first = next(iter(line_facts(slot)), None)
    return first if first and rules and first.value in rules.names else None


def _funders(slot: Slot | None, donors: Sequence[Fact]) -> tuple[Fact, ...]:
    """Who gave support: the donors that the catalogue lists, and those that only the credits name."""
    found = list(donors)
    for fact in paragraph_facts(slot):
        match = _SUPPORT.search(fact.value.rstrip(". "))
        names = _bodies(match[1]) if match else []
        ground = "ground.credits" if donors else ""
        new = [name for name in names if not any(_same_body(name, donor.value) for donor in donors)]
        found += [Fact(name, fact.raw, fact.span, "high", ground) for name in new]
    return tuple(found)


def _same_body(name: str, other: str) -> bool:
    one, two = (re.sub(r"\W+", " ", text).strip().casefold() for text in (name, other))
    return one == two or one.startswith(two) or two.startswith(one)


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


def _from_titles(names: Sequence[str], weighed: Weighed, title: Fact | None) -> tuple[Fact, ...]:
    """The names of a title; one that may be of a place or a body is of low certainty."""
    facts = (fact for name in names if (fact := _from_title(name, title)))
    return tuple(_weighed(fact, weighed) for fact in facts)


def _weighed(fact: Fact, weighed: Weighed) -> Fact:
    if fact.value in weighed.unsure:
        return replace(fact, certainty="low")
    return replace(fact, certainty="medium") if fact.value in weighed.likely else fact


def _people_findings(
    record: Record,
    weighed: Weighed,
    letter: Letter,
    titled: tuple[tuple[Fact, ...], tuple[Fact, ...]],
    intermediary: Fact | None,
    title: Fact | None,
) -> list[Finding]:
    """What of sender, recipients and intermediary is odd."""
    found = unlike_people(record, letter, *titled)
    for name in dict.fromkeys((*weighed.places, *sorted(weighed.unsure))):
        what = "is not taken for a person" if name in weighed.places else "is a name of an unknown kind"
        where = Where(record.source.path, title.span.first if title else None)
        found.append(finding("I026", f"{name!r} in the title {what}", where))
    if intermediary and not (any(titled) or letter.senders or letter.recipients):
        text = f"{intermediary.value!r} is asked to pass it on, and nobody is known as sender or recipient"
        found.append(finding("I027", text, Where(record.source.path, intermediary.span.first)))
    return found


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
        for block in ends_of(division)[0]:
            text = plain_text(block.content)
            if block.kind == "salute" and (name := read_intermediary(text, division.language)):
                found.append(Fact(name, text, block.span, "medium", "ground.salute"))
            if block.kind == "address" and (name := carrier_line(text)):
                found.append(Fact(name, text, block.span, "high", "ground.letter"))
    return found[-1] if found else None
