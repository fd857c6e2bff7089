"""An edition that is made anew whenever a file of its project changes, until it is ended."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from tei.serving.edition import Edition

_QUIET_MS: Final = 150
"""So long nothing must change before the edition is made: an editor writes a file in several steps."""

_LOOK_MS: Final = 500
_IGNORED: Final = frozenset({"__pycache__", "node_modules"})


def keep_made(edition: Edition, stop: threading.Event, told: Callable[[], None]) -> None:
    """Make an edition, and again after each change, until `stop` is set; `told` is called after each time.

    A change during a build is noticed after it.
    """
    from watchfiles import watch

    top = (edition.project.parent if edition.project else edition.folder).resolve()
    # The watch begins before the first build, so that no change between the two is missed.
    changes = watch(
        top,
        watch_filter=lambda _, path: concerns(Path(path), top, edition),
        debounce=1_600,
        step=_QUIET_MS,
        stop_event=stop,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    next(changes, None)
    edition.make()
    told()
    for found in changes:
        if found:
            edition.make()
            told()


def concerns(path: Path, top: Path, edition: Edition) -> bool:
    """Whether a change of this file can change the edition: not of what is made or said, and of nothing hidden."""
    out = edition.folder.resolve()
    if edition.project is not None and path.is_relative_to(out):
        return False
    if _is_said_to(path):
        return False
    names = path.relative_to(top).parts if path.is_relative_to(top) else path.parts
    return not any(name.startswith(".") or name.endswith("~") or name in _IGNORED for name in names)


def _is_said_to(path: Path) -> bool:
    """Whether this program's messages go to this file: each build writes to it, and would be followed by another."""
    try:
        found = path.stat()
        return any(os.path.samestat(found, os.fstat(stream)) for stream in (1, 2))
    except OSError:  # gone again, or no such stream is open
        return False
