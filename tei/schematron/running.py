"""Rules run in a process of their own, with a limit of time for each document."""

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

from tei.schematron.model import Fault, Place
from tei.schematron.saxon import said_at_once
from tei.schematron.stops import Stopped, Stops
from tei.schematron.views import RulesRefused
from tei.schematron.worker import ANEW, receive, send

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from tei.schematron.model import Broken, Schema

_START: Final = "import sys; sys.path[:] = sys.argv[1:]; from tei.schematron.worker import serve; serve()"
_COMPILE_SECONDS: Final = 60.0
_MOST_SAID: Final = 1 << 24
"""Bytes that are kept of the standard error for one pattern."""


class Runner:
    """Runs a schema's patterns on documents; starts its process at need, and ends it with itself."""

    def __init__(self, schema: Schema, engine: str, seconds: float) -> None:
        self._schema = schema
        self._engine = engine
        self.is_about = False
        """Whether the context of any rule was a node of any document; of rules that were stopped nobody knows."""
        self._seconds = seconds
        self.stops = Stops()
        self._process: subprocess.Popen[bytes] | None = None
        self._end: weakref.finalize[..., Runner] | None = None
        self._answers: queue.Queue[Any] = queue.Queue()
        self._errors = bytearray()

    def start(self) -> None:
        """Start the process, and let it compile the rules.

        Raises:
            RulesRefused: they do not compile, or not in time.
        """
        environment = {
            key: os.environ[key] for key in ("SYSTEMROOT", "TMPDIR", "LD_LIBRARY_PATH") if key in os.environ
        }
        command = [sys.executable, "-P", "-c", _START, *(part for part in sys.path if part)]
        self._process = subprocess.Popen(  # noqa: S603  (our own program)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        )
        self._answers = queue.Queue()
        self._errors = bytearray()
        readers = (
            threading.Thread(target=_read, args=(self._process, self._answers), daemon=True),
            threading.Thread(target=_keep, args=(self._process, self._errors), daemon=True),
        )
        for reader in readers:
            reader.start()
        # At the end of the program, too, and before its threads are stopped, which __del__ would come after.
        self._end = weakref.finalize(self, _end, self._process, readers)
        self._send((self._schema, self._engine))
        answer = self._answer(time.monotonic() + _COMPILE_SECONDS)
        if answer is None or answer[0] != "ready":
            ended = self._process.poll() is not None
            self.end()
            why = (
                "ended the process that compiled them (memory?)"
                if ended
                else "do not compile within a minute"
            )
            raise RulesRefused(Fault(f"the rules {why}", Place(self._schema.path, None), "simplify them"))
        if answer[1]:
            self.end()
            raise RulesRefused(*answer[1])

    def run(self, data: bytes, path: str, shown: str) -> Iterator[Broken | Stopped]:
        """Run the patterns on a document; after a rule that did not end, those behind it are run in half of the time.

        Two rules that do not end are enough: what stands behind the second is not run then. What was stopped too often in
        documents before this one is left out (`stops`).
        """
        patterns = self.stops.to_run(range(len(self._schema.patterns)), shown)
        seconds, stops = self._seconds, 0
        while patterns:
            began = time.monotonic()
            at = yield from self._run_all(data, path, patterns, seconds)
            if at is None:
                return
            pattern, rule, told = at
            timed_out = time.monotonic() >= began + seconds
            self.end()
            if not told:
                yield from said_at_once(bytes(self._errors), pattern)
            self.is_about = True
            stops += 1
            stop = Stopped(pattern, rule, timed_out, rest_was_run=stops < 2)
            self.stops.add(stop)
            yield stop
            if stops == 2:
                return
            patterns = patterns[patterns.index(pattern) + 1 :]
            seconds = self._seconds / 2

    def _run_all(
        self, data: bytes, path: str, patterns: list[int], seconds: float
    ) -> Generator[Broken, None, tuple[int, int, bool] | None]:
        """Run patterns.

        Returns:
            Where they were not run to the end: the pattern and rule at work, and whether any of it has been told.
        """
        if self._process is None:
            self.start()
        self._send((data, path, patterns))
        at = (patterns[0], 0, False)
        end = time.monotonic() + seconds
        while True:
            answer = self._answer(end)
            match answer:
                case "at", int(pattern), int(rule):
                    at = (pattern, rule, False)
                case "broken", list(broken):
                    at = (*at[:2], True)
                    self.is_about = self.is_about or bool(broken)  # what failed is told in any case
                    yield from broken
                case "done", bool(is_about):
                    self.is_about = self.is_about or is_about
                    return None
                case _:
                    return at

    def _send(self, request: object) -> None:
        """Ask; where the process has ended, its missing answer tells so."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                send(self._process.stdin, request)

    def _answer(self, end: float) -> Any:
        """The next answer; None where the process has ended, or the time has."""
        try:
            return self._answers.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            return None

    def kill(self) -> None:
        """Kill the process as something from outside would: nothing is taken down in here."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def end(self) -> None:
        """End the process."""
        self._process = None
        if self._end is not None:
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
    """Keep what is said of the pattern at work; what is said at too great a length is cut off."""
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
