"""What is served: a folder of outputs, and how it is made anew."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST_SAID: Final = 20_000
"""Characters of a build's findings that a page shows."""

_KEEP_ALIVE: Final = 15.0


@dataclass(frozen=True, slots=True)
class State:
    """The edition as it is now: how often it was made, what the build said, and whether it failed."""

    made: int = 0
    said: str = ""
    failed: bool = False
    is_building: bool = False


class Edition:
    """A folder that is served; `project` is the project file that it is made from, None for a folder as it is."""

    def __init__(self, folder: Path, project: Path | None) -> None:
        self.folder = folder
        self.project = project
        self._state = State(is_building=project is not None)
        self._changed = threading.Condition()
        self._build: subprocess.Popen[bytes] | None = None
        self._ended = threading.Event()

    @property
    def state(self) -> State:
        """The edition as it is now."""
        return self._state

    def make(self) -> None:
        """Make the edition anew, in a process of its own: it reads every file afresh, and can be ended at once."""
        if self.project is None:
            self._tell(State(self._state.made + 1))
            return
        command = [sys.executable, "-P", "-m", "tei", "build", str(self.project), "--no-color"]
        with self._changed:
            if self._ended.is_set():
                return
            self._build = subprocess.Popen(  # noqa: S603  (our own program)
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is for the server, which ends it
            )
        _, errors = self._build.communicate()
        said = errors.decode("utf-8", "replace").strip()
        shown = said if len(said) <= _MOST_SAID else f"{said[:_MOST_SAID]}\n…"
        self._tell(State(self._state.made + 1, shown, failed=self._build.returncode != 0))

    def _tell(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()

    def events(self) -> Iterator[int | None]:
        """How often the edition was made, now and after each time; None now and then, as a sign of life."""
        known = -1
        while not self._ended.is_set():
            with self._changed:
                if self._state.made == known and not self._ended.is_set():
                    self._changed.wait(_KEEP_ALIVE)
                made = self._state.made
            if self._ended.is_set():
                return
            yield made if made != known else None
            known = made

    def end(self) -> None:
        """End a build that is running, and all who wait for events."""
        with self._changed:
            self._ended.set()
            self._changed.notify_all()
            if self._build is not None and self._build.poll() is None:
                self._build.kill()
