"""Builds done again: what has changed is made, all else is left alone, a hand's work stays."""

from __future__ import annotations

import os
import shutil
import sqlite3
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from build_projects import AUTHORITY, LAYOUT, PROJECT, SHEET, lay_out, record, run, times, tree
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from site_documents import broken_links

from tei.building import digests, stale
from tei.building.manifest import NAME, _sum
from tei.findings import Severity, TeiError
from tei.project import load_project
from tei.rendering import html

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ended
    from lxml import etree

    from tei.rendering.xslt import Rendered

EXAMPLES = int(os.environ.get("TEI_BUILD_SEQUENCES", "6"))
FLIPS = int(os.environ.get("TEI_MANIFEST_FLIPS", "40"))
"""At how many places of the manifest a byte is turned over; 400 were tried."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "project")


def clean(project: Path, folder: Path) -> dict[str, str]:
    """What a build from nothing makes of a project as it is."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("build"))
    run(folder)
    return tree(folder / "build")


def test_a_second_build_writes_nothing(project: Path) -> None:
    first = run(project)
    assert [one.state for one in first if one.counts] == ["converted"] * 4
    before = times(project / "build")
    second = run(project)
    assert [one.state for one in second if one.counts] == ["unchanged"] * 4
    assert times(project / "build") == before
    assert stale(*load_project(project)).is_current


def written(project: Path) -> set[str]:
    """What a build writes or takes away."""
    out = project / "build"
    before = times(out)
    run(project)
    after = times(out)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


ONE = {"wcda-920001.xml", "wcda-920001.html", "wcda-920001.txt"}
PAGES = {f"wcda-92000{number}.html" for number in range(4)}
ALL = {f"wcda-92000{number}.{suffix}" for number in range(4) for suffix in ("xml", "html", "txt")}
CHANGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a record": (lambda p: change(p / "records/1.txt", "Friday", "Monday"), ONE),
    "blanks at the end of a line": (lambda p: change(p / "records/1.txt", "number 1.", "number 1.  "), ONE),
    "the stylesheet": (
        lambda p: change(p / "xslt/my.xsl", "<xsl:param", '<xsl:variable name="a"/><xsl:param'),
        set(),
    ),
    "what it includes": (lambda p: change(p / "xslt/more.xsl", "signed one", "signed two"), PAGES),
    "a parameter": (lambda p: change(p / "tei.toml", "ahoy", "hello"), set()),
    "the title": (lambda p: change(p / "tei.toml", "Ada Holm", "A. Holm"), ALL),
    "the authority file": (
        lambda p: change(p / "authority.csv", "Jon Reyes", "Jon Reyez"),
        {one for one in ALL if one.endswith("xml")},
    ),
    "the time of a record": (lambda p: os.utime(p / "records/1.txt", (0, 0)), set()),
    "an output deleted": (lambda p: (p / "build/wcda-920001.html").unlink(), {"wcda-920001.html"}),
    "an output emptied": (lambda p: (p / "build/wcda-920001.xml").write_bytes(b""), {"wcda-920001.xml"}),
    "a record deleted": (lambda p: (p / "records/1.txt").unlink(), ONE | {"export.csv"}),
    "a record renamed": (lambda p: (p / "records/1.txt").rename(p / "records/deep/x.txt"), ONE),
    "fewer formats": (
        lambda p: change(p / "tei.toml", '"text", ', ""),
        ALL - PAGES - {f"{one[:-5]}.xml" for one in PAGES} | PAGES,
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_depends_on_it_is_made_and_nothing_else(project: Path, tmp_path: Path, name: str) -> None:
    run(project)
    make_change, expected = CHANGES[name]
    make_change(project)
    assert written(project) - {"export.csv", "review.csv", "review.html"} == expected - {"export.csv"}
    assert tree(project / "build") == clean(project, tmp_path / "clean")


def test_a_layout_that_is_added_and_changed(project: Path, tmp_path: Path) -> None:
    run(project)
    (project / "layouts/harbour.toml").write_text(LAYOUT, "utf-8")
    (project / "tei.toml").write_text(PROJECT, "utf-8")
    (project / "records/note.txt").write_text("HARBOUR NOTE 12\n\nThree boats lay in the harbour.\n", "utf-8")
    run(project)
    assert tree(project / "build") == clean(project, tmp_path / "clean")
    change(project / "layouts/harbour.toml", "^HARBOUR NOTE", "^HARBOUR NO")
    assert not stale(*load_project(project)).is_current
    run(project)
    assert tree(project / "build") == clean(project, tmp_path / "clean")


STEPS: dict[str, Callable[[Path, int], object]] = {
    "edit": lambda p, n: (p / f"records/{n % 4}.txt").write_text(record(n % 4, f"Day{n}"), "utf-8"),
    "add": lambda p, n: (p / f"records/deep/{n}.txt").write_text(record(100 + n), "utf-8"),
    "twin": lambda p, n: (p / "records/twin.txt").write_text(record(n % 4, "Sunday"), "utf-8"),
    "delete": lambda p, n: (p / f"records/{n % 4}.txt").unlink(missing_ok=True),
    "spoil": lambda p, n: (p / "records/bad.txt").write_bytes(b"\xff\xfe\xfd" if n % 2 else b"A line.\n"),
    "sheet": lambda p, n: (p / "xslt/more.xsl").write_text(
        (p / "xslt/more.xsl").read_text().replace("one", f"one n{n}")
    ),
    "authority": lambda p, n: (p / "authority.csv").write_text(AUTHORITY + f"x{n},person,Book {n}\n"),
    "formats": lambda p, n: (p / "tei.toml").write_text(
        (p / "tei.toml").read_text().replace('"text", ', "") if n % 2 else (p / "tei.toml").read_text()
    ),
    "lost output": lambda p, n: shutil.rmtree(p / "build/schemas", ignore_errors=True),
    "lost manifest": lambda p, n: (p / "build/.tei" / NAME).unlink(missing_ok=True),
}


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # a shorter sequence takes minutes to find
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 9)), min_size=2, max_size=5))
@example(steps=[("twin", 4), ("formats", 3), ("delete", 4), ("twin", 6)])
def test_any_sequence_of_changes_ends_as_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("sequence")
    project = lay_out(folder / "project")
    outcomes = run(project)
    for name, number in steps:
        STEPS[name](project, number)
        # Without what is known of the last build, a file that is to be another one is taken for a hand's: see below.
        outcomes = run(project, on_edit="overwrite" if name == "lost manifest" else "keep")
    found = tree(project / "build")
    # A record that has become bad keeps what was made of it when it was good: a twin, what it had alone.
    wanted = clean(project, folder / "clean")
    failed = {Path(one.path).name for one in outcomes if one.state == "failed"}
    gone = (
        {n for n in range(4) if not (project / f"records/{n}.txt").exists()}
        if "twin.txt" in failed
        else set()
    )
    stale_files = {place for place in found if place.startswith(("bad.", *(f"wcda-92000{n}." for n in gone)))}
    assert {
        place: sha for place, sha in found.items() if place in wanted or place not in stale_files
    } == wanted


def test_workers_make_the_same_tree(project: Path, tmp_path: Path) -> None:
    for number in range(4, 30):
        (project / f"records/{number}.txt").write_text(record(number), "utf-8")
    one = clean(project, tmp_path / "one")
    outcomes = run(project, jobs=2)
    assert tree(project / "build") == one
    names = [Path(outcome.path).name for outcome in outcomes if outcome.counts]
    assert names == [f.name for f in sorted((project / "records").glob("*.txt"))]


def test_two_builds_at_once(
    project: Path, command: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    content, folder = load_project(project)
    from tei.building import build

    _, outcomes = build(content, folder)
    next(outcomes)
    monkeypatch.chdir(project)
    ended = command("build", project)
    assert ended.status == 2
    assert f"locked by another build, process {os.getpid()}" in ended.messages
    list(outcomes)
    assert command("build", project).status == 0


def test_a_broken_manifest_is_made_again(project: Path) -> None:
    """Bytes of every part of the file turned over: the build goes on, and the tree is right."""
    run(project)
    wanted = tree(project / "build")
    manifest = project / "build/.tei" / NAME
    good = manifest.read_bytes()
    for place in range(5, len(good), max(1, len(good) // FLIPS)):
        manifest.write_bytes(good[:place] + bytes([good[place] ^ 0x55]) + good[place + 1 :])
        run(project)
        assert tree(project / "build") == wanted, place


@pytest.mark.parametrize("name", ["told", "whole"])
def test_a_value_of_the_whole_that_is_broken_is_made_again(project: Path, name: str) -> None:
    """Found by turning over bytes at 400 places."""
    run(project)
    wanted = tree(project / "build")
    connection = sqlite3.connect(project / "build/.tei" / NAME)
    connection.execute("UPDATE meta SET value = value || x'20' WHERE name = ?", (name,))
    connection.commit()
    connection.close()
    outcomes = run(project)
    assert any(one.code == "B017" for outcome in outcomes for one in outcome.findings)
    assert tree(project / "build") == wanted
    assert stale(*load_project(project)).is_current


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM listed WHERE path = CAST('records/2.txt' AS BLOB)",
        "UPDATE listed SET lines = CAST('of somebody' AS BLOB)",
    ],
)
def test_rows_of_the_review_list_that_are_not_what_was_written_are_made_again(
    project: Path, statement: str
) -> None:
    change(project / "records/2.txt", "March 9, 1954", "late in winter")
    run(project)
    connection = sqlite3.connect(project / "build/.tei" / NAME)
    assert connection.execute(statement).rowcount
    connection.commit()
    connection.close()
    listed = [(project / f"build/review.{one}").read_bytes() for one in ("csv", "html")]
    change(project / "records/1.txt", "Friday", "Monday")
    outcomes = run(project)
    assert any(one.code == "B017" for outcome in outcomes for one in outcome.findings)
    assert [(project / f"build/review.{one}").read_bytes() for one in ("csv", "html")] == listed
    assert b"2.txt" in listed[0]


def test_a_manifest_of_an_earlier_program_keeps_what_it_knows(project: Path) -> None:
    """It has no rows of the review list; all records are made again, and what a hand has changed is known."""
    run(project)
    change(project / "build/wcda-920001.xml", "Friday", "Freitag")
    connection = sqlite3.connect(project / "build/.tei" / NAME)
    connection.execute("DROP TABLE listed")
    for path, kept in connection.execute("SELECT path, kept FROM file").fetchall():
        older = kept.replace(b'"setting":"', b'"setting":"0')
        connection.execute(
            "UPDATE file SET kept = ?, sum = ? WHERE path = ?", (older, _sum(path, older), path)
        )
    connection.commit()
    connection.close()
    (project / "records/2.txt").unlink()
    codes = [one.code for outcome in run(project) for one in outcome.findings]
    assert "B011" in codes
    assert "B017" not in codes


def test_a_manifest_of_a_newer_program(project: Path) -> None:
    run(project)
    connection = sqlite3.connect(project / "build/.tei" / NAME)
    connection.execute("UPDATE meta SET value = x'39' WHERE name = 'format'")
    connection.commit()
    connection.close()
    outcomes = run(project)
    assert any(one.code == "B017" for outcome in outcomes for one in outcome.findings)
    assert stale(*load_project(project)).is_current


def test_a_hands_page_stays(project: Path) -> None:
    run(project)
    page = project / "build/wcda-920001.html"
    change(page, "Friday", "Freitag")
    change(project / "records/1.txt", "Friday", "Monday")
    outcomes = run(project)
    assert "Freitag" in page.read_text("utf-8")
    assert "Monday" in (project / "build/wcda-920001.xml").read_text("utf-8")
    assert [one.code for outcome in outcomes for one in outcome.findings if one.code == "B011"] == ["B011"]


def test_pages_show_what_a_hand_has_made_of_the_tei(project: Path) -> None:
    run(project)
    change(project / "build/wcda-920001.xml", "Friday", "Freitag")
    run(project)
    assert "Freitag" in (project / "build/wcda-920001.html").read_text("utf-8")
    assert "Freitag" in (project / "build/wcda-920001.xml").read_text("utf-8")
    assert [one.state for one in run(project) if one.counts] == ["unchanged"] * 4


def test_the_review_list_that_somebody_filled_in_stays(project: Path) -> None:
    (project / "records/1.txt").write_text(record(1).replace("March 9, 1954", "late in winter", 1), "utf-8")
    run(project)
    listed = project / "build/review.csv"
    filled = listed.read_text("utf-8") + "my own row\r\n"
    listed.write_text(filled, "utf-8", newline="")
    change(project / "records/1.txt", "Friday", "Monday")
    (project / "records/1.txt").write_text(record(1).replace("March 9, 1954", "late in spring", 1), "utf-8")
    run(project)
    assert "my own row" in listed.read_text("utf-8")


def test_what_was_edited_and_is_no_more_stays(project: Path) -> None:
    run(project)
    change(project / "build/wcda-920001.xml", "Friday", "Freitag")
    (project / "records/1.txt").unlink()
    outcomes = run(project)
    assert (project / "build/wcda-920001.xml").exists()
    assert not (project / "build/wcda-920001.html").exists()
    assert any(one.code == "B016" for outcome in outcomes for one in outcome.findings)


def test_files_of_others_in_the_output_folder_stay(project: Path) -> None:
    (project / "build").mkdir()
    (project / "build/notes.xml").write_text("<mine/>", "utf-8")
    (project / "build/wcda-920001.html").write_text("mine", "utf-8")
    run(project)
    assert (project / "build/notes.xml").read_text() == "<mine/>"
    assert (project / "build/wcda-920001.html").read_text() == "mine"


def test_a_record_that_cannot_be_read_now_keeps_its_outputs(project: Path) -> None:
    run(project)
    before = tree(project / "build")
    (project / "records/1.txt").write_bytes(b"\xff\xfe\xfd")
    for _ in range(2):
        assert [one.state for one in run(project) if one.counts][1] == "failed"
        after = tree(project / "build")
        assert {name: after[name] for name in ONE} == {name: before[name] for name in ONE}


def test_check_says_what_is_stale(project: Path, command: Callable[..., Ended]) -> None:
    assert command("build", "--check", project).status == 1
    assert not (project / "build").exists()
    assert command("build", project).status == 0
    ended = command("build", "--check", project)
    assert (ended.status, ended.out) == (0, "")
    change(project / "records/1.txt", "Friday", "Monday")
    before = times(project / "build")
    ended = command("build", "--check", project)
    assert ended.status == 1
    assert "records/1.txt: it has changed" in ended.out
    assert times(project / "build") == before


def test_a_folder_that_cannot_be_locked_or_written(project: Path) -> None:
    (project / "build").mkdir()
    (project / "build/.tei").write_text("a file")
    with pytest.raises(TeiError) as caught:
        run(project)
    assert caught.value.code == "B001"


@pytest.fixture
def collecting(project: Path) -> Path:
    told = PROJECT.replace('profiles = ["layouts/*.toml"]\n', "")
    told = told.replace('"csv"]\n', '"csv"]\ncollection = ["epub", "jsonl", "pdf"]\n')
    (project / "tei.toml").write_text(told, "utf-8")
    return project


def test_a_build_makes_collections_of_all_documents(collecting: Path) -> None:
    pytest.importorskip("pypdf")
    from pypdf import PdfReader

    assert not [one for one in run(collecting) if one.state == "failed"]
    out = collecting / "build"
    assert len((out / "collection.jsonl").read_text("utf-8").splitlines()) == 4
    first = PdfReader(out / "collection.pdf").pages[0].extract_text()
    assert "Letters of Ada Holm" in " ".join(first.split())
    with zipfile.ZipFile(out / "collection.epub") as book:
        assert b"Letters of Ada Holm" in book.read("EPUB/package.opf")
    before = times(out)
    assert {one.state for one in run(collecting)} == {"unchanged"}
    assert times(out) == before
    (collecting / "records/0.txt").write_text(record(0, "Sunday"), "utf-8")
    run(collecting)
    assert "Sunday" in (out / "collection.jsonl").read_text("utf-8")


def test_a_document_that_is_not_in_the_collection_fails_the_build(collecting: Path) -> None:
    (collecting / "xslt/book.xsl").write_text(
        SHEET.replace("tei:html.xsl", "tei:epub.xsl").replace(
            '<xsl:include href="more.xsl"/>',
            "<xsl:template match=\"*[local-name() = 'p'][contains(., 'number 2')]\">"
            '<xsl:message terminate="yes">no</xsl:message></xsl:template>',
        ),
        "utf-8",
    )
    told = (
        (collecting / "tei.toml").read_text("utf-8").replace("[xslt]\n", '[xslt]\nepub = "xslt/book.xsl"\n')
    )
    (collecting / "tei.toml").write_text(told, "utf-8")
    outcomes = run(collecting)
    failed = [one for one in outcomes if one.state == "failed"]
    assert [Path(one.path).name for one in failed] == ["collection.epub"]
    assert [Path(one.where.path).name for one in failed[0].findings if one.severity is Severity.ERROR] == [
        "2.txt"
    ]
    assert (collecting / "build/collection.epub").is_file()


def test_a_page_that_fails_is_in_no_list_of_the_site_of_a_build(project: Path) -> None:
    """Only it names a place: pages that led to the index of places are made again."""
    change(project / "tei.toml", '"html", "text", "csv"]', '"site"]')
    (project / "authority.csv").write_text("id,kind,name\nriver,place,Friday\n", "utf-8")
    for number in (0, 1, 2):
        change(project / f"records/{number}.txt", "Friday", "Monday")
    change(
        project / "xslt/more.xsl",
        "</xsl:stylesheet>",
        """<xsl:template match="t:p[contains(., 'number 3')]">
        <xsl:message terminate="yes">no</xsl:message></xsl:template></xsl:stylesheet>""",
    )
    outcomes = run(project)
    assert [Path(one.path).name for one in outcomes if one.state == "failed"] == ["3.txt"]
    told = {found.code: found.message for one in outcomes for found in one.findings}
    assert not {*told} - {"R001", "G033", "G031", "R003", "G042"}
    assert told["G042"].endswith("in none of its lists: " + str(project / "records/3.txt"))
    assert broken_links(project / "build/site") == []
    assert not (project / "build/site/places").exists()
    assert len(list((project / "build/site/documents").glob("*.html"))) == 3
    before = tree(project / "build")
    run(project)
    assert tree(project / "build") == before


def test_pages_of_the_site_whose_document_has_not_changed_stay(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(project / "tei.toml", '"csv"]', '"site"]')
    run(project)
    made: list[str] = []
    page_of = html.render_html

    def counted(tree: etree._ElementTree, **given: Any) -> Rendered:
        made.append(given["path"])
        return page_of(tree, **given)

    monkeypatch.setattr("tei.gather.site.pages.render_html", counted)
    run(project)
    assert made == []
    change(project / "records/1.txt", "Friday", "Monday")
    run(project)
    assert [Path(one).name for one in made] == ["1.txt"]
    assert tree(project / "build") == clean(project, tmp_path / "clean")
    (project / "records/1.txt").unlink()
    run(project)
    assert not (project / "build/site/documents/wcda-920001.html").exists()
    assert tree(project / "build") == clean(project, tmp_path / "clean")


def test_a_record_that_fails_is_told_by_the_site_and_linked_from_nowhere(project: Path) -> None:
    change(project / "tei.toml", '"csv"]', '"site"]')
    run(project)
    (project / "records/1.txt").write_bytes(b"Dear \xff Jon")
    (site,) = (one for one in run(project) if one.path.endswith("build/site"))
    assert [one.code for one in site.findings] == ["G042"]
    assert site.says.endswith("; 1 left out")
    assert not (project / "build/site/documents/wcda-920001.html").exists()
    assert broken_links(project / "build/site") == []


DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def test_a_picture_that_an_editor_has_put_in_is_one_of_the_things_that_pages_depend_on(project: Path) -> None:
    change(project / "tei.toml", '"csv"]', '"site"]')
    run(project)
    figure = '<figure><graphic url="lamp.png"/><figDesc>A lamp.</figDesc></figure></div>'
    change(project / "build/wcda-920001.xml", "</div>", figure)
    run(project)
    pages = [project / "build/wcda-920001.html", project / "build/site/documents/wcda-920001.html"]
    assert not any("<img" in page.read_text("utf-8") for page in pages)
    (project / "records/lamp.png").write_bytes(DOT)
    assert stale(*load_project(project)).reasons == (
        (str(project / "records/1.txt"), "records/lamp.png has changed"),
    )
    run(project)
    assert all("<img" in page.read_text("utf-8") for page in pages)
    assert stale(*load_project(project)).is_current
    (project / "records/lamp.png").unlink()
    run(project)
    assert not any("<img" in page.read_text("utf-8") for page in pages)


def test_a_stylesheet_is_read_once_for_all_records(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path | None] = []
    digest_of = digests.stylesheet

    def counted(path: Path | None, root: Path | None) -> str:
        asked.append(path)
        return digest_of(path, root)

    monkeypatch.setattr(digests, "stylesheet", counted)
    run(project)
    few = len(asked)
    for number in range(4, 12):
        (project / f"records/{number}.txt").write_text(record(number), "utf-8")
    run(project)
    assert len(asked) == 2 * few
