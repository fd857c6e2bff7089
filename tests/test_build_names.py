"""Names of records that no program likes, in a project that makes everything: built, and built again."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

from build_projects import tree
from sample_records import wilson

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ended

NAMES = (
    b"CON.txt",
    b"a b.txt",
    b"..txt",
    b"-rf.txt",
    b"<script>.txt",
    b'"q".txt',
    b"x\xff.txt",
    b"new\nline.txt",
    unicodedata.normalize("NFD", "é").encode() + b".txt",
    b"n" * 250 + b".txt",
    "\u202egpj.txt".encode(),
    b"export.txt",
    b"index.txt",
)
EVERYTHING = """[project]
date = 2026-01-31
[output]
formats = ["tei", "html", "text", "jsonl", "epub", "site", "cmif", "csv", "ris", "csl-json", "bibtex"]
collection = ["jsonl", "epub"]
[run]
jobs = 1
"""


def test_everything_is_made_of_records_with_hostile_names(
    command: Callable[..., Ended], tmp_path: Path
) -> None:
    project = tmp_path / "project"
    (project / "records").mkdir(parents=True)
    for number, name in enumerate(NAMES):
        text = wilson(f"Dear Jon,\n\nThe boat of number {number} came.\n\nAda Holm", address="")
        (project / "records" / os.fsdecode(name)).write_text(text, "utf-8")
    (project / "tei.toml").write_text(EVERYTHING, "utf-8")
    ended = command("build", project)
    count = len(NAMES)
    assert ended.status == 0, ended.messages
    assert ended.messages.splitlines()[-1].startswith(f"{count} in = {count} converted"), ended.messages
    made = tree(project / "build")
    assert sum(place.startswith("site/tei/") for place in made) == count
    ended = command("build", project)
    assert (ended.status, ended.messages.splitlines()[-1]) == (
        0,
        f"{count} in = 0 converted (0 with findings) + 0 failed + {count} unchanged",
    )
    assert tree(project / "build") == made
