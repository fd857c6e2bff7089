"""One pass over a TEI file, shared by all rules: elements by name and by attribute, ids, pointers, languages, places.

The pass is the only one that asks every element; a rule looks at those that it is about. Measured on 2,000 of our own
documents, that and texts that are asked for as a whole took the rules from 3 s to less than one.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from tei.check.passages import Passages
from tei.check.words import name, raw
from tei.encode.elements import TEI, XML_ID, XML_LANG
from tei.findings import Finding, Where, finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lxml import etree

# Attributes of TEI whose value is one or more pointers (TEI Guidelines, teidata.pointer).
POINTERS: Final = frozenset(
    (
        "active adj adjFrom adjTo ana baseForm calendar change children copyOf corresp datcat datingMethod "
        "datingPoint decls domains edRef exclude facs feats fVal hand inst lemmaRef mutual next nymRef origin "
        "parent passive perf period prev ref rendition require resp sameAs scheme scribeRef select since "
        "source spanTo synch target targetDatcat targetEnd valueDatcat where who wit"
    ).split()
)
# The other attributes that rules look for in a whole file: languages, and dates (TEI att.datable).
TAGGING: Final = (XML_LANG, "mainLang", "otherLangs", "ident")
POINTS: Final = ("when", "from", "to", "notBefore", "notAfter")
DATING: Final = (*POINTS, *(f"{key}-iso" for key in POINTS))
_ASKED_FOR: Final = frozenset((*TAGGING, *DATING))
# Where more elements than this break a rule in the same way, one finding names them all.
_ONE_BY_ONE: Final = 5
_LINES_NAMED: Final = 8


class Pointer(NamedTuple):
    """One token of a pointer attribute."""

    element: etree._Element
    attribute: str
    token: str


class Index:
    """What the rules ask of a file. Only elements of the TEI namespace count; names are without it.

    Args:
        tree: the TEI.
        path: its file as the user named it.
        today: the day on which the file is checked, where the caller wants dates of the future told.
    """

    def __init__(self, tree: etree._ElementTree, path: str, today: date | None = None) -> None:
        self.tree = tree
        self.path = path
        self.today = today
        self.ids: dict[str, etree._Element] = {}
        self.pointers: list[Pointer] = []
        self._named: dict[str, list[etree._Element]] = {}
        self._having: dict[str, list[tuple[int, etree._Element]]] = {}
        self.has_others = False  # elements of other namespaces
        self._languages: dict[etree._Element | None, str | None] = {None: None}
        self._read()

    def _read(self) -> None:
        named, having, ids, pointers = self._named, self._having, self.ids, self.pointers
        for number, element in enumerate(self.tree.getroot().iter("*")):
            tag = str(element.tag)
            if not tag.startswith(TEI):
                self.has_others = True
                if identity := element.get(XML_ID):
                    ids.setdefault(identity, element)
                continue
            named.setdefault(tag, []).append(element)
            for key, value in element.items():
                if key == XML_ID:
                    ids.setdefault(value, element)
                elif key in POINTERS:
                    pointers += [Pointer(element, key, token) for token in value.split()]
                elif key in _ASKED_FOR:
                    having.setdefault(key, []).append((number, element))

    @cached_property
    def text(self) -> str:
        """All characters of the file, without comments."""
        return raw(self.tree.getroot())

    @cached_property
    def passages(self) -> Passages:
        """The elements that state a language, with their words."""
        return Passages(self)

    def named(self, *names: str) -> list[etree._Element]:
        """The elements of these names, in document order within each name."""
        if len(names) == 1:
            return self._named.get(TEI + names[0], [])
        return [element for name in names for element in self._named.get(TEI + name, ())]

    def having(self, *keys: str) -> list[etree._Element]:
        """The elements that have one of these attributes of `TAGGING` or `DATING`, in document order."""
        found = [self._having[key] for key in keys if key in self._having]
        if len(found) == 1:
            return [element for _, element in found[0]]
        merged = dict(place for places in found for place in places)
        return [merged[number] for number in sorted(merged)]

    def pointing(self, *attributes: str) -> list[Pointer]:
        """The pointers of these attributes, in document order."""
        found = [self._by_attribute[one] for one in attributes if one in self._by_attribute]
        if len(found) < 2:
            return found[0] if found else []
        return [pointer for pointer in self.pointers if pointer.attribute in attributes]

    @cached_property
    def _by_attribute(self) -> dict[str, list[Pointer]]:
        found: dict[str, list[Pointer]] = {}
        for pointer in self.pointers:
            found.setdefault(pointer.attribute, []).append(pointer)
        return found

    @cached_property
    def outward(self) -> list[Pointer]:
        """The pointers that are no `#x` of this file's form: addresses, and what may have been meant as an id."""
        return [one for one in self.pointers if one.token[0] != "#" or one.token in self.ids]

    def language(self, element: etree._Element | None) -> str | None:
        """The language in force at an element (XML 1.0, 2.12); None where none is stated."""
        known = self._languages
        if element not in known:
            own = None if element is None else element.get(XML_LANG)
            above = None if element is None or own is not None else self.language(element.getparent())
            known[element] = above if own is None else own or None
        return known[element]

    def finding(self, code: str, text: str, element: etree._Element, hint: str | None = None) -> Finding:
        """A finding at an element."""
        steps = re.sub(r"\{[^}]*\}", "", self.tree.getelementpath(element))
        xpath = f"/{name(self.tree.getroot())}" + ("" if steps == "." else f"/{steps}")
        return finding(code, text, Where(self.path, element.sourceline or None, None, xpath), hint)

    def findings(self, code: str, broken: Sequence[tuple[etree._Element, str]]) -> Iterator[Finding]:
        """A finding for each element with its message; of very many, one that says where the others are."""
        if len(broken) <= _ONE_BY_ONE:
            for element, text in broken:
                yield self.finding(code, text, element)
            return
        element, text = broken[0]
        lines = list(dict.fromkeys(str(other.sourceline) for other, _ in broken[1:]))
        shown = ", ".join(lines[:_LINES_NAMED]) + (", …" if len(lines) > _LINES_NAMED else "")
        yield self.finding(code, f"{text}; so do {len(broken) - 1} more (lines {shown})", element)
