"""TEI that is right by the Guidelines, in which the rules once found errors."""

from __future__ import annotations

import time
from typing import Final

import pytest

from tei import safe_xml
from tei.check import check_rules
from tei.findings import Finding, Severity

DOCUMENT: Final = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a"><teiHeader><fileDesc/>{header}</teiHeader>
<text><body>{body}</body></text></TEI>"""


def told(code: str, body: str, header: str = "") -> list[Finding]:
    tree = safe_xml.parse_xml(DOCUMENT.format(header=header, body=body).encode())
    return check_rules(tree, "a.xml", {code})


def part(kind: str, attributes: str = "", text: str = "<p>Late.</p>") -> str:
    return f'<div type="{kind}" {attributes}>{text}</div>'


INTERACTION: Final = '<interaction type="complete" active="plural" passive="many"/>'
STYLE: Final = '<encodingDesc><styleDefDecl scheme="css"/></encodingDesc>'
UNORDERED: Final = '<revisionDesc><listChange ordered="false"><change when="2020"/><change when="2019"/><change when="2021"/></listChange></revisionDesc>'
TWO_LISTS: Final = (
    '<revisionDesc><listChange><change when="2020"/><change when="2019"/></listChange>'
    '<listChange><change when="2021"/></listChange></revisionDesc>'
)
PROJECT: Final = (
    '<encodingDesc><projectDesc><p>By <name xml:id="venn">Ada Venn</name>.</p></projectDesc></encodingDesc>'
)
SPEAKERS: Final = (
    '<list><item xml:id="ann">Ann</item></list><sp who="#ann"><speaker>Ann</speaker><p>Late!</p></sp>'
)
TEXTPARTS: Final = part("edition", "", part("textpart", 'xml:lang="grc"')) + part(
    "translation", "", part("textpart", 'xml:lang="en"')
)

ENGLISH: Final = part("translation", 'xml:lang="en"')

SOUND: Final = [
    ("T020", "how many take part", "", f"<profileDesc><textDesc>{INTERACTION}</textDesc></profileDesc>"),
    ("T020", "languages of markup", '<p><gi scheme="DBK">para</gi><att scheme="TEI">n</att></p>', ""),
    ("T020", "a language of constraints", '<constraintSpec ident="a" scheme="schematron"/>', ""),
    ("T020", "a language of styles", "", STYLE),
    ("T020", "a form of a morpheme", '<p><m baseForm="sea">seas</m></p>', ""),
    ("T028", "a gloss between anchors", '<p><anchor xml:id="x"/>大<anchor xml:id="y"/><rt from="#x" to="#y">dai</rt></p>', ""),
    ("T021", "a whole address of any scheme", '<p><ref target="zotero://select/items/1">x</ref></p>', ""),
    ("T012", "changes in no order", "", UNORDERED),
    ("T012", "lists of changes, each in its order", "", TWO_LISTS),
    ("T023", "a speaker in a list", SPEAKERS, ""),
    ("T023", "a name in the description of the project", '<p><note resp="#venn">x</note></p>', PROJECT),
    ("T015", "variants in the order of BCP 47", '<p xml:lang="sl-rozaj-biske">x</p>', ""),
    ("T018", "parts that state their languages", TEXTPARTS, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "what", "body", "header"), SOUND, ids=[f"{one[0]}-{one[1]}" for one in SOUND]
)
def test_sound_tei_has_no_fault(code: str, what: str, body: str, header: str) -> None:
    assert told(code, body, header) == [], what


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("T018", f'<div xml:lang="la">{part("edition")}{ENGLISH}</div>'),
        ("T045", "<p><choice><expan>two</expan><expan>too</expan></choice></p>"),
        ("T045", "<p><choice><orig>tw</orig><supplied>two</supplied></choice></p>"),
    ],
)
def test_what_tei_allows_and_few_mean_is_a_warning(code: str, body: str) -> None:
    assert [one.severity for one in told(code, body)] == [Severity.WARNING]


def test_an_edition_and_a_translation_that_inherit_one_language_are_a_fault() -> None:
    findings = told("T018", f'<div xml:lang="la">{part("edition")}{part("translation")}</div>')
    assert [one.message for one in findings if one.severity is Severity.ERROR] == [
        "the translation and its original are both in la"
    ]


def test_a_gloss_between_lost_anchors_is_a_fault() -> None:
    assert len(told("T019", '<p><rt from="#x" to="#y">dai</rt></p>')) == 2


def test_a_message_names_no_value_that_is_not_there() -> None:
    body = '<p>x<ref type="noteAnchor" xml:id="r" target="#n1">1</ref><note xml:id="n1" n="1" target="#r">N</note></p>'
    assert [one.message for one in told("T034", body)] == ["the mark has no @n, its note is number '1'"]


def test_patterns_without_end_are_tried_once() -> None:
    """A document may declare a hundred of them, and a hundred pointers for each: that took minutes."""
    defined = "".join(
        f'<prefixDef ident="p" matchPattern="(a|aa)+b{number}" replacementPattern="#$1"/>'
        for number in range(100)
    )
    pointers = "".join(f'<ref target="p:{"a" * 150}c{number}"/>' for number in range(100))
    started = time.process_time()
    assert told("T019", f"<p>{pointers}</p>", f"<encodingDesc>{defined}</encodingDesc>") == []
    assert time.process_time() - started < 9
