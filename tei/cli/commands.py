"""The commands. Heavy libraries are imported when a command uses them."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from tei import __version__
from tei.cli.engines import engine_options, taken_choice
from tei.cli.running import (
    CLEAN,
    FINDINGS,
    Console,
    common_options,
    console_of,
    finish,
    nothing,
    settings_from_environment,
)
from tei.findings import TeiError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.enrich.style import Style
    from tei.inputs import Inputs
    from tei.pipeline import Options, Result

TEI_VERSION = "4.9.0"
SCHEMA = "tei-record"


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
@click.option(
    "--ledger",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write where each span of the records went (JSON Lines).",
)
@common_options
def convert(
    inputs: tuple[str, ...],
    output: str,
    profile: str,
    encoding: str | None,
    style: Style,
    ledger: Path | None,
    **common: Any,
) -> None:
    """Convert plain-text records to TEI.

    INPUT is a file, a folder (every *.txt below it) or - for standard input. Each row of a table (CSV, TSV, JSON
    Lines) is a record; folders are searched for tables where the profile named reads them.
    """
    from tei import profile as layouts
    from tei import runs, source
    from tei.pipeline import AUTO, Options

    console = console_of(common)
    layout = profile if profile == AUTO else layouts.named(profile)
    if encoding is not None:
        source.codec_name(encoding)
    options = Options(layout, encoding, settings_from_environment(), style)
    searched = runs.suffixes(layout)
    found = runs.records(inputs, layout)
    if ledger:
        from tei.ledger.file import check_place  # with all that tells where text went

        check_place(ledger, inputs, found.files, None if output == "-" else Path(output), searched)
    if output == "-":
        _convert_to_output(inputs, found, options, console, ledger)
    if "-" in inputs:
        results = runs.with_last(_results_of_one(inputs, found, options, console))
        finish(found, lambda: runs.write_all(results, found, Path(output), options, ledger), console)
    finish(found, lambda: runs.convert_all(found, Path(output), options, ledger), console)


def _convert_to_output(
    inputs: Sequence[str], found: Inputs, options: Options, console: Console, ledger: Path | None
) -> NoReturn:
    """The one record of an input to standard output."""
    from tei.ledger.file import Ledger
    from tei.pipeline import only

    record = only(_results_of_one(inputs, found, options, console), inputs[0])
    with Ledger(ledger, options.style) if ledger else nullcontext() as told:
        record = told.prove(record) if told else record
        for one in record.findings:
            console.finding(one)
        if not record.failed:
            sys.stdout.buffer.write(record.tei)
        if told:
            told.add(record, record.findings, written=not record.failed)
            told.finish()
            console.say(told.says)
    sys.exit(FINDINGS if record.failed else CLEAN)


def _results_of_one(
    inputs: Sequence[str], found: Inputs, options: Options, console: Console
) -> Iterator[Result]:
    """The records of the one input of a run from standard input or to standard output."""
    from tei.pipeline import convert_each, convert_each_of_bytes

    if len(inputs) != 1:
        raise TeiError("F005", "standard input or output takes one record", "name one INPUT")
    if inputs[0] == "-":
        return convert_each_of_bytes(sys.stdin.buffer.read(), "stdin", options)
    if not found.files:
        nothing(found, console)
    if len(found.files) != 1:
        raise TeiError("F005", f"{len(found.files)} records for standard output", "name one record's file")
    return convert_each(found.files[0], options)


@cli.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--to",
    "formats",
    multiple=True,
    required=True,
    type=click.Choice(["html", "pdf", "text", "jsonl", "epub"]),
    help="Format; may be repeated.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    help="Folder for ID.html, ID.pdf, ID.txt, ID.jsonl, ID.epub.",
)
@click.option(
    "--xslt", type=click.Path(path_type=Path), metavar="FILE", help="Your own stylesheet, for one format."
)
@click.option(
    "--param", "params", multiple=True, metavar="K=V", help="Parameter of the stylesheet; may be repeated."
)
@click.option(
    "--collection",
    is_flag=True,
    help="Make one file of all inputs: DIR/collection.pdf, collection.epub, collection.jsonl.",
)
@click.option(
    "--verify", is_flag=True, help="Compare each output with its TEI: all of the text, once and in order."
)
@engine_options
@common_options
def render(
    inputs: tuple[str, ...],
    formats: tuple[str, ...],
    output: str,
    xslt: Path | None,
    params: tuple[str, ...],
    **options: Any,
) -> None:
    """Render TEI as HTML, PDF, EPUB or plain text by XSLT, or as JSON Lines.

    INPUT is a file or a folder (every *.xml below it).
    """
    from tei import renderings
    from tei.inputs import tei_files
    from tei.rendering import COLLECTIONS, WITHOUT_STYLESHEET

    wanted = tuple(dict.fromkeys(formats))
    if xslt and len(wanted) > 1:
        raise TeiError("F006", "--xslt makes one format", "give one --to with it")
    if xslt and wanted[0] in WITHOUT_STYLESHEET:
        raise TeiError("F006", f"no stylesheet makes {wanted[0]}", "leave out --xslt")
    found = tei_files(inputs)
    sheets = {wanted[0]: xslt} if xslt else {}
    given = dict(pair(param) for param in params)
    rendering = renderings.Rendering(
        wanted, sheets, given, verify=options["verify"], choice=taken_choice(options)
    )
    if options["collection"] and (other := [name for name in wanted if name not in COLLECTIONS]):
        raise TeiError("F006", f"--collection makes no {other[0]}", f"its formats: {', '.join(COLLECTIONS)}")
    start = renderings.render_collections if options["collection"] else renderings.render_all
    finish(found, lambda: start(found.files, Path(output), rendering), console_of(options))


def pair(param: str) -> tuple[str, str]:
    """A parameter as it is given, `NAME=VALUE`.

    Raises:
        TeiError: F007, it has no name or no value.
    """
    name, equals, value = param.partition("=")
    if not (name and equals):
        raise TeiError("F007", f"--param {param!r} has no name or no value", "write --param NAME=VALUE")
    return name, value


@cli.command()
@click.argument("record", metavar="RECORD")
@click.option("--profile", default="auto", show_default=True, metavar="auto|NAME|FILE", help="Record layout.")
@click.option("--encoding", metavar="NAME", help="Encoding of a file that is not UTF-8 or UTF-16 with a BOM.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "json"]),
    default="text",
    show_default=True,
    help="html: one page, record and TEI side by side.",
)
@click.option("--record", "wanted", metavar="N|ID", help="Which record of a file that holds several.")
@common_options
def explain(
    record: str, profile: str, encoding: str | None, form: str, wanted: str | None, **common: Any
) -> None:
    """Say line by line what a record's text became, what was inferred, and on what ground."""
    from tei import runs
    from tei.explain import as_json, as_page, as_text
    from tei.explain import explain as tell
    from tei.pipeline import Options, the_one

    console = console_of(common)
    found = runs.records([record], profile)
    if not found.files:
        nothing(found, console)
    if len(found.files) != 1:
        raise TeiError(
            "F005", f"{len(found.files)} files, and one record is explained", "name one record's file"
        )
    result = the_one(found.files[0], Options(profile, encoding), wanted)
    told = tell(result)
    if told is not None:
        made = {"text": as_text, "html": as_page, "json": as_json}[form](told)
        sys.stdout.buffer.write(made.encode())
    for one in result.findings:
        console.finding(one)
    sys.exit(FINDINGS if result.failed else CLEAN)
