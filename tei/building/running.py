"""A build from beginning to end: survey -> each file by itself, in whichever process -> put in place -> the whole."""

from __future__ import annotations

import shutil
import signal
import threading
from contextlib import closing, nullcontext, suppress
from functools import partial
from typing import TYPE_CHECKING

from tei.building.committing import BATCH, Places
from tei.building.lock import locked
from tei.building.manifest import FOLDER, NAME, STAGED, Broken, open_manifest, set_aside
from tei.building.model import WHOLE, facts_adapter, file_adapter, findings_adapter
from tei.building.planning import plan_of
from tei.building.putting import Putting
from tei.building.spreading import spread
from tei.building.surveying import no_more, survey
from tei.building.tasks import Bases, Tasks, task_of
from tei.building.verdicts import also_validated
from tei.building.whole import Gathering, note_whole, told_adapter, told_again, whole_digest, whole_reason
from tei.building.writing import Whole
from tei.findings import TeiError, Where, finding
from tei.inputs import FileNames, Inputs
from tei.outcomes import Outcome
from tei.output import prepare_output_folder, sweep
from tei.rendering.engines.running import forget_stylesheets
from tei.validation import Request
from tei.workers import workers

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tei.building.manifest import Manifest
    from tei.building.model import FileMade, OnEdit
    from tei.building.planning import Plan
    from tei.building.spreading import Lost
    from tei.building.surveying import Survey
    from tei.cluster import Cluster, Scheduler
    from tei.project import Project

    Spread = Callable[[Plan, Tasks], Generator[FileMade | Lost]]


def build(
    project: Project,
    folder: Path,
    *,
    on_edit: OnEdit = "keep",
    jobs: int | None = None,
    scheduler: Scheduler | None = None,
    asked: Request | None = None,
) -> tuple[Inputs, Iterator[Outcome]]:
    """Take the whole way for every record of a project: read, encode, prove, write, render; what is there stays.

    Args:
        project: the project file's content.
        folder: where the project file stands; its paths are relative to this folder.
        on_edit: what becomes of TEI that a hand has changed: kept, merged with what is made now, or written anew (the
            hand's file is kept aside).
        jobs: worker processes; 0: one for each core, None: as the project says.
        scheduler: of a cluster that does the work; None: this machine does.
        asked: what schemas and rules of others are asked of the TEI at the end; None: nothing.

    Returns:
        The inputs, and the outcomes one by one as they are put in place, in the order of the inputs.

    Raises:
        TeiError: the output folder cannot be used, the profile or a stylesheet does not exist, the
            authority file or the file of corrections has errors.
    """
    forget_stylesheets()
    _make_adapters()
    plan = plan_of(project, folder)
    prepare_output_folder(plan.out)
    for name, own in plan.rendering.own.items():
        if own.scope == "record":
            prepare_output_folder(plan.out / name)
    files = FileNames(map(plan.named, plan.paths))
    jobs = project.run.jobs if jobs is None else jobs
    return Inputs(files, plan.refused, plan.notices), _outcomes(
        plan, on_edit, jobs, scheduler, asked or Request(())
    )


def _make_adapters() -> None:
    """Make ready how the manifest is written while no signal counts: pydantic takes what one raises for a fault of a type.

    Signals are noted and sent again. To block them would not do: another thread may take one.
    """
    came: list[int] = []
    before = {}
    if threading.current_thread() is threading.main_thread():  # no other thread may or need do this
        for one in (signal.SIGINT, signal.SIGTERM):
            before[one] = signal.signal(one, lambda number, _: came.append(number))
    try:
        for adapter in (file_adapter, facts_adapter, findings_adapter, told_adapter):
            adapter()
    finally:
        for one, handler in before.items():
            signal.signal(one, signal.SIG_DFL if handler is None else handler)
    for number in came:
        signal.raise_signal(number)


def _outcomes(
    plan: Plan, on_edit: OnEdit, jobs: int, scheduler: Scheduler | None, asked: Request
) -> Iterator[Outcome]:
    if not plan.paths:
        return
    with _cluster(scheduler) as cluster, locked(plan.out):
        try:
            manifest, seen, broken = _known(plan, on_edit)
            with manifest:
                if broken:
                    place = f"{plan.out}/{FOLDER}"
                    yield Outcome(place, "unchanged", (finding("B017", broken, Where(place)),), counts=False)
                outcomes = _Build(plan, manifest, seen, on_edit, jobs, _spreading(jobs, cluster)).outcomes()
                yield from also_validated(outcomes, asked, plan.out, manifest)
        except Broken as error:  # what was noted just now cannot be read: that is the disk
            problem = f"{plan.out}/{FOLDER}/{NAME}: cannot be read again: {error}"
            raise TeiError("B002", problem, "make room, or see what the disk has") from error
        finally:
            _swept(plan)


def _swept(plan: Plan) -> None:
    """Remove what was staged and not put, by this process or by workers that died."""
    shutil.rmtree(plan.out / FOLDER / STAGED, ignore_errors=True)
    for folder in (plan.out, *(plan.out / name for name in plan.rendering.own)):
        if folder.is_dir():
            with suppress(OSError):  # the next build does it
                sweep(folder, ours=True)


def _known(plan: Plan, on_edit: OnEdit) -> tuple[Manifest, Survey, str]:
    """The manifest and what it says of the files; one that cannot be believed is made anew, and why."""
    try:
        manifest = open_manifest(plan.out, plan.folder)
        try:
            seen = survey(plan, manifest, on_edit)
            manifest.verify_whole()
            if seen.reasons or whole_reason(plan, manifest, seen):
                manifest.verify()
                _see_listed(plan, manifest, seen)
        except Broken:
            manifest.close()
            raise
    except Broken as broken:
        set_aside(plan.out)
        manifest = open_manifest(plan.out, plan.folder)
        return manifest, survey(plan, manifest, on_edit), str(broken)
    return manifest, seen, ""


def _see_listed(plan: Plan, manifest: Manifest, seen: Survey) -> None:
    """See that of every record that stays it is known what it adds to the review list."""
    if manifest.unlisted() - seen.reasons.keys() - frozenset(no_more(plan, manifest)):
        raise Broken("of a record it is not known what is unsure")


def _cluster(scheduler: Scheduler | None) -> AbstractContextManager[Cluster | None]:
    if scheduler is None:
        return nullcontext()
    from tei.cluster import Cluster

    return Cluster(scheduler)


def _spreading(jobs: int, cluster: Cluster | None) -> Spread:
    """How tasks are spread: over processes of this machine or the workers of a cluster."""
    if cluster:
        from tei.cluster import spread_on

        return partial(spread_on, cluster)
    return lambda plan, todo: spread(plan, todo, workers(jobs))


class _Build:
    """The run over all files."""

    def __init__(
        self, plan: Plan, manifest: Manifest, seen: Survey, on_edit: OnEdit, jobs: int, spreading: Spread
    ) -> None:
        self._plan = plan
        self._manifest = manifest
        self._seen = seen
        self._on_edit = on_edit
        self._jobs = jobs
        self._spread = spreading
        self._places = Places(plan.out, manifest)

    def outcomes(self) -> Iterator[Outcome]:
        """Each record as it is put in place; then what is made of all, then what is no more."""
        plan, seen = self._plan, self._seen
        bases = Bases(seen, self._manifest)
        putting = Putting(plan, seen, self._places, bases, self._on_edit)
        todo = Tasks(seen.reasons, lambda path: task_of(seen, bases, path, self._on_edit))
        with closing(self._spread(plan, todo)) as made:
            for start in range(0, len(plan.paths), BATCH):
                paths = plan.paths[start : start + BATCH]
                yield from putting.put(
                    [(path, next(made) if path in seen.reasons else None) for path in paths]
                )
        yield from self._whole(putting)

    def _whole(self, putting: Putting) -> Iterator[Outcome]:
        """What is made of all; then outputs of what is no more go."""
        plan = self._plan
        writer = Whole(self._places)
        digest = whole_digest(plan, putting.records.digest)
        again = None
        if self._manifest.meta("whole").decode() == digest and not whole_reason(
            plan, self._manifest, self._seen
        ):
            again = told_again(plan, self._manifest)
        if again is not None:
            yield from again
            writer.written |= {place: None for place, owner in self._manifest.places() if owner == WHOLE}
        else:
            told = []
            for outcome in Gathering(plan, self._manifest, writer, self._jobs).outcomes(putting):
                told.append(outcome)
                yield outcome
            note_whole(plan, self._manifest, digest, told)
        yield from putting.drop(writer.written)
