"""typst in a process of its own, with limits of time and memory: what lays out a document may be made to hang (stage 7).

The process is started once and keeps its fonts; it ends with this program. One that came to a limit is started anew.
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from tei.confined.process import Confined
from tei.validation.limits import CLOCK_FACTOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SECONDS: Final = 60
"""Processor time for a document; one of 9,000 characters takes 0.04."""
BYTES_A_SECOND: Final = 20_000
"""More time for a large one: a second for so many bytes; 2 MB take 15 seconds."""
MEGABYTES: Final = 4096
"""Memory for a document; a book of 200 takes 1,000."""
_START_SECONDS: Final = 60
_FONTS_OF_USER: Final = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
"""Where fonts of one's own are looked for depends on these."""


@dataclass(frozen=True, slots=True)
class Request:
    """The files in memory, of which `main` is the first read, pictures, PDF standards, processor time."""

    files: dict[str, bytes]
    pictures: dict[str, bytes]
    standards: tuple[str, ...]
    seconds: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """What typst says, in short and with all its lines."""

    message: str
    diagnostic: str


class NotLaidOutError(Exception):
    """typst did not lay out what it was given; `diagnostic` is all that it says.

    `came_to_limit_of`: it was ended, and to try the same again would take as much.
    """

    def __init__(
        self, message: str, diagnostic: str = "", *, came_to_limit_of: Literal["", "time", "memory"] = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.diagnostic = diagnostic
        self.came_to_limit_of = came_to_limit_of


class Typesetter:
    """The process, started at need."""

    def __init__(self, megabytes: int = MEGABYTES, *, system_fonts: bool = True) -> None:
        self._megabytes = megabytes
        self._system_fonts = system_fonts
        self._process: Confined | None = None
        self._families: frozenset[str] | None = None
        self._laid_out = 0

    def lay_out(self, request: Request) -> bytes:
        """The PDF.

        Where memory ran out in a process that had laid out others before, a fresh one is given the same.

        Raises:
            NotLaidOutError: typst refuses it, or it came to a limit.
        """
        is_fresh = self._laid_out == 0
        try:
            return self._asked(request)
        except NotLaidOutError as error:
            if is_fresh or error.came_to_limit_of != "memory":
                raise
        return self._asked(request)

    def _asked(self, request: Request) -> bytes:
        process = self._running()
        process.send(request)
        answer = process.answer(time.monotonic() + request.seconds * CLOCK_FACTOR + _START_SECONDS)
        self._laid_out += 1
        if isinstance(answer, bytes):
            return answer
        if isinstance(answer, Refusal):
            raise NotLaidOutError(answer.message, answer.diagnostic)
        ended_by = process.signal  # waits for the end of one that is about to
        out_of_time = not process.has_ended or ended_by in {signal.SIGXCPU, signal.SIGKILL}
        self.end()
        if out_of_time:
            message = f"it did not end within {request.seconds} s of processor time"
            raise NotLaidOutError(message, came_to_limit_of="time")
        message = f"it ended its process, as by needing more than {self._megabytes:,} MB of memory"
        raise NotLaidOutError(message, came_to_limit_of="memory")

    def families(self) -> frozenset[str]:
        """The font families that are there."""
        if self._families is None:
            process = self._running()
            process.send(None)
            self._families = process.answer(time.monotonic() + _START_SECONDS) or frozenset()
        return self._families

    def _running(self) -> Confined:
        if self._process is None or self._process.has_ended:
            self.end()
            fonts = {name: os.environ[name] for name in _FONTS_OF_USER if name in os.environ}
            self._process = Confined("tei.rendering.typesetting_inside", fonts)
            self._process.send((self._megabytes << 20, self._system_fonts))
        return self._process

    def end(self) -> None:
        """End the process; the next request starts another."""
        process, self._process, self._laid_out = self._process, None, 0
        if process is not None:
            process.end()


@lru_cache(maxsize=1)
def _typesetter_of(_process: int) -> Typesetter:
    return Typesetter()


def typesetter() -> Typesetter:
    """The one of this process: one that was forked off does not share the pipes of the other."""
    return _typesetter_of(os.getpid())


def compile_pdf(
    files: Mapping[str, bytes],
    standards: Iterable[str] = ("ua-1",),
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Lay out `files["main"]`, which reads the other files, pictures and the layout, by these PDF standards.

    The time stamp is fixed: no clock gets into the file.

    Raises:
        NotLaidOutError: typst cannot lay it out, not as the standards demand, or not within the limits.
    """
    size = sum(map(len, files.values())) + sum(map(len, (pictures or {}).values()))
    seconds = SECONDS + size // BYTES_A_SECOND
    return typesetter().lay_out(Request(dict(files), dict(pictures or {}), tuple(standards), seconds))


def families() -> frozenset[str]:
    """The font families that a PDF can use on this machine."""
    return typesetter().families()
