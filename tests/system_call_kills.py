"""Builds that strace kills at the k-th system call of a kind, and that are then run again: a program of its own.

Usage: system_call_kills.py FOLDER RECORDS JOBS POINTS [changed]

SQLite, libxml2 and the interpreter call the system past `os`, which `kill_points.py` watches; here every call counts. A
build is watched once; of all its calls that open, write, move, take away or wait for the disk, POINTS are chosen evenly,
and for each one a build is begun in which the thread that comes to it gets SIGKILL: the build itself, a worker, or the
process that runs the project's stylesheet. Then a second build ends the work. Its outputs have to be those of a clean
build, byte for byte, its manifest has to say the same, and no temporary file may be left; so, too, where the first build
lives and tells of no failure. `changed`: there was a whole build of older records before. Prints how many builds were
killed, lost a process and told so, or made do without it; or says what was wrong and ends with 1.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import traceback
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_projects import lay_out, record, run, tree

from tei.pipeline import convert_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from tei.outcomes import Outcome

    Rows = dict[str, list[tuple[object, ...]]]

CALLS = (
    "openat", "write", "pwrite64", "ftruncate", "truncate", "fsync", "fdatasync", "rename", "renameat", "renameat2",
    "unlink", "unlinkat", "rmdir", "mkdir",
)  # fmt: skip
RAISED, TAKEN, FAILED = 1, 2, 3
HAND = frozenset({"B011", "B012", "B015", "B016"})
"""What a build says of an output that it takes for a hand's work."""


def main() -> int:
    """Kill and compare; the exit status."""
    folder, records, jobs, wanted = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    convert_bytes(record(0).encode(), "warm.txt")
    whole, project = folder / "whole", folder / "project"
    lay_out(whole, records)
    if sys.argv[5:] == ["changed"]:
        _ended(_begun(partial(_build, whole, 1)))
        for number in range(0, records, 2):
            (whole / f"records/{number}.txt").write_text(record(number, "Tuesday"), "utf-8")
    shutil.copytree(whole, project, ignore=shutil.ignore_patterns("build"))
    _ended(_begun(partial(_build, project, 1)))
    clean = tree(project / "build"), _manifest(project)
    ends: Counter[str] = Counter()
    for call, k in _points(whole, project, jobs, wanted):
        _laid(whole, project)
        status = _traced(partial(_build, project, jobs), "-e", f"inject={call}:signal=SIGKILL:when={k}")
        problem = _told(status) or ("" if status else _compared(project, clean))
        problem = (
            problem or _told(_ended(_begun(partial(_build, project, 1))), 0) or _compared(project, clean)
        )
        if problem:
            print(f"after a kill at {call} {k}, which ended the build with {status}: {problem}")
            return 1
        ends["killed" if status == -signal.SIGKILL else "told" if status else "whole"] += 1
    print(*(f"{name} {ends[name]}" for name in ("killed", "told", "whole")))
    return 0


def _laid(whole: Path, project: Path) -> None:
    shutil.rmtree(project)
    shutil.copytree(whole, project)


def _points(whole: Path, project: Path, jobs: int, wanted: int) -> list[tuple[str, int]]:
    """Calls of a build, of each kind by their number in the thread that has most of them; so many, chosen evenly."""
    _laid(whole, project)
    log = project / "log"
    _traced(partial(_build, project, jobs), "-o", str(log))
    counted = Counter(re.findall(r"(?m)^(\d+) +(\w+)\(", log.read_text("utf-8", "replace")))
    most: dict[str, int] = {}
    for (_, call), number in counted.items():
        most[call] = max(number, most.get(call, 0))
    points = [(call, k) for call in CALLS for k in range(1, most.get(call, 0) + 1)]
    return points[:: max(1, len(points) // wanted)]


def _build(project: Path, jobs: int) -> list[Outcome]:
    """From within the project, so that what is noted names no folder above it."""
    os.chdir(project)
    return run(Path(), jobs=jobs)


def _begun(do: Callable[[], Any]) -> int:
    """Build in a child; it ends with `FAILED` where something could not be made, `TAKEN` where it tells of a hand's work."""
    if child := os.fork():
        return child
    status = RAISED
    try:
        outcomes = do()
        codes = {one.code for outcome in outcomes for one in outcome.findings}
        failed = any(outcome.state == "failed" for outcome in outcomes)
        status = TAKEN if codes & HAND else FAILED if failed else 0
    finally:
        if status == RAISED:
            traceback.print_exc()
        os._exit(status)


def _ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _traced(do: Callable[[], Any], *options: str) -> int:
    """Do something in a child whose calls, and those of all that it starts, strace sees from the first one on."""
    reading, writing = os.pipe()

    def waiting() -> Any:
        os.close(writing)
        os.read(reading, 1)
        return do()

    child = _begun(waiting)
    os.close(reading)
    command = ["strace", "-f", "-q", "-e", "trace=" + ",".join(CALLS), *options, "-p", str(child)]
    strace = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not re.search(r"TracerPid:\s[1-9]", Path(f"/proc/{child}/status").read_text()):
        if strace.poll() is not None:
            os.kill(child, signal.SIGKILL)
            sys.exit("strace does not see the build")
        time.sleep(0.002)
    os.write(writing, b".")
    os.close(writing)
    status = _ended(child)
    strace.wait(60)  # until the last of the processes is gone
    return status


def _manifest(project: Path) -> Rows:
    """All rows of the manifest; the order in which they were written is no matter."""
    connection = sqlite3.connect(project / "build/.tei/manifest.sqlite")
    try:
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)  # noqa: S608  (names of ours)
            for table in ("meta", "file", "record", "output")
        }
    finally:
        connection.close()


def _told(status: int, *allowed: int) -> str:
    """What is wrong with how a build ended."""
    expected = allowed or (0, FAILED, -signal.SIGKILL)
    named = {RAISED: "raised", TAKEN: "told of a hand's work", FAILED: "told of a failure"}
    return "" if status in expected else f"a build {named.get(status, f'ended with {status}')}"


def _compared(project: Path, clean: tuple[dict[str, str], Rows]) -> str:
    """What differs from a clean build, or was left behind."""
    found, rows = tree(project / "build"), _manifest(project)
    wrong = sorted(name for name in found.keys() | clean[0].keys() if found.get(name) != clean[0].get(name))
    wrong += [f"the manifest's table {table}" for table in rows if rows[table] != clean[1][table]]
    wrong += [file.name for file in (project / "build").rglob("*.tmp")]
    return ", ".join(wrong)


if __name__ == "__main__":
    sys.exit(main())
