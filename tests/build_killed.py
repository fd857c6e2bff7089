"""Builds that meet their end: the process kills itself, or the system refuses, at the k-th step that touches the disk."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_projects import run

from tei.findings import TeiError

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = ("open", "write", "fsync", "replace", "rename", "unlink", "mkdir", "close")
"""What is counted, of `os`; files that are opened for reading only are not. SQLite's transactions are, too."""
PASSED_ALL, DONE, FAILED, REFUSED, TRACEBACK = 99, 0, 1, 2, 3


class Steps:
    """The steps of this process, and what happens at one of them."""

    def __init__(self, last: int, act: Callable[[], None]) -> None:
        self.count = 0
        self._last = last
        self._act = act

    def step(self) -> None:
        self.count += 1
        if self.count == self._last:
            self._act()

    def watch(self) -> None:
        """Count from now on."""
        for name in STEPS:
            setattr(os, name, self._counted(name, getattr(os, name)))
        steps, connect = self, sqlite3.connect

        class Connection(sqlite3.Connection):
            def execute(self, statement: str, *given: Any) -> sqlite3.Cursor:
                if statement.startswith(("BEGIN", "COMMIT", "PRAGMA")):
                    steps.step()
                cursor = super().execute(statement, *given)
                if statement == "COMMIT":
                    steps.step()
                return cursor

        def connected(*given: Any, **named: Any) -> sqlite3.Connection:
            return connect(*given, **{"factory": Connection, **named})

        sqlite3.connect = connected  # type: ignore[assignment]

    def _counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:
            if name != "open" or (len(given) > 1 and given[1] & (os.O_WRONLY | os.O_RDWR)):
                self.step()
            return call(*given, **named)

        return counted


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(number: int) -> Callable[[], None]:
    def refused() -> None:
        raise OSError(number, os.strerror(number))

    return refused


def fork(folder: Path, last: int, act: Callable[[], None]) -> int:
    """Build in a process of its own that acts at a step; how it ended (the number of a signal: negative)."""
    child = os.fork()
    if not child:
        status = TRACEBACK
        try:
            steps = Steps(last, act)
            steps.watch()
            outcomes = run(folder)
            failed = any(one.state == "failed" for one in outcomes)
            status = FAILED if failed else PASSED_ALL if steps.count < last else DONE
        except TeiError as error:
            print(error, file=sys.stderr)
            status = REFUSED
        except BaseException:  # noqa: BLE001  (what must not be is told)
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)
