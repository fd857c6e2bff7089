"""Where a document is published, by whom, under which rights and identifiers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tei.encode.elements import TEI
from tei.gather.facts import UNDATED, Rights, When
from tei.gather.header import CREATED, first_of, when_of
from tei.gather.words import paragraphs, words

if TYPE_CHECKING:
    from lxml import etree

_NOBODY: Final = "not published"  # what our header says where a project names no publisher


def citation(source: etree._Element | None) -> str:
    """The citation as printed."""
    found = () if source is None else source.iterfind(TEI + "bibl")
    return next((words(one) for one in found if one.get("type") == "citation"), "")


def address(source: etree._Element | None, publication: etree._Element | None) -> str:
    """Where the document is on the web: as its source states, else as its publication does."""
    for place in (source, publication):
        for one in () if place is None else place.iter(TEI + "idno", TEI + "ptr"):
            stated = words(one) if one.tag == TEI + "idno" else one.get("target", "")
            if one.tag == TEI + "ptr" and place is source:
                continue
            if re.fullmatch(r"https?://\S+", stated) and one.get("type", "URI").upper() in ("URI", "URL"):
                return stated
    return ""


def identifiers(
    source: etree._Element | None, publication: etree._Element | None
) -> tuple[tuple[str, str], ...]:
    """The document's identifiers with their types: those of its publication, then its number in the archive's."""
    found = [*publication.iterfind(TEI + "idno")] if publication is not None else []
    if source is not None:
        found += [one for one in source.iter(TEI + "idno") if one.get("type") == "document"]
    return tuple((one.get("type", ""), words(one)) for one in found if words(one))


def _digital(source: etree._Element | None) -> etree._Element | None:
    found = () if source is None else source.iterchildren(TEI + "biblStruct", TEI + "bibl")
    return next((one for one in found if one.get("type") == "digital"), None)


def site(source: etree._Element | None) -> str:
    """What the archive's publication of the document is called."""
    return words(first_of(_digital(source), f"{TEI}monogr/{TEI}title"))


def site_publisher(source: etree._Element | None) -> str:
    """Who publishes that."""
    return words(first_of(_digital(source), f"{TEI}monogr/{TEI}imprint/{TEI}publisher", TEI + "publisher"))


def publisher(publication: etree._Element | None) -> str:
    """Who publishes this edition; empty where it says that nobody does."""
    stated = first_of(publication, TEI + "publisher", TEI + "authority", TEI + "distributor")
    # Beside the name an address may stand.
    found = words(first_of(stated, TEI + "orgName", TEI + "name")) or words(stated)
    return "" if found == _NOBODY else found


def published(publication: etree._Element | None) -> When:
    """When this edition was published."""
    found = () if publication is None else publication.iterchildren(TEI + "date")
    return next((when for one in found if one.get("type") not in CREATED and (when := when_of(one))), UNDATED)


def rights(publication: etree._Element | None) -> tuple[Rights, ...]:
    """The statements of availability: each licence with its address, then the other words."""
    found = []
    for one in () if publication is None else publication.iterchildren(TEI + "availability"):
        status = one.get("status", "")
        for licence in one.iterchildren(TEI + "licence"):
            target = licence.get("target", "").split()
            found.append(Rights(status, paragraphs(licence), target[0] if target else ""))
        said = "\n\n".join(text for part in one.iterchildren(TEI + "p", TEI + "ab") if (text := words(part)))
        if said:
            found.append(Rights(status, said))
    return tuple(found)


def sponsors(head: etree._Element) -> tuple[str, ...]:
    """Who paid for it or lent a name."""
    statement = head.find(f"{TEI}fileDesc/{TEI}titleStmt")
    found = () if statement is None else statement.iterchildren(TEI + "funder", TEI + "sponsor")
    return tuple(text for one in found if (text := words(one)))


def credit_line(head: etree._Element) -> str:
    """The sentence of credits as printed; several are separate lines."""
    notes = head.iterfind(f"{TEI}fileDesc/{TEI}notesStmt/{TEI}note")
    return "\n".join(words(one) for one in notes if one.get("type") == "credits")
