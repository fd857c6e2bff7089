"""Where a report may be written: never over what the run reads. A slip of the hand would cost a document its text."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tei.findings import CODES, TeiError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def check_report_places(outputs: Mapping[str, Path | None], reads: Iterable[Path]) -> None:
    """See that what a run writes takes the place of nothing that it reads, and that it writes each file once.

    Args:
        outputs: the files that are written, by the option that names them; None: it was not given.
        reads: the documents, schemas, rules and files of the project.

    Raises:
        TeiError: F012, a report would take the place of a file.
    """
    written: dict[tuple[int, int], str] = {}
    names: dict[str, str] = {}
    for option, path in outputs.items():
        if path is None:
            continue
        if (other := names.setdefault(os.path.realpath(path), option)) != option:
            _refuse(f"{option} {path}: {other} names the same file")
        if (place := _place(path)) is not None:
            written[place] = f"{option} {path}"
    for file in reads if written else ():
        if (place := _place(file)) is not None and place in written:
            _refuse(f"{written[place]}: this run reads the file, and its content would be lost")


def _place(path: Path) -> tuple[int, int] | None:
    """What tells a regular file from all others, whatever it is called; None where there is none yet."""
    if not path.is_file():
        return None
    status = path.stat()
    return status.st_dev, status.st_ino


def _refuse(problem: str) -> None:
    raise TeiError("F012", problem, CODES["F012"].help)
