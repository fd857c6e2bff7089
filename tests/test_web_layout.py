"""The order of the archive's site: labels after the text, values below them, and what the fields say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from sample_records import CREDITS, LINES, SUMMARY, TEXT, TITLE, WEB_FIELDS, web, wilson

from tei.check.conservation import check_conservation
from tei.explain import as_text, explain
from tei.model import Line, Record, Slot
from tei.parse import choose, parse
from tei.pipeline import convert, convert_bytes
from tei.profile import Profile, built_in
from tei.safe_xml import parse_xml
from tei.source import decode

if TYPE_CHECKING:
    from tei.pipeline import Result

NS = {"t": "http://www.tei-c.org/ns/1.0"}
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
LAYOUT = "wilson-center-web"


def slots(text: str, layout: str = LAYOUT) -> list[tuple[str, str]]:
    """The slots of a record in order, each with its text."""
    source, _ = decode(text.encode(), "in.txt")
    assert source is not None
    record, _ = parse(source, built_in()[layout])
    assert record is not None
    return [(slot.name, slot.text) for slot in record.slots]


def layout_of(text: str) -> str:
    source, _ = decode(text.encode(), "in.txt")
    assert source is not None
    choice = choose(source, list(built_in().values()))
    profile, findings = choice.profile, choice.findings
    assert profile is not None
    assert bool(findings) == profile.fallback
    return profile.name


def made(text: str) -> Result:
    result = convert_bytes(text.encode(), "in.txt")
    assert not result.failed, result.findings
    return result


def said(result: Result) -> list[tuple[str, int | None]]:
    return [(one.code, one.where.line) for one in result.findings if one.code != "I010"]


def at(result: Result, path: str) -> list[str]:
    """The texts at a place of the TEI."""
    nodes = parse_xml(result.tei).xpath(path, namespaces=NS)
    assert isinstance(nodes, list)
    texts = ("".join(node.itertext()) if hasattr(node, "itertext") else str(node) for node in nodes)
    return [" ".join(text.split()) for text in texts]


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if words in line)


# --- where the labels stand ----------------------------------------------------------------------

NAMES = [
    "authors", "people", "places", "topics", "subjects", "related", "section", "source", "archive",
    "rights", "uploaded", "type", "language", "number", "classification", "donors",
]  # fmt: skip


def test_every_field_goes_to_its_slot() -> None:
    values = [" ".join(value.split()) for value in WEB_FIELDS.values()]
    head = [("date", "March 9, 1954"), ("title", TITLE), ("credits", CREDITS)]
    assert slots(web()) == [
        *head, ("body", " ".join(TEXT.split())), ("summary", SUMMARY), *zip(NAMES, values, strict=True)
    ]  # fmt: skip


@pytest.mark.parametrize("name", [name for name in WEB_FIELDS if name != "Document Information"])
def test_a_label_may_stand_empty_or_be_missing(name: str) -> None:
    slot = NAMES[list(WEB_FIELDS).index(name)]
    expected = slots(web())
    empty = [(one, "" if one == slot else value) for one, value in expected]
    assert slots(web(changes={name: ""})) == empty
    if name != "Source":
        assert slots(web(changes={name: None})) == [(one, value) for one, value in expected if one != slot]


def test_without_its_labels_it_is_not_a_record_of_this_layout() -> None:
    assert layout_of(web(changes={"Source": None})) == "plain"
    assert layout_of(web(changes={"Document Information": None})) == "plain"


def test_each_order_takes_its_layout() -> None:
    assert layout_of(web()) == LAYOUT
    assert layout_of(wilson()) == "wilson-center"
    assert layout_of(TEXT) == "plain"


def test_a_label_of_the_other_order_in_the_text_does_not_choose_the_layout() -> None:
    assert layout_of(web("Citation:\n" + TEXT)) == LAYOUT
    form = wilson(TEXT + "\n\nDocument Information\n\nSource\n\nTown hall.", Summary=SUMMARY, Credits=CREDITS)
    assert layout_of(form) == "wilson-center"


WORDS = [name for name in WEB_FIELDS if name != "Document Information"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*WORDS, "CONTENTS", "Summary.", "Source: the town", "The end came."]), max_size=9
    )
)
def test_the_same_words_in_the_text_are_text(words: list[str]) -> None:
    text = "\n".join(["The boat came.", *words, "It left on Friday."])
    assert dict(slots(web(text)))["body"] == " ".join(text.split("\n"))
    parted = "\n\n".join(["The boat came.", *words, "It left."])
    assert dict(slots(web(parted)))["body"] == " ".join(parted.split())


def test_a_heading_of_labels_in_the_text_is_text() -> None:
    text = "The form has a heading.\n\nDocument Information\n\nSource\n\nThe town hall."
    found = dict(slots(web(text)))
    assert found["body"] == " ".join(text.split())
    assert found["source"] == WEB_FIELDS["Source"]


def test_a_value_like_a_sentence_stays_below_its_label() -> None:
    assert dict(slots(web(changes={"Associated People & Organizations": "Gray, A. B.\nHolm, Ada, Jr."})))[
        "people"
    ] == ("Gray, A. B. Holm, Ada, Jr.")


def test_an_unknown_label_below_the_heading_is_kept_and_said() -> None:
    text = web(changes={"Type": "Letter\n\nFormat\n\nPaper"})
    result = made(text)
    assert said(result) == [("P003", line_of(text, "Format"))]
    assert at(result, "//t:note[@type='unrecognised']") == ["Format", "Paper"]
    assert at(result, "//t:list[@type='other']/t:item") == ["Letter"]


def test_lost_blank_lines_lose_no_field() -> None:
    text = re.sub(r"\n{2,}", "\n", web())
    found = dict(slots(text))
    expected = dict(slots(web()))
    # Without the blank line nothing tells an English summary from an English text: it stays in the text.
    assert found.pop("body") == f"{expected.pop('body')} {expected.pop('summary')}"
    assert found == expected
    assert ("P007", line_of(text, SUMMARY)) in said(made(text))


# --- what stands before the labels ---------------------------------------------------------------


def test_navigation_is_dropped_and_said() -> None:
    result = made(web(navigation="Skip to content"))
    assert said(result) == [("P005", 1)]
    assert "Skip to content" not in result.tei.decode()


def test_only_declared_lines_above_the_header_are_dropped() -> None:
    text = web("Skip to content\n" + TEXT)
    assert dict(slots(text))["body"].startswith("Skip to content")
    assert slots("Log in\n\n" + web())[0] != ("dropped", "Log in")


def test_a_line_dropped_without_being_declared_is_missed() -> None:
    source, _ = decode(web(navigation="Skip to content").encode(), "in.txt")
    assert source is not None
    profile = built_in()[LAYOUT]
    record, _ = parse(source, profile)
    assert record is not None
    tree = parse_xml(made(web(navigation="Skip to content")).tei)
    assert check_conservation(record, tree) == []
    body = next(slot for slot in record.slots if slot.name == "body")
    changed = tuple(Slot("dropped", slot.lines) if slot is body else slot for slot in record.slots)
    assert "C001" in {one.code for one in check_conservation(Record(source, profile, changed), tree)}


def test_the_summary_may_come_first() -> None:
    long = SUMMARY + " He has been waiting for the lamps since the winter."
    text = f"{long}\n\n{web(summary='')}"
    assert slots(text)[:3] == [("summary", long), ("date", "March 9, 1954"), ("title", TITLE)]
    assert at(made(text), "//t:abstract") == [long]


def test_a_record_without_summary_has_none() -> None:
    assert "summary" not in dict(slots(web(summary="")))
    assert "summary" not in dict(slots(web(summary="Ada Holm")))


@pytest.mark.parametrize(
    "last", ["[1] Holm Archive, Box 2, a letter that was never sent to anybody.", "Ada Holm", "- " + SUMMARY]
)
def test_the_end_of_the_text_is_no_summary(last: str) -> None:
    assert "summary" not in dict(slots(web(f"{TEXT}\n\n{last}", summary="")))


def test_a_summary_told_by_its_place_alone_is_said() -> None:
    text = web(TEXT)
    assert said(made(text)) == [("P006", line_of(text, SUMMARY))]
    assert said(made(web())) == []


SHORT = "Holm asks for lamps."
TIBETAN = "བོད་ཀྱི་ཡི་གེ་འདི་ནི་གྲོང་ཁྱེར་གྱི་མི་ཚོས་བྲིས་པ་རེད།\nཁོང་ཚོས་གྲུ་གཟིངས་དང་སྒྲོན་མེ་གཉིས་བསྐུར་བ་རེད།"
RUSSIAN = "Уважаемый товарищ,\nЛодка пришла в пятницу с книгами и двумя лампами.\nАда Холм"
INVENTED = "Vrako dellim suntari mokke pelu varanta brell.\nMokke sunta pirral voskenni dalu kelossa munto."
LINES_OF_TEXT = TEXT.replace("\n\n", "\n")


@pytest.mark.parametrize("text", [LINES_OF_TEXT, TIBETAN, RUSSIAN, INVENTED])
def test_a_short_summary_below_a_text_without_blank_lines_is_one_and_said(text: str) -> None:
    record = web(text, summary=SHORT)
    result = made(record)
    assert ("P006", line_of(record, SHORT)) in said(result)
    assert at(result, "//t:abstract") == [SHORT]
    assert dict(slots(record))["body"] == " ".join(text.split("\n"))


HUNGARIAN = (
    "Tisztelt elvtárs,\nA hajó pénteken megérkezett a könyvekkel, és a lámpák is itt vannak.\n"
    "A révkapitány azt mondta, hogy a rakodás lassan halad.\n[1] Lásd a levelet."
)
REPORTED = "A letter on the books and the lamps that came with the boat of the week."


@pytest.mark.parametrize("blanks", ["between all", "none"])
def test_a_summary_in_another_language_than_the_text_is_one_and_said(blanks: str) -> None:
    record = web(HUNGARIAN.replace("\n", "\n\n"), summary=REPORTED)
    record = re.sub(r"\n{2,}", "\n", record) if blanks == "none" else record
    result = made(record)
    assert ("P006", line_of(record, REPORTED)) in said(result)
    assert at(result, "//t:abstract") == [REPORTED]


@pytest.mark.parametrize("text", [TIBETAN, RUSSIAN])
@pytest.mark.parametrize("blanks", ["between all", "none"])
def test_a_summary_in_another_script_than_the_text_is_one_and_said(text: str, blanks: str) -> None:
    record = web(text.replace("\n", "\n\n"), summary=SHORT)
    record = re.sub(r"\n{2,}", "\n", record) if blanks == "none" else record
    result = made(record)
    assert ("P006", line_of(record, SHORT)) in said(result)
    assert at(result, "//t:abstract") == [SHORT]


@pytest.mark.parametrize("text", [TEXT, INVENTED.replace("\n", "\n\n")])
def test_a_short_sentence_between_blank_lines_stays_in_the_text_and_is_said(text: str) -> None:
    record = web(text, summary=SHORT)
    result = made(record)
    assert ("P007", line_of(record, SHORT)) in said(result)
    assert at(result, "//t:abstract") == []
    assert at(result, "//t:body//t:p")[-1] == SHORT


@pytest.mark.parametrize(
    "sentence", [SHORT, "The boat came on Friday with the books, and nothing was broken."]
)
def test_one_sentence_alone_is_the_summary_of_a_scan_and_said(sentence: str) -> None:
    record = web("", summary=sentence)
    assert said(made(record)) == [("P006", line_of(record, sentence)), ("I009", line_of(record, sentence))]
    assert at(made(record), "//t:text//t:gap") != []


@pytest.mark.parametrize(
    "sentence",
    ["We send you the books by the next boat.", "Лодка пришла в пятницу с книгами и лампами.", SHORT * 101],
)
def test_one_paragraph_alone_that_no_archivist_wrote_is_the_text(sentence: str) -> None:
    assert dict(slots(web("", summary=sentence)))["body"] == sentence


def test_the_last_sentence_of_a_letter_is_no_summary_where_its_place_is_not_sure() -> None:
    last = "I remain, dear Jon, your friend at the end of the world."
    record = web(f"{TEXT}\n\n{last}", summary="")
    assert said(made(record)) == [("P007", line_of(record, last))]


def test_three_paragraphs_of_summary() -> None:
    result = made(web(summary=f"{SUMMARY}\n{SUMMARY}\n{SUMMARY}"))
    assert at(result, "//t:abstract/t:p") == [SUMMARY] * 3


def test_a_record_of_a_scan_alone() -> None:
    record = web("")
    result = made(record)
    assert said(result) == [("P006", line_of(record, SUMMARY)), ("I009", line_of(record, SUMMARY))]
    assert at(result, "//t:abstract") == [SUMMARY]
    assert at(result, "//t:text//t:gap") != []


def test_a_header_without_date() -> None:
    result = made(web(header=("", TITLE)))
    assert ("I013", 1) in said(result)
    assert at(result, "//t:titleStmt/t:title") == [TITLE]
    assert at(result, "//t:creation") == []


TWO_DATES = "March 9, 1954\n\nMarch 19, 1954"


@pytest.mark.parametrize(
    "text", [web(header=(TWO_DATES, TITLE)), wilson(date=TWO_DATES)], ids=["after", "before"]
)
def test_two_dates_are_said_and_the_title_is_the_title(text: str) -> None:
    result = made(text)
    assert ("I023", 3) in said(result)
    assert at(result, "//t:titleStmt/t:title") == [TITLE]
    assert at(result, "//t:note[@type='unrecognised']") == ["March 19, 1954"]
    assert at(result, "//t:creation/t:date/@when") == ["1954-03-09"]


# --- where the facts go --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def full() -> Result:
    return made(web())


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("//t:titleStmt/t:author", ["Holm, Ada"]),
        ("//t:analytic/t:author/t:persName/@ref", ["#p-ada-holm"]),
        ("//t:keywords/t:list[@type='people']/t:item/t:persName/@ref", ["#p-jon-reyes"]),
        ("//t:keywords/t:list[@type='people']/t:item/t:orgName", ["Lamp Makers' Association"]),
        ("//t:keywords/t:list[@type='places']/t:item/t:placeName", ["Lonrad", "The Skerries"]),
        ("//t:keywords/t:list[@type='topics']/t:item", ["Lamps and Books"]),
        ("//t:keywords/t:list[@type='subjects']/t:item", ["Lamps--Trade--Lonrad", "Boats, 1950-1960"]),
        ("//t:keywords[not(@scheme)]", []),
        ("//t:notesStmt/t:note[@type='related']//t:item", ["Letter from Jon Reyes to Ada Holm"]),
        ("//t:bibl[@type='citation']", ["Holm Archive, Box 2. Translated by Tove Lind."]),
        ("//t:titleStmt/t:respStmt[@xml:id='resp-trl']/t:persName", ["Tove Lind"]),
        ("//t:msIdentifier/t:repository", ["Holm Archive (HA)"]),
        ("//t:msIdentifier/t:idno[@type='shelfmark']", ["Box 2"]),
        ("//t:availability/t:p", WEB_FIELDS["Rights"].split("\n")),
        ("//t:availability/@status", ["unknown"]),
        ("//t:availability//t:email", ["desk@holm.example"]),
        ("//t:note[@type='uploaded']/t:date/@when", ["2021-04-09"]),
        ("//t:catRef/@target", ["#genre.letter"]),
        ("//t:textLang/@mainLang", ["no"]),
        ("//t:idno[@type='document']", ["920002"]),
        ("/t:TEI/@xml:id", ["wcda-920002"]),
        ("//t:idno[@type='URI']", ["https://digitalarchive.wilsoncenter.org/document/920002"]),
        ("//t:idno[@type='URI']/@ana", ["#ground.number"]),
        ("//t:idno[@type='URI']/@cert", ["medium"]),
        ("//t:note[@type='classification']", ["Private"]),
        ("//t:titleStmt/t:funder", ["Lamp Fund"]),
        ("//t:note[@type='credits']", [CREDITS]),
    ],
)  # fmt: skip
def test_each_fact_has_its_place(full: Result, path: str, texts: list[str]) -> None:
    assert at(full, path) == texts


def test_what_only_the_credits_name_is_a_funder_with_its_ground() -> None:
    result = made(web(changes={"Donors": "Boat Fund"}))
    assert at(result, "//t:titleStmt/t:funder[not(@ana)]") == ["Boat Fund"]
    assert at(result, "//t:titleStmt/t:funder[@ana='#ground.credits']") == ["Lamp Fund"]


def test_the_address_of_the_source_is_not_that_of_the_record() -> None:
    source = "Town Library of Lonrad, https://library.example/record/7. Contributed by Tove Lind."
    result = made(web(changes={"Source": source}))
    assert at(result, "//t:idno[@type='URI']") == ["https://digitalarchive.wilsoncenter.org/document/920002"]


def test_an_unsure_entry_of_people_is_a_name() -> None:
    result = made(web(changes={"Associated People & Organizations": "Weather Watch\nTal, Jonas"}))
    assert at(result, "//t:list[@type='people']//t:name") == ["Weather Watch"]
    assert at(result, "//t:list[@type='people']//t:persName") == ["Tal, Jonas"]


def test_explain_names_every_slot(full: Result) -> None:
    told = explain(full)
    assert told is not None
    lines = as_text(told).split("\n")
    for name in NAMES:
        if name != "section":
            assert any(re.match(rf" +[0-9]+  {name} +\S", line) and "  -  " not in line for line in lines), (
                name
            )
    assert not [line for line in lines if "nobody claimed it" in line]
    assert any("Document Information" in line and "heading of labels" in line for line in lines)
    facts = (
        "authors",
        "people",
        "places",
        "topics",
        "subjects",
        "related",
        "repository",
        "rights",
        "uploaded",
        "funder",
    )
    for fact in facts:
        assert any(line.startswith(f"  {fact} ") for line in lines), fact


# --- oddities ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words", "code"),
    [
        ({"Language": "Drevan"}, "Drevan", "I008"),
        ({"Original Uploaded Date": "February 30, 2021"}, "February 30", "I003"),
        ({"Source": ""}, "Source", "P004"),
        ({"Source": "Unknown"}, "Unknown", "I024"),
        ({"Source": "word " * 1_000}, "word word", "I024"),
    ],
)
def test_an_odd_field_is_said_with_its_line(fields: dict[str, str], words: str, code: str) -> None:
    text = web(changes=fields)
    assert said(made(text)) == [(code, line_of(text, words))]


@pytest.mark.parametrize("citation", ["", "Unknown", "word " * 1_000])
def test_an_odd_citation_before_the_text_is_said_with_its_line(citation: str) -> None:
    text = re.sub(
        r"(Citation:\n\n)[^\n]*", lambda found: found[1] + citation.strip(), wilson(Summary=SUMMARY)
    )
    result = made(text)
    line = line_of(text, "Citation:") + (2 if citation else 0)
    assert ("I024" if citation else "P004", line) in said(result)
    assert at(result, "//t:bibl[@type='citation']") == ([citation.strip()] if citation else [])


@pytest.mark.parametrize("date", ["February 30, 1954", "30 February 1954"])
def test_an_impossible_date_is_said_and_kept(date: str) -> None:
    for text in (web(header=(date, TITLE)), wilson(date=date)):
        result = made(text)
        assert ("I003", 1) in said(result)
        assert at(result, "//t:creation/t:date") == [date]
        assert at(result, "//t:creation/t:date/@when") == []


# --- any shape -----------------------------------------------------------------------------------

_BODIES = st.lists(LINES, max_size=10).map("\n".join) | st.lists(LINES, max_size=8).map("\n\n".join)
_VALUES = st.none() | st.just("") | LINES | st.sampled_from(["a\n\nb", "Rights", "Type\n\nDonors", "- x"])


@settings(max_examples=120, deadline=None)
@given(
    _BODIES,
    st.sampled_from(["March 9, 1954", "n.d.", ""]) | LINES,
    st.sampled_from([TITLE, ""]) | LINES,
    st.sampled_from([SUMMARY, ""]) | LINES,
    st.dictionaries(st.sampled_from(sorted(WEB_FIELDS)), _VALUES),
)
def test_a_record_of_any_shape_converts_and_keeps_its_text(
    text: str, date: str, title: str, summary: str, fields: dict[str, str | None]
) -> None:
    record = web(text, (date, title), summary=summary, changes=fields)
    assume(record.strip())
    result = convert_bytes(record.encode(), "in.txt")
    errors = [one for one in result.findings if one.severity.label == "error"]
    assert all(one.code in ("S001", "S003", "S004") for one in errors), errors
    assert result.failed == bool(errors)


# --- the layout as data --------------------------------------------------------------------------

BARE = {"name": "town", "title": "Town"}
HEADING = {"slot": "section", "names": ["Information"], "value": "none"}
SOURCE = {"slot": "source", "names": ["Source"]}


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ({"labels_stand": "after", "labels": [SOURCE]}, "none"),
        ({"labels": [SOURCE, {"slot": "citation", "names": ["Citation:"]}]}, "citation and source"),
        ({"closing": [{"slot": "summary"}]}, "header.closing"),
        ({"drops": [{"lines": [], "reason": "x"}]}, "lines"),
        ({"drops": [{"lines": ["Menu"], "reason": ""}]}, "reason"),
    ],
)
def test_a_layout_that_cannot_work_is_refused(header: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Profile.model_validate({**BARE, "header": header})


def test_a_layout_of_another_archive_with_labels_after_the_text() -> None:
    layout = Profile.model_validate(
        {
            **BARE,
            "required": ["source"],
            "header": {
                "labels_stand": "after",
                "drops": [{"lines": ["Menu"], "reason": "navigation"}],
                "positions": [{"slot": "title"}],
                "labels": [{"slot": "subjects", "names": ["Words"], "value": "lines"}, HEADING, SOURCE],
            },
        }
    )
    text = "Menu\n\nThe Wells\n\nThe wells are dry.\n\nWords\n\nWells\n\nInformation\n\nSource\n\nTown hall."
    source, _ = decode(text.encode(), "in.txt")
    assert source is not None
    record, findings = parse(source, layout)
    assert record is not None
    assert [(slot.name, slot.text) for slot in record.slots] == [
        ("dropped", "Menu"), ("title", "The Wells"), ("body", "The wells are dry."), ("subjects", "Wells"),
        ("section", ""), ("source", "Town hall."),
    ]  # fmt: skip
    assert [(one.code, one.where.line) for one in findings] == [("P005", 1)]
    assert record.slots[3].label == Line(7, "Words")


# --- the shared records --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["seedform", "web"])
def test_the_shared_pairs_take_the_right_layout_without_warnings(kind: str) -> None:
    files = sorted((SHARED / "records").glob(f"wilson_*_{kind}.txt"))
    if not files:
        pytest.skip("../shared/records is not here")
    for file in files:
        result = convert(file)
        assert result.document is not None
        assert result.document.record.profile.name == {"seedform": "wilson-center", "web": LAYOUT}[kind]
        assert {one.severity.label for one in result.findings} <= {"info"}
