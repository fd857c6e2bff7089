"""What a run takes of memory does not grow with what it reads or finds: the peak of a process, over few files and many."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sample_records import wilson

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


def peak(status: int, *words: str) -> int:
    """The largest memory of a run that ends with this status, in kB."""
    process = subprocess.Popen([sys.executable, "-m", "tei", *words], stderr=subprocess.DEVNULL)
    _, ended, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(ended)
    assert process.returncode == status
    return used.ru_maxrss


@pytest.mark.parametrize("form", FORMS)
def test_the_memory_of_a_run_is_flat(form: str, tmp_path: Path) -> None:
    report = tmp_path / "report"
    words = ("validate", "-q", "--format", form, "-o", str(report))
    few = peak(1, *words, str(collection(tmp_path / "few", FEW)))
    many = peak(1, *words, str(collection(tmp_path / "many", MANY)))
    assert report.stat().st_size > MANY * POINTERS * 50
    assert many < few * 1.08


PARAGRAPHS = 20
RECORDS = (100, 400)
KEPT = 16.0
"""Kilobytes that a record may leave behind: 2 or 3 of names and ids, and 7 of the 2 MB that SQLite keeps at hand and that
fill meanwhile. The text of a record alone has 21."""


def letters(folder: Path, count: int) -> Path:
    """A project of so many letters, each of words of its own."""
    (folder / "records").mkdir(parents=True)
    for number in range(count):
        told = (f"Boat {number}-{one} came with lamps and books, " * 24 for one in range(PARAGRAPHS))
        address = f"https://digitalarchive.wilsoncenter.org/document/92{number:04}"
        text = "\n\n".join(["Dear Jon,", *told, "Ada Holm"])
        (folder / f"records/{number}.txt").write_text(wilson(text, address=address), "utf-8")
    formats = '[output]\nformats = ["tei", "html"]\n[run]\njobs = 1\n'
    (folder / "tei.toml").write_text(f'[input]\nrecords = "records/*.txt"\n{formats}', "utf-8")
    return folder


def test_the_memory_of_a_build_does_not_grow_with_its_records(tmp_path: Path) -> None:
    few, many = (letters(tmp_path / str(count), count) for count in RECORDS)
    assert (many / "records/0.txt").stat().st_size > 1_000 * KEPT
    for build in ("the first", "nothing changed"):
        peaks = [peak(0, "build", "-q", str(project)) for project in (few, many)]
        left = (peaks[1] - peaks[0]) / (RECORDS[1] - RECORDS[0])
        assert left < KEPT, f"{build}: {peaks} kB, {left:.1f} kB a record"
    assert len([*(many / "build").glob("*.xml")]) == RECORDS[1]


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    folder = collection(tmp_path / "many", MANY)
    command = [sys.executable, "-m", "tei", "validate", str(folder)]

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=small_files, check=False)
    assert done.returncode == 2
    assert "B002 what the run finds cannot be kept" in done.stderr
    assert "Traceback" not in done.stderr
