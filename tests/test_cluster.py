"""Builds over a cluster of separate processes: the same tree as one process makes, whatever ends in between."""

from __future__ import annotations

import importlib.util
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from build_projects import lay_out, run, tree
from clusters import LocalCluster, free_port, kill

from tei.building import build
from tei.building.committing import Places
from tei.building.making import make
from tei.building.manifest import open_manifest
from tei.building.model import FileMade, Task
from tei.building.planning import plan_of
from tei.building.spreading import Lost
from tei.building.tasks import Tasks
from tei.cluster import Cluster, Scheduler, spread_on
from tei.cluster.leavings import Leavings
from tei.cluster.store import Store
from tei.cluster.working import Order, made_with, work
from tei.findings import TeiError
from tei.output import prepare_output_folder
from tei.project import load_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Ended

    from tei.outcomes import Outcome

RECORDS = 30


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What one process makes."""
    project = lay_out(tmp_path_factory.mktemp("one") / "project", RECORDS)
    run(project)
    return tree(project / "build")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """A cluster that no test harms."""
    cluster = LocalCluster(tmp_path_factory.mktemp("cluster"))
    yield cluster
    cluster.end()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[LocalCluster]:
    """A cluster that the test may harm."""
    (tmp_path / "cluster").mkdir()
    cluster = LocalCluster(tmp_path / "cluster")
    yield cluster
    cluster.end()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "project", RECORDS)


def over(cluster: LocalCluster, project: Path) -> list[Outcome]:
    """Build by a cluster."""
    content, folder = load_project(project)
    _, outcomes = build(content, folder, scheduler=Scheduler(cluster.address))
    return list(outcomes)


def left_behind(project: Path) -> set[str]:
    """What the build notes for itself, and what it has forgotten to take away."""
    own = {file.name for file in (project / "build/.tei").iterdir()}
    return own | {file.name for file in (project / "build").rglob("*.tmp")}


def test_the_tree_is_that_of_one_process(
    shared: LocalCluster, project: Path, expected: dict[str, str]
) -> None:
    first = over(shared, project)
    assert [one.state for one in first if one.counts] == ["converted"] * RECORDS
    assert tree(project / "build") == expected
    assert left_behind(project) == {"lock", "manifest.sqlite"}
    # The two ways know each other's work.
    assert {one.state for one in run(project) if one.counts} == {"unchanged"}
    assert {one.state for one in over(shared, project) if one.counts} == {"unchanged"}


def test_a_project_named_by_a_relative_path(
    shared: LocalCluster, tmp_path: Path, command: Callable[..., Ended], expected: dict[str, str]
) -> None:
    lay_out(tmp_path / "project", RECORDS)
    ended = command("build", "project", "--scheduler", shared.address)
    assert ended.status == 0, ended.all
    assert f"{RECORDS} in = {RECORDS} converted" in ended.messages
    assert tree(tmp_path / "project/build") == expected


def test_outputs_come_back_through_a_store(
    shared: LocalCluster, project: Path, tmp_path: Path, expected: dict[str, str]
) -> None:
    with_store(project, f"file://{tmp_path}/store")
    over(shared, project)
    assert tree(project / "build") == expected
    assert left_behind(project) == {"lock", "manifest.sqlite"}
    assert not [*(tmp_path / "store").rglob("*")]
    # A hand's work is in the output folder, which these workers do not look at.
    page = next((project / "build").glob("*.xml"))
    page.write_text(page.read_text("utf-8").replace("Friday", "Monday"), "utf-8")
    states = [one for one in over(shared, project) if any(f.code == "B011" for f in one.findings)]
    assert len(states) == 1
    assert "Monday" in page.read_text("utf-8")


def with_store(project: Path, store: str) -> None:
    """Have the workers leave their outputs in a store."""
    text = (project / "tei.toml").read_text("utf-8")
    (project / "tei.toml").write_text(text.replace("[run]", f'[run]\nstore = "{store}"'), "utf-8")


def test_what_a_killed_run_left_in_a_store_is_removed_by_the_next(
    own: LocalCluster, project: Path, tmp_path: Path, expected: dict[str, str]
) -> None:
    with_store(project, f"file://{tmp_path}/store")
    words = ("build", "-q", str(project), "--scheduler", own.address)
    killed = subprocess.Popen([sys.executable, "-m", "tei", *words], start_new_session=True)
    ends = time.monotonic() + 60
    while not [*(tmp_path / "store").glob("*/*")] and time.monotonic() < ends:
        time.sleep(0.01)
    killed.kill()
    killed.wait()
    assert len(left := [*(tmp_path / "store").glob("tei-*")]) == 1
    assert (project / "build/.tei/in-store").read_text("utf-8").startswith(left[0].name[4:])
    over(own, project)
    assert tree(project / "build") == expected
    assert left_behind(project) == {"lock", "manifest.sqlite"}
    assert not [*(tmp_path / "store").rglob("*")]


def test_what_a_store_does_not_let_go_of_stays_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "build/.tei").mkdir(parents=True)
    file = tmp_path / "build/.tei/in-store"
    other = f"{'b' * 16} s3://elsewhere/x\n"
    # A name that leads out of the store is none of a run.
    file.write_text(f"../../records file://{tmp_path}/store\n{other}", "utf-8")
    leavings = Leavings(tmp_path / "build", f"file://{tmp_path}/store")
    leavings.note("a" * 16)
    (tmp_path / f"store/tei-{'a' * 16}").mkdir(parents=True)
    with monkeypatch.context() as patched:
        patched.setattr("fsspec.implementations.local.LocalFileSystem.rm", refused)
        leavings.remove()
    assert file.read_text("utf-8") == f"{other}{'a' * 16} file://{tmp_path}/store\n"
    leavings.remove()
    assert file.read_text("utf-8") == other
    assert not [*(tmp_path / "store").iterdir()]


def refused(*_: object, **__: object) -> None:
    raise PermissionError


def made(project: Path) -> tuple[Any, FileMade]:
    """A file of records, made and staged."""
    plan = plan_of(*load_project(project))
    prepare_output_folder(plan.out)
    (plan.out / ".tei").mkdir(exist_ok=True)
    return plan, make(plan, Task(plan.paths[0], {}))


def test_a_store_in_memory_gives_back_what_was_left(project: Path) -> None:
    plan, one = made(project)
    store = Store("memory://shelf", "run")
    left = store.leave(one)
    fetched = store.fetch(left, plan.out)
    assert isinstance(fetched, FileMade)
    for before, after in zip(one.records[0].staged, fetched.records[0].staged, strict=True):
        assert Path(before.temporary).read_bytes() == Path(after.temporary).read_bytes()
    store.remove()
    gone = store.fetch(left, plan.out)
    assert isinstance(gone, Lost)
    assert "did not give back" in gone.why


def test_an_object_that_was_changed_in_the_store_is_not_put(project: Path) -> None:
    import fsspec

    plan, one = made(project)
    store = Store("memory://shelf", "changed")
    left = store.leave(one)
    fsspec.filesystem("memory").pipe_file(left.records[0].staged[0].temporary, b"<TEI/>")
    assert isinstance(store.fetch(left, plan.out), Lost)


class BotoCoreError(Exception):
    """What the library below s3fs raises where no address answers; it is no OSError."""


def test_a_store_that_does_not_answer_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fsspec

    def silent(*_: object, **__: object) -> None:
        raise BotoCoreError("Could not connect to the endpoint")

    plan, one = made(project)
    store = Store("memory://shelf", "silent")
    left = store.leave(one)
    monkeypatch.setitem(sys.modules, "botocore.exceptions", SimpleNamespace(BotoCoreError=BotoCoreError))
    for name in ("cat_file", "pipe_file", "rm"):
        monkeypatch.setattr(fsspec.filesystem("memory"), name, silent)
    assert isinstance(store.fetch(left, plan.out), Lost)
    with pytest.raises(TeiError, match="Could not connect") as error:
        store.leave(one)
    assert error.value.code == "B002"
    store.remove()


def test_a_store_without_its_library_is_told() -> None:
    with pytest.raises(TeiError, match="cannot be used") as error:
        Store("no-such-protocol://bucket/x", "run")
    assert error.value.code == "F042"


def twice(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have every chunk done twice, under two keys."""
    from distributed import Client

    once = Client.submit
    keys = []

    def submit(self: Client, *words: Any, key: str, **more: Any) -> Any:
        keys.append(key)
        again = once(self, *words, key=f"{key}-again", **more)
        again.add_done_callback(lambda _: None)  # held until it is done
        return once(self, *words, key=key, **more)

    monkeypatch.setattr(Client, "submit", submit)
    return keys


def test_a_shard_delivered_twice(
    shared: LocalCluster, project: Path, expected: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = twice(monkeypatch)
    over(shared, project)
    assert len(keys) >= RECORDS // 8
    assert tree(project / "build") == expected
    # A delivery that comes after the end of the run is taken away by the next one.
    for _ in range(40):
        run(project)
        if left_behind(project) == {"lock", "manifest.sqlite"}:
            break
        time.sleep(0.25)
    assert left_behind(project) == {"lock", "manifest.sqlite"}
    assert tree(project / "build") == expected


def test_putting_a_delivery_again_changes_nothing(project: Path) -> None:
    plan, first = made(project)
    _, second = made(project)
    with open_manifest(plan.out, plan.folder) as manifest:
        places = Places(plan.out, manifest)
        assert places.put_record(first.records[0], "x").changed
        before = tree(plan.out)
        with manifest.noting():
            places.note(first.path, [one.output for one in first.records[0].staged])
        assert not places.put_record(second.records[0], "x").changed
    assert tree(plan.out).items() <= before.items()
    assert not [*plan.out.glob(".tei-*")]


def when_at_work(project: Path, then: Callable[[], None]) -> threading.Thread:
    """Do something as soon as workers have laid something down."""

    def watch() -> None:
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            if any((project / "build/.tei").glob("staged/*/*")):
                then()
                return
            time.sleep(0.01)

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def test_a_worker_killed_in_mid_run(own: LocalCluster, project: Path, expected: dict[str, str]) -> None:
    thread = when_at_work(project, lambda: kill(own.workers[0]))
    outcomes = over(own, project)
    thread.join()
    assert own.workers[0].returncode == -signal.SIGKILL
    assert [one.state for one in outcomes if one.counts] == ["converted"] * RECORDS
    assert tree(project / "build") == expected
    assert left_behind(project) == {"lock", "manifest.sqlite"}


def test_a_run_without_workers_says_that_it_waits(
    tmp_path: Path, command: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tei.cluster.spreading.SILENCE", 0.5)
    lay_out(tmp_path / "project", 2)
    (tmp_path / "cluster").mkdir()
    cluster = LocalCluster(tmp_path / "cluster", workers=0)
    later = threading.Timer(6, cluster.start_worker)
    later.start()
    try:
        ended = command("build", "project", "--scheduler", cluster.address)
    finally:
        later.join()
        cluster.end()
    assert ended.status == 0, ended.all
    assert ended.messages.count("no worker is there; the run waits for one") == 1
    assert "2 in = 2 converted" in ended.messages


def test_the_scheduler_started_anew_in_mid_run(
    own: LocalCluster, project: Path, expected: dict[str, str]
) -> None:
    def anew() -> None:
        own.end()
        own.workers.clear()
        own.start_scheduler()
        own.start_worker()

    thread = when_at_work(project, anew)
    outcomes = over(own, project)
    thread.join()
    assert [one.state for one in outcomes if one.counts] == ["converted"] * RECORDS
    assert tree(project / "build") == expected


def test_a_scheduler_that_does_not_come_back(
    own: LocalCluster, project: Path, expected: dict[str, str]
) -> None:
    plan = plan_of(*load_project(project))
    prepare_output_folder(plan.out / ".tei")
    todo = Tasks(plan.paths, lambda path: Task(path, {}))
    thread = when_at_work(project, own.end)
    with (
        Cluster(Scheduler(own.address, patience=1)) as cluster,
        pytest.raises(TeiError, match="did not come back") as error,
    ):
        list(spread_on(cluster, plan, todo))
    thread.join()
    assert error.value.code == "B019"
    run(project)  # by this machine
    assert tree(project / "build") == expected
    assert left_behind(project) == {"lock", "manifest.sqlite"}


DEADLY = """
import os
from tei.building import spreading
from tei.building.making import make

def make_or_die(plan, task):
    if task.path.endswith("/5.txt"):
        os._exit(1)
    return make(plan, task)

spreading.make = make_or_die
"""


def test_what_ends_every_worker_is_lost_and_nothing_else(tmp_path: Path, project: Path) -> None:
    (tmp_path / "cluster").mkdir()
    (tmp_path / "deadly.py").write_text(DEADLY, "utf-8")
    cluster = LocalCluster(tmp_path / "cluster", preload=tmp_path / "deadly.py", failures=0)
    try:
        outcomes = over(cluster, project)
    finally:
        cluster.end()
    failed = [one for one in outcomes if one.state == "failed"]
    assert [Path(one.path).name for one in failed] == ["5.txt"]
    assert [one.code for one in failed[0].findings] == ["B018"]
    assert "ended each time" in failed[0].findings[0].message
    assert len([one for one in outcomes if one.counts and one.state == "converted"]) == RECORDS - 1
    assert len([*(project / "build").glob("*.xml")]) == RECORDS - 1


def test_recursion_without_end_is_told_in_few_frames(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("tei.cluster.working.done_in_time", deep)
    content, folder = load_project(project)
    plan = plan_of(content, folder)
    order = Order("run", content, folder, Path.cwd(), project, "", made_with(plan))
    with pytest.raises(RuntimeError, match="recursion without end"):
        work(order, [Task("records/0.txt", {})])


def test_no_scheduler_at_the_address(tmp_path: Path, command: Callable[..., Ended]) -> None:
    lay_out(tmp_path / "project")
    ended = command("build", "project", "--scheduler", f"dask://127.0.0.1:{free_port()}")
    assert (ended.status, ended.output) == (2, b"")
    assert "F042" in ended.messages
    assert "no scheduler answers there" in ended.messages
    assert not [*(tmp_path / "project/build").glob("*.xml")]


@pytest.mark.parametrize(
    "address", ["127.0.0.1:8786", "dask://", "dask://host", "dask://host:0", "dask://host:99999", "tcp://h:1"]
)
def test_what_is_no_address(tmp_path: Path, command: Callable[..., Ended], address: str) -> None:
    lay_out(tmp_path / "project")
    ended = command("build", "project", "--scheduler", address)
    assert ended.status == 2
    assert "write dask://HOST:PORT" in ended.messages


def test_without_the_extra_it_is_told_what_to_install(
    tmp_path: Path, command: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(tmp_path / "project")
    found = importlib.util.find_spec
    monkeypatch.setattr(
        "tei.cluster.connecting.find_spec", lambda name: None if name == "distributed" else found(name)
    )
    ended = command("build", "project", "--scheduler", "dask://127.0.0.1:8786")
    assert ended.status == 2
    assert "pip install 'tei-pipeline[cluster]'" in ended.messages


def test_a_worker_that_sees_other_files_is_refused(shared: LocalCluster, project: Path) -> None:
    from dataclasses import replace

    plan = plan_of(*load_project(project))
    prepare_output_folder(plan.out / ".tei")
    other = replace(plan, setting="of another version")
    with (
        Cluster(Scheduler(shared.address)) as cluster,
        pytest.raises(TeiError, match="another version") as error,
    ):
        list(spread_on(cluster, other, Tasks(plan.paths[:1], lambda path: Task(path, {}))))
    assert error.value.code == "F042"


def test_a_worker_that_reads_older_corrections_is_refused(shared: LocalCluster, project: Path) -> None:
    text = (project / "tei.toml").read_text("utf-8")
    named = text.replace("[input]", '[input]\ncorrections = "corrections.csv"')
    (project / "tei.toml").write_text(named, "utf-8")
    file = project / "corrections.csv"
    file.write_text(
        "id,place,value,printed,reason,who\nwcda-920001,date,1951-02-03,,as the log has it,al\n", "utf-8"
    )
    plan = plan_of(*load_project(project))
    assert plan.options.corrections
    assert len(plan.options.corrections.rows) == 1
    file.write_text("id,place,value,printed,reason,who\n", "utf-8")
    prepare_output_folder(plan.out / ".tei")
    with Cluster(Scheduler(shared.address)) as cluster, pytest.raises(TeiError, match="sees other files"):
        list(spread_on(cluster, plan, Tasks(plan.paths[:1], lambda path: Task(path, {}))))


def test_an_output_folder_that_is_an_address_is_refused(
    tmp_path: Path, command: Callable[..., Ended]
) -> None:
    (tmp_path / "tei.toml").write_text('[output]\ndir = "s3://bucket/edition"\n', "utf-8")
    ended = command("build")
    assert ended.status == 2
    assert "is no folder of a file system" in ended.messages
