"""Limits for the processes that read schemas of others: processor time, memory, and time by the clock.

Processor time is counted, and not time by the clock, where the system can: a machine that is busy is no reason to
refuse a schema.
"""

from __future__ import annotations

import sys
from typing import Final

LOAD_SECONDS: Final = 6
"""Processor time for reading a schema; tei_all takes jing 1 (measured)."""

JAVA_SECONDS: Final = 8
"""Time by the clock in which Java has to tell its version, which takes it 0.1."""

DOCUMENT_SECONDS: Final = 6
"""Processor time for one document."""

SECONDS_A_MEGABYTE: Final = 4
"""More processor time for a large document."""

PATIENCE: Final = 7
"""Time by the clock for an answer of libxml2, to which the time for a large document is added."""

MEMORY: Final = 1 << 30
CLOCK_FACTOR: Final = 6
"""Time by the clock, as a multiple of processor time, after which a process is ended in any case."""


def limit_processor_time(pid: int, seconds: float) -> None:
    """Let a process that was started have so much processor time, where the system can do that (Linux)."""
    if sys.platform == "linux":
        import resource

        whole = int(seconds) + 1
        try:
            resource.prlimit(pid, resource.RLIMIT_CPU, (whole, whole + 1))
        except (ProcessLookupError, PermissionError):
            return  # it has ended already, or is not ours to limit: the clock ends it


def limit_this_process(memory: int | None, seconds: float | None) -> None:
    """Limit the memory of this process, and the processor time that it may use from now on."""
    if sys.platform == "win32":
        return
    import resource

    if memory is not None:
        _lower(resource.RLIMIT_AS, memory)
    if seconds is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 1)


def _lower(which: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(which)
    within = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (within, hard))
