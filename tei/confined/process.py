"""The outer side: a process that is started with an empty environment, asked, and ended in the middle of its work."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
import weakref
from typing import TYPE_CHECKING, Any, Final

from tei.confined.inside import ANEW, receive, send

if TYPE_CHECKING:
    from collections.abc import Mapping

_START: Final = "import sys; sys.path[:] = sys.argv[1:]; from {} import serve; serve()"
_PASSED_ON: Final = ("SYSTEMROOT", "TMPDIR", "LD_LIBRARY_PATH")
_MOST_SAID: Final = 1 << 24
"""Bytes that are kept of the standard error for one piece of work."""


class Confined:
    """A process that runs the function `serve` of a module of ours; it ends with this object."""

    def __init__(self, module: str, environment: Mapping[str, str] | None = None) -> None:
        passed_on = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
        command = [sys.executable, "-P", "-c", _START.format(module), *(part for part in sys.path if part)]
        self._process = subprocess.Popen(  # noqa: S603  (our own program)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=passed_on | dict(environment or {}),
        )
        self._answers: queue.Queue[Any] = queue.Queue()
        self._errors = bytearray()
        readers = (
            threading.Thread(target=_read, args=(self._process, self._answers), daemon=True),
            threading.Thread(target=_keep, args=(self._process, self._errors), daemon=True),
        )
        for reader in readers:
            reader.start()
        # At the end of the program, too, and before its threads are stopped, which __del__ would come after.
        self._end = weakref.finalize(self, _end, self._process, readers)

    def send(self, request: object) -> None:
        """Ask; where the process has ended, its missing answer tells so."""
        if self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                send(self._process.stdin, request)

    def answer(self, end: float) -> Any:
        """The next answer; None where the process has ended, or the time has (of `time.monotonic`)."""
        try:
            return self._answers.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            return None

    @property
    def has_ended(self) -> bool:
        """Whether the process has ended by itself."""
        return self._process.poll() is not None

    @property
    def signal(self) -> int:
        """The signal that ended the process; 0: none."""
        try:
            return -min(self._process.wait(1), 0)  # its last answer may come before its end
        except subprocess.TimeoutExpired:
            return 0

    @property
    def errors(self) -> bytes:
        """What was said on the standard error in this piece of work; whole after `end`."""
        return bytes(self._errors)

    def kill(self) -> None:
        """Kill the process as something from outside would: nothing is taken down in here."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """End the process."""
        self._end()


def _end(process: subprocess.Popen[bytes], readers: tuple[threading.Thread, ...]) -> None:
    """End a process, and what reads from it."""
    process.kill()
    process.wait()
    for reader in readers:
        reader.join()
    for stream in (process.stdin, process.stdout, process.stderr):
        with contextlib.suppress(OSError):  # what was not sent to it any more
            if stream is not None:
                stream.close()


def _keep(process: subprocess.Popen[bytes], errors: bytearray) -> None:
    """Keep what is said of the work that is at hand; what is said at too great a length is cut off."""
    while process.stderr is not None and (piece := os.read(process.stderr.fileno(), 1 << 16)):
        if ANEW in piece:
            errors.clear()
            piece = piece.rpartition(ANEW)[2]
        if len(errors) < _MOST_SAID:
            errors += piece


def _read(process: subprocess.Popen[bytes], answers: queue.Queue[Any]) -> None:
    """Take answers as they come; at the end of the process, a None."""
    try:
        while process.stdout is not None:
            answers.put(receive(process.stdout))
    except (EOFError, ValueError, OSError):
        answers.put(None)
