"""The review list as pages to read: one, or where it would be too large for an editor several and one that lists them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from tei.corrections.places import place_of
from tei.explain.page import document
from tei.review.table import CSV_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.review.gathering import Listed
    from tei.review.table import Row

PAGE_NAME: Final = "review.html"
FOLDER: Final = "review"
_MOST: Final = 400_000
"""Bytes of rows on one page: with all else it has less than 500 kB."""


@dataclass(slots=True)
class Counts:
    """Of the whole list: rows, records that have some, records read, places that corrections have settled."""

    rows: int = 0
    records: int = 0
    read: int = 0
    settled: int = 0

    def take(self, one: Listed) -> None:
        """Count a record."""
        self.rows += one.rows
        self.records += bool(one.rows)
        self.read += 1
        self.settled += one.settled


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows for one page, as they are written there, how many, and the records of the first and the last."""

    body: bytes = b""
    rows: int = 0
    first: str = ""
    last: str = ""


def page_rows(rows: Iterable[Row]) -> bytes:
    """Rows of one record as they stand on a page."""
    return _written("".join(map(_row, rows)))


def pages(records: Iterable[Listed], counts: Counts) -> Iterator[tuple[str, bytes]]:
    """The pages by their names: what is open, by record, and how to fill in the table beside them.

    Args:
        records: what is listed of each, in their order.
        counts: takes what is counted; when the last page is made all is.
    """
    parts = _parts(records, counts)
    begin = list(islice(parts, 2))
    if len(begin) < 2:
        yield PAGE_NAME, _page(_head(counts), b"".join(part.body for part in begin))
        return
    listed = []
    for number, part, is_last in _numbered(chain(begin, parts)):
        listed.append(_entry(number, part))
        yield f"{FOLDER}/{number}.html", _page(_part_head(number, is_last=is_last), part.body)
    yield PAGE_NAME, _page(f"{_head(counts)}<ol>\n{''.join(listed)}</ol>\n")


def _numbered(parts: Iterator[_Part]) -> Iterator[tuple[int, _Part, bool]]:
    """Each part with its number, and whether it is the last."""
    number, held = 1, next(parts)
    for following in parts:
        yield number, held, False
        number, held = number + 1, following
    yield number, held, True


def _parts(records: Iterable[Listed], counts: Counts) -> Iterator[_Part]:
    """The rows in handfuls; the table of a record that goes on begins anew, with its heading."""
    made: list[bytes] = []
    size = count = 0
    first = last = ""
    for one in records:
        counts.take(one)
        name = _name(one)
        for rows, many in _handfuls(one, _MOST - size):
            if size > _MOST:
                yield _Part(b"".join((*made, _END)), count, first, last)
                made, size, count = [], 0, 0
            if not count or name != last:
                made += [_END if count else b"", _begin(name, goes_on=name == last)]
                size += len(made[-1])
            first, last = first if count else name, name
            made.append(rows)
            size += len(rows)
            count += many
    if count:
        yield _Part(b"".join((*made, _END)), count, first, last)


def _handfuls(one: Listed, room: int) -> Iterator[tuple[bytes, int]]:
    """The rows of a record, together where there is room for all of them, or else one by one."""
    if not one.rows or len(one.page) <= room:
        return iter([(one.page, one.rows)] if one.rows else ())
    return ((row + _ROW_END, 1) for row in one.page.split(_ROW_END)[:-1])  # nothing in a cell is a tag


def _written(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _head(counts: Counts) -> str:
    return (
        f"<h1>Review list</h1>\n<p>{counts.rows:,} open in {counts.records:,} of {counts.read:,} records; "
        f"{counts.settled:,} settled by corrections. To settle one, fill in <code>confirm</code> or "
        f"<code>correct</code>, with <code>who</code> and <code>reason</code>, in {CSV_NAME} and keep the row among your "
        "corrections (<code>[input] corrections</code> in tei.toml).</p>\n"
    )


def _part_head(number: int, *, is_last: bool) -> str:
    before = f' · <a href="{number - 1}.html">page {number - 1}</a>' if number > 1 else ""
    after = "" if is_last else f' · <a href="{number + 1}.html">page {number + 1}</a>'
    return (
        f'<h1>Review list, page {number}</h1>\n<p><a href="../{PAGE_NAME}">all pages</a>{before}{after}</p>\n'
    )


def _entry(number: int, part: _Part) -> str:
    to = f" – {escape(part.last)}" if part.last != part.first else ""
    return f'<li><a href="{FOLDER}/{number}.html">{escape(part.first)}{to}</a>: {part.rows:,} open</li>\n'


def _page(head: str, body: bytes = b"") -> bytes:
    return _written(document("Review list", head + body.decode(), _STYLE))


# --- rows ---------------------------------------------------------------------------------------

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
_ROW_END: Final = b"</tr>\n"
_END: Final = b"</tbody></table>\n"


def _name(one: Listed) -> str:
    return f"{one.id} · {one.record}" if one.id else one.record


def _begin(name: str, *, goes_on: bool) -> bytes:
    """The heading of a record, and the table of its rows as far as the first."""
    more = ", continued" if goes_on else ""
    return _written(
        f"<h2>{escape(name)}{more}</h2>\n<table>\n<thead><tr><th>line</th><th>place</th><th>printed</th>"
        f"<th>read as</th><th>sure</th><th>why it is here</th></tr></thead>\n<tbody>\n"
    )


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
li { overflow-wrap: anywhere; padding: 0.15rem 0; }
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
