"""What a build gathers of its records for the review list, kept on the disk and sorted there: a corpus has many rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.explain.model import Doubt
from tei.review.pages import Counts, pages
from tei.review.table import CSV_NAME, Row, as_csv
from tei.scratch import Scratch, as_bytes, as_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_TABLE = (
    "CREATE TABLE row (record BLOB, id BLOB, line INTEGER, place BLOB, printed BLOB, read BLOB, certainty BLOB,"
    " why BLOB, code BLOB)"
)
_INSERT = "INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SORTED = "SELECT * FROM row ORDER BY record, id, line, place, rowid"
_COUNTED = "SELECT count(*) FROM (SELECT DISTINCT record, id FROM row)"


class Gathered:
    """The rows of the list, and how many places corrections have settled.

    Args:
        looked_for: ids of documents, of which `ids` says whether there are such.
    """

    def __init__(self, looked_for: Collection[str] = ()) -> None:
        self._rows = Scratch(_TABLE)
        self._looked_for = looked_for
        self._records = self._open = self._settled = 0
        self.ids: set[str] = set()

    def take(self, rows: Iterable[Row], identity: str, settled: int) -> None:
        """Take what is unsure of one record: its rows, its id, how many places corrections have settled."""
        for row in rows:
            self._rows.add(_INSERT, *_kept(row))
            self._open += 1
        if identity in self._looked_for:
            self.ids.add(identity)
        self._records += 1
        self._settled += settled

    def files(self) -> Iterator[tuple[str, bytes | Iterator[bytes]]]:
        """The files of the list with their names, a large one in pieces; the same records give the same bytes.

        Raises:
            TeiError: B002, there is no room for them on the disk of temporary files.
        """
        yield CSV_NAME, as_csv(self._listed())
        ((records,),) = self._rows.ask(_COUNTED)
        counts = Counts(self._open, records, self._records, self._settled)
        for name, page in pages(self._listed(), counts):
            yield name, page.encode("utf-8", "backslashreplace")

    def summary(self, file: str) -> str:
        """One line about the list."""
        return f"review: {self._open:,} open, {self._settled:,} settled by corrections ({file})"

    def _listed(self) -> Iterator[Row]:
        """The rows by record, id, line and place."""
        for record, identity, line, place, *more in self._rows.ask(_SORTED):
            doubt = Doubt(as_text(place), line, *map(as_text, more))
            yield Row(as_text(identity), as_text(record), doubt)


def _kept(row: Row) -> tuple[object, ...]:
    one = row.doubt
    more = map(as_bytes, (one.place, one.printed, one.read, one.certainty, one.why, one.code))
    return as_bytes(row.record), as_bytes(row.id), one.line, *more
