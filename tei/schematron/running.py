"""Rules run in a process of their own, with a limit of time for each document."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from tei.confined.process import Confined
from tei.schematron.model import Fault, Place
from tei.schematron.saxon import said_at_once
from tei.schematron.stops import Stopped, Stops
from tei.schematron.views import RulesRefused

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from tei.schematron.model import Broken, Schema

_COMPILE_SECONDS: Final = 60.0


class Runner:
    """Runs a schema's patterns on documents; starts its process at need, and ends it with itself."""

    def __init__(self, schema: Schema, engine: str, seconds: float) -> None:
        self._schema = schema
        self._engine = engine
        self.is_about = False
        """Whether the context of any rule was a node of any document; of rules that were stopped nobody knows."""
        self._seconds = seconds
        self.stops = Stops()
        self._process: Confined | None = None

    def start(self) -> Confined:
        """Start the process, and let it compile the rules.

        Raises:
            RulesRefused: they do not compile, or not in time.
        """
        self._process = process = Confined("tei.schematron.worker")
        process.send((self._schema, self._engine))
        answer = process.answer(time.monotonic() + _COMPILE_SECONDS)
        if answer is None or answer[0] != "ready":
            ended = process.has_ended
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
        return process

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
            said = self.end()
            if not told:
                yield from said_at_once(said, pattern)
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
        process = self._process or self.start()
        process.send((data, path, patterns))
        at = (patterns[0], 0, False)
        end = time.monotonic() + seconds
        while True:
            answer = process.answer(end)
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

    def kill(self) -> None:
        """Kill the process as something from outside would: nothing is taken down in here."""
        if self._process is not None:
            self._process.kill()

    def end(self) -> bytes:
        """End the process, and return what it said on its standard error in the pattern that it was at."""
        process, self._process = self._process, None
        if process is None:
            return b""
        process.end()
        return process.errors
