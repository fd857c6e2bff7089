"""A converted record told line by line: slots, rules, places in the TEI, what was read, what is unsure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tei import safe_xml
from tei.check.conservation import BODY, names_of, paired
from tei.explain.facts import facts
from tei.explain.model import DivisionTold, Explanation, LineTold
from tei.explain.places import lines_in, place
from tei.explain.readings import reading
from tei.model import Block, ItemList, Note, Section, Turn
from tei.review.doubts import doubts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from tei.findings import Finding
    from tei.model import Division, Document, Line, Piece, Record
    from tei.pipeline import Result

_SAID = {
    "section": "heading of labels, no text",
    "dropped": "dropped, as the layout declares",
}


def explain(result: Result, *, for_review: bool = False) -> Explanation | None:
    """Tell what became of a record; None for one that was not read so far that it has slots.

    A record whose conversion failed is told as far as it was read, without places in the TEI. `for_review` leaves out
    what nothing can be unsure about: where lines and fields of the header stand.
    """
    document = result.document
    if document is None:
        return None
    tree = safe_xml.parse_xml(result.tei) if result.tei else None
    record = document.record
    told = Explanation(
        path=record.source.path,
        id=document.id,
        layout=record.profile.name,
        layout_title=record.profile.title,
        layout_why=result.layout,
        encoding=record.source.encoding,
        lines=tuple(_lines(document, tree, result, for_review=for_review)),
        facts=facts(document, None if for_review and not result.looked_up else tree),
        divisions=_divisions(document),
        findings=result.findings,
        doubts=(),
        tei=result.tei,
        ordinal=record.source.ordinal,
    )
    return replace(told, doubts=doubts(told, document, tree, result))


def _lines(
    document: Document, tree: etree._ElementTree | None, result: Result, *, for_review: bool
) -> Iterator[LineTold]:
    record = document.record
    names = (BODY,) if for_review else names_of(record)
    held = {} if tree is None else lines_in(record, tree, paired(record, tree, names))
    slots, labels = _claims(record)
    rules = {} if for_review else _rules(document)
    findings: dict[int | None, list[Finding]] = {}
    for one in result.findings:
        findings.setdefault(one.where.in_record, []).append(one)
    for line in record.source.lines:
        if line.blank:
            continue
        slot = slots.get(line.number, "")
        mine = held.get(line.number)
        yield LineTold(
            line.number,
            line.text,
            slot,
            labels.get(line.number, ""),
            tuple(rules.get(line.number, ())),
            tuple(place(element) for element in mine.places) if mine and not for_review else (),
            tuple(filter(None, map(reading, mine.parts))) if mine else (),
            tuple(findings.get(line.number, ())),
            "" if mine else _no_place(line, slot, labels, written=tree is not None),
            *_place_in_the_file(record, line),
        )


def _place_in_the_file(record: Record, line: Line) -> tuple[str, int | None]:
    place = record.source.place(line.number)
    return (place.column, place.line) if place else ("", None)


def _no_place(line: Line, slot: str, labels: dict[int, str], *, written: bool) -> str:
    """Why a line has no place of its own."""
    if slot in _SAID:
        return _SAID[slot]
    if line.number in labels:
        return "label, carried by the element"
    if not written:
        return "no TEI was written"
    return "" if not slot else "layout, no text"


def _claims(record: Record) -> tuple[dict[int, str], dict[int, str]]:
    """Which slot claimed each line, and the words of the labels among them."""
    slots: dict[int, str] = {}
    labels: dict[int, str] = {}
    for slot in record.slots:
        for line in slot.lines:
            slots[line.number] = slot.name
        for line in slot.printed:  # one that holds no value is syntax, as a label is
            if line.number not in slots and not line.blank:
                slots[line.number], labels[line.number] = slot.name, line.text.strip()
        if slot.label:
            slots.setdefault(slot.label.number, slot.name)
            labels[slot.label.number] = slot.label.text.strip()
    return slots, labels


def _rules(document: Document) -> dict[int, list[str]]:
    """The rules that decided what each line is, those of the outer pieces first."""
    found: dict[int, list[str]] = {}
    for division in document.divisions:
        for piece in _all(division.blocks):
            for number in range(piece.span.first, piece.span.last + 1):
                rule = _rule(piece)
                if rule and rule not in found.setdefault(number, []):
                    found[number].append(rule)
    return found


def _all(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces and what stands in them, in order."""
    for piece in pieces:
        yield piece
        match piece:
            case Section():
                yield from _all(piece.pieces)
            case Turn():
                yield from _all(piece.blocks)
            case ItemList():
                for item in piece.items:
                    yield from _all((item,) if isinstance(item, Block) else item.inner)


def _rule(piece: Piece) -> str:
    if isinstance(piece, Note) and not piece.anchored:
        return "no mark in the text points at it"
    if isinstance(piece, Section) and piece.rule:
        return f"in {piece.kind} ({piece.rule})"  # its other lines are no heading
    return piece.rule


def _divisions(document: Document) -> tuple[DivisionTold, ...]:
    return tuple(map(_division, document.divisions))


def _division(one: Division) -> DivisionTold:
    return DivisionTold(one.id, one.language, one.role, one.span.first, one.span.last, len(one.notes))
