"""RIS: a manuscript, as the Zotero translator for the Wilson Center Digital Archive maps its documents.

Item type manuscript (`TY  - MANSCPT`); the archive location (`AV`) holds the source and the sentence of the
translators. RIS has no field for rights: they are a note (`N1`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.gather.citations.english import english_date, rights_words, source_sentences, writers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.gather.entries import Entry
    from tei.gather.facts import When


def ris(entry: Entry) -> str:
    """One record, its lines ended by CR LF, as the format wants them; a value stands on one line."""
    lines = (
        f"{tag}  - {' '.join(value.split())}".rstrip(" ") for tag, value in _fields(entry) if value.strip()
    )
    return "".join(f"{line}\r\n" for line in lines) + "ER  - \r\n"


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "TY", "MANSCPT"
    yield "ID", entry.id
    yield "TI", entry.title.text
    yield "OP", entry.original.text
    for tag, parties in (("AU", writers(entry)), ("ED", entry.editors), ("A4", entry.translators)):
        for party in parties:
            yield tag, party.printed
    yield "PY", entry.date.start[:4] if entry.date.start[:1] != "-" else ""
    yield "DA", ris_date(entry.date)
    yield "M3", ", ".join(one.label for one in entry.kinds if one.label)
    yield "AV", source_sentences(entry)
    yield "DB", entry.archives[0].holder if entry.archives else ""
    yield "CN", entry.archives[0].shelfmark if entry.archives else ""
    yield "DP", entry.site
    yield "PB", entry.publisher
    yield "AB", entry.abstract
    yield "LA", entry.original_language or ", ".join(entry.languages)
    for keyword in entry.keywords:
        yield "KW", keyword.text
    yield "UR", entry.address
    rights = rights_words(entry)
    yield "N1", f"Rights: {rights}" if rights else ""


def ris_date(date: When) -> str:
    """`YYYY/MM/DD/other`: what is no plain day, month or year is said in the last part."""
    start = date.start if date.start[:1] != "-" else ""
    year, month, day = (*start.split("-"), "", "")[:3]
    plain = date.form == "when" and not date.uncertain and start
    other = "" if plain else english_date(date).replace("/", "-")
    return f"{year}/{month}/{day}/{other}" if start or other else ""
