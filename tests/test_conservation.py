"""Nothing is lost: whatever a record holds, its TEI holds it; and whatever goes missing is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sample_records import LINES, RECORDS, TEXT, WEB_FIELDS, web, wilson

from tei.check.conservation import PLACES, check_conservation
from tei.encode import encode
from tei.encode.serialise import serialise
from tei.interpret.document import interpret
from tei.parse import choose, parse
from tei.pipeline import convert_bytes
from tei.profile import Profile, built_in
from tei.safe_xml import parse_xml
from tei.source import decode

if TYPE_CHECKING:
    from lxml import etree

    from tei.findings import Finding
    from tei.model import Record

NOTED = """关于畜群南迁办法及 保护水井问题^{〔1〕}

（一九五四年三月九日）

三月七日来电收到。今年雪大，草场要到四月才能露出来，请把老弱的牲畜先向南迁。

顾万山

注 释

- 〔1〕 标题是编者加的。

Dear Jon,

The boat came on March 3 with [the] books[1] and  two lamps, the 1^{st} and the 2^{nd} of their kind.

- one of brass
- one of tin

Ada Holm

Notes

[1] All of them are lost.
A second paragraph of the note."""

FULL = wilson(
    NOTED,
    Summary="Holm tells what came.\n\nShe asks for more.",
    Credits="This document was made possible with support from the Lamp Fund",
    Original_Language="Chinese",
    Contents="Original Scan\n- Translation - English",
    Record_ID="920001",
)

FULL_WEB = web(navigation="Skip to content")
# Fields of a project's own layout: the slots that no archive's export has.
OWN_FIELDS = {
    "sender": "Ada Holm", "recipient": "Jon Reyes", "intermediary": "Ole Rand", "sent_from": "Lonrad",
    "translators": "Vera Olt", "transcribers": "Jan Bor", "editors": "Eva Kern", "contributors": "Mia Lund",
    "collection": "Holm Papers", "shelfmark": "f. 3, op. 2", "physical": "Carbon copy.",
    "url": "https://lamp.example/7", "remark": "Water stains.",
}  # fmt: skip
CARDS = Profile.model_validate(
    {
        "name": "cards",
        "title": "Cards",
        "header": {
            "labels": [{"slot": slot, "names": [f"{slot}:"], "value": "line"} for slot in OWN_FIELDS],
        },
    }
)
FULL_CARD = "\n".join(f"{slot}: {value}" for slot, value in OWN_FIELDS.items()) + f"\n\n{TEXT}\n"
FULLS = {"before": FULL, "after": FULL_WEB, "own": FULL_CARD}


def read(text: str) -> tuple[Record, etree._ElementTree]:
    """A record, and its TEI as it would be written."""
    source, _ = decode(text.encode(), "in.txt")
    assert source is not None
    profile = choose(source, [*built_in().values(), CARDS]).profile
    assert profile is not None
    record, _ = parse(source, profile)
    assert record is not None
    document, _ = interpret(record)
    return record, parse_xml(serialise(encode(document)))


def codes(findings: list[Finding]) -> set[str]:
    return {one.code for one in findings}


# --- whatever a record holds, its TEI holds ------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(RECORDS)
def test_a_record_of_any_shape_converts_and_keeps_its_text(text: str) -> None:
    result = convert_bytes(text.encode(), "in.txt")
    errors = [one for one in result.findings if one.severity.label == "error"]
    # A record may be refused as bytes (empty, a character that XML does not know), for nothing else.
    assert all(one.code in ("S001", "S003", "S004") for one in errors), errors
    assert result.failed == bool(errors)


@settings(max_examples=50, deadline=None)
@given(st.lists(LINES, max_size=8), st.lists(LINES, max_size=8))
def test_odd_lines_within_a_text_with_notes_are_kept(before: list[str], after: list[str]) -> None:
    odd = "\n\n".join(before)
    text = FULL.replace("Dear Jon,", f"{odd}\n\nDear Jon,").replace("Ada Holm\n\nNotes", "\n".join(after))
    result = convert_bytes(text.encode(), "in.txt")
    assert not result.failed, result.findings


ODD = {
    "a record number that is no number": wilson(Record_ID="X-7"),
    "a record number beside another address": wilson(Record_ID="77"),
    "an empty record number beside an address": wilson(Record_ID=""),
    "a record number with more text": wilson(Record_ID="77 (old: 12)"),
    "a language stated twice": wilson(Original_Language="Chinese\nChinese"),
    "a language stated twice in the site's order": web(changes={"Language": "Chinese\nChinese"}),
    "fields without values": web(changes=dict.fromkeys(WEB_FIELDS, "")),
    "fields with more than a value": web(
        changes={"Type": "Letter\n\nFormat\n\nPaper", "Record ID": "7\n\nX\nY"}
    ),
    "list marks before entries": web(
        changes={"Donors": "- Lamp Fund\n• Boat Fund", "Rights": "- All reserved."}
    ),
    "no text in the site's order": web(""),
    "a list mark before an item of the contents": wilson(Contents="- Original Scan\n• Translation - English"),
    "a raised label of a note without a mark": wilson(TEXT + "\n\nNotes\n\n^{1} The lamps are lost."),
    "a raised sign in a number line": wilson("No. 12^{a}\n\n" + TEXT),
    "a date in a number line": wilson("No. 12, March 9, 1954\n\n" + TEXT),
    "no fact that belongs to the record on the web": "Citation:\n\nHolm Archive\n\n" + TEXT,
    "label words in the text": wilson("Summary:\n\nContents: two lamps\n\n" + TEXT),
    "unpaired signs of raised print": wilson("The ^{boat} came^{ on} Friday^{} with ^{^{two}} lamps }^{"),
    "a line of bullets": wilson("- - -\n\n" + TEXT + "\n\n* * *"),
    "nothing but a note": wilson("[1] The lamps are lost."),
    "notes in no order": wilson(TEXT.replace("books", "books[2]") + "\n\nNotes\n\n[2] B\n[1] A\n[2] C"),
    "a lone list mark before the notes": wilson(TEXT + "\n\n-\n\nNotes\n\n[1] The lamps are lost."),
    "markup": wilson("<p>boat</p> &amp; ]]> <!-- lamps --> <?pi?>"),
    "white space of many kinds": wilson(
        "The\u3000boat\u00a0came \u2003on\u2028Friday\u0085with\ttwo\u200blamps"
    ),
    "joined signs": wilson("e\u0301 \u1100\u1161 👩‍🚀 \ufdfa \uf900"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_records_convert_without_loss(name: str) -> None:
    result = convert_bytes(ODD[name].encode(), "in.txt")
    assert not result.failed, [one.message for one in result.findings]


def test_a_very_long_line_converts() -> None:
    line = "The river knows no borders, and on 3 May 1951 [we] measured it again^{1}. " * 2_700
    assert len(line) > 200_000 - 1_000
    assert not convert_bytes(wilson(line).encode(), "in.txt").failed


def test_a_thousand_notes_convert_and_are_paired() -> None:
    numbers = range(1, 1_000)  # a note's number has three digits at most
    text = "\n".join(f"The word of number {n} is marked here[{n}] and goes on." for n in numbers)
    notes = "\n".join(f"[{n}] The note of number {n}." for n in numbers)
    result = convert_bytes(wilson(f"{text}\n\nNotes\n\n{notes}").encode(), "in.txt")
    tree = parse_xml(result.tei)
    assert tree.xpath("count(//*[local-name()='note'][@target])") == 999
    assert tree.xpath("count(//*[local-name()='ref'][@type='noteAnchor'][@target])") == 999


# --- whatever goes missing is found -------------------------------------------------------------

RECORD, TREE = read(FULL)
SLOTS_OF = {
    name: [slot for slot in PLACES if slot in {one.name for one in read(text)[0].slots}]
    for name, text in FULLS.items()
}
# Text that is in the TEI and not in the record: said of the record, or a second reading of a word.
OWN = "ancestor-or-self::t:reg or ancestor-or-self::t:corr or ancestor-or-self::t:expan or ancestor-or-self::t:desc"
NS = {"t": "http://www.tei-c.org/ns/1.0"}


def text_nodes(tree: etree._ElementTree, full: str = "before") -> list[tuple[str, etree._Element, bool]]:
    """(slot, element, whether it is its tail) of each text that stands for text of the record."""
    found = []
    for slot in SLOTS_OF[full]:
        for node in _elements(tree.xpath(PLACES[slot], namespaces=NS)):
            for element in node.iter("*"):
                if (element.text or "").strip() and not element.xpath(OWN, namespaces=NS):
                    found.append((slot, element, False))
                if element is not node and (element.tail or "").strip():
                    found.append((slot, element, True))
    return found


def _elements(nodes: object) -> list[etree._Element]:
    return nodes if isinstance(nodes, list) else []


NODES = {name: len(text_nodes(read(text)[1], name)) for name, text in FULLS.items()}
SIGN = "§"  # stands nowhere in the record


def test_the_whole_records_are_kept_and_the_mutations_meet_every_slot() -> None:
    met: set[str] = set()
    for name, text in FULLS.items():
        record, tree = read(text)
        assert check_conservation(record, tree) == []
        assert SIGN not in text
        met |= {slot for slot, _, _ in text_nodes(tree, name)}
    assert met == set(PLACES) - {"unrecognised"}


def mutated(full: str, number: int, change: str, at: int) -> tuple[Record, etree._ElementTree, str, str]:
    """A record, its TEI with one text changed; the slot, and the character that was there."""
    record, tree = read(FULLS[full])
    slot, element, tail = text_nodes(tree, full)[number]
    text = (element.tail if tail else element.text) or ""
    places = [index for index, sign in enumerate(text) if not sign.isspace()]
    index = places[at % len(places)]
    new = {
        "lost": text[:index] + text[index + 1 :],
        "added": text[:index] + SIGN + text[index:],
        "swapped": text[:index] + SIGN + text[index + 1 :],
        "emptied": "",
    }[change]
    if tail:
        element.tail = new
    else:
        element.text = new
    return record, tree, slot, text[index]


@settings(max_examples=160, deadline=None)
@given(
    st.sampled_from([(name, number) for name, count in NODES.items() for number in range(count)]),
    st.sampled_from(["lost", "added", "swapped", "emptied"]),
    st.integers(0, 10_000),
)
def test_any_character_lost_added_or_swapped_is_found(node: tuple[str, int], change: str, at: int) -> None:
    record, tree, slot, sign = mutated(*node, change, at)
    assume(not (change in ("lost", "swapped") and sign in "-•"))  # a list mark is layout; it may stay or go
    findings = check_conservation(record, tree)
    assert findings
    assert all(slot in one.message for one in findings)
    if change in ("added", "swapped"):
        assert any(one.code == "C002" and SIGN in one.message for one in findings)
    if change in ("lost", "swapped", "emptied"):
        assert "C001" in codes(findings)


LINES_OF_FULL = FULL.split("\n")


@pytest.mark.parametrize(
    "word", ["Jon Reyes", "Holm tells", "Lamp", "Chinese", "brass", "四月", "lost", "second", "two lamps"]
)
def test_a_finding_names_the_line(word: str) -> None:
    _, tree = read(FULL)
    slot, element, tail = next(
        node for node in text_nodes(tree) if word in ((node[1].tail if node[2] else node[1].text) or "")
    )
    text = (element.tail if tail else element.text) or ""
    if tail:
        element.tail = text.replace(word, SIGN, 1)
    else:
        element.text = text.replace(word, SIGN, 1)
    lines = [number for number, line in enumerate(LINES_OF_FULL, 1) if word in line]
    found = check_conservation(RECORD, tree)
    assert codes(found) == {"C001", "C002"}
    assert {one.where.line for one in found} == {lines[0]}
    assert {one.where.path for one in found} == {"in.txt"}
    assert slot in found[0].message


def test_text_that_was_only_added_is_found_at_its_line() -> None:
    _, tree = read(FULL)
    paragraph = next(node for _, node, _ in text_nodes(tree) if "one of tin" in (node.text or ""))
    paragraph.text = (paragraph.text or "") + SIGN
    (found,) = check_conservation(RECORD, tree)
    assert found.code == "C002"
    lines = [number for number, line in enumerate(LINES_OF_FULL, 1) if line]
    tin = next(number for number in lines if "one of tin" in LINES_OF_FULL[number - 1])
    # Between two lines: the line after the added text will do.
    assert found.where.line in (tin, lines[lines.index(tin) + 1])


@pytest.mark.parametrize(
    ("full", "slot"), [(full, slot) for full, slots in SLOTS_OF.items() for slot in slots if slot != "body"]
)
def test_a_lost_header_slot_is_found(full: str, slot: str) -> None:
    record, tree = read(FULLS[full])
    for node in _elements(tree.xpath(PLACES[slot], namespaces=NS)):
        parent = node.getparent()
        assert parent is not None
        parent.remove(node)
    found = check_conservation(record, tree)
    assert codes(found) == {"C001"}
    assert all(slot in one.message for one in found)


def test_two_paragraphs_swapped_are_found() -> None:
    _, tree = read(FULL)
    first, second = [node for _, node, _ in text_nodes(tree) if "one of" in (node.text or "")]
    first.text, second.text = second.text, first.text
    assert codes(check_conservation(RECORD, tree)) == {"C001", "C002"}


def test_markup_is_restored_before_comparing() -> None:
    # The brackets of `supplied`, the signs of raised print and the bullet of a note are markup.
    text = "".join(TREE.getroot().itertext())
    assert "[the]" not in text
    assert "^{" not in text.partition("关于")[2]
    assert "- 〔1〕" not in text
    assert check_conservation(RECORD, TREE) == []


@pytest.mark.parametrize("name", ["supplied", "hi"])
def test_markup_that_stands_for_signs_is_missed_when_it_goes(name: str) -> None:
    _, tree = read(FULL)
    element = tree.find(f".//{{*}}text//{{*}}{name}")
    assert element is not None
    element.tag = "{http://www.tei-c.org/ns/1.0}seg"
    element.attrib.pop("rendition", None)
    assert "C001" in codes(check_conservation(RECORD, tree))


def test_a_lost_line_that_holds_a_list_mark_alone_is_no_bullet() -> None:
    record, tree = read(wilson("The boat[1] came on Friday with the books.\n\n-\n\n[1] Lost."))
    (mark,) = [node for node in tree.iter("{*}p", "{*}signed", "{*}trailer") if (node.text or "") == "-"]
    mark.text = ""
    assert codes(check_conservation(record, tree)) == {"C001"}
