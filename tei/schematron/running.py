"""Rules run in a process of their own, with a limit of time for each document."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tei.confined.process import Confined
from tei.schematron.model import Fault, Place
from tei.schematron.saxon import said_at_once
from tei.schematron.views import RulesRefused

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from tei.schematron.model import Broken, Schema

_COMPILE_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Stopped:
    """A rule at which the process was stopped or ended: its numbers, and why."""

    pattern: int
    rule: int
    timed_out: bool
    rest_was_run: bool


class Runner:
    """Runs a schema's patterns on documents; starts its process at need, and ends it with itself."""

    def __init__(self, schema: Schema, engine: str, seconds: float) -> None:
        self._schema = schema
        self._engine = engine
        self.is_about = False
        """Whether the context of any rule was a node of any document; of rules that were stopped nobody knows."""
        self._seconds = seconds
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

    def run(self, data: bytes, path: str) -> Iterator[Broken | Stopped]:
        """Run all patterns on a document; after a rule that did not end, those behind it are run.

        Two rules that do not end are enough: what stands behind the second is not run then.
        """
        first, stops = 0, 0
        while first < len(self._schema.patterns):
            began = time.monotonic()
            at = yield from self._run_from(data, path, first)
            if at is None:
                return
            pattern, rule, told = at
            timed_out = time.monotonic() >= began + self._seconds
            said = self.end()
            if not told:
                yield from said_at_once(said, pattern)
            self.is_about = True
            stops += 1
            yield Stopped(pattern, rule, timed_out, rest_was_run=stops < 2)
            if stops == 2:
                return
            first = pattern + 1

    def _run_from(
        self, data: bytes, path: str, first: int
    ) -> Generator[Broken, None, tuple[int, int, bool] | None]:
        """Run the patterns from one on.

        Returns:
            Where they were not run to the end: the pattern and rule at work, and whether any of it has been told.
        """
        process = self._process or self.start()
        process.send((data, path, first))
        at = (first, 0, False)
        end = time.monotonic() + self._seconds
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
