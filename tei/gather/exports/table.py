"""CSV: a row a document, for spreadsheets.

UTF-8 with a byte order mark, since by it alone spreadsheet programs know the encoding of a file that is opened with a
double click; lines end in CR LF (RFC 4180). Several values in a cell have ` | ` between them. A cell that begins as a
formula does (`=`, `+`, `-`, `@`, or their full-width forms) gets an apostrophe
in front (OWASP, "CSV Injection"); tabs and line ends are blanks.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from tei.gather.citations.english import rights_words, source_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tei.gather.entries import Entry
    from tei.gather.exports.model import Said
    from tei.gather.names import Party

_BOM: Final = "\ufeff"
_BETWEEN: Final = " | "
_FORMULA: Final = re.compile(r"'*[=+\-@＝＋－＠]")
COLUMNS: Final = (
    "id", "title", "title_language", "original_title", "date", "date_end", "date_form", "date_printed", "kind",
    "original_language", "languages", "authors", "senders", "sent_from", "recipients", "forwarded_by", "translators",
    "editors", "abstract", "source", "archive", "collection", "shelfmark", "printed_in", "people", "organisations",
    "places", "keywords", "site", "publisher", "address", "identifiers", "rights", "sponsors", "citation",
)  # fmt: skip


class Csv:
    """The table in the making."""

    holds = ""

    def __init__(self) -> None:
        self._made = io.StringIO(newline="")
        self._writer = csv.writer(self._made, lineterminator="\r\n")
        self._writer.writerow(COLUMNS)

    def add(self, entry: Entry) -> Sequence[Said]:
        """Take in a document."""
        cells = cells_of(entry)
        self._writer.writerow([safe_cell(cells[name]) for name in COLUMNS])
        return ()

    def finish(self) -> tuple[bytes, Sequence[Said]]:
        """The file."""
        return (_BOM + self._made.getvalue()).encode(), ()


def safe_cell(text: str) -> str:
    """A cell on one line that no spreadsheet takes for a formula."""
    line = " ".join(text.split())
    return f"'{line}" if _FORMULA.match(line) else line


def cells_of(entry: Entry) -> dict[str, str]:
    """The cells of a document by column."""
    archive = entry.archives[0] if entry.archives else None
    return {
        "id": entry.id,
        "title": entry.title.text,
        "title_language": entry.title.language,
        "original_title": entry.original.text,
        "date": entry.date.start,
        "date_end": entry.date.end if entry.date.end != entry.date.start else "",
        "date_form": f"{entry.date.form}{' circa' if entry.date.circa else ''}",
        "date_printed": entry.date.text,
        "kind": _several(one.label or one.id for one in entry.kinds),
        "original_language": entry.original_language,
        "languages": _several(entry.languages),
        "authors": _names(entry.authors),
        **_correspondence(entry),
        "translators": _names(entry.translators),
        "editors": _names(entry.editors),
        "abstract": entry.abstract,
        "source": source_words(entry),
        "archive": _several(one.holder for one in entry.archives),
        "collection": _several(name for one in entry.archives for name in one.collection),
        "shelfmark": archive.shelfmark if archive else "",
        "printed_in": _several(one.title or one.text for one in entry.printed),
        **_named(entry),
        "keywords": _several(one.text for one in entry.keywords),
        "site": entry.site,
        "publisher": entry.publisher,
        "address": entry.address,
        "identifiers": _several(value for _, value in entry.identifiers),
        "rights": rights_words(entry),
        "sponsors": _several(entry.sponsors),
        "citation": entry.citation,
    }


def _correspondence(entry: Entry) -> dict[str, str]:
    def parties(kind: str) -> str:
        return _names([party for one in entry.correspondence if one.kind == kind for party in one.parties])

    return {
        "senders": parties("sent"),
        "sent_from": _names(
            [place for one in entry.correspondence if one.kind == "sent" for place in one.places]
        ),
        "recipients": parties("received"),
        "forwarded_by": parties("forwarded"),
    }


def _named(entry: Entry) -> dict[str, str]:
    """Whom the document names, in text or header; the makers of the edition have columns of their own."""
    kinds = {"people": "person", "organisations": "org", "places": "place"}
    return {
        column: _several(
            one.name
            for one in entry.names
            if one.kind == kind and not {"text", "header", "correspondence"}.isdisjoint(one.where)
        )
        for column, kind in kinds.items()
    }


def _names(parties: Iterable[Party]) -> str:
    return _several(party.printed for party in parties)


def _several(values: Iterable[str]) -> str:
    return _BETWEEN.join(dict.fromkeys(value for value in values if value))
