"""What a run takes of memory does not grow with what it finds: the peak of a process, over few files and over many."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tei.report.forms import FORMS

if TYPE_CHECKING:
    from pathlib import Path

POINTERS = 40
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{}"><text><body><p>{}</p></body></text></TEI>'
FEW, MANY = 20, 250


def collection(folder: Path, count: int) -> Path:
    """So many files, each with its id and pointers that lead nowhere."""
    folder.mkdir()
    for number in range(count):
        pointers = "".join(f'<ref target="#at-{number}-{one}">w</ref>' for one in range(POINTERS))
        (folder / f"d{number}.xml").write_text(TEI.format(f"d{number}", pointers), "utf-8")
    return folder


def peak(folder: Path, form: str, output: Path) -> float:
    """The largest memory of a run, in MB."""
    command = [sys.executable, "-m", "tei", "validate", "-q", "--format", form]
    process = subprocess.Popen([*command, "-o", str(output), str(folder)])
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 1
    return used.ru_maxrss / 1024


@pytest.mark.parametrize("form", FORMS)
def test_the_memory_of_a_run_is_flat(form: str, tmp_path: Path) -> None:
    report = tmp_path / "report"
    few = peak(collection(tmp_path / "few", FEW), form, report)
    many = peak(collection(tmp_path / "many", MANY), form, report)
    assert report.stat().st_size > MANY * POINTERS * 50
    assert many < few * 1.08


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    folder = collection(tmp_path / "many", MANY)
    command = [sys.executable, "-m", "tei", "validate", str(folder)]

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=small_files, check=False)
    assert done.returncode == 2
    assert "B002 what the run finds cannot be kept" in done.stderr
    assert "Traceback" not in done.stderr
