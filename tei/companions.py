"""What a folder of TEI needs beside the TEI: the schemas that its files name.

They are written once a run, with the first file that is there, so that a run without TEI writes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tei import resources
from tei.encode.models import MODELS
from tei.findings import Finding, Severity, TeiError, Where
from tei.output import prepare_output_folder, write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tei.runs import Outcome


def with_schemas(outcomes: Iterator[Outcome], out: Path, address: str) -> Iterator[Outcome]:
    """Pass on the outcomes of a run, and write the schemas with the first that has TEI.

    Args:
        outcomes: one after the other, as they are made.
        out: the folder of the TEI.
        address: of the schemas, as the TEI names it. Nothing is written where it leads out of the folder.

    Returns:
        The outcomes; that of the first TEI file has a finding where the schemas cannot be written.
    """
    folder = _below(out, address)
    for one in outcomes:
        if folder is not None and any(file.suffix == ".xml" for file in one.outputs):
            problems = _write(folder, one.path)
            folder = None
            yield replace(one, findings=(*one.findings, *problems))
        else:
            yield one


def _below(out: Path, address: str) -> Path | None:
    """The folder below `out` that an address names, if it names one."""
    if urlsplit(address).scheme:
        return None
    parts = unquote(address).split("/")
    return None if ".." in parts else out.joinpath(*(part for part in parts if part))


def _write(folder: Path, path: str) -> list[Finding]:
    try:
        prepare_output_folder(folder)
        for name in MODELS:
            write_atomic(folder / name, resources.schema_file(name).read_bytes())
    except TeiError as error:
        return [Finding(error.code, Severity.ERROR, error.message, Where(path), error.hint)]
    return []
