"""What the archive's catalogue lists: keywords, rights, notes, each entry as printed at a fixed place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.encode.elements import add_text, date_attributes, sub
from tei.encode.standoff import add_name, kind_of_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from tei.encode.standoff import People
    from tei.model import Document, Fact, Header

_INVERTED = re.compile(r"^[^\W\d_][^,]{0,40}, [^\W\d_][^,]{0,60}$")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


def encode_rights(availability: etree._Element, rights: Sequence[Fact]) -> None:
    """Append the statement of rights as printed; without one it is said that there is none."""
    if not rights:
        sub(availability, "p", "The record states no licence for the text.", xml_lang="en")
    for fact in rights:
        _with_addresses(sub(availability, "p"), fact.value)


def _with_addresses(paragraph: etree._Element, text: str) -> None:
    position = 0
    for found in _EMAIL.finditer(text):
        add_text(paragraph, text[position : found.start()])
        sub(paragraph, "email", found.group())
        position = found.end()
    add_text(paragraph, text[position:])


def encode_notes(description: etree._Element, document: Document) -> None:
    """Append `notesStmt`, one note a statement; nothing where there is none.

    Of a row of a table, what no slot takes is named by its column.
    """
    header = document.header
    catalogue = header.catalogue
    statement = sub(description, "notesStmt")
    for fact in header.credits:
        sub(statement, "note", fact.value, type="credits")
    _listed(statement, "contents", header.contents)
    for fact in header.classification:
        sub(statement, "note", fact.value, type="classification")
    if catalogue.uploaded:
        attributes = date_attributes(catalogue.uploaded_reading)
        if attributes.get("ana") == "#dating.stated":
            attributes["ana"] = None  # a date at its own place needs no ground
        sub(sub(statement, "note", type="uploaded"), "date", catalogue.uploaded.value, **attributes)
    _listed(statement, "related", catalogue.related)
    for fact in header.remarks:
        sub(statement, "note", fact.value, type="remark")
    for slot, fact in header.stated:
        sub(statement, "note", fact.value, type="stated", n=slot)
    for fact in header.unrecognised:
        cell = document.record.source.cell(fact.span.first)
        sub(statement, "note", fact.value, type="unrecognised", n=cell.column if cell else None)
    if not len(statement):
        description.remove(statement)


def _listed(statement: etree._Element, kind: str, facts: Sequence[Fact]) -> None:
    if facts:
        listing = sub(sub(statement, "note", type=kind), "list")
        for fact in facts:
            sub(listing, "item", fact.value)


def encode_classes(profile: etree._Element, header: Header, people: People, scheme: str) -> None:
    """Append `textClass`: the kind of document, then one `keywords` a kind of entry, of the scheme pointed at."""
    classes = sub(profile, "textClass")
    if header.genre:
        sub(classes, "catRef", scheme="#genre", target=f"#genre.{header.genre.value}")
    catalogue = header.catalogue
    for item, fact in _keywords(classes, scheme, "people", catalogue.people):
        _entry(item, fact.value, people)
    for item, fact in _keywords(classes, scheme, "places", catalogue.places):
        sub(item, "placeName", fact.value)
    for kind, facts in (
        ("topics", catalogue.topics),
        ("subjects", catalogue.subjects),
        ("other", catalogue.kind),
    ):
        for item, fact in _keywords(classes, scheme, kind, facts):
            item.text = fact.value
    if not len(classes):
        profile.remove(classes)


def _keywords(
    classes: etree._Element, scheme: str, kind: str, facts: Sequence[Fact]
) -> list[tuple[etree._Element, Fact]]:
    """A list of items to be filled. The scheme is the archive's own: its record of the document."""
    if not facts:
        return []
    listing = sub(sub(classes, "keywords", scheme=scheme), "list", type=kind)
    return [(sub(listing, "item"), fact) for fact in facts]


def encode_authors(parent: etree._Element, header: Header, people: People) -> None:
    """Append the authors that the catalogue names, as printed."""
    for fact in header.catalogue.authors:
        _entry(sub(parent, "author"), fact.value, people)


def _entry(parent: etree._Element, name: str, people: People) -> None:
    """An entry of a list of people and bodies: who is known, or stands surname first, is a person."""
    if people.ref(name) or kind_of_name(name) == "orgName":
        add_name(parent, name, people)
    else:
        sub(parent, "persName" if _INVERTED.match(name) else "name", name)
