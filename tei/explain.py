"""Line by line: which slot of which layout claimed it, what it became, what was inferred and why."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from tei.model import (
    Block,
    Catalogue,
    DateReading,
    Earlier,
    Fact,
    ItemList,
    Letter,
    Note,
    Section,
    Table,
    Turn,
)
from tei.report import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.model import Division, Document, Header, Line, Piece

_EXCERPT = 50


def explain_text(document: Document) -> str:
    """Explain a document as text: its lines, its header facts with their grounds, its divisions."""
    record = document.record
    lines = [
        f"record   {printable(record.source.path)}",
        f"id       {document.id}",
        f"layout   {record.profile.name} ({record.profile.title})",
        f"encoding {record.source.encoding}",
        "",
        "line  slot          became",
    ]
    became = _became(document)
    claimed = _slots(document)
    for line in record.source.lines:
        if not line.blank:
            slot = claimed.get(line.number, "nobody claimed it")
            place, rule = became.get(line.number, ("-", ""))
            why = f"  ({rule})" if rule else ""
            lines.append(f"{line.number:>4}  {slot:<12}  {place:<37} {_excerpt(line)}{why}")
    lines += ["", "header facts (value, certainty, ground, lines)", *_facts(document)]
    lines += ["", "divisions", *(_division(division) for division in document.divisions)]
    return "\n".join(lines) + "\n"


def _excerpt(line: Line) -> str:
    text = printable(" ".join(line.text.split()))
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"


def _slots(document: Document) -> dict[int, str]:
    claimed = {}
    for slot in document.record.slots:
        for line in slot.lines:
            claimed[line.number] = slot.name
        if slot.label:
            same_line = bool(slot.lines) and slot.lines[0].number == slot.label.number
            claimed[slot.label.number] = slot.name if same_line else f"({slot.name})"
    return claimed


# Where the value of a header slot goes in the TEI; the label is carried by that element.
_HEADER_PLACES = {
    "title": "titleStmt/title[@type='main']",
    "date": "creation/date",
    "citation": "sourceDesc/bibl[@type='citation']",
    "summary": "profileDesc/abstract",
    "credits": "notesStmt/note[@type='credits']",
    "language": "sourceDesc//textLang",
    "contents": "notesStmt/note[@type='contents']",
    "number": "sourceDesc//idno[@type='document']",
    "authors": "biblStruct/analytic/author",
    "people": "keywords/list[@type='people']",
    "places": "keywords/list[@type='places']",
    "topics": "keywords/list[@type='topics']",
    "subjects": "keywords/list[@type='subjects']",
    "type": "keywords/list[@type='other'], catRef",
    "related": "notesStmt/note[@type='related']",
    "source": "sourceDesc/bibl[@type='citation']",
    "archive": "msIdentifier/repository",
    "rights": "availability/p",
    "uploaded": "notesStmt/note[@type='uploaded']",
    "classification": "notesStmt/note[@type='classification']",
    "donors": "titleStmt/funder",
    "dropped": "dropped, as the layout declares",
    "unrecognised": "notesStmt/note[@type='unrecognised']",
}


def _became(document: Document) -> dict[int, tuple[str, str]]:
    """For each line the place of its text in the TEI, and the rule that put it there."""
    places: dict[int, tuple[str, str]] = {}
    for slot in document.record.slots:
        place = _HEADER_PLACES.get(slot.name, "")
        for line in slot.lines:
            if place:
                places[line.number] = (place, "")
        if slot.label and slot.label.number not in places:
            heading = slot.name == "section"
            said = "heading of labels, no text" if heading else "label, carried by the element"
            places[slot.label.number] = (said, "")
    for division in document.divisions:
        for block in division.blocks:
            for number in range(block.span.first, block.span.last + 1):
                earlier, rules = places.get(number, ("", ""))
                name = f"{earlier} + {_kind(block)}" if earlier else f"{division.id}: {_kind(block)}"
                places[number] = (name, "; ".join(rule for rule in (rules, _rule(block)) if rule))
    return places


def _kind(piece: Piece) -> str:
    match piece:
        case Note():
            return f"note {piece.n or piece.label}"
        case Block() | Section():
            return piece.kind
        case ItemList():
            return f"list ({piece.kind})"
        case Table():
            return "table"
        case Turn():
            return "sp"


def _rule(piece: Piece) -> str:
    if isinstance(piece, Note) and not piece.anchored:
        return "no mark in the text points at it"
    return piece.rule


def _facts(document: Document) -> Iterator[str]:
    header = document.header
    yield from _fields_of(header)
    for person in header.citation.people:
        yield f"  {'person':<18} {printable(person.name)!r}  role {person.role}  read from {person.verb!r}"
    for kind, part in header.citation.parts:
        yield f"  {'shelfmark part':<18} {kind} = {printable(part)!r}"
    if header.citation.rest:
        yield f"  {'not understood':<18} {printable(header.citation.rest)!r} (kept in the verbatim citation)"


def _fields_of(part: Header | Catalogue | Letter) -> Iterator[str]:
    for field in fields(part):
        value = getattr(part, field.name)
        for fact in value if isinstance(value, tuple) else (value,):
            if isinstance(fact, Fact):
                ground = fact.ground or "stated"
                where = f"{fact.span.first}-{fact.span.last}"
                yield f"  {field.name:<18} {printable(fact.value)[:70]!r}  {fact.certainty}  {ground}  {where}"
            elif isinstance(fact, DateReading):
                yield f"  {field.name:<18} {fact.edtf}  {fact.certainty}  {fact.ground}  {fact.calendar}"
            elif isinstance(fact, Earlier):
                yield f"  {field.name:<18} {printable(fact.fact.value)[:70]!r}  {fact.kind}  {fact.reading.edtf}"
            elif isinstance(fact, Catalogue | Letter):
                yield from _fields_of(fact)


def _division(division: Division) -> str:
    count = len(division.notes)
    notes = f", {count} note{'s' if count > 1 else ''}" if count else ""
    return f"  {division.id:<6} {division.language:<8} {division.role:<12} lines {division.span.first}-{division.span.last}{notes}"
