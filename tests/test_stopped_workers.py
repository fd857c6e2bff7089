"""Workers that are killed in the middle of a result: the run ends all the same."""

from __future__ import annotations

import multiprocessing.connection
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tei.workers import Work, spread

LARGE = 4_000_000
"""Bytes of a result: many times what a pipe holds, so that its worker waits until it is read."""
SCRIPT = """
import sys
import test_stopped_workers as told
{}
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


def begin_large():  # type: ignore[no-untyped-def]
    return large


def large(job: tuple[str, float]) -> bytes:
    """A large result, after some seconds; who makes it is told in a file."""
    file, seconds = job
    time.sleep(seconds)
    Path(file).write_text(str(os.getpid()))
    return b"x" * LARGE


def kill_one_within_a_result(folder: str, processes: int) -> None:
    """Kill from outside the worker of which a result is half read, as a system without memory does."""
    ours = multiprocessing.connection.Connection._recv  # type: ignore[attr-defined]
    file = Path(folder, "0")

    def once_killed(self, size, *more):  # type: ignore[no-untyped-def]
        multiprocessing.connection.Connection._recv = ours  # type: ignore[attr-defined]
        if size > LARGE // 2:
            os.kill(int(file.read_text()), signal.SIGKILL)
        else:
            multiprocessing.connection.Connection._recv = once_killed  # type: ignore[attr-defined]
        return ours(self, size, *more)

    multiprocessing.connection.Connection._recv = once_killed  # type: ignore[attr-defined]
    jobs = [(os.fspath(Path(folder, str(number))), number / 2) for number in range(processes)]
    chunks = [[number] for number in range(processes)]
    made = spread(Work(begin_large, lost, 600), jobs, chunks, processes, large)
    assert [*map(len, made)] == [LARGE] * processes
    assert multiprocessing.connection.Connection._recv is ours  # type: ignore[attr-defined]


def ended(call: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(call)], cwd=Path(__file__).parent, capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip
    assert done.stdout == "ended\n", done.stderr


def test_workers_killed_within_a_result_end_the_run() -> None:
    ended("told.stop_within_a_result()")


@pytest.mark.parametrize("processes", [1, 2])
def test_a_worker_killed_from_outside_within_a_result_costs_a_retry(tmp_path: Path, processes: int) -> None:
    ended(f"told.kill_one_within_a_result({str(tmp_path)!r}, {processes})")
