"""Names of records that no program likes, in a project that makes everything: built, and built again."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import pytest
from build_projects import run, tree

if TYPE_CHECKING:
    from pathlib import Path

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
[output]
formats = ["tei", "html", "text", "jsonl", "epub", "site", "cmif", "csv", "ris", "csl-json", "bibtex"]
collection = ["jsonl", "epub"]
[run]
jobs = 1
"""


@pytest.mark.parametrize("own", [b"project", b"p\xff\n"])
def test_everything_is_made_of_records_with_hostile_names(tmp_path: Path, own: bytes) -> None:
    project = tmp_path / os.fsdecode(own)
    (project / "records").mkdir(parents=True)
    for number, name in enumerate(NAMES):
        # Without title and date, so that there is something to tell of its page.
        text = f"The boat of number {number} came.\n"
        (project / "records" / os.fsdecode(name)).write_text(text, "utf-8")
    (project / "tei.toml").write_text(EVERYTHING, "utf-8")
    first = run(project)
    assert [one.state for one in first if one.counts] == ["converted"] * len(NAMES)
    made = tree(project / "build")
    assert sum(place.startswith("site/tei/") for place in made) == len(NAMES)
    second = run(project)
    assert [one.state for one in second if one.counts] == ["unchanged"] * len(NAMES)
    assert tree(project / "build") == made
    told = [one.path for one in first if one.findings and not one.counts]
    assert any(os.fsdecode(b"x\xff") in path for path in told), told
