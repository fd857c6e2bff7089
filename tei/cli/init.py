"""`tei init`: a new project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tei import __version__
from tei.cli.running import common_options, console_of

_REQUIREMENT = f"tei-pipeline=={__version__}"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--requirement",
    default=_REQUIREMENT,
    show_default=True,
    metavar="TEXT",
    help="What pip installs in CI: a package with its version, or an address such as git+https://....",
)
@common_options
def init(folder: Path, requirement: str, **common: Any) -> None:
    """Make a new project: tei.toml, folders, an example record, CI and pre-commit files.

    DIR may be there already, as of a fresh repository; a file that would be replaced stops the command, and nothing
    is written.
    """
    from tei.starter import create

    console = console_of(common)
    made = create(folder, requirement)
    for path in made:
        console.detail(f"  {path}")
    console.say(f"{len(made)} files written; next: cd {folder} && tei build")
