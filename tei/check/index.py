"""One pass over a TEI file, shared by all rules: elements by name, ids, pointers, languages, places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.encode.elements import TEI, XML_ID, XML_LANG
from tei.findings import Finding, Where, finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

# Attributes of TEI whose value is one or more pointers (TEI Guidelines, teidata.pointer).
POINTERS: Final = frozenset(
    (
        "active adj adjFrom adjTo ana baseForm calendar change children copyOf corresp datcat datingMethod "
        "datingPoint decls domains edRef exclude facs feats fVal hand inst lemmaRef mutual next nymRef origin "
        "parent passive perf period prev ref rendition require resp sameAs scheme scribeRef select since "
        "source spanTo synch target targetDatcat targetEnd valueDatcat where who wit "
        "class end fromUnit given mergedIn new replyTo start toUnit toWhom unitRef"
    ).split()
)
# Where more elements than this break a rule in the same way, one finding names them all.
_ONE_BY_ONE: Final = 5
_LINES_NAMED: Final = 8
_LONGEST: Final = 300  # signs of a message: a value may be of any length
_TEXT: Final = etree.XPath("string()")  # without comments, which itertext() gives


@dataclass(frozen=True, slots=True)
class Pointer:
    """One token of a pointer attribute."""

    element: etree._Element
    attribute: str
    token: str


@dataclass(frozen=True, slots=True)
class Index:
    """What the rules ask of a file. Only elements of the TEI namespace count; names are without it.

    `today` is the day on which the file is checked, where the caller wants dates of the future told.
    """

    tree: etree._ElementTree
    path: str
    today: date | None = None
    elements: list[etree._Element] = field(default_factory=list)
    ids: dict[str, etree._Element] = field(default_factory=dict)
    pointers: list[Pointer] = field(default_factory=list)
    _named: dict[str, list[etree._Element]] = field(default_factory=dict)
    _languages: dict[etree._Element, str | None] = field(default_factory=dict)

    def named(self, *names: str) -> list[etree._Element]:
        """The elements of these names, in document order within each name."""
        return [element for name in names for element in self._named.get(name, ())]

    def language(self, element: etree._Element) -> str | None:
        """The language in force at an element (XML 1.0, 2.12); None where none is stated."""
        return self._languages.get(element) or None

    def finding(self, code: str, text: str, element: etree._Element, hint: str | None = None) -> Finding:
        """A finding at an element."""
        if len(text) > _LONGEST:
            text = f"{text[: _LONGEST - 1]}…"
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
        yield self.finding(code, f"{text}; {len(broken) - 1} more like it (lines {shown})", element)


def index(tree: etree._ElementTree, path: str, today: date | None = None) -> Index:
    """Read a tree once."""
    made = Index(tree, path, today)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        parent = element.getparent()
        above = made._languages.get(parent) if parent is not None else None
        own = element.get(XML_LANG)
        made._languages[element] = above if own is None else own
        if element.tag.startswith(TEI):
            made.elements.append(element)
            made._named.setdefault(name(element), []).append(element)
            _attributes(element, made)
        elif identity := element.get(XML_ID):
            made.ids.setdefault(identity, element)
    return made


def _attributes(element: etree._Element, made: Index) -> None:
    for key in map(str, element.attrib):
        if key == XML_ID:
            made.ids.setdefault(element.attrib[key], element)
        elif key in POINTERS:
            made.pointers.extend(Pointer(element, key, token) for token in element.attrib[key].split())


def name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def words(element: etree._Element) -> str:
    """The text of an element, its white space as single blanks."""
    return " ".join(str(_TEXT(element)).split())


def inside(element: etree._Element, *names: str) -> bool:
    """Whether an element stands within one of these names."""
    return any(True for _ in element.iterancestors(*(TEI + one for one in names)))


def shown(text: str) -> str:
    """Text for a message: quoted, and not longer than a line."""
    return f'"{text if len(text) <= 60 else text[:59] + "…"}"'
