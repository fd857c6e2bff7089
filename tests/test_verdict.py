"""What a project lets pass: baseline, tei-ignore.toml, severities, and only what changed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.findings import Finding, Severity, Where, finding
from tei.verdict.addresses import Base, find_base
from tei.verdict.fingerprints import fingerprint
from tei.verdict.ignoring import matches

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ended

    Command = Callable[..., Ended]

FAULTY = (Path(__file__).parent / "checks/T019/in.xml").read_text("utf-8")
SOUND = FAULTY.replace(' ana="#nowhere"', "")
FAULT = '<p ana="#nowhere"'


def write(file: Path, text: str = FAULTY) -> None:
    """A document that has its file's name as its id, so that T001 and T002 are silent."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text.replace('xml:id="in"', f'xml:id="{file.stem}"').replace(">in</idno>", f">{file.stem}</idno>"), "utf-8")


def told(ended: Ended) -> list[str]:
    """Codes of the findings on standard output, in their order."""
    return [line.split(": ")[2].split(" ")[0] for line in ended.out.split("\n") if line and line[0] != " "]


def test_the_example_has_one_fault(command: Command, tmp_path: Path) -> None:
    assert FAULT in FAULTY
    write(tmp_path / "a.xml")
    write(tmp_path / "b.xml", SOUND)
    assert told(command("validate", "a.xml", "b.xml")) == ["T019"]
