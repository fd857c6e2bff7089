"""`--changed-since REV`: which files are not as they were at a revision of the repository. Git itself is asked."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tei.findings import TeiError
from tei.verdict.addresses import whole_path

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS = 120
# What a repository could have git run by its configuration is not run.
_SAFE = ("--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
_HINT = "name a commit, branch or tag, such as origin/main or HEAD~1; in CI fetch it first (fetch-depth: 0)"


def changed_since(revision: str, files: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files that are not, under this name and with these bytes, in a revision.

    So new, changed and renamed files are returned, and those that git does not keep: of these it cannot be told.

    Raises:
        TeiError: V005, there is no git, no repository or no such revision.
    """
    if not revision or revision.startswith("-") or any(ord(sign) < 0x20 for sign in revision):
        raise TeiError("V005", f"{revision!r} is no revision", _HINT)
    top = Path(os.fsdecode(_git("rev-parse", "--show-toplevel", where=Path()).rstrip(b"\n")))
    commit = _commit(revision)
    same = _names("ls-files", "-z", "--cached", where=top) - _names(
        "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", commit, "--", where=top
    )
    kept = {whole_path(str(top / name)) for name in same}
    # What a link leads to may have changed while the link has not.
    return tuple(file for file in files if file.is_symlink() or whole_path(str(file)) not in kept)


def _commit(revision: str) -> str:
    question = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    try:
        return _git(*question, where=Path()).decode().strip()
    except TeiError as error:
        raise TeiError("V005", f"the repository has no revision {revision!r}", _HINT) from error


def _names(*arguments: str, where: Path) -> set[str]:
    return {os.fsdecode(name) for name in _git(*arguments, where=where).split(b"\0") if name}


def _git(*arguments: str, where: Path) -> bytes:
    """What git says to a question."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", *_SAFE, *arguments]
    try:
        done = subprocess.run(  # noqa: S603  (a fixed program; the revision is a commit's number by now, or after --end-of-options)
            command, cwd=where, env=environment, capture_output=True, check=False, timeout=_SECONDS
        )
    except FileNotFoundError as error:
        raise TeiError("V005", "git was not found", "install git, or leave out --changed-since") from error
    except subprocess.TimeoutExpired as error:
        raise TeiError(
            "V005", f"git gave no answer in {_SECONDS} seconds", "look at the repository"
        ) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() or f"git ended with {done.returncode}"
        hint = "run this in a checkout of a git repository, or leave out --changed-since"
        raise TeiError("V005", f"git cannot tell what changed: {said}", hint)
    return done.stdout
