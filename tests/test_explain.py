"""`tei explain`: what it says of each line is true of the TEI that was written."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from sample_records import RECORDS as ODD_RECORDS
from sample_records import wilson

from tei import safe_xml
from tei.explain import as_json, as_page, as_text, explain
from tei.pipeline import Options, convert_bytes
from tei.review.table import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ended

    from tei.explain.model import Explanation
    from tei.pipeline import Result

GOLDENS = sorted((Path(__file__).parent / "records").glob("*/*/in.txt"))
NS = {"t": "http://www.tei-c.org/ns/1.0"}


def told_of(data: bytes | str) -> tuple[Explanation, Result]:
    raw = data.encode() if isinstance(data, str) else data
    result = convert_bytes(raw, "in.txt", Options())
    told = explain(result)
    assert told is not None
    return told, result


def element_at(tree: etree._ElementTree, path: str) -> etree._Element:
    found = tree.xpath(re.sub(r"/(?=[A-Za-z])", "/t:", path), namespaces=NS)
    assert isinstance(found, list)
    assert len(found) == 1, path
    (element,) = found
    assert isinstance(element, etree._Element)
    return element


def reads(element: etree._Element) -> str:
    """The signs of an element with markup restored: written here anew, so that it is no echo of the program."""
    name = str(element.tag).rpartition("}")[2]
    if name in ("reg", "corr", "expan", "desc"):
        return ""
    if element.get("rend"):
        return "".join(element.get("rend", "").split())
    raised = element.get("rendition") == "#sup"
    inner = (element.text or "") + "".join(reads(child) + (child.tail or "") for child in element)
    before, after = ("[", "]") if name == "supplied" else ("^{", "}") if raised else ("", "")
    return "".join(f"{before}{inner}{after}".split())


def is_subsequence(part: str, whole: str) -> bool:
    signs = iter(whole)
    return all(sign in signs for sign in part)


MARKS = r"\-–—―‒•·∙・●○◎◦▪■□‣◆*#>|│┃"


def check_truth(told: Explanation, result: Result) -> None:
    """Each line's places hold that line's text, whole and in order, whatever is layout left aside."""
    tree = safe_xml.parse_xml(result.tei)
    document = result.document
    assert document is not None
    by_slot = {line.number: (slot.name, line.text) for slot in document.record.slots for line in slot.lines}
    for line in told.lines:
        slot, text = by_slot.get(line.number, ("", ""))
        assert line.slot == slot or line.label
        held = "".join(reads(element_at(tree, place.path)) for place in line.places)
        if not slot or slot in ("section", "dropped"):
            assert not line.places
            continue
        signs = "".join(text.split())
        # List marks and bars of tables are layout: at the start of a line, and alone between blanks.
        layout = "".join(re.sub(rf"(?:^|(?<=\s))[{MARKS}]+(?=\s|\w|$)", " ", text).split())
        cells = all("/cell[" in place.path for place in line.places)  # whose bars touch the words, too
        bare = re.sub(r"[|│┃]", "", layout) if cells else layout.strip("|")
        assert signs in held or layout in held or (line.places and is_subsequence(bare, held)), line
        for place in line.places:
            assert not place.id or element_at(tree, place.path).get(f"{{{XML}}}id") == place.id
    check_readings(told, tree)


XML = "http://www.w3.org/XML/1998/namespace"


def check_readings(told: Explanation, tree: etree._ElementTree) -> None:
    for line in told.lines:
        for one in line.readings:
            element = element_at(tree, one.place.path)
            assert "".join(one.words.split()) in reads(element)
            if one.kind == "date" and one.value and "/" not in one.value:
                assert element.get("when") == one.value.rstrip("~")
            if one.kind == "note mark" and one.value:
                assert tree.xpath("boolean(//t:note[@xml:id=$id])", namespaces=NS, id=one.value[1:])
    for fact in told.facts:
        for place in fact.places:
            element_at(tree, place.path)


@pytest.mark.parametrize("file", GOLDENS, ids=lambda file: f"{file.parts[-3]}/{file.parts[-2]}")
def test_what_is_said_of_a_golden_is_true(file: Path) -> None:
    told, result = told_of(file.read_bytes())
    check_truth(told, result)
    assert told.unclaimed == ()
    # Every place that is told has its anchor on the page, and every link leads somewhere.
    page = as_page(told)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ODD_RECORDS)
def test_what_is_said_of_an_odd_record_is_true(text: str) -> None:
    result = convert_bytes(text.encode(), "in.txt", Options())
    told = explain(result)
    if told is None or not result.tei:
        return
    check_truth(told, result)
    json.loads(as_json(told))
    Closed.check(as_page(told))


class Closed(HTMLParser):
    """Every element of a page is closed in its order."""

    VOID = frozenset(("meta", "br", "link", "img", "input"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    @classmethod
    def check(cls, page: str) -> None:
        parser = cls()
        parser.feed(page)
        parser.close()
        assert parser.open == []


def test_a_test_of_truth_sees_a_lie() -> None:
    told, result = told_of(wilson())
    wrong = result.tei.replace(b"The boat came", b"The goat came")
    other = type(result)(result.id, result.path, wrong, result.findings, result.document)
    with pytest.raises(AssertionError):
        check_truth(told, other)


TEXT = "Dear Jon,\n\nOn April 3 the books[1] came, and on 5 May 1954 the lamps.\n\nAda Holm\n\nNotes\n\n[1] Lost.\n\n[2] Found."


def test_a_line_says_slot_rule_place_and_what_was_inferred_from_what() -> None:
    told, _ = told_of(wilson(TEXT))
    line = next(line for line in told.lines if "books" in line.text)
    assert (line.slot, [place.short for place in line.places]) == ("body", ["p #en-p1"])
    assert line.rules
    dates = [one for one in line.readings if one.kind == "date"]
    assert [(one.words, one.value, one.certainty) for one in dates] == [
        ("April 3", "1954-04-03", "medium"), ("5 May 1954", "1954-05-05", "high"),
    ]  # fmt: skip
    assert "date of the document" in dates[0].why
    assert [(one.words, one.value) for one in line.readings if one.kind == "note mark"] == [("[1]", "#en-n1")]


def test_what_is_unsure_is_listed_once_with_its_reason() -> None:
    told, _ = told_of(wilson(TEXT))
    number = next(line.number for line in told.lines if "books" in line.text)
    places = {one.place: one for one in told.doubts}
    assert len(places) == len(told.doubts)
    date = places[f"line {number} date"]
    assert (date.printed, date.read) == ("April 3", "1954-04-03")
    orphan = next(one for one in told.doubts if one.code == "I007")
    assert orphan.line == next(line.number for line in told.lines if "Found" in line.text)
    assert not any("5 May" in one.printed for one in told.doubts)


def test_a_fact_that_is_not_in_the_tei_is_not_said_to_be() -> None:
    told, result = told_of(wilson(TEXT, title="Weather at Lonrad"))
    tree = safe_xml.parse_xml(result.tei)
    for fact in told.facts:
        for place in fact.places:
            element = element_at(tree, place.path)
            values = " ".join(map(str, element.attrib.values()))
            said = "".join(fact.raw.split()) in reads(element) or "".join(fact.value.split()) in reads(
                element
            )
            assert said or fact.value in values


def test_the_number_in_the_address_of_a_record_is_a_fact() -> None:
    told, _ = told_of(wilson(TEXT, address="https://digitalarchive.wilsoncenter.org/document/920417"))
    (number,) = [fact for fact in told.facts if fact.name == "number"]
    (cited,) = [fact for fact in told.facts if fact.name == "citation"]
    assert (number.value, number.why, number.first) == ("920417", "read from the citation", cited.first)
    assert [place.short for place in number.places] == ["#src-digital/analytic/idno[@type='document']"]


def test_the_date_of_sending_is_told_from_where_the_tei_has_it() -> None:
    """The header has the whole date, the date line below the text a day without a year: the header's is written."""
    record = wilson("Dear Jon,\n\nThe lamps came.\n\nAda Holm\n\nNight of May 1", date="May 1, 1954")
    told, result = told_of(record)
    (sent,) = [fact for fact in told.facts if fact.name == "date_sent"]
    (date,) = [fact for fact in told.facts if fact.name == "date"]
    assert (sent.raw, sent.first, sent.certainty) == (date.raw, date.first, "high")
    (element,) = safe_xml.parse_xml(result.tei).xpath("//t:correspAction[@type='sent']/t:date", namespaces=NS)
    assert element.text == sent.raw


def test_a_part_of_a_shelfmark_stands_where_it_is_the_whole_value() -> None:
    told, _ = told_of(
        "The Ice\n\nThe ice on the river is breaking.\n\nRGANI. F. 3. Op. 41. D. 208. L. 7 - 9.\n"
    )
    (fond,) = [fact for fact in told.facts if fact.name == "shelfmark_part" and fact.value == "3"]
    assert [place.short.rpartition("/")[2] for place in fond.places] == ["idno[@type='fond']"]


ANNEXED = """Ma chère Claire,
Les barques sont parties.
Affectueusement à vous,
Jeanne Aubin
Annexe à ma lettre N° 2.
Les gardiens restent à leur poste.
Port-Aval, le 2 mai 1911.
Le Maître du Port,
Ministre des Phares :
M. CORVAL."""


def test_a_line_in_an_annex_is_not_said_to_be_its_heading() -> None:
    told, _ = told_of(ANNEXED)
    rules = {line.text: line.rules for line in told.lines}
    assert rules["Annexe à ma lettre N° 2."] == ("in annex (heading of an annex)", "heading of an annex")
    assert rules["Les gardiens restent à leur poste."] == (
        "in annex (heading of an annex)", "a line is a paragraph",
    )  # fmt: skip


def test_an_office_over_a_name_is_not_said_to_be_a_name() -> None:
    told, _ = told_of(ANNEXED.replace("Le Maître du Port", "Le Président du Conseil"))
    rules = {line.text: line.rules[-1] for line in told.lines}
    assert rules["Le Président du Conseil,"] == rules["Ministre des Phares :"] == "office over the name"
    assert rules["M. CORVAL."] == "a name alone on a line after the text"


def test_a_text_that_nobody_sent_has_no_date_of_sending() -> None:
    told, _ = told_of(wilson("Lonrad, 3 May 1954\n\nIt rained all day.", title="Weather at Lonrad"))
    assert {"place_sent", "date_sent"}.isdisjoint(fact.name for fact in told.facts)


def test_json_has_stable_keys() -> None:
    told, _ = told_of(wilson(TEXT))
    data = json.loads(as_json(told))
    assert list(data) == [
        "format", "path", "id", "layout", "layout_title", "layout_why", "encoding", "lines", "facts", "divisions", "findings",
        "doubts", "ordinal", "unclaimed", "written",
    ]  # fmt: skip
    assert list(data["lines"][0]) == [
        "number", "text", "slot", "label", "rules", "places", "readings", "findings", "note", "column",
        "file_line",
    ]  # fmt: skip
    assert list(data["facts"][0]) == [
        "name", "value", "raw", "first", "last", "certainty", "ground", "why", "places",
    ]  # fmt: skip
    assert list(data["facts"][0]["places"][0]) == ["path", "id", "short"]
    assert data["written"] is True


def test_the_page_is_self_contained_and_safe() -> None:
    evil = 'The <script>alert(1)</script> & "books" came.\n\n</pre><b>bold'
    told, _ = told_of(wilson(evil))
    page = as_page(told)
    assert page.count("<script>") == 1
    assert "&lt;script&gt;alert(1)" in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    Closed.check(page)


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_the_command_writes_each_format(command: Callable[..., Ended], tmp_path: Path, form: str) -> None:
    (tmp_path / "in.txt").write_text(wilson(TEXT), "utf-8")
    ended = command("explain", "in.txt", "--format", form)
    assert ended.status == 0
    told, _ = told_of(wilson(TEXT))
    make = {"text": as_text, "json": as_json, "html": as_page}[form]
    assert ended.out == make(told)


def test_a_failed_record_is_told_as_far_as_it_was_read(
    command: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tei import proving
    from tei.findings import Where, finding

    def lost(*_: object) -> list[object]:
        return [finding("C001", "2 characters are lost", Where("in.txt", 3))]

    monkeypatch.setattr(proving, "prove", lost)
    (tmp_path / "in.txt").write_text(wilson(TEXT), "utf-8")
    for form in ("text", "html", "json"):
        ended = command("explain", "in.txt", "--format", form)
        assert ended.status == 1
        assert ("No TEI was written" if form == "html" else "no TEI was written") in ended.out


def test_a_long_record_takes_time_in_proportion() -> None:
    text = "\n\n".join(f"On April {day % 28 + 1} the boat of day {day} came." for day in range(600))
    told, _ = told_of(wilson(text))
    assert len(told.doubts) >= 600
    assert len(as_page(told)) < 2_000_000


def test_the_command_starts_without_the_explanation() -> None:
    code = "import sys, tei.cli; assert 'tei.explain' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "file", GOLDENS[::6], ids=lambda file: f"{file.parent.parent.name}/{file.parent.name}"
)
def test_the_review_list_asks_what_the_whole_explanation_asks(file: Path) -> None:
    told, result = told_of(file.read_bytes())
    assert tuple(row.doubt for row in rows_of(result)) == told.doubts
