"""Rows of tables: each cell fills the slot that the layout maps its column to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.model import Slot
from tei.parse.front import UNRECOGNISED
from tei.profile.sources import SEVERAL

if TYPE_CHECKING:
    from tei.model import Source
    from tei.profile import TableRules


def slots_of_row(source: Source, table: TableRules) -> list[Slot]:
    """One slot a cell, in the order of the columns; a column without a rule is unrecognised.

    Of a slot that takes one value, the column that the layout lists first fills it, and the others are unrecognised.
    """
    chosen = _chosen(source, table)
    return [Slot(chosen.get(cell.column, UNRECOGNISED), cell.lines) for cell in source.cells]


def _chosen(source: Source, table: TableRules) -> dict[str, str]:
    """The slot of each column that has one in this row."""
    ranked: dict[str, list[tuple[int, int, str]]] = {}
    for at, cell in enumerate(source.cells):
        if rule := table.column(cell.column):
            ranked.setdefault(rule.slot, []).append((table.rank(cell.column), at, cell.column))
    return {
        column: slot
        for slot, found in ranked.items()
        for _, _, column in (found if slot in SEVERAL else [min(found)])
    }
