"""Header facts as they are told: name, value, ground in words, and the elements that really hold them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from tei.check.conservation import PLACES
from tei.encode.correspondence import date_of_sending
from tei.encode.elements import TEI_NS
from tei.encode.header import RELATORS, taxonomies
from tei.explain.model import FactTold
from tei.explain.places import place, text_of
from tei.interpret.facts import slot_fact
from tei.model import Fact, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.model import Catalogue, Citation, DateReading, Document, Header

_NS = {"t": TEI_NS}
ROLES = {
    "translator": "trl",
    "contributor": "ctb",
    "collector": "col",
    "transcriber": "trc",
    "editor": "edt",
}
"""Facts that are people of the citation, and the MARC relator of each."""

_ACTION = "//t:correspAction[@type='{}']/*[self::t:persName or self::t:orgName or self::t:name]"
_SENT = "//t:correspAction[@type='sent']/t:{}"
FACT_PLACES = {
    **{
        name: path
        for name, path in PLACES.items()
        if name not in ("body", "unrecognised", "source", "language")
    },
    "title": "//t:titleStmt/t:title[@type='main']",
    "title_original": "//t:titleStmt/t:title[@type='original']",
    "url": "//t:sourceDesc//t:idno[@type='URI']",
    "site": "//t:publicationStmt/t:authority | //t:biblStruct[@type='digital']/t:monogr/t:title",
    "summary": "//t:abstract/t:p",
    "funder": "//t:titleStmt/t:funder",
    "original_language": "//t:textLang",
    "contents": "//t:notesStmt/t:note[@type='contents']//t:item",
    "genre": "//t:textClass/t:catRef",
    "sender": _ACTION.format("sent"),
    "recipient": _ACTION.format("received"),
    "intermediary": _ACTION.format("forwarded"),
    "place_sent": _SENT.format("placeName"),
    "date_sent": _SENT.format("date"),
    "answers": "//t:correspContext/t:note",
    "repository": "//t:msIdentifier/t:repository",
    "shelfmark": "//t:msIdentifier/t:idno[@type='shelfmark']",
    "collection": "//t:msIdentifier/t:collection",
    "physical": f"//t:physDesc/t:p | {PLACES['physical']}",
    "shelfmark_part": "//t:msIdentifier/t:idno//t:idno",
    "printed_source": "//t:biblStruct[@type='print']",
    "unrecognised": "//t:notesStmt/t:note[@type='unrecognised']",
    **{
        name: f"//t:titleStmt/t:respStmt[t:resp/@ref='{RELATORS}{role}']/*[not(self::t:resp)]"
        for name, role in ROLES.items()
    },
}
"""Where each fact stands in the TEI (XPath; the prefix t is TEI's)."""


@cache
def _place(name: str) -> etree.XPath:
    return etree.XPath(FACT_PLACES[name], namespaces=_NS)


def why(ground: str) -> str:
    """A ground in words: `ground.title` is "read from the title"; none is "stated at its own place"."""
    name, _, key = ground.partition(".")
    return taxonomies().get(name, {}).get(key, "") if ground else "stated at its own place"


def facts(document: Document, tree: etree._ElementTree | None) -> tuple[FactTold, ...]:
    """All facts of the header, in the order of the contract, each with the elements that hold it."""
    return tuple(_told(name, fact, tree) for name, fact in _facts(document))


def _told(name: str, fact: Fact, tree: etree._ElementTree | None) -> FactTold:
    found = [] if tree is None else _place(name)(tree)
    holding = [element for element in found if _holds(element, name, fact)] if isinstance(found, list) else []
    return FactTold(
        name, fact.value, fact.raw, fact.span.first, fact.span.last, fact.certainty, fact.ground,
        why(fact.ground), tuple(place(element) for element in holding),
    )  # fmt: skip


def _holds(element: etree._Element, name: str, fact: Fact) -> bool:
    """Whether an element holds a fact: its value as text or as a value of an attribute, or its words."""
    if name == "printed_source":
        return True
    values = [token for value in element.attrib.values() for token in str(value).split()]
    if fact.value and any(token in (fact.value, f"#{name}.{fact.value}") for token in values):
        return True
    text = text_of(element)
    if name == "shelfmark_part":
        return text == "".join(fact.value.split())  # `3` is no part of `3 - 4`
    if name in ("date", "uploaded", "date_sent", "answers", "original_language"):
        return "".join(fact.raw.split()) in text
    return bool(fact.value) and "".join(fact.value.split()) in text


def _facts(document: Document) -> Iterator[tuple[str, Fact]]:
    header = document.header
    for name, fact in (("title", header.title), ("title_original", header.title_original)):
        if fact:
            yield name, fact
    yield from _dated("date", header.date, header.date_reading)
    yield from _several(document)
    yield from _letter(header)
    yield from _catalogue(header.catalogue)
    yield from ((name, fact) for name, fact in header.stated if name == "physical")
    span = header.citation_verbatim.span if header.citation_verbatim else Span(1, 1)
    yield from _citation(header.citation, header.catalogue, span)
    yield from (("unrecognised", fact) for fact in header.unrecognised)


def _dated(name: str, fact: Fact | None, reading: DateReading | None) -> Iterator[tuple[str, Fact]]:
    """A date: its value is that of the reading, empty where it was not understood."""
    if fact is None and reading is None:
        return
    raw, span = (fact.raw, fact.span) if fact else ("", Span(1, 1))
    if reading is None:
        yield name, Fact("", raw, span, "low", "dating.unread")
        return
    ground = fact.ground if fact and fact.ground and reading.ground == "dating.stated" else reading.ground
    yield name, Fact(reading.edtf, raw, span, reading.certainty, "" if ground == "dating.stated" else ground)


def _several(document: Document) -> Iterator[tuple[str, Fact]]:
    header = document.header
    if header.citation_verbatim:
        yield "citation", header.citation_verbatim
    if header.url:
        yield "url", header.url
    yield from _number(document)
    if header.archive:
        yield "site", header.archive
    for name, several in (
        ("summary", header.summary),
        ("credits", header.credits),
        ("funder", header.funders),
        ("original_language", header.stated_languages),
        ("contents", header.contents),
        ("classification", header.classification),
        ("collection", header.collection),
        ("remark", header.remarks),
    ):
        yield from ((name, fact) for fact in several)
    if header.genre:
        yield "genre", header.genre


def _number(document: Document) -> Iterator[tuple[str, Fact]]:
    """The record's number: as its own field has it, else as the address in the citation does."""
    header = document.header
    if printed := slot_fact(document.record.slot("number")):
        yield "number", printed
    elif header.number and header.citation_verbatim:
        span = header.citation_verbatim.span
        yield "number", Fact(header.number, header.number, span, "high", "ground.citation")


def _letter(header: Header) -> Iterator[tuple[str, Fact]]:
    yield from (("sender", fact) for fact in header.senders)
    yield from (("recipient", fact) for fact in header.recipients)
    if header.intermediary:
        yield "intermediary", header.intermediary
    letter = header.letter
    if header.senders or header.recipients:
        yield from _sending(header)
    for earlier in letter.answers:
        fact = earlier.fact
        yield "answers", Fact(earlier.reading.edtf, fact.value, fact.span, fact.certainty, fact.ground)


def _sending(header: Header) -> Iterator[tuple[str, Fact]]:
    """Place and date of sending, as they are written: of a text that nobody sent to anybody there are none."""
    if header.letter.place:
        yield "place_sent", header.letter.place
    if dated := date_of_sending(header):
        yield from _dated("date_sent", *dated)


def _catalogue(catalogue: Catalogue) -> Iterator[tuple[str, Fact]]:
    for name in ("authors", "people", "places", "topics", "subjects", "related", "rights"):
        yield from ((name, fact) for fact in getattr(catalogue, name))
    yield from (("type", fact) for fact in catalogue.kind)
    yield from _dated("uploaded", catalogue.uploaded, catalogue.uploaded_reading)


def _citation(citation: Citation, catalogue: Catalogue, span: Span) -> Iterator[tuple[str, Fact]]:
    """What was read out of the citation; its lines are those of the citation."""
    yield from (("repository", fact) for fact in catalogue.repository)

    def read(value: str) -> Fact:
        return Fact(value, value, span, "high", "ground.citation")

    if citation.repository and not catalogue.repository:
        yield "repository", read(citation.repository)
    if citation.shelfmark:
        yield "shelfmark", read(citation.shelfmark)
    yield from (("shelfmark_part", read(value)) for _, value in citation.parts)
    if citation.printed:
        yield "printed_source", read(citation.printed.title.name)
    names = {role: name for name, role in ROLES.items()}
    for person in citation.people:
        if person.role in names:
            yield names[person.role], read(person.name)
