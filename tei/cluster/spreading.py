"""Tasks spread over the workers of a cluster: in order in the end, whatever the order in which they are done.

It stands in for `tei.building.spreading.spread`. When a worker dies dask gives what it was at to another one, as often as
the scheduler's `allowed-failures` says; what ended its worker every time is done again, each file by itself while nothing
else is under way, and the file that ends workers then, too, is lost. A task may be done twice: what is staged has
names of its own, and the second result is not looked at.
"""

from __future__ import annotations

import secrets
import shutil
import time
from collections import deque
from concurrent.futures import CancelledError
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tei.building.manifest import FOLDER, STAGED
from tei.building.spreading import Lost, chunks_of, made_here
from tei.cluster.leavings import Leavings
from tei.cluster.store import Store
from tei.cluster.working import Order, made_with, work
from tei.findings import CODES, TeiError
from tei.output import prepare_output_folder
from tei.workers import WINDOW

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from distributed import Future

    from tei.building.model import FileMade
    from tei.building.planning import Plan
    from tei.building.tasks import Tasks
    from tei.cluster.connecting import Cluster

ALONE: Final = 3600.0
"""Seconds that a run waits for a first worker: a job may stand in a queue."""
SILENCE: Final = 30.0
"""Seconds without a worker after which the run says that it waits."""
_AHEAD: Final = 2
_LOOK: Final = 2.0
_TO_FETCH: Final = 120
_ENDED: Final = frozenset({"finished", "error", "cancelled"})


def spread_on(cluster: Cluster, plan: Plan, tasks: Tasks) -> Generator[FileMade | Lost]:
    """Do the tasks by the workers of a cluster, and pass on the results in the order of the tasks.

    Raises:
        TeiError: F042, workers cannot do them; B019, the scheduler is lost, or no worker comes; a stylesheet or a
            library is not there.
    """
    staged = plan.out / FOLDER / STAGED
    shutil.rmtree(staged, ignore_errors=True)  # of runs that were killed: this one holds the lock
    run = secrets.token_hex(8)
    order = Order(
        run, plan.project, plan.folder, Path.cwd(), staged / run, plan.project.run.store, made_with(plan)
    )
    prepare_output_folder(order.staging)
    store = Store(order.store, run) if order.store else None
    leavings = Leavings(plan.out, order.store)
    if store:
        leavings.note(run)
    spreading = _Spreading(cluster, plan, order, store, tasks)
    try:
        yield from spreading.run()
    finally:
        if store and spreading.is_under_way:
            store.remove()  # a worker may lay down more: the run stays noted
        elif store:
            leavings.remove()
        shutil.rmtree(staged, ignore_errors=True)


class _Spreading:
    """The chunks of a run on their way to workers and back."""

    def __init__(self, cluster: Cluster, plan: Plan, order: Order, store: Store | None, tasks: Tasks) -> None:
        self._cluster = cluster
        self._plan = plan
        self._order = order
        self._store = store
        self._tasks = tasks
        self._waiting = chunks_of(tasks.paths, plan)
        self._suspects: deque[int] = deque()
        self._tried: set[int] = set()
        self._running: dict[Future, list[int]] = {}
        self._done: dict[int, FileMade | Lost] = {}
        self._numbers = count()
        self._threads = 0
        self._looked = float("-inf")
        self._seen = time.monotonic()
        self._told = False

    @property
    def is_under_way(self) -> bool:
        """Whether workers may still be at something."""
        return bool(self._running)

    def run(self) -> Iterator[FileMade | Lost]:
        """The results, in order."""
        following = 0
        while following < len(self._tasks):
            self._look()
            self._fill(following)
            self._take()
            while following in self._done:
                yield self._done.pop(following)
                following += 1

    def _look(self) -> None:
        """See how many workers there are; a run that nobody works for ends at last."""
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return
        self._looked, self._threads = now, self._cluster.threads()
        if self._threads:
            self._seen, self._told = now, False
        elif now - self._seen > SILENCE and not self._told:
            self._told = True
            self._cluster.tell(f"{self._cluster.address}: no worker is there; the run waits for one")
        elif now - self._seen > ALONE:
            message = f"{self._cluster.address}: no worker for {ALONE / 3600:.0f} hour"
            raise TeiError("B019", message, CODES["B019"].help)

    def _fill(self, following: int) -> None:
        """Keep every worker busy, and no more than a window ahead of the result that is waited for."""
        if self._suspects:
            if not self._running:
                self._submit([self._suspects.popleft()])
            return
        wanted = _AHEAD * max(1, self._threads)
        window = max(WINDOW, WINDOW * wanted // 16)
        while len(self._running) < wanted and self._waiting and min(self._waiting[0]) < following + window:
            self._submit(self._waiting.popleft())

    def _submit(self, chunk: list[int]) -> None:
        if self._store:
            # The workers do not see the output folder: what was edited there is looked after here, and what is
            # up to date there is made again and found to be the same.
            for one in [one for one in chunk if self._tasks[one].edited]:
                self._done[one] = made_here(self._plan, self._tasks[one])
            chunk = [one for one in chunk if not self._tasks[one].edited]
        tasks = [replace(self._tasks[one], fresh={}) if self._store else self._tasks[one] for one in chunk]
        if tasks:
            key = f"tei-{self._order.run}-{next(self._numbers)}"
            future = self._cluster.client.submit(work, self._order, tasks, key=key, pure=False)
            self._running[future] = chunk

    def _take(self) -> None:
        """Wait for results; a scheduler that is lost is waited for."""
        while self._running:
            if not self._cluster.is_there:
                self._start_again()
            ended = [one for one in self._running if one.status in _ENDED]
            for future in ended:
                if future in self._running:  # else all was begun anew
                    self._settle(future)
            if ended:
                return
            self._look()
            time.sleep(0.01)

    def _settle(self, future: Future) -> None:
        """Take the result of a chunk, or see to it that the chunk is done again."""
        from distributed import KilledWorker

        chunk = self._running[future]
        try:
            made = future.result(timeout=_TO_FETCH)
        except KilledWorker:
            self._suspect(chunk)
        except (CancelledError, TimeoutError, OSError):
            self._start_again()
            return
        except ImportError as error:
            message = f"a worker does not have this program: {error}"
            raise TeiError("F042", message, CODES["F042"].help) from error
        else:
            self._done |= {one: self._fetched(result) for one, result in zip(chunk, made, strict=True)}
        del self._running[future]

    def _suspect(self, chunk: list[int]) -> None:
        """Have done again, each alone, what ended its workers; what does so again is lost."""
        for one in chunk:
            if one in self._tried:
                why = f"the workers that worked at it ended each time (it may take {self._plan.project.run.seconds} s)"
                self._done[one] = Lost(self._tasks.paths[one], why)
            else:
                self._tried.add(one)
                self._suspects.append(one)

    def _start_again(self) -> None:
        """Connect to the scheduler anew, and have done again what the lost one was asked for."""
        lost = list(self._running.values())
        self._running.clear()
        self._cluster.connect_again()
        for chunk in lost:
            self._submit(chunk)

    def _fetched(self, made: FileMade | Lost) -> FileMade | Lost:
        if self._store is None or isinstance(made, Lost):
            return made
        return self._store.fetch(made, self._order.staging)
