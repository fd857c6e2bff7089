"""Records converted, many files in one run: each by itself, written whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tei import profile as profiles
from tei.companions import with_schemas
from tei.findings import Finding, Severity, TeiError, Where
from tei.inputs import Inputs, collect
from tei.outcomes import Claims, Outcome, State, written
from tei.output import output_name, prepare_output_folder
from tei.pipeline import AUTO, TABLES, Options, Result, convert_each

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tei.enrich.style import Style
    from tei.ledger.file import Ledger
    from tei.profile import Profile


def convert_all(found: Inputs, out: Path, options: Options, ledger: Path | None = None) -> Iterator[Outcome]:
    """Convert records to `out/<id>.xml`, and say in a ledger where each span of them went.

    Raises:
        TeiError: the output folder, the ledger, the profile or the encoding cannot be used.
    """
    return write_all(_results(found.files, options), found, out, options, ledger)


def write_all(
    results: Iterator[tuple[Result, bool]],
    found: Inputs,
    out: Path,
    options: Options,
    ledger: Path | None = None,
) -> Iterator[Outcome]:
    """As `convert_all`, of records that are converted as they are asked for; each says whether its file ends with it.

    Raises:
        TeiError: the output folder or the ledger cannot be used.
    """
    prepare_output_folder(out)
    told = _ledger(ledger, options.style) if ledger else None
    outcomes = _each_told(results, found, out, told) if told else _each(results, out)
    return with_schemas(outcomes, out, options.settings.schema)


def _results(files: Sequence[Path], options: Options) -> Iterator[tuple[Result, bool]]:
    for file in files:
        yield from with_last(convert_each(file, options))


def with_last(results: Iterator[Result]) -> Iterator[tuple[Result, bool]]:
    """Each record of a file, and whether it is the last."""
    waiting: Result | None = None
    for one in results:
        if waiting is not None:
            yield waiting, False
        waiting = one
    if waiting is not None:
        yield waiting, True


def _each(results: Iterator[tuple[Result, bool]], out: Path) -> Iterator[Outcome]:
    claims = Claims()
    for record, last in results:
        yield replace(_one(record, out, claims), last=last)


def _each_told(
    results: Iterator[tuple[Result, bool]], found: Inputs, out: Path, ledger: Ledger
) -> Iterator[Outcome]:
    """As `_each`, then the ledger, in which inputs that are missing have failed."""
    claims = Claims()
    with ledger:
        for converted, last in results:
            record = ledger.prove(converted)
            outcome = _one(record, out, claims)
            ledger.add(record, outcome.findings, written=outcome.state != "failed")
            yield replace(outcome, last=last)
        for one in found.findings:
            ledger.fail(one.where.path, [one])
        yield _finished(ledger)


def _ledger(file: Path, style: Style) -> Ledger:
    from tei.ledger.file import Ledger  # with all that tells where text went

    return Ledger(file, style)


def _finished(ledger: Ledger) -> Outcome:
    path = str(ledger.path)
    try:
        state: State = "converted" if ledger.finish() else "unchanged"
    except TeiError as error:
        problem = Finding(error.code, Severity.ERROR, error.message, Where(path), error.hint)
        return Outcome(path, "failed", (problem,), counts=False)
    return Outcome(path, state, outputs=(ledger.path,), counts=False, says=ledger.says)


def _one(record: Result, out: Path, claims: Claims) -> Outcome:
    if record.failed:
        return Outcome(record.path, "failed", record.findings)
    if refused := claims.refuse(record.id, record.path, record):
        return Outcome(record.path, "failed", (*record.findings, refused))
    made = {out / output_name(record.id, ".xml"): record.tei}
    return written(record.path, made, list(record.findings), 1)


def records(names: Sequence[str], profile: str | Profile = AUTO) -> Inputs:
    """The record files that inputs name; folders are searched for what the layout reads.

    Raises:
        TeiError: there is no such profile.
    """
    return collect(names, *suffixes(profile))


def suffixes(profile: str | Profile) -> tuple[str, ...]:
    """What the records' files in a folder are called: a layout named that reads tables asks for tables.

    Raises:
        TeiError: there is no such profile.
    """
    if profile == AUTO:
        return (".txt",)
    layout = profiles.named(profile) if isinstance(profile, str) else profile
    return TABLES if layout.table else (".txt",)
