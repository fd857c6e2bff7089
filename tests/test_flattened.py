"""Records run together into one line: cut at their labels, or not read by the layout at all."""

from __future__ import annotations

import pytest

from tei.parse import parse, recognise
from tei.pipeline import convert_bytes
from tei.profile import built_in
from tei.safe_xml import parse_xml
from tei.source import decode

OLD = built_in()["wilson-center-old"]
HEAD = "Digital Archive International History Declassified digitalarchive.wilsoncenter.org"
CITATION = (
    "“Report on the Ferry,” May 3, 1951, History and Public Policy Program Digital Archive, GAVB, f. 12."
)


def slots(text: str) -> list[tuple[str, str]] | None:
    source, _ = decode(text.encode(), "in.txt")
    assert source is not None
    record, _ = parse(source, OLD)
    if record is None:
        return None
    assert {line.number for slot in record.slots for line in slot.lines} == {1}
    return [(slot.name, "|".join(line.text for line in slot.lines)) for slot in record.slots]


def test_a_whole_record_on_a_line() -> None:
    text = (
        f"{HEAD} May 3, 1951 Report on the Ferry Citation: {CITATION} Summary: The ferry is tied up. Credits: "
        "This document was made possible with support from A. Original Language: Russian Contents: "
        "English Translation Russian Transcription The ferry is tied up. Contents: none. Summary: none."
    )
    assert slots(text) == [
        ("unrecognised", HEAD),
        ("date", "May 3, 1951"),
        ("title", "Report on the Ferry"),
        ("citation", CITATION),
        ("summary", "The ferry is tied up."),
        ("credits", "This document was made possible with support from A."),
        ("language", "Russian"),
        ("contents", "English Translation|Russian Transcription"),
        ("body", "The ferry is tied up. Contents: none. Summary: none."),
    ]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("May 1951 Report", [("date", "May 1951"), ("title", "Report")]),
        ("1951 Report", [("date", "1951"), ("title", "Report")]),
        ("Report of May 1951", [("title", "Report of May 1951")]),
        ("1 Digital Archive May 1951 Report", [("unrecognised", "1 Digital Archive"), ("date", "May 1951"), ("title", "Report")]),
    ],
)  # fmt: skip
def test_what_stands_before_the_first_label(front: str, expected: list[tuple[str, str]]) -> None:
    found = slots(f"{front} Citation: {CITATION} Contents: English Translation The text.")
    assert found == [
        *expected,
        ("citation", CITATION),
        ("contents", "English Translation"),
        ("body", "The text."),
    ]


def test_without_the_label_that_ends_the_header_it_is_not_read() -> None:
    text = f"{HEAD} May 3, 1951 Report Citation: {CITATION} Summary: The ferry is tied up. The text begins."
    assert slots(text) is None
    source, _ = decode(text.encode(), "in.txt")
    assert source is not None
    assert not recognise(source, OLD)


def test_a_label_within_the_text_cuts_nothing() -> None:
    text = f"Report\n\nThe list says Citation: nothing, and Contents: nothing.\n\nCitation:\n\n{CITATION}\n"
    source, _ = decode(text.encode(), "in.txt")
    assert source is not None
    record, _ = parse(source, OLD)
    assert record is not None
    assert "The list says Citation: nothing" in " ".join(slot.text for slot in record.slots)


@pytest.mark.parametrize("between", ["\n\n", " "])
def test_the_text_may_begin_behind_the_last_value_on_its_line(between: str) -> None:
    text = (
        "Digital Archive\n\nMay 03, 1962\n\nTelegram from Harn\n\nCitation:\n\n“Telegram from Harn,” May 03, 1962, "
        "History and Public Policy Program Digital Archive, GAVB, f. 12.\n\n"
        f"Contents:{between}English Translation Chinese Transcription To the Council: The boat is tied up.\n\nWe will ask the council again.\n"
    )
    tree = parse_xml(convert_bytes(text.encode(), "in.txt").tei)
    items = [one.text for one in tree.iterfind(".//{*}note[@type='contents']//{*}item")]
    assert items == ["English Translation", "Chinese Transcription"]
    paragraphs = [" ".join("".join(one.itertext()).split()) for one in tree.iterfind(".//{*}body//{*}p")]
    assert paragraphs == ["To the Council: The boat is tied up.", "We will ask the council again."]
