"""Findings as annotations of GitHub: workflow commands on standard output, and the step's summary in Markdown.

The runner shows ten annotations of a kind and step, and drops the others without a word. So beyond ten, nine are
given, and a tenth says how many more there are; every finding stands as a line in the log and in the summary.
"""

from __future__ import annotations

import re
from heapq import nsmallest
from itertools import groupby
from typing import TYPE_CHECKING, Final

from tei.findings import Severity
from tei.report.content import title
from tei.report.text import format_at, format_counts, printable, without_commands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.report.content import Report
    from tei.verdict.judging import Judged

LIMIT: Final = 10
MAX_MESSAGE: Final = 2_000
SUMMARY_BYTES: Final = 1_024 * 1_024
"""The runner refuses a summary that is larger (GitHub Docs, Workflow commands, Step isolation and limits)."""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+!|~<>&$@:\"'-]")


def as_github(report: Report) -> Iterator[str]:
    """Return workflow commands, then a line for each finding that has no annotation of its own."""
    shown: dict[Severity, set[int]] = {}
    for severity, count in report.counts().items():
        kind = (one for one in report.findings.told_worst_first if one.finding.severity is severity)
        shown[severity] = set(range(count)) if count <= LIMIT else _spread(kind, LIMIT - 1)
    for severity, findings in _by_severity(report):
        yield from (f"{_annotation(one)}\n" for number, one in findings if number in shown[severity])
        if rest := report.counts()[severity] - len(shown[severity]):
            text = f"{rest:,} more of this kind: all stand in the log of this step and in its summary"
            yield f"::{_KINDS[severity]} title=tei validate::{text}\n"
    for severity, findings in _by_severity(report):
        yield from (
            f"{format_at(one.finding, one.file)}\n"
            for number, one in findings
            if number not in shown[severity]
        )


def _by_severity(report: Report) -> Iterator[tuple[Severity, Iterator[tuple[int, Judged]]]]:
    """What is told, the most severe first, each of a severity with its number."""
    for severity, found in groupby(report.findings.told_worst_first, key=lambda one: one.finding.severity):
        yield severity, enumerate(found)


def _spread(findings: Iterable[Judged], count: int) -> set[int]:
    """The numbers of so many findings, of as many codes as can be: the first of each code come first."""
    return {number for _, number in nsmallest(count, _turns(findings))}


def _turns(findings: Iterable[Judged]) -> Iterator[tuple[int, int]]:
    """Of each finding how many of its code came before it, and its number."""
    seen: dict[str, int] = {}
    for number, one in enumerate(findings):
        turn = seen[one.finding.code] = seen.get(one.finding.code, 0) + 1
        yield turn, number


def _annotation(one: Judged) -> str:
    """A command of the runner: at the record, where it is known, for the TEI made of it is seldom in git."""
    found, where = one.finding, one.finding.where
    properties: dict[str, object] = {"file": one.file, "line": where.line}
    properties["col"] = where.column if where.line else None
    if where.source:
        properties = {"file": one.source, "line": where.source[1]}
    properties["title"] = f"{found.code} {title(found.code)}"
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    hint = f"%0Ahint: {_data(found.hint)}" if found.hint else ""
    record = f"%0A{_data(f'TEI: {_place(one)}')}" if where.source else ""
    return f"::{_KINDS[found.severity]} {given}::{_data(found.message) or found.code}{record}{hint}"


def _place(one: Judged) -> str:
    where = one.finding.where
    parts = (one.file or "-", where.line, where.column if where.line else None)
    return ":".join(str(part) for part in parts if part)


def _record(one: Judged) -> str:
    """The line of the record that the TEI was made of; empty where that is not known."""
    source = one.finding.where.source
    return f"record: {one.source}:{source[1]}" if source else ""


def _data(text: str) -> str:
    """The message of a command: `%`, CR and LF are escaped; other controls were written out."""
    text = without_commands(printable(text))
    text = text if len(text) <= MAX_MESSAGE else text[: MAX_MESSAGE - 1] + "…"
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_step_summary(report: Report, room: int = SUMMARY_BYTES) -> str:
    """Return the summary of the step: the counts, and a table of what is told; where it ends says so.

    Args:
        report: what to tell.
        room: how many bytes the summary may have.
    """
    counts = format_counts(report.counts()) or "no findings"
    told = sum(report.counts().values())
    aside = f"{report.known:,} known, {report.ignored:,} ignored, {report.fixed:,} of the baseline gone"
    head = f"### tei validate: {counts}\n\n{len(report.files):,} files checked; {aside}.\n"
    if told:
        head += "\n| | place | finding |\n|---|---|---|\n"
    end = "\n{} more findings have no room here; the log of this step has all.\n"
    left = room - len(head.encode()) - len(end) - 20
    rows: list[str] = []
    for row in map(_row, report.findings.told_worst_first):
        left -= len(row.encode())
        if left < 0:
            break
        rows.append(row)
    missing = told - len(rows)
    made = head + "".join(rows) + (end.format(f"{missing:,}") if missing else "\n")
    return made if len(made.encode()) <= room else ""


def _row(one: Judged) -> str:
    found, where = one.finding, one.finding.where
    place = _place(one)
    hint = f"<br>hint: {_cell(found.hint)}" if found.hint else ""
    record = f"<br>{_cell(_record(one))}" if where.source else ""
    return f"| {found.severity.label} | {_cell(place)} | {_cell(found.code)} {_cell(found.message)}{record}{hint} |\n"


def _cell(text: str) -> str:
    """Text in a cell of a table, in which nothing is markup."""
    text = printable(text)
    text = text if len(text) <= MAX_MESSAGE else text[: MAX_MESSAGE - 1] + "…"
    return _MARKDOWN.sub(lambda sign: f"&#{ord(sign[0])};", text)
