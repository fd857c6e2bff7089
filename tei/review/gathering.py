"""What a build gathers of its records for the review list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.review.table import CSV_NAME, PAGE_NAME, as_csv, as_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tei.review.table import Row


@dataclass(slots=True)
class Gathered:
    """The rows of the list, the ids of the records read, how many places corrections have settled."""

    rows: list[Row] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    records: int = 0
    settled: int = 0

    def take(self, rows: Iterable[Row], identity: str, settled: int) -> None:
        """Take what is unsure of one record: its rows, its id, how many places corrections have settled."""
        self.rows += rows
        self.ids.add(identity)
        self.records += 1
        self.settled += settled

    def files(self) -> dict[str, bytes]:
        """The files of the list, by their names; the same records give the same bytes."""
        page = as_page(self.rows, self.records, self.settled)
        return {CSV_NAME: as_csv(self.rows), PAGE_NAME: page.encode("utf-8", "backslashreplace")}

    def summary(self, file: str) -> str:
        """One line about the list."""
        return f"review: {len(self.rows):,} open, {self.settled:,} settled by corrections ({file})"
