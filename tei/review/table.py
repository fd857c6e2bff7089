"""The review list: one row a thing that is unsure, over all records; as CSV to fill in, and as a page to read."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING

from tei.corrections.places import place_of
from tei.corrections.table import escaped
from tei.explain.model import Doubt
from tei.explain.page import document
from tei.explain.telling import explain
from tei.report import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tei.pipeline import Result

COLUMNS = (
    "key", "id", "record", "line", "place", "printed", "read", "certainty", "code", "why",
    "confirm", "correct", "reason", "who",
)  # fmt: skip
"""Columns of review.csv; the last four are empty, to be filled in, and the file then is one of corrections."""
CSV_NAME, PAGE_NAME = "review.csv", "review.html"
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
    record = PurePath(result.path).name + (f", record {result.ordinal}" if result.ordinal else "")
    if told is not None:
        return tuple(Row(told.id, record, one) for one in told.doubts)
    return tuple(
        Row(result.id, record, Doubt("record", one.where.line or 0, "", "", "", one.message, one.code))
        for one in result.findings
    )


def as_csv(rows: Iterable[Row]) -> bytes:
    """The list as CSV: UTF-8 with a byte order mark, every cell on one line, none a formula to a spreadsheet."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")  # RFC 4180
    writer.writerow(COLUMNS)
    for row in _sorted(rows):
        writer.writerow([escaped(_cell(cell)) for cell in _cells(row)])
    return (_BOM + made.getvalue()).encode("utf-8", "backslashreplace")


def _cell(text: str) -> str:
    """Text of a cell: on one line, control characters written out."""
    return printable(" ".join(text.split()))


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.record, row.id, row.doubt.line, row.doubt.place))


def _cells(row: Row) -> Iterator[str]:
    one = row.doubt
    yield from (row.key, row.id, row.record, str(one.line or ""), one.place, one.printed, one.read)
    yield from (one.certainty, one.code, one.why, "", "", "", "")


# --- the page -----------------------------------------------------------------------------------

_CAN = {
    "fact": "correct the fact",
    "date": "correct the date (EDTF, or none)",
    "bracket": "correct what the brackets are",
    "mark": "correct the note of the mark (its number or label, or none)",
    "kind": "correct the kind of the line",
    "language": "correct the language",
    "division": "correct the language",
    "seen": "confirm only",
}


def as_page(rows: Iterable[Row], records: int, settled: int) -> str:
    """The list as a page: what is open, by record, and how to fill in the table beside it."""
    listed = _sorted(rows)
    count = len({(row.record, row.id) for row in listed})
    head = (
        f"<h1>Review list</h1>\n<p>{len(listed):,} open in {count:,} of {records:,} records; {settled:,} settled by "
        f"corrections. To settle one, fill in <code>confirm</code> or <code>correct</code>, with "
        f"<code>who</code> and <code>reason</code>, in {CSV_NAME} and keep the row among your corrections "
        "(<code>[input] corrections</code> in tei.toml).</p>\n"
    )
    body = head + "".join(_records(listed))
    return document("Review list", body, _STYLE)


def _records(rows: Sequence[Row]) -> Iterator[str]:
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and (rows[end].record, rows[end].id) == (rows[at].record, rows[at].id):
            end += 1
        name = f"{rows[at].id} · {rows[at].record}" if rows[at].id else rows[at].record
        lines = "".join(map(_row, rows[at:end]))
        yield (
            f"<h2>{escape(name)}</h2>\n<table>\n<thead><tr><th>line</th><th>place</th><th>printed</th>"
            f"<th>read as</th><th>sure</th><th>why it is here</th></tr></thead>\n<tbody>\n{lines}</tbody></table>\n"
        )
        at = end


def _row(row: Row) -> str:
    one = row.doubt
    place = place_of(one.place)
    can = _CAN[place.subject] if place else "mend the record"
    code = f" <code>{escape(one.code)}</code>" if one.code else ""
    return (
        f'<tr id="k{row.key}"><td>{one.line or ""}</td><td title="{can}">{escape(one.place)}</td>'
        f'<td dir="auto">{escape(one.printed)}</td><td dir="auto">{escape(one.read)}</td>'
        f'<td>{one.certainty}</td><td dir="auto">{escape(one.why)}{code}</td></tr>\n'
    )


_STYLE = """:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.45 system-ui, sans-serif; }
main { max-width: 80rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 1.5rem 0 0.4rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
th, td { text-align: start; vertical-align: top; padding: 0.3rem 0.6rem; border-top: 1px solid #8886; overflow-wrap: anywhere; }
th { white-space: nowrap; font-weight: 600; } td:first-child { text-align: end; font-variant-numeric: tabular-nums; }
td:nth-child(2), td:nth-child(5) { white-space: nowrap; }
@media (max-width: 50rem) {
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tr { display: block; border-top: 1px solid #8886; padding: 0.4rem 0; }
  td, td:first-child { display: inline; border: 0; padding: 0 0.3rem 0 0; white-space: normal; text-align: start; }
  td:last-child { display: block; } td:nth-child(2) { font-weight: 600; }
  td:first-child:not(:empty)::before { content: "line "; } td:nth-child(4):not(:empty)::before { content: "\\2192  "; }
}
"""
