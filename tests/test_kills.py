"""Builds that are killed, or end by a signal: nothing is torn, and the next build ends as one from nothing.

TEI_KILL_STEP=1 kills at every call of a build of twenty records (more than 200 points, some minutes). TEI_SYSTEM_CALLS=250
has strace kill at so many system calls of a build in one process, at as many of a build after changes, and at half as
many with workers.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

import pytest
from build_projects import lay_out, record, run, tree

from tei.building import running

TESTS = Path(__file__).resolve().parent
STEP = int(os.environ.get("TEI_KILL_STEP", "23"))
POINTS = int(os.environ.get("TEI_SYSTEM_CALLS", "0"))
KILLED = [(5, 1, POINTS or 3, ""), (5, 1, POINTS or 3, "changed"), (20, 2, POINTS // 2, "")]
"""Records, workers, points, what was there before: the last one where it is asked for alone, for it takes a minute."""


@pytest.mark.parametrize("kind", ["", "again", "changed"])
def test_a_killed_build_is_ended_by_the_next_one(tmp_path: Path, kind: str) -> None:
    records = "20" if STEP == 1 else "5"
    command = [
        sys.executable,
        str(TESTS / "kill_points.py"),
        str(tmp_path),
        records,
        str(STEP),
        *([kind] if kind else []),
    ]
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout) >= (200 if STEP == 1 and not kind else 2)


@pytest.mark.parametrize(("records", "jobs", "points", "kind"), KILLED if POINTS else KILLED[:2])
def test_a_build_killed_at_a_system_call_is_ended_by_the_next_one(
    tmp_path: Path, records: int, jobs: int, points: int, kind: str
) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not there: apt-get install strace")
    command = [sys.executable, str(TESTS / "system_call_kills.py"), str(tmp_path)]
    command += [str(records), str(jobs), str(points), *([kind] if kind else [])]
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    ends = dict(zip(done.stdout.split()[::2], map(int, done.stdout.split()[1::2]), strict=True))
    assert ends["killed"] > points // 2
    assert sum(ends.values()) >= points


SLOW = """
import time, tei.building.making as m
real = m.convert_each
def slowly(path, options):
    time.sleep(0.25)
    return real(path, options)
m.convert_each = slowly
"""
"""Without it a build may be over before a busy machine has let the test look: that refused a good commit once."""


def started(project: Path, jobs: int) -> subprocess.Popen[str]:
    """A build that takes a quarter of a second a record, so that whoever waits for its middle finds it."""
    command = [sys.executable, "-m", "tei", "build", "--jobs", str(jobs), str(project)]
    slow = project.parent / "slow"
    slow.mkdir()
    (slow / "sitecustomize.py").write_text(SLOW, "utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{slow}:{TESTS.parent}"}
    return subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def children(session: int) -> list[int]:
    """The processes of a session that live."""
    found = subprocess.run(
        ["ps", "-o", "pid=,stat=", "-s", str(session)], capture_output=True, text=True, check=False
    )
    return [int(line.split()[0]) for line in found.stdout.splitlines() if "Z" not in line.split()[1]]


def in_the_middle(project: Path, process: subprocess.Popen[str]) -> None:
    """Wait until outputs come."""
    for _ in range(1_200):
        if len(list((project / "build").glob("wcda-*.xml"))) > 2:
            break
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)


def gone(session: int) -> bool:
    for _ in range(100):
        if not children(session):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_stopped(tmp_path: Path, number: int, status: int, jobs: int) -> None:
    project = lay_out(tmp_path / "project", 150)
    process = started(project, jobs)
    in_the_middle(project, process)
    process.send_signal(number)
    # 2 s are promised, of a machine that does nothing else.
    _, said = process.communicate(timeout=30)
    assert process.returncode == status, said
    assert gone(process.pid)
    counted = re.search(r"150 in = (\d+) converted .*\+ (\d+) failed \+ (\d+) unchanged", said)
    assert counted, said
    assert sum(map(int, counted.groups())) == 150
    assert "stopped" in said
    made = len(list((project / "build").glob("wcda-*.xml")))
    assert int(counted[1]) <= made < 150
    outcomes = run(project)
    assert sum(one.state == "unchanged" for one in outcomes if one.counts) >= int(counted[1])
    assert not list((project / "build").rglob("*.tmp"))


def test_a_build_whose_parent_is_killed_leaves_no_worker(tmp_path: Path) -> None:
    project = lay_out(tmp_path / "project", 150)
    process = started(project, 2)
    in_the_middle(project, process)
    process.kill()
    process.communicate(timeout=60)
    assert gone(process.pid)
    run(project)
    assert len(list((project / "build").glob("wcda-*.xml"))) == 150
    assert not list((project / "build").rglob("*.tmp"))


def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    project = lay_out(tmp_path / "project", 60)
    process = started(project, 2)
    in_the_middle(project, process)
    workers = [one for one in children(process.pid) if one != process.pid]
    os.kill(max(workers), signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert "60 in = 60 converted" in said
    alone = lay_out(tmp_path / "alone", 60)
    run(alone)
    assert tree(project / "build") == tree(alone / "build")


@pytest.mark.parametrize("later", [0, 0.2, 0.6] if POINTS else [0])
def test_a_build_of_which_the_process_that_starts_workers_is_killed_goes_on(
    tmp_path: Path, later: float
) -> None:
    """Found by strace: it ended with 130 and said nothing."""
    project = lay_out(tmp_path / "project", 10)
    process = started(project, 2)
    forking: list[int] = []
    while not forking and process.poll() is None:
        found = subprocess.run(
            ["ps", "-o", "pid=,args=", "-s", str(process.pid)], capture_output=True, text=True, check=False
        )
        lines = [line for line in found.stdout.splitlines() if "multiprocessing.forkserver" in line]
        forking = sorted(int(line.split()[0]) for line in lines)
    time.sleep(later)
    os.kill(forking[0], signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert "10 in = 10 converted" in said
    assert gone(process.pid)


ENDS = {
    "is killed": "os.kill(os.getpid(), 9)",
    "is stuck": "ctypes.PyDLL(None).sleep(3600)",  # and gives the lock of the interpreter to nobody
    "runs out of memory": "",
}
BOMB = "The ferry \N{FERRY} came late. " * 380_000
"""One line of nearly ten million bytes, which is allowed; of four bytes each in memory."""


@pytest.mark.parametrize("end", ENDS)
def test_a_record_for_which_a_worker_ends_is_tried_once_more_and_told_and_the_others_are_made(
    tmp_path: Path, end: str
) -> None:
    """A stylesheet is not trusted and has a process of its own; so a fault of the program is put into the worker."""
    project = lay_out(tmp_path / "project", 10)
    settings = (project / "tei.toml").read_text("utf-8")
    settings = settings.replace('"html", "text", "csv"', '"csv"').replace('html = "xslt/my.xsl"', "")
    patience = "seconds = 3\n" if end == "is stuck" else ""
    (project / "tei.toml").write_text(settings + patience, "utf-8")
    bomb = BOMB if not ENDS[end] else "Deathday"
    (project / "records/7.txt").write_text(record(7, bomb), "utf-8")
    (tmp_path / "sitecustomize.py").write_text(
        "import ctypes, os, pathlib, tei.building.making as m\n"
        "real = m.convert_each\n"
        "def deadly(path, options):\n"
        "    if path.name == '7.txt':\n"
        f"        with open({str(tmp_path / 'tries')!r}, 'a') as tries: tries.write('x')\n"
        f"        {ENDS[end]}\n"
        "    return real(path, options)\n"
        "m.convert_each = deadly\n"
    )

    def limited() -> None:
        if not ENDS[end]:
            resource.setrlimit(resource.RLIMIT_AS, (330 << 20, 330 << 20))

    command = [sys.executable, "-m", "tei", "build", "--jobs", "2", str(project)]
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}:{TESTS.parent}"}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=300, preexec_fn=limited
    )
    assert done.returncode == 1, done.stderr
    assert "records/7.txt: error: B018" in done.stderr
    assert ("not enough memory" in done.stderr) == (not ENDS[end])
    assert "10 in = 9 converted" in done.stderr
    assert "1 failed" in done.stderr
    assert (tmp_path / "tries").read_text() == "xx"
    assert len(list((project / "build").glob("wcda-*.xml"))) == 9


def test_a_signal_waits_until_the_manifests_types_are_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it raises within pydantic comes out as a fault of the type, and ended the build in a traceback."""
    made = []

    def adapter() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        made.append(1)

    def stop(*_: object) -> NoReturn:
        raise InterruptedError

    before = signal.signal(signal.SIGTERM, stop)
    try:
        monkeypatch.setattr(running, "file_adapter", adapter)
        with pytest.raises(InterruptedError):
            running._make_adapters()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert made
