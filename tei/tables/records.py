"""Rows as records: each a Source of its own, made as it is read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tei.findings import Finding, Where, finding
from tei.model import Cell, Line, Source
from tei.profile.slots import LISTED
from tei.report import printable
from tei.source import Opening, codec_name, doubtful, illegal, opening, problem_of
from tei.tables.entries import Entry, Fault, RawCell, TableError
from tei.tables.json_rows import list_values
from tei.tables.lines import undecoded
from tei.tables.reading import Survey, Table, refusals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tei.profile import TableRules
    from tei.tables.lines import File

_HEAD = 8192  # bytes: enough to know other kinds of files by
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A row: which of the file's records it is, from 1, where it begins, its source, or findings that say why not.

    Where the file as a whole is refused, `ordinal` and `line` are 0.
    """

    ordinal: int
    line: int
    source: Source | None
    findings: tuple[Finding, ...] = ()


def rows_as_records(path: Path, rules: TableRules, encoding: str | None = None) -> Iterator[Row]:
    """Read a table's file, of any size, row by row.

    Raises:
        TeiError: S010, `encoding` is not the name of a text encoding.
    """
    name = printable(str(path))
    try:
        if problem := problem_of(path):
            yield _refused(name, "S005", problem)
            return
        with path.open("rb") as file:
            yield from rows_of_file(file, name, rules, encoding)
    except OSError as error:
        yield _refused(name, "S005", f"cannot be read: {error.strerror or error}")
    except ValueError as error:  # a NUL in the name
        yield _refused(name, "S005", f"cannot be read: {error}")


def columns_of(path: Path, rules: TableRules, encoding: str | None = None) -> tuple[str, ...]:
    """The names of a table's columns; none where it cannot be read, which its rows tell.

    Raises:
        TeiError: S010, `encoding` is not the name of a text encoding.
    """
    codec = None if encoding is None else codec_name(encoding)
    name = printable(str(path))
    try:
        if problem_of(path):
            return ()
        with path.open("rb") as file:
            begin = opening(file.read(_HEAD), name, codec)
            return (
                tuple(Table(file, name, rules, begin).survey().columns) if isinstance(begin, Opening) else ()
            )
    except (OSError, ValueError):
        return ()


def rows_of_file(file: File, name: str, rules: TableRules, encoding: str | None = None) -> Iterator[Row]:
    """As `rows_as_records`, of an open file that can be read again; `name` stands in findings.

    The file is read three times: for its sha256, which each record states, for the survey, for its rows.
    """
    codec = None if encoding is None else codec_name(encoding)
    begin = opening(file.read(_HEAD), name, codec)
    if not isinstance(begin, Opening):
        yield Row(0, 0, None, begin)
        return
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    table = Table(file, name, rules, begin)
    survey = table.survey()
    if wrong := refusals(survey, name):
        yield Row(0, 0, None, wrong)
        return
    notices = tuple(_notices(survey, rules, name))
    bare = Source(name, digest, begin.encoding, ())
    ordinal = 0
    try:
        for entry in table.entries():
            if entry.blank:
                continue
            ordinal += 1
            yield _row(entry, ordinal, bare, rules, notices)
            notices = ()
    except TableError as error:  # the file is not the one that was surveyed
        yield Row(ordinal + 1, error.fault.line, None, (error.fault.finding(name),))


def _refused(name: str, code: str, message: str) -> Row:
    return Row(0, 0, None, (finding(code, message, Where(name)),))


def _notices(survey: Survey, rules: TableRules, name: str) -> Iterator[Finding]:
    """What is told once for a file, with its first record."""
    unknown = [column for column in survey.columns if rules.column(column) is None]
    if unknown:
        shown = ", ".join(map(repr, unknown[:_SHOWN])) + (", …" if len(unknown) > _SHOWN else "")
        many = "columns" if len(unknown) > 1 else "a column"
        yield finding("P030", f"{many} that no rule of the layout maps: {shown}", Where(name))
    if survey.blanks:
        lines = ", ".join(map(str, survey.blank)) + (", …" if survey.blanks > len(survey.blank) else "")
        many = "rows" if survey.blanks > 1 else "row"
        yield finding("S024", f"{survey.blanks:,} {many} without text: {lines}", Where(name))


def _row(entry: Entry, ordinal: int, bare: Source, rules: TableRules, notices: tuple[Finding, ...]) -> Row:
    if entry.fault:
        return Row(ordinal, entry.line, None, (*notices, entry.fault.finding(bare.path)))
    cells = []
    found: list[Fault] = []
    for cell in entry.cells:
        if not cell.blank:
            known, more = _as_values(cell, rules)
            cells.append(known)
            found += [*more, *_sign_faults(known, bare.encoding)]
    findings = (*notices, *(fault.finding(bare.path) for fault in found))
    if any(fault.code in ("S002", "S004") for fault in found):
        return Row(ordinal, entry.line, None, findings)
    empty = tuple(cell.column for cell in entry.cells if cell.blank)
    source = replace(_source(cells, ordinal, bare), empty=empty)
    return Row(ordinal, entry.line, source, findings)


def _as_values(cell: RawCell, rules: TableRules) -> tuple[RawCell, list[Fault]]:
    """A cell with the values of its JSON list, where its column may hold one."""
    rule = rules.column(cell.column)
    if cell.values:
        return replace(cell, values=rule is not None and rule.slot in LISTED), []
    text = "\n".join(cell.lines).strip()
    if rule is None or not rule.json_list or not text.startswith("["):
        return cell, []
    values = list_values(text)
    if values is None:
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        return cell, [Fault("P031", f"no JSON list of values: {shown!r}", cell.at[0], cell.column)]
    return RawCell(cell.column, values, (cell.at[0],) * len(values), values=True), []


def _sign_faults(cell: RawCell, encoding: str) -> Iterator[Fault]:
    for text, line in zip(cell.lines, cell.at, strict=True):
        if wrong := undecoded(text):
            yield Fault("S002", f"bytes {wrong} are not valid {encoding.upper()}", line, cell.column)
        elif sign := illegal(text):
            yield Fault("S004", f"{sign} is not allowed in XML", line, cell.column)
        elif sign := doubtful(text):
            yield Fault("S007", f"a wrong decoding leaves behind {sign}", line, cell.column)


def _source(raw: list[RawCell], ordinal: int, bare: Source) -> Source:
    """The cells with text, one below the other, blank lines between them."""
    lines: list[Line] = []
    cells = []
    for cell in raw:
        full = [at for at, text in enumerate(cell.lines) if text.strip()]
        if not full:
            continue
        kept = slice(full[0], full[-1] + 1)
        begin = len(lines) + 1
        own = tuple(Line(number, text.rstrip(" \t")) for number, text in enumerate(cell.lines[kept], begin))
        cells.append(Cell(cell.column, own, cell.at[kept], cell.values))
        lines += [*own, Line(begin + len(own), "")]
    return replace(bare, lines=tuple(lines[:-1]), ordinal=ordinal, cells=tuple(cells))
