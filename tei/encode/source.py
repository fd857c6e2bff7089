"""`sourceDesc`: the archive and its shelfmark, the printed source, the record on the web, the file."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from tei.common_languages import COMMON
from tei.encode.catalogue import encode_authors
from tei.encode.elements import add_text, date_attributes, ground_attributes, sub
from tei.encode.standoff import add_name, kind_of_name
from tei.interpret.dates import read_date

if TYPE_CHECKING:
    from lxml import etree

    from tei.encode.standoff import People
    from tei.model import Citation, Document, Fact, Glossed, Header, PrintedSource

_MEDIUM = re.compile(r"(?i)\((microfilm|microfiche)\)")  # what a shelfmark says of the copy
_CHARACTER = r"%[0-9A-Fa-f]{2}|[^%\[\]#?/@:<>\"\x00-\x20\x7f\s]"
# RFC 3986 with the characters of RFC 3987: what is no such address is no `xs:anyURI` either.
_WEB_ADDRESS = re.compile(
    rf"https?://(?:(?:{_CHARACTER}|:)*@)?(?:\[[0-9A-Fa-f:.]+\]|(?:{_CHARACTER})*)(?::[0-9]{{0,5}})?"
    rf"(?:/(?:{_CHARACTER}|[:@/])*)?(?:\?(?:{_CHARACTER}|[:@/?])*)?(?:#(?:{_CHARACTER}|[:@/?])*)?"
)
_VERB = {
    "trl": "Translated by",
    "ctb": "Contributed by",
    "col": "Obtained by",
    "trc": "Transcribed by",
    "edt": "Edited by",
}


def encode(description: etree._Element, document: Document, people: People) -> None:
    """Append all that is known of the source; the verbatim citation always stays beside what was parsed."""
    header = document.header
    citation = header.citation
    if has_manuscript(header):
        _manuscript(description, header)
    if citation.printed:
        original = next((fact.value for fact in header.stated_languages if fact.value), "")
        _printed(description, citation.printed, original)
    if has_digital(document):
        _digital(description, document, people)
    if header.citation_verbatim:
        _verbatim(description, header.citation_verbatim, citation.url)
    _source_notes(description, document)
    record = document.record.source
    bibl = sub(description, "bibl", "Plain-text record ", type="record", xml_id="src-record")
    sub(bibl, "idno", PurePath(record.path).name, type="filename").tail = ", "
    sub(bibl, "idno", record.sha256, type="sha256")


def has_digital(document: Document) -> bool:
    """Whether the record is described as its archive gives it: archive, address, number or fields of its own."""
    header = document.header
    own = header.url or header.stated_languages or header.catalogue.authors or _number(document)
    return bool(header.archive or own)


def _number(document: Document) -> str:
    """The number that the record states; empty where it states none, or its label has no value."""
    printed = document.record.slot("number")
    return printed.text if printed else ""


def has_manuscript(header: Header) -> bool:
    """Whether an archive or a shelfmark is known."""
    citation = header.citation
    return bool(citation.repository or citation.shelfmark or header.catalogue.repository or header.collection)


def source_of_text(header: Header) -> str:
    """The pointer at what the text was taken from: a printed source, or the archive that the citation names.

    An archive with an edition beside it (`..., published in "...", Volume X`) is the source.
    """
    citation = header.citation
    if citation.printed and not (citation.repository or citation.shelfmark):
        return "#src-print"
    return "#src-archive" if has_manuscript(header) else ""


def _manuscript(source: etree._Element, header: Header) -> None:
    """Archive and shelfmark. The shelfmark reads as printed; its parts are nested where they stand.

    An archive that the catalogue names in a field of its own goes before the citation's short form.
    """
    citation = header.citation
    manuscript = sub(source, "msDesc", xml_id="src-archive")
    identifier = sub(manuscript, "msIdentifier")
    stated = " ".join(fact.value for fact in header.catalogue.repository)
    if stated or citation.repository:
        sub(identifier, "repository", stated or citation.repository)
    for fact in header.collection:
        sub(identifier, "collection", fact.value, **ground_attributes(fact))
    if citation.shelfmark:
        _shelfmark(sub(identifier, "idno", type="shelfmark"), citation)
    medium = _MEDIUM.search(citation.shelfmark)
    if citation.remarks or medium:
        description = sub(manuscript, "physDesc")
        if citation.remarks:
            sub(description, "p", citation.remarks)
        if medium:
            sub(description, "objectDesc", form=medium[1].casefold())


def _shelfmark(idno: etree._Element, citation: Citation) -> None:
    position = 0
    for kind, value in citation.parts:
        at = citation.shelfmark.find(value, position)
        if at < 0:
            continue
        add_text(idno, citation.shelfmark[position:at])
        sub(idno, "idno", value, type=kind)
        position = at + len(value)
    add_text(idno, citation.shelfmark[position:])


def _printed(description: etree._Element, printed: PrintedSource, original: str) -> None:
    """The printed book. A title with a gloss is in the original language, romanized where it must be."""
    book = sub(sub(description, "biblStruct", type="print", xml_id="src-print"), "monogr")
    romanized = romanized_tag(original)
    for author in printed.authors:
        _body(sub(book, "author"), author, romanized)
    # TEI's monogr wants authors, titles, editors in this order, then the imprint.
    title = printed.title
    if title.gloss:
        kind = "romanized" if romanized.endswith("-Latn") else "main"
        sub(book, "title", title.name, level="m", type=kind, xml_lang=romanized)
        sub(book, "title", title.gloss, level="m", type="gloss", xml_lang="en")
    else:
        sub(book, "title", title.name, level="m", type="main")
    for editor in printed.editors:
        _body(sub(book, "editor", role="editor"), editor, romanized)
    for translator in printed.translators:
        _body(sub(book, "editor", role="translator"), translator, "")
    _imprint(sub(book, "imprint"), printed)


def _imprint(imprint: etree._Element, printed: PrintedSource) -> None:
    if printed.place:
        sub(imprint, "pubPlace", printed.place)
    if printed.publisher:
        sub(imprint, "publisher", printed.publisher)
    if printed.year:
        year = date_attributes(read_date(printed.year))
        if year["ana"] == "#dating.stated":
            year["ana"] = None  # a date at its own place needs no ground
        sub(imprint, "date", printed.year, **year)
    if printed.volume:
        _scope(imprint, "volume", printed.volume)
    if printed.pages:
        _scope(imprint, "page", printed.pages)
    if printed.number:
        _scope(imprint, "document", printed.number)


def romanized_tag(original: str) -> str:
    """The tag of Latin text in a language: `zh-Latn`, but `de`, which is written so anyway."""
    if not original:
        return ""
    if original in COMMON:
        return original if COMMON[original].script == "Latn" else f"{original.partition('-')[0]}-Latn"
    import langcodes  # loads its data when used

    language = langcodes.Language.get(original)
    return original if language.maximize().script == "Latn" else f"{language.language}-Latn"


def _body(parent: etree._Element, name: Glossed, romanized: str) -> None:
    """A name; where it is a romanized one with a gloss, both, the gloss telling person from body."""
    if not name.gloss:
        sub(parent, kind_of_name(name.name), name.name)
        return
    kind = kind_of_name(name.gloss)
    sub(parent, kind, name.name, xml_lang=romanized)
    sub(parent, kind, name.gloss, type=None if kind == "name" else "gloss", xml_lang="en")


def _scope(imprint: etree._Element, unit: str, value: str) -> None:
    """Volume or pages; a range of plain numbers gets `@from` and `@to`."""
    numbers = re.findall(r"[0-9]+", value)
    pages = unit == "page" and 0 < len(numbers) <= 2 and not re.search(r"[^0-9\s–—~～〜-]", value)
    # A range that goes down is misprinted: its words alone are sure.
    pages = pages and len(_last(numbers)) < 9 and int(numbers[0]) <= int(_last(numbers))
    sub(
        imprint, "biblScope", value, unit=unit,
        from_=numbers[0] if pages else None, to=_last(numbers) if pages else None,
        n=numbers[0] if unit == "volume" and len(numbers) == 1 else None,
    )  # fmt: skip


def _last(numbers: list[str]) -> str:
    """The last page in full: in `251-52` the end is 252."""
    first, last = numbers[0], numbers[-1]
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last


def _digital(description: etree._Element, document: Document, people: People) -> None:
    """The record as the archive's site gives it; its date and language belong to the item, not the site.

    A record of which no layout says who keeps it is a plain `bibl`: TEI's `monogr` and `imprint` would ask for names
    that nobody has given.
    """
    archive = document.header.archive
    if archive is None:
        _of_nobody(description, document, people)
        return
    struct = sub(description, "biblStruct", type="digital", xml_id="src-digital")
    analytic = sub(struct, "analytic")
    _item(analytic, document, people)
    if not len(analytic):
        struct.remove(analytic)
    monograph = sub(struct, "monogr")
    sub(monograph, "title", archive.value, level="m", **ground_attributes(archive))
    publisher = document.record.profile.archive.publisher or archive.value
    sub(sub(monograph, "imprint"), "publisher", publisher, ana="#ground.layout")
    _related(struct, document.header)


def _of_nobody(description: etree._Element, document: Document, people: People) -> None:
    bibl = sub(description, "bibl", type="digital", xml_id="src-digital")
    _item(bibl, document, people)
    if publisher := document.record.profile.archive.publisher:
        sub(bibl, "publisher", publisher, ana="#ground.layout")
    for part in list(bibl)[:-1]:
        part.tail = ", "
    _related(bibl, document.header)


def _item(parent: etree._Element, document: Document, people: People) -> None:
    """What the record says of itself."""
    header = document.header
    if header.title:
        sub(parent, "title", header.title.value, level="a", xml_lang=header.title_language)
    encode_authors(parent, header, people)
    _credited(parent, header.citation, people)
    if header.url:
        sub(parent, "idno", header.url.value, type="URI", **ground_attributes(header.url))
    if number := _number(document) or header.number:
        sub(parent, "idno", number, type="document")
    _stated_languages(parent, header)
    if header.date_reading and header.date:
        sub(parent, "date", header.date.raw, type="document", **_plain_date(document))


def _related(parent: etree._Element, header: Header) -> None:
    if source := source_of_text(header):
        sub(parent, "relatedItem", type="source", target=source)


def _credited(analytic: etree._Element, citation: Citation, people: People) -> None:
    for role in dict.fromkeys(person.role for person in citation.people):
        statement = sub(analytic, "respStmt")
        sub(statement, "resp", _VERB.get(role, role))
        for person in citation.people:
            if person.role == role:
                add_name(statement, person.name, people)


def _stated_languages(analytic: etree._Element, header: Header) -> None:
    """One `textLang` a line of the field, its words as printed; the first language is the main one."""
    lines: dict[tuple[int, str], list[str]] = {}
    for fact in header.stated_languages:
        lines.setdefault((fact.span.first, fact.raw), []).append(fact.value)
    for (_, raw), values in lines.items():
        tags = [tag for tag in values if tag]
        sub(analytic, "textLang", raw, mainLang=tags[0] if tags else None, otherLangs=" ".join(tags[1:]))


def _plain_date(document: Document) -> dict[str, str | None]:
    attributes = date_attributes(document.header.date_reading)
    if attributes.get("ana") == "#dating.stated":
        attributes["ana"] = None
    return attributes


def _verbatim(description: etree._Element, citation: Fact, url: str) -> None:
    """The citation as printed; its address is also a link, unless it is misprinted so that no software would follow it."""
    bibl = sub(description, "bibl", type="citation", xml_id="src-citation", **ground_attributes(citation))
    text = citation.value
    at = text.rfind(url) if url and _WEB_ADDRESS.fullmatch(url) else -1
    if at < 0:
        bibl.text = text
        return
    bibl.text = text[:at]
    sub(bibl, "ref", url, target=url).tail = text[at + len(url) :]


def _source_notes(description: etree._Element, document: Document) -> None:
    """A statement like «printed from the manuscript» is a source: point at it where it stands."""
    cited = document.header.citation_verbatim
    if cited and cited.ground == "ground.sourceLine":
        return  # the line was read as citation
    for division in document.divisions:
        if any(block.kind == "source-note" for block in division.printed):
            place = "headnote" if division.edition_lines else "srcnote"
            bibl = sub(description, "bibl", "Copy text as stated in ", type="manuscript")
            sub(bibl, "ref", "the edition's source note", target=f"#{division.id}-{place}")
            bibl.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
