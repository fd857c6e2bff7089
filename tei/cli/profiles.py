"""`tei profile`: record layouts listed, shown, checked, tried and drafted."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tei.cli.running import (
    CLEAN,
    FINDINGS,
    NOTHING,
    common_options,
    console_of,
    exit_status,
    nothing,
    with_progress,
)
from tei.findings import CODES, TeiError
from tei.report import format_error, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.cli.running import Console
    from tei.findings import Finding
    from tei.inputs import Inputs
    from tei.trial.as_text import Lines


@click.group()
def profile() -> None:
    """Record layouts: list, show and check them, try them on records, draft one."""


@profile.command("list")
@common_options
def list_command(**_common: Any) -> None:
    """List the layouts that come with the program, one a line: name, title, description."""
    from tei import profile as layouts

    known = layouts.built_in()
    width = max(map(len, known))
    for name, layout in known.items():
        said = f": {layout.description}" if layout.description else ""
        click.echo(f"{name:<{width}}  {layout.title}{said}")


@profile.command()
@click.argument("name", metavar="NAME|FILE")
@click.option("--resolved", is_flag=True, help="With what the layout extends in its place, without comments.")
@common_options
def show(name: str, resolved: bool, **common: Any) -> None:
    """Print the TOML of a layout as it stands in its file, to copy from."""
    from tei import profile as layouts
    from tei.profile.writing import toml_file

    path = layouts.layout_file(name)
    text, data = layouts.layout_data(path)
    if resolved:
        data.pop("extends", None)
        text = toml_file(data)
    elif extended := data.get("extends"):
        said = f"{name} extends {extended}: show that too, or say --resolved"
        console_of(common).say(printable(said))
    sys.stdout.buffer.write(text.encode())


@profile.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="Findings that make the exit status 1.",
)
@common_options
def check(files: tuple[str, ...], fail_on: str, **common: Any) -> None:
    """Check layout files: every problem with its line, its key and what is valid there.

    Warnings tell rules that can have no effect. Exit status: 2 when no file is good, 1 when some are.
    """
    console = console_of(common)
    told: list[Finding] = []
    bad = 0
    for file in files:
        found = _checked(file, console)
        bad += found is None
        told += found or ()
    if bad:
        sys.exit(NOTHING if bad == len(files) else FINDINGS)
    sys.exit(exit_status(told, fail_on))


def _checked(file: str, console: Console) -> list[Finding] | None:
    """Say what is wrong in a layout file, or that it is good; None for one that cannot be used."""
    from tei import profile as layouts
    from tei.trial import slots_filled_by, weaknesses

    try:
        layout = layouts.load_profile(Path(file))
    except layouts.LayoutError as error:
        for one in error.problems:
            console.finding(one)
        return None
    except TeiError as error:
        click.echo(format_error(error), err=True)
        return None
    text, _ = layouts.layout_data(Path(file))
    found = weaknesses(layout, printable(file), text)
    for one in found:
        console.finding(one)
    slots = ", ".join(slots_filled_by(layout))
    click.echo(printable(f"{file}: {layout.name} ({layout.title}) can be used; it fills {slots}"))
    return found


@profile.command("try")
@click.argument("layout", metavar="NAME|FILE")
@click.argument("records", nargs=-1, required=True, metavar="RECORD...")
@click.option("--encoding", metavar="NAME", help="Encoding of files that are not UTF-8 or UTF-16 with a BOM.")
@click.option(
    "--lines",
    type=click.Choice(["all", "problems", "none"]),
    help="Lines told of a record; by default all for up to 3 records, for more those that no rule knows.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common_options
def try_command(
    layout: str, records: tuple[str, ...], encoding: str | None, lines: Lines | None, form: str, **common: Any
) -> None:
    """Try a layout on records: which fit, what claims each line, what is found and what is missing.

    RECORD is a file or a folder (every *.txt below it; by a layout of tables every *.csv, *.tsv, *.jsonl). A file
    may hold several records. Nothing is written. Exit status: 0 when all records fit and every line is known to
    a rule, else 1.
    """
    from tei import profile as layouts
    from tei import runs
    from tei.trial import as_json, as_text, gathered, try_records
    from tei.trial.as_text import FEW

    console = console_of(common)
    chosen = layouts.named(layout)
    found = runs.records(records, chosen)
    if not found.files:
        nothing(found, console)
    for one in found.findings:
        console.finding(one)
    tried = try_records(found.files, chosen, encoding)
    trial = gathered(chosen, list(with_progress(tried, len(found.files), console)))
    told = lines or ("all" if len(trial.records) <= FEW else "problems")
    made = as_json(trial, told) if form == "json" else as_text(trial, told)
    sys.stdout.buffer.write(made.encode())
    sys.exit(CLEAN if trial.clean and not found.findings else FINDINGS)


@profile.command()
@click.argument("records", nargs=-1, required=True, metavar="RECORD...")
@click.option("-o", "--output", metavar="FILE", help="Write the draft to a file that is not there yet.")
@click.option("--name", help="Name of the layout; by default made of the name of the folder.")
@click.option("--encoding", metavar="NAME", help="Encoding of files that are not UTF-8 or UTF-16 with a BOM.")
@common_options
def draft(
    records: tuple[str, ...], output: str | None, name: str | None, encoding: str | None, **common: Any
) -> None:
    """Propose a layout for records of an unknown form, as a commented file to correct.

    RECORD is a text, a table (*.csv, *.tsv, *.tab, *.jsonl, *.ndjson) whose rows are records, or a folder of
    either. Ten records or more show best what repeats.
    """
    from tei import inputs
    from tei.pipeline import TABLES

    console = console_of(common)
    found = inputs.collect(records, ".txt", *TABLES)
    for one in found.findings if found.files else ():
        console.finding(one)
    tables = [file for file in found.files if file.name.lower().endswith(TABLES)]
    if tables and len(tables) < len(found.files):
        texts = len(found.files) - len(tables)
        count = f"{len(tables):,} table{'s'[: len(tables) > 1]} and {texts:,} text{'s'[: texts > 1]}"
        raise TeiError("F032", f"{count} are of different layouts", CODES["F032"].help)
    made, good = (_draft_of_tables if tables else _draft_of_texts)(found, name, encoding, console)
    if output:
        _write_new(Path(output), made.encode())
    else:
        sys.stdout.buffer.write(made.encode())
    sys.exit(CLEAN if good == len(found.files) and not found.findings else FINDINGS)


def _draft_of_texts(
    found: Inputs, name: str | None, encoding: str | None, console: Console
) -> tuple[str, int]:
    """The draft for texts, and how many of the files it was made from."""
    from tei import drafting, source

    read = [source.read(file, encoding) for file in found.files]
    for one in (one for _, problems in read for one in problems):
        console.finding(one)
    sources = [text for text, _ in read if text is not None and any(not line.blank for line in text.lines)]
    if not sources:
        nothing(found, console)
    seen = drafting.seen(sources)
    chosen = _layout_name(name, [one.path for one in sources])
    return drafting.written(seen, drafting.proposed(seen), chosen), len(sources)


def _draft_of_tables(
    found: Inputs, name: str | None, encoding: str | None, console: Console
) -> tuple[str, int]:
    """The draft for tables, and how many of the files it was made from; none where a row is at fault."""
    from tei import drafting

    seen = drafting.tables_seen(found.files, encoding)
    for one in seen.findings:
        console.finding(one)
    if not seen.files:
        nothing(found, console)
    made = drafting.table_written(seen, _layout_name(name, seen.files))
    return made, 0 if seen.findings else len(seen.files)


def _layout_name(name: str | None, paths: Sequence[str]) -> str:
    from tei.drafting.writing import name_of

    chosen = name or name_of(paths)
    if not re.fullmatch(r"[a-z][a-z0-9-]*", chosen):
        raise TeiError(
            "F020", f"--name {chosen!r} is no name of a layout", "write small letters, digits and -"
        )
    return chosen


def _write_new(path: Path, data: bytes) -> None:
    """A draft never takes the place of a file: it may be a draft that was corrected."""
    from tei.output import write_atomic

    if path.exists():
        raise TeiError("F021", f"{path}: is there already", "name another file, or remove this one")
    write_atomic(path, data)
