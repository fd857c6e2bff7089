"""CSV and TSV: rows with the lines of their cells (RFC 4180, read strictly by Python's reader)."""

from __future__ import annotations

import csv
import re
from itertools import chain
from typing import TYPE_CHECKING

from tei.tables.entries import Entry, Fault, RawCell, TableError
from tei.tables.lines import MAX_ROW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tei.profile import TableRules

_QUOTES = "a sign within a quoted cell is written twice; a layout for tables without quoting says quote = ''"
_SHOWN = 12


class _Fed:
    """Hands the lines to the reader one by one, and keeps those of the row that is being read."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.number = 0
        self.row: list[str] = []
        self._size = 0

    def __iter__(self) -> _Fed:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        self._size += len(line)
        self.row.append(line)
        if self._size > MAX_ROW:
            text = f"a row has more than {MAX_ROW:,} characters, or a quotation mark in it has no partner"
            raise TableError(Fault("S020", text, self.number - len(self.row) + 1))
        return line

    def begin(self) -> int:
        """Forget the row that was read; return the line on which the next begins."""
        self.row.clear()
        self._size = 0
        return self.number + 1


def csv_rows(lines: Iterator[str], rules: TableRules, *, tabs: bool) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty lines, each with the line where it begins; the first is the heading.

    Raises:
        TableError: quotation marks do not match, or a row is too long.
    """
    first = list(_up_to_text(lines))
    delimiter = rules.delimiter or ("\t" if tabs else _delimiter_of(first[-1] if first else ""))
    fed = _Fed(chain(first, lines))
    csv.field_size_limit(MAX_ROW)

    def reader(source: Iterator[str], *, strict: bool) -> Iterator[list[str]]:
        if not rules.quote:
            return csv.reader(source, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        return csv.reader(source, delimiter=delimiter, quotechar=rules.quote, strict=strict)

    rows = reader(fed, strict=True)
    while True:
        begin = fed.begin()
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise TableError(_fault(error, begin, fed, reader)) from error
        if row is None:
            return
        if row:
            yield begin, row


def _up_to_text(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if line.strip():
            return


def _delimiter_of(heading: str) -> str:
    """The first tab, semicolon or comma that stands in no quoted name."""
    found = re.search(r"[\t;,]", re.sub(r'"[^"]*"', "", heading))
    return found[0] if found else ","


def _fault(error: csv.Error, begin: int, fed: _Fed, reader: Callable[..., Iterator[list[str]]]) -> Fault:
    if "end of data" not in str(error):
        text = "something follows the closing quotation mark of a cell"
        return Fault("S020", text, fed.number, hint=_QUOTES)
    read = next(reader(iter(fed.row), strict=False))
    line = begin + sum(cell.count("\n") for cell in read[:-1])
    return Fault(
        "S020", f"a quotation mark opens cell {len(read)} of this row, and none closes it", line, hint=_QUOTES
    )


def csv_entries(rows: Iterator[tuple[int, list[str]]], columns: Sequence[str]) -> Iterator[Entry]:
    """The rows below the heading; one that has not a cell for each column is at fault."""
    for begin, row in rows:
        if len(row) == len(columns):
            yield Entry(begin, tuple(_cells(begin, row, columns)))
            continue
        shown = ", ".join(map(repr, columns[:_SHOWN])) + (", …" if len(columns) > _SHOWN else "")
        said = f"the row has {len(row):,} cell{'s' if len(row) != 1 else ''}, and the table {len(columns):,} columns: {shown}"
        missing = columns[len(row)] if len(row) < len(columns) else ""
        yield Entry(begin, fault=Fault("S021", said, begin, missing))


def _cells(begin: int, row: Sequence[str], columns: Sequence[str]) -> Iterator[RawCell]:
    line = begin
    for column, text in zip(columns, row, strict=True):
        lines = tuple(text.split("\n"))
        yield RawCell(column, lines, tuple(range(line, line + len(lines))))
        line += len(lines) - 1
