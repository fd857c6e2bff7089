"""The inputs of a run: files, and folders searched for files of one suffix, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, overload

from tei.findings import Finding, Where, finding
from tei.report import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STANDARD_INPUT = "-"


class FileNames(Sequence[Path]):
    """Paths of which only the names are kept: a path takes as much memory as five names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)

    @overload
    def __getitem__(self, at: int) -> Path: ...
    @overload
    def __getitem__(self, at: slice) -> FileNames: ...
    def __getitem__(self, at: int | slice) -> Path | FileNames:
        return FileNames(self._names[at]) if isinstance(at, slice) else Path(self._names[at])

    def __iter__(self) -> Iterator[Path]:
        return map(Path, self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files to read, sorted, each once; and a finding for every named input that gives none.

    `notices` are findings of the project's own files: they are told before the run and stop nothing.
    """

    files: Sequence[Path]
    findings: tuple[Finding, ...]
    notices: tuple[Finding, ...] = ()


def collect(names: Iterable[str], *suffixes: str, standard_input: bool = True) -> Inputs:
    """Find the files that inputs name: a file is itself, a folder gives every `*suffix` below it, of any of the suffixes.

    `-` is the standard input, which a command may not read (`standard_input`).

    Links to folders are not followed, so a loop of links ends. A file named is read whatever its suffix.
    """
    files: dict[str, str] = {}
    findings: list[Finding] = []
    here = Path.cwd()
    for name in names:
        path = Path(name)
        if name == STANDARD_INPUT and not standard_input:
            below = []
            hint = "write it to a file, and name that; a file of this name is ./-"
            findings.append(finding("B004", "the standard input is not read here", Where(name), hint))
        elif path.is_dir():
            below = _below(path, suffixes)
            if not below:
                text = f"no {' or '.join(suffixes)} file below this folder"
                findings.append(finding("B004", text, Where(printable(name))))
        elif path.exists() or path.is_symlink() or name == STANDARD_INPUT:
            below = [str(path)]
        else:
            below = []
            findings.append(finding("B004", "there is no such file or folder", Where(printable(name))))
        for file in below:
            files.setdefault(os.path.join(here, file), file)  # noqa: PTH118  (a path of each takes much memory)
    return Inputs(FileNames(sorted(files.values(), key=os.fsencode)), tuple(findings))


def tei_files(names: Iterable[str]) -> Inputs:
    """The TEI files that inputs name."""
    return collect(names, ".xml", standard_input=False)


def _below(folder: Path, suffixes: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for parent, folders, names in os.walk(folder):
        folders.sort()
        above = str(Path(parent, "-"))[:-1]
        found += [above + name for name in names if name.lower().endswith(suffixes)]
    return found
