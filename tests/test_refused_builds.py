"""Builds that the system refuses something, that run twice at once, or elsewhere: whole outputs, a clear end."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from build_projects import lay_out, record, run, tree

from tei.building import manifest, running

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from conftest import Ended

ROOT = Path(__file__).resolve().parents[1]
TWICE = int(os.environ.get("TEI_BUILDS_AT_ONCE", "3"))
"""How often two builds run at once; 20 is what is promised."""


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("name", ["open", "fsync", "replace"])
@pytest.mark.parametrize("k", [1, 2, 5, 9])
def test_a_disk_that_refuses_from_the_kth_call_on(
    command: Callable[..., Ended], tmp_path: Path, name: str, k: int, number: int
) -> None:
    project = lay_out(tmp_path / "project", 3)
    run(project)
    old = tree(project / "build")
    for one in range(3):
        (project / f"records/{one}.txt").write_text(record(one, "Monday"), "utf-8")
    sources = tree(project / "records")
    with pytest.MonkeyPatch.context() as patch:
        calls = refusing(patch, name, k, number)
        ended = command("build", project)
    assert calls[0] >= k
    assert ended.status in (1, 2)
    assert os.strerror(number) in ended.messages
    assert str(project / "build") in ended.messages
    assert "Traceback" not in ended.messages
    halfway = tree(project / "build")
    assert not list((project / "build").rglob("*.tmp"))
    assert tree(project / "records") == sources
    assert command("build", project).status == 0
    new = tree(project / "build")
    assert old.keys() == new.keys()
    for place in old:
        assert halfway[place] in (old[place], new[place]), place
    clean = lay_out(tmp_path / "clean", 3)
    for one in range(3):
        (clean / f"records/{one}.txt").write_text(record(one, "Monday"), "utf-8")
    run(clean)
    assert new == tree(clean / "build")


def refusing(patch: pytest.MonkeyPatch, name: str, k: int, number: int) -> list[int]:
    """From the k-th call that writes on, the system refuses it; the list holds how many calls there were."""
    call, calls = getattr(os, name), [0]

    def refused(*given: Any, **named: Any) -> Any:
        if name != "open" or given[1] & (os.O_WRONLY | os.O_RDWR):
            calls[0] += 1
            if calls[0] >= k:
                raise OSError(number, os.strerror(number))
        return call(*given, **named)

    patch.setattr(os, name, refused)
    return calls


def test_a_disk_that_has_no_room_for_the_manifest(command: Callable[..., Ended], tmp_path: Path) -> None:
    project = lay_out(tmp_path / "project", 12)

    def connected(file: Path, mode: str) -> sqlite3.Connection:
        connection = manifest_of(file, mode)
        connection.execute("PRAGMA max_page_count = 12")
        return connection

    manifest_of = manifest._connected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest, "_connected", connected)
        ended = command("build", project)
    assert ended.status in (1, 2)
    assert "manifest.sqlite: cannot be written: database or disk is full" in ended.messages
    assert str(project / "build") in ended.messages
    assert not list((project / "build").rglob("*.tmp"))
    assert command("build", project).status == 0


def test_a_manifest_that_cannot_be_read_again(command: Callable[..., Ended], tmp_path: Path) -> None:
    project = lay_out(tmp_path / "project", 2)

    def broken(*_: object) -> NoReturn:
        raise manifest.Broken("disk I/O error")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "survey", broken)
        ended = command("build", project)
    assert ended.status == 2
    assert "manifest.sqlite: cannot be read again: disk I/O error" in ended.messages


def start(project: Path, *options: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tei", "build", *options, str(project)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_builds_at_once(tmp_path: Path) -> None:
    wanted = lay_out(tmp_path / "alone", 12)
    run(wanted)
    for turn in range(TWICE):
        project = lay_out(tmp_path / f"project{turn}", 12)
        both = [start(project), start(project)]
        said = [one.communicate(timeout=120)[1] for one in both]
        states = [one.returncode for one in both]
        assert 0 in states, said
        for status, text in zip(states, said, strict=True):
            assert status == 0 or "B010" in text, text
        assert tree(project / "build") == tree(wanted / "build")
        assert not list((project / "build").rglob("*.tmp"))


ELSEWHERE = [
    ("1", {"PYTHONHASHSEED": "1", "LANG": "C", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}),
    ("2", {"PYTHONHASHSEED": "0", "LC_ALL": "zh_CN.UTF-8", "TZ": "Etc/GMT+12"}),
    ("8", {"PYTHONHASHSEED": "random", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"}),
]


@pytest.mark.parametrize(("jobs", "environment"), ELSEWHERE)
def test_the_same_tree_everywhere(tmp_path: Path, jobs: str, environment: dict[str, str]) -> None:
    """The order in which a folder is listed differs, too: the records are laid down the other way round."""
    formats = '"tei", "html", "text", "csv", "site", "bibtex"'
    trees = []
    for name in ("one", "another place/deep"):
        project = lay_out(tmp_path / name, 10)
        settings = project / "tei.toml"
        settings.write_text(
            settings.read_text("utf-8").replace('"tei", "html", "text", "csv"', formats), "utf-8"
        )
        trees.append(project)
    for file in sorted((trees[1] / "records").glob("*.txt"), reverse=True):
        text = file.read_text("utf-8")
        file.unlink()
        file.write_text(text, "utf-8")
    run(trees[0])
    process = start(trees[1], "--jobs", jobs, **environment)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert tree(trees[1] / "build") == tree(trees[0] / "build")


def test_a_disk_without_a_byte_for_the_lock_is_told(
    command: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    project = lay_out(tmp_path / "project", 1)
    monkeypatch.setattr(os, "pwrite", full)
    ended = command("build", project)
    assert (ended.status, "B002" in ended.messages, "No space left" in ended.messages) == (2, True, True)


def test_a_stop_that_a_library_takes_for_a_fault_of_its_own_is_a_stop(
    command: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tei.cli

    def within_a_library(*_: object, **__: object) -> NoReturn:
        try:
            signal.raise_signal(signal.SIGTERM)
        except tei.cli.Stopped as stop:
            raise ValueError(f"error of a library: {stop}") from None
        raise AssertionError("the signal did not come")

    project = lay_out(tmp_path / "project", 1)
    monkeypatch.setattr(running, "plan_of", within_a_library)
    assert command("build", project).status == 128 + signal.SIGTERM
