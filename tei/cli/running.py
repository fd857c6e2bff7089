"""Running and ending: what a run says on standard error, its summary, its exit status."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from tei.findings import Severity, TeiError
from tei.report import format_finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from tei.encode import Settings
    from tei.findings import Finding
    from tei.inputs import Inputs
    from tei.outcomes import Outcome, Tally

CLEAN, FINDINGS, NOTHING = 0, 1, 2
_Done = TypeVar("_Done")
_LONG_WORK = 20  # inputs: below this a progress bar is only noise


class Console:
    """What a run says on standard error: findings, progress, summary."""

    def __init__(self, *, quiet: bool, verbose: bool, color: bool) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.hinted: set[tuple[str, str]] = set()
        self.color = color and sys.stderr.isatty() and "NO_COLOR" not in os.environ

    def finding(self, finding: Finding) -> None:
        """Print a finding; what to do about it is said once, however many there are of a kind."""
        if not self.quiet or finding.severity is Severity.ERROR:
            colour = {Severity.ERROR: "red", Severity.WARNING: "yellow"}.get(finding.severity)
            told = (finding.code, finding.hint)
            text = format_finding(replace(finding, hint="") if told in self.hinted else finding)
            self.hinted.add(told)
            click.echo(click.style(text, fg=colour) if self.color and colour else text, err=True)

    def fail(self, text: str) -> None:
        """Print why the run could do nothing, quiet or not."""
        click.echo(text, err=True)

    def say(self, text: str) -> None:
        """Print a line, unless the run is quiet."""
        if not self.quiet:
            click.echo(text, err=True)

    def detail(self, text: str) -> None:
        """Print a line where details are wanted."""
        if self.verbose:
            click.echo(text, err=True)


def common_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that every command takes."""
    for option in (
        click.option("--no-color", is_flag=True, help="No colours (NO_COLOR does the same)."),
        click.option("-v", "--verbose", is_flag=True, help="Also name every file written."),
        click.option("-q", "--quiet", is_flag=True, help="Errors only."),
    ):
        command = option(command)
    return command


def console_of(options: dict[str, Any]) -> Console:
    """The console that these options ask for."""
    return Console(quiet=options["quiet"], verbose=options["verbose"], color=not options["no_color"])


def exit_status(findings: Iterable[Finding], fail_on: str) -> int:
    """Return the exit status for findings under `--fail-on` error, warning or never."""
    if fail_on == "never":
        return CLEAN
    threshold = Severity[fail_on.upper()]
    return FINDINGS if any(one.severity >= threshold for one in findings) else CLEAN


def settings_from_environment() -> Settings:
    """SOURCE_DATE_EPOCH gives the edition's date where no project file does (reproducible-builds.org)."""
    from datetime import UTC, datetime

    from tei.encode import Settings

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return Settings()
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) <= 11):
        raise TeiError("F004", f"SOURCE_DATE_EPOCH is {epoch!r}", "set it to seconds since 1970, or unset it")
    return Settings(date=datetime.fromtimestamp(int(epoch), UTC).date().isoformat())


def today() -> date:
    """The day of the check; the clock is read only here, and not where SOURCE_DATE_EPOCH stands for it."""
    from datetime import UTC, date, datetime

    fixed = settings_from_environment().date
    return date.fromisoformat(fixed) if fixed else datetime.now(UTC).date()


def nothing(found: Inputs, console: Console) -> NoReturn:
    """End a run for which no input was found: say which names gave none, exit status 2."""
    for one in found.findings:
        console.finding(one)
    console.fail("tei: nothing was done: no input matched")
    sys.exit(NOTHING)


def finish(
    found: Inputs, start: Callable[[], Iterator[Outcome]], console: Console, fail_on: str = "error"
) -> NoReturn:
    """Run over the inputs, tell what is found, and end with a summary and the exit status."""
    for one in found.notices:
        console.finding(one)
    if not found.files:
        nothing(found, console)
    from tei.outcomes import Tally
    from tei.verdict.codes import UNDONE

    tally = Tally(len(found.files) + len(found.findings))
    again = 0
    failed = bool(found.findings)
    worst = {one.severity: one for one in (*found.notices, *found.findings)}
    stopped: KeyboardInterrupt | None = None
    try:
        for outcome in with_progress(start(), len(found.files), console, ends=_ends_a_file):
            tally.add(outcome)
            failed = (
                failed or outcome.state == "failed" or any(one.code in UNDONE for one in outcome.findings)
            )
            worst.update((one.severity, one) for one in outcome.findings)
            again += _tell(outcome, console, _worth_telling_again(fail_on))
    except KeyboardInterrupt as error:
        stopped = error
    for one in found.findings:
        console.finding(one)
    if again:
        console.say(
            f"{again:,} findings of what is unchanged were told when it was made (-v tells them again)"
        )
    _summary(tally, len(found.findings), console)
    if stopped is not None:
        raise stopped
    sys.exit(FINDINGS if failed else exit_status([*worst.values()], fail_on))


def _tell(outcome: Outcome, console: Console, again: Severity) -> int:
    """Tell what became of an input; how many findings were told by the run that made it and need nobody to act."""
    passed_over = 0
    for one in outcome.findings:
        if outcome.again and one.severity < again and not console.verbose:
            passed_over += 1
        else:
            console.finding(one)
    for file in outcome.outputs:
        console.detail(f"  {file}")
    if outcome.says:
        console.say(outcome.says)
    return passed_over


def _worth_telling_again(fail_on: str) -> Severity:
    return Severity.ERROR if fail_on == "never" else Severity[fail_on.upper()]


def _summary(tally: Tally, missing: int, console: Console) -> None:
    """What a stopped run did not reach, and named inputs that are missing, count as failed."""
    unreached = tally.unreached - missing
    text = tally.summary.text
    if unreached:
        text += f"; stopped, {unreached:,} not reached"
    elif tally.stopped_within:
        text += "; stopped"
    console.say(text + (" and the rest of a file of several records" if tally.stopped_within else ""))


def _ends_a_file(outcome: Outcome) -> bool:
    return outcome.last


def with_progress(
    outcomes: Iterator[_Done],
    total: int,
    console: Console,
    ends: Callable[[_Done], bool] = lambda _: True,
) -> Iterator[_Done]:
    """Pass on what is done, one by one; with a progress bar on a terminal and for long work.

    `ends`: whether one is the last of the `total`, which may give several each.
    """
    if console.quiet or total < _LONG_WORK or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True, no_color=not console.color), transient=True) as progress:
        task = progress.add_task("records", total=total)
        for outcome in outcomes:
            yield outcome
            progress.advance(task, ends(outcome))
