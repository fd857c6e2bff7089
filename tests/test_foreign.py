"""The rules on TEI of other projects: nothing is told of what is sound, and the faults that they report are found.

The files of tests/foreign are invented in the shapes of such projects; a folder of them is a corpus.
"""

from __future__ import annotations

import os
import shutil
import time
import tomllib
from pathlib import Path

import pytest

from tei import safe_xml
from tei.check import check_rules
from tei.check.collection import identity_of
from tei.check.collection_index import CollectionIndex
from tei.findings import Finding, Severity

FOREIGN = Path(__file__).parent / "foreign"
FILES = sorted(str(file.relative_to(FOREIGN).with_suffix("")) for file in FOREIGN.rglob("*.xml"))
SEEDS: list[dict[str, str]] = tomllib.loads((FOREIGN / "seeds.toml").read_text("utf-8"))["seed"]

LISTED: dict[str, str] = {
    "T001": "a file may be called otherwise, and another project may give its root no id",
    "T004": "a book may have several subtitles",
    "T005": "a number, a licence, a date are what an edition ought to have",
    "T012": "many a project writes its history oldest first",
    "T026": "an authority file is pointed at from other files",
    "T039": "an inscription has no heading",
}
"""What is told of sound files, each as a warning or less, and why an editor puts up with it."""


def checked(file: Path) -> list[Finding]:
    return check_rules(safe_xml.parse_xml(file.read_bytes()), str(file))


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_wrong_with_a_sound_file(name: str) -> None:
    found = checked(FOREIGN / f"{name}.xml")
    assert [(one.code, one.message) for one in found if one.severity is Severity.ERROR] == []
    assert {one.code for one in found} <= LISTED.keys()


def test_every_exception_is_needed() -> None:
    assert {one.code for name in FILES for one in checked(FOREIGN / f"{name}.xml")} == LISTED.keys()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed['file']}-{seed['new'][:30]}")
def test_a_fault_is_found(seed: dict[str, str], tmp_path: Path) -> None:
    shutil.copytree(FOREIGN, tmp_path / "foreign")
    file = tmp_path / "foreign" / f"{seed['file']}.xml"
    text = file.read_text("utf-8")
    file.write_text(text.replace(seed["old"], seed["new"], 1), "utf-8")
    found = [(one.code, one.message) for one in checked(file)]
    assert any(code == seed["code"] and seed["says"] in message for code, message in found), found
    assert all("\n" not in one.message + one.hint and len(one.message) <= 300 for one in checked(file))
    before = {(one.code, one.message) for one in checked(FOREIGN / f"{seed['file']}.xml")}
    assert [one for one in found if one[0] == seed["code"] and one not in before]


def identities(folder: Path) -> list[Finding]:
    files = sorted(folder.rglob("*.xml"))
    index = CollectionIndex()
    for file in files:
        index.add(identity_of(safe_xml.parse_xml(file.read_bytes()), str(file)))
    return list(index.findings())


def test_an_identifier_of_the_whole_is_shared_and_one_of_a_document_is_not(tmp_path: Path) -> None:
    assert identities(FOREIGN) == []
    shutil.copytree(FOREIGN, tmp_path / "foreign")
    other = tmp_path / "foreign" / "other.xml"
    other.write_text(
        (FOREIGN / "cbeta.xml").read_text("utf-8").replace('xml:id="L01n0001"', 'xml:id="L01n0002"'), "utf-8"
    )
    found = identities(tmp_path)
    assert [(one.code, Path(one.where.path).name) for one in found] == [("T002", "other.xml")]
    assert "L01n0001" in found[0].message


def test_a_file_outside_the_folders_of_the_document_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer, inner = tmp_path / "outer", tmp_path / "outer" / "inner"
    inner.mkdir(parents=True)
    shutil.copy(FOREIGN / "persons.xml", outer)
    text = (FOREIGN / "publisher.xml").read_text("utf-8").replace("persons.xml#holm", "../persons.xml#none")
    (inner / "publisher.xml").write_text(text, "utf-8")
    monkeypatch.chdir(inner)
    assert "T019" not in {one.code for one in checked(inner / "publisher.xml")}
    monkeypatch.chdir(outer)
    assert "T019" in {one.code for one in checked(inner / "publisher.xml")}


def numbered(folder: Path, names: str, idno: str) -> list[Finding]:
    """Files of ids of their own that have one number."""
    text = (FOREIGN / "publisher.xml").read_text("utf-8").replace("<idno>letter-12</idno>", idno)
    folder.mkdir()
    for name in names:
        (folder / f"{name}.xml").write_text(text.replace('xml:id="letter-12"', f'xml:id="{name}"'), "utf-8")
    return identities(folder)


def test_a_number_of_a_type_that_all_files_have_is_that_of_the_collection(tmp_path: Path) -> None:
    assert numbered(tmp_path / "all", "abc", '<idno type="URI">https://example.org/all</idno>') == []
    assert len(numbered(tmp_path / "two", "ab", '<idno type="URI">https://example.org/all</idno>')) == 1
    assert len(numbered(tmp_path / "untyped", "abc", "<idno>7 a</idno>")) == 2


def test_a_value_of_any_length_leaves_the_message_short(tmp_path: Path) -> None:
    text = (
        (FOREIGN / "frus.xml")
        .read_text("utf-8")
        .replace("#d2", "#" + "d" * 5000)
        .replace("right", "r" * 4000)
    )
    (tmp_path / "long.xml").write_text(text, "utf-8")
    found = checked(tmp_path / "long.xml")
    assert "T019" in {one.code for one in found}
    assert max(len(one.message) for one in found) <= 300


def test_a_tree_without_a_file_has_no_neighbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(FOREIGN / "persons.xml", tmp_path)
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    text = (FOREIGN / "publisher.xml").read_text("utf-8").replace("persons.xml#holm", "persons.xml#none")
    tree = safe_xml.parse_xml(text.encode())
    for path in ("", "-", ".", "nowhere.xml"):
        assert "T019" not in {one.code for one in check_rules(tree, path)}


def test_what_cannot_be_read_beside_a_document_is_no_finding(tmp_path: Path) -> None:
    text = (FOREIGN / "publisher.xml").read_text("utf-8").replace("persons.xml#holm", "persons.xml#none")
    (tmp_path / "publisher.xml").write_text(text, "utf-8")
    (tmp_path / "persons.xml").write_text("<TEI><p>", "utf-8")
    assert "T019" not in {one.code for one in checked(tmp_path / "publisher.xml")}
    (tmp_path / "persons.xml").unlink()
    os.mkfifo(tmp_path / "persons.xml")
    assert "T019" not in {one.code for one in checked(tmp_path / "publisher.xml")}


@pytest.mark.parametrize("pattern", ["(a+)+b", "(", "[", "(.)\\9", "x" * 5000])
def test_a_declared_pattern_of_anybody_neither_hangs_nor_stops_a_run(pattern: str, tmp_path: Path) -> None:
    text = (FOREIGN / "publisher.xml").read_text("utf-8").replace("([a-z0-9-]+)", pattern)
    (tmp_path / "publisher.xml").write_text(text.replace("psn:venn", "psn:" + "a" * 150), "utf-8")
    started = time.monotonic()
    assert "T019" not in {one.code for one in checked(tmp_path / "publisher.xml")}
    assert time.monotonic() - started < 60  # of a machine that does much else; without a limit it never ends


def test_ids_of_a_corpus_are_known_only_where_all_of_it_can_be_read(tmp_path: Path) -> None:
    shutil.copytree(FOREIGN / "parliament", tmp_path / "parliament")
    text = tmp_path / "parliament" / "Lakes_2020-01-14.xml"
    text.write_text(text.read_text("utf-8").replace("#VennAda", "#Nobody"), "utf-8")
    assert "T019" in {one.code for one in checked(text)}
    (tmp_path / "parliament" / "Lakes-listPerson.xml").unlink()
    assert "T019" not in {one.code for one in checked(text)}
    alone = tmp_path / "alone.xml"
    shutil.copy(text, alone)
    assert "T019" in {one.code for one in checked(alone)}
