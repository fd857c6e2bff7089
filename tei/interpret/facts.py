"""Slots of a record as facts: whole, by lines, by paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.findings import Where
from tei.model import Fact, Span
from tei.paragraphs import joined, paragraphs

if TYPE_CHECKING:
    from tei.model import Line, Record, Slot


def lines_of(slot: Slot | None) -> list[Line]:
    """The lines of a slot that hold text."""
    return [line for line in slot.lines if not line.blank] if slot else []


def text_of(slot: Slot | None) -> str:
    """The text of a slot; nothing for none."""
    return slot.text if slot else ""


def line_fact(line: Line) -> Fact:
    """A line as a fact."""
    text = line.text.strip()
    return Fact(text, text, Span(line.number, line.number))


def line_facts(slot: Slot | None) -> tuple[Fact, ...]:
    """One fact for each line of a slot."""
    return tuple(line_fact(line) for line in lines_of(slot))


def entries(record: Record, name: str) -> tuple[Fact, ...]:
    """The values of a slot that holds several: its lines, or their parts where the layout names a separator."""
    slot = record.slot(name)
    separator = separator_of(record, name)
    if not separator:
        return line_facts(slot)
    parts = [(line, part.strip()) for line in lines_of(slot) for part in line.text.split(separator)]
    return tuple(Fact(part, part, Span(line.number, line.number)) for line, part in parts if part)


def separator_of(record: Record, name: str) -> str:
    """The sign that the layout has between the values of a slot; empty where each line is one."""
    if table := record.profile.table:
        slot = record.slot(name)
        cell = record.source.cell(slot.lines[0].number) if slot and slot.lines else None
        column = table.column(cell.column) if cell and not cell.values else None
        return column.separator if column and column.slot == name else ""
    labels = record.profile.header.labels
    return next((label.separator for label in labels if label.slot == name and label.separator), "")


def slot_fact(slot: Slot | None) -> Fact | None:
    """A slot as one fact, or None where it holds no text."""
    lines = lines_of(slot)
    if not slot or not lines:
        return None
    return Fact(slot.text, slot.text, Span(lines[0].number, lines[-1].number))


def paragraph_facts(slot: Slot | None) -> tuple[Fact, ...]:
    """One fact for each paragraph of a slot: lines between blank lines belong together."""
    groups = paragraphs(slot.lines) if slot else []
    return tuple(
        Fact(joined(group), joined(group), Span(group[0].number, group[-1].number)) for group in groups
    )


def where_of(record: Record, name: str) -> Where:
    """Where a slot begins; without a line when the record has none."""
    slot = record.slot(name)
    lines = lines_of(slot)
    first = lines[0] if lines else slot.label if slot else None
    return Where(record.source.path, first.number if first else None)


def where_missed(record: Record, name: str) -> Where:
    """Where a slot is missed: at the record's first line with text; in a row in the column that would fill it."""
    if table := record.profile.table:
        rules = ((column, table.column(column)) for column in record.source.empty)
        column = next((column for column, rule in rules if rule and rule.slot == name), "")
        return Where(record.source.path, cell=column)
    first = next((line.number for line in record.source.lines if not line.blank), 1)
    return Where(record.source.path, first)
