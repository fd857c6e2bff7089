"""Work spread over processes of this machine: in order in the end, whatever the order in which it is done.

A worker that dies or has not enough memory takes with it what it was at: that is done again, one by one in a process of its
own, and that for which it happens twice is lost, which the caller tells. A worker that is stuck ends itself (`faulthandler`, which needs no lock of
the interpreter), a worker whose parent is gone does so, too.
"""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, Generic, NoReturn, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence

WINDOW: Final = 512
"""Jobs of which the results may wait for their turn."""
_LOOK: Final = 1.0
"""Seconds between two looks whether a worker has died and nothing came of it."""

Job = TypeVar("Job")
Made = TypeVar("Made")
_Given_co = TypeVar("_Given_co", covariant=True)


class Jobs(Protocol[_Given_co]):
    """Jobs by their numbers: a sequence, or what makes each when it is asked for."""

    def __len__(self) -> int:
        """How many there are."""
        ...

    def __getitem__(self, number: int, /) -> _Given_co:
        """A job."""
        ...


@dataclass(frozen=True, slots=True)
class Work(Generic[Job, Made]):
    """What workers do. It is sent to them, so functions are those of modules, or `partial` ones of these.

    Args:
        begin: makes a worker ready, once; gives what does a job.
        lost: what is made of a job that could not be done, and why.
        seconds: that one job may take before its worker ends itself.
        modules: what workers need of the program, read once for all of them.
    """

    begin: Callable[[], Callable[[Job], Made]]
    lost: Callable[[Job, str], Made]
    seconds: int
    modules: tuple[str, ...] = ()


def workers(jobs: int) -> int:
    """How many processes do the work: those asked for, or one for each core that this process may use."""
    return jobs or len(os.sched_getaffinity(0))


def spread(
    work: Work[Job, Made],
    jobs: Jobs[Job],
    chunks: Iterable[list[int]],
    processes: int,
    here: Callable[[Job], Made],
) -> Generator[Made]:
    """Do jobs in worker processes, and pass on the results in the order of the jobs.

    Args:
        work: how it is done.
        jobs: asked for one by one when their turn comes, and again where a worker has died.
        chunks: the numbers of the jobs, by handfuls, in the order in which they begin; of no job more than a window behind.
        processes: how many.
        here: does a job in this process, where no worker can be started.

    Raises:
        Whatever the work raises.
    """
    pool = _Pool(work, jobs, processes, here)
    try:
        yield from pool.run(deque(chunks))
    finally:
        pool.kill()


class _Pool(Generic[Job, Made]):
    """Worker processes that are started anew when one of them has died."""

    def __init__(
        self, work: Work[Job, Made], jobs: Jobs[Job], processes: int, here: Callable[[Job], Made]
    ) -> None:
        self._work = work
        self._jobs = jobs
        self._processes = processes
        self._here = here
        self._executor: ProcessPoolExecutor | None = None
        self._others = frozenset(multiprocessing.active_children())
        self._running: dict[Future[list[Made]], list[int]] = {}
        self._done: dict[int, Made] = {}

    def run(self, chunks: deque[list[int]]) -> Iterator[Made]:
        following = 0
        while following < len(self._jobs):
            self._fill(chunks, following)
            self._take()
            while following in self._done:
                yield self._done.pop(following)
                following += 1

    def kill(self) -> None:
        """End all workers at once."""
        if self._executor is not None:
            for process in frozenset(multiprocessing.active_children()) - self._others:
                process.kill()
            # A worker that was killed in the middle of a result leaves half of it in the pipe. The thread that reads it sees
            # the end only when nobody can write any more, and this process has an end to write to that it never uses.
            self._executor._result_queue._writer.close()  # type: ignore[attr-defined]
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None
        self._running.clear()

    def _fill(self, chunks: deque[list[int]], following: int) -> None:
        """Keep every worker busy, and no more than a window ahead of the result that is waited for."""
        while len(self._running) < self._processes + 1 and chunks and min(chunks[0]) < following + WINDOW:
            chunk = chunks.popleft()
            try:
                self._running[self._submit([self._jobs[one] for one in chunk])] = chunk
            except BrokenProcessPool:
                chunks.appendleft(chunk)
                return

    def _take(self) -> None:
        """Wait for a result; where a worker has died, do again what was under way."""
        ended = self._ended(self._running)
        if not ended:
            self._again([one for chunk in self._running.values() for one in chunk])
            return
        for future in ended:
            chunk = self._running.pop(future)
            try:
                self._done.update(zip(chunk, future.result(), strict=True))
            except BrokenProcessPool:
                self._again([*chunk, *(one for others in self._running.values() for one in others)])
                return

    def _ended(self, futures: Collection[Future[list[Made]]]) -> set[Future[list[Made]]]:
        """Wait until one of these has ended; none has where a worker died and that does not come to be known.

        Who is killed in the middle of a result leaves half of it in the pipe, and the lock of the pipe is never given back.
        The pool waits for the other half, since other workers could still write, and they wait for the lock.
        """
        while True:
            ended, _ = wait(futures, timeout=_LOOK, return_when=FIRST_COMPLETED)
            if ended or self._has_died():
                return ended

    def _has_died(self) -> bool:
        processes = list(self._executor._processes.values()) if self._executor else []
        return bool(multiprocessing.connection.wait([one.sentinel for one in processes], timeout=0))

    def _again(self, suspects: Iterable[int]) -> None:
        """Do again what was under way when a worker died."""
        self.kill()
        for one in sorted(suspects):
            self._done[one] = self._alone(self._jobs[one])

    def _alone(self, job: Job) -> Made:
        """A job again, in a process where nothing else is under way."""
        future = self._submit([job], alone=True)
        try:
            if self._ended((future,)):
                return future.result()[0]
        except BrokenProcessPool:
            pass
        finally:
            self.kill()
        seconds = self._work.seconds
        return self._work.lost(job, f"the process that worked at it ended twice (it may take {seconds} s)")

    def _submit(self, jobs: list[Job], *, alone: bool = False) -> Future[list[Made]]:
        """Give jobs to workers; where none can be started, now and once more, they are done here.

        Workers are started by a process of their own, which may be killed, too.
        """
        for _ in range(2):
            try:
                with _without_script():
                    return self._pool(1 if alone else 0).submit(_do, jobs, alone=alone)
            except (EOFError, OSError) as error:
                if self._running:  # what is under way tells how it ends, then they are given again
                    raise BrokenProcessPool from error
                self.kill()
        done: Future[list[Made]] = Future()
        done.set_result([done_here(self._here, job, self._work.lost) for job in jobs])
        return done

    def _pool(self, processes: int = 0) -> ProcessPoolExecutor:
        if self._executor is None:
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(list(self._work.modules))
            self._executor = ProcessPoolExecutor(
                processes or self._processes, mp_context=context, initializer=_begin, initargs=(self._work,)
            )
        return self._executor


@contextmanager
def _without_script() -> Iterator[None]:
    """Start workers that do not read the script that was run: it would do all that it does once more in each of them."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


class _Worker:
    """What a worker process has made once."""

    work: Work[Any, Any] | None = None
    do: Callable[[Any], Any]


def _begin(work: Work[Any, Any]) -> None:
    """Make a worker ready: the signals are its parent's matter, and without a parent it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.do = work.begin()
    _Worker.work = work
    gc.freeze()  # tables and stylesheets live as long as the worker: 9 % of the time of stages 4 to 6


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(jobs: Sequence[Any], *, alone: bool = False) -> list[Any]:
    work = _Worker.work
    if work is None:
        raise RuntimeError("a worker that was not made ready")
    return done_in_time(_Worker.do, jobs, work.lost if alone else _end, work.seconds)


def _end(_job: Any, _why: str) -> NoReturn:
    """What ran out of memory is done again, as what ends its process is: alone, with all there is."""
    os._exit(1)


def done_in_time(
    do: Callable[[Job], Made], jobs: Iterable[Job], lost: Callable[[Job, str], Made], seconds: int
) -> list[Made]:
    """Do jobs in this process, which ends itself where one of them takes longer than `seconds`."""
    made = []
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123  (no file of ours)
        for job in jobs:
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            try:
                made.append(done_here(do, job, lost))
            finally:
                faulthandler.cancel_dump_traceback_later()
    return made


def done_here(do: Callable[[Job], Made], job: Job, lost: Callable[[Job, str], Made]) -> Made:
    """Do a job in this process."""
    with suppress(MemoryError):
        return do(job)
    return lost(job, "there was not enough memory for it")
