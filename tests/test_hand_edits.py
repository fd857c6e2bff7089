"""Builds as an editor runs them: what a hand has changed stays, nothing of a record is lost, and all is told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from build_projects import lay_out, record, run

from tei.building import stale
from tei.project import load_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ended

    from tei.outcomes import Outcome

TEI = "build/wcda-920001.xml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that was built, and of which the TEI of the second record was then edited."""
    folder = lay_out(tmp_path / "project", records=3)
    run(folder)
    change(folder / TEI, "came on Friday", "arrived on Friday")
    return folder


def change(file: Path, old: str, new: str) -> None:
    data = file.read_bytes()
    assert old.encode() in data
    file.write_bytes(data.replace(old.encode(), new.encode()))


def codes(outcomes: list[Outcome]) -> list[str]:
    """What is told now of files that were edited."""
    found = [one.code for outcome in outcomes if not outcome.again for one in outcome.findings]
    return [code for code in found if code.startswith("B0")]


def is_current(project: Path) -> bool:
    return stale(*load_project(project)).is_current


def words(file: Path) -> tuple[bool, bool]:
    """Whether a file has what the hand has written, and what the record says now."""
    text = file.read_text("utf-8")
    return "arrived on" in text, "number one." in text


def test_what_was_kept_is_merged_when_that_is_asked_for(project: Path, command: Callable[..., Ended]) -> None:
    change(project / "records/1.txt", "number 1.", "number one.")
    assert codes(run(project)) == ["B012"]
    assert words(project / TEI) == (True, False)
    assert "has not come into it" in command("build", "--check", project).messages
    assert codes(run(project, on_edit="merge")) == ["B013"]
    assert words(project / TEI) == words(project / "build/wcda-920001.html") == (True, True)
    assert codes(run(project, on_edit="merge")) == codes(run(project)) == []


def test_what_was_kept_is_written_anew_when_that_is_asked_for(project: Path) -> None:
    assert codes(run(project)) == ["B011"]
    assert codes(run(project, on_edit="overwrite")) == ["B014"]
    assert words(project / TEI) == words(project / "build/wcda-920001.html") == (False, False)
    (backup,) = (project / "build/.tei/edited").iterdir()
    assert words(backup) == (True, False)
    assert codes(run(project, on_edit="overwrite")) == []
    assert is_current(project)


def test_merged_then_the_record_changes_again(project: Path) -> None:
    run(project, on_edit="merge")
    change(project / "records/1.txt", "number 1.", "number one.")
    assert codes(run(project)) == ["B012"]
    change(project / TEI, "the books", "all the books")
    assert codes(run(project, on_edit="merge")) == ["B013"]
    assert words(project / TEI) == (True, True)
    assert "all the books" in (project / TEI).read_text("utf-8")


def test_a_protected_element_is_carried_over_once(project: Path) -> None:
    change(project / TEI, "<profileDesc", '<profileDesc xml:id="here"')
    text = (project / TEI).read_text("utf-8")
    text = text.replace("</titleStmt>", '<editor xml:id="ed1">Q. Reader</editor></titleStmt>').replace(
        "the books", '<rs resp="#ed1">the books</rs>'
    )
    (project / TEI).write_text(text, "utf-8")
    assert codes(run(project, on_edit="overwrite")) == ["B014"]
    for _ in range(2):
        assert '<rs resp="#ed1">the books</rs>' in (project / TEI).read_text("utf-8")
        assert codes(run(project, on_edit="overwrite")) == []


def test_an_edit_that_is_taken_back_is_none(project: Path) -> None:
    change(project / "records/1.txt", "number 1.", "number one.")
    run(project)
    change(project / TEI, "arrived on Friday", "came on Friday")
    assert codes(run(project)) == []
    assert words(project / TEI) == (False, True)


def test_an_edit_of_a_page_that_is_taken_back_is_none(project: Path) -> None:
    page = project / "build/wcda-920000.html"
    change(page, "came on Friday", "arrived on Friday")
    change(project / "records/0.txt", "number 0.", "number one.")
    assert codes(run(project))[0] == "B011"
    change(page, "arrived on Friday", "came on Friday")
    assert not is_current(project)
    run(project)
    assert words(page) == (False, True)
    assert is_current(project)


@pytest.mark.parametrize("name", ["wcda-920000.html", "wcda-920000.txt", "review.csv", "export.csv"])
def test_any_output_that_was_edited_is_told_once_and_stays(
    tmp_path: Path, name: str, command: Callable[..., Ended]
) -> None:
    folder = lay_out(tmp_path / "project", records=2)
    run(folder)
    file = folder / "build" / name
    file.write_text(file.read_text("utf-8") + "mine\n", "utf-8")
    ended = command("build", folder)
    assert "B011" in ended.messages
    assert "delete it, and it is made anew" in ended.messages
    (folder / "records/7.txt").write_text(record(7).replace("March 9, 1954", "late in spring", 1), "utf-8")
    run(folder)
    assert command("build", "--check", folder).status == 0
    assert codes(run(folder)) == []
    assert file.read_text("utf-8").endswith("mine\n")
    file.unlink()
    run(folder)
    assert "mine" not in file.read_text("utf-8")
    assert is_current(folder)


def test_a_record_that_cannot_be_read_for_a_while(project: Path) -> None:
    file = project / "records/1.txt"
    good = file.read_text("utf-8")
    file.write_bytes(b"\xff\xfe\xfd")
    run(project)
    run(project)
    file.write_text(good.replace("number 1.", "number one."), "utf-8")
    assert codes(run(project, on_edit="merge")) == ["B013"]
    assert words(project / TEI) == (True, True)


@pytest.mark.parametrize("on_edit", ["keep", "merge"])
def test_a_record_that_is_gone_for_a_while(project: Path, on_edit: str) -> None:
    file = project / "records/1.txt"
    good = file.read_text("utf-8")
    file.unlink()
    assert "B016" in codes(run(project))
    file.write_text(good.replace("number 1.", "number one."), "utf-8")
    if on_edit == "keep":
        assert codes(run(project)) == ["B012"]
    assert codes(run(project, on_edit="merge")) == ["B013"]
    assert words(project / TEI) == (True, True)


def test_a_record_that_gets_another_name_and_a_twin(project: Path) -> None:
    run(project)
    file = project / "records/1.txt"
    file.rename(project / "records/z.txt")
    run(project)
    twin = project / "records/a.txt"
    twin.write_text((project / "records/z.txt").read_text("utf-8").replace("number 1.", "number one."))
    assert codes(run(project, on_edit="merge")) == ["B013", "B003"]
    assert words(project / TEI) == (True, True)
    twin.unlink()
    run(project, on_edit="merge")
    assert words(project / TEI) == (True, False)
    assert is_current(project)


def test_what_cannot_be_merged_is_work_undone(project: Path, command: Callable[..., Ended]) -> None:
    for file in (project / "build/.tei").glob("manifest*"):
        file.unlink()
    ended = command("build", "--on-edit", "merge", project)
    assert ended.status == 1
    assert "B021" in ended.messages
    assert words(project / TEI) == (True, False)
    assert set(codes(run(project))) == {"B011"}
    assert command("build", project).status == 0


def test_a_site_has_the_record_whose_tei_a_hand_has_broken(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "project", records=2)
    change(folder / "tei.toml", '"csv"]', '"site"]')
    run(folder)
    change(folder / TEI, "</body>", "")
    change(folder / "records/1.txt", "number 1.", "number one.")
    assert "B015" in codes(run(folder))
    (page,) = (folder / "build/site").rglob("wcda-920001.html")
    assert words(page) == words(folder / "build/wcda-920001.html") == (False, True)


def test_pages_show_the_record_where_the_tei_is_no_output_any_more(project: Path) -> None:
    change(project / "tei.toml", '["tei", ', "[")
    assert codes(run(project)) == ["B016"]
    assert words(project / "build/wcda-920001.html") == (False, False)
    assert words(project / TEI) == (True, False)


RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt">
<pattern><rule context="/*"><assert test="local-name() = 'TEI'">this is no TEI</assert></rule></pattern></schema>"""
OTHER = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="/"><mine/></xsl:template></xsl:stylesheet>"""


def test_rules_for_tei_are_not_asked_of_other_xml(tmp_path: Path, command: Callable[..., Ended]) -> None:
    folder = lay_out(tmp_path / "project", records=1)
    (folder / "r.sch").write_text(RULES)
    (folder / "own.xsl").write_text(OTHER)
    own = '\n[outputs.NAME]\nstylesheet = "own.xsl"\nsuffix = ".xml"\nscope = "SCOPE"\n'
    tables = "".join(own.replace("NAME", one).replace("SCOPE", one) for one in ("record", "corpus"))
    (folder / "tei.toml").write_text(
        (folder / "tei.toml").read_text() + tables + '[validate]\nrules = ["r.sch"]\n'
    )
    ended = command("build", folder)
    assert (ended.status, "Y001" in ended.messages) == (0, False)
    (folder / "r.sch").write_text(RULES.replace("= 'TEI'", "= 'mine'"))
    ended = command("build", folder)
    assert (ended.status, ended.messages.count("Y001")) == (1, 1)


def test_a_record_that_moves_to_a_file_of_a_later_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tei.building.running.BATCH", 1)
    folder = lay_out(tmp_path / "project", records=2)
    run(folder)
    change(folder / TEI, "came on Friday", "arrived on Friday")
    (folder / "records/1.txt").write_text(record(5))
    (folder / "records/z.txt").write_text(record(1).replace("number 1.", "number one."))
    assert codes(run(folder, on_edit="merge")) == ["B013"]
    assert words(folder / TEI) == (True, True)


@pytest.mark.parametrize("on_edit", ["keep", "merge", "overwrite"])
def test_what_a_hand_has_made_invalid_is_told(
    project: Path, on_edit: str, command: Callable[..., Ended]
) -> None:
    change(project / TEI, "</titleStmt>", '<editor xml:id="ed1">Q. Reader</editor></titleStmt>')
    change(project / TEI, "the books", '<rs resp="#ed1">the books</rs>')
    change(project / "records/1.txt", "number 1.", "number one.")
    ended = command("build", "--on-edit", on_edit, project)
    assert (ended.status, ended.messages.count("X002 rs is not allowed")) == (1, 1)


@pytest.mark.parametrize("on_edit", ["keep", "merge", "overwrite"])
def test_a_paragraph_that_was_copied_with_its_id(
    project: Path, on_edit: str, command: Callable[..., Ended]
) -> None:
    change(project / TEI, "<closer", '<p xml:id="en-p1">More.</p><closer')
    ended = command("build", "--on-edit", on_edit, project)
    assert "Traceback" not in ended.messages
    assert ended.status == (0 if on_edit == "overwrite" else 1)
    assert ("More." in (project / TEI).read_text("utf-8")) == (on_edit != "overwrite")
    assert "number 1." in (project / "build/wcda-920001.html").read_text("utf-8")
