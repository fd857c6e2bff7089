"""One pass over a TEI file, shared by all rules: elements by name and by attribute, ids, pointers, languages, places.

The pass is the only one that asks every element; a rule looks at those that it is about. Measured on 2,000 of our own
documents, that and texts that are asked for as a whole took the rules from 3 s to less than one.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from lxml import etree

from tei.check.passages import CODES, Passages
from tei.check.words import name, raw
from tei.encode.elements import TEI, XML_ID, XML_LANG, XML_NS
from tei.findings import Finding, Where, finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from tei.check.places import Places

# Attributes of TEI whose value is one or more pointers (TEI Guidelines, teidata.pointer).
POINTERS: Final = frozenset(
    (
        "active adj adjFrom adjTo ana calendar change children copyOf corresp datcat datingMethod "
        "datingPoint decls domains edRef exclude facs feats fVal hand inst lemmaRef mutual next nymRef origin "
        "parent passive perf period prev ref rendition require resp sameAs scheme scribeRef select since "
        "source spanTo synch target targetDatcat targetEnd valueDatcat where who wit "
        "class end fromUnit given mergedIn new replyTo start toUnit toWhom unitRef"
    ).split()
)
# Elements of which such an attribute is a word (TEI Guidelines, the attribute lists of these elements).
_WORDS: Final = {
    "scheme": frozenset(
        "rendition styleDefDecl gi att tag constraintSpec localProp unicodeProp unihanProp".split()
    ),
    "active": frozenset(("interaction",)),
    "passive": frozenset(("interaction",)),
    "class": frozenset(("attRef",)),
    "new": frozenset(("shift",)),
    "start": frozenset(("schemaSpec",)),
}
# The other attributes that rules look for in a whole file: languages, and dates (TEI att.datable).
TAGGING: Final = (XML_LANG, "mainLang", "otherLangs", "ident")
POINTS: Final = ("when", "from", "to", "notBefore", "notAfter")
DATING: Final = (*POINTS, *(f"{key}-iso" for key in POINTS))
_KINDS: Final = {
    XML_ID: "id",
    **dict.fromkeys(POINTERS, "pointer"),
    **dict.fromkeys((*TAGGING, *DATING), "asked for"),
}
_REFERENCE: Final = re.compile(b"&(?=#)")  # with one letter to look for it is found the fastest
_IN_UTF_8: Final = re.compile(rb"""<(?!\?xml\s)|<\?xml [^>]*encoding=["'](?i:utf-8)["']""")
_STATING: Final = etree.XPath("//*[@xml:lang]", namespaces={"xml": XML_NS})
_NAMESPACE: Final = re.compile(r"\{[^}]*\}")
_FEW: Final = 10  # findings of a file for which no paths of their neighbours are made
_LONGEST: Final = 300  # signs of a message: a value may be of any length


class Pointer(NamedTuple):
    """One token of a pointer attribute."""

    element: etree._Element
    attribute: str
    token: str


class _Led(NamedTuple):
    """The pointers of a file by where they lead."""

    inner: dict[str, list[tuple[Pointer, etree._Element]]]
    unmet: list[Pointer]
    outward: list[Pointer]


class Index:
    """What the rules ask of a file. Only elements of the TEI namespace count; names are without it.

    Args:
        tree: the TEI.
        path: its file as the user named it.
        today: the day on which the file is checked, where the caller wants dates of the future told.
        data: the bytes that the tree was made of, where there are such.
        places: what is to know the elements of findings.
    """

    def __init__(
        self,
        tree: etree._ElementTree,
        path: str,
        today: date | None = None,
        data: bytes | None = None,
        places: Places | None = None,
    ) -> None:
        self.tree = tree
        self._data = data
        self._places = places
        self.path = path
        self.today = today
        self.ids: dict[str, etree._Element] = {}
        self.pointers: list[Pointer] = []
        self.repeats_ids = False
        self.size = 0  # elements, of whatever namespace
        self.has_others = False  # elements of other namespaces
        self.qualified: set[str] = set()  # attributes with a namespace, but for xml:id and xml:lang
        self._named: dict[str, list[etree._Element]] = {}
        self._having: dict[str, list[tuple[int, etree._Element, str]]] = {}
        self._languages: dict[etree._Element | None, str | None] = {None: None}
        self._xpaths: dict[etree._Element, str] = {}
        self._asked = 0  # how many of them
        self._read()

    def _read(self) -> None:
        named, having, ids, pointers, kind_of = self._named, self._having, self.ids, self.pointers, _KINDS.get
        for number, element in enumerate(self.tree.getroot().iter("*")):
            tag = cast("str", element.tag)
            if tag in named:
                named[tag].append(element)
            elif tag.startswith(TEI):
                named[tag] = [element]
            else:
                self._read_other(element)
                continue
            for key, value in element.items():
                kind = kind_of(key)
                if kind == "pointer" and not (key in _WORDS and name(element) in _WORDS[key]):
                    for token in value.split():
                        pointers.append(Pointer(element, key, token))
                elif kind == "id":
                    self.repeats_ids |= value in ids
                    ids.setdefault(value, element)
                elif kind == "asked for":
                    having.setdefault(key, []).append((number, element, value))
                elif key[0] == "{":
                    self.qualified.add(key)
        self.size = number + 1

    def _read_other(self, element: etree._Element) -> None:
        """Of an element of another namespace only its id and its qualified attributes count."""
        self.has_others = True
        for key, value in element.items():
            if key == XML_ID and value:
                self.repeats_ids |= value in self.ids
                self.ids.setdefault(value, element)
            elif key[0] == "{" and key != XML_LANG:
                self.qualified.add(key)

    @cached_property
    def data(self) -> bytes:
        """Bytes of UTF-8 in which all characters of the file's text stand: the file's own, where it has no references."""
        data = self._data
        if data and _IN_UTF_8.match(data) and not _REFERENCE.search(data):
            return data
        return raw(self.tree.getroot()).encode("utf-8", "surrogatepass")

    @cached_property
    def passages(self) -> Passages:
        """The elements that state a language, with their words."""
        stating = _STATING(self.tree) if self.has_others else self.having(XML_LANG)
        return Passages(stating, self.named(*CODES), self.data)

    def named(self, *names: str) -> list[etree._Element]:
        """The elements of these names, in document order within each name."""
        if len(names) == 1:
            return self._named.get(TEI + names[0], [])
        return [element for name in names for element in self._named.get(TEI + name, ())]

    def having(self, *keys: str) -> list[etree._Element]:
        """The elements that have one of these attributes of `TAGGING` or `DATING`, in document order."""
        found = [self._having[key] for key in keys if key in self._having]
        if len(found) == 1:
            return [element for _, element, _ in found[0]]
        merged = {number: element for places in found for number, element, _ in places}
        return [merged[number] for number in sorted(merged)]

    def values(self, key: str) -> dict[str, etree._Element]:
        """The values of an attribute of `TAGGING` or `DATING`, each with the first element that has it."""
        found: dict[str, etree._Element] = {}
        for _, element, value in self._having.get(key, ()):
            if value not in found:
                found[value] = element
        return found

    def pointing(self, *attributes: str) -> list[Pointer]:
        """The pointers of these attributes, in document order."""
        return [pointer for pointer in self.pointers if pointer.attribute in attributes]

    def inner(self, *attributes: str) -> list[tuple[Pointer, etree._Element]]:
        """The pointers of these attributes that lead to an element of the file, each with the element."""
        found = [self._led.inner[one] for one in attributes if one in self._led.inner]
        if len(found) < 2:
            return found[0] if found else []
        return [
            (pointer, self.ids[pointer.token[1:]])
            for pointer in self.pointers
            if pointer.attribute in attributes and pointer.token[0] == "#" and pointer.token[1:] in self.ids
        ]

    @property
    def unmet(self) -> list[Pointer]:
        """The pointers that lead to no element of the file."""
        return self._led.unmet

    @property
    def outward(self) -> list[Pointer]:
        """The pointers that are no `#x`: addresses, and what may have been meant as an id."""
        return self._led.outward

    @cached_property
    def _led(self) -> _Led:
        led = _Led({}, [], [])
        for pointer in self.pointers:
            token = pointer.token
            if token[0] != "#" or token in self.ids:
                led.outward.append(pointer)
            target = self.ids.get(token[1:]) if token[0] == "#" else None
            if target is None:
                led.unmet.append(pointer)
            else:
                led.inner.setdefault(pointer.attribute, []).append((pointer, target))
        return led

    def language(self, element: etree._Element | None) -> str | None:
        """The language in force at an element (XML 1.0, 2.12); None where none is stated."""
        known = self._languages
        if element not in known:
            own = None if element is None else element.get(XML_LANG)
            above = None if element is None or own is not None else element.getparent()
            known[element] = self.language(above) if own is None else own or None
        return known[element]

    def finding(self, code: str, text: str, element: etree._Element, hint: str | None = None) -> Finding:
        """A finding at an element."""
        if len(text) > _LONGEST:
            text = f"{text[: _LONGEST - 1]}…"
        # Kept once: files of one collection have their findings in the same elements.
        xpath = intern(self._xpath(element))
        if self._places is not None:
            self._places.note(xpath, element)
        return finding(code, text, Where(self.path, element.sourceline or None, None, xpath), hint)

    def _xpath(self, element: etree._Element) -> str:
        """The path to an element, names without namespaces, a number where a name stands more than once.

        Where thousands of siblings are at fault, to count them anew for each (as `getelementpath` does) takes minutes.
        """
        known = self._xpaths
        self._asked += 1
        if self._asked <= _FEW and element not in known:
            return "/".join(("", name(self.tree.getroot()), *self._steps(element)))
        if element not in known:
            parent = element.getparent()
            if parent is None:
                known[element] = f"/{name(element)}"
            else:
                self._add_xpaths(self._xpath(parent), parent)
        return known[element]

    def _steps(self, element: etree._Element) -> list[str]:
        """The steps to an element below the root, by lxml: the quickest for one."""
        path = _NAMESPACE.sub("", self.tree.getelementpath(element))
        return [] if path == "." else path.split("/")

    def _add_xpaths(self, above: str, parent: etree._Element) -> None:
        children = list(parent.iterchildren("*"))
        many: Counter[object] = Counter(one.tag for one in children)
        seen: Counter[object] = Counter()
        for one in children:
            seen[one.tag] += 1
            number = f"[{seen[one.tag]}]" if many[one.tag] > 1 else ""
            self._xpaths[one] = f"{above}/{name(one)}{number}"

    def findings(self, code: str, broken: Sequence[tuple[etree._Element, str]]) -> Iterator[Finding]:
        """A finding for each element, with its message."""
        for element, text in broken:
            yield self.finding(code, text, element)
