"""CSL-JSON, the data of the Citation Style Language 1.0.2: a manuscript with its archive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tei.gather.citations.english import (
    english_date,
    parts_of,
    rights_words,
    source_sentences,
    writers,
)

if TYPE_CHECKING:
    from tei.gather.entries import Entry
    from tei.gather.facts import When
    from tei.gather.names import Party


def csl_json(entry: Entry) -> str:
    """One item, as a list of one, which is what reference managers read."""
    return json.dumps([csl_item(entry)], ensure_ascii=False, indent=2) + "\n"


def csl_item(entry: Entry) -> dict[str, Any]:
    """The item of an entry; what is not known is no key."""
    archive = entry.archives[0] if entry.archives else None
    received = [party for one in entry.correspondence if one.kind == "received" for party in one.parties]
    printed = next((one for one in entry.printed if one.title), None)
    places = (archive.settlement, archive.country) if archive else ()
    item = {
        "id": entry.id or "document",
        "type": "manuscript",
        "title": entry.title.text,
        "original-title": entry.original.text,
        "author": _names(writers(entry)),
        "recipient": _names(received),
        "editor": _names(entry.editors),
        "translator": _names(entry.translators),
        "issued": csl_date(entry.date),
        "genre": ", ".join(one.label for one in entry.kinds if one.label),
        "archive": archive.holder if archive else "",
        "archive-place": ", ".join(part for part in places if part),
        "archive_collection": ", ".join(archive.collection) if archive else "",
        "archive_location": archive.shelfmark if archive else "",
        "container-title": printed.title if printed else "",
        "volume": printed.volume if printed else "",
        "page": printed.pages if printed else "",
        "source": entry.site,
        "publisher": entry.publisher,
        "language": entry.original_language or ", ".join(entry.languages),
        "abstract": entry.abstract,
        "keyword": "; ".join(one.text for one in entry.keywords),
        "note": _note(entry),
        "URL": entry.address,
    }
    return {name: value for name, value in item.items() if value}


def _note(entry: Entry) -> str:
    """Source and translators in words, and the rights, for which CSL has no key."""
    rights = rights_words(entry)
    return " ".join(one for one in (source_sentences(entry), f"Rights: {rights}" if rights else "") if one)


def _names(parties: tuple[Party, ...] | list[Party]) -> list[dict[str, str]]:
    return [_name(party) for party in parties]


def _name(party: Party) -> dict[str, str]:
    """Surname and given name where a comma parts them, else the name as one."""
    name = party.printed
    if party.who.kind == "person" and name.count(", ") == 1:
        family, _, given = name.partition(", ")
        return {"family": family, "given": given}
    return {"literal": name}


def csl_date(date: When) -> dict[str, Any]:
    """The date in parts; of one that has no value, or is only a bound, the words."""
    ends = [iso for iso in dict.fromkeys((date.start, date.end)) if iso]
    if not ends or not (date.start and date.end):
        words = english_date(date)
        return {"literal": words} if words else {}
    made: dict[str, Any] = {"date-parts": [[part for part in parts_of(iso) if part] for iso in ends]}
    return {**made, "circa": True} if date.uncertain else made
