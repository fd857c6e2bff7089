"""`tei validate`: TEI from anywhere, its findings in the form that is asked for."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tei.cli.running import common_options, console_of, exit_status, nothing, settings_from_environment
from tei.cli.schemas import schema_options, schema_request
from tei.report import count_findings, format_finding

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o", "--output", metavar="FILE", help="Write the findings to a file instead of standard output."
)
@click.option(
    "--checks",
    default="all",
    show_default=True,
    metavar="all|none|CODE,...",
    help="Our rules beyond grammar; all,T010 also counts again.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="Findings that make the exit status 1.",
)
@schema_options
@common_options
def validate(inputs: tuple[str, ...], output: str | None, checks: str, fail_on: str, **others: Any) -> None:
    """Validate TEI against schemas, and check what no grammar catches.

    INPUT is a file or a folder (every *.xml below it). Findings go to standard output, one a line:
    file:line:col: severity: CODE message. Where Java and jing are there, jing validates by RELAX NG.
    """
    from tei import runs
    from tei.check import chosen_checks
    from tei.validation import validate_files

    console = console_of(others)
    codes = chosen_checks(checks)
    found = runs.tei_files(inputs)
    findings = list(found.findings)
    if not found.files:
        nothing(found, console)
    findings += validate_files(found.files, replace(schema_request(others), checks=codes, today=_today()))
    text = "".join(f"{format_finding(one)}\n" for one in findings)
    if output:
        from tei.output import write_atomic

        write_atomic(Path(output), text.encode())
    else:
        click.echo(text, nl=False)
    console.say(f"{len(found.files):,} validated: {count_findings(findings) or 'no findings'}")
    sys.exit(exit_status(findings, fail_on))


def _today() -> date:
    """The day of the check; the clock is read only here, and not where SOURCE_DATE_EPOCH stands for it."""
    from datetime import UTC, date, datetime

    fixed = settings_from_environment().date
    return date.fromisoformat(fixed) if fixed else datetime.now(UTC).date()
