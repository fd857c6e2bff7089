"""What a worker of the cluster does: its plan made once for each run, files made, outputs staged where the run finds them."""

from __future__ import annotations

import tempfile
import threading
from contextlib import chdir, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tei.building import digests
from tei.building.model import FileMade
from tei.building.planning import plan_of
from tei.building.spreading import done_in_time
from tei.cluster.store import Store
from tei.findings import CODES, TeiError
from tei.rendering.engines.running import forget_stylesheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.building.model import Task
    from tei.building.planning import Plan
    from tei.building.spreading import Lost
    from tei.project import Project

_TURN = threading.Lock()
"""A worker may have several threads; the libraries that render know one at a time, and a process has one folder."""


@dataclass(frozen=True, slots=True)
class Order:
    """What every worker of a run has to know.

    `current` is the folder in which the run was started: paths in findings are relative to it. `staging` is a folder
    that worker and run share, `store` the address of a store where they share none. `setting` is the digest of
    what the run makes its outputs with.
    """

    run: str
    project: Project
    folder: Path
    current: Path
    staging: Path
    store: str
    setting: str


class _Ready:
    """The plan of the run that this process works for."""

    run = ""
    plan: Plan | None = None


def work(order: Order, tasks: Sequence[Task]) -> list[FileMade | Lost]:
    """Make files of records.

    Raises:
        TeiError: F042, this worker cannot read the project's folder, or would make other outputs than the run; or as
            `make`.
    """
    if not (order.current / order.folder).is_dir():
        message = f"a worker finds no folder {order.current / order.folder}"
        raise TeiError("F042", message, CODES["F042"].help)
    with _TURN, chdir(order.current), suppress(RecursionError):
        plan = _plan(order)
        if not order.store:
            return done_in_time(replace(plan, staging=order.staging), tasks, plan.project.run.seconds)
        return _stored(order, plan, tasks)
    # Dask cannot pass on a traceback that deep: its client stops listening, and the run would wait for ever.
    raise RuntimeError(f"recursion without end in one of {[task.path for task in tasks]}")


def made_with(plan: Plan) -> str:
    """The digest of all that the outputs of a run depend on but the records."""
    corrections = plan.options.corrections
    return digests.digest(plan.setting, [repr(row) for row in corrections.rows] if corrections else [])


def _stored(order: Order, plan: Plan, tasks: Sequence[Task]) -> list[FileMade | Lost]:
    """Make files, and leave the outputs in the store."""
    store = Store(order.store, order.run)
    with tempfile.TemporaryDirectory(prefix="tei-") as folder:
        made = done_in_time(replace(plan, staging=Path(folder)), tasks, plan.project.run.seconds)
        return [store.leave(one) if isinstance(one, FileMade) else one for one in made]


def _plan(order: Order) -> Plan:
    if _Ready.plan is None or _Ready.run != order.run:
        forget_stylesheets()
        _Ready.plan, _Ready.run = plan_of(order.project, order.folder), order.run
    if made_with(_Ready.plan) != order.setting:
        message = "a worker has another version of the program or of its libraries, or sees other files of the project"
        raise TeiError("F042", message, CODES["F042"].help)
    return _Ready.plan
