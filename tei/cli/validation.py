"""`tei validate`: TEI from anywhere, its findings in the form that is asked for."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tei.cli.running import common_options, console_of, nothing, today
from tei.cli.schemas import schema_options, schema_request
from tei.findings import TeiError
from tei.report import printable
from tei.report.text import format_counts

if TYPE_CHECKING:
    from tei.cli.running import Console
    from tei.inputs import Inputs
    from tei.project import Input
    from tei.report.content import Report
    from tei.validation import Request
    from tei.verdict.standards import Setting

_File = click.Path(path_type=Path)


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--checks",
    metavar="all|none|CODE,...",
    help="Our rules beyond grammar; all,T010 also counts again.  [default: all]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "junit", "github", "html"]),
    default="text",
    show_default=True,
    help="What the findings are written as.",
)
@click.option(
    "-o",
    "--output",
    type=_File,
    metavar="FILE",
    help="Write the findings to a file instead of standard output.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    help="Findings that make the exit status 1.  [default: error]",
)
@click.option(
    "--baseline", type=_File, metavar="FILE", help="Findings that are known: only new ones are told."
)
@click.option("--write-baseline", type=_File, metavar="FILE", help="Make the baseline of what is found now.")
@click.option(
    "--ignore",
    type=_File,
    metavar="FILE",
    help="Findings to let stand, each with its reason.  [default: tei-ignore.toml, if there is one]",
)
@click.option("--changed-since", metavar="REV", help="Only files that git has otherwise at a revision.")
@click.option(
    "--project",
    type=_File,
    metavar="DIR|FILE",
    help="Whose [validate] counts where no option is given.  [default: tei.toml here, if there is one]",
)
@click.option(
    "--records",
    multiple=True,
    type=_File,
    metavar="DIR",
    help="Where the records are that the TEI was made of: its text is compared with theirs (T042), findings tell their"
    " lines. May be repeated.  [default: lines only, beside the TEI and where tei.toml says]",
)
@schema_options
@common_options
def validate(inputs: tuple[str, ...], **options: Any) -> None:
    """Validate TEI against schemas, and check what no grammar catches.

    INPUT is a file or a folder (every *.xml below it). Findings go to standard output, one a line:
    file:line:col: severity: CODE message.
    """
    from tei.inputs import tei_files
    from tei.validation.reporting import is_whole, report_on
    from tei.verdict import Judge
    from tei.verdict.standards import Said, standard_of

    # What is loaded stays, and documents hold no cycles: to look for garbage seldom saves a twentieth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    console = console_of(options)
    if options["write_baseline"] and options["changed_since"]:
        raise TeiError("V006", "--write-baseline with --changed-since", "leave out one of the two")
    setting, of_input, folder = _project(options["project"])
    anew = options["write_baseline"] is not None
    said = Said(options["fail_on"], options["ignore"], options["baseline"], anew)
    standard, baseline = standard_of(setting, folder, said, today())
    found = tei_files(inputs)
    if not found.files:
        nothing(found, console)
    request = _request(options, (setting, of_input, folder), found)
    _check_places(options, (setting, folder), found, request)
    whole = is_whole(inputs, standard, request)
    report = report_on(found, request, Judge(standard), baseline, whole=whole)
    if options["write_baseline"]:
        report = _write_baseline(report, options["write_baseline"], console)
    _write(report, options["form"], options["output"])
    _summarise(report, options["changed_since"], console)
    sys.exit(report.exit_status)


def _project(named: Path | None) -> tuple[Setting, Input | None, Path]:
    """`[validate]` and `[input]` of the project file named, or of that of this folder; and its folder."""
    from tei.verdict.standards import NoProject

    if named is None and not Path("tei.toml").exists():
        return NoProject(), None, Path()
    from tei.project import load_project

    content, folder = load_project(named or Path())
    return content.validate_, content.input, folder


def _request(options: dict[str, Any], project: tuple[Setting, Input | None, Path], found: Inputs) -> Request:
    """What is asked of the documents: each option, or where it is not given the project's key."""
    from tei.check import chosen_checks
    from tei.validation.of_project import records_of
    from tei.verdict.changes import changed_since

    revision = options["changed_since"]
    setting, of_input, folder = project
    checks = chosen_checks(setting.checks if options["checks"] is None else options["checks"])
    return replace(
        schema_request(options, setting, folder),
        checks=checks,
        records=records_of(of_input, folder, options["records"], compare="T042" in checks),
        today=today(),
        changed=None if revision is None else frozenset(changed_since(revision, found.files)),
    )


def _check_places(
    options: dict[str, Any], project: tuple[Setting, Path], found: Inputs, request: Request
) -> None:
    """See that the report and the baseline take the place of nothing that is read; a baseline may be written anew."""
    from tei.validation.report_places import check_report_places
    from tei.verdict.standards import IGNORE_FILE

    setting, folder = project
    rules = options["rules"] or [folder / one for one in setting.rules]
    schemas = [Path(one) for one in (*request.schemas, *request.warn_schemas)]
    ignore = options["ignore"] or folder / (setting.ignore or IGNORE_FILE)
    of_project = options["project"] if options["project"] is not None else folder / "tei.toml"
    reads = chain(found.files, schemas, rules, request.catalogs, (ignore, of_project))
    outputs = {"-o": options["output"], "--write-baseline": options["write_baseline"]}
    check_report_places(outputs, reads)
    known = [options["baseline"]] if options["baseline"] else []
    check_report_places({"-o": options["output"]}, known)


def _write_baseline(report: Report, file: Path, console: Console) -> Report:
    from tei.report.writing import write_pieces
    from tei.validation.reporting import to_baseline

    told, pieces = to_baseline(report)
    write_pieces(file, pieces)
    console.say(f"{file}: the baseline was written")
    return told


def _write(report: Report, form: str, output: Path | None) -> None:
    """The report to its file or standard output; for a step of GitHub its summary, too.

    A runner reads annotations from standard output alone: there they are written besides to their file.
    """
    from tei.report.forms import FORMS
    from tei.report.writing import write_pieces

    if output:
        write_pieces(output, FORMS[form](report))
    if not output or (form == "github" and os.environ.get("GITHUB_ACTIONS") == "true"):
        for piece in FORMS[form](report):
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.flush()
    if form == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        _add_to_step_summary(report, Path(summary))


def _add_to_step_summary(report: Report, file: Path) -> None:
    """Add to the file that the runner shows with the step; other commands of the step may have written there."""
    from tei.report.github import SUMMARY_BYTES, as_step_summary

    try:
        with file.open("ab") as summary:
            summary.write(as_step_summary(report, SUMMARY_BYTES - summary.tell()).encode())
    except OSError as error:
        problem = f"GITHUB_STEP_SUMMARY {file}: cannot be written: {error.strerror or error}"
        raise TeiError("B002", problem, "unset GITHUB_STEP_SUMMARY, or let it name a file") from error


def _summarise(report: Report, revision: str | None, console: Console) -> None:
    """The line that ends the run, on standard error."""
    counts = format_counts(report.counts()) or "no findings"
    new = " (new)" if report.compared and report.told else ""
    asides = {"known": report.known, "ignored": report.ignored, "of the baseline gone": report.fixed}
    aside = ", ".join(f"{count:,} {what}" for what, count in asides.items() if count)
    text = f"{len(report.files) - report.unread:,} validated: {counts}{new}" + (f"; {aside}" if aside else "")
    text += f"; {report.unread:,} not read" if report.unread else ""
    if revision is not None:
        text += f"; {report.unchanged:,} not changed since {printable(revision)}"
        text = text if report.files else f"nothing to validate: {text}"
    console.say(text)
