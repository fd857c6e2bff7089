"""What the columns of tables hold, and the slots that their names and values speak for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from tei.drafting.heads import is_date
from tei.drafting.words import slot_of, unspaced
from tei.findings import Severity
from tei.profile import KEPT, SECTION, TableRules, built_in
from tei.profile.slots import LISTED
from tei.profile.sources import SEVERAL, TableColumn, folded
from tei.tables import columns_of, rows_as_records

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tei.findings import Finding
    from tei.model import Source

_ROWS = 1_000  # of a file: they show what a column holds
_MOST = 0.8  # share of values of a form that tells what they are
_LONG = 100  # signs of a cell, on an average, that is a text
_LONGEST_TITLE = 200
_ADDRESS = re.compile(r"^<?https?://\S+>?$")
_PIPE = "|"
_SURE, _LIKELY, _BY_VALUES = 0, 1, 2


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column: its name, the files that have it, its cells with text, and in how many rows it stands."""

    name: str
    files: int
    values: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class TablesSeen:
    """The tables of a sample: their files, the rows that were looked at, the columns in their order."""

    files: tuple[str, ...]
    rows: int
    columns: tuple[ColumnSeen, ...]
    delimiter: str = ""
    """The sign between cells, where it is none that a layout finds by itself."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnProposed:
    """A column's rule: its slot, whether that is a guess, how its values are parted, whether a table may lack it."""

    seen: ColumnSeen
    slot: str
    doubt: str = ""
    separator: str = ""
    json: bool = False
    optional: bool = False


def tables_seen(files: Sequence[Path], encoding: str | None = None) -> TablesSeen:
    """Look at the columns of tables; of each file at its first rows.

    A table that cannot be read gives its findings and no column.

    Raises:
        TeiError: there is no such encoding.
    """
    findings: list[Finding] = []
    columns: dict[str, _Cells] = {}
    good: list[str] = []
    count = 0
    piped = bool(files) and all(_piped(file, encoding) for file in files)
    plain = TableRules(delimiter=_PIPE if piped else "")
    for file in files:
        names = columns_of(file, plain, encoding)
        read = list(islice(rows_as_records(file, _taking(names, plain), encoding), _ROWS))
        findings += (one for row in read for one in row.findings if one.severity is Severity.ERROR)
        full = [row.source for row in read if row.source]
        if full:
            good.append(str(file))
            count += len(full)
            for name in names:
                columns.setdefault(folded(name), _Cells(name)).add(full)
    seen = tuple(ColumnSeen(one.name, one.files, tuple(one.values), one.rows) for one in columns.values())
    return TablesSeen(tuple(good), count, seen, plain.delimiter, tuple(findings))


def _piped(file: Path, encoding: str | None) -> bool:
    """Whether the heading has none of the usual signs between names, and strokes instead."""
    names = columns_of(file, TableRules(), encoding)
    return len(names) == 1 and _PIPE in names[0]


def _taking(names: Sequence[str], plain: TableRules) -> TableRules:
    """Rules that take a table as it is."""
    apart = {folded(name): name for name in names}.values()
    columns = tuple(TableColumn(names=(name,), slot="remark", optional=True) for name in apart)
    return TableRules(delimiter=plain.delimiter, columns=columns)


@dataclass(slots=True)
class _Cells:
    """The cells of a column, as they are gathered."""

    name: str
    files: int = 0
    rows: int = 0
    values: list[str] = field(default_factory=list)

    def add(self, rows: Sequence[Source]) -> None:
        """Add what stands in the rows of one more file."""
        self.files += 1
        self.rows += len(rows)
        for row in rows:
            for cell in row.cells:
                if folded(cell.column) == folded(self.name):
                    self.values.append("\n".join(line.text for line in cell.lines))


# --- slots -----------------------------------------------------------------------------------------


def columns_proposed(seen: TablesSeen) -> tuple[ColumnProposed, ...]:
    """A rule for each column. A slot that takes one value goes to the column that speaks for it most."""
    guesses = _with_a_date([(_by_name(one), one) for one in seen.columns])
    if not any(slot == "body" for (slot, _), _ in guesses):
        guesses = _with_a_text(guesses)
    if not any(slot == "title" for (slot, _), _ in guesses):
        guesses = _with_a_title(guesses)
    owners: dict[str, str] = {}
    for (slot, _), one in sorted(guesses, key=lambda guess: guess[0][1]):
        owners.setdefault(slot, one.name)
    return tuple(_column(one, slot, sure, owners, len(seen.files)) for (slot, sure), one in guesses)


_Guess = tuple[tuple[str, int], ColumnSeen]


def _by_name(column: ColumnSeen) -> tuple[str, int]:
    """The slot that a column's name speaks for, and how sure that is."""
    rules = built_in()["table"].table
    if rules and (rule := rules.column(column.name)):
        return rule.slot, _SURE
    slot, sure = slot_of(folded(column.name))
    if slot in ("", SECTION):
        return ("url", _BY_VALUES) if _mostly(column, _is_address) else ("", _SURE)
    return slot, _SURE if sure else _LIKELY


def _is_address(text: str) -> bool:
    return _ADDRESS.match(text) is not None


def _mostly(column: ColumnSeen, holds: Callable[[str], bool]) -> bool:
    return bool(column.values) and sum(map(holds, column.values)) >= _MOST * len(column.values)


def _with_a_date(guesses: list[_Guess]) -> list[_Guess]:
    """Where no column is that of a date by its name, the first one whose values are dates."""
    if any(slot == "date" for (slot, _), _ in guesses):
        return guesses
    dates = (at for at, ((slot, _), column) in enumerate(guesses) if not slot and _mostly(column, is_date))
    return _given(guesses, "date", next(dates, None))


def _with_a_title(guesses: list[_Guess]) -> list[_Guess]:
    """Where no column is that of the title by its name, the first one of several words that are its own each time."""
    titles = (
        at
        for at, ((slot, _), column) in enumerate(guesses)
        if not slot and len({*column.values}) == len(column.values) > 1 and _mostly(column, _is_title)
    )
    return _given(guesses, "title", next(titles, None))


def _is_title(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    return "\n" not in text and len(text) <= _LONGEST_TITLE and (len(words) > 1 or any(map(unspaced, words)))


def _given(guesses: list[_Guess], slot: str, at: int | None) -> list[_Guess]:
    if at is None:
        return guesses
    return [*guesses[:at], ((slot, _BY_VALUES), guesses[at][1]), *guesses[at + 1 :]]


def _with_a_text(guesses: list[_Guess]) -> list[_Guess]:
    """Where no column is that of the text by its name, the one with the longest cells."""
    sizes = {
        at: sum(map(len, column.values)) / len(column.values)
        for at, ((slot, _), column) in enumerate(guesses)
        if not slot and column.values
    }
    longest = max(sizes, key=lambda at: (sizes[at], -at), default=None)
    return _given(guesses, "body", None if longest is None or sizes[longest] < _LONG else longest)


def _column(column: ColumnSeen, slot: str, sure: int, owners: dict[str, str], files: int) -> ColumnProposed:
    optional = column.files < files
    if not slot:
        return ColumnProposed(
            column, KEPT, "choose a slot; until then it is kept as unrecognised", optional=optional
        )
    if owners[slot] != column.name and slot not in SEVERAL:
        doubt = f"{slot} went to {owners[slot]!r}; choose a slot, until then it is kept as unrecognised"
        return ColumnProposed(column, KEPT, doubt, optional=optional)
    doubt = "" if sure == _SURE else f"is it the {slot}?"
    several = slot in LISTED
    listed = several and _mostly(column, lambda text: text.startswith("[") and text.endswith("]"))
    parted = several and not listed and 2 * sum(";" in text for text in column.values) > len(column.values)
    return ColumnProposed(column, slot, doubt, ";" if parted else "", listed, optional)
