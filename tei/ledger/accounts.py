"""The account of one record, computed from the bytes of its TEI and not from what the encoder meant.

The walk is that of the check of conservation (tei/check/conservation.py): it says which element holds each
sign of each slot. Here the signs of the slots, in order, are laid over the lines of the source.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tei import safe_xml
from tei.check.conservation import DROPPED, SECTION, claimed_lines, declared_drop, paired
from tei.check.signs import packed
from tei.check.syntax import printed_runs
from tei.encode.elements import TEI, XML_ID
from tei.encode.serialise import serialise
from tei.enrich.style import restyle
from tei.explain.places import place_of
from tei.ledger.model import Account, Fate, Span, counted
from tei.ledger.paths import Paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from tei.check.conservation import Paired
    from tei.check.pairing import Step
    from tei.check.signs import Run
    from tei.enrich.style import Style
    from tei.model import Line, Record, Slot, Source
    from tei.pipeline import Result

Piece = tuple[int, Fate | None]
"""So many signs, and their fate; None: nothing accounts for them."""

_MARKS = {"#": "sign of a heading", ">": "sign of an editor's note"}


def account(result: Result, style: Style = "archive") -> Account | None:
    """Say where each span of a record went; None for a record without TEI.

    Args:
        result: what became of the record.
        style: that of its TEI. The walk needs the order of the record, so it goes over the TEI as it was
            proven; the places are those of the TEI in its style.
    """
    if result.document is None or result.failed:
        return None
    record = result.document.record
    tree = safe_xml.parse_xml(result.proven)
    walked = [(one, list(one.steps)) for one in paired(record, tree)]
    same = True
    if style != "archive":
        restyle(tree, style)
        same = serialise(tree) == result.tei
    pieces = list(_joined(_Claims(record, walked).pieces()))
    lines = record.source.lines
    source = "".join(packed(line.text) for line in lines)
    return Account(
        file=record.source.path,
        sha256=record.source.sha256,
        encoding=record.source.encoding,
        layout=record.profile.name,
        id=result.id,
        spans=tuple(_in_the_file(span, record.source) for span in _laid(lines, pieces)),
        counts=counted(pieces, len(source)),
        added=sum(len(step.added) for _, steps in walked for step in steps),
        ordinal=record.source.ordinal,
        same=same and source == "".join(packed(line.text) for line in claimed_lines(record)),
    )


class _Claims:
    """The signs of a record in the order of its slots, each stretch with its fate."""

    def __init__(self, record: Record, walked: Sequence[tuple[Paired, Sequence[Step]]]) -> None:
        self._record = record
        self._paths = Paths()
        # What is still to be given out of each slot's name; slots of one name share a walk.
        self._left = {
            one.name: [*map(self._walked, [one] * len(steps), steps)][::-1] for one, steps in walked
        }

    def pieces(self) -> Iterator[Piece]:
        for slot in self._record.slots:
            if slot.printed:
                yield from self._printed(slot)
                continue
            if slot.label:
                yield len(packed(slot.label.text)), self._label(slot)
            if slot.name == DROPPED:
                yield from map(self._drop, slot.lines)
            else:
                yield from self._values(slot.name, sum(len(packed(line.text)) for line in slot.lines))

    def _printed(self, slot: Slot) -> Iterator[Piece]:
        """A slot whose values stand among signs of a data header's syntax."""
        for kind, text in printed_runs(slot):
            if kind == "value":
                yield from self._values(slot.name, len(text))
            elif kind == "other":
                yield len(text), None
            else:
                syntax = Fate(slot.name, "dropped", why="sign of the syntax of a data header")
                yield len(text), self._label(slot) if kind == "label" else syntax

    def _values(self, name: str, signs: int) -> Iterator[Piece]:
        """Take so many signs of the walk of a slot's name."""
        left = self._left.get(name, [])
        while signs and left:
            length, fate = left.pop()
            if length > signs:
                left.append((length - signs, fate))
            yield min(length, signs), fate
            signs -= min(length, signs)
        if signs:
            yield signs, None

    def _drop(self, line: Line) -> Piece:
        reason = declared_drop(self._record.profile, line.text)
        fate = None if not reason else Fate(DROPPED, "dropped", why=reason)
        return len(packed(line.text)), fate

    def _label(self, slot: Slot) -> Fate:
        """A label is carried by the element that holds its value; without one it is a declared drop."""
        if slot.name == SECTION:
            return Fate(slot.name, "dropped", why="heading of a group of labels")
        left = self._left.get(slot.name)
        if slot.text and left and (fate := left[-1][1]):
            return Fate(slot.name, "label", fate.place.removesuffix("/@rend"), fate.id)
        return Fate(slot.name, "dropped", why="label without a value")

    def _walked(self, of: Paired, step: Step) -> Piece:
        run = step.run
        if run is None or run.element is None:
            return step.last - step.first, None
        if run.kind == "text":
            fate = Fate(of.name, "text", *self._place(_holder(run.element)))
        else:
            path, identity = self._place(run.element)
            path += "/@rend" if run.kind == "rend" else ""
            fate = Fate(of.name, "markup", path, identity, _stands_for(run, of.signs.text[step.first]))
        return step.last - step.first, fate

    def _place(self, element: etree._Element) -> tuple[str, str]:
        return self._paths.of(element), element.get(XML_ID, "")


def _holder(element: etree._Element) -> etree._Element:
    """The place that `tei explain` tells, or a note within it."""
    outer = place_of(element)
    while element is not outer:
        if element.tag == f"{TEI}note":
            return element
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return outer


def _stands_for(run: Run, sign: str) -> str:
    match run.kind:
        case "rend":
            return "printed form, kept in the attribute"
        case "bars":
            return "bar of a table"
        case "marks":
            return _MARKS.get(sign, "list mark")
    supplied = run.element is not None and run.element.tag == f"{TEI}supplied"
    return "bracket of supplied words" if supplied else "sign of raised print"


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one fate as one piece."""
    length, fate = 0, None
    for more, next_fate in pieces:
        if length and next_fate == fate:
            length += more
            continue
        if length:
            yield length, fate
        length, fate = more, next_fate
    if length:
        yield length, fate


def _laid(lines: Sequence[Line], pieces: Sequence[Piece]) -> Iterator[Span]:
    """Lay pieces over the lines of the source, one span for each line that a piece touches."""
    waiting = iter(pieces)
    left, fate = 0, None
    for line in lines:
        places = [index for index, sign in enumerate(line.text) if not sign.isspace()]
        at = 0
        while at < len(places):
            if not left:
                left, fate = next(waiting, (len(places) - at, None))
            length = min(left, len(places) - at)
            begin, end = places[at], places[at + length - 1] + 1
            if fate:
                yield Span(line.number, begin, end, line.text[begin:end], fate)
            at, left = at + length, left - length


def _in_the_file(span: Span, source: Source) -> Span:
    """A span of a row, by the line of the file, the column, and the line of the cell."""
    place = source.place(span.line)
    return replace(span, line=place.line, column=place.column, nth=place.nth) if place else span
