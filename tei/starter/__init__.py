"""A new project: its folders, a project file, an example record, and the files that let it be checked in CI.

What is written stands as files in `project/`; a name there says where it goes (`WRITTEN`), for names with a leading dot
are easily left out of a copy.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from tei.findings import TeiError
from tei.output import write_atomic
from tei.report import printable

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN: Final = {
    "tei.toml": "tei.toml",
    "readme.md": "README.md",
    "records/example-letter.txt": "records/example-letter.txt",
    "layouts.md": "layouts/README.md",
    "ignore.toml": "tei-ignore.toml",
    "workflow.yml": ".github/workflows/tei.yml",
    "gitlab.yml": ".gitlab-ci.yml",
    "pre-commit.yaml": ".pre-commit-config.yaml",
    "gitignore": ".gitignore",
}
"""Each file of `project/`, and its place in a new project."""

# What pip takes on one line of a YAML file in quotation marks: a requirement, an address, a path.
_REQUIREMENT: Final = re.compile(r"[A-Za-z0-9_.\-+/:@=<>!~\[\],# ;]+")


def create(folder: Path, requirement: str) -> list[Path]:
    """Make a project in a folder, which may be there already.

    Args:
        folder: where.
        requirement: what pip installs in CI to have the command `tei`.

    Returns:
        The files written, in sorted order.

    Raises:
        TeiError: F022 the requirement is none; F023 a file of the project is there already (nothing is written); B001
            and B002 as of `write_atomic`.
    """
    if not _REQUIREMENT.fullmatch(requirement):
        raise TeiError(
            "F022",
            f"{printable(requirement)!r} is nothing that pip installs",
            "name a package, or an address",
        )
    if folder.exists() and not folder.is_dir():
        raise TeiError("F023", f"{folder} is a file", "name a folder")
    taken = [place for place in sorted(WRITTEN.values()) if _taken(folder / place)]
    if taken:
        raise TeiError(
            "F023", f"{folder} holds {', '.join(taken)} already", "name another folder; nothing was written"
        )
    source = files(__package__) / "project"
    made = []
    for name, place in sorted(WRITTEN.items(), key=lambda pair: pair[1]):
        text = source.joinpath(name).read_text("utf-8").replace("{{requirement}}", requirement)
        path = folder / place
        _make_folder(path.parent)
        write_atomic(path, text.encode())
        made.append(path)
    return made


def _taken(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TeiError(
            "B001", f"{folder}: {error.strerror}", "name another folder, or make it writable"
        ) from error
