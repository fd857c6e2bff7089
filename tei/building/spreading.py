"""Tasks spread over worker processes: in order in the end, whatever the order in which they are done.

Large files start first, within a window that moves along, so that what waits for its turn stays bounded. A worker that
dies or has not enough memory takes with it what it was at: those tasks are done again, one by one in a process of their
own, and the one for which that happens twice is lost, which is a finding. A worker that is stuck ends itself (`faulthandler`, which needs no
lock of the interpreter), a worker whose parent is gone does so, too.
"""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tei.building.making import make
from tei.building.planning import plan_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from tei.building.model import FileMade, Task
    from tei.building.planning import Plan
    from tei.project import Project

WINDOW: Final = 512
"""Tasks of which the results may wait for their turn."""
_CHUNK: Final = 8
_CHUNK_BYTES: Final = 200_000
_FEW: Final = 6
"""Fewer tasks than these are done sooner here than workers have started."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A file of which nothing was made, and why."""

    path: str
    why: str


def workers(jobs: int) -> int:
    """How many processes do the work: those asked for, or one for each core that this process may use."""
    return jobs or len(os.sched_getaffinity(0))


def spread(plan: Plan, tasks: Sequence[Task], jobs: int, seconds: int) -> Generator[FileMade | Lost]:
    """Do the tasks, and pass on the results in the order of the tasks.

    Args:
        plan: of the build; each worker makes its own, once.
        tasks: the files to be made.
        jobs: how many worker processes; 1: none, all is done here.
        seconds: that one file may take before its worker ends itself.

    Raises:
        TeiError: a stylesheet or a library is not there.
    """
    if jobs == 1 or len(tasks) < _FEW:
        for task in tasks:
            yield made_here(plan, task)
        return
    pool = _Pool(plan, jobs, seconds)
    try:
        yield from pool.run(tasks)
    finally:
        pool.kill()


class _Pool:
    """Worker processes that are started anew when one of them has died."""

    def __init__(self, plan: Plan, jobs: int, seconds: int) -> None:
        self._plan = plan
        self._jobs = jobs
        self._seconds = seconds
        self._executor: ProcessPoolExecutor | None = None
        self._others = frozenset(multiprocessing.active_children())
        self._waiting: deque[list[int]] = deque()
        self._running: dict[Future[list[FileMade | Lost]], list[int]] = {}
        self._done: dict[int, FileMade | Lost] = {}

    def run(self, tasks: Sequence[Task]) -> Iterator[FileMade | Lost]:
        chunks = chunks_of(tasks, self._plan)
        following = 0
        while following < len(tasks):
            self._fill(tasks, chunks, following)
            self._take(tasks)
            while following in self._done:
                yield self._done.pop(following)
                following += 1

    def kill(self) -> None:
        """End all workers at once."""
        if self._executor is not None:
            for process in frozenset(multiprocessing.active_children()) - self._others:
                process.kill()
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None
        self._running.clear()

    def _fill(self, tasks: Sequence[Task], chunks: deque[list[int]], following: int) -> None:
        """Keep every worker busy, and no more than a window ahead of the result that is waited for."""
        while len(self._running) < self._jobs + 1 and chunks and min(chunks[0]) < following + WINDOW:
            chunk = chunks.popleft()
            try:
                self._running[self._submit([tasks[one] for one in chunk])] = chunk
            except BrokenProcessPool:
                chunks.appendleft(chunk)
                return

    def _take(self, tasks: Sequence[Task]) -> None:
        """Wait for a result; where a worker has died, do again what was under way."""
        ended, _ = wait(self._running, return_when=FIRST_COMPLETED)
        for future in ended:
            chunk = self._running.pop(future)
            try:
                self._done.update(zip(chunk, future.result(), strict=True))
            except BrokenProcessPool:
                suspects = [*chunk, *(one for others in self._running.values() for one in others)]
                self.kill()
                for one in sorted(suspects):
                    self._done[one] = self._alone(tasks[one])
                return

    def _alone(self, task: Task) -> FileMade | Lost:
        """A task again, in a process where nothing else is under way."""
        future = self._submit([task], alone=True)
        try:
            return future.result()[0]
        except BrokenProcessPool:
            return Lost(
                task.path, f"the process that worked at it ended twice (it may take {self._seconds} s)"
            )
        finally:
            self.kill()

    def _submit(self, tasks: list[Task], *, alone: bool = False) -> Future[list[FileMade | Lost]]:
        """Give tasks to workers; where none can be started, now and once more, they are done here.

        Workers are started by a process of their own, which may be killed, too.
        """
        for _ in range(2):
            try:
                return self._pool(1 if alone else 0).submit(_work, tasks, alone=alone)
            except (EOFError, OSError) as error:
                if self._running:  # what is under way tells how it ends, then they are given again
                    raise BrokenProcessPool from error
                self.kill()
        done: Future[list[FileMade | Lost]] = Future()
        done.set_result([made_here(self._plan, task) for task in tasks])
        return done

    def _pool(self, jobs: int = 0) -> ProcessPoolExecutor:
        if self._executor is None:
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(["tei.building.making"])
            self._executor = ProcessPoolExecutor(
                jobs or self._jobs,
                mp_context=context,
                initializer=_begin,
                initargs=(self._plan.project, self._plan.folder, self._seconds),
            )
        return self._executor


def chunks_of(tasks: Sequence[Task], plan: Plan) -> deque[list[int]]:
    """The tasks in handfuls: of each window the large ones first."""
    made: deque[list[int]] = deque()
    for start in range(0, len(tasks), WINDOW):
        sizes = {
            one: _size(plan.folder / tasks[one].path) for one in range(start, min(start + WINDOW, len(tasks)))
        }
        chunk: list[int] = []
        filled = 0
        for one in sorted(sizes, key=lambda index: (-sizes[index], index)):
            chunk.append(one)
            filled += sizes[one]
            if len(chunk) == _CHUNK or filled >= _CHUNK_BYTES:
                made.append(chunk)
                chunk, filled = [], 0
        if chunk:
            made.append(chunk)
    return made


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


class _Worker:
    """What a worker process has made once."""

    plan: Plan | None = None
    seconds = 0


def _begin(project: Project, folder: Path, seconds: int) -> None:
    """Make a worker ready: the signals are its parent's matter, and without a parent it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.plan = plan_of(project, folder)
    _Worker.seconds = seconds
    gc.freeze()  # tables and stylesheets live as long as the worker: 9 % of the time of stages 4 to 6


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(tasks: list[Task], *, alone: bool = False) -> list[FileMade | Lost]:
    plan = _Worker.plan
    if plan is None:
        raise RuntimeError("a worker that was not made ready")
    made = done_in_time(plan, tasks, _Worker.seconds)
    if not alone and any(isinstance(one, Lost) for one in made):
        os._exit(
            1
        )  # what ran out of memory is done again, as what ends its process is: alone, with all there is
    return made


def done_in_time(plan: Plan, tasks: Sequence[Task], seconds: int) -> list[FileMade | Lost]:
    """Do tasks in this process, which ends itself where one of them takes longer than `seconds`."""
    made = []
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123  (no file of ours)
        for task in tasks:
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            try:
                made.append(made_here(plan, task))
            finally:
                faulthandler.cancel_dump_traceback_later()
    return made


def made_here(plan: Plan, task: Task) -> FileMade | Lost:
    """Do a task in this process."""
    with suppress(MemoryError):
        return make(plan, task)
    return Lost(task.path, "there was not enough memory for it")
