"""Where in the TEI the text of each line stands, found in the TEI itself and not asked of the encoder.

The characters of a slot and those of the elements that hold it are walked in step, by the walk of the
check of conservation (tei/check/conservation.py): a proven file holds every character in the order of the
record, so each character leads to the one element that holds it. What the record has and the TEI does
not (list marks, bars of a table) is layout and passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from tei.check.conservation import paired
from tei.check.signs import runs_of
from tei.encode.elements import TEI, TEI_NS, XML_ID
from tei.explain.model import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from tei.check.conservation import Paired
    from tei.findings import Finding
    from tei.model import Record

_NS = {"t": TEI_NS}
# A child of one of these is a place of its own; what stands deeper is a part of that place.
_HOLDERS = frozenset(
    TEI + name
    for name in (
        "TEI teiHeader text body div opener closer postscript list table row address sp listPerson standOff "
        "fileDesc titleStmt respStmt publicationStmt availability notesStmt sourceDesc msDesc msIdentifier "
        "physDesc biblStruct analytic monogr imprint encodingDesc profileDesc creation abstract langUsage "
        "textClass keywords correspDesc correspAction correspContext revisionDesc"
    ).split()
)


@dataclass(slots=True)
class Held:
    """What holds the text of a line: the elements of its characters, each once, in printed order."""

    elements: list[etree._Element] = field(default_factory=list)

    @property
    def places(self) -> list[etree._Element]:
        """The places: paragraphs, headings, items, elements of the header."""
        return list(dict.fromkeys(place_of(element) for element in self.elements))

    @property
    def parts(self) -> list[etree._Element]:
        """The elements within the places that hold characters of the line, outer ones first."""
        found: dict[etree._Element, None] = {}
        for element in self.elements:
            place = place_of(element)
            inner = [element, *element.iterancestors()] if element is not place else []
            for one in reversed(inner[: inner.index(place)] if inner else []):
                found.setdefault(one)
        return list(found)


def lines_in(
    record: Record, tree: etree._ElementTree, walk: Iterable[Paired] | None = None
) -> dict[int, Held]:
    """For each line of the record what of the TEI holds its text; lines without text in it are missing.

    `walk` is what `paired` gives of both, where it is there already.
    """
    found: dict[int, Held] = {}
    for one in paired(record, tree) if walk is None else walk:
        for step in one.steps:
            element = step.run.element if step.run and step.run.text else None
            if element is None:
                continue
            for number in one.signs.lines(step.first, step.last):
                held = found.setdefault(number, Held())
                if not held.elements or held.elements[-1] is not element:
                    held.elements.append(element)
    return found


def located(
    findings: Iterable[Finding],
    record: Record,
    tree: etree._ElementTree,
    walk: Iterable[Paired] | None = None,
) -> list[Finding]:
    """Findings at a place of the TEI, with the line of the record that stands there; none where none does.

    `walk` is what `paired` gives of record and TEI, where it is there already.
    """
    given = list(findings)
    meant = [_meant(one, tree) for one in given]
    wanted = {element for elements in meant for element in elements}
    lines = _first_lines(wanted, paired(record, tree) if walk is None else walk) if wanted else {}
    return [_at_line(one, elements, lines) for one, elements in zip(given, meant, strict=True)]


def _meant(one: Finding, tree: etree._ElementTree) -> list[etree._Element]:
    """The elements at the place of a finding that has no line."""
    if one.where.line or not one.where.xpath:
        return []
    found = _path(one.where.xpath)(tree)
    return [one for one in found if isinstance(one, etree._Element)] if isinstance(found, list) else []


def _first_lines(wanted: Collection[etree._Element], walk: Iterable[Paired]) -> dict[etree._Element, int]:
    """The first line that stands in each of these elements: places, and what is within one."""
    around: dict[etree._Element, list[etree._Element]] = {}
    for one in wanted:
        for element in _within(one):
            around.setdefault(element, []).append(one)
    found: dict[etree._Element, int] = {}
    for side in walk:
        for step in side.steps:
            run = step.run
            if run is None or not run.text or run.element not in around:
                continue
            number = min(side.signs.lines(step.first, step.last))
            for one in around[run.element]:
                found[one] = min(number, found.get(one, number))
    return found


def _within(element: etree._Element) -> Iterator[etree._Element]:
    """An element and those of which it is the place, or a part of the place."""
    yield element
    if not _holds(element):
        for child in element:
            yield from _within(child)


def _at_line(one: Finding, meant: Iterable[etree._Element], lines: Mapping[etree._Element, int]) -> Finding:
    numbers = [lines[element] for element in meant if element in lines]
    return replace(one, where=replace(one.where, line=min(numbers))) if numbers else one


@lru_cache(256)  # records of one collection have their findings at the same places
def _path(path: str) -> etree.XPath:
    return etree.XPath(prefixed(path), namespaces=_NS)


def prefixed(path: str) -> str:
    """A path as places and findings tell it, as an expression with the prefix of TEI (`t:`)."""
    return re.sub(r"/(?=[A-Za-z])", "/t:", path)


def text_of(element: etree._Element) -> str:
    """The signs an element stands for, without white space: what conservation compares."""
    return "".join(run.text for run in runs_of(element))


# --- naming elements ----------------------------------------------------------------------------


def place_of(element: etree._Element) -> etree._Element:
    """The place an element belongs to: itself or the ancestor that is a child of a holder."""
    return list(_up_to_place(element))[-1]


def _up_to_place(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    parent = element.getparent()
    while parent is not None and not _holds(parent):
        yield parent
        parent = parent.getparent()


def _holds(element: etree._Element) -> bool:
    """Whether its children are places: a `bibl` in words is one place, one of facts has several."""
    return element.tag in _HOLDERS or (element.tag == f"{TEI}bibl" and element.get("type") == "digital")


def name_of(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def place(element: etree._Element) -> Place:
    """An element as a place to be told."""
    root = element.getroottree().getroot()
    steps = element.getroottree().getelementpath(element).replace(TEI, "")
    path = f"/{name_of(root)}" + ("" if steps == "." else f"/{steps}")
    return Place(path, element.get(XML_ID, ""), _short(element))


# Where a short form begins in the header: the rest of the way up says nothing more.
_TOPS = frozenset("teiHeader titleStmt publicationStmt notesStmt profileDesc sourceDesc text".split())


def _short(element: etree._Element) -> str:
    """`p #en-p3`; without an id of its own from the next id above (`#en-list/item[2]`), else from a top."""
    if identity := element.get(XML_ID):
        return f"{name_of(element)} #{identity}"
    steps = [_kind(element)]
    for above in element.iterancestors():
        if identity := above.get(XML_ID):
            return "/".join([f"#{identity}", *steps])
        if name_of(above) in _TOPS:
            return "/".join(
                steps if len(steps) > 1 and name_of(above) == "profileDesc" else [name_of(above), *steps]
            )
        steps.insert(0, _kind(above))
    return "/".join(steps)


def _kind(element: etree._Element) -> str:
    kind = element.get("type")
    if kind:
        return f"{name_of(element)}[@type='{kind}']"
    before = sum(1 for _ in element.itersiblings(str(element.tag), preceding=True))
    alone = before == 0 and next(element.itersiblings(str(element.tag)), None) is None
    return name_of(element) if alone else f"{name_of(element)}[{before + 1}]"
