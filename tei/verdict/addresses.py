"""Files as reports and baselines name them: the same on every machine that has the collection."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path, PurePath

_NO_FILES = frozenset({"", "-", "stdin"})


class Base:
    """The folder that addresses of files are relative to."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(os.path.realpath(folder))
        self._known: tuple[str, str] = "", ""  # of the file asked for last: its findings share one text

    def address(self, path: str) -> str:
        """The path from the base, with `/` between folders; the whole path of a file outside it."""
        if path in _NO_FILES:
            return path
        if path != self._known[0]:
            folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100  (a link is not followed before `..`)
            self._known = path, _relative(_real(folder), self.folder) + name
        return self._known[1]


def find_base(folder: Path) -> Base:
    """The root of the repository that a folder is in (the nearest with `.git`); without one the folder itself.

    So an address is the same from each folder of a repository, and is what a code host knows the file by.
    """
    here = Path(os.path.realpath(folder))
    return Base(next((one for one in (here, *here.parents) if os.path.lexists(one / ".git")), here))


@cache
def _relative(path: PurePath, folder: Path) -> str:
    """The address of a folder, with what stands before a name in it."""
    shown = (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()
    return "" if shown == "." else shown.rstrip("/") + "/"


def whole_path(path: str) -> PurePath:
    """The path from the root, of which the folders are no links; the file itself may be one."""
    folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100  (a link is not followed before `..`)
    return _real(folder) / name


@cache
def _real(folder: str) -> PurePath:
    return PurePath(os.path.realpath(folder))
