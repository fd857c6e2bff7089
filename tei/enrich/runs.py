"""The running text of TEI as strings to search in, and putting elements around what was found.

A run is text of one element that only line and page ends (`lb`, `pb`) interrupt: a name over one is one element.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tei.encode.elements import TEI, TEI_NS, XML_LANG, add_text
from tei.enrich.edges import writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

_BREAKS: Final = frozenset((TEI + "lb", TEI + "pb"))
NAMES: Final = frozenset(TEI + name for name in ("persName", "orgName", "placeName", "name"))
# What holds no running text, is named already, or is not the text's own words.
_CLOSED: Final = NAMES | {
    TEI + name
    for name in "idno ref ptr date time email fw reg corr expan gap desc standOff teiHeader".split()
}
_HYPHENS: Final = "-\u2010\u00ad\u00ac"


@dataclass(slots=True)
class Run:
    """Texts of one element with the line ends between them; `before` is the child they follow, if any."""

    parent: etree._Element
    before: etree._Element | None
    language: str
    texts: list[str]
    breaks: list[etree._Element] = field(default_factory=list)

    def readings(self) -> Iterator[tuple[str, Sequence[int]]]:
        """The text to search in, and for each character its place; line ends count as one place.

        A second reading without the hyphens that divide words, where there are such.
        """
        if not self.breaks:
            yield self.texts[0], range(len(self.texts[0]) + 1)
            return
        yield self._reading(divided=False)
        if any(one.get("break") == "no" for one in self.breaks):
            yield self._reading(divided=True)

    def _reading(self, *, divided: bool) -> tuple[str, list[int]]:
        text, places = list(self.texts[0]), list(range(len(self.texts[0])))
        place = len(text)
        for line_end, after in zip(self.breaks, self.texts[1:], strict=True):
            said = after
            if line_end.get("break") == "no":
                if divided and text and text[-1] in _HYPHENS:
                    del text[-1], places[-1]
            else:
                said = after.lstrip()
                while text and text[-1].isspace():
                    del text[-1], places[-1]
                if not (text and said and {writing(text[-1]), writing(said[0])} <= {"free", "katakana"}):
                    text.append(" ")
                    places.append(place)
            text += said
            end = place + 1 + len(after)
            places += range(end - len(said), end)
            place = end
        return "".join(text), [*places, place]


@dataclass(frozen=True, slots=True)
class Mark:
    """An element to be put around a part of a run, from one place to another."""

    start: int
    end: int
    name: str
    attributes: dict[str, str]


def walk(element: etree._Element, language: str) -> Iterator[Run | etree._Element]:
    """The runs below an element in document order; between them the elements that name somebody."""
    if not isinstance(element.tag, str):
        return
    if element.tag in NAMES:
        yield element
    own = element.get(XML_LANG, language)
    other = element.tag == TEI + "foreign" and own.partition("-")[0] != language.partition("-")[0]
    if element.tag in _CLOSED or other:
        return
    run = Run(element, None, own, [element.text or ""])
    for child in element:
        if child.tag in _BREAKS:
            run.breaks.append(child)
            run.texts.append(child.tail or "")
            continue
        yield run
        yield from walk(child, own)
        run = Run(element, child, own, [child.tail or ""])
    yield run


def reading(element: etree._Element) -> tuple[str, ...]:
    """What a name element says, line ends read as in a run: the text, and the text without dividing hyphens."""
    if any(child.tag not in _BREAKS for child in element):
        return ("".join(map(str, element.itertext())).strip(),)
    texts = [element.text or "", *(child.tail or "" for child in element)]
    return tuple(text.strip() for text, _ in Run(element, None, "", texts, list(element)).readings())


def put(run: Run, marks: Sequence[Mark]) -> None:
    """Put elements around parts of a run, in their order; they must not overlap. No character changes."""
    if not marks:
        return
    pieces = _Pieces(run)
    items: list[str | etree._Element] = []
    for mark in marks:
        items += pieces.up_to(mark.start)
        element = run.parent.makeelement(TEI + mark.name, mark.attributes, nsmap={None: TEI_NS})
        for piece in pieces.up_to(mark.end):
            if isinstance(piece, str):
                add_text(element, piece)
            else:
                piece.tail = None
                element.append(piece)
        items.append(element)
    items += pieces.up_to(sum(map(len, run.texts)) + len(run.breaks))
    _rebuild(run, items)


class _Pieces:
    """A run cut at places that only grow: strings, and line ends as elements."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._text = 0
        self._offset = 0
        self._place = 0

    def up_to(self, place: int) -> Iterator[str | etree._Element]:
        while self._place < place:
            text = self._run.texts[self._text]
            piece = text[self._offset : self._offset + place - self._place]
            if piece:
                yield piece
                self._offset += len(piece)
                self._place += len(piece)
            else:
                yield self._run.breaks[self._text]
                self._text, self._offset, self._place = self._text + 1, 0, self._place + 1


def _rebuild(run: Run, items: Sequence[str | etree._Element]) -> None:
    """Write the items in the place of the run; what comes before and after it stays where it is."""
    last = run.before
    if last is None:
        run.parent.text = None
    else:
        last.tail = None
    for item in items:
        if isinstance(item, str):
            if last is None:
                run.parent.text = (run.parent.text or "") + item
            else:
                last.tail = (last.tail or "") + item
            continue
        item.tail = None
        if last is None:
            run.parent.insert(0, item)
        else:
            # The text after `last` would go behind the new element: put it back where it was.
            text, last.tail = last.tail, None
            last.addnext(item)
            last.tail = text
        last = item
