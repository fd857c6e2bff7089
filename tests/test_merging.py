"""Hand-made corrections and a new output made one: cases by hand, and what holds of any three trees."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.merging import carry_protected, merge
from tei.safe_xml import parse_xml

if TYPE_CHECKING:
    from random import Random

CASES = tomllib.loads((Path(__file__).parent / "merging/cases.toml").read_text("utf-8"))["case"]
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def document(content: str, people: str = "", around: tuple[str, str] = ("", "")) -> bytes:
    """A document of one division, as the program lays it out."""
    return (
        f'{around[0]}<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A ferry</title>'
        f"{people}</titleStmt></fileDesc></teiHeader>"
        f'<text><body><div xml:id="d">{content}</div></body></text></TEI>{around[1]}'
    ).encode()


def canonical(data: bytes) -> bytes:
    """The bytes without the white space that stands among elements alone, comments kept."""
    tree = parse_xml(data)
    for element in tree.iter(etree.Element):
        texts = [element.text, *(child.tail for child in element)]
        if len(element) and not any(text and text.strip() for text in texts):
            element.text = None
            for child in element:
                child.tail = None
    return etree.tostring(tree, method="c14n", with_comments=True)


# --- by hand -------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    base, edited, made = (document(case[key]) for key in ("base", "edited", "made"))
    merged = merge(base, edited, made, "in.xml")
    assert canonical(merged.data).decode() == canonical(document(case["merged"])).decode()
    assert [finding.message for finding in merged.findings] == case["told"]
    assert merged.conflicts == len(case["told"])
    assert {finding.code for finding in merged.findings} <= {"B020"}


def test_a_conflict_names_the_line_of_the_edited_file() -> None:
    base = document("<p>One two.</p>")
    edited = document("\n\n<p>One 2.</p>")
    (finding,) = merge(base, edited, document("<p>One zwei.</p>"), "in.xml").findings
    assert (finding.where.path, finding.where.line) == ("in.xml", 3)


def test_what_stands_before_and_after_the_root_is_kept() -> None:
    base = document("<p>One two three.</p>", around=("<?xml-model href='a.rng'?>", ""))
    edited = document(
        "<p>1 two three.</p>", around=("<?xml-model href='a.rng'?><!-- seen -->", "<!-- end --><?x y?>")
    )
    made = document("<p>One two 3.</p>", around=("<?xml-model href='b.rng'?>", ""))
    data = merge(base, edited, made, "in.xml").data
    assert b"<?xml-model href='b.rng'?>" in data
    assert b"<!-- seen -->" in data.partition(b"<TEI")[0]
    assert data.endswith(b"</TEI>\n<!-- end -->\n<?x y?>\n")
    assert b"1 two 3." in data


@pytest.mark.parametrize(
    "edited",
    [
        b"",
        b"<TEI",
        b"<p/>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        document("<p>" * 120 + "</p>" * 120),
    ],
)
def test_what_cannot_be_read_is_told_and_not_merged(edited: bytes) -> None:
    sound = document("<p>One.</p>")
    for merged in (merge(sound, edited, sound, "in.xml"), carry_protected(edited, sound, "in.xml")):
        assert merged.data == b""
        assert [finding.code for finding in merged.findings] == ["B021"]


def test_no_id_stands_twice_where_the_program_numbers_anew() -> None:
    base = document('<p xml:id="p1">The ferry left.</p>')
    edited = document('<p xml:id="p1">The ferry left.</p><p xml:id="p2">Seen by us.</p>')
    made = document('<p xml:id="p1">Dear Sir,</p><p xml:id="p2">The ferry left.</p>')
    merged = merge(base, edited, made, "in.xml")
    ids = [element.get(XML_ID) for element in parse_xml(merged.data).iter("{*}p")]
    assert sorted(one for one in ids if one) == ["p1", "p2"]
    assert all(text in merged.data.decode() for text in ("Dear Sir,", "The ferry left.", "Seen by us."))
    assert merged.conflicts


# --- protected elements ----------------------------------------------------------------------------

WHO = '<editor xml:id="ed1">Q. Reader</editor>'


def test_a_protected_element_stays_whole_in_a_merge_and_though_nothing_else_was_edited() -> None:
    base = document('<p>One <date resp="#ed1" when="1902">two</date> three.</p>', WHO)
    made = document("<p>One zwei three.</p><p>Four.</p>")
    merged = merge(base, base, made, "in.xml")
    assert b'<date resp="#ed1" when="1902">two</date>' in merged.data
    assert b"<p>Four.</p>" in merged.data


def test_protected_words_are_put_around_the_same_words_of_the_new_output() -> None:
    edited = document('<p xml:id="a">One <persName resp="#ed1">Ann Moor</persName> left.</p>', WHO)
    carried = carry_protected(edited, document('<p xml:id="a">Then Ann Moor went.</p>'), "in.xml")
    assert b'Then <persName resp="#ed1">Ann Moor</persName> went.' in carried.data
    assert WHO.encode() in carried.data
    assert carried.findings == ()


def test_a_protected_element_takes_the_place_of_its_like() -> None:
    edited = document('<p xml:id="a" resp="#ed1">By us.</p><p xml:id="b">Two.</p>', WHO)
    carried = carry_protected(edited, document('<p xml:id="a">By it.</p><p xml:id="b">Three.</p>'), "in.xml")
    assert b'<p xml:id="a" resp="#ed1">By us.</p>' in carried.data
    assert b"Three." in carried.data
    assert [(one.code, "By it." in one.message) for one in carried.findings] == [("B020", True)]


def test_a_protected_element_among_others_follows_what_it_followed() -> None:
    edited = document('<p xml:id="a">A.</p><note resp="#ed1">Ours.</note><p xml:id="b">B.</p>', WHO)
    carried = carry_protected(edited, document('<p xml:id="a">A.</p><p xml:id="b">B.</p>'), "in.xml")
    tags = [etree.QName(one).localname for one in parse_xml(carried.data).iterfind(".//{*}div/*")]
    assert tags == ["p", "note", "p"]


def test_a_protected_element_without_a_place_is_kept_and_told() -> None:
    edited = document('<p xml:id="a">One <date resp="#ed1">2 May</date> left.</p>', WHO)
    carried = carry_protected(edited, document('<p xml:id="a">They all left.</p>'), "in.xml")
    assert b'<date resp="#ed1">2 May</date>' in carried.data
    (finding,) = carried.findings
    assert finding.code == "B022"
    assert "2 May" in finding.message


@pytest.mark.parametrize("resp", ["#resp-trl", "#resp-corr1", "#resp-enc", "#nobody"])
def test_what_the_program_answers_for_is_not_protected(resp: str) -> None:
    people = (
        f'<respStmt xml:id="{resp[1:]}"><resp>x</resp><name>y</name></respStmt>' if resp != "#nobody" else ""
    )
    edited = document(f'<p xml:id="a">One <date resp="{resp}">2 May</date> left.</p>', people)
    made = document('<p xml:id="a">One 2 May left.</p>')
    assert carry_protected(edited, made, "in.xml").data == made


# --- of any three ---------------------------------------------------------------------------------

WORDS = st.lists(st.sampled_from("ferry river low nine ten 渡船 mill weir, a b c".split()), max_size=5).map(
    " ".join
)
INLINE = st.recursive(
    WORDS,
    lambda inner: st.tuples(st.sampled_from(["hi", "persName", "lb"]), st.lists(inner, max_size=3)).map(
        lambda one: f"<{one[0]}>{''.join(one[1])}</{one[0]}>"
    ),
    max_leaves=5,
)
BITS = st.one_of(WORDS, INLINE, st.sampled_from(["<!-- seen -->", "<?x y?>", " "]))


@st.composite
def divisions(draw: st.DrawFn) -> str:
    """Paragraphs, some with ids, the ids each once."""
    blocks = draw(
        st.lists(st.tuples(st.sampled_from(["p", "head", "note"]), st.lists(BITS, max_size=4)), max_size=5)
    )
    ids = draw(st.permutations(["", "", "i1", "i2", "i3"]))
    return "".join(
        f"<{name}{f' xml:id={chr(34)}{one}{chr(34)}' if one else ''}>{''.join(bits)}</{name}>"
        for (name, bits), one in zip(blocks, ids, strict=False)
    )


DOCUMENTS = divisions().map(document)
MANY = settings(max_examples=150, deadline=None)


@MANY
@given(DOCUMENTS, DOCUMENTS)
@example(document("<note></note>"), document("<note> </note>"))
def test_where_one_changed_nothing_the_other_is_the_result(base: bytes, other: bytes) -> None:
    for edited, made in ((base, other), (other, base), (other, other)):
        merged = merge(base, edited, made, "in.xml")
        assert canonical(merged.data) == canonical(other)
        assert merged.findings == ()


@MANY
@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_of_any_three_no_sign_of_the_editor_is_missing(base: bytes, edited: bytes, made: bytes) -> None:
    merged = merge(base, edited, made, "in.xml")
    result = parse_xml(merged.data)  # well-formed, no id twice
    texts = ["".join(parse_xml(data).getroot().itertext(etree.Element)) for data in (base, edited)]
    kept = "".join(result.getroot().itertext(etree.Element))
    for sign in set(texts[1]) - set(texts[0]):
        if sign.strip():
            assert kept.count(sign) >= texts[1].count(sign)
    assert merged.conflicts == len(merged.findings)


@MANY
@given(divisions(), DOCUMENTS, st.randoms(use_true_random=False))
def test_words_put_in_anywhere_by_hand_are_there_whatever_the_program_makes(
    division: str, made: bytes, chance: Random
) -> None:
    places = [found.start() for found in re.finditer(r"(?<=>)(?=<)|\b(?=\w+[ ,<])(?<=[> ])", division)]
    typed = {place: f"HAND{number} " for number, place in enumerate(places) if chance.random() < 0.3}
    edited = "".join(typed.get(at, "") + sign for at, sign in enumerate(division))
    merged = merge(document(division), document(edited), made, "in.xml")
    assert all(word.strip() in merged.data.decode() for word in typed.values())
    assert not any("kept whole" in finding.message for finding in merged.findings)


@MANY
@given(divisions(), divisions(), st.randoms(use_true_random=False))
def test_what_an_editor_signed_is_carried_over_from_any_tree_into_any(
    division: str, made: str, chance: Random
) -> None:
    signed = re.sub(
        r"<(p|note|hi|persName)(?=[ >])",
        lambda tag: f'{tag[0]} resp="#ed1" n="s{tag.start()}"' if chance.random() < 0.3 else tag[0],
        division,
    )
    edited = document(signed, WHO)
    outermost = [
        one
        for one in parse_xml(edited).iterfind(".//*[@resp]")
        if not any(above.get("resp") for above in one.iterancestors())
    ]
    result = parse_xml(carry_protected(edited, document(made), "in.xml").data)  # no id twice
    for one in outermost:
        (found,) = result.iterfind(f".//*[@n='{one.get('n')}']")
        assert "".join(found.itertext()) == "".join(one.itertext())
    assert len(list(result.iter("{*}editor"))) == bool(outermost)


@st.composite
def changed_apart(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """Paragraphs of words, two of which are changed."""
    count = draw(st.integers(2, 6))
    texts = [[f"w{number}x{word}" for word in range(draw(st.integers(2, 6)))] for number in range(count)]
    one, other = draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=2, unique=True))

    def paragraphs(changes: dict[int, str]) -> str:
        lines = (
            " ".join([*words[:-1], changes.get(number, words[-1])]) for number, words in enumerate(texts)
        )
        return "".join(f"<p>{line}</p>" for line in lines)

    return (
        paragraphs({}),
        paragraphs({one: "HAND"}),
        paragraphs({other: "ANEW"}),
        paragraphs({one: "HAND", other: "ANEW"}),
    )


@MANY
@given(changed_apart())
def test_changes_in_different_places_are_both_there_in_either_order(four: tuple[str, str, str, str]) -> None:
    base, first, second, both = map(document, four)
    for edited, made in ((first, second), (second, first)):
        merged = merge(base, edited, made, "in.xml")
        assert canonical(merged.data) == canonical(both)
        assert merged.findings == ()
