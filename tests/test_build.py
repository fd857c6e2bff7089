"""`tei build`: a project file takes records the whole way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sample_records import wilson

from tei.api import build
from tei.findings import TeiError
from tei.project import load_project, schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ended

PROJECT = """# A small edition.
[project]
title = "Letters of Ada Holm"
publisher = "Holm Press"
licence = "https://example.org/licence"
date = 2026-01-31

[input]
records = "records/**/*.txt"
profile = "auto"

[output]
dir = "build"
formats = ["tei", "html"]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "records/deep").mkdir(parents=True)
    (tmp_path / "records/a.txt").write_text(wilson(), "utf-8")
    second = wilson(address="https://digitalarchive.wilsoncenter.org/document/920002")
    (tmp_path / "records/deep/b.txt").write_text(second, "utf-8")
    (tmp_path / "tei.toml").write_text(PROJECT, "utf-8")
    return tmp_path


def files(folder: Path) -> list[str]:
    """What was made of records. The schemas beside it: tests/test_schema_names.py."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(str(path) for path in found if path.parts[0] != "schemas")


def test_build_makes_every_format_of_every_record(command: Callable[..., Ended], project: Path) -> None:
    ended = command("build")
    assert ended.status == 0, ended.all
    assert files(project / "build") == [
        "review.csv", "review.html",
        "wcda-920001.html", "wcda-920001.xml", "wcda-920002.html", "wcda-920002.xml",
    ]  # fmt: skip
    assert "2 in = 2 converted (0 with findings) + 0 failed + 0 unchanged" in ended.messages
    text = (project / "build/wcda-920001.xml").read_text("utf-8")
    assert "<publisher>Holm Press</publisher>" in text
    assert 'when="2026-01-31"' in text
    assert 'target="https://example.org/licence"' in text


def test_a_second_build_changes_nothing(command: Callable[..., Ended], project: Path) -> None:
    command("build")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (project / "build").rglob("*.*")}
    ended = command("build", project)
    assert ended.status == 0
    assert "2 in = 0 converted (0 with findings) + 0 failed + 2 unchanged" in ended.messages
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (project / "build").rglob("*.*")
    } == before


def test_a_deleted_or_edited_output_is_made_again(command: Callable[..., Ended], project: Path) -> None:
    command("build")
    page, other = project / "build/wcda-920001.html", project / "build/wcda-920002.xml"
    good = (page.read_bytes(), other.read_bytes())
    page.unlink()
    other.write_text("")
    ended = command("build", "tei.toml")
    assert "2 in = 2 converted" in ended.messages
    assert (page.read_bytes(), other.read_bytes()) == good


def test_paths_are_relative_to_the_project(
    command: Callable[..., Ended], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "elsewhere").mkdir()
    monkeypatch.chdir(project / "elsewhere")
    assert command("build", "..").status == 0
    assert files(project / "elsewhere") == []
    assert len(files(project / "build")) == 6


def test_only_the_formats_asked_for_are_written(command: Callable[..., Ended], project: Path) -> None:
    (project / "tei.toml").write_text(PROJECT.replace('["tei", "html"]', '["html"]'), "utf-8")
    assert command("build").status == 0
    assert files(project / "build") == ["review.csv", "review.html", "wcda-920001.html", "wcda-920002.html"]


def test_a_failed_record_does_not_stop_the_others(command: Callable[..., Ended], project: Path) -> None:
    (project / "records/c.txt").write_bytes(b"")
    ended = command("build")
    assert ended.status == 1
    assert "3 in = 2 converted (0 with findings) + 1 failed + 0 unchanged" in ended.messages
    assert len(files(project / "build")) == 6


def test_fail_on_warning(command: Callable[..., Ended], project: Path) -> None:
    (project / "records/a.txt").write_text(wilson(date="late in winter"), "utf-8")
    assert command("build").status == 0
    (project / "tei.toml").write_text(PROJECT + '[validate]\nfail_on = "warning"\n', "utf-8")
    ended = command("build")
    assert ended.status == 1
    assert "I003" in ended.messages


def test_the_projects_own_stylesheet_and_parameters(command: Callable[..., Ended], project: Path) -> None:
    (project / "xslt").mkdir()
    (project / "xslt/my.xsl").write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:param name="word"/><xsl:template match="/"><html lang="en"><head><title>t</title></head>'
        '<body><xsl:value-of select="$word"/></body></html></xsl:template></xsl:stylesheet>'
    )
    more = '[xslt]\nhtml = "xslt/my.xsl"\nparams = { word = "ahoy" }\n'
    (project / "tei.toml").write_text(PROJECT + more, "utf-8")
    assert command("build").status == 0
    assert "ahoy" in (project / "build/wcda-920001.html").read_text("utf-8")


def test_no_record_is_2(command: Callable[..., Ended], project: Path) -> None:
    (project / "tei.toml").write_text(PROJECT.replace("records/**/*.txt", "letters/*.txt"), "utf-8")
    ended = command("build")
    assert ended.status == 2
    assert "nothing was done" in ended.messages


def test_no_project_file_is_2(command: Callable[..., Ended], tmp_path: Path) -> None:
    ended = command("build")
    assert ended.status == 2
    assert "F001 tei.toml: cannot be read" in ended.messages


WRONG = {
    "unknown key": (
        "publisher =",
        "publsher =",
        "line 4: project.publsher: unknown key (did you mean publisher?)",
    ),
    "the valid keys": ("publisher =", "publsher =", "valid keys here: date, licence, publisher, title"),
    "same key in another table": ('profile = "auto"', 'title = "x"', "line 10: input.title: unknown key"),
    "unknown table": ("[output]", "[outputs]", "line 12: outputs: unknown key (did you mean output?)"),
    "the valid tables": (
        "[output]",
        "[outputs]",
        "valid keys here: enrich, input, output, project, validate, xslt",
    ),
    "key of validate": (
        "[output]",
        "[validate]\nfailon = 1\n[output]",
        "line 13: validate.failon: unknown key",
    ),
    "a format": ('"html"]', '"epub"]', "line 14: output.formats.1: Input should be 'tei', 'html' or 'pdf'"),
    "a date": ("2026-01-31", '"soon"', "line 6: project.date"),
    "a licence": ("https://example.org/licence", "free", "line 5: project.licence"),
    "not TOML": ("[input]", "[input", "not valid TOML"),
    "an absolute pattern": ("records/**/*.txt", "/etc/*.txt", "records"),
    "no pattern": ("records/**/*.txt", "", "records"),
    "a pattern that is none": ("records/**/*.txt", "records/a**", "records"),
    "a layout": ('profile = "auto"', 'profile = "wilson"', "F003"),
    "an output folder": ('"build"', '"tei.toml"', "B001"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_project_file_stops_the_run_before_it_starts(
    command: Callable[..., Ended], project: Path, name: str
) -> None:
    old, new, says = WRONG[name]
    assert old in PROJECT
    (project / "tei.toml").write_text(PROJECT.replace(old, new), "utf-8")
    ended = command("build")
    assert ended.status == 2, ended.all
    assert says in ended.messages
    assert "hint: " in ended.messages
    assert not list((project / "build").glob("*.*"))


def test_all_problems_are_told_at_once(project: Path) -> None:
    (project / "tei.toml").write_text(PROJECT.replace("title", "titel").replace("dir =", "folder ="), "utf-8")
    with pytest.raises(TeiError) as caught:
        load_project(project)
    assert "project.titel" in caught.value.message
    assert "output.folder" in caught.value.message


def test_the_schema_of_the_project_file_has_its_tables() -> None:
    assert set(schema()["properties"]) == {"project", "input", "output", "enrich", "validate", "xslt"}


@pytest.mark.parametrize("name", ["../outside.toml", "inner/../../outside.toml", "{tmp}/outside.toml"])
def test_a_layout_outside_the_project_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "outside.toml").write_text('name = "outside"\ntitle = "O"\n')
    (tmp_path / "project" / "inner").mkdir(parents=True)
    (tmp_path / "project" / "inner" / "a.txt").write_text("A note\n\nThe gauge was read.\n")
    layout = name.replace("{tmp}", tmp_path.as_posix())
    (tmp_path / "project" / "tei.toml").write_text(f'[input]\nrecords = "inner"\nprofile = "{layout}"\n')
    with pytest.raises(TeiError, match="leaves the folder of the project"):
        build(tmp_path / "project")
