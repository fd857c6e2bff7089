"""The inputs of a run: files, and folders searched for files of one suffix, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, overload

from tei.findings import Finding, Where, finding
from tei.report import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STANDARD_INPUT = "-"
_OF_BUILD, _SITE = ".tei", "site"
"""In the outputs of a build: what it knows of the last one, and the site, which has copies of the TEI beside them."""
File = TypeVar("File", str, Path)


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

    Of the outputs of a build those of its site are left out, which are copies of others. Links to folders are not followed, so
    a loop of links ends, nor are links to files outside the folder that is searched.
    A file named is read whatever its suffix, and wherever a link of this name leads.
    """
    files: dict[str, str] = {}
    findings: list[Finding] = []
    here = Path.cwd()
    for name in names:
        path = Path(name)
        if name == STANDARD_INPUT and not standard_input:
            below = list[str]()
            hint = "write it to a file, and name that; a file of this name is ./-"
            findings.append(finding("B004", "the standard input is not read here", Where(name), hint))
        elif path.is_dir():
            below, refused = within(_below(path, suffixes), path)
            findings += refused
            if not below and not refused:
                text = f"no {' or '.join(suffixes)} file below this folder"
                findings.append(finding("B004", text, Where(printable(name))))
        elif path.exists() or path.is_symlink() or name == STANDARD_INPUT:
            below = [str(path)]
        else:
            below = list[str]()
            findings.append(finding("B004", "there is no such file or folder", Where(printable(name))))
        for file in below:
            files.setdefault(os.path.join(here, file), file)  # noqa: PTH118  (a path of each takes much memory)
    return Inputs(FileNames(sorted(files.values(), key=os.fsencode)), tuple(findings))


def within(files: Iterable[File], *folders: Path) -> tuple[list[File], list[Finding]]:
    """Part what a search has found: files that lie in one of the folders, and a finding for each link that leads out of them.

    Who names a folder means what is in it. A link to another file of the machine, as it may come with somebody's records,
    would put that file into the edition.
    """
    roots = tuple(os.path.realpath(one) for one in folders)
    parents: dict[str, bool] = {}
    kept: list[File] = []
    refused: list[Finding] = []
    for file in files:
        parent = os.path.dirname(file)  # noqa: PTH120  (many files)
        if parent not in parents:
            parents[parent] = _lies_in(parent, roots)
        if parents[parent] and (not os.path.islink(file) or _lies_in(file, roots)):  # noqa: PTH114
            kept.append(file)
        else:
            what = "is a link that leads out of the folder that is searched, and is not read"
            hint = "name the file itself, or put a copy in the place of the link"
            refused.append(finding("S005", what, Where(printable(str(file))), hint))
    return kept, refused


def _lies_in(path: str | Path, roots: tuple[str, ...]) -> bool:
    real = os.path.realpath(path)
    return any(real == root or real.startswith(root.rstrip(os.sep) + os.sep) for root in roots)


def tei_files(names: Iterable[str]) -> Inputs:
    """The TEI files that inputs name."""
    return collect(names, ".xml", standard_input=False)


def _below(folder: Path, suffixes: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for parent, folders, names in os.walk(folder):
        above = str(Path(parent, "-"))[:-1]
        here = [above + name for name in names if name.lower().endswith(suffixes)]
        if Path(parent, _OF_BUILD, "manifest.sqlite").is_file():
            folders[:] = [name for name in folders if name != _OF_BUILD and not (here and name == _SITE)]
        folders.sort()
        found += here
    return found
