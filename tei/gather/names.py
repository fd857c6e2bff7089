"""The names of a document: who is meant, under which identifiers, and where they are named.

Source: TEI Guidelines, 14.2 (`@ref` of names), 14.3 (`listPerson`, `listOrg`, `listPlace`, `idno`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from tei.encode.elements import TEI, XML_ID
from tei.enrich.links import SCHEMES, identifier
from tei.gather.words import language_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

Kind = Literal["person", "org", "place", "name"]
Where = Literal["text", "header", "correspondence", "credits", "source"]
"""In the text; as author or keyword; in `correspDesc`; among the edition's makers; in the description of the source."""

_ADDRESSES: Final = {
    "wikidata": "http://www.wikidata.org/entity/",
    "viaf": "http://viaf.org/viaf/",
    "gnd": "https://d-nb.info/gnd/",
    "geonames": "https://www.geonames.org/",
}


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of an authority file.

    `scheme` is `wikidata`, `viaf`, `gnd`, `geonames`, another `idno/@type` in small letters, `uri` for an address of
    none of these, or `ref` for a pointer into another file. `address` is empty where none is known.
    """

    scheme: str
    identifier: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody, a body or a place that a document names.

    `id` is the local one that names of the document point at, empty where none do. `name` is that of the entry
    in `standOff`, or as printed. `forms` are the entry's other names, with their languages.
    """

    kind: Kind
    id: str
    name: str
    language: str = ""
    forms: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()
    where: tuple[Where, ...] = ()
    mentions: int = 0
    """How often the text has it."""

    @property
    def key(self) -> str:
        """The same for the same one in all documents: of the first authority known, else of kind and name.

        Who has a Wikidata entry in one document and a GND number alone in another has two keys. `Reyes, Jon` is
        `Jon Reyes`; nothing else is done to a name but that capitals and blanks do not count.
        """
        known = {link.scheme: link for link in reversed(self.links)}
        for scheme in (*_ADDRESSES, *known):
            if scheme in known:
                return f"{scheme}:{known[scheme].identifier}"
        name = self.name
        if self.kind == "person" and name.count(",") == 1:
            last, _, first = name.partition(",")
            name = f"{first} {last}"
        return f"{self.kind}:{' '.join(name.casefold().split())}"


@dataclass(frozen=True, slots=True)
class Party:
    """A name in its place: who is meant, and the words that stand there."""

    who: Name
    printed: str


def link_of(scheme: str, value: str) -> Link | None:
    """The authority entry that an `idno` of this type, or a `@ref` (type empty), states; None for a local pointer."""
    value = value.strip()
    if not value or value.startswith("#"):
        return None
    stated = scheme.strip().casefold()
    for name in (stated,) if stated in SCHEMES else SCHEMES if ":" in value else ():
        if bare := identifier(name, value):
            address = value if value.startswith(("http:", "https:")) else _ADDRESSES[name] + bare
            return Link(name, bare, address)
    if value.startswith(("http://", "https://")):
        return Link("uri", value, value)
    return Link(stated or "ref", value)


_NAMES: Final[dict[str, Kind]] = {
    TEI + "persName": "person",
    TEI + "orgName": "org",
    TEI + "placeName": "place",
    TEI + "settlement": "place",
    TEI + "country": "place",
    TEI + "name": "name",
    TEI + "rs": "name",
}
_MARKED: Final = tuple(TEI + name for name in ("persName", "orgName", "placeName", "name", "rs"))
_HOLDERS: Final = frozenset(TEI + name for name in ("author", "editor"))
_PARTS: Final = frozenset(TEI + name for name in ("settlement", "country"))
_ENTRIES: Final[dict[str, Kind]] = {TEI + "person": "person", TEI + "org": "org", TEI + "place": "place"}
_TYPES: Final[dict[str, Kind]] = {
    "person": "person", "pers": "person", "org": "org", "organisation": "org", "organization": "org",
    "place": "place",
}  # fmt: skip


def kind_of(element: etree._Element) -> Kind:
    """The kind of a name element; `name` where neither it nor its type tells."""
    kind = _NAMES.get(str(element.tag), "name")
    return _TYPES.get(element.get("type", ""), "name") if kind == "name" else kind


@dataclass(slots=True)
class _Found:
    """A name as it is gathered."""

    kind: Kind
    id: str
    name: str
    language: str = ""
    forms: dict[tuple[str, str], None] = field(default_factory=dict)
    links: dict[Link, None] = field(default_factory=dict)
    where: dict[Where, None] = field(default_factory=dict)
    mentions: int = 0
    named: Name | None = None


class Names:
    """Whom a document names: the entries of its lists, then those that only its text or header has."""

    def __init__(self, root: etree._Element) -> None:
        self._found: dict[tuple[str, str], _Found] = {}
        for element in root.iter(*_ENTRIES):
            if identity := element.get(XML_ID):
                self._found.setdefault(("#", identity), _entry(element, identity))

    def mention(self, element: etree._Element, where: Where) -> None:
        """Note a name element at such a place."""
        for found in self._meant(element):
            found.where[where] = None
            found.mentions += where == "text"

    def mention_all(self, above: etree._Element | None, where: Where) -> None:
        """Note every name below an element, but those of the entries of lists; without any, an author is one itself."""
        if above is None:
            return
        alone = str(above.tag) in _HOLDERS and next(above.iter(*_MARKED), None) is None
        for element in (above,) if alone else above.iter(*_MARKED):
            parent = element.getparent()
            listed = parent is not None and parent.tag in _ENTRIES
            if not listed and element.get("type") != "software":
                self.mention(element, where)

    def _meant(self, element: etree._Element) -> Iterator[_Found]:
        """The one whom a name element means; several where it points at several."""
        stated = element.get("ref")
        refs = stated.split() if stated else [""]
        for ref in refs:
            known = self._found.get(("#", ref[1:])) if ref[:1] == "#" else None
            found = known or self._new(element, ref)
            if found is not None:
                yield found

    def _new(self, element: etree._Element, ref: str) -> _Found | None:
        """One of whom there is no entry; None for an element without any name."""
        kind = kind_of(element)
        printed = printed_name(element)
        if not printed:
            return None
        link = link_of("", ref)
        local = ref[1:] if ref[:1] == "#" else ""
        place = ("#", local) if local else (link.scheme, link.identifier) if link else (kind, printed)
        if place not in self._found:
            links = {link: None} if link else {}
            self._found[place] = _Found(kind, local, printed, language_of(element), links=links)
        return self._found[place]

    def party(self, element: etree._Element) -> Party | None:
        """Who is meant by a name element that `mention` was told of; None for one without a name."""
        found = next(self._meant(element), None)
        return None if found is None else Party(_finished(found), printed_name(element) or found.name)

    @property
    def all(self) -> tuple[Name, ...]:
        """All of them: those of the lists in their order, the others as they came."""
        return tuple(_finished(one) for one in self._found.values())


def printed_name(element: etree._Element) -> str:
    """The words of a name. A `@key` is an entry of somebody's database, not a name: an element without words names nobody."""
    return words(element)


def _entry(element: etree._Element, identity: str) -> _Found:
    kind = _ENTRIES[str(element.tag)]
    named: list[tuple[str, str, str]] = []
    links: dict[Link, None] = {}
    for child in element.iterchildren():
        if child.tag in _NAMES and (child.tag not in _PARTS or not named):
            named.append((child.get("type", ""), words(child), language_of(child)))
        links |= dict.fromkeys(_links(child))
    links |= dict.fromkeys(_links(element))
    named = [one for one in named if one[1]] or [("", identity, "")]
    _, name, language = next((one for one in named if one[0] == "preferred"), named[0])
    forms = dict.fromkeys((form, tag) for _, form, tag in named if (form, tag) != (name, language))
    return _Found(kind, identity, name, language, forms, links)


def _links(element: etree._Element) -> Iterator[Link]:
    """The authority entries that an entry, or a name or identifier in it, states."""
    if element.tag == TEI + "idno":
        stated = [(element.get("type", ""), words(element))]
    elif element.tag in _NAMES or element.tag in _ENTRIES:
        stated = [("", one) for one in (element.get("ref") or element.get("sameAs") or "").split()]
    else:
        return
    yield from (link for scheme, value in stated if (link := link_of(scheme, value)) is not None)


def _finished(found: _Found) -> Name:
    if found.named is None:
        found.named = Name(
            found.kind, found.id, found.name, found.language, tuple(found.forms), tuple(found.links),
            tuple(found.where), found.mentions,
        )  # fmt: skip
    return found.named
