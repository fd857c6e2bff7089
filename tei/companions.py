"""What a folder of outputs needs beside them: the schemas that TEI names, the script that pages name.

They are written once a run, with the first file that is there, so that a run without TEI or pages writes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from tei import resources
from tei.encode.models import MODELS
from tei.findings import Finding, Severity, TeiError, Where
from tei.output import prepare_output_folder, write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tei.outcomes import Outcome

SCRIPT: Final = "assets/edition.js"
"""The address of the page's script, from a page in the folder of the outputs."""


def with_schemas(outcomes: Iterator[Outcome], out: Path, address: str) -> Iterator[Outcome]:
    """Pass on the outcomes of a run, and write the schemas with the first that has TEI.

    Args:
        outcomes: one after the other, as they are made.
        out: the folder of the TEI.
        address: of the schemas, as the TEI names it. Nothing is written where it leads out of the folder.

    Returns:
        The outcomes; that of the first TEI file has a finding where the schemas cannot be written.
    """
    files = schema_files(out, address)
    for one in outcomes:
        if files and any(file.suffix == ".xml" for file in one.outputs):
            problems = _write(files, one.path)
            files = {}
            yield replace(one, findings=(*one.findings, *problems))
        else:
            yield one


def with_script(outcomes: Iterator[Outcome], out: Path) -> Iterator[Outcome]:
    """Pass on the outcomes of a run, and write the script with the first page that asks for it.

    A page of a project's own stylesheet may have no use for it. The outcome of that page has a finding where the
    script cannot be written; the page is whole without it.
    """
    written = False
    for one in outcomes:
        if not written and any(_asks(file) for file in one.outputs):
            problems = _write(script_file(out), one.path)
            written = True
            yield replace(one, findings=(*one.findings, *problems))
        else:
            yield one


def schema_files(out: Path, address: str) -> dict[Path, bytes]:
    """The schemas to be written beside TEI in a folder; none where the address leads out of it."""
    folder = _below(out, address)
    return {folder / name: resources.schema_file(name).read_bytes() for name in MODELS} if folder else {}


def script_file(out: Path) -> dict[Path, bytes]:
    """The script of the pages in a folder."""
    return {out / SCRIPT: resources.xslt_file("js/edition.js").read_bytes()}


def _asks(file: Path) -> bool:
    return file.suffix == ".html" and asks_for_script(file.read_bytes())


def asks_for_script(page: bytes) -> bool:
    """Whether a page names the script beside it."""
    return f'<script src="{SCRIPT}"'.encode() in page


def _below(out: Path, address: str) -> Path | None:
    """The folder below `out` that an address names, if it names one."""
    if urlsplit(address).scheme:
        return None
    parts = unquote(address).split("/")
    return None if ".." in parts else out.joinpath(*(part for part in parts if part))


def _write(files: Mapping[Path, bytes], path: str) -> list[Finding]:
    try:
        for file, data in files.items():
            prepare_output_folder(file.parent)
            write_atomic(file, data)
    except TeiError as error:
        return [Finding(error.code, Severity.ERROR, error.message, Where(path), error.hint)]
    return []
