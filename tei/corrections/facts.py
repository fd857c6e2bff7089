"""Corrections of header facts: the value changes, the record's words stay beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tei.corrections.values import reading_of, values_of
from tei.explain.facts import ROLES
from tei.model import Fact, Person, Span

if TYPE_CHECKING:
    from tei.interpret.header import Opening
    from tei.model import Citation, Division, Header

GROUND = "ground.corrected"


def current(header: Header, name: str) -> str:
    """The value of a fact as it was read, in the form of a correction; empty where there is none."""
    match name:
        case "title" | "title_original" | "genre" | "intermediary" | "url":
            fact = getattr(header, name)
            return fact.value if fact else ""
        case "date":
            return header.date_reading.edtf if header.date_reading else ""
        case "sender" | "recipient":
            return "; ".join(fact.value for fact in getattr(header, f"{name}s"))
        case "place_sent":
            return header.letter.place.value if header.letter.place else ""
        case "original_language":
            return "; ".join(fact.value for fact in header.stated_languages if fact.value)
        case "repository":
            stated = " ".join(fact.value for fact in header.catalogue.repository)
            return stated or header.citation.repository
        case "shelfmark":
            return header.citation.shelfmark
    return "; ".join(person.name for person in header.citation.people if person.role == ROLES[name])


def amended_opening(opening: Opening, values: dict[str, str]) -> Opening:
    """What the reading of the text begins with: a corrected date completes dates, a language settles roles."""
    if reading := reading_of(values.get("date", "")):
        opening = replace(opening, date=reading)
    if "original_language" in values:
        opening = replace(opening, stated=_languages(opening.stated, values["original_language"]))
    return opening


def _languages(stated: tuple[Fact, ...], value: str) -> tuple[Fact, ...]:
    """The languages with the words that were printed for them, all in one line of the field."""
    words = next((fact.raw for fact in stated), "")
    span = next((fact.span for fact in stated), Span(1, 1))
    tags = values_of("original_language", value)
    kept = [Fact(tag, words or tag, span, "high", GROUND) for tag in tags]
    # A field of several lines keeps each of them: the words of the record stay.
    lines = {(fact.span.first, fact.raw) for fact in stated} - {(span.first, words)}
    kept += [Fact("", raw, Span(line, line), "high", GROUND) for line, raw in sorted(lines)]
    return tuple(kept) if kept or not words else (Fact("", words, span, "high", GROUND),)


def amended_header(header: Header, name: str, value: str, divisions: tuple[Division, ...]) -> Header:
    """The header with one fact corrected; `none` takes it away, as far as it is no word of the record."""
    facts = tuple(_fact(one, _old(header, name)) for one in values_of(name, value))
    first = facts[0] if facts else None
    match name:
        case "title" | "genre" | "intermediary" | "url":
            changes: dict[str, Any] = {name: first}
        case "title_original":
            edition = next((one.language for one in divisions if one.role == "edition"), "und")
            tag = header.title_original_language or edition
            changes = {"title_original": first, "title_original_language": tag if first else ""}
        case "date":
            changes = _dated(header, value)
        case "sender" | "recipient":
            changes = {f"{name}s": facts}
        case "place_sent":
            changes = {"letter": replace(header.letter, place=first)}
        case "original_language":
            changes = {}  # read with it: see amended_opening
        case "repository" | "shelfmark":
            changes = _archived(header, name, facts)
        case _:
            changes = {"citation": _people(header.citation, name, value)}
    return replace(header, **changes)


def _archived(header: Header, name: str, facts: tuple[Fact, ...]) -> dict[str, Any]:
    """Archive or shelfmark; an archive that the catalogue names in a field of its own is corrected there."""
    if name == "repository" and header.catalogue.repository and facts:
        return {"catalogue": replace(header.catalogue, repository=facts)}
    said = facts[0].value if facts else ""
    if name == "shelfmark":
        return {"citation": replace(header.citation, shelfmark=said)}
    catalogue = replace(header.catalogue, repository=())
    return {"catalogue": catalogue, "citation": replace(header.citation, repository=said)}


def _old(header: Header, name: str) -> Fact | None:
    match name:
        case "title" | "title_original" | "genre" | "intermediary" | "url":
            fact: Fact | None = getattr(header, name)
            return fact
        case "sender" | "recipient":
            return next(iter(getattr(header, f"{name}s")), None)
        case "place_sent":
            return header.letter.place
    return None


def _fact(value: str, old: Fact | None) -> Fact:
    """A corrected fact, with the words it was read from where there were any."""
    return Fact(value, old.raw if old else value, old.span if old else Span(1, 1), "high", GROUND)


def _dated(header: Header, value: str) -> dict[str, Any]:
    """The date: its words stay; where the record has none, the value stands for them."""
    reading = reading_of(value)
    if header.date:
        return {"date": replace(header.date, ground=""), "date_reading": reading}
    return {"date": Fact(value, value, Span(1, 1)) if reading else None, "date_reading": reading}


def _people(citation: Citation, name: str, value: str) -> Citation:
    role = ROLES[name]
    old = citation.people
    verb = next((person.verb for person in old if person.role == role), "")
    named = [Person(one, role, verb) for one in values_of(name, value)]
    at = next((index for index, person in enumerate(old) if person.role == role), len(old))
    before = [person for person in old[:at] if person.role != role]
    after = [person for person in old[at:] if person.role != role]
    return replace(citation, people=(*before, *named, *after))
