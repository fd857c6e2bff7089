"""What the line of a document in JSON Lines says of it: the facts of its header, as docs/outputs.md lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tei.gather.entries import Entry
    from tei.gather.facts import Action, Archive, Printed, Title, When
    from tei.gather.names import Name, Party


def header_of(entry: Entry) -> dict[str, Any]:
    """The facts of a document; what it does not say is no key."""
    facts: dict[str, Any] = without_nothing(
        {
            "title": _title(entry.title),
            "original_title": _title(entry.original),
            "other_titles": [_title(one) for one in entry.titles],
            "languages": [*entry.languages],
            "original_language": entry.original_language,
            "date": _when(entry.date),
            "kinds": [{"id": one.id, "label": one.label} for one in entry.kinds],
            "keywords": [{"kind": one.kind, "text": one.text} for one in entry.keywords],
            "abstract": entry.abstract,
            "authors": _parties(entry.authors),
            "editors": _parties(entry.editors),
            "translators": _parties(entry.translators),
            "correspondence": [_action(one) for one in entry.correspondence],
            "archives": [_archive(one) for one in entry.archives],
            "printed": [_printed(one) for one in entry.printed],
            "citation": entry.citation,
            "address": entry.address,
            "identifiers": [{"type": kind, "value": value} for kind, value in entry.identifiers],
            "site": entry.site,
            "publisher": entry.publisher,
            "published": _when(entry.published),
            "rights": [
                {"status": one.status, "text": one.text, "address": one.address} for one in entry.rights
            ],
            "sponsors": [*entry.sponsors],
            "credits": entry.credit_line,
            "names": [_name(one) for one in entry.names],
        }
    )
    return facts


def without_nothing(value: Any) -> Any:
    """A JSON value without the keys and entries that hold nothing."""
    if isinstance(value, dict):
        kept = {key: without_nothing(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in ("", None, [], {})}
    if isinstance(value, list):
        return [inner for one in value if (inner := without_nothing(one)) not in ("", None, [], {})]
    return value


def _title(title: Title) -> dict[str, Any]:
    return {"text": title.text, "language": title.language, "kind": title.kind} if title.text else {}


def _when(when: When) -> dict[str, Any]:
    if not when:
        return {}
    said = {"text": when.text, "start": when.start, "end": when.end, "form": when.form, "cert": when.cert}
    return {**said, "circa": True} if when.circa else said


def _parties(parties: Iterable[Party]) -> list[dict[str, Any]]:
    return [
        {
            "name": one.who.name,
            "printed": one.printed if one.printed != one.who.name else "",
            "kind": one.who.kind,
            "id": one.who.id,
        }
        for one in parties
    ]


def _action(action: Action) -> dict[str, Any]:
    return {
        "kind": action.kind,
        "parties": _parties(action.parties),
        "places": _parties(action.places),
        "date": _when(action.date),
        "letter": action.letter,
    }


def _archive(archive: Archive) -> dict[str, Any]:
    return {
        "country": archive.country,
        "settlement": archive.settlement,
        "institution": archive.institution,
        "repository": archive.repository,
        "collection": [*archive.collection],
        "shelfmark": archive.shelfmark,
        "parts": [{"type": kind, "value": value} for kind, value in archive.parts],
    }


def _printed(printed: Printed) -> dict[str, Any]:
    return {
        "title": printed.title,
        "gloss": printed.gloss,
        "language": printed.language,
        "authors": [*printed.authors],
        "editors": [*printed.editors],
        "translators": [*printed.translators],
        "place": printed.place,
        "publisher": printed.publisher,
        "year": printed.year,
        "volume": printed.volume,
        "pages": printed.pages,
        "number": printed.number,
        "text": printed.text,
    }


def _name(name: Name) -> dict[str, Any]:
    return {
        "kind": name.kind,
        "id": name.id,
        "name": name.name,
        "language": name.language,
        "forms": [{"text": text, "language": language} for text, language in name.forms],
        "links": [
            {"scheme": one.scheme, "identifier": one.identifier, "address": one.address} for one in name.links
        ],
        "where": [*name.where],
        "mentions": name.mentions,
    }
