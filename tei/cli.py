"""The command line. One function a command; heavy libraries are imported when a command uses them."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from tei import __version__
from tei.findings import Severity, TeiError
from tei.report import count_findings, format_error, format_finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tei.enrich.style import Style
    from tei.findings import Finding
    from tei.inputs import Inputs
    from tei.pipeline import Options
    from tei.runs import Outcome

TEI_VERSION = "4.9.0"
SCHEMA = "tei-record"
_CLEAN, _FINDINGS, _NOTHING = 0, 1, 2
_LONG_WORK = 20  # inputs: below this a progress bar is only noise


class Stopped(KeyboardInterrupt):
    """SIGTERM: the run ends as by Ctrl-C, with its own exit status."""


class _Console:
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

    def say(self, text: str) -> None:
        if not self.quiet:
            click.echo(text, err=True)

    def detail(self, text: str) -> None:
        if self.verbose:
            click.echo(text, err=True)


def _common(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every command takes."""
    for option in (
        click.option("--no-color", is_flag=True, help="No colours (NO_COLOR does the same)."),
        click.option("-v", "--verbose", is_flag=True, help="Also name every file written."),
        click.option("-q", "--quiet", is_flag=True, help="Errors only."),
    ):
        command = option(command)
    return command


def _console(options: dict[str, Any]) -> _Console:
    return _Console(quiet=options["quiet"], verbose=options["verbose"], color=not options["no_color"])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message=f"tei-pipeline %(version)s (schema {SCHEMA}, TEI {TEI_VERSION})")
def cli() -> None:
    """Turn plain-text archival records into validated TEI-XML, HTML and PDF. Nothing is lost on the way.

    Exit status: 0 clean; 1 findings or failed inputs; 2 bad usage, or nothing could be done at all.
    """


@cli.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    help="Folder for ID.xml; - writes one record to standard output.",
)
@click.option("--profile", default="auto", show_default=True, metavar="auto|NAME|FILE", help="Record layout.")
@click.option("--encoding", metavar="NAME", help="Encoding of files that are not UTF-8 or UTF-16 with a BOM.")
@click.option(
    "--style",
    type=click.Choice(["archive", "inline-notes", "plain"]),
    default="archive",
    show_default=True,
    help="archive: full; inline-notes: each note at its mark; plain: without standOff.",
)
@_common
def convert(
    inputs: tuple[str, ...], output: str, profile: str, encoding: str | None, style: Style, **common: Any
) -> None:
    """Convert plain-text records to TEI.

    INPUT is a file, a folder (every *.txt below it) or - for standard input.
    """
    from tei import profile as layouts
    from tei import runs, source
    from tei.pipeline import AUTO, Options

    console = _console(common)
    if profile != AUTO:
        layouts.named(profile)
    if encoding is not None:
        source.codec_name(encoding)
    options = Options(profile, encoding, _settings_from_environment(), style)
    if output == "-" or "-" in inputs:
        _convert_stream(inputs, output, options, console)
    found = runs.records(inputs)
    _finish(found, lambda: runs.convert_all(found.files, Path(output), options), console)


def _settings_from_environment() -> Any:
    """SOURCE_DATE_EPOCH gives the edition's date where no project file does (reproducible-builds.org)."""
    from datetime import UTC, datetime

    from tei.encode import Settings

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return Settings()
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) <= 11):
        raise TeiError("F004", f"SOURCE_DATE_EPOCH is {epoch!r}", "set it to seconds since 1970, or unset it")
    return Settings(date=datetime.fromtimestamp(int(epoch), UTC).date().isoformat())


def _convert_stream(inputs: Sequence[str], output: str, options: Options, console: _Console) -> NoReturn:
    """Standard input to a folder or standard output; or one file to standard output."""
    from tei import runs
    from tei.output import output_name, prepare_output_folder, write_atomic
    from tei.pipeline import convert as convert_file
    from tei.pipeline import convert_bytes

    if len(inputs) != 1:
        raise TeiError("F005", "standard input or output takes one record", "name one INPUT")
    if inputs[0] == "-":
        record = convert_bytes(sys.stdin.buffer.read(), "stdin", options)
    else:
        found = runs.records(inputs)
        if len(found.files) != 1:
            raise TeiError(
                "F005", f"{len(found.files)} records for standard output", "name one record's file"
            )
        record = convert_file(found.files[0], options)
    for one in record.findings:
        console.finding(one)
    if record.failed:
        sys.exit(_FINDINGS)
    if output == "-":
        sys.stdout.buffer.write(record.tei)
    else:
        prepare_output_folder(Path(output))
        write_atomic(Path(output) / output_name(record.id, ".xml"), record.tei)
    sys.exit(_CLEAN)


@cli.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o", "--output", metavar="FILE", help="Write the findings to a file instead of standard output."
)
@click.option(
    "--checks",
    default="all",
    show_default=True,
    metavar="all|none|CODE,...",
    help="Our rules beyond grammar.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="Findings that make the exit status 1.",
)
@_common
def validate(inputs: tuple[str, ...], output: str | None, checks: str, fail_on: str, **common: Any) -> None:
    """Validate TEI against the schema tei-record, and check what no grammar catches.

    INPUT is a file or a folder (every *.xml below it). Findings go to standard output, one a line:
    file:line:col: severity: CODE message.
    """
    from tei import runs
    from tei.check import check_tree, chosen_checks

    console = _console(common)
    codes = chosen_checks(checks)
    found = runs.tei_files(inputs)
    findings = list(found.findings)
    if not found.files:
        _nothing(found, console)
    for file in found.files:
        tree, problems = runs.read_tei(file)
        findings += problems
        if tree is not None:
            findings += check_tree(tree, str(file), codes)
    text = "".join(f"{format_finding(one)}\n" for one in findings)
    if output:
        from tei.output import write_atomic

        write_atomic(Path(output), text.encode())
    else:
        click.echo(text, nl=False)
    console.say(f"{len(found.files):,} validated: {count_findings(findings) or 'no findings'}")
    sys.exit(_status(findings, fail_on))


def _status(findings: Sequence[Finding], fail_on: str) -> int:
    if fail_on == "never":
        return _CLEAN
    threshold = Severity[fail_on.upper()]
    return _FINDINGS if any(one.severity >= threshold for one in findings) else _CLEAN


@cli.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--to",
    "formats",
    multiple=True,
    required=True,
    type=click.Choice(["html", "pdf"]),
    help="Format; may be given twice.",
)
@click.option("-o", "--output", required=True, metavar="DIR", help="Folder for ID.html, ID.pdf.")
@click.option(
    "--xslt", type=click.Path(path_type=Path), metavar="FILE", help="Your own stylesheet, for one format."
)
@click.option(
    "--param", "params", multiple=True, metavar="K=V", help="Parameter of the stylesheet; may be repeated."
)
@_common
def render(
    inputs: tuple[str, ...],
    formats: tuple[str, ...],
    output: str,
    xslt: Path | None,
    params: tuple[str, ...],
    **common: Any,
) -> None:
    """Render TEI as HTML or PDF, by XSLT.

    INPUT is a file or a folder (every *.xml below it).
    """
    from tei import runs

    wanted = tuple(dict.fromkeys(formats))
    if xslt and len(wanted) > 1:
        raise TeiError("F006", "--xslt makes one format", "give one --to with it")
    found = runs.tei_files(inputs)
    sheets = {wanted[0]: xslt} if xslt else {}
    rendering = runs.Rendering(wanted, sheets, dict(_pair(param) for param in params))
    _finish(found, lambda: runs.render_all(found.files, Path(output), rendering), _console(common))


def _pair(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not (name and equals):
        raise TeiError("F007", f"--param {param!r} has no name or no value", "write --param NAME=VALUE")
    return name, value


@cli.command("build")
@click.argument("project", default=".", type=click.Path(path_type=Path), metavar="[DIR|tei.toml]")
@_common
def build_command(project: Path, **common: Any) -> None:
    """Take the whole way as the project file says: convert, validate, render."""
    from tei import runs
    from tei.project import load_project

    content, folder = load_project(project)
    found, outcomes = runs.build(content, folder)
    _finish(found, lambda: outcomes, _console(common), fail_on=content.validate_.fail_on)


@cli.command()
@click.argument("record", metavar="RECORD")
@click.option("--profile", default="auto", show_default=True, metavar="auto|NAME|FILE", help="Record layout.")
@click.option("--encoding", metavar="NAME", help="Encoding of a file that is not UTF-8 or UTF-16 with a BOM.")
@_common
def explain(record: str, profile: str, encoding: str | None, **common: Any) -> None:
    """Say line by line what a record's text became, what was inferred, and on what ground."""
    from tei import runs
    from tei.explain import explain_text
    from tei.pipeline import Options
    from tei.pipeline import convert as convert_file

    console = _console(common)
    found = runs.records([record])
    if len(found.files) != 1:
        _nothing(found, console)
    result = convert_file(found.files[0], Options(profile, encoding))
    if result.document is not None:
        click.echo(explain_text(result.document), nl=False)
    for one in result.findings:
        console.finding(one)
    sys.exit(_FINDINGS if result.failed else _CLEAN)


# --- running and ending ------------------------------------------------------------------------


def _nothing(found: Inputs, console: _Console) -> NoReturn:
    for one in found.findings:
        console.finding(one)
    console.say("tei: nothing was done: no input matched")
    sys.exit(_NOTHING)


def _finish(
    found: Inputs, start: Callable[[], Iterator[Outcome]], console: _Console, fail_on: str = "error"
) -> NoReturn:
    """Run over the inputs, tell what is found, and end with a summary and the exit status."""
    if not found.files:
        _nothing(found, console)
    done: list[Outcome] = []
    stopped: KeyboardInterrupt | None = None
    try:
        for outcome in _with_progress(start(), len(found.files), console):
            done.append(outcome)
            for one in outcome.findings:
                console.finding(one)
            for file in outcome.outputs:
                console.detail(f"  {file}")
    except KeyboardInterrupt as error:
        stopped = error
    for one in found.findings:
        console.finding(one)
    _summary(done, len(found.files), len(found.findings), console)
    if stopped is not None:
        raise stopped
    findings = [*found.findings, *(one for outcome in done for one in outcome.findings)]
    failed = any(outcome.state == "failed" for outcome in done) or bool(found.findings)
    sys.exit(_FINDINGS if failed else _status(findings, fail_on))


def _summary(done: Sequence[Outcome], inputs: int, missing: int, console: _Console) -> None:
    """What a stopped run did not reach, and named inputs that are missing, count as failed."""
    from tei.runs import summarise

    unreached = inputs - len(done)
    text = summarise(done, inputs + missing).text
    console.say(text + (f"; stopped, {unreached:,} not reached" if unreached else ""))


def _with_progress(outcomes: Iterator[Outcome], total: int, console: _Console) -> Iterator[Outcome]:
    if console.quiet or total < _LONG_WORK or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True, no_color=not console.color), transient=True) as progress:
        task = progress.add_task("records", total=total)
        for outcome in outcomes:
            yield outcome
            progress.advance(task)


def _stop(signum: int, _frame: object) -> NoReturn:
    raise Stopped(signum)


def main() -> NoReturn:
    """Run the command line; usage errors and signals become exit statuses, bugs a traceback."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        cli(prog_name="tei", standalone_mode=False)
    except TeiError as error:
        click.echo(format_error(error), err=True)
        sys.exit(_NOTHING)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Stopped:
        sys.exit(128 + signal.SIGTERM)
    except (KeyboardInterrupt, click.Abort) as error:
        # click turns every KeyboardInterrupt into its own Abort and keeps the first as the cause.
        stopped = isinstance(error.__cause__, Stopped)
        sys.exit(128 + (signal.SIGTERM if stopped else signal.SIGINT))
    except BrokenPipeError:
        # The reader of standard output has gone; Python must not complain again while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)
    sys.exit(_CLEAN)
