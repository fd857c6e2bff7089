"""`tei schema`: schemas kept by name; and the options by which a command names schemas."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tei.cli.running import common_options, console_of
from tei.findings import TeiError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tei.validation import Request
    from tei.verdict.standards import Setting


class _RuleFile(click.Path):
    """A file of rules; as a path an address would lose one of its slashes."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", str(value)):
            raise TeiError(
                "Y010", f"{value} is not read: rules are read of files", "fetch it, and name the file"
            )
        return super().convert(value, param, ctx)


def schema_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that name schemas."""
    for option in (
        click.option(
            "--allow-network", is_flag=True, help="Schemas may be fetched by http and https; else nothing is."
        ),
        catalog_option,
        click.option(
            "--phase",
            default="",
            metavar="NAME",
            help="Phase of the rule files; #ALL for all.  [default: theirs]",
        ),
        click.option(
            "--rules",
            multiple=True,
            type=_RuleFile(path_type=Path),
            metavar="FILE.sch",
            help="Schematron rules, alone or within a schema .rng or an ODD; may be repeated.",
        ),
        click.option(
            "--declared",
            is_flag=True,
            help="Validate against the schemas that each document names (xml-model, xsi:schemaLocation).",
        ),
        click.option(
            "--warn-schema",
            "warn_schemas",
            multiple=True,
            metavar="NAME|FILE",
            help="A schema whose findings are warnings; may be repeated.",
        ),
        click.option(
            "--schema",
            "schemas",
            multiple=True,
            metavar="NAME|FILE",
            help="A schema: tei-record, a name added by tei schema add, or a file .rng, .rnc, .xsd; may be"
            " repeated.  [default: tei-record, unless --declared]",
        ),
    ):
        command = option(command)
    return command


def catalog_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option for XML catalogs."""
    return click.option(
        "--catalog",
        "catalogs",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="XML catalog that maps addresses to local files; may be repeated (XML_CATALOG_FILES does the same).",
    )(command)


def schema_request(options: dict[str, Any], setting: Setting, folder: Path) -> Request:
    """The request that these options make; where one is not given, that of the project.

    Raises:
        TeiError: Y010 a rule file cannot be run.
    """
    from tei.validation.of_project import request_of, rule_set

    project = request_of(setting, folder, options["rules"], options["phase"])
    return replace(
        project,
        schemas=options["schemas"] or (() if options["declared"] else project.schemas),
        warn_schemas=options["warn_schemas"] or project.warn_schemas,
        declared=options["declared"],
        allow_network=options["allow_network"],
        catalogs=(*catalogs_of(options), *project.catalogs),
        rules_of=rule_set if options["declared"] else None,
    )


def catalogs_of(options: dict[str, Any]) -> tuple[Path, ...]:
    """The catalogs of the options, then those of the environment, blank between them.

    Raises:
        TeiError: X018, one of the options is not there. It would be read only for an address that no schema may ask for.
    """
    for file in options["catalogs"]:
        if not file.exists():
            raise TeiError("X018", f"{file}: there is no such file", "check the path")
    return (*options["catalogs"], *(Path(name) for name in os.environ.get("XML_CATALOG_FILES", "").split()))


@click.group()
def schema() -> None:
    """Schemas by name: list those that are kept, add one."""


@schema.command("list")
@common_options
def list_command(**_common: Any) -> None:
    """List the schemas that --schema knows by name, one a line: name, language, sha256, where it came from."""
    from tei import __version__
    from tei.report import printable
    from tei.safe_xml import shown_address
    from tei.schema_store.store import kept_schemas
    from tei.validation import OWN_SCHEMA

    click.echo(f"{OWN_SCHEMA}  (the program's own, {__version__})")
    for one in kept_schemas():
        line = f"{one.name}  {one.path.suffix[1:]}  sha256:{one.sha256}  {shown_address(one.origin)}"
        click.echo(printable(line))


@schema.command()
@click.argument("source", metavar="FILE|URL")
@click.option("--name", required=True, metavar="NAME", help="What --schema is to call it.")
@click.option("--sha256", metavar="HEX", help="Keep the schema only if this is the hash of its file.")
@catalog_option
@common_options
def add(source: str, name: str, sha256: str | None, **options: Any) -> None:
    """Keep a schema in the user's cache, with all files that it draws in, whole or not at all.

    A URL is fetched now, by http or https, and never again; this command is the only one that needs no
    --allow-network for it. What was kept under the name before is replaced. The cache is TEI_CACHE, or
    tei-pipeline below XDG_CACHE_HOME or ~/.cache.
    """
    from tei.report import printable
    from tei.schema_store.adding import add_schema

    kept = add_schema(source, name, sha256, catalogs_of(options))
    console_of(options).say(printable(f"{kept.name}: {_files(len(kept.files))} kept, sha256:{kept.sha256}"))


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"
