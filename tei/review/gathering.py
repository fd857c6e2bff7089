"""The review list of a build, put together of what each record adds to it: that is written once, when the record is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tei.review.pages import Counts, page_rows, pages
from tei.review.table import CSV_NAME, csv_heading, csv_lines, record_name, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from tei.pipeline import Result

_PIECE: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Listed:
    """What a record adds to the list: its rows by line and place, as lines of the table and as they stand on a page.

    By `record` and `id` it has its place in the list. `rows` is how many rows there are, `settled` how many places
    corrections have settled.
    """

    record: str
    id: str
    rows: int = 0
    settled: int = 0
    table: bytes = b""
    page: bytes = b""


def listed(result: Result) -> Listed:
    """What a record adds to the list."""
    rows = sorted(rows_of(result), key=lambda row: (row.doubt.line, row.doubt.place))
    settled = len(result.settled)
    return Listed(record_name(result), result.id, len(rows), settled, csv_lines(rows), page_rows(rows))


class Gathered:
    """The list of all records.

    Args:
        records: gives what each has added, by record and id; asked for several times, so that nothing need be held.
    """

    def __init__(self, records: Callable[[], Iterable[Listed]]) -> None:
        self._records = records
        self.counts = Counts()

    def among(self, identities: Collection[str]) -> set[str]:
        """Those of these ids that a record has."""
        return {one.id for one in self._records() if one.id in identities} if identities else set()

    def files(self) -> Iterator[tuple[str, bytes | Iterator[bytes]]]:
        """The files of the list with their names, a large one in pieces; the same records give the same bytes."""
        self.counts = Counts()
        yield CSV_NAME, self._table()
        yield from pages(self._records(), self.counts)

    def summary(self, file: str) -> str:
        """One line about the list, when its files are made."""
        return f"review: {self.counts.rows:,} open, {self.counts.settled:,} settled by corrections ({file})"

    def _table(self) -> Iterator[bytes]:
        made = bytearray(csv_heading())
        for one in self._records():
            made += one.table
            if len(made) >= _PIECE:
                yield bytes(made)
                made.clear()
        yield bytes(made)
