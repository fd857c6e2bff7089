"""TEI as other projects write it: in every output its text is there, once, and what belongs together stands together."""

from __future__ import annotations

import pytest

from tei import safe_xml
from tei.rendering import render
from tei.rendering.shown import Shown
from tei.rendering.verify import verified

FORMATS = ("html", "text", "jsonl", "epub", "pdf")
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Ferry book</title></titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)
SPANS = (
    "<table><row role='label'><cell>Station</cell><cell cols='2'>Levels</cell></row><row><cell rows='2'>Velunsk</cell>"
    "<cell>one</cell><cell>two</cell></row><row><cell>three</cell><cell>four</cell></row><row><cell>Aby</cell>"
    "<cell cols='2' rows='99'>five</cell></row><row><cell>last</cell></row></table>"
)


def document(inside: str) -> bytes:
    tei = f"<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:id='x' xml:lang='en'>{HEADER}{inside}</TEI>"
    return tei.encode()


def text(body: str) -> str:
    return f"<text><body>{body}</body></text>"


def shown(inside: str, to: str = "text") -> str:
    return Shown(to, render(safe_xml.parse_xml(document(inside)), to).data).of("x")


def plain(body: str) -> str:
    """What stands below the heading of the text."""
    said = render(safe_xml.parse_xml(document(text(body))), "text").data.decode()
    return said.partition("=== Text ===\n")[2]


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize(
    "inside",
    [
        "<sourceDoc><surface><zone><line>The ferry</line><line>is late</line></zone></surface></sourceDoc>",
        text("<table><row><cell>a</cell><table><row><cell>inner</cell></row></table></row></table>"),
        text("<table><row>words<cell>a</cell>here<note>noted</note></row></table>"),
        text(
            "<biblStruct><analytic><title>On ferries</title><idno>10.1/f</idno></analytic><monogr><title>Lake</title>"
            "<idno>0-1</idno><imprint><biblScope unit='page'>3</biblScope><publisher>Holm</publisher></imprint></monogr></biblStruct>"
        ),
        text("<p>A <app><lem>boat</lem><rdg>ship</rdg></app> came.</p>"),
        text("<figure><graphic url='data:,'><desc>A ferry at its landing</desc></graphic></figure>"),
        "<standOff><listAnnotation><note target='#p'>Not the first ferry.</note></listAnnotation></standOff>"
        + text("<p xml:id='p'>Ferry</p>"),
        text(SPANS),
    ],
    ids=["transcript", "table-in-row", "loose", "bibliography", "apparatus", "picture", "notes", "spans"],
)
def test_no_text_is_lost(to: str, inside: str) -> None:
    tree = safe_xml.parse_xml(document(inside))
    done = render(tree, to)
    assert {one.code for one in done.findings} <= {"R044", "R032"}
    assert verified(tree, to, done.data, "x.xml", identity="x") == []


def facts(header: str, profile: str = "") -> str:
    """What plain text says of a header around its text."""
    made = f"<teiHeader><fileDesc>{header}</fileDesc><profileDesc>{profile}</profileDesc></teiHeader><text><body><p/></body></text>"
    return render(safe_xml.parse_xml(document(made).replace(HEADER.encode(), b"")), "text").data.decode()


def test_facts_of_one_label_are_one_and_sentences_stand_by_themselves() -> None:
    said = facts(
        "<titleStmt><title>T</title><editor>Ada Holm </editor><editor>Jon Reyes Jr.</editor><editor>Mira Keel</editor></titleStmt>"
        "<publicationStmt><availability><p>Free to use.</p><p>Ask the archive.</p></availability></publicationStmt>",
        "<abstract><p><label>Summary</label> A ferry is late.</p><p>It comes</p><p>again。</p></abstract>",
    )
    assert "Editor: Ada Holm; Jon Reyes Jr.; Mira Keel\n" in said
    assert "Rights: Free to use. Ask the archive.\n" in said
    assert "Summary: Summary: A ferry is late. It comes; again。\n" in said


def test_parts_of_an_address_are_told_apart() -> None:
    said = facts(
        "<publicationStmt><publisher><name>Lamp Press</name><email>desk@lamp.example</email></publisher></publicationStmt>"
        "<sourceDesc><msDesc><msIdentifier><location><address><street>Ferry Road 3</street><postCode>72100</postCode></address>"
        "</location><repository>Lonrad Library</repository></msIdentifier><physDesc><p>Two leaves.</p></physDesc>"
        "<history><p>Given in 1957.</p></history></msDesc></sourceDesc>"
    )
    assert "Publisher: Lamp Press, desk@lamp.example\n" in said
    assert "Archive: Ferry Road 3, 72100, Lonrad Library\n" in said
    assert "Physical description: Two leaves.\nHistory: Given in 1957.\n" in said


def test_the_day_of_writing_is_no_day_of_publication() -> None:
    posted = "<date type='posted' when='2013-12-09'>December 9, 2013</date><date type='created' when='1973-11-29'>November 29, 1973</date>"
    said = facts(f"<publicationStmt><authority>not published</authority>{posted}</publicationStmt>")
    assert "Date: November 29, 1973\n" in said
    assert "Published: December 9, 2013\n" in said
    assert "not published" not in said, "nobody of that name has published it"


@pytest.mark.parametrize("to", ["html", "text", "epub"])
def test_what_the_header_says_is_no_text_of_a_document_without_one(to: str) -> None:
    assert "Ferrybook" not in shown("<facsimile><graphic url='p1.jpg'/></facsimile>", to)


def test_a_line_of_a_transcript_is_a_line() -> None:
    page = render(
        safe_xml.parse_xml(
            document("<sourceDoc><surface><line>late</line><line>again</line></surface></sourceDoc>")
        ),
        "html",
    )
    assert b'<p class="line">late</p><p class="line">again</p>' in page.data


def test_other_readings_stand_in_brackets() -> None:
    body = "<p>A <app><lem>boat</lem><rdg>ship</rdg></app> came; <ruby><rb>舟</rb><rt>ふね</rt></ruby>.</p>"
    assert plain(body).strip() == "A boat [ship] came; 舟 (ふね)."


def test_a_cell_of_several_rows_or_columns_keeps_its_place() -> None:
    assert plain(SPANS).strip().split("\n") == [
        "| Station | Levels |      |",
        "| Velunsk | one    | two  |",
        "|         | three  | four |",
        "| Aby     | five   |      |",
        "| last    |",
    ]


def test_notes_apart_come_after_the_text() -> None:
    apart = "<standOff><noteGrp><note>Of the editor.</note></noteGrp></standOff>" + text("<p>The text.</p>")
    for to in ("html", "text", "epub", "jsonl"):
        assert shown(apart, to).endswith("Oftheeditor.")
