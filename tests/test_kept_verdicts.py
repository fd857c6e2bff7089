"""What schemas and rules of a project say of its TEI: asked again by a build only where it may have changed."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import pytest
from build_projects import record

from tei.building import build, verdicts
from tei.building.manifest import FOLDER, NAME
from tei.project import load_project
from tei.schematron import load_rules
from tei.validation import jing
from tei.validation.of_project import request_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tei.findings import Finding
    from tei.validation import Request, Verdict

PROJECT = """[input]
records = "records/*.txt"
[output]
formats = ["tei"]
[run]
jobs = 1
[validate]
schemas = ["any.rng"]
rules = ["own.sch"]
"""
GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="parts/any.rng"/></grammar>"""
PART = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="any"/></start><define name="any">
<element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore>
</element></define></grammar>"""
NOT_NAMES = "<anyName><except><name ns='http://www.tei-c.org/ns/1.0'>signed</name></except></anyName>"
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron"{binding}>
<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
<pattern><rule context="{context}"><report test="{test}">a rainy day</report></rule></pattern></schema>"""
PARAGRAPH = "tei:text//tei:p"
ENDLESS = "count(//*[count(//*[count(//*[count(//*[count(//*) = 0]) = 0]) = 0]) = 0]) = 7"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three records, of which the second breaks a rule; libxml2, which starts at once."""
    monkeypatch.setenv("TEI_ENGINE", "libxml2")
    for name in ("records", "parts"):
        (tmp_path / name).mkdir()
    for number, word in enumerate(("Friday", "a rainy Sunday", "Monday")):
        (tmp_path / f"records/{number}.txt").write_text(record(number, word), "utf-8")
    (tmp_path / "tei.toml").write_text(PROJECT, "utf-8")
    (tmp_path / "any.rng").write_text(GRAMMAR, "utf-8")
    (tmp_path / "parts/any.rng").write_text(PART, "utf-8")
    rules(tmp_path)
    return tmp_path


def rules(
    folder: Path, test: str = "contains(., 'rainy')", context: str = PARAGRAPH, binding: str = ""
) -> None:
    (folder / "own.sch").write_text(RULES.format(test=test, context=context, binding=binding), "utf-8")


class Runs:
    """Builds of a project: what each found, and which documents were validated for it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []
        monkeypatch.setattr(verdicts, "verdicts", self._noted)

    def _noted(self, files: Sequence[Path], request: Request) -> Iterator[Verdict]:
        from tei.validation import verdicts as of_files

        self.asked += [file.name for file in files]
        return of_files(files, request)

    def build(self) -> tuple[Finding, ...]:
        """Build; what schemas and rules of the project have found."""
        self.asked.clear()
        content, folder = load_project(self.folder)
        asked = request_of(content.validate_, folder)
        _, outcomes = build(content, folder, asked=asked)
        return [one for one in outcomes if not one.counts and not one.path][-1].findings


@pytest.fixture
def runs(project: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    return Runs(monkeypatch, project)


ALL = [f"wcda-92000{number}.xml" for number in range(3)]


def told(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(one.code, one.where.path.rpartition("/")[2]) for one in findings]


def test_findings_of_what_is_unchanged_are_told_again_and_nothing_is_validated(runs: Runs) -> None:
    first = runs.build()
    assert told(first) == [("Y001", ALL[1])]
    assert runs.asked == ALL
    assert runs.build() == first
    assert runs.asked == []


def test_only_what_has_changed_is_validated_and_the_order_stays(runs: Runs) -> None:
    first = runs.build()
    (runs.folder / "records/2.txt").write_text(record(2, "a rainy Tuesday"), "utf-8")
    second = runs.build()
    assert runs.asked == [ALL[2]]
    assert second[:1] == first
    (runs.folder / "records/0.txt").write_text(record(0, "a rainy Thursday"), "utf-8")
    third = runs.build()
    assert runs.asked == [ALL[0]]
    assert told(third) == [("Y001", name) for name in ALL]
    assert third[1:] == second


def test_a_mended_document_has_no_finding_any_more(runs: Runs) -> None:
    runs.build()
    (runs.folder / "records/1.txt").write_text(record(1, "Sunday"), "utf-8")
    assert runs.build() == ()
    assert runs.asked == [ALL[1]]


def test_tei_that_a_hand_has_changed_is_validated(runs: Runs) -> None:
    runs.build()
    file = runs.folder / "build" / ALL[0]
    file.write_text(file.read_text("utf-8").replace("Friday", "rainy Friday"), "utf-8")
    assert told(runs.build()) == [("Y001", ALL[0]), ("Y001", ALL[1])]
    assert runs.asked == [ALL[0]]


def test_a_file_that_a_schema_includes_is_part_of_it(runs: Runs) -> None:
    runs.build()
    (runs.folder / "parts/any.rng").write_text(PART.replace("<anyName/>", NOT_NAMES, 1), "utf-8")
    found = runs.build()
    assert runs.asked == ALL
    assert {one for one in told(found) if one[0] == "X010"} == {("X010", name) for name in ALL}
    assert runs.build() == found
    assert runs.asked == []


def test_rules_that_are_other_ones_are_run(runs: Runs) -> None:
    runs.build()
    rules(runs.folder, "contains(., 'Friday')")
    assert told(runs.build()) == [("Y001", ALL[0])]
    assert runs.asked == ALL


def test_a_schema_that_only_warns_is_asked_anew(runs: Runs) -> None:
    (runs.folder / "parts/any.rng").write_text(PART.replace("<anyName/>", NOT_NAMES, 1), "utf-8")
    runs.build()
    settings = PROJECT.replace('schemas = ["any.rng"]', 'warn_schemas = ["any.rng"]')
    (runs.folder / "tei.toml").write_text(settings, "utf-8")
    found = runs.build()
    assert {one.severity.name for one in found if one.code == "X010"} == {"WARNING"}


def test_another_engine_is_asked_anew(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    runs.build()
    monkeypatch.setattr(verdicts, "identity", lambda _: "another")
    assert told(runs.build()) == [("Y001", ALL[1])]
    assert runs.asked == ALL
    runs.build()
    assert runs.asked == []
    monkeypatch.setattr(verdicts, "identity", lambda _: "")  # an engine of which nobody knows the version
    for _ in range(2):
        runs.build()
        assert runs.asked == ALL


@pytest.mark.skipif(jing.command() is None or len(jing.command() or ()) == 1, reason="jing is not there")
def test_java_with_other_options_is_another_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    before = jing.identity()
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Xms8m")
    assert before
    assert jing.identity() != before


def test_a_verdict_that_was_stopped_is_not_kept(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei.schematron.SECONDS", 2.0)
    rules(runs.folder, ENDLESS, "tei:text[contains(., 'rainy')]")
    for asked in (ALL, [ALL[1]], [ALL[1]]):
        found = runs.build()
        assert told(found) == [("Y005", ALL[1])]
        assert runs.asked == asked


def test_documents_of_which_rules_were_left_out_are_asked_again(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tei.schematron.SECONDS", 2.0)
    rules(runs.folder, ENDLESS, "tei:text")
    for _ in range(2):
        found = runs.build()
        assert told(found) == [("Y005", ALL[0]), ("Y005", ALL[1]), ("Y005", "own.sch")]
        assert runs.asked == ALL


def test_a_rule_that_fails_is_run_again(runs: Runs) -> None:
    rules(runs.folder, "xs:integer(string(.)) = 1", "tei:text[contains(., 'rainy')]", ' queryBinding="xslt2"')
    for asked in (ALL, [ALL[1]]):
        assert told(runs.build()) == [("Y004", ALL[1])]
        assert runs.asked == asked


def test_an_engine_that_stops_over_a_document_is_asked_again(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tei.validation.workers.Worker._answer", lambda *_: {"ready": True})
    monkeypatch.setattr(
        "tei.validation.workers.Worker.findings", lambda worker, file: [worker._no_verdict(file)]
    )
    for _ in range(2):
        assert told(runs.build())[:1] == [("X011", ALL[0])]
        assert runs.asked == ALL


def test_rules_that_ask_for_the_day_are_run_each_time(runs: Runs) -> None:
    rules(runs.folder, "current-date() lt xs:date('2000-01-01')", binding=' queryBinding="xslt2"')
    for _ in range(2):
        runs.build()
        assert runs.asked == ALL


def test_what_is_kept_counts_for_rules_that_are_about_few(runs: Runs) -> None:
    rules(runs.folder, "true()", "tei:p[contains(., 'rainy')]")
    first = runs.build()
    (runs.folder / "records/0.txt").write_text(record(0, "Thursday"), "utf-8")
    assert runs.build() == first, "no rule that was about nothing is told"
    (runs.folder / "records/1.txt").unlink()
    assert told(runs.build()) == [("Y006", "own.sch")]


def test_rules_that_are_about_nothing_are_told_again(runs: Runs) -> None:
    rules(runs.folder, "true()", "tei:persname")
    first = runs.build()
    assert told(first) == [("Y006", "own.sch")]
    assert runs.build() == first


def test_a_verdict_that_is_not_what_was_written_is_not_told(runs: Runs) -> None:
    first = runs.build()
    with sqlite3.connect(runs.folder / "build" / FOLDER / NAME) as manifest:
        manifest.execute("UPDATE verdict SET said = '[]' WHERE place = ?", (os.fsencode(ALL[1]),))
    manifest.close()
    assert runs.build() == first
    assert runs.asked == [ALL[1]]


def test_verdicts_of_what_is_no_more_are_forgotten(runs: Runs) -> None:
    runs.build()
    (runs.folder / "records/1.txt").unlink()
    runs.build()
    with sqlite3.connect(runs.folder / "build" / FOLDER / NAME) as manifest:
        known = [os.fsdecode(place) for (place,) in manifest.execute("SELECT place FROM verdict ORDER BY 1")]
    manifest.close()
    assert known == [ALL[0], ALL[2]]


def test_a_manifest_of_before_is_as_good(runs: Runs) -> None:
    first = runs.build()
    with sqlite3.connect(runs.folder / "build" / FOLDER / NAME) as manifest:
        manifest.execute("DROP TABLE verdict")
    manifest.close()
    assert runs.build() == first
    assert runs.asked == ALL


def test_a_schema_that_changes_while_an_engine_reads_it_leaves_no_verdict(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = runs._noted

    def changing(files: Sequence[Path], request: Request) -> Iterator[Verdict]:
        yield from original(files, request)
        (runs.folder / "any.rng").write_text(GRAMMAR + "<!-- another -->", "utf-8")

    monkeypatch.setattr(verdicts, "verdicts", changing)
    runs.build()
    (runs.folder / "any.rng").write_text(GRAMMAR, "utf-8")
    monkeypatch.setattr(verdicts, "verdicts", original)
    runs.build()
    assert runs.asked == ALL


def test_included_rules_are_in_the_digest(tmp_path: Path) -> None:
    (tmp_path / "more.sch").write_text(
        '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><rule context="p"><report test="1">x</report></rule></pattern>'
    )
    (tmp_path / "own.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><include href="more.sch"/></schema>'
    )
    digests = set()
    for word in ("x", "y", "x"):
        text = (tmp_path / "more.sch").read_text()
        (tmp_path / "more.sch").write_text(text.replace(">x<", f">{word}<").replace(">y<", f">{word}<"))
        made = load_rules(tmp_path / "own.sch")
        made.close()
        digests.add(made.digest)
    assert len(digests) == 2
