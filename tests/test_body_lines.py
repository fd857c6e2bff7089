"""What a layout says of the lines of a text: their kinds, paragraphs, page furniture; nothing lost by it."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import made, refused

if TYPE_CHECKING:
    from collections.abc import Sequence

LONG = "The ferry was late again, and the gauge at the lower lock could not be read before noon."
MORE = "Two of the clerks went down to the landing and wrote what they saw into the book of the station."


def lines(*rules: tuple[str, str, str]) -> str:
    return "".join(
        f'[[body.lines]]\npattern = \'{pattern}\'\nkind = "{kind}"\nwhere = "{where}"\n\n'
        for pattern, kind, where in rules
    )


def furniture(*rules: tuple[str, str]) -> str:
    return "".join(
        f"[[body.furniture]]\npattern = '{pattern}'\nis = \"{kind}\"\n\n" for pattern, kind in rules
    )


def text(*parts: str) -> str:
    return "\n\n".join(parts)


# --- kinds of lines ------------------------------------------------------------------------------


def test_a_date_after_a_dash_is_the_dateline() -> None:
    record = text("Speech at the opening of the lock", "- anno 1950 -", LONG, MORE)
    plain = made("", record)
    told = made(lines((r"^- anno [0-9]{4} -$", "dateline", "opening")), record)
    assert plain.texts("opener/t:dateline") == []
    assert told.texts("opener/t:dateline") == ["- anno 1950 -"]
    assert told.texts("p") == [LONG, MORE]


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("classification", "opener/t:seg[@type='classification']"),
        ("copy", "opener/t:seg[@type='copy']"),
        ("precedence", "opener/t:seg[@type='precedence']"),
        ("distribution", "opener/t:seg[@type='distribution']"),
        ("reference", "opener/t:seg[@type='reference']"),
        ("stamp", "opener/t:stamp"),
        ("number", "opener/t:dateline/t:idno"),
        ("dateline", "opener/t:dateline"),
        ("address", "opener/t:address/t:addrLine"),
        ("subject", "opener/t:title[@type='subject']"),
        ("salute", "opener/t:salute"),
        ("letterhead", "fw[@type='letterhead']"),
        ("head", "head"),
        ("number-head", "head[@type='number']"),
        ("headnote", "note[@type='editorial']"),
        ("annotation", "note[@type='annotation']"),
        ("rule", "milestone[@unit='rule']"),
    ],
)
def test_a_line_over_the_text_is_what_the_layout_calls_it(kind: str, path: str) -> None:
    record = text("Report of the ferry station", "zq 14 of the lower river, wq", LONG, MORE)
    found = made(lines(("^zq ", kind, "opening")), record)
    assert "zq 14 of the lower river, wq" in found.words(path)[-1]
    assert found.codes("I050") == []


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("signed", "closer/t:signed"),
        ("trailer", "trailer"),
        ("salute", "closer/t:salute"),
        ("dateline", "closer/t:dateline"),
        ("address", "closer/t:address/t:addrLine"),
        ("copy", "closer/t:seg[@type='copy']"),
        ("source-note", "note[@type='source']"),
        ("cited", "note[@type='reference']"),
    ],
)
def test_a_line_below_the_text_is_what_the_layout_calls_it(kind: str, path: str) -> None:
    record = text("Report of the ferry station", LONG, MORE, "zq and so the matter rests, wq")
    assert made("", record).texts("p")[-1].startswith("zq")
    found = made(lines(("^zq ", kind, "closing")), record)
    assert found.words(path) == ["zq and so the matter rests, wq"]


def test_a_heading_in_the_text_begins_a_section() -> None:
    record = text("Report of the ferry station", LONG, "§ Water", MORE, "§ Ice", LONG, MORE)
    found = made(lines(("^§ ", "head", "text")), record)
    assert found.texts("div[@type='section']/t:head") == ["§ Water", "§ Ice"]
    assert found.texts("div[@type='section'][2]/t:p") == [LONG, MORE]


def test_a_heading_may_be_run_in_before_the_words_of_its_paragraph() -> None:
    record = text("Report of the ferry station", LONG, f"Water. {MORE}", f"Ice. {LONG}")
    found = made(lines((r"^(?P<head>[A-Z]\w+\.) \S", "head", "text")), record)
    assert found.texts("div[@type='section']/t:head") == ["Water.", "Ice."]
    assert found.texts("div[@type='section']/t:p") == [MORE, LONG]


@pytest.mark.parametrize(
    ("kind", "path"), [("annotation", "note"), ("source-note", "note"), ("rule", "milestone")]
)
def test_a_line_in_the_text_stands_between_its_paragraphs(kind: str, path: str) -> None:
    found = made(lines(("^zq", kind, "text")), text("Report", LONG, "zq 14", MORE, LONG))
    assert found.words(path) == ["zq 14"]
    assert found.texts("p") == [LONG, MORE, LONG]


def test_a_paragraph_is_no_heading_and_no_signature() -> None:
    record = text("Slow water", LONG, MORE, "Ada Holm")
    plain = made("", record)
    assert plain.texts("head") == ["Slow water"]
    assert plain.texts("closer/t:signed") == ["Ada Holm"]
    told = made(lines(("^(?:Slow|Ada) ", "p", "anywhere")), record)
    assert told.texts("p") == ["Slow water", LONG, MORE, "Ada Holm"]


def test_a_kind_without_room_is_told_and_the_text_is_whole() -> None:
    record = text("Report of the ferry station", LONG, "Attention: all clerks of the lower river", MORE, LONG)
    found = made(lines(("^Attention", "subject", "anywhere")), record)
    assert [one.where.line for one in found.codes("I050")] == [5]
    assert "Attention: all clerks of the lower river" in found.texts("p")
    assert made(lines(("^Attention", "subject", "opening")), record).codes("I050") == []


def test_the_last_of_several_forms_counts() -> None:
    record = text("Report of the ferry station", "zq 14", LONG)
    found = made(lines(("^zq", "copy", "opening"), ("14$", "precedence", "opening")), record)
    assert found.words("opener/t:seg[@type='precedence']") == ["zq 14"]


# --- paragraphs ----------------------------------------------------------------------------------

VERSE = "Slow water\n\n  The ferry is late, the\nwater is low,\n\n  and nobody\ncomes\n  down to the ford."


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ("line", ["The ferry is late, the", "water is low,", "and nobody", "comes", "down to the ford."]),
        ("blank-line", ["The ferry is late, the water is low,", "and nobody comes down to the ford."]),
        ("indent", ["The ferry is late, the water is low,", "and nobody comes", "down to the ford."]),
    ],
)
def test_paragraphs_are_what_the_layout_says(paragraphs: str, expected: list[str]) -> None:
    assert made(f'[body]\nparagraphs = "{paragraphs}"\n', VERSE).texts("p") == expected


def test_print_lines_stay_paragraphs_of_their_own_where_the_layout_says_so() -> None:
    printed = "\n".join(wrap(f"{LONG} {MORE} {LONG}", 60))
    assert made("", text("Report", printed)).texts("p") == [f"{LONG} {MORE} {LONG}"]
    found = made('[body]\nparagraphs = "line"\n', text("Report", printed))
    assert found.texts("p") == printed.split("\n")


def test_a_hyphen_at_a_line_end_may_be_the_words_own() -> None:
    record = "Report\n\nThe ferry-\nmen came down to the landing."
    for hyphens, breaks in (("auto", ["no"]), ("keep", [None])):
        found = made(f'[body]\nparagraphs = "blank-line"\nhyphens = "{hyphens}"\n', record)
        assert [one.get("break") for one in found.nodes("p//t:lb")] == breaks


# --- page furniture ------------------------------------------------------------------------------


def test_furniture_stays_within_a_sentence() -> None:
    record = (
        "Report\n\nThe ferry was late again, and the gauge at the lower\nBlatt 7.\nlock could not be read."
    )
    found = made(furniture((r"^Blatt (?P<n>[0-9]+)\.$", "page-number")), record)
    assert found.texts("p") == [
        "The ferry was late again, and the gauge at the lower Blatt 7. lock could not be read."
    ]
    assert [one.get("n") for one in found.nodes("p/t:pb")] == ["7"]
    assert [(one.get("type"), one.text) for one in found.nodes("p/t:fw")] == [("pageNum", "Blatt 7.")]


@pytest.mark.parametrize(
    ("kind", "fw", "pages"),
    [
        ("running-head", "header", ["7"]),
        ("running-foot", "footer", ["8"]),
        ("stamp", "stamp", ["8"]),
        ("page-number", "pageNum", ["7"]),
    ],
)
def test_furniture_is_what_the_layout_calls_it(kind: str, fw: str, pages: list[str]) -> None:
    found = made(furniture(("^zq (?P<n>[0-9]+)", kind)), text("Report", LONG, "zq 7 of the river", MORE))
    assert found.words(f"fw[@type='{fw}']") == ["zq 7 of the river"]
    assert [one.get("n") for one in found.nodes("pb")] == pages


def test_a_head_without_a_number_begins_no_page_and_a_roman_number_does() -> None:
    found = made(
        furniture(("^zq$", "running-head"), ("^p(?P<n>[ivx]+)$", "page-number")),
        text("Report", LONG, "zq", MORE, "pxiv", LONG),
    )
    assert [one.get("n") for one in found.nodes("pb")] == ["xiv"]
    assert found.words("fw") == ["zq", "pxiv"]


# --- what is refused -----------------------------------------------------------------------------

WRONG = {
    "a kind": (lines(("^zq", "heading", "opening")), ["body.lines.0.kind", "'head'"]),
    "a place": (lines(("^zq", "head", "middle")), ["body.lines.0.where", "'opening'"]),
    "no room": (lines(("^zq", "subject", "text")), ["a subject stands in the opening only"]),
    "no room for a signature": (lines(("^zq", "signed", "opening")), ["a signed stands in the closing only"]),
    "everything": (lines(("z*", "head", "text")), ["matches the empty string"]),
    "furniture": (furniture(("^zq", "page")), ["body.furniture.0.is", "'page-number'"]),
    "paragraphs": ('[body]\nparagraphs = "sentence"\n', ["body.paragraphs", "'blank-line'"]),
    "hyphens": ('[body]\nhyphens = "drop"\n', ["body.hyphens", "'keep'"]),
    "hyphens of nothing": ('[body]\nparagraphs = "line"\nhyphens = "keep"\n', ["no word is divided"]),
    "a backtracking pattern": (lines(("^(?:[a-z]|.)*:$", "head", "text")), ["body.lines.0.pattern", "backtracks without end"]),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_body_that_cannot_be_is_refused(name: str) -> None:
    body, says = WRONG[name]
    message = refused(body)
    for one in says:
        assert one in message


# --- nothing lost --------------------------------------------------------------------------------

KINDS = st.sampled_from(
    "head number-head label letterhead classification copy precedence number dateline address subject salute"
    " reference distribution signed trailer stamp source-note headnote cited annotation rule p".split()
)
FORMS = st.sampled_from(["^a", "^b", "^c", r"^[0-9]+$", "x$", r"^(?P<head>a\w*) ", "^-", "."])
WORDS = st.sampled_from(
    ["a line of a", "b", "c x", "12", "a", "- 3 -", "abc def x", "Dear Ada,", "Ada Holm", "3 May 1951", LONG, MORE,
     "", "", "[1] a note", "b with a note[1]", "Notes", "P.S. b", "## a", "Annex 1", "Page 2", "> c", "  a and", "££a x££"]
)  # fmt: skip


@given(
    st.lists(st.tuples(FORMS, KINDS), max_size=4),
    st.lists(
        st.tuples(FORMS, st.sampled_from(["page-number", "running-head", "running-foot", "stamp"])),
        max_size=1,
    ),
    st.sampled_from(["auto", "line", "blank-line", "indent"]),
    st.lists(WORDS, min_size=1, max_size=14),
)
@settings(deadline=None, max_examples=300)
def test_nothing_is_lost_whatever_the_layout_says(
    kinds: Sequence[tuple[str, str]], pages: Sequence[tuple[str, str]], paragraphs: str, text_: list[str]
) -> None:
    body = f'[body]\nparagraphs = "{paragraphs}"\n\n' + lines(
        *((form, kind, "anywhere") for form, kind in kinds)
    )
    found = made(body + furniture(*pages), "\n".join(["a", *text_]))
    assert found.errors == []
