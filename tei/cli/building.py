"""`tei build`: the whole way as the project file says, done again only where something has changed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tei.cli.running import CLEAN, FINDINGS, Console, common_options, console_of, finish, nothing, today

if TYPE_CHECKING:
    from tei.building import OnEdit
    from tei.building.checking import Stale
    from tei.cluster import Scheduler


@click.command("build")
@click.argument("project", default=".", type=click.Path(path_type=Path), metavar="[DIR|tei.toml]")
@click.option(
    "--check", is_flag=True, help="Write nothing; exit 1 when an output is not up to date, and say why."
)
@click.option(
    "--on-edit",
    type=click.Choice(["keep", "merge", "overwrite"]),
    default="keep",
    show_default=True,
    help="What becomes of outputs that somebody has edited; overwrite puts the edited TEI aside.",
)
@click.option(
    "--jobs", type=click.IntRange(0, 1024), metavar="N", help="Worker processes; 0: one per core. [run] jobs"
)
@click.option(
    "--scheduler",
    default="",
    metavar="dask://HOST:PORT",
    help="Have the records made by the workers of a dask cluster (extra cluster).",
)
@common_options
def build_command(
    project: Path, *, check: bool, on_edit: OnEdit, jobs: int | None, scheduler: str, **common: Any
) -> None:
    """Take the whole way as the project file says: convert, validate, render. What is up to date stays as it is."""
    from tei import building
    from tei.project import load_project
    from tei.validation.of_project import request_of
    from tei.verdict import Judge
    from tei.verdict.builds import judged
    from tei.verdict.standards import Said, standard_of

    console = console_of(common)
    content, folder = load_project(project)
    if check:
        _checked(building.stale(content, folder), console)
    # A baseline is of TEI files, and what a build finds is told of records.
    standard, _ = standard_of(content.validate_, folder, Said(anew=True), today())
    asked = request_of(content.validate_, folder)
    over = _scheduler(scheduler, console)
    found, outcomes = building.build(content, folder, on_edit=on_edit, jobs=jobs, scheduler=over, asked=asked)
    told = judged(outcomes, Judge(standard))
    finish(found, lambda: told, console, fail_on=standard.fail_on)


def _scheduler(address: str, console: Console) -> Scheduler | None:
    """The scheduler at an address; none where none is named."""
    if not address:
        return None
    from tei.cluster import Scheduler

    return Scheduler(address, console.say)


def _checked(found: Stale, console: Console) -> None:
    """Say what is stale, and end."""
    if not found.files:
        from tei.inputs import Inputs

        nothing(Inputs((), ()), console)
    for said in found.edited:
        console.say(said)
    for path, why in found.reasons:
        click.echo(f"{path}: {why}")
    number = len(found.reasons)
    console.say("tei: everything is up to date" if found.is_current else f"tei: {number:,} to be made")
    sys.exit(CLEAN if found.is_current else FINDINGS)
