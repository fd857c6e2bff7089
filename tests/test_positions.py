"""Places in the bytes of a document: every element and attribute is found where it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from document_faults import SEEDED
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei import safe_xml
from tei.check import check_tree
from tei.check.places import Places
from tei.check.positions import Positions
from tei.check.schema import MOST
from tei.findings import Where, finding
from tei.validation import Request, validate_files

ROOT = Path(__file__).resolve().parent.parent
WORDS = st.text(alphabet="ab é漢𝄞\t'>&", max_size=6)
BREAKS = st.sampled_from(["", " ", "\n", "\r\n", "\r", "\t\n  ", "\n\n"])
ASIDES = st.sampled_from(["", "<!-- <p a='1'> -->", "<?pi <q> ?>", "<![CDATA[<r>]]>"])


@dataclass
class Written:
    """A document as it is written, and the offset of each start tag and attribute."""

    text: str = ""
    begins: list[int] = field(default_factory=list)
    attributes: list[tuple[int, str, int]] = field(default_factory=list)

    def place(self, offset: int) -> tuple[int, int]:
        before = self.text[:offset].replace("\r\n", "\n").replace("\r", "\n")
        return before.count("\n") + 1, len(before) - before.rfind("\n")


@st.composite
def documents(draw: st.DrawFn) -> Written:
    made = Written("<?xml version='1.0'?>" + draw(BREAKS) + draw(st.sampled_from(["", "<!-- <a> -->"])))

    def element(depth: int) -> None:
        number = len(made.begins)
        made.begins.append(len(made.text))
        name = draw(st.sampled_from(["p", "seg", "x-y", "t:p"]))
        made.text += f"<{name}" + (' xmlns:t="urn:t"' if name.startswith("t:") else "")
        for attribute in draw(
            st.lists(st.sampled_from(["a", "b", "xml:lang", "longer"]), unique=True, max_size=3)
        ):
            made.text += " " + draw(BREAKS)
            made.attributes.append((number, attribute, len(made.text)))
            quote = draw(st.sampled_from(['"', "'"]))
            value = draw(WORDS).replace("&", "&amp;").replace("'", "" if quote == "'" else "'")
            made.text += f"{attribute}{draw(BREAKS)}={draw(BREAKS)}{quote}{value}{quote}"
        if depth == 3 or draw(st.booleans()):
            made.text += draw(BREAKS) + "/>"
            return
        made.text += draw(BREAKS) + ">"
        for _ in range(draw(st.integers(0, 3))):
            made.text += draw(WORDS).replace("&", "&amp;").replace(">", "&gt;") + draw(ASIDES)
            element(depth + 1)
        made.text += draw(BREAKS) + f"</{name}{draw(BREAKS)}>"

    element(0)
    return made


@given(documents(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_every_element_and_attribute_is_found_where_it_was_written(written: Written, encoding: str) -> None:
    data = written.text.encode(encoding)
    tree = safe_xml.parse_xml(data)
    positions = Positions(data, tree.docinfo.encoding)
    elements = list(tree.iter(etree.Element))
    places = [written.place(at) for at in written.begins]
    assert [positions.of(one) for one in elements] == places
    begun = [positions.at_line_begin(one) for one in elements]
    assert all(place in (None, known) for place, known in zip(begun, places, strict=True))
    for number, name, at in written.attributes:
        assert positions.of(elements[number], name) == written.place(at)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<a>x</a>", (1, 4)),
        ("<a>\n  x</a>", (2, 3)),
        ("<a><b>no</b>\n<b/> \ty</a>", (2, 7)),
        ("<a><!-- no --><?no no?><b>no</b></a>", (1, 1)),
        ("<a><!-- no --> x</a>", (1, 16)),
        ("<a/>", (1, 1)),
    ],
)
def test_text_is_found_at_its_first_sign(text: str, place: tuple[int, int]) -> None:
    tree = safe_xml.parse_xml(text.encode())
    assert Positions(text.encode(), "UTF-8").of_text(tree.getroot()) == place


def test_a_finding_gets_the_place_of_what_its_xpath_names() -> None:
    data = b'<a>\n <b x="1"/><b\n  y="2">t</b>\n</a>'
    tree = safe_xml.parse_xml(data)
    paths = ["/a", "/a/b[1]/@x", "/a/b[2]", "/a/b[2]/@y", "/a/b[2]/text()", "/a/b[9]", "/a/c"]
    found = Places(tree, data).placed(finding("T019", "x", Where("in.xml", xpath=path)) for path in paths)
    places = [(one.where.line, one.where.column) for one in found]
    assert places == [(1, 1), (2, 5), (2, 12), (3, 3), (3, 9), (None, None), (None, None)]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("<a>\n \t<b/></a>", 3),
        ("<a>\n<t:b xmlns:t='u'/></a>", 1),
        ("<a>\n<b>\n</b></a>", 1),
        ("<a>\nx <b/></a>", None),
        ("<a>\n<b/><b/></a>", None),
        ("<a>\n<b><bc/></b></a>", None),
        ("<a>\n<b\n/></a>", None),
        ("<a><!-- -->\n<b/></a>", None),
        ("<a><?x\n<b/>\n?>\n<b/></a>", None),
        ("<a>\r\n<b/></a>", None),
    ],
)
def test_a_tag_that_begins_its_line_is_found_at_once(text: str, column: int | None) -> None:
    tree = safe_xml.parse_xml(text.encode())
    found = Positions(text.encode(), "UTF-8").at_line_begin(tree.getroot()[-1])
    assert found == (None if column is None else (2, column))


def test_a_place_that_is_known_is_left_alone() -> None:
    data = b"<a><b/></a>"
    told = finding("X002", "x", Where("in.xml", 7, 9, "/a/b"))
    assert Places(safe_xml.parse_xml(data), data).placed([told]) == [told]


def test_an_xpath_that_leads_to_another_line_is_not_followed() -> None:
    data = b"<a>\n<b/></a>"
    told = finding("T019", "x", Where("in.xml", 1, None, "/a/b"))
    assert Places(safe_xml.parse_xml(data), data).placed([told]) == [told]


def test_an_encoding_that_python_does_not_know_leaves_the_place_unknown() -> None:
    positions = Positions("<a/>".encode("utf-16-be"), "no-such-encoding")
    assert positions.of(safe_xml.parse_xml(b"<a/>").getroot()) is None


def test_seeded_faults_are_told_at_their_line_and_column_by_our_own_engine(tmp_path: Path) -> None:
    text = (ROOT / "tests/schema/valid.xml").read_text("utf-8")
    file = tmp_path / "harbour-7.xml"
    places: list[tuple[int, int]] = []
    found: list[set[tuple[int | None, int | None]]] = []
    for seeded in SEEDED:
        faulty, line, column = seeded.put_into(text)
        file.write_text(faulty, "utf-8")
        places.append((line, column))
        told = validate_files([file], Request(checks=frozenset()))
        found.append({(one.where.line, one.where.column) for one in told})
    assert len(SEEDED) == 30
    assert [
        place for place, told in zip(places, found, strict=True) if place[0] not in {line for line, _ in told}
    ] == []
    assert sum(place in told for place, told in zip(places, found, strict=True)) >= 28


def test_a_document_of_very_many_faults_ends(tmp_path: Path) -> None:
    text = (ROOT / "tests/schema/valid.xml").read_text("utf-8")
    file = tmp_path / "harbour-7.xml"
    file.write_text(text.replace("<body>", "<body>" + "<wrong/>" * 3 * MOST, 1), "utf-8")
    found = list(validate_files([file], Request(checks=frozenset())))
    assert len(found) <= MOST + 1
    assert file.read_text("utf-8").count("<wrong/>") > len(found)


def test_findings_of_schema_and_rules_have_a_column(tmp_path: Path) -> None:
    text = (ROOT / "tests/schema/valid.xml").read_text("utf-8").replace('type="main"', 'type="mian"', 1)
    file = tmp_path / "harbour-7.xml"
    file.write_text(text, "utf-8")
    found = list(validate_files([file], Request()))
    assert any(one.code == "X002" for one in found)
    assert all(one.where.column for one in found)
    (wrong,) = [one for one in found if "mian" in one.message]
    line = text[: text.index('type="mian"')].count("\n") + 1
    assert (wrong.where.line, text.split("\n")[line - 1][(wrong.where.column or 0) - 1 :][:11]) == (
        line,
        'type="mian"',
    )
    assert {one.code for one in found} >= {
        one.code for one in check_tree(safe_xml.parse_xml(text.encode()), str(file))
    }
