#!/usr/bin/env python3
"""What a build costs the first time, the second time, and after ten records have changed, in one run.

Usage: bench/build.py FOLDER [--records N] [--formats tei,html] [--changed N] [--alone]

FOLDER holds records (`*.txt`) of the layout that `--profile` names. They are copied to a project of their own, which is
built three times with one worker and, without `--alone`, once with two. Wall seconds are of whole programs, since
workers share the machine; processor seconds are of all processes, megabytes of the largest. Ratios to the first
build are what counts. The exit status is 2 where there is nothing to measure.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple


class Took(NamedTuple):
    """What a build took: seconds of the clock, of the processor, megabytes."""

    wall: float
    spent: float
    peak: float


def built(project: Path, jobs: int) -> Took:
    """Build."""
    command = [sys.executable, "-m", "tei", "build", "-q", "--jobs", str(jobs), str(project)]
    began = time.monotonic()
    process = subprocess.Popen(command)  # noqa: S603  (our own program)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Took(time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def laid_out(folder: Path, given: argparse.Namespace) -> list[Path]:
    """The project, and its records."""
    (folder / "records").mkdir(parents=True)
    records = sorted(given.folder.glob("*.txt"))[: given.records]
    copies = [Path(shutil.copy(one, folder / "records")) for one in records]
    formats = ", ".join(f'"{one}"' for one in given.formats.split(","))
    (folder / "tei.toml").write_text(
        f'[input]\nrecords = "records/*.txt"\nprofile = "{given.profile}"\n[output]\nformats = [{formats}]\n',
        "utf-8",
    )
    return copies


def main() -> int:
    """Measure, print a line for each build, and return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=int, default=1_000)
    parser.add_argument("--formats", default="tei,html")
    parser.add_argument("--profile", default="wilson-center")
    parser.add_argument("--changed", type=int, default=10)
    parser.add_argument("--alone", action="store_true", help="no build by two workers")
    given = parser.parse_args()
    with TemporaryDirectory() as work:
        project = Path(work, "one")
        records = laid_out(project, given)
        if not records:
            return 2
        first = built(project, 1)
        print(f"{'build':<24}{'wall s':>9}{'CPU s':>9}{'MB':>7}{'wall, of the first':>20}{'CPU':>7}")
        report("first, 1 worker", first, first)
        report("nothing changed", built(project, 1), first)
        for record in records[: given.changed]:
            record.write_text(record.read_text("utf-8").replace(".\n", " again.\n", 1), "utf-8")
        report(f"{given.changed} changed", built(project, 1), first)
        if not given.alone:
            laid_out(Path(work, "two"), given)
            report("first, 2 workers", built(Path(work, "two"), 2), first)
    return 0


def report(name: str, took: Took, first: Took) -> None:
    """Print a line."""
    ratios = f"{took.wall / first.wall:>20.3f}{took.spent / first.spent:>7.3f}"
    print(f"{name:<24}{took.wall:>9.1f}{took.spent:>9.1f}{took.peak:>7.0f}{ratios}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
