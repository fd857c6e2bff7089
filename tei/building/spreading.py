"""The tasks of a build spread over worker processes, the large files first."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from tei import workers
from tei.building.making import make
from tei.building.planning import plan_of
from tei.workers import WINDOW, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path

    from tei.building.model import FileMade, Task
    from tei.building.planning import Plan
    from tei.building.tasks import Tasks
    from tei.project import Project

_CHUNK: Final = 8
_CHUNK_BYTES: Final = 200_000
_FEW: Final = 6
"""Fewer tasks than these are done sooner here than workers have started."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A file of which nothing was made, and why."""

    path: str
    why: str


def spread(plan: Plan, tasks: Tasks, jobs: int) -> Generator[FileMade | Lost]:
    """Do the tasks, and pass on the results in the order of the tasks.

    Args:
        plan: of the build; each worker makes its own, once.
        tasks: the files to be made.
        jobs: how many worker processes; 1: none, all is done here.

    Raises:
        TeiError: a stylesheet or a library is not there.
    """
    if jobs == 1 or len(tasks) < _FEW:
        for number in range(len(tasks)):
            yield made_here(plan, tasks[number])
        return
    maker = partial(_maker, plan.project, plan.folder)
    work = Work(maker, _lost, plan.project.run.seconds, ("tei.building.making",))
    yield from workers.spread(work, tasks, chunks_of(tasks.paths, plan), jobs, partial(make, plan))


def _maker(project: Project, folder: Path) -> Callable[[Task], FileMade | Lost]:
    return partial(make, plan_of(project, folder))


def _lost(task: Task, why: str) -> FileMade | Lost:
    return Lost(task.path, why)


def chunks_of(paths: Sequence[str], plan: Plan) -> deque[list[int]]:
    """The tasks for files in handfuls: of each window that moves along the large ones first."""
    made: deque[list[int]] = deque()
    for start in range(0, len(paths), WINDOW):
        sizes = {
            one: _size(plan.folder / paths[one]) for one in range(start, min(start + WINDOW, len(paths)))
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


def done_in_time(plan: Plan, tasks: Sequence[Task], seconds: int) -> list[FileMade | Lost]:
    """Do tasks in this process, which ends itself where one of them takes longer than `seconds`."""
    return workers.done_in_time(partial(make, plan), tasks, _lost, seconds)


def made_here(plan: Plan, task: Task) -> FileMade | Lost:
    """Do a task in this process."""
    return workers.done_here(partial(make, plan), task, _lost)
