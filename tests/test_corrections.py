"""The review list and corrections: build, fill in, build again; what no longer fits is told."""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import web, wilson

import tei
from tei import safe_xml
from tei.check import check_tree
from tei.corrections.places import FACTS, place_of
from tei.corrections.table import escaped, read_corrections, unescaped
from tei.corrections.values import problem_of, reading_of
from tei.findings import TeiError
from tei.pipeline import Options, convert_bytes
from tei.review.table import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ended
    from lxml import etree

NS = {"t": "http://www.tei-c.org/ns/1.0"}
PROJECT = '[output]\nformats = ["tei"]\n'
WITH = '[input]\ncorrections = "corrections.csv"\n' + PROJECT
TEXT = (
    "Dear Jon,\n\nOn April 3 the books[1] came; the lamps on April 3 too.\n\nSend more at the feast of the Skerries.\n\n"
    "Ada Holm\n\nNotes\n\n[1] Lost.\n\n[2] Found."
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    (tmp_path / "records/a.txt").write_text(wilson(TEXT, date="late in winter"), "utf-8")
    (tmp_path / "tei.toml").write_text(PROJECT, "utf-8")
    return tmp_path


def listed(project: Path) -> list[dict[str, str]]:
    data = (project / "build/review.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def correct(project: Path, *lines: str, head: str = "id,place,value,printed,reason,who") -> None:
    (project / "corrections.csv").write_text("\n".join((head, *lines)) + "\n", "utf-8")
    (project / "tei.toml").write_text(WITH, "utf-8")


def made(project: Path, name: str = "wcda-920001") -> etree._ElementTree:
    tree = safe_xml.parse_xml((project / f"build/{name}.xml").read_bytes())
    assert check_tree(tree, f"{name}.xml") == [] or not [
        one for one in check_tree(tree, f"{name}.xml") if one.severity.label == "error"
    ]
    return tree


def at(tree: etree._ElementTree, path: str) -> list[str]:
    found = tree.xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return [one if isinstance(one, str) else "".join(map(str, one.itertext())) for one in found]


def line_of(project: Path, words: str, file: str = "a.txt") -> int:
    lines = (project / "records" / file).read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if words in line)


# --- the list -----------------------------------------------------------------------------------


def test_the_list_has_a_row_for_each_thing(command: Callable[..., Ended], project: Path) -> None:
    ended = command("build")
    assert ended.status == 0, ended.all
    found = listed(project)
    assert list(found[0]) == list(COLUMNS)
    by_place = {row["place"]: row for row in found}
    assert len(by_place) == len(found)
    assert by_place["date"]["printed"] == "late in winter"
    assert by_place["date"]["code"] == "I003"
    assert f"finding I007 line {line_of(project, 'Found')}" in by_place
    assert all(not row[name] for row in found for name in ("confirm", "correct", "reason", "who"))
    assert f"review: {len(found)} open, 0 settled" in ended.messages
    page = (project / "build/review.html").read_text("utf-8")
    assert all(f'id="k{row["key"]}"' in page for row in found)
    assert "script-src" not in page


NAMED = PROJECT + '[enrich]\nauthority = "authority.csv"\n'


def test_people_that_the_authority_file_does_not_know_are_listed(
    command: Callable[..., Ended], project: Path
) -> None:
    """Whether an entry has an identifier is not the question, nor whether any entry is named."""
    (project / "tei.toml").write_text(NAMED, "utf-8")
    (project / "authority.csv").write_text("id,kind,name\np-holm,person,Ada Holm\n", "utf-8")
    command("build")
    unknown = [(row["place"], row["why"]) for row in listed(project) if "authority file" in row["why"]]
    assert unknown == [("recipient", "Jon Reyes is not in the authority file")]
    (project / "authority.csv").write_text("id,kind,name\np-sol,person,Eva Sol\n", "utf-8")
    command("build")
    unknown = [(row["place"], row["why"]) for row in listed(project) if "authority file" in row["why"]]
    assert [place for place, _ in unknown] == ["recipient", "sender"]


def test_what_the_names_found_has_a_line_and_is_told_until_it_is_confirmed(
    command: Callable[..., Ended], project: Path
) -> None:
    (project / "tei.toml").write_text(NAMED, "utf-8")
    (project / "authority.csv").write_text("id,kind,name\npl-s,place,Skerries\no-s,org,Skerries\n", "utf-8")
    line = line_of(project, "Skerries")
    ended = command("build")
    assert f"a.txt:{line}: warning: N009" in ended.messages
    assert f"finding N009 line {line}" in {row["place"] for row in listed(project)}
    head = "id,place,value,confirm,who"
    correct(project, f"wcda-920001,finding N009 line {line},,yes,Ines Aro", head=head)
    (project / "tei.toml").write_text(WITH + NAMED.removeprefix(PROJECT), "utf-8")
    ended = command("build")
    assert ended.status == 0, ended.all
    assert "N009" not in ended.messages
    assert f"finding N009 line {line}" not in {row["place"] for row in listed(project)}


def test_two_builds_give_the_same_list(command: Callable[..., Ended], project: Path) -> None:
    command("build")
    first = [(project / "build" / name).read_bytes() for name in ("review.csv", "review.html")]
    ended = command("build")
    assert [(project / "build" / name).read_bytes() for name in ("review.csv", "review.html")] == first
    assert "1 in = 0 converted (0 with findings) + 0 failed + 1 unchanged" in ended.messages


def test_keys_stay_when_another_record_comes(command: Callable[..., Ended], project: Path) -> None:
    command("build")
    before = {row["key"] for row in listed(project)}
    other = wilson(TEXT, address="https://digitalarchive.wilsoncenter.org/document/920002")
    (project / "records/0.txt").write_text(other, "utf-8")
    command("build")
    after = [row["key"] for row in listed(project)]
    assert before < set(after)
    assert len(after) == len(set(after))


def test_a_record_that_failed_is_in_the_list(command: Callable[..., Ended], project: Path) -> None:
    (project / "records/empty.txt").write_bytes(b"")
    assert command("build").status == 1
    row = next(row for row in listed(project) if row["record"] == "empty.txt")
    assert (row["place"], row["code"]) == ("record", "S001")


def test_no_cell_is_a_formula(command: Callable[..., Ended], project: Path) -> None:
    (project / "records/a.txt").write_text(wilson(date='=HYPERLINK("x")'), "utf-8")
    command("build")
    row = next(row for row in listed(project) if row["place"] == "date")
    assert row["printed"] == '\'=HYPERLINK("x")'
    for each in listed(project):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in each.values())


@given(st.text() | st.from_regex(r"'*[=+\-@]?[a-z]?", fullmatch=True))
def test_a_cell_comes_back_as_it_was(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not escaped(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_record_called_review_does_not_overwrite_the_list(
    command: Callable[..., Ended], project: Path
) -> None:
    (project / "records/review.txt").write_text("The boat came.\n", "utf-8")
    ended = command("build")
    assert ended.status == 1
    assert "B003" in ended.messages
    assert "the review list" in ended.messages


# --- filled in ----------------------------------------------------------------------------------


def filled(project: Path, changes: dict[str, dict[str, str]]) -> None:
    """The list as somebody gives it back: rows filled in, and saved with semicolons by a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, delimiter=";")
    writer.writeheader()
    for row in listed(project):
        writer.writerow({**row, **changes.get(row["place"], {})})
    (project / "corrections.csv").write_bytes(("\ufeff" + text.getvalue()).encode())
    (project / "tei.toml").write_text(WITH, "utf-8")


def test_the_filled_in_list_is_a_file_of_corrections(command: Callable[..., Ended], project: Path) -> None:
    command("build")
    orphan = f"finding I007 line {line_of(project, 'Found')}"
    mine = {"who": "Ines Aro", "reason": "The letter of March says so."}
    filled(project, {"date": {"correct": "1954-02", **mine}, orphan: {"confirm": "x", **mine}})
    ended = command("build")
    assert ended.status == 0, ended.all
    tree = made(project)
    assert at(tree, "//t:creation/t:date/@when") == ["1954-02"]
    assert at(tree, "//t:creation/t:date") == ["late in winter"]
    assert at(tree, "//t:creation/t:date/@cert") == ["high"]
    assert at(tree, "//t:creation/t:date/@resp") == ["#resp-corr1"]
    assert at(tree, "//t:respStmt[@xml:id='resp-corr1']/t:persName") == ["Ines Aro"]
    assert at(tree, "//t:revisionDesc/t:change/@who") == ["#resp-corr1"]
    assert "The letter of March says so." in at(tree, "//t:revisionDesc/t:change")[0]
    assert not {"date", orphan} & {row["place"] for row in listed(project)}
    assert "I003" not in ended.messages
    assert "2 settled by corrections" in ended.messages
    # A day without a year has the year of the corrected date now, and is to be looked at.
    assert at(tree, "//t:text//t:date/@when") == ["1954-04-03", "1954-04-03"]


def test_what_is_confirmed_is_sure(command: Callable[..., Ended], project: Path) -> None:
    (project / "records/a.txt").write_text(wilson(TEXT), "utf-8")
    command("build")
    number = line_of(project, "April 3")
    assert {f"line {number} date", f"line {number} date 2"} <= {row["place"] for row in listed(project)}
    filled(project, {f"line {number} date 2": {"confirm": "yes", "who": "Ines Aro"}})
    ended = command("build")
    assert ended.status == 0, ended.all
    tree = made(project)
    assert at(tree, "//t:text//t:date/@resp") == ["#resp-corr1"]
    assert at(tree, "(//t:text//t:date)[2]/@cert") == ["high"]
    assert at(tree, "(//t:text//t:date)[1]/@cert") == ["medium"]
    assert f"line {number} date 2" not in {row["place"] for row in listed(project)}
    assert f"line {number} date" in {row["place"] for row in listed(project)}


FACT_VALUES = {
    "title": ("A letter about lamps", "//t:titleStmt/t:title[@type='main']"),
    "title_original": ("Et brev om lamper", "//t:titleStmt/t:title[@type='original']"),
    "sender": ("Tove Lind; Ada Holm", "//t:correspAction[@type='sent']/t:persName"),
    "recipient": ("Jon Tal", "//t:correspAction[@type='received']/t:persName"),
    "intermediary": ("Liv Aas", "//t:correspAction[@type='forwarded']/t:persName"),
    "place_sent": ("Lonrad", "//t:correspAction[@type='sent']/t:placeName"),
    "genre": ("telegram", "//t:catRef/@target"),
    "original_language": ("nb", "//t:textLang/@mainLang"),
    "translator": ("Eva Ry", "//t:respStmt[contains(t:resp/@ref, '/trl')]/t:persName"),
    "contributor": ("Eva Ry; Ib Ry", "//t:respStmt[contains(t:resp/@ref, '/ctb')]/t:persName"),
    "collector": ("Eva Ry", "//t:respStmt[contains(t:resp/@ref, '/col')]/t:persName"),
    "transcriber": ("Eva Ry", "//t:respStmt[contains(t:resp/@ref, '/trc')]/t:persName"),
    "editor": ("Eva Ry", "//t:respStmt[contains(t:resp/@ref, '/edt')]/t:persName"),
    "repository": ("Holm House", "//t:msIdentifier/t:repository"),
    "shelfmark": ("Box 3, 17", "//t:msIdentifier/t:idno"),
    "url": ("https://archive.example/3", "//t:idno[@type='URI']"),
    "date": ("1954-03-10", "//t:creation/t:date/@when"),
}


def test_every_fact_is_tried() -> None:
    assert set(FACT_VALUES) == set(FACTS)


@pytest.mark.parametrize("layout", ["export", "site"])
@pytest.mark.parametrize("fact", FACTS)
def test_a_corrected_fact_stands_in_its_place(
    command: Callable[..., Ended], project: Path, fact: str, layout: str
) -> None:
    text = wilson(Original_Language="Norwegian") if layout == "export" else web()
    (project / "records/a.txt").write_text(text, "utf-8")
    name = "wcda-920001" if layout == "export" else "wcda-920002"
    value, path = FACT_VALUES[fact]
    correct(project, f'{name},{fact},"{value}",,,Ines Aro')
    ended = command("build")
    assert ended.status == 0, ended.all
    tree = made(project, name)
    found = [one.removeprefix("#genre.") for one in at(tree, path)]
    assert found == [part.strip() for part in value.split(";")]
    elements = re.sub(r"/@\w+$", "", path)
    assert at(tree, f"{elements}/@resp") == ["#resp-corr1"] * len(found)
    assert at(tree, f"{elements}/@cert") == ["high"] * len(found)


def test_the_records_title_and_archive_stay_beside_the_corrected_ones(
    command: Callable[..., Ended], project: Path
) -> None:
    (project / "records/a.txt").write_text(web(), "utf-8")
    correct(project, "wcda-920002,title,On lamps,,,Ines Aro", "wcda-920002,repository,Holm House,,,李雷")
    ended = command("build")
    assert ended.status == 0, ended.all
    tree = made(project, "wcda-920002")
    assert at(tree, "//t:note[@type='replaced']") == [
        "Letter from Ada Holm to Jon Reyes",
        "Holm Archive (HA)",
    ]
    assert at(tree, "//t:note[@type='replaced']/@n") == ["title", "archive"]
    assert "T016" not in ended.messages


def test_dates_lines_and_languages_of_the_text(command: Callable[..., Ended], project: Path) -> None:
    (project / "records/a.txt").write_text(wilson(TEXT), "utf-8")
    on, feast = line_of(project, "On April"), line_of(project, "feast")
    correct(
        project,
        f"wcda-920001,line {on} date,none,April 3,,Ines Aro",
        f"wcda-920001,line {feast} date,1954-06-24,the feast of the Skerries,,Ines Aro",
        f"wcda-920001,line {feast} language,da,Send more,,Ines Aro",
        f"wcda-920001,line {line_of(project, 'Dear')} kind,head,Dear Jon,,Ben Ito",
        "wcda-920001,division en language,sv,,,Ben Ito",
    )
    ended = command("build")
    assert ended.status == 0, ended.all
    assert "settled by corrections" in ended.messages
    assert "5 settled" in ended.messages, ended.all
    tree = made(project)
    assert at(tree, "//t:text//t:date") == ["April 3", "the feast of the Skerries"]
    assert at(tree, "//t:text//t:date/@when") == ["1954-04-03", "1954-06-24"]
    assert "".join(at(tree, "//t:text//t:p[1]")).startswith("On April 3 the books")
    assert at(tree, "//t:text//t:p[@xml:lang='da']/@resp") == ["#resp-corr1"]
    assert at(tree, "//t:text//t:head[1]") == ["Dear Jon,", "Notes"]
    assert at(tree, "(//t:text//t:head)[1]/@resp") == ["#resp-corr2"]
    assert at(tree, "//t:body/t:div/@xml:lang") == ["sv"]
    assert at(tree, "//t:body/t:div/@xml:id") == ["sv"]


def test_a_period_a_decade_and_a_season_are_values() -> None:
    for value in (
        "1950", "1950-10", "1950-10-01", "1950~", "1950?", "195X", "19XX", "1968-21", "1950-10-01/1950-10-03",
        "../1950", "1950-02/..", "1950/1951",
    ):  # fmt: skip
        reading = reading_of(value)
        assert reading is not None, value
        assert reading.edtf == value
    for value in (
        "",
        "soon",
        "1950-13",
        "1950-02-30",
        "1951/1950",
        "../..",
        "0000",
        "1950-1-1",
        "１９５０",
        "1950/x",
    ):
        assert reading_of(value) is None, value


@given(st.text())
def test_any_value_is_read_or_refused(text: str) -> None:
    for place in (
        "date",
        "genre",
        "url",
        "original_language",
        "line 3 kind",
        "line 3 date",
        "division en language",
    ):
        found = place_of(place)
        assert found is not None
        assert isinstance(problem_of(found, text), str)


@given(st.text())
def test_any_place_is_read_or_refused(text: str) -> None:
    assert place_of(text) is None or text in FACTS or re.match("line|division|finding|[a-z_]+$", text)


# --- brackets and note marks --------------------------------------------------------------------

BRACKETED = (
    "Dear Jon,\n\nThe boat [of the keeper] came with lamsp [thus] and 3 [torn] more.\n\nHe wrote [sic] that [it] was late "
    "and [it] was dark, (so he said).\n\nThe [illegible] lamp was recieved [sic] by [Ada Holm?] today. It fel (sic) off.\n\nAda Holm"
)
CLASSED = {
    "plain words": ("The boat", "[of the keeper]", "supplied", "//t:p//t:supplied", "of the keeper", "text"),
    "words supplied": ("The boat", "[of the keeper]", "text", "//t:p[contains(., '[of the keeper]')]/@n", "", ""),
    "a gap": ("The boat", "[torn]", "gap lost", "//t:p//t:gap[@reason='lost']/@rend", "[torn]", ""),
    "a remark": ("The boat", "[torn]", "remark", "//t:seg[@type='remark'][@subtype='editorial']", "[torn]", ""),
    "a remark of a hand": ("The boat", "[thus]", "remark handwritten", "//t:seg[@subtype='handwritten']", "[thus]", ""),
    "an error of the source": ("The boat", "[thus]", "sic", "//t:sic[. = 'lamsp']/following::t:seg[1]", "[thus]", ""),
    "the second of two": ("He wrote", "[it]", "unclear", "//t:unclear", "it", ""),
    "no error": ("He wrote", "[sic]", "text", "//t:p[contains(., 'He wrote [sic] that')]/@n", "", "sic"),
    "round ones": ("He wrote", "(so he said)", "remark", "//t:seg[@type='remark']", "(so he said)", "text"),
    "no error, in round ones": (
        "The [ill", "(sic)", "text", "//t:p[not(t:sic = 'fel')][contains(., 'fel (sic) off')]/@n", "", "sic"
    ),
    "a gap that is none": ("The [ill", "[illegible]", "text", "//t:p[contains(., '[illegible] lamp')]/@n", "", "gap illegible"),
    "a gap of another reason": ("The [ill", "[illegible]", "gap deleted", "//t:gap/@reason", "deleted", "gap illegible"),
    "a doubt": ("The [ill", "[Ada Holm?]", "supplied", "//t:supplied[last()]", "Ada Holm?", "unclear"),
}  # fmt: skip


@pytest.mark.parametrize("name", CLASSED)
@pytest.mark.parametrize("contents", ["", "Translation - English"])
def test_brackets_are_what_a_correction_says(
    command: Callable[..., Ended], project: Path, name: str, contents: str
) -> None:
    words, printed, value, path, text, old = CLASSED[name]
    labels = {"Original_Language": "Norwegian", "Contents": contents} if contents else {}
    (project / "records/a.txt").write_text(wilson(BRACKETED, **labels), "utf-8")
    nth = " 2" if "second" in name else ""
    correct(project, f'wcda-920001,line {line_of(project, words)} bracket{nth},{value},"{printed}",,Ines Aro')
    ended = command("build")
    assert ended.status == 0, ended.all
    assert "K005" not in ended.messages, ended.all
    tree = made(project)
    found = at(tree, path)
    assert (text in found) if text else found, etree_text(project)
    (change,) = at(tree, "//t:revisionDesc/t:change")
    assert f"bracket{nth}, “{printed}”: corrected to {value}" in change
    if old and "K006" not in ended.messages and not (old == "text" and contents):
        assert f"read as {old} before" in change
    marked = at(tree, "//t:text//@resp[contains(., '#resp-corr1')]")
    assert len(marked) == (0 if value == "text" else 1), etree_text(project)


def etree_text(project: Path) -> str:
    text = (project / "build/wcda-920001.xml").read_text("utf-8")
    return text[text.index("<text") :]


NOTED = (
    "Dear Jon,\n\nThe boat[1] came with lamps (5), the rope^{2} and m^{2} of cloth.\n\nThe captain(7) went[2] home before the ice came and nobody saw him again.\n\n"
    "Ada Holm\n\nNotes\n\n[1] Of hemp.\n\n[2] Of oak.\n\n[3] Of brass."
)
MARKED = {
    "a mark is none": ("The boat", "[1]", "none", ["^{2}", "[2]"], ["2", "2"]),
    "a raised one is none": ("The boat", "^{2}", "none", ["[1]", "[2]"], ["1", "2"]),
    "of another note": ("The boat", "[1]", "3", ["[1]", "^{2}", "[2]"], ["3", "2", "2"]),
    "of a note by its label": ("The boat", "[1]", "[3]", ["[1]", "^{2}", "[2]"], ["3", "2", "2"]),
    "of a note by its line": ("The boat", "[1]", "line LAST", ["[1]", "^{2}", "[2]"], ["3", "2", "2"]),
    "a number apart": ("The boat", "(5)", "3", ["[1]", "(5)", "^{2}", "[2]"], ["1", "3", "2", "2"]),
    "a raised number": ("The boat", "^{2} 2", "3", ["[1]", "^{2}", "^{2}", "[2]"], ["1", "2", "3", "2"]),
    "a number in brackets": ("The captain", "(7)", "3", ["[1]", "^{2}", "(7)", "[2]"], ["1", "2", "3", "2"]),
}  # fmt: skip


@pytest.mark.parametrize("name", MARKED)
def test_note_marks_are_what_a_correction_says(
    command: Callable[..., Ended], project: Path, name: str
) -> None:
    words, printed, value, marks, notes = MARKED[name]
    (project / "records/a.txt").write_text(wilson(NOTED), "utf-8")
    sign, _, nth = printed.partition(" ")
    value = value.replace("LAST", str(line_of(project, "Of brass")))
    place = f"line {line_of(project, words)} mark {nth}".strip()
    correct(project, f"wcda-920001,{place},{value},{sign},,Ines Aro")
    ended = command("build")
    assert ended.status == 0, ended.all
    assert "K00" not in ended.messages, ended.all
    tree = made(project)
    anchor = "//t:ref[@type='noteAnchor']"
    raised = [
        bool(one) for one in (at(tree, f"({anchor})[{n}]/@rendition") for n in range(1, len(marks) + 1))
    ]
    assert at(tree, anchor) == [one.strip("^{}") for one in marks], etree_text(project)
    assert raised == [one.startswith("^") for one in marks]
    assert at(tree, f"{anchor}/@n") == notes
    targets = [one.removeprefix("#") for one in at(tree, f"{anchor}/@target")]
    assert [at(tree, f"//t:note[@xml:id='{one}']/@n") for one in targets] == [[one] for one in notes]
    assert len(at(tree, "//t:text//@resp")) == (0 if value == "none" else 1)
    # Notes without a mark are told as they are now.
    lonely = {"1", "2", "3"} - set(notes)
    told = re.findall(r"I007 no mark in the text points at note \[([0-9])\]", ended.messages)
    assert set(told) == lonely, ended.all
    assert [row["place"].startswith("finding I007") for row in listed(project)] == [True] * len(lonely)


def test_the_list_names_marks_without_a_note_and_takes_the_answer(
    command: Callable[..., Ended], project: Path
) -> None:
    """Two on one line are two rows; what is said of one leaves the other open."""
    text = NOTED.replace("lamps (5)", "lamps[8] and ropes[9]")
    (project / "records/a.txt").write_text(wilson(text), "utf-8")
    command("build")
    line = line_of(project, "lamps[8]")
    asked = [row for row in listed(project) if row["place"] == f"line {line} mark"]
    assert [(row["printed"], row["code"]) for row in asked] == [("[8]", "I006"), ("[9]", "I006")]
    rows = [{**asked[0], "correct": "3", "who": "Ines Aro"}, {**asked[1], "confirm": "yes", "who": "Ben Ito"}]
    for filled_in in (rows[:1], rows):
        with (project / "corrections.csv").open("w", encoding="utf-8-sig", newline="") as opened:
            writer = csv.DictWriter(opened, list(COLUMNS))
            writer.writeheader()
            writer.writerows(filled_in)
        (project / "tei.toml").write_text(WITH, "utf-8")
        ended = command("build")
        assert ended.status == 0, ended.all
        left = [row["printed"] for row in listed(project) if row["place"] == f"line {line} mark"]
        assert left == (["[9]"] if len(filled_in) == 1 else [])
        assert ("I006 no note answers to the mark [9]" in ended.messages) is (len(filled_in) == 1)
        assert "the mark [8]" not in ended.messages
        assert "note [3]" not in ended.messages
        assert at(made(project), "//t:ref[@n='3']") == ["[8]"]


MISFITS = {
    "brackets that are not there": ("line TEXT bracket,text,[of the king]", "K005"),
    "more of them than there are": ("line TEXT bracket 2,text,[1]", "K005"),
    "a mark as brackets": ("line TEXT bracket,text,[1]", "K005"),
    "no such note": ("line TEXT mark,9,[1]", "K005"),
    "a mark within a note": ("line LAST mark,1,brass", "K005"),
    "the label of a note": ("line LAST mark,1,[3]", "K005"),
    "no such class": ("line TEXT bracket,added,[1]", "K002"),
    "a gap without its reason": ("line TEXT bracket,gap,[1]", "K002"),
    "no brackets": ("line TEXT bracket,text,boat", "K003"),
    "round ones as supplied": ("line TEXT bracket,supplied,(so)", "K003"),
    "no words": ("line TEXT bracket,unclear,[?]", "K003"),
    "no mark": ("line TEXT mark,1,", "K003"),
    "words as a mark": ("line TEXT mark,1,the boat", "K003"),
    "a long label": (f"line TEXT mark,{'1' * 60},[1]", "K002"),
    "read so already": ("line TEXT mark,1,[1]", "K006"),
}


@pytest.mark.parametrize("name", MISFITS)
def test_what_does_not_fit_brackets_or_marks_is_told(
    command: Callable[..., Ended], project: Path, name: str
) -> None:
    row, code = MISFITS[name]
    (project / "records/a.txt").write_text(wilson(NOTED), "utf-8")
    places = {"TEXT": line_of(project, "The boat"), "LAST": line_of(project, "Of brass")}
    for word, line in places.items():
        row = row.replace(word, str(line))
    correct(project, f"wcda-920001,{row},,Ines Aro")
    ended = command("build")
    assert ended.status == (1 if code in ("K002", "K003") else 0), ended.all
    assert re.search(rf"corrections\.csv:2: \w+: {code} ", ended.messages), ended.all
    assert at(made(project), "//t:ref[@type='noteAnchor']/@n") == ["1", "2", "2"]


@pytest.mark.parametrize("value", ["supplied", "unclear", "sic", "remark"])
def test_brackets_without_room_are_told_and_the_rest_applied(
    command: Callable[..., Ended], project: Path, value: str
) -> None:
    text = "76[Control copy]\n\n" + NOTED.replace("(5)", "[torn]")
    (project / "records/a.txt").write_text(wilson(text), "utf-8")
    line = line_of(project, "The boat")
    correct(
        project,
        f"wcda-920001,line {line} bracket,gap lost,[torn],,Ines Aro",
        f"wcda-920001,line {line_of(project, '76')} bracket,{value},[Control copy],,Ines Aro",
        f"wcda-920001,line {line} mark,3,[1],,Ines Aro",
    )
    ended = command("build")
    assert ended.status == 0, ended.all
    assert re.findall(r"corrections\.csv:([0-9]): warning: (K00.)", ended.messages) == [("3", "K008")]
    tree = made(project)
    assert at(tree, "//t:text//t:fw") == ["76", "[Control copy]"]
    assert at(tree, "//t:gap/@reason") == ["lost"]
    assert at(tree, "//t:ref[@n='3']/@resp") == ["#resp-corr1"]
    assert len(at(tree, "//t:change")) == 2


def test_of_several_notes_of_one_number_the_line_tells_which(
    command: Callable[..., Ended], project: Path
) -> None:
    text = "The boat[1] came.\n\n[1] Of hemp.\n\n- 2 -\n\nThe rope[1] came.\n\n[1] Of oak.\n\nIt was late."
    (project / "records/a.txt").write_text(wilson(text), "utf-8")
    place, oak = f"line {line_of(project, 'The boat')} mark", line_of(project, "Of oak")
    correct(project, f"wcda-920001,{place},1,[1],,Ines Aro")
    assert f"or line {oak}" in (said := command("build").messages) or f"line {oak})" in said
    correct(project, f"wcda-920001,{place},line {oak},[1],,Ines Aro")
    ended = command("build")
    assert ended.status == 0, ended.all
    tree = made(project)
    (target,) = set(at(tree, "//t:ref[@type='noteAnchor']/@target"))
    assert "Of oak." in at(tree, f"//t:note[@xml:id='{target[1:]}']")[0]
    assert "I007 no mark in the text points at note [1]" in ended.messages


LINES = range(1, wilson(TEXT).count("\n") + 2)
PLACES = [*FACTS, "division en language"] + [
    f"line {n} {what}" for n in LINES for what in ("date", "bracket", "mark", "kind", "language")
]
VALUES = [
    "none",
    "text",
    "supplied",
    "gap lost",
    "sic",
    "1",
    "2",
    "1954-02-03",
    "head",
    "da",
    "letter",
    "signed",
    "p",
]


# --- what does not fit --------------------------------------------------------------------------

STALE = {
    "the record has gone": ("wcda-77,date,1950,,,Ines Aro", "K004"),
    "the words have gone": ("wcda-920001,date,1950,October 9,,Ines Aro", "K005"),
    "the line is another": ("wcda-920001,line 1 date,1950,April 3,,Ines Aro", "K005"),
    "the record is shorter": ("wcda-920001,line 999 kind,head,,,Ines Aro", "K005"),
    "no such division": ("wcda-920001,division ru language,uk,,,Ines Aro", "K005"),
    "a line of the header": ("wcda-920001,line 3 kind,head,,,Ines Aro", "K005"),
    "read so already": ("wcda-920001,genre,letter,,,Ines Aro", "K006"),
}  # fmt: skip


@pytest.mark.parametrize("name", STALE)
def test_a_correction_that_does_not_fit_is_told_with_its_line(
    command: Callable[..., Ended], project: Path, name: str
) -> None:
    row, code = STALE[name]
    correct(project, "", "", row)
    ended = command("build")
    assert ended.status == 0, ended.all
    assert re.search(rf"corrections\.csv:4: \w+: {code} ", ended.messages), ended.all
    (project / "tei.toml").write_text(WITH + '[validate]\nfail_on = "warning"\n', "utf-8")
    assert command("build").status == 1


def test_a_fact_without_a_place_in_the_tei_is_told(command: Callable[..., Ended], project: Path) -> None:
    (project / "records/a.txt").write_text(wilson("The boat came.", title="Weather"), "utf-8")
    correct(project, "wcda-920001,place_sent,Lonrad,,,Ines Aro")
    ended = command("build")
    assert ended.status == 0
    assert "K005 wcda-920001, place_sent: the TEI has no place for it" in ended.messages


def test_a_changed_record_is_told_and_the_correction_left_out(
    command: Callable[..., Ended], project: Path
) -> None:
    number = line_of(project, "April 3")
    file = project / "records/a.txt"
    file.write_text(wilson(TEXT), "utf-8")
    correct(project, f"wcda-920001,line {number} date,1955-04-03,April 3,,Ines Aro")
    command("build")
    assert "1955-04-03" in at(made(project), "//t:text//t:date/@when")
    file.write_text(wilson(TEXT.replace("April 3", "April 5")), "utf-8")
    ended = command("build")
    assert "K005" in ended.messages
    assert "On April 5 the books" in ended.messages
    assert "1955-04-03" not in at(made(project), "//t:text//t:date/@when")


WRONG = {
    "a fact that is none": ("wcda-920001,weather,fine,,,Ines Aro", "K001"),
    "a place that can only be confirmed": ("wcda-920001,finding I006 line 3,fine,,,Ines Aro", "K001"),
    "no date": ("wcda-920001,date,soon,,,Ines Aro", "K002"),
    "no language": ("wcda-920001,original_language,Norwegisch,,,Ines Aro", "K002"),
    "no kind of document": ("wcda-920001,genre,poem,,,Ines Aro", "K002"),
    "no kind of line": ("wcda-920001,line 3 kind,poem,,,Ines Aro", "K002"),
    "no address": ("wcda-920001,url,archive.example,,,Ines Aro", "K002"),
    "no title": ("wcda-920001,title,none,,,Ines Aro", "K002"),
    "no who": ("wcda-920001,date,1950,,,", "K003"),
    "no id": (",date,1950,,,Ines Aro", "K003"),
    "a sign that XML cannot hold in who": ("wcda-920001,date,1950,,,In\x01es", "K009"),
    "a sign that XML cannot hold in reason": ("wcda-920001,date,1950,,so\x02,Ines Aro", "K009"),
    "half a sign in the words": ("wcda-920001,line 9 date,1950,x\ufffe,,Ines Aro", "K009"),
    "a sign that XML cannot hold in the value": ("wcda-920001,title,On \x1blamps,,,Ines Aro", "K009"),
    "a comma too many": ("wcda-920001,title,A letter, about lamps,,,Ines Aro", "K009"),
    "a long who": (f"wcda-920001,date,1950,,,{'x' * 300}", "K009"),
    "a long reason": (f"wcda-920001,date,1950,,{'x' * 20000},Ines Aro", "K009"),
    "a long place": (f"wcda-920001,{'x' * 100000},1950,,,Ines Aro", "K009"),
    "a line that no file has": ("wcda-920001,line 9999999999 date,1950,x,,Ines Aro", "K001"),
    "a long value": (f"wcda-920001,title,{'x' * 3000},,,Ines Aro", "K002"),
    "too few cells": ("wcda-920001,date,1950", "K003"),
    "a date without its words": ("wcda-920001,line 9 date,1950,,,Ines Aro", "K003"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_row_is_an_error_and_the_records_are_written(
    command: Callable[..., Ended], project: Path, name: str
) -> None:
    row, code = WRONG[name]
    correct(project, row)
    ended = command("build")
    assert ended.status == 1
    assert re.search(rf"corrections\.csv:2(:[0-9]+)?: error: {code} ", ended.messages), ended.all
    assert max(map(len, ended.messages.split("\n"))) < 1000
    assert "resp-corr" not in (project / "build/wcda-920001.xml").read_text("utf-8")


SIGNED = "//t:respStmt[@xml:id='resp-corr1']/*"


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_as_spreadsheets_write_it(
    command: Callable[..., Ended], project: Path, coding: str, delimiter: str, end: str
) -> None:
    """Cells with line ends, blank rows, empty cells at the end, what looks like a formula, the same row twice."""
    rows = [
        ["id", "place", "value", "printed", "reason", "who", ""],
        ["wcda-920001", "title", "'=1+1", "", "=2+2", " Ines\nAro ", ""],
        [""] * 7,
        ["wcda-920001", "date", "1954", "late in\nwinter", 'She "said"\n\nso.', "Ines Aro", ""],
        ["wcda-920001", "date", "1954", "late in\nwinter", "", "Ines Aro", ""],
    ]
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, delimiter=delimiter, lineterminator=end).writerows(rows)
    (project / "corrections.csv").write_bytes(text.getvalue().encode(coding))
    (project / "tei.toml").write_text(WITH, "utf-8")
    ended = command("build")
    assert ended.status == 0, ended.all
    tree = made(project)
    assert at(tree, "//t:titleStmt/t:title[@type='main']") == ["=1+1"]
    assert at(tree, "//t:creation/t:date/@when") == ["1954"]
    assert at(tree, SIGNED) == ["correction of the encoding", "Ines Aro"]
    assert [" =2+2" in one or ' She "said"' in one for one in at(tree, "//t:change")] == [True, True]


FILES = {
    "unknown column": ("id,place,valeu,who\n", "the columns are id, place"),
    "a column is missing": ("id,place,value\n", "no column who"),
    "a column twice": ("id,place,fact,value,who\n", "column given twice: place"),
    "empty": ("", "has no heading"),
    "a torn cell": ('id,place,value,who\na,"date,1950,x\n', "quotation mark"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_table_stops_the_run(
    command: Callable[..., Ended], project: Path, name: str
) -> None:
    text, says = FILES[name]
    (project / "corrections.csv").write_text(text, "utf-8")
    (project / "tei.toml").write_text(WITH, "utf-8")
    ended = command("build")
    assert ended.status == 2
    assert "F010" in ended.messages
    assert says in ended.messages
    assert not (project / "build/review.csv").exists()


def test_no_file_bad_bytes_or_the_list_itself(command: Callable[..., Ended], project: Path) -> None:
    (project / "tei.toml").write_text(WITH, "utf-8")
    assert command("build").status == 2
    (project / "corrections.csv").write_bytes(b"id,place\n\xff")
    assert "corrections.csv:2: not UTF-8 (byte 9)" in command("build").messages
    (project / "corrections.csv").write_bytes("id,place,value,who\n".encode("utf-16-le"))
    assert "F010 corrections.csv: NUL characters" in command("build").messages
    (project / "corrections.csv").unlink()
    (project / "corrections.csv").mkdir()
    ended = command("build")
    assert (ended.status, "cannot be read: it is a folder" in ended.messages) == (2, True)
    (project / "tei.toml").write_text(WITH.replace("corrections.csv", "build/review.csv"), "utf-8")
    ended = command("build")
    assert (ended.status, "writes anew" in ended.messages) == (2, True)


@pytest.mark.parametrize(
    ("words", "kind"), [("On April", "signed"), ("feast", "salute"), ("feast", "dateline")]
)
def test_a_kind_without_room_is_told_and_the_rest_applied(
    command: Callable[..., Ended], project: Path, words: str, kind: str
) -> None:
    text = TEXT.replace("Send more", "More came.\n\nSend more").replace(
        "\n\nAda Holm", "\n\nThe end is near.\n\nAda Holm"
    )
    (project / "records/a.txt").write_text(wilson(text), "utf-8")
    number = line_of(project, words)
    correct(
        project,
        f"wcda-920001,line {number} kind,{kind},,,Ines Aro",
        "wcda-920001,date,1954-02,,,Ines Aro",
    )
    ended = command("build")
    assert ended.status == 0, ended.all
    assert "corrections.csv:2: warning: K008" in ended.messages
    tree = made(project)
    assert at(tree, "//t:creation/t:date/@when") == ["1954-02"]
    assert kind not in "".join(at(tree, "//t:revisionDesc/t:change"))
    assert at(tree, "//t:text//@resp") == []


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("c") / "c.csv"
    file.write_text("id,place,value,printed,who\n" + text, "utf-8")
    with suppress(TeiError):
        assert read_corrections(file).path == str(file)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "id": st.just("a") | st.text(max_size=9),
                "place": st.sampled_from(PLACES),
                "value": st.sampled_from(VALUES) | st.text(max_size=20),
                "confirm": st.sampled_from(["", "yes"]),
                "printed": st.sampled_from(["", "April 3", "books[1]", "[sic]"]) | st.text(max_size=20),
                "read": st.text(max_size=20),
                "reason": st.text(max_size=20),
                "who": st.sampled_from(["Ines Aro"]) | st.text(max_size=20),
            }
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_rows_leave_tei_that_is_proven(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    file = tmp_path_factory.mktemp("c") / "c.csv"
    with file.open("w", encoding="utf-8", errors="surrogatepass", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with suppress(TeiError):
        options = Options(corrections=read_corrections(file))
        result = convert_bytes(wilson(TEXT).encode(), "a.txt", options)
        errors = [one for one in result.findings if one.severity.label == "error"]
        assert not errors


def test_the_api_tells_the_list_apart_from_the_records(project: Path) -> None:
    report = tei.build(project)
    assert report.summary.inputs == len(report.outcomes) == 1
    assert report.review is not None
    assert [path.name for path in report.review.outputs] == ["review.csv", "review.html"]
