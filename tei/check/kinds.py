"""What pointers point at: a name at its kind, a responsibility at a person (rules 22 to 26).

A pointer that leads nowhere is rule 19's; here only those that lead somewhere in the file are judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tei.check.registry import rule
from tei.check.words import inside, name
from tei.encode.elements import TEI, XML_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.check.index import Index, Pointer
    from tei.findings import Finding

_PERSONS: Final = frozenset(("person", "personGrp", "persona"))
_ENTRIES: Final = _PERSONS | {"org", "place", "event", "object", "nym", "bibl", "biblStruct", "category"}
_KINDS: Final = {
    "persName": _PERSONS,
    "orgName": frozenset(("org", "personGrp")),
    "placeName": frozenset(("place",)),
    "geogName": frozenset(("place",)),
    "settlement": frozenset(("place",)),
    "country": frozenset(("place",)),
    "region": frozenset(("place",)),
    "district": frozenset(("place",)),
    "pubPlace": frozenset(("place",)),
    "author": _PERSONS | {"org"},
    "editor": _PERSONS | {"org"},
}
_OF_TYPE: Final = {"person": "persName", "org": "orgName", "organisation": "orgName", "place": "placeName"}
"""What `rs` and `name` of these types are held for."""
# Critical editions name the scholar of a reading by the book.
_RESPONSIBLE: Final = _PERSONS | frozenset(
    (
        "respStmt org listPerson listOrg particDesc author editor principal sponsor funder meeting "
        "handNote bibl biblStruct witness application role castItem castGroup publisher authority distributor"
    ).split()
)
_NAMED_IN: Final = (
    "respStmt", "titleStmt", "editionStmt", "publicationStmt", "particDesc", "castList", "appInfo",
    "correspDesc", "handNotes", "listPerson", "listOrg", "sourceDesc", "encodingDesc",
)  # fmt: skip
_INTERPRETATIONS: Final = frozenset(
    (
        "category catDesc taxonomy interp interpGrp span spanGrp fs f fLib fvLib symbol note annotation event "
        "item term metSym state trait relation"
    ).split()
)
_STAND_OFF_ENTRIES: Final = ("person", "personGrp", "org", "place", "event", "object")


def _message(pointer: Pointer, target: etree._Element, expected: str) -> str:
    where = f"@{pointer.attribute} of {name(pointer.element)}"
    found = f"{_article(name(target))} {name(target)} element"
    return f"{where} points at {pointer.token}, which is {found}, and not at {expected}"


def _article(word: str) -> str:
    return "an" if word[:1] in "aeio" else "a"


def _expected(kinds: frozenset[str]) -> str:
    kind = "person" if "person" in kinds else min(kinds)
    return f"{_article(kind)} {kind}"


@rule("T022")
def names(index: Index) -> Iterator[Finding]:
    """A person's name points at a person, that of a body at an org, that of a place at a place."""
    broken = []
    for pointer, target in index.inner("ref"):
        kind = name(pointer.element)
        if kind in ("rs", "name"):
            kind = _OF_TYPE.get(pointer.element.get("type", "").lower(), "")
        expected = _KINDS.get(kind)
        if expected and name(target) in _ENTRIES and name(target) not in expected:
            broken.append((pointer.element, _message(pointer, target, _expected(expected))))
    yield from index.findings("T022", broken)


@rule("T023")
def responsible(index: Index) -> Iterator[Finding]:
    """@resp and @who point at a respStmt, a person or body, or a name in a statement of the header."""
    broken = [
        (pointer.element, _message(pointer, target, "one who is responsible"))
        for pointer, target in index.inner("resp", "who")
        if name(target) not in _RESPONSIBLE
        and not inside(target, *_NAMED_IN)
        and (pointer.attribute, name(target)) != ("who", "item")  # a list of speakers (Guidelines, 3.13.2)
    ]
    yield from index.findings("T023", broken)


@rule("T024")
def categories(index: Index) -> Iterator[Finding]:
    """@ana points at a category or another interpretation; catRef at a category of its scheme."""
    broken = [
        (pointer.element, _message(pointer, target, "a category"))
        for pointer, target in index.inner("ana")
        if name(target) not in _INTERPRETATIONS and not inside(target, "encodingDesc")
    ]
    for pointer, target in index.inner("target"):
        if name(pointer.element) != "catRef":
            continue
        if name(target) != "category":
            broken.append((pointer.element, _message(pointer, target, "a category")))
        elif not _of_scheme(index, pointer.element.get("scheme", ""), target):
            text = f"the category {pointer.token} does not belong to {pointer.element.get('scheme')}"
            broken.append((pointer.element, text))
    yield from index.findings("T024", broken)


def _of_scheme(index: Index, scheme: str, category: etree._Element) -> bool:
    taxonomy = index.ids.get(scheme.removeprefix("#")) if scheme.startswith("#") else None
    return taxonomy is None or taxonomy in category.iterancestors()


@rule("T025")
def renditions(index: Index) -> Iterator[Finding]:
    """@rendition points at a rendition of tagsDecl."""
    broken = [
        (pointer.element, _message(pointer, target, "a rendition"))
        for pointer, target in index.inner("rendition")
        if name(target) != "rendition"
    ]
    yield from index.findings("T025", broken)


@rule("T026")
def unused_entries(index: Index) -> Iterator[Finding]:
    """Something points at each entry of standOff, from outside of the entry."""
    entries = [entry for entry in index.named(*_STAND_OFF_ENTRIES) if entry.get(XML_ID)]
    if not entries:
        return
    wanted = {entry.get(XML_ID) for entry in entries}
    used = {
        identity
        for pointer in index.pointers
        if (identity := pointer.token.removeprefix("#")) in wanted
        and index.ids[identity] not in (pointer.element, *pointer.element.iterancestors())
    }
    lonely = [
        (entry, f"nothing points at the {name(entry)} {entry.get(XML_ID)}")
        for entry in entries
        if entry.get(XML_ID) not in used and inside(entry, "standOff") and entry.find(f".//{TEI}idno") is None
    ]
    yield from index.findings("T026", lonely)
