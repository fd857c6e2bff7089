"""An export over many files: each document read by itself, then the file written whole, or to standard output."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tei.findings import CODES, Finding, Severity, TeiError, Where, finding
from tei.gather.entries import entry_of
from tei.outcomes import Outcome
from tei.output import name_key, write_atomic
from tei.validation.documents import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.gather.exports.model import Export

_OUTPUT: Final = "-"


def check_place(output: str, inputs: Sequence[str], files: Sequence[Path]) -> None:
    """See that an export is no input of its run, nor one of the next.

    Raises:
        TeiError: G001, it cannot stand there.
    """
    if output != _OUTPUT and (problem := _problem(Path(output), inputs, files)):
        raise TeiError("G001", f"-o {output}: {problem}", CODES["G001"].help)


def _problem(path: Path, inputs: Sequence[str], files: Sequence[Path]) -> str:
    if path.is_dir():
        return "it is a folder: name a file"
    if path.exists() and any(file.exists() and path.samefile(file) for file in files):
        return "it is one of the documents"
    folder = path.absolute().parent.resolve()
    if path.suffix.lower() == ".xml" and any(
        Path(one).is_dir() and folder.is_relative_to(Path(one).resolve()) for one in inputs
    ):
        return "it would be a document of the next run: it stands below an input folder and is called .xml"
    return "" if folder.is_dir() else "there is no such folder"


def export_all(files: Sequence[Path], output: str, made: Export) -> Iterator[Outcome]:
    """Take in the documents in their order, then write the export; bad files are told, the others are in it."""
    seen: dict[str, str] = {}
    taken = 0
    for file in files:
        outcome = _take_in(file, made, seen)
        taken += outcome.state != "failed"
        yield outcome
    if taken:
        yield replace(written(output, made, taken), only=True)


def _take_in(file: Path, made: Export, seen: dict[str, str]) -> Outcome:
    path = str(file)
    document, problems = read(file)
    if document is None or problems:
        return Outcome(path, "failed", problems)
    entry = entry_of(document.tree, stem=file.stem)
    first = seen.setdefault(name_key(entry.id), path)
    if first != path:
        refused = finding("B003", f"the id {entry.id!r} is already that of {first}", Where(path))
        return Outcome(path, "failed", (refused,))
    said = (finding(code, text, Where(path)) for code, text in made.add(entry))
    return Outcome(path, "converted", tuple(said))


def written(output: str, made: Export, taken: int) -> Outcome:
    """Write the export; the outcome counts as no input."""
    data, said = made.finish()
    found = [finding(code, text, Where(output)) for code, text in said]
    if not data:
        return Outcome(output, "failed", tuple(found), counts=False)
    if output == _OUTPUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return Outcome(output, "converted", tuple(found), counts=False)
    try:
        changed = write_atomic(Path(output), data)
    except TeiError as error:
        problem = Finding(error.code, Severity.ERROR, error.message, Where(output), error.hint)
        return Outcome(output, "failed", (*found, problem), counts=False)
    says = f"{output}: {made.holds}{taken:,} document{'' if taken == 1 else 's'}"
    return Outcome(
        output, "converted" if changed else "unchanged", tuple(found), (Path(output),), False, says
    )
