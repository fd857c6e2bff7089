"""Builds that are killed at the k-th write, move or wait for the disk, and then run again: a program of its own.

Usage: kill_points.py FOLDER RECORDS STEP [again|changed]

A project of so many records is built in a child that ends itself by SIGKILL at the k-th call, for every STEP-th k; then
a second child builds to the end. `again`: there was a whole build of older records before. `changed`: a record is
changed once more between the two. After each the tree has to be that of a build from nothing, and no temporary file may
be left. Prints the number of points, or says what was wrong and ends with 1. A program of its own has no threads when it
forks.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_projects import lay_out, record, run, tree

from tei.pipeline import convert_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

_CALLS = ("open", "write", "fsync", "replace", "rename", "unlink", "truncate", "pwrite")


def main() -> int:
    """Kill and compare; the exit status."""
    folder, records, step = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    kind = sys.argv[4] if len(sys.argv) > 4 else ""
    convert_bytes(record(0).encode(), "warm.txt")
    whole = folder / "whole"
    lay_out(whole, records)
    if kind:
        _in_child(partial(run, whole))
        for number in range(0, records, 2):
            (whole / f"records/{number}.txt").write_text(record(number, "Tuesday"), "utf-8")
    points, k = 0, 1
    while True:
        project = folder / f"killed{k}"
        shutil.copytree(whole, project)
        ended = _in_child(partial(_killed_at, k, project))
        if kind == "changed":
            (project / "records/0.txt").write_text(record(0, "Sunday"), "utf-8")
        if _in_child(partial(_said, project)):
            print(f"after a kill at {k} the next build told of a hand's work")
            return 1
        if problem := _compared(project, folder / "clean"):
            print(f"after a kill at {k}: {problem}")
            return 1
        shutil.rmtree(project)
        if not ended:
            print(points)
            return 0
        points, k = points + 1, k + step


def _in_child(do: Callable[[], object]) -> int:
    """Do something in a child; the signal or status that it ended with."""
    if child := os.fork():
        return os.waitpid(child, 0)[1]
    status = 1
    try:
        status = 2 if do() == "edited" else 0
    finally:
        os._exit(status)


def _killed_at(k: int, project: Path) -> None:
    """Build, and be killed at the k-th call."""
    left = k

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*given: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*given, **named)

        return counting

    for name in _CALLS:
        setattr(os, name, counted(getattr(os, name)))
    run(project)


def _said(project: Path) -> str:
    outcomes = run(project)
    codes = {one.code for outcome in outcomes for one in outcome.findings}
    return "edited" if codes & {"B011", "B012", "B015", "B016"} else ""


def _compared(project: Path, clean: Path) -> str:
    """What differs from a build from nothing, or was left behind."""
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(project, clean, ignore=shutil.ignore_patterns("build"))
    _in_child(partial(run, clean))
    found, wanted = tree(project / "build"), tree(clean / "build")
    different = sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))
    left = [file.name for file in (project / "build").rglob("*.tmp")]
    return ", ".join([*different, *left])


if __name__ == "__main__":
    sys.exit(main())
