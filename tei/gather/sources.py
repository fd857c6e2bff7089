"""Where a document was taken from: the archive that keeps it, and what it was printed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.encode.elements import TEI
from tei.gather.facts import Archive, Printed
from tei.gather.words import language_of, words

if TYPE_CHECKING:
    from lxml import etree


def archives(source: etree._Element | None) -> tuple[Archive, ...]:
    """The archives of `msDesc`, in their order."""
    found = () if source is None else source.iter(TEI + "msIdentifier")
    return tuple(archive for one in found if (archive := _archive(one)) != Archive())


def _archive(identifier: etree._Element) -> Archive:
    def stated(name: str) -> str:
        return words(next(identifier.iter(TEI + name), None))

    marks = identifier.findall(TEI + "idno")
    mark = next((one for one in marks if one.get("type") == "shelfmark"), marks[0] if marks else None)
    parts = () if mark is None else mark.iter(TEI + "idno")
    return Archive(
        stated("country"),
        stated("settlement"),
        words(identifier.find(TEI + "institution")),
        words(identifier.find(TEI + "repository")),
        tuple(text for one in identifier.iterchildren(TEI + "collection") if (text := words(one))),
        words(mark),
        tuple((one.get("type", ""), words(one)) for one in parts if one is not mark),
    )


def printed(source: etree._Element | None) -> tuple[Printed, ...]:
    """The printed sources, in their order."""
    found = () if source is None else source.iterchildren(TEI + "biblStruct", TEI + "bibl", TEI + "biblFull")
    return tuple(
        _book(one) if one.tag == TEI + "biblStruct" else Printed(text=words(one))
        for one in found
        if one.get("type") == "print"
    )


def _book(struct: etree._Element) -> Printed:
    book = struct.find(TEI + "monogr")
    if book is None:
        return Printed(text=words(struct))
    named = [(one.get("type", ""), one) for one in book.iterchildren(TEI + "title")]
    title = next((one for kind, one in named if kind != "gloss"), None)
    gloss = next((one for kind, one in named if kind == "gloss"), None)
    scope = {one.get("unit", ""): words(one) for one in book.iter(TEI + "biblScope")}
    return Printed(
        title=words(title),
        gloss=words(gloss),
        language="" if title is None else language_of(title),
        authors=_people(book, "author", ""),
        editors=_people(book, "editor", "editor"),
        translators=_people(book, "editor", "translator"),
        place=words(next(book.iter(TEI + "pubPlace"), None)),
        publisher=words(next(book.iter(TEI + "publisher"), None)),
        year=words(book.find(f"{TEI}imprint/{TEI}date")),
        volume=scope.get("volume", ""),
        pages=scope.get("page", ""),
        number=scope.get("document", scope.get("issue", "")),
    )


def _people(book: etree._Element, name: str, role: str) -> tuple[str, ...]:
    """Each by the first of its names; what follows is a gloss."""
    found = (one for one in book.iterchildren(TEI + name) if one.get("role", role) == role)
    return tuple(text for one in found if (text := words(next(one.iterchildren("{*}*"), one))))
