"""The findings of a run, kept in a database of its own that is gone with the run (SQLite's temporary database).

SQLite writes to an unnamed file what its page cache has no room for, and sorts there, so a report of a collection takes
no more memory than that of a shelf. Text is kept as bytes where it is compared: their order is that of the characters.
"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from tei.findings import Finding, Severity, TeiError, Where
from tei.verdict.judging import Judged

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

_FINDINGS: Final = (
    "CREATE TABLE findings (number INTEGER PRIMARY KEY, file BLOB, code TEXT, severity INTEGER, line INTEGER, col INTEGER,"
    " message BLOB, fingerprint TEXT, known INTEGER, reason BLOB, rest TEXT)"
)
_TOLD: Final = "CREATE TEMP VIEW told AS SELECT * FROM findings WHERE known = 0 AND reason = x''"
_CASE: Final = "CREATE TEMP TABLE cases (file BLOB PRIMARY KEY, place INTEGER)"
_INSERT: Final = "INSERT INTO findings VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_CASES: Final = (
    "INSERT OR IGNORE INTO cases"
    " SELECT file, (SELECT count(*) FROM cases) + min(number) FROM findings WHERE true GROUP BY file"
)
_BY_CASE: Final = "SELECT cases.file, findings.* FROM cases LEFT JOIN findings ON findings.file = cases.file ORDER BY place, number"
_TALLY: Final = "SELECT code, severity, known, reason <> x'', count(*) FROM findings GROUP BY 1, 2, 3, 4"
_SETTINGS: Final = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -2000",
    "PRAGMA temp_store = FILE",
)


class Register:
    """Findings, judged, in the order in which they were found."""

    def __init__(self, findings: Iterable[Judged] = ()) -> None:
        self._tally: Counter[tuple[str, Severity, bool, bool]] | None = None
        self.extend(findings)

    def extend(self, findings: Iterable[Judged]) -> None:
        """Add findings.

        Raises:
            TeiError: B002, the system has no room for them.
        """
        self._tally = None
        for one in findings:
            with _kept():
                self._database.execute(_INSERT, _row(one))

    def __iter__(self) -> Iterator[Judged]:
        """All, as they were found."""
        return iter(Selection(self, "SELECT * FROM findings ORDER BY number"))

    def __len__(self) -> int:
        """How many there are."""
        return self.tally.total()

    @property
    def told(self) -> Selection:
        """What is told to people: neither known nor ignored."""
        return Selection(self, "SELECT * FROM told ORDER BY number")

    @property
    def told_worst_first(self) -> Selection:
        """What is told, the most severe first."""
        return Selection(self, "SELECT * FROM told ORDER BY severity DESC, number")

    @property
    def known(self) -> Selection:
        """What the baseline knows."""
        return Selection(self, "SELECT * FROM findings WHERE known ORDER BY number")

    @property
    def ignored(self) -> Selection:
        """What is let stand."""
        return Selection(self, "SELECT * FROM findings WHERE reason <> x'' ORDER BY number")

    @property
    def by_fault(self) -> Selection:
        """All, equal ones together, by file, code and message."""
        return Selection(self, "SELECT * FROM findings ORDER BY file, code, message, fingerprint")

    def told_by_file(self) -> Iterator[tuple[str, Selection]]:
        """The files of which something is told, sorted, and what is, by place."""
        with _kept():
            self._database.execute("CREATE INDEX IF NOT EXISTS by_file ON findings (file)")
        ordered = "SELECT * FROM told WHERE file = ? ORDER BY line, col, code, message, number"
        for (file,) in self.answer("SELECT DISTINCT file FROM told ORDER BY file"):
            yield _text(file), Selection(self, ordered, file)

    def told_by_code(self) -> Iterator[tuple[str, Selection]]:
        """The codes of what is told, the most severe first, and what is told with each, by place."""
        ordered = (
            "SELECT * FROM told WHERE code = ? ORDER BY severity DESC, file, line, col, code, message, number"
        )
        told = {(-severity, code) for code, severity, known, ignored in self.tally if not (known or ignored)}
        for code in dict.fromkeys(code for _, code in sorted(told)):
            yield code, Selection(self, ordered, code)

    def by_case(self, files: Iterable[str]) -> Iterator[tuple[str, list[Judged]]]:
        """Each of these files with its findings, then the other files that have some, as they were found first."""
        with _kept():
            rows = ((_bytes(file), place) for place, file in enumerate(files))
            self._database.execute("DELETE FROM cases")
            self._database.executemany("INSERT OR IGNORE INTO cases VALUES (?, ?)", rows)
            self._database.execute(_CASES)
        for file, group in groupby(self.answer(_BY_CASE), key=itemgetter(0)):
            yield _text(file), [_judged(row[1:]) for row in group if row[1] is not None]

    def repeated(self) -> set[str]:
        """The fingerprints that several findings have."""
        again = "SELECT fingerprint FROM findings GROUP BY fingerprint HAVING count(*) > 1"
        return {fingerprint for (fingerprint,) in self.answer(again)}

    def files_with(self, code: str) -> set[str]:
        """The addresses of the files that have findings of a code."""
        return {
            _text(file) for (file,) in self.answer("SELECT DISTINCT file FROM findings WHERE code = ?", code)
        }

    def know(self, codes: Iterable[str]) -> None:
        """Make known what has one of these codes and is not ignored, and nothing else."""
        with _kept():
            self._database.execute("UPDATE findings SET known = 0")
            mark = "UPDATE findings SET known = 1 WHERE reason = x'' AND code = ?"
            self._database.executemany(mark, ((code,) for code in codes))
        self._tally = None

    @property
    def tally(self) -> Counter[tuple[str, Severity, bool, bool]]:
        """How many there are of each code and severity that are known or not, ignored or not."""
        if self._tally is None:
            self._tally = Counter(
                {
                    (code, Severity(severity), bool(known), bool(ignored)): count
                    for code, severity, known, ignored, count in self.answer(_TALLY)
                }
            )
        return self._tally

    def answer(self, question: str, *values: object) -> Iterator[Any]:
        """What the database answers; see `extend` for what is raised."""
        with _kept():
            answer = self._database.execute(question, values)
        return _rows(answer)

    @cached_property
    def _database(self) -> sqlite3.Connection:
        import sqlite3

        database = sqlite3.connect("", isolation_level=None)
        for statement in (*_SETTINGS, _FINDINGS, _TOLD, _CASE, "BEGIN"):
            database.execute(statement)
        return database


class Selection:
    """Some findings of a register in an order of their own, read anew each time that they are gone through."""

    def __init__(self, register: Register, question: str, *values: object) -> None:
        self._register = register
        self._question = question
        self._values = values

    def __iter__(self) -> Iterator[Judged]:
        """Each finding."""
        return map(_judged, self._register.answer(self._question, *self._values))

    def __bool__(self) -> bool:
        """Whether there are any."""
        return next(iter(self), None) is not None


@contextmanager
def _kept() -> Iterator[None]:
    import sqlite3

    try:
        yield
    except sqlite3.Error as error:
        hint = "make room on the disk of temporary files, or name another folder for them with TMPDIR"
        raise TeiError("B002", f"the findings of the run cannot be kept: {error}", hint) from error


def _rows(answer: sqlite3.Cursor) -> Iterator[Any]:
    with _kept():
        yield from answer


def _row(one: Judged) -> tuple[object, ...]:
    found, where = one.finding, one.finding.where
    rest = (where.path, where.line, where.column, where.xpath, where.cell, where.record_line, where.source)
    return (
        _bytes(one.file),
        found.code,
        int(found.severity),
        where.line or 0,
        where.column or 0,
        _bytes(found.message),
        one.fingerprint,
        one.known,
        _bytes(one.reason),
        json.dumps((*rest, found.hint, found.rule, one.source)),
    )


def _judged(row: Any) -> Judged:
    _, file, code, severity, _, _, message, fingerprint, known, reason, rest = row
    path, line, column, xpath, cell, record_line, source, hint, rule, source_address = json.loads(rest)
    where = Where(path, line, column, xpath, cell, record_line, tuple(source) if source else None)
    found = Finding(code, _SEVERITIES[severity], _text(message), where, hint, rule)
    return Judged(found, _text(file), fingerprint, source_address, bool(known), _text(reason))


_SEVERITIES: Final = tuple(sorted(Severity))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
