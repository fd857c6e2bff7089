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
    """What was made of records. The schemas beside it: tests/test_schema_names.py; the script: tests/test_page.py."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(str(path) for path in found if path.parts[0] not in {"schemas", "assets", ".tei"})


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
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in (project / "build").glob("*.*")
        if path.is_file()
    }
    ended = command("build", project)
    assert ended.status == 0
    assert "2 in = 0 converted (0 with findings) + 0 failed + 2 unchanged" in ended.messages
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in (project / "build").glob("*.*")
        if path.is_file()
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
    "the valid keys": (
        "publisher =",
        "publsher =",
        "valid keys here: base_url, date, editor, email, languages, licence, publisher, title, url",
    ),
    "same key in another table": ('profile = "auto"', 'title = "x"', "line 10: input.title: unknown key"),
    "unknown table": ("[output]", "[outpt]", "line 12: outpt: unknown key (did you mean output?)"),
    "the valid tables": (
        "[output]",
        "[outpt]",
        "valid keys here: enrich, input, output, outputs, project, run, validate, xslt",
    ),
    "outputs for output": (
        "[output]",
        "[outputs]",
        "has a table for each output, [outputs.NAME]; for dir and formats write [output]",
    ),
    "key of validate": (
        "[output]",
        "[validate]\nfailon = 1\n[output]",
        "line 13: validate.failon: unknown key",
    ),
    "a format": ('"html"]', '"docx"]', "line 14: output.formats.1: Input should be 'tei', 'html', 'pdf'"),
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
    assert not list((project / "build").glob("wcda*"))


def test_all_problems_are_told_at_once(project: Path) -> None:
    (project / "tei.toml").write_text(PROJECT.replace("title", "titel").replace("dir =", "folder ="), "utf-8")
    with pytest.raises(TeiError) as caught:
        load_project(project)
    assert "project.titel" in caught.value.message
    assert "output.folder" in caught.value.message


def test_the_schema_of_the_project_file_has_its_tables() -> None:
    assert set(schema()["properties"]) == {
        "project",
        "input",
        "output",
        "enrich",
        "validate",
        "xslt",
        "outputs",
        "run",
    }


@pytest.mark.parametrize("name", ["../outside.toml", "inner/../../outside.toml", "{tmp}/outside.toml"])
def test_a_layout_outside_the_project_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "outside.toml").write_text('name = "outside"\ntitle = "O"\n')
    (tmp_path / "project" / "inner").mkdir(parents=True)
    (tmp_path / "project" / "inner" / "a.txt").write_text("A note\n\nThe gauge was read.\n")
    layout = name.replace("{tmp}", tmp_path.as_posix())
    (tmp_path / "project" / "tei.toml").write_text(f'[input]\nrecords = "inner"\nprofile = "{layout}"\n')
    with pytest.raises(TeiError, match="leaves the folder of the project"):
        build(tmp_path / "project")


OWN_LAYOUT = """name = "lock-book"
title = "Lock book"
required = ["title"]

[recognise]
at_least = 3

[[recognise.signs]]
what = "the head of the lock book"
pattern = '^Lock of Harn, book of entries$'
where = "first"
points = 3
needed = true

[header]
masthead = ["Lock of Harn, book of entries"]

[[header.labels]]
slot = "title"
names = ["Subject:"]
value = "line"
"""


@pytest.fixture
def with_layouts(tmp_path: Path) -> Path:
    for folder in ("records", "layouts"):
        (tmp_path / folder).mkdir()
    entry = "Lock of Harn, book of entries\n\nSubject: The pump\n\nThe pump failed twice in one night.\n"
    (tmp_path / "records/7.txt").write_text(entry)
    (tmp_path / "records/8.txt").write_text(wilson())
    (tmp_path / "layouts/lock.toml").write_text(OWN_LAYOUT)
    (tmp_path / "tei.toml").write_text(
        '[input]\nprofiles = ["layouts/*.toml"]\n[output]\nformats = ["tei"]\n'
    )
    return tmp_path


def test_auto_weighs_the_layouts_of_the_project(command: Callable[..., Ended], with_layouts: Path) -> None:
    ended = command("build")
    assert ended.status == 0, ended.all
    assert "P001" not in ended.messages
    text = (with_layouts / "build/r-7.xml").read_text("utf-8")
    assert '<title type="main" xml:lang="en">The pump</title>' in text
    assert (with_layouts / "build/wcda-920001.xml").is_file()
    (with_layouts / "tei.toml").write_text('[output]\nformats = ["tei"]\n')
    assert "P001" in command("build").messages


WRONG_LAYOUTS = {
    "a mistake": ("title = ", "titel = ", "line 2: titel: unknown key (did you mean title?)"),
    "a name of the program's": ("lock-book", "letter", "name: 'letter' is a layout of the program"),
    "a table": ("[recognise]", '[[table.columns]]\nslot = "title"\nnames = ["a"]\n[recognise]', "leave rules of the header out"),
    "several records": ("[recognise]", "[records]\nbegins = '^No'\n[recognise]", "records: auto parts no file"),
    "one for all": ("required", "fallback = true\nrequired", "fallback: the layout 'plain' takes"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_LAYOUTS)
def test_with_a_wrong_layout_nothing_is_built(
    command: Callable[..., Ended], with_layouts: Path, name: str
) -> None:
    old, new, says = WRONG_LAYOUTS[name]
    (with_layouts / "layouts/lock.toml").write_text(OWN_LAYOUT.replace(old, new, 1))
    ended = command("build")
    assert (ended.status, says in ended.messages) == (2, True), ended.all
    assert not (with_layouts / "build").exists()


def test_all_wrong_layouts_are_told_at_once(command: Callable[..., Ended], with_layouts: Path) -> None:
    (with_layouts / "layouts/a.toml").write_text('name = "a"\ntitle = "A"\n')
    (with_layouts / "layouts/b.toml").write_text('name = "b"\ntitle = "B"\nx = 1\n')
    (with_layouts / "layouts/z.toml").write_text(OWN_LAYOUT)
    said = command("build").messages
    for part in (
        "a.toml: recognise: no label and no sign",
        "b.toml: line 3: x",
        "z.toml: name: 'lock-book' is the name of",
    ):
        assert part in said, said


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('profiles = ["layout/*.toml"]', "no file below"),
        ('profiles = ["../*/lock.toml"]', "leaves the folder of the project"),
        ('profiles = ["/*.toml"]', "is no pattern for files below the project"),
        ('profiles = "layouts"', "line 2: input.profiles"),
        ('profile = "letter"\nprofiles = ["layouts/*.toml"]', "line 3: input.profiles: are weighed by auto"),
    ],
)
def test_patterns_of_layouts_that_name_none_are_refused(
    command: Callable[..., Ended], with_layouts: Path, line: str, says: str
) -> None:
    (with_layouts.parent / "other").mkdir(exist_ok=True)
    (with_layouts.parent / "other/lock.toml").write_text(OWN_LAYOUT)
    (with_layouts / "tei.toml").write_text(f"[input]\n{line}\n")
    ended = command("build")
    assert (ended.status, says in ended.messages) == (2, True), ended.all
