"""The review list: one row a thing that is unsure, over all records; as CSV to fill in."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from tei.corrections.table import escaped
from tei.explain.model import Doubt
from tei.explain.telling import explain
from tei.report import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.pipeline import Result

COLUMNS = (
    "key", "id", "record", "line", "place", "printed", "read", "certainty", "code", "why",
    "confirm", "correct", "reason", "who",
)  # fmt: skip
"""Columns of review.csv; the last four are empty, to be filled in, and the file then is one of corrections."""
CSV_NAME = "review.csv"
_BOM = "\ufeff"  # by it spreadsheets know that the file is UTF-8


@dataclass(frozen=True, slots=True)
class Row:
    """A doubt, and the document and record that it is about."""

    id: str
    record: str
    doubt: Doubt

    @property
    def key(self) -> str:
        """The same at every build as long as record, place, words and reason are the same."""
        one = self.doubt
        parts = "\x1f".join((self.id, self.record, one.place, one.printed, one.code, one.why))
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def rows_of(result: Result) -> tuple[Row, ...]:
    """The rows of one record; a record that could not be read is one, with the reason."""
    told = explain(result, for_review=True)
    record = record_name(result)
    if told is not None:
        return tuple(Row(told.id, record, one) for one in told.doubts)
    return tuple(
        Row(result.id, record, Doubt("record", one.where.line or 0, "", "", "", one.message, one.code))
        for one in result.findings
    )


def record_name(result: Result) -> str:
    """The record as the list names it."""
    return PurePath(result.path).name + (f", record {result.ordinal}" if result.ordinal else "")


def csv_heading() -> bytes:
    """The first line of the table: UTF-8 with a byte order mark."""
    return f"{_BOM}{','.join(COLUMNS)}\r\n".encode()


def csv_lines(rows: Iterable[Row]) -> bytes:
    """Rows as lines of the table, every cell on one line, none a formula to a spreadsheet."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")  # RFC 4180
    for row in rows:
        writer.writerow(map(_cell, _cells(row)))
    return made.getvalue().encode("utf-8", "backslashreplace")


@lru_cache(maxsize=1024)  # most cells say what others said before: kinds, reasons, the record
def _cell(text: str) -> str:
    """Text of a cell: on one line, control characters written out, no formula."""
    return escaped(printable(" ".join(text.split())))


def _cells(row: Row) -> Iterator[str]:
    one = row.doubt
    yield from (row.key, row.id, row.record, str(one.line or ""), one.place, one.printed, one.read)
    yield from (one.certainty, one.code, one.why, "", "", "", "")
