"""Fields of a project's own layout: each at its place in the TEI, its words kept, whatever they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tei.explain import explain
from tei.findings import TeiError
from tei.pipeline import Options, Result, convert_bytes
from tei.profile import SLOTS, load_profile
from tei.profile.slots import LISTED
from tei.safe_xml import parse_xml

if TYPE_CHECKING:
    from pathlib import Path

NS = {"t": "http://www.tei-c.org/ns/1.0"}
FIELDS = [slot for slot in SLOTS if slot not in ("body", "source")]
HEAD = 'name = "cards"\ntitle = "Cards"\n\n[header]\norder = "free"\n'
TEXT = "Dear Jon,\n\nThe boat came on Friday with the books and the two lamps.\n\nAda Holm\n"


def layout(folder: Path, labels: str, more: str = "") -> Path:
    path = folder / "cards.toml"
    path.write_text(f"{HEAD}{labels}\n{more}")
    return path


def label(slot: str, more: str = "") -> str:
    return f'\n[[header.labels]]\nslot = "{slot}"\nnames = ["{slot.upper()}:"]\nvalue = "line"\n{more}'


def converted(path: Path, text: str, name: str = "card-7.txt") -> Result:
    return convert_bytes(text.encode(), name, Options(profile=str(path)))


def found(result: Result, path: str) -> list[str]:
    assert not result.failed, result.findings
    nodes = parse_xml(result.tei).xpath(path, namespaces=NS)
    assert isinstance(nodes, list)
    return [node if isinstance(node, str) else "".join(node.itertext()) for node in nodes]


PLACES = [
    ("sender", "Ada Holm", "//t:correspAction[@type='sent']/t:persName"),
    ("recipient", "Ministry of Boats", "//t:correspAction[@type='received']/t:orgName"),
    ("sent_from", "Lonrad", "//t:correspAction[@type='sent']/t:placeName"),
    ("translators", "Vera Olt", "//t:titleStmt/t:respStmt[t:resp[contains(@ref, '/trl')]]/t:persName"),
    ("transcribers", "Jan Bor", "//t:titleStmt/t:respStmt[t:resp[contains(@ref, '/trc')]]/t:persName"),
    ("editors", "Ole Rand", "//t:titleStmt/t:respStmt[t:resp[contains(@ref, '/edt')]]/t:persName"),
    ("contributors", "Mia Lund", "//t:titleStmt/t:respStmt[t:resp[contains(@ref, '/ctb')]]/t:persName"),
    ("collection", "Holm Papers", "//t:msIdentifier/t:collection"),
    ("shelfmark", "f. 3, op. 2, d. 9", "//t:msIdentifier/t:idno[@type='shelfmark']"),
    ("physical", "Carbon copy, two leaves.", "//t:physDesc/t:p"),
    ("url", "https://lamp.example/7", "//t:sourceDesc//t:idno[@type='URI']"),
    ("remark", "Water stains.", "//t:notesStmt/t:note[@type='remark']"),
    ("number", "7/b", "//t:sourceDesc//t:idno[@type='document']"),
    ("authors", "Ada Holm", "//t:titleStmt/t:author"),
]


@pytest.mark.parametrize(("slot", "value", "place"), PLACES)
def test_a_field_stands_at_its_place(tmp_path: Path, slot: str, value: str, place: str) -> None:
    path = layout(tmp_path, label(slot) + label("archive"))
    text = f"{slot.upper()}: {value}\nARCHIVE: Lamp Archive\n\n{TEXT}"
    assert found(converted(path, text), place) == [value]


def test_the_parts_of_a_shelfmark_are_told(tmp_path: Path) -> None:
    result = converted(layout(tmp_path, label("shelfmark")), f"SHELFMARK: f. 3, op. 2, d. 9\n\n{TEXT}")
    assert found(result, "//t:idno[@type='shelfmark']/t:idno/@type") == ["fond", "opis", "delo"]


def test_what_a_field_states_goes_before_what_the_title_says(tmp_path: Path) -> None:
    labels = label("title") + label("sender") + label("intermediary") + label("recipient")
    text = f"TITLE: Letter from Jan Bor to Jon Reyes\nSENDER: Ada Holm\nINTERMEDIARY: Ole Rand\n\n{TEXT}"
    result = converted(layout(tmp_path, labels), text)
    assert found(result, "//t:correspAction[@type='sent']/t:persName") == ["Ada Holm"]
    assert found(result, "//t:correspAction[@type='forwarded']/t:persName") == ["Ole Rand"]
    assert found(result, "//t:correspAction[@type='received']/t:persName") == ["Jon Reyes"]
    assert found(result, "//t:correspAction[@type='sent']/t:persName/@ana") == []


def test_several_values_on_a_line_and_repeated_labels(tmp_path: Path) -> None:
    labels = label("people", 'separator = ";"') + label("translators", "repeats = true")
    text = f"PEOPLE: Holm, Ada; Reyes, Jon;\nTRANSLATORS: Vera Olt\nTRANSLATORS: Jan Bor\n\n{TEXT}"
    result = converted(layout(tmp_path, labels), text)
    assert found(result, "//t:keywords/t:list[@type='people']/t:item") == ["Holm, Ada", "Reyes, Jon"]
    assert found(result, "//t:note[@type='stated'][@n='people']") == ["Holm, Ada; Reyes, Jon;"]
    assert found(result, "//t:titleStmt/t:respStmt[t:resp[contains(@ref, '/trl')]]/t:persName") == [
        "Vera Olt",
        "Jan Bor",
    ]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co")),
    min_size=1,
    max_size=60,
).filter(lambda words: words.strip() != "")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(FIELDS), st.lists(WORDS, min_size=1, max_size=3), min_size=1))
def test_nothing_of_any_field_is_lost(tmp_path: Path, fields: dict[str, list[str]]) -> None:
    labels = "".join(
        label(slot, "repeats = true" + ('\nseparator = ";"' if slot in LISTED else "")) for slot in FIELDS
    )
    lines = [f"{slot.upper()}: {value}" for slot, values in fields.items() for value in values]
    result = converted(layout(tmp_path, labels), "\n".join(lines) + f"\n\n{TEXT}")
    assert not result.failed, [one for one in result.findings if one.severity.label == "error"]


CONSTANTS = (
    '[archive]\nname = "Lamp Archive"\ncollection = "Holm Papers"\nlicence = "https://lamp.example/by"\n'
)


def test_constants_of_the_layout(tmp_path: Path) -> None:
    result = converted(layout(tmp_path, label("title"), CONSTANTS), f"TITLE: A letter\n\n{TEXT}")
    assert found(result, "//t:msIdentifier/t:collection[@ana='#ground.layout']") == ["Holm Papers"]
    assert found(result, "//t:availability[@status='free']/t:licence/@target") == ["https://lamp.example/by"]
    assert found(result, "//t:availability[@status='unknown']") == []
    stated = layout(tmp_path, label("title") + label("rights"), CONSTANTS)
    result = converted(stated, f"TITLE: A letter\nRIGHTS: Ask the heirs.\n\n{TEXT}")
    assert found(result, "//t:availability[@status='unknown']/t:p") == ["Ask the heirs."]
    assert found(result, "//t:availability[@status='free']/t:licence/@target") == ["https://lamp.example/by"]


IDS = [
    ('[id]\nmade_of = ["number"]\nprefix = "holm-"\n', "holm-14-b"),
    ('[id]\nmade_of = ["number"]\n', "card-7"),
    ('[id]\nmade_of = ["shelfmark", "date"]\n', "f-3-op-2-1951-05-04"),
    ('[id]\nmade_of = ["file"]\nprefix = "x-"\nfile = \'^card-(?P<n>[0-9]+)$\'\n', "x-7"),
    ('[id]\nmade_of = ["number", "file"]\n', "14-b-card-7"),
    ("", "card-7"),
]


@pytest.mark.parametrize(("rules", "expected"), IDS)
def test_what_an_id_is_made_of(tmp_path: Path, rules: str, expected: str) -> None:
    path = layout(tmp_path, label("number") + label("shelfmark") + label("date"), rules)
    result = converted(path, f"NUMBER: 14/B\nSHELFMARK: f. 3, op. 2\nDATE: 4 May 1951\n\n{TEXT}")
    assert result.id in (expected, f"r-{expected}")
    missing = converted(path, TEXT)
    assert missing.id == ("x-7" if "file = " in rules else "card-7")


@pytest.mark.parametrize(
    ("labels", "more", "says"),
    [
        (label("title", 'separator = ";"'), "", "a slot of several values"),
        (label("people", 'separator = " "'), "", "white space parts words"),
        (label("title"), "[id]\nmade_of = []\n", "name at least one part"),
        (label("title"), '[archive]\nlicence = "free"\n', "archive.licence"),
        (label("title"), '[id]\nmade_of = ["titel"]\n', "id.made_of"),
    ],
)
def test_what_a_layout_cannot_say(tmp_path: Path, labels: str, more: str, says: str) -> None:
    with pytest.raises(TeiError, match=says):
        load_profile(layout(tmp_path, labels, more))


@pytest.mark.parametrize("kept", ["physDesc", "note"])
def test_number_and_copy_are_facts_where_they_stand(tmp_path: Path, kept: str) -> None:
    """Where no archive, collection or shelfmark is known there is no msDesc: it would need an identifier."""
    fields = ("number", "physical", *(("shelfmark",) if kept == "physDesc" else ()))
    path = layout(tmp_path, "".join(map(label, fields)))
    lines = {"number": "NUMBER: 14/B", "physical": "PHYSICAL: Two leaves.", "shelfmark": "SHELFMARK: Box 2"}
    result = converted(path, "\n".join(lines[name] for name in fields) + f"\n\n{TEXT}")
    told = explain(result)
    assert told is not None
    assert [one.short for one in told.lines[0].places] == ["#src-digital/idno[@type='document']"]
    facts = {fact.name: fact for fact in told.facts}
    assert (facts["number"].value, facts["number"].first, facts["number"].certainty) == ("14/B", 1, "high")
    assert [one.short for one in facts["number"].places] == ["#src-digital/idno[@type='document']"]
    assert (facts["physical"].value, facts["physical"].first) == ("Two leaves.", 2)
    places = [one.short for one in facts["physical"].places]
    assert "notesStmt/note[@type='stated']" in places
    assert any("physDesc" in one for one in places) is (kept == "physDesc"), places


def test_a_number_without_a_value_makes_no_entry(tmp_path: Path) -> None:
    labels = label("number") + label("date")
    result = converted(layout(tmp_path, labels), f"NUMBER:\nDATE:\nSUBJECT: none\n\n{TEXT}")
    assert not result.failed, result.findings
    assert found(result, "//t:sourceDesc/t:bibl/@type") == ["record"]


def test_of_a_record_that_nobody_is_named_for_nothing_is_made_up(tmp_path: Path) -> None:
    fields = ("number", "title", "date", "authors", "language", "shelfmark")
    path = layout(tmp_path, "".join(map(label, fields)))
    values = ("14/B", "The ferry", "4 May 1951", "Ada Holm", "English", "Box 2")
    lines = [f"{name.upper()}: {value}" for name, value in zip(fields, values, strict=True)]
    text = "\n".join(lines) + f"\n\n{TEXT}"
    result = converted(path, text)
    assert found(result, "//t:monogr | //t:imprint | //t:*[. = 'unknown']") == []
    (said,) = found(result, "//t:sourceDesc/t:bibl[@type='digital']")
    assert said == "The ferry, Ada Holm, 14/B, English, 4 May 1951"
    assert found(result, "//t:bibl[@type='digital']/t:relatedItem/@target") == ["#src-archive"]
    path = layout(tmp_path, "".join(map(label, fields)), '[archive]\npublisher = "Lamp Press"\n')
    assert found(converted(path, text), "//t:bibl[@type='digital']/t:publisher") == ["Lamp Press"]
    path = layout(tmp_path, "".join(map(label, fields)), '[archive]\nname = "Lamp Archive"\n')
    assert found(
        converted(path, text), "//t:biblStruct[@type='digital']/t:monogr//text()[normalize-space()]"
    ) == [
        "Lamp Archive",
        "Lamp Archive",
    ]
