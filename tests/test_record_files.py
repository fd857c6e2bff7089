"""Records and outputs in one folder: what a build has made is no record of the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from build_projects import record, tree

from tei.building.manifest import FOLDER, NAME
from tei.inputs import tei_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ended


def lay_out(folder: Path, records: str, out: str, formats: str = '"tei", "text", "csv"') -> Path:
    (folder / "letters").mkdir(parents=True)
    for number in range(2):
        (folder / f"letters/{number}.txt").write_text(record(number), "utf-8")
    text = (
        f'[input]\nrecords = "{records}"\n[output]\ndir = "{out}"\nformats = [{formats}]\n[run]\njobs = 1\n'
    )
    (folder / "tei.toml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("records", "out"), [("**/*.txt", "build"), ("letters/**/*.txt", "letters/made"), ("*/*.txt", "build")]
)
def test_what_a_search_from_above_finds_among_the_outputs_is_no_record(
    command: Callable[..., Ended], tmp_path: Path, records: str, out: str
) -> None:
    project = lay_out(tmp_path / "project", records, out, '"tei", "text", "site"')
    assert command("build", project).status == 0
    made = tree(project / out)
    assert [place for place in made if place.endswith(".txt")], (
        "nothing is there that could be taken for a record"
    )
    ended = command("build", project)
    assert (ended.status, ended.messages.splitlines()[-1]) == (
        0,
        "2 in = 0 converted (0 with findings) + 0 failed + 2 unchanged",
    )
    assert tree(project / out) == made


def test_the_folder_of_the_outputs_is_known_through_a_link(
    command: Callable[..., Ended], tmp_path: Path
) -> None:
    project = lay_out(tmp_path / "project", "**/*.txt", "link/made")
    (project / "link").symlink_to("letters")
    assert command("build", project).status == 0
    assert command("build", project).messages.splitlines()[-1].startswith("2 in = 0 converted")


@pytest.mark.parametrize(
    ("records", "out", "formats", "named"),
    [
        ("letters/*.txt", "letters", '"text"', "ID.txt"),
        ("**/*.txt", ".", '"tei", "site"', "site/robots.txt"),
        ("letters/*", "letters", '"tei", "csv"', "review.csv, ID.xml, export.csv"),
        ("*/*.txt", ".", '"site"', "site/robots.txt"),
    ],
)
def test_outputs_that_would_be_taken_for_records_are_refused(
    command: Callable[..., Ended], tmp_path: Path, records: str, out: str, formats: str, named: str
) -> None:
    project = lay_out(tmp_path / "project", records, out, formats)
    before = tree(project)
    ended = command("build", project)
    assert ended.status == 2
    assert (
        f"F002 output.dir: records are sought where outputs are written, and {named} would be"
        in ended.messages
    )
    assert tree(project) == before


@pytest.mark.parametrize(("records", "out"), [("letters/*.txt", "letters"), ("**/*.txt", ".")])
def test_records_and_their_tei_may_lie_in_one_folder(
    command: Callable[..., Ended], tmp_path: Path, records: str, out: str
) -> None:
    project = lay_out(tmp_path / "project", records, out, '"tei", "html"')
    assert command("build", project).status == 0
    assert command("build", project).messages.splitlines()[-1].startswith("2 in = 0 converted")


@pytest.mark.parametrize(
    ("out", "what"),
    [
        ("/", "is the root of the file system"),
        ("../../../../../../../../../../../../../..", "is the root of the file system"),
        ("..", "is a folder above that of the project"),
        ("letters/../../..", "is a folder above that of the project"),
        ("home", "is a home folder"),
        ("link", "is a home folder"),
    ],
)
def test_folders_that_hold_everything_else_are_refused(
    command: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str, what: str
) -> None:
    project = lay_out(tmp_path / "above/project", "letters/*.txt", out)
    (project / "home").mkdir()
    (project / "link").symlink_to("home")
    monkeypatch.setenv("HOME", str(project / "home"))
    before = tree(tmp_path)
    for words in (("build",), ("build", "--check")):
        ended = command(*words, project)
        assert ended.status == 2
        assert f"F002 output.dir: {out!r} {what}" in ended.messages
        assert "name a folder that the outputs have for themselves" in ended.messages
    assert tree(tmp_path) == before


def test_a_folder_beside_the_project_is_its_own(command: Callable[..., Ended], tmp_path: Path) -> None:
    project = lay_out(tmp_path / "project", "letters/*.txt", "../project-made")
    assert command("build", project).status == 0
    assert (tmp_path / "project-made/review.csv").is_file()


def test_the_copies_of_a_site_are_no_documents_of_their_own(tmp_path: Path) -> None:
    built, alone = tmp_path / "built", tmp_path / "alone"
    for out in (built, alone):
        (out / "site/tei").mkdir(parents=True)
        (out / FOLDER / "edited").mkdir(parents=True)
        (out / FOLDER / NAME).touch()
        for file in (out / "site/tei/a.xml", out / FOLDER / "edited/a.xml"):
            file.touch()
    (built / "a.xml").touch()
    assert list(tei_files([str(tmp_path)]).files) == [alone / "site/tei/a.xml", built / "a.xml"]
