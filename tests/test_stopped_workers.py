"""Workers that are killed in the middle of a result: the run ends all the same."""

from __future__ import annotations

import multiprocessing.connection
import subprocess
import sys
import threading
from pathlib import Path

from tei.workers import Work

LARGE = 4_000_000
"""Bytes of a result: many times what a pipe holds, so that its worker waits until it is read."""
SCRIPT = """
import multiprocessing.connection, threading
import test_stopped_workers as told
told.stop_within_a_result()
print("ended")
"""


def begin():  # type: ignore[no-untyped-def]
    return lambda _: b"x" * LARGE


def lost(_job: int, why: str) -> bytes:
    return why.encode()


def stop_within_a_result() -> None:
    """Kill the workers when a result is half read."""
    from tei.workers import _Pool

    reading, killed = threading.Event(), threading.Event()
    ours = multiprocessing.connection.Connection._recv  # type: ignore[attr-defined]

    def slowly(self, size, *more):  # type: ignore[no-untyped-def]
        if size > LARGE // 2 and not reading.is_set():
            reading.set()
            killed.wait(20)
        return ours(self, size, *more)

    multiprocessing.connection.Connection._recv = slowly  # type: ignore[attr-defined]
    pool = _Pool(Work(begin, lost, 60), [1], 1, lambda _: b"")
    pool._submit([1])
    assert reading.wait(20)
    threading.Timer(1, killed.set).start()
    pool.kill()


def test_workers_killed_within_a_result_end_the_run() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=Path(__file__).parent, capture_output=True, text=True, timeout=60, check=False
    )  # fmt: skip
    assert done.stdout == "ended\n", done.stderr
