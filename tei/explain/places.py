"""Where in the TEI the text of each line stands, found in the TEI itself and not asked of the encoder.

The characters of a slot and those of the elements that hold it are walked in step, as the check of
conservation does (tei/check/conservation.py): a proven file holds every character in the order of the
record, so each character leads to the one element that holds it. What the record has and the TEI does
not (list marks, bars of a table) is layout and passed over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.check.conservation import PLACES, is_second_reading, signs_of_look
from tei.encode.elements import TEI, TEI_NS, XML_ID
from tei.explain.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

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


def lines_in(record: Record, tree: etree._ElementTree) -> dict[int, Held]:
    """For each line of the record what of the TEI holds its text; lines without text in it are missing."""
    found: dict[int, Held] = {}
    for name in dict.fromkeys(slot.name for slot in record.slots):
        if name not in PLACES:
            continue
        nodes = tree.xpath(PLACES[name], namespaces=_NS)
        printed = [pair for node in nodes for pair in _printed(node)] if isinstance(nodes, list) else []
        at = 0
        for sign, line in _signs(record, name):
            if at < len(printed) and printed[at][0] == sign:
                held = found.setdefault(line, Held())
                element = printed[at][1]
                if not held.elements or held.elements[-1] is not element:
                    held.elements.append(element)
                at += 1
    return found


def _signs(record: Record, name: str) -> Iterator[tuple[str, int]]:
    return (
        (sign, line.number)
        for slot in record.slots
        if slot.name == name
        for line in slot.lines
        for sign in line.text
        if not sign.isspace()
    )


def _printed(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The signs an element stands for, each with the element that holds it, markup restored."""
    if not isinstance(element.tag, str) or element.tag == TEI + "desc" or is_second_reading(element):
        return
    if rend := element.get("rend"):
        yield from _of(rend, element)
        return
    before, after = _restored(element)
    yield from _of(before + (element.text or ""), element)
    for child in element:
        yield from _printed(child)
        yield from _of(child.tail or "", element)
    yield from _of(after, element)


def _of(text: str, element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    return ((sign, element) for sign in text if not sign.isspace())


def _restored(element: etree._Element) -> tuple[str, str]:
    if element.tag == TEI + "supplied":
        return "[", "]"
    if element.get("rendition") == "#sup":
        return "^{", "}"
    return signs_of_look(element) if element.tag == TEI + "hi" else ("", "")


def text_of(element: etree._Element) -> str:
    """The signs an element stands for, without white space: what conservation compares."""
    return "".join(sign for sign, _ in _printed(element))


# --- naming elements ----------------------------------------------------------------------------


def place_of(element: etree._Element) -> etree._Element:
    """The place an element belongs to: itself or the ancestor that is a child of a holder."""
    parent = element.getparent()
    while parent is not None and parent.tag not in _HOLDERS:
        element, parent = parent, parent.getparent()
    return element


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
