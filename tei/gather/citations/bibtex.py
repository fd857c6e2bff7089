"""BibTeX: `@misc`, for its styles know no document of an archive. UTF-8; names are kept whole by braces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.gather.citations.english import (
    english_date,
    parts_of,
    rights_words,
    source_sentences,
    writers,
)
from tei.identifiers import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.gather.entries import Entry
    from tei.gather.names import Party

_SPECIAL = str.maketrans({
    # BibTeX counts braces even behind a backslash, so text has none.
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "\\": r"\textbackslash{}",
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(entry: Entry, key: str = "") -> str:
    """One item. Its key is made of the id; who exports several gives each a key of its own."""
    fields = "".join(
        f",\n  {name} = {value}" for name, value in _fields(entry) if value not in ("", "{}", "{{}}")
    )
    return f"@misc{{{key or bibtex_key(entry)}{fields}\n}}\n"


def bibtex_key(entry: Entry) -> str:
    """A key of ASCII letters, digits, `.`, `_`, `:` and `-`, which every program takes."""
    kept = re.sub(r"[^0-9A-Za-z._:-]+", "-", entry.id).strip("-")
    return kept or re.sub(r"[^0-9a-z]+", "-", slug(entry.title.text)).strip("-")[:40] or "document"


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "author", _names(writers(entry))
    yield "title", "{{" + _text(entry.title.text) + "}}"
    yield "origtitle", "{{" + _text(entry.original.text) + "}}"
    yield "editor", _names(entry.editors)
    yield "translator", _names(entry.translators)
    yield from _date(entry)
    yield "type", "{" + _text(", ".join(one.label for one in entry.kinds if one.label)) + "}"
    yield "howpublished", "{" + _text(entry.site or entry.publisher) + "}"
    yield "note", "{" + _text(source_sentences(entry)) + "}"
    yield "library", "{" + _text(entry.archives[0].holder if entry.archives else "") + "}"
    yield "language", "{" + _text(entry.original_language or ", ".join(entry.languages)) + "}"
    yield "url", "{" + _address(entry.address) + "}"
    yield "abstract", "{" + _text(entry.abstract) + "}"
    yield "keywords", "{" + _text(", ".join(one.text.replace(",", ";") for one in entry.keywords)) + "}"
    yield "rights", "{" + _text(rights_words(entry)) + "}"


def _date(entry: Entry) -> Iterator[tuple[str, str]]:
    """`year` and `month` of one date; what is no plain date, its words, as the year, as BibTeX shows them."""
    date = entry.date
    if date.form != "when" or date.uncertain or date.start.startswith("-"):
        yield "year", "{" + _text(english_date(date)) + "}"
        return
    year, month, _ = parts_of(date.start)
    yield "year", "{" + str(year) + "}"
    yield "month", _MONTHS[month - 1] if month else ""
    yield "date", "{" + date.start + "}"


def _text(text: str) -> str:
    return " ".join(text.split()).translate(_SPECIAL)


def _names(parties: tuple[Party, ...]) -> str:
    """Names with `and` between them; braces keep one whole of which nobody says what the surname is."""
    return "{" + " and ".join(_name(party) for party in parties) + "}"


def _name(party: Party) -> str:
    name = _text(party.printed)
    parted = party.who.kind == "person" and name.count(", ") == 1 and " and " not in name
    return name if parted else "{" + name + "}"


def _address(address: str) -> str:
    """Programs take a `url` as it stands; what would end the field is written as `%`."""
    return "".join(f"%{ord(sign):02X}" if sign in '{}\\ "' else sign for sign in address)
