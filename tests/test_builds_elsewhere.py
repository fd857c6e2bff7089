"""Builds of a project that was moved, and builds that a script starts."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from build_projects import record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from conftest import Ended

PROJECT = """[input]
records = "records/*.txt"
[output]
formats = ["tei", "html", "cmif", "site"]
[run]
jobs = 2
"""


def lay_out(folder: Path, records: int) -> Path:
    (folder / "records").mkdir(parents=True)
    for number in range(records):
        (folder / f"records/{number}.txt").write_text(record(number), "utf-8")
    (folder / "records/bad.txt").write_bytes(b"bad\xff")
    (folder / "records/twin.txt").write_text(record(0), "utf-8")
    (folder / "tei.toml").write_text(PROJECT, "utf-8")
    return folder


def told(command: Callable[..., Ended], project: Path | str) -> str:
    messages = command("build", "-v", project).messages
    return "\n".join(line for line in messages.split("\n") if " s (" not in line)


def test_what_is_told_of_a_moved_project_has_its_new_paths(
    command: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = lay_out(tmp_path / "old", 2), tmp_path / "new"
    command("build", old)
    page = next((old / "build").glob("wcda-*.html"))
    page.write_text("mine", "utf-8")
    command("build", old)
    before = told(command, old)
    assert f"the id 'wcda-920000' is already that of {old}{os.sep}records" in before
    assert f"{old}{os.sep}build{os.sep}export.cmif: warning" in before
    assert os.fsencode(tmp_path) not in (old / "build/.tei/manifest.sqlite").read_bytes()
    old.rename(new)
    assert told(command, new) == before.replace(f"{old}{os.sep}", f"{new}{os.sep}")
    monkeypatch.chdir(new)
    assert told(command, ".") == before.replace(f"{old}{os.sep}", "")


def test_a_script_that_builds_is_run_once(tmp_path: Path) -> None:
    """Workers of a script without `if __name__ == "__main__"` ran it anew, and each of them began a build."""
    lay_out(tmp_path, 8)
    script = tmp_path / "script.py"
    script.write_text("import tei\nprint('run')\nprint(tei.build('.').summary.converted)\n", "utf-8")
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["run", "8"]
    assert done.stderr == ""
