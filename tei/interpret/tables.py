"""Tables: columns parted by `|`, by tabs, or by runs of blanks that stand below each other.

Three rows at least; what is ragged or doubtful stays paragraphs as printed. The bars and the rule under
the labels are markup of the print: check/conservation.py knows where they may stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tei.interpret.layout import raw_lines
from tei.model import Span, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tei.interpret.decided import Decided
    from tei.interpret.layout import Maker
    from tei.model import Line

_FEWEST_ROWS: Final = 3
BARS: Final = "|│┃"
# A rule among the rows: nothing but hyphens, bars and crossings, both kinds of sign in it.
RULE: Final = re.compile(r"^(?=[^|│┃+┼├┤]*[|│┃+┼├┤])(?=[^-=─━]*[-=─━]{2})[\s|│┃+:=─━┼├┤-]{3,}$")
_OF_RULES = frozenset("|│┃+:=─━┼├┤-")
_PARTS = (*"|│┃+┼├┤\t\u3000", "  ")
_GAP = re.compile(r" {2,}|\u3000{1,}")
_WIDE_GAP = re.compile(r" {3,}|\u3000{2,}")
_SLACK = 1  # columns by which a typist may miss the stop
_LONGEST_CELL = 60
_FIGURES = re.compile(r"^[^\w]*[0-9][0-9\s.,:/%–-]*[^\w]*$")


@dataclass(slots=True)
class _Row:
    line: Line
    cells: tuple[str, ...]
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    wide: bool = False


def group_tables(lines: Sequence[Decided], maker: Maker) -> Sequence[Decided | Table]:
    """Group the rows of tables; other lines come back as they are, all in order."""
    if not any(map(_may_begin, lines)):
        return lines
    pieces: list[Decided | Table] = []
    index = 0
    while index < len(lines):
        found = None
        if _may_begin(lines[index]):
            found = next((made for way in _WAYS if (made := way(lines, index))), None)
        if found:
            end, rows, labelled = found
            pieces.append(_table(rows, lines[index:end], labelled=labelled, maker=maker))
            index = end
        else:
            pieces.append(lines[index])
            index += 1
    return pieces


def _may_begin(line: Decided) -> bool:
    """Whether a table may begin with a line: what parts columns, or is a rule, stands in it."""
    text = line.printed.lines[0].text
    return line.kind == "p" and any(map(text.__contains__, _PARTS))


_Found = tuple[int, list[_Row], bool]


def _table(rows: Sequence[_Row], lines: Sequence[Decided], *, labelled: bool, maker: Maker) -> Table:
    owners = {line.number: decided for decided in lines for line in raw_lines(decided)}
    cells = tuple(
        tuple(maker.words(cell, owners[row.line.number]) if cell else () for cell in row.cells)
        for row in rows
    )
    span = Span(lines[0].printed.span.first, lines[-1].printed.span.last)
    return Table(cells, span, labelled or _has_labels(rows), rule="columns below each other")


def _has_labels(rows: Sequence[_Row]) -> bool:
    """Whether the first row holds no figure, and a column below it nothing else."""
    if any(_FIGURES.match(cell) for cell in rows[0].cells):
        return False
    return any(
        all(_FIGURES.match(row.cells[column]) for row in rows[1:]) for column in range(len(rows[0].cells))
    )


# --- ways of parting columns -------------------------------------------------------------------


class _Rows:
    """Rows that fit together: the same number of cells; those parted by blanks also below each other."""

    def __init__(self, *, aligned: bool) -> None:
        self.aligned = aligned
        self.rows: list[_Row] = []
        self.sides: list[tuple[bool, bool]] = []
        self.wide = False

    def take(self, row: _Row) -> bool:
        first = next((earlier for earlier in self.rows if earlier.cells), row)
        if row.cells and len(row.cells) != len(first.cells):
            return False
        if self.aligned and not self._below(first, row):
            return False
        self.rows.append(row)
        return True

    def _below(self, first: _Row, row: _Row) -> bool:
        """Whether every column still has one place, at its left or at its right end; a gap must be wide."""
        before = self.sides or [(True, True)] * len(row.cells)
        sides = [
            (
                left and abs(row.starts[column] - first.starts[column]) <= _SLACK,
                right and abs(row.ends[column] - first.ends[column]) <= _SLACK,
            )
            for column, (left, right) in enumerate(before)
        ]
        wide = self.wide or row.wide
        if not all(left or right for left, right in sides) or (len(self.rows) >= 2 and not wide):
            return False
        self.sides, self.wide = sides, wide
        return True


def _taken(
    lines: Sequence[Decided], index: int, read: Callable[[Line], _Row | None], *, aligned: bool = False
) -> tuple[int, list[_Row]]:
    """The rows from an index on, as far as whole paragraphs are rows that fit together."""
    rows = _Rows(aligned=aligned)
    end, whole = index, 0
    while end < len(lines):  # no slice: this is asked at every line of what may be a long list
        decided = lines[end]
        if decided.kind != "p":
            break
        for line in raw_lines(decided):
            row = read(line)
            if row is None or not rows.take(row):
                return end, rows.rows[:whole]
        end, whole = end + 1, len(rows.rows)
    return end, rows.rows[:whole]


def _barred(lines: Sequence[Decided], index: int) -> _Found | None:
    """`a | b | c`, with or without bars at the ends; a rule of hyphens may part labels from data."""
    end, rows = _taken(lines, index, _bar_row)
    filled = [row for row in rows if row.cells]
    labelled = len(filled) > 1 and bool(rows[0].cells) and not rows[1].cells
    return (end, filled, labelled) if len(filled) >= (2 if labelled else _FEWEST_ROWS) else None


def _bar_row(line: Line) -> _Row | None:
    text = line.text.strip()
    if text[:1] in _OF_RULES and RULE.match(text):
        return _Row(line, ())
    bar = next((sign for sign in BARS if sign in text), "")
    if not bar:
        return None
    cells = tuple(cell.strip() for cell in text.removeprefix(bar).removesuffix(bar).split(bar))
    return _Row(line, cells) if len(cells) > 1 and any(cells) else None


def _tabbed(lines: Sequence[Decided], index: int) -> _Found | None:
    end, rows = _taken(lines, index, _tab_row)
    return (end, rows, False) if len(rows) >= _FEWEST_ROWS else None


def _tab_row(line: Line) -> _Row | None:
    if "\t" not in line.text:
        return None
    cells = tuple(cell.strip() for cell in line.text.strip().split("\t"))
    return _Row(line, cells) if len(cells) > 1 and max(map(len, cells)) <= 3 * _LONGEST_CELL else None


def _spaced(lines: Sequence[Decided], index: int) -> _Found | None:
    """Columns that begin, or end, at the same place in every row."""
    end, rows = _taken(lines, index, _spaced_row, aligned=True)
    return (end, rows, False) if len(rows) >= _FEWEST_ROWS else None


def _spaced_row(line: Line) -> _Row | None:
    text = line.text.rstrip()
    if "  " not in text and "\t" not in text and "\u3000" not in text:
        return None  # one cell
    text = text.expandtabs(8)
    position = len(text) - len(text.lstrip())
    starts, ends = [position], []
    for gap in _GAP.finditer(text, position):
        ends.append(gap.start())
        starts.append(gap.end())
    ends.append(len(text))
    cells = tuple(text[start:end] for start, end in zip(starts, ends, strict=True))
    if len(cells) < 2 or max(map(len, cells)) > _LONGEST_CELL:
        return None
    return _Row(line, cells, tuple(starts), tuple(ends), _WIDE_GAP.search(text, position) is not None)


_WAYS = (_barred, _tabbed, _spaced)
