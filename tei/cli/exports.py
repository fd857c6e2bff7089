"""`tei export`: one file of many documents, for other programs."""

from __future__ import annotations

from typing import Any

import click

from tei.cli.running import common_options, console_of, finish, settings_from_environment
from tei.findings import TeiError

_FORMS = ("cmif", "csv", "ris", "csl-json", "bibtex")


@click.command("export")
@click.argument("form", type=click.Choice(_FORMS), metavar="|".join(_FORMS))
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, metavar="FILE", help="The file; - writes to standard output.")
@click.option(
    "--about",
    multiple=True,
    metavar="K=V",
    help="A fact for the header of a CMIF: title, publisher, editor, email, url, licence or date; may be repeated.",
)
@common_options
def export_command(
    form: str, inputs: tuple[str, ...], output: str, about: tuple[str, ...], **common: Any
) -> None:
    """Write what is known of TEI documents into one file for other programs.

    cmif lists letters for correspSearch; csv has a row a document; ris, csl-json and bibtex are for reference
    managers. INPUT is a file or a folder (every *.xml below it).
    """
    from tei.gather.exports import export
    from tei.gather.exports.model import about_of
    from tei.gather.exports.running import check_place, export_all
    from tei.inputs import tei_files

    given = dict(_pair(one) for one in about)
    edition = about_of(given, date=settings_from_environment().date)
    found = tei_files(inputs)
    check_place(output, inputs, found.files)
    finish(found, lambda: export_all(found.files, output, export(form, edition)), console_of(common))


def _pair(about: str) -> tuple[str, str]:
    name, equals, value = about.partition("=")
    if not (name and equals and value):
        raise TeiError("F007", f"--about {about!r} has no name or no value", "write --about NAME=VALUE")
    return name, value
