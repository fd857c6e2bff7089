"""The rows of a table as they are read, before anything is made of them: cells, or what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.findings import Where, finding

if TYPE_CHECKING:
    from tei.findings import Finding


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell: its column, its lines, and the line of the file where each stands.

    `values`: the lines are the values of a JSON list.
    """

    column: str
    lines: tuple[str, ...]
    at: tuple[int, ...]
    values: bool = False

    @property
    def blank(self) -> bool:
        """Whether it holds no text."""
        return not any(line.strip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: the code of the finding, what and where, which column."""

    code: str
    message: str
    line: int
    column: str = ""
    hint: str | None = None

    def finding(self, path: str) -> Finding:
        """As a finding about a file."""
        return finding(self.code, self.message, Where(path, self.line, cell=self.column), self.hint)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: the line where it begins, and its cells, or its fault."""

    line: int
    cells: tuple[RawCell, ...] = ()
    fault: Fault | None = None
    notes: tuple[Fault, ...] = field(default=())
    """What is odd about it, and no fault."""

    @property
    def blank(self) -> bool:
        """Whether it holds no text, and no fault either."""
        return self.fault is None and all(cell.blank for cell in self.cells)


class TableError(Exception):
    """From this place on nothing of the table can be told for sure."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault
