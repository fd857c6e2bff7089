"""Entries of `standOff` for those whom a document names: names, identifiers, what a note says of them.

Source: TEI Guidelines, chapter 14 (listPerson, listOrg, listPlace), 14.3.1 (idno, occupation).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from tei.encode.elements import TEI, XML_ID, XML_LANG, sub
from tei.enrich.edges import tables, writing
from tei.letters import letters, written_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml import etree

    from tei.enrich.authority import Entry

LISTS: Final = {"person": "listPerson", "org": "listOrg", "place": "listPlace"}
NAME_OF: Final = {"person": "persName", "org": "orgName", "place": "placeName"}
UNKNOWN: Final = "und"
_OURS: Final = frozenset(TEI + name for name in ("persName", "orgName", "placeName", "idno", "occupation"))


@dataclass(frozen=True, slots=True)
class Defined:
    """What a note says of a person: the note's id; the office it names, or nothing; the note's language."""

    note: str
    office: str
    language: str


def stand_off_of(tei: etree._Element) -> etree._Element:
    """The document's `standOff`, made after the header where there is none."""
    found = tei.find(TEI + "standOff")
    if found is None:
        found = tei.makeelement(TEI + "standOff")
        header = tei.find(TEI + "teiHeader")
        if header is None:
            tei.insert(0, found)
        else:
            header.addnext(found)
    return found


def add_entry(stand_off: etree._Element, kind: str, identity: str) -> etree._Element:
    """Append an empty entry to the list of its kind; lists stand in the order of the schema."""
    listing = stand_off.find(TEI + LISTS[kind])
    if listing is None:
        listing = stand_off.makeelement(TEI + LISTS[kind])
        before = [TEI + name for name in LISTS.values()][: list(LISTS).index(kind)]
        stand_off.insert(sum(1 for child in stand_off if child.tag in before), listing)
    return sub(listing, kind, xml_id=identity)


@dataclass(frozen=True, slots=True)
class Around:
    """What holds for all entries of a document: its date, and the languages of it, its header and its texts."""

    when: str | None
    languages: tuple[str, ...]


def around(tei: etree._Element) -> Around:
    """Read from a document what its entries need."""
    date = tei.find(f".//{TEI}creation/{TEI}date")
    divisions = tei.iterfind(f"{TEI}text/{TEI}body/{TEI}div")
    header = tei.find(TEI + "teiHeader")
    stated = [tei, *([] if header is None else [header]), *divisions]
    languages = tuple(one.get(XML_LANG, "") for one in stated)
    return Around(None if date is None else date.get("when"), languages)


def fill(
    element: etree._Element,
    entry: Entry,
    used: Mapping[str, str],
    defined: Sequence[Defined],
    document: Around,
) -> None:
    """Write what is known of an entry, in the place of what stood there.

    Args:
        element: the `person`, `org` or `place`.
        entry: of the authority file.
        used: other forms of its name that the document has, with their languages.
        defined: what notes say of a person.
        document: its date is that of an office held "then".
    """
    for child in list(element):
        if child.tag in _OURS:
            element.remove(child)
    kept = list(element)
    name = NAME_OF[entry.kind]
    sub(element, name, entry.name, type="preferred", xml_lang=_language_of(entry.name, document.languages))
    own = {form for (column, language), forms in entry.forms.items() if column == "name" for form in forms}
    for form, language in used.items():
        sub(element, name, form, xml_lang=language, type=None if form in own else "variant")
    for scheme, identifier in entry.links:
        sub(element, "idno", identifier, type=scheme)
    for one in defined:
        if one.office:
            sub(
                element,
                "occupation",
                one.office,
                when=document.when,
                source=f"#{one.note}",
                xml_lang=one.language,
            )
    element.extend(kept)
    if defined:
        element.set("source", " ".join(dict.fromkeys(f"#{one.note}" for one in defined)))


def _language_of(name: str, tags: Iterable[str]) -> str | None:
    """The language to be stated for a preferred name without one: none where its letters fit those around.

    Else the first of the document's languages that is written with such letters, or `und`.
    """
    scripts = letters(name)
    main = max(scripts, key=lambda one: (scripts[one], one), default="")
    around, *others = tags
    if not main or main in written_in(around) or not written_in(around):
        return None
    return next((tag for tag in others if main in written_in(tag)), UNKNOWN)


def declare_unknown(tei: etree._Element) -> None:
    """Declare `und` where an entry has it, as every language in use is declared."""
    usage = tei.find(f".//{TEI}langUsage")
    used = any(name.get(XML_LANG) == UNKNOWN for name in tei.iterfind(f"{TEI}standOff//*"))
    if used and usage is not None and not any(one.get("ident") == UNKNOWN for one in usage):
        sub(usage, "language", "Unknown language", ident=UNKNOWN, xml_lang="en")


# --- notes -------------------------------------------------------------------------------------


def definitions(text: etree._Element) -> dict[str, list[Defined]]:
    """What notes say of whom: by pointer of the name, in the order of the notes.

    A note defines whom it begins with; one that begins with nobody's name, the person right before its mark.
    """
    marked: dict[str, set[str]] = {}
    for anchor in text.iter(TEI + "ref"):
        before = anchor.getprevious()
        if anchor.get("type") == "noteAnchor" and before is not None and _points(before) and not before.tail:
            marked.setdefault(anchor.get("target", ""), set()).add(before.get("ref", ""))
    found: dict[str, list[Defined]] = {}
    for note in text.iter(TEI + "note"):
        identity = note.get(XML_ID)
        if not identity:
            continue
        first, said = _beginning(note)
        people = {first.get("ref", "")} if first is not None else marked.get(f"#{identity}", set())
        if len(people) == 1 and (first is None or _points(first)):
            language = _language(note)
            office = _office(said, language)
            found.setdefault(people.pop(), []).append(Defined(identity, office, language))
    return found


def _points(element: etree._Element) -> bool:
    return element.tag == TEI + "persName" and element.get("ref", "").startswith("#")


def _language(element: etree._Element) -> str:
    return next(
        (one.get(XML_LANG, "") for one in (element, *element.iterancestors()) if one.get(XML_LANG)), ""
    )


def _beginning(note: etree._Element) -> tuple[etree._Element | None, str]:
    """The name that a note begins with, if any, and the words of its first paragraph after it."""
    holder = note.find(TEI + "p")
    holder = note if holder is None else holder
    start = holder.text or ""
    rest = list(holder)
    if rest and rest[0].tag == TEI + "label":
        start = rest.pop(0).tail or ""
    name = rest[0] if rest and not start.strip() and rest[0].tag in _NAME_TAGS else None
    parts = [start] if name is None else [name.tail or ""]
    for child in rest if name is None else rest[1:]:
        parts += [*map(str, child.itertext()), child.tail or ""]
    return name, " ".join("".join(parts).split())


_NAME_TAGS: Final = frozenset(TEI + name for name in NAME_OF.values())


@cache
def _then(language: str) -> re.Pattern[str] | None:
    words = tables()["then"].get(language)
    if not words:
        return None
    return re.compile(
        rf"[\s,，、:：(（—–-]*(?:{'|'.join(words)})(?!\w)?[\s,，:：]*([^。.;；\n]{{2,200}})", re.IGNORECASE
    )


def _office(said: str, language: str) -> str:
    """The office that a note says a person held then; nothing where the words may say anything else.

    In scripts with capital letters it must begin with one (`then Minister of Works`, not `then went home`);
    in Korean and Japanese it must not end as a sentence does.
    """
    pattern = _then(language.partition("-")[0])
    found = pattern.match(said) if pattern else None
    office = found[1].strip(" )）") if found else ""
    if not office:
        return ""
    if writing(office[0]) == "word":
        return office if office[0].isupper() else ""
    sentence = office.endswith("다") or ("\u3041" <= office[-1] <= "\u309f")
    return "" if sentence else office
