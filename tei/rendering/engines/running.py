"""Jobs given to processes of their own, with limits of time and memory; a process that is ended is started anew."""

from __future__ import annotations

import signal
import time
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from tei.confined.process import Confined
from tei.findings import CODES, TeiError
from tei.rendering.engines.job import Fault, Made, Refused, Stopped
from tei.rendering.engines.libxslt import compiled
from tei.rendering.engines.modules import declared
from tei.rendering.engines.saxon_modules import bundled
from tei.safe_xml import XmlRefused
from tei.validation.limits import CLOCK_FACTOR

if TYPE_CHECKING:
    from pathlib import Path

    from tei.rendering.engines import Choice, Name
    from tei.rendering.engines.job import Bundle, Job

_START_SECONDS: Final = 30
"""More for the first job with a stylesheet, which is compiled; Saxon has to be loaded, too."""

_STRIKES: Final = 3
"""Documents in a row at which a stylesheet came to a limit, before it is given no more: the rest would wait for hours."""


class Runner:
    """One engine's process, started at need."""

    def __init__(self, engine: Name, megabytes: int) -> None:
        self._engine: Name = engine
        self._megabytes = megabytes
        self._process: Confined | None = None
        self._given: set[tuple[Path, Path]] = set()
        self._strikes: dict[tuple[object, ...], int] = {}

    def run(self, job: Job) -> Made | Stopped | Refused:
        """Run a job; what comes to a limit is stopped."""
        key = (job.stylesheet, job.root, tuple(sorted(job.params.items())), job.seconds)
        if self._strikes.get(key, 0) >= _STRIKES:
            message = (
                f"it came to a limit with {_STRIKES} documents one after the other, and was given no more"
            )
            return Stopped(Fault(message, str(job.stylesheet), 0, "R050"))
        answer = self._asked(job)
        limited = isinstance(answer, Stopped) and answer.fault.code in {"R050", "R051"}
        self._strikes[key] = self._strikes.get(key, 0) + 1 if limited else 0
        return answer

    def _asked(self, job: Job) -> Made | Stopped | Refused:
        process, more = self._process, 0
        if process is None:
            self._process = process = Confined("tei.rendering.engines.worker")
            process.send((self._engine, self._megabytes << 20))
            self._given.clear()
        if (job.stylesheet, job.root) not in self._given:
            more = _START_SECONDS
            try:
                job = replace(job, bundle=self._bundle(job))
            except XmlRefused as refused:
                return Refused(
                    Fault(
                        refused.message, refused.path or str(job.stylesheet), refused.line or 0, refused.code
                    )
                )
            self._given.add((job.stylesheet, job.root))
        process.send(job)
        end = time.monotonic() + job.seconds * CLOCK_FACTOR + more
        answer = process.answer(end)
        if isinstance(answer, Stopped) and answer.fault.code == "R051":
            self.end()  # what is left of its memory is not enough for the next
            return Stopped(self._out_of_memory(job), answer.messages)
        if isinstance(answer, Refused):
            self._given.discard((job.stylesheet, job.root))
        if isinstance(answer, Made | Stopped | Refused):
            return answer
        ended_by = process.signal
        timed_out = time.monotonic() >= end or ended_by in {signal.SIGXCPU, signal.SIGKILL}
        self.end()
        return Stopped(self._out_of_time(job) if timed_out else self._out_of_memory(job))

    def _bundle(self, job: Job) -> Bundle | None:
        """The stylesheet, for Saxon, which opens no file."""
        return bundled(job.stylesheet, job.root) if self._engine == "saxon" else None

    def _out_of_time(self, job: Job) -> Fault:
        message = f"it did not end within {job.seconds} s of processor time"
        return Fault(message, str(job.stylesheet), 0, "R050")

    def _out_of_memory(self, job: Job) -> Fault:
        message = f"it ended its process, as by needing more than {self._megabytes:,} MB of memory"
        return Fault(message, str(job.stylesheet), 0, "R051")

    def end(self) -> None:
        """End the process; the next job starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.end()


_RUNNERS: Final[dict[tuple[Name, int], Runner]] = {}


def _runner(engine: Name, megabytes: int) -> Runner:
    return _RUNNERS.setdefault((engine, megabytes), Runner(engine, megabytes))


def forget_stylesheets() -> None:
    """Read every stylesheet anew when it is used next: who builds twice in one process may have changed it."""
    compiled.cache_clear()
    bundled.cache_clear()
    declared.cache_clear()
    for one in _RUNNERS.values():
        one.end()
    _RUNNERS.clear()


def runner(choice: Choice) -> Runner:
    """The process for a choice of engine and memory, one for all of this program's run.

    Raises:
        TeiError: R053, the engine is not installed.
    """
    if choice.engine == "saxon" and find_spec("saxonche") is None:
        raise TeiError("R053", "the engine saxon is not installed", CODES["R053"].help)
    return _runner(choice.engine, choice.megabytes)
