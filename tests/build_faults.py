"""What the bad examples of a build need to have happened before: an earlier build, a hand in its outputs."""

from __future__ import annotations

import fcntl
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from tei.api import build
from tei.building.spreading import Lost
from tei.cluster import Cluster
from tei.findings import TeiError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import pytest

    from tei.building.model import Task
    from tei.building.planning import Plan

TEI = "build/wcda-920001.xml"


def hold_the_lock(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "build/.tei").mkdir(parents=True)
    descriptor = os.open(folder / "build/.tei/lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def edit(folder: Path, old: str = "the two lamps", new: str = "the three lamps") -> None:
    """Build, and change words of the TEI."""
    build(folder)
    text = (folder / TEI).read_text("utf-8")
    assert old in text
    (folder / TEI).write_text(text.replace(old, new), "utf-8")


def edited(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    edit(folder)


def edited_and_changed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    edit(folder)
    record = folder / "in.txt"
    record.write_text(record.read_text("utf-8").replace("on Friday", "on Monday"), "utf-8")


def unreadable(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    edit(folder)
    (folder / TEI).write_text("<TEI>", "utf-8")


def edited_and_deleted(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    other = (folder / "in.txt").read_text("utf-8").replace("920001", "920002")
    (folder / "in2.txt").write_text(other, "utf-8")
    edit(folder)
    (folder / "in.txt").unlink()


def broken_manifest(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    build(folder)
    (folder / "build/.tei/manifest.sqlite").write_bytes(b"SQLite format 3\0 and no more")


def lost_worker(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def lost(plan: Plan, tasks: Sequence[Task], jobs: int) -> Iterator[Lost]:
        yield from (Lost(task.path, "the process that worked at it ended twice") for task in tasks)

    monkeypatch.setattr("tei.building.running.spread", lambda *given: closable(lost(*given)))


def closable(results: Iterator[Lost]) -> Iterator[Lost]:
    yield from results


class GoneClient:
    """A connection to a scheduler that has just ended."""

    status = "closed"

    def nthreads(self) -> dict[str, int]:
        return {}

    def submit(self, *_: object, **__: object) -> object:
        return object()

    def close(self, timeout: float) -> None:
        pass


def lose_the_scheduler(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The scheduler answers once, and then no more."""
    clients = [GoneClient()]

    def connected(cluster: Cluster) -> GoneClient:
        if clients:
            return clients.pop()
        raise TeiError("F042", "no scheduler answers there")

    monkeypatch.setattr(Cluster, "_connected", connected)
    monkeypatch.setattr("tei.building.running._cluster", lambda one: Cluster(replace(one, patience=0)))


FAULTS: dict[str, Callable[[pytest.MonkeyPatch, Path], None]] = {
    "B010": hold_the_lock,
    "B011": edited,
    "B012": edited_and_changed,
    "B013": edited_and_changed,
    "B014": edited,
    "B015": unreadable,
    "B016": edited_and_deleted,
    "B017": broken_manifest,
    "B018": lost_worker,
    "B019": lose_the_scheduler,
}
