"""Options of commands that run stylesheets: the engine and its limits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tei.rendering.engines import ENGINES, MEGABYTES, SECONDS, Choice

if TYPE_CHECKING:
    from collections.abc import Callable


def engine_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of engines; `taken_choice` takes them out again."""
    for option in (
        click.option(
            "--xslt-root",
            type=click.Path(path_type=Path),
            metavar="DIR",
            help="Folder of your own stylesheet and of all that it imports.  [default: that of FILE]",
        ),
        click.option(
            "--xslt-memory",
            type=click.IntRange(256, 1_048_576),
            default=MEGABYTES,
            show_default=True,
            metavar="MB",
            help="Memory for transforms by your own stylesheet.",
        ),
        click.option(
            "--xslt-seconds",
            type=click.IntRange(1, 86_400),
            default=SECONDS,
            show_default=True,
            metavar="N",
            help="Processor time of one transform by your own stylesheet.",
        ),
        click.option(
            "--engine",
            type=click.Choice(ENGINES),
            default="libxslt",
            show_default=True,
            help="saxon runs XSLT 2.0 and 3.0, too.",
        ),
    ):
        command = option(command)
    return command


def taken_choice(options: dict[str, Any]) -> Choice:
    """The engine and the limits that were asked for."""
    return Choice(
        options.pop("engine"),
        options.pop("xslt_seconds"),
        options.pop("xslt_memory"),
        options.pop("xslt_root"),
    )
