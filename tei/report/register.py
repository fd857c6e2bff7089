"""The findings of a run, kept in a database of its own (`tei.scratch`), which also sorts and counts them."""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from tei.findings import Finding, Severity, Where
from tei.scratch import Scratch, as_bytes, as_text
from tei.verdict.judging import Judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FINDINGS: Final = (
    "CREATE TABLE findings (number INTEGER PRIMARY KEY, file BLOB, code TEXT, severity INTEGER, line INTEGER, col INTEGER,"
    " message BLOB, fingerprint TEXT, known INTEGER, reason BLOB, rest TEXT)"
)
_TOLD: Final = "CREATE TEMP VIEW told AS SELECT * FROM findings WHERE known = 0 AND reason = x''"
_CASE: Final = "CREATE TEMP TABLE cases (place INTEGER PRIMARY KEY, file BLOB UNIQUE)"
_BY_FILE: Final = "CREATE INDEX IF NOT EXISTS by_file ON findings (file)"
_INSERT: Final = "INSERT INTO findings VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_CASES: Final = (
    "INSERT OR IGNORE INTO cases"
    " SELECT (SELECT ifnull(max(place), 0) FROM cases) + min(number), file FROM findings WHERE true GROUP BY file"
)
_BY_CASE: Final = "SELECT cases.file, findings.* FROM cases LEFT JOIN findings ON findings.file = cases.file ORDER BY place, number"
_TALLY: Final = "SELECT code, severity, known, reason <> x'', count(*) FROM findings GROUP BY 1, 2, 3, 4"


class Register:
    """Findings, judged, in the order in which they were found."""

    def __init__(self, findings: Iterable[Judged] = ()) -> None:
        self._scratch = Scratch(_FINDINGS, _TOLD, _CASE)
        self._tally: Counter[tuple[str, Severity, bool, bool]] | None = None
        self.extend(findings)

    def extend(self, findings: Iterable[Judged]) -> None:
        """Add findings.

        Raises:
            TeiError: B002, the system has no room for them.
        """
        self._tally = None
        for one in findings:
            self._scratch.add(_INSERT, *_row(one))

    def __iter__(self) -> Iterator[Judged]:
        """All, as they were found."""
        return iter(Selection(self._scratch, "SELECT * FROM findings ORDER BY number"))

    def __len__(self) -> int:
        """How many there are."""
        return self.tally.total()

    @property
    def told(self) -> Selection:
        """What is told to people: neither known nor ignored."""
        return Selection(self._scratch, "SELECT * FROM told ORDER BY number")

    @property
    def told_worst_first(self) -> Selection:
        """What is told, the most severe first."""
        return Selection(self._scratch, "SELECT * FROM told ORDER BY severity DESC, number")

    @property
    def known(self) -> Selection:
        """What the baseline knows."""
        return Selection(self._scratch, "SELECT * FROM findings WHERE known ORDER BY number")

    @property
    def ignored(self) -> Selection:
        """What is let stand."""
        return Selection(self._scratch, "SELECT * FROM findings WHERE reason <> x'' ORDER BY number")

    @property
    def by_fault(self) -> Selection:
        """All, equal ones together, by file, code and message."""
        return Selection(self._scratch, "SELECT * FROM findings ORDER BY file, code, message, fingerprint")

    def told_by_file(self) -> Iterator[tuple[str, Selection]]:
        """The files of which something is told, sorted, and what is, by place."""
        self._scratch.note(_BY_FILE)
        ordered = "SELECT * FROM told WHERE file = ? ORDER BY line, col, code, message, number"
        for (file,) in self._scratch.ask("SELECT DISTINCT file FROM told ORDER BY file"):
            yield as_text(file), Selection(self._scratch, ordered, file)

    def told_by_code(self) -> Iterator[tuple[str, Selection]]:
        """The codes of what is told, the most severe first, and what is told with each, by place."""
        ordered = (
            "SELECT * FROM told WHERE code = ? ORDER BY severity DESC, file, line, col, code, message, number"
        )
        told = {(-severity, code) for code, severity, known, ignored in self.tally if not (known or ignored)}
        for code in dict.fromkeys(code for _, code in sorted(told)):
            yield code, Selection(self._scratch, ordered, code)

    def by_case(self, files: Iterable[str]) -> Iterator[tuple[str, list[Judged]]]:
        """Each of these files with its findings, then the other files that have some, as they were found first."""
        rows = ((place, as_bytes(file)) for place, file in enumerate(files))
        self._scratch.note(_BY_FILE)
        self._scratch.note("DELETE FROM cases")
        self._scratch.note_all("INSERT OR IGNORE INTO cases VALUES (?, ?)", rows)
        self._scratch.note(_CASES)
        for file, group in groupby(self._scratch.ask(_BY_CASE), key=itemgetter(0)):
            yield as_text(file), [_judged(row[1:]) for row in group if row[1] is not None]

    def repeated(self) -> set[str]:
        """The fingerprints that several findings have."""
        again = "SELECT fingerprint FROM findings GROUP BY fingerprint HAVING count(*) > 1"
        return {fingerprint for (fingerprint,) in self._scratch.ask(again)}

    def files_with(self, code: str) -> set[str]:
        """The addresses of the files that have findings of a code."""
        return {
            as_text(file)
            for (file,) in self._scratch.ask("SELECT DISTINCT file FROM findings WHERE code = ?", code)
        }

    def know(self, codes: Iterable[str]) -> None:
        """Make known what has one of these codes and is not ignored, and nothing else."""
        mark = "UPDATE findings SET known = 1 WHERE reason = x'' AND code = ?"
        self._scratch.note("UPDATE findings SET known = 0")
        self._scratch.note_all(mark, ((code,) for code in codes))
        self._tally = None

    @property
    def tally(self) -> Counter[tuple[str, Severity, bool, bool]]:
        """How many there are of each code and severity that are known or not, ignored or not."""
        if self._tally is None:
            self._tally = Counter(
                {
                    (code, Severity(severity), bool(known), bool(ignored)): count
                    for code, severity, known, ignored, count in self._scratch.ask(_TALLY)
                }
            )
        return self._tally


class Selection:
    """Some findings of a register in an order of their own, read anew each time that they are gone through."""

    def __init__(self, scratch: Scratch, question: str, *values: object) -> None:
        self._scratch = scratch
        self._question = question
        self._values = values

    def __iter__(self) -> Iterator[Judged]:
        """Each finding."""
        return map(_judged, self._scratch.ask(self._question, *self._values))

    def __bool__(self) -> bool:
        """Whether there are any."""
        return next(iter(self), None) is not None


def _row(one: Judged) -> tuple[object, ...]:
    found, where = one.finding, one.finding.where
    rest = (where.path, where.line, where.column, where.xpath, where.cell, where.record_line, where.source)
    return (
        as_bytes(one.file),
        found.code,
        int(found.severity),
        where.line or 0,
        where.column or 0,
        as_bytes(found.message),
        one.fingerprint,
        one.known,
        as_bytes(one.reason),
        json.dumps((*rest, found.hint, found.rule, one.source)),
    )


def _judged(row: Any) -> Judged:
    _, file, code, severity, _, _, message, fingerprint, known, reason, rest = row
    path, line, column, xpath, cell, record_line, source, hint, rule, source_address = json.loads(rest)
    where = Where(path, line, column, xpath, cell, record_line, tuple(source) if source else None)
    found = Finding(code, _SEVERITIES[severity], as_text(message), where, hint, rule)
    return Judged(found, as_text(file), fingerprint, source_address, bool(known), as_text(reason))


_SEVERITIES: Final = tuple(sorted(Severity))
