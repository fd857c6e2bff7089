"""A database of the run's own, gone with it: SQLite writes to an unnamed file what its page cache has no room for.

So what a run notes of each file takes no more memory in a collection than on a shelf. Text is kept as bytes: a file name
may have surrogates, which SQLite refuses as text, and the order of the bytes is that of the characters.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from tei.findings import TeiError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

_TOGETHER: Final = 500
_SETTINGS: Final = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -500",
    "PRAGMA temp_store = FILE",
)


class Scratch:
    """Tables, made when the first question is asked.

    Every method raises TeiError, B002, where the system has no room for what is noted.
    """

    def __init__(self, *tables: str) -> None:
        self._tables = tables
        self._waiting: dict[str, list[tuple[object, ...]]] = {}
        self._count = 0

    def add(self, statement: str, *values: object) -> None:
        """As `note`, but together with others, at the latest when something is asked: alone each costs its time."""
        self._waiting.setdefault(statement, []).append(values)
        self._count += 1
        if self._count == _TOGETHER:
            self._settle()

    def note(self, statement: str, *values: object) -> None:
        """Run a statement with its values."""
        self._settle()
        with _noted():
            self._database.execute(statement, values)

    def note_all(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run a statement for each row of values; rows are made while they are written."""
        self._settle()
        with _noted():
            self._database.executemany(statement, rows)

    def ask(self, question: str, *values: object) -> Iterator[Any]:
        """The rows that answer a question."""
        self._settle()
        with _noted():
            yield from self._database.execute(question, values)

    def _settle(self) -> None:
        waiting, self._waiting, self._count = self._waiting, {}, 0
        for statement, rows in waiting.items():
            with _noted():
                self._database.executemany(statement, rows)

    @cached_property
    def _database(self) -> sqlite3.Connection:
        import sqlite3

        database = sqlite3.connect("", isolation_level=None)
        for statement in (*_SETTINGS, *self._tables, "BEGIN"):
            database.execute(statement)
        return database


@contextmanager
def _noted() -> Iterator[None]:
    import sqlite3

    try:
        yield
    except sqlite3.Error as error:
        hint = "make room on the disk of temporary files, or name another folder for them with TMPDIR"
        raise TeiError("B002", f"what the run finds cannot be kept: {error}", hint) from error


def as_bytes(text: str) -> bytes:
    """Text as it is kept."""
    return text.encode("utf-8", "surrogatepass")


def as_text(data: bytes) -> str:
    """Text as it was."""
    return data.decode("utf-8", "surrogatepass")
