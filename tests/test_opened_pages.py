"""Page numbers before the first words of their pages, as exports that were read off a PDF have them."""

from __future__ import annotations

import pytest

from tei.findings import Severity
from tei.pipeline import convert_bytes
from tei.safe_xml import parse_xml

NS = {"t": "http://www.tei-c.org/ns/1.0"}
HEAD = """1 Digital Archive
digitalarchive.wilsoncenter.org
International History Declassified

May 3, 1961

Minutes of the Ferry Council

Citation:

“Minutes of the Ferry Council,” May 3, 1961, History and Public Policy Program Digital Archive, GAVB, f. 12.

Original Language:

Russian

Contents:

English Translation

"""
OPENS = "The council met at the upper lock, and the clerk read the book of the gauge.\n\n"


def read(text: str, head: str = HEAD) -> tuple[list[str], list[str]]:
    """The numbers of pages that were found, and the paragraphs."""
    result = convert_bytes((head + text).encode(), "in.txt")
    assert not [one.code for one in result.findings if one.severity is Severity.ERROR]
    tree = parse_xml(result.tei)
    pages = [one.get("n", "") for one in tree.iterfind(".//t:body//t:pb", NS)]
    paragraphs = [" ".join("".join(one.itertext()).split()) for one in tree.iterfind(".//t:body//t:p", NS)]
    return pages, paragraphs


def test_a_number_opens_the_page() -> None:
    pages, paragraphs = read(
        "2 " + OPENS + "3 Mr. Holm: The boat is tied up.\n\nMr. Lenz: I agree.\n\nMr. Holm: Then we end.\n"
    )
    assert pages == ["2", "3"]
    assert paragraphs == [OPENS.strip(), "The boat is tied up.", "I agree.", "Then we end."]


def test_a_date_may_stand_behind_the_number() -> None:
    pages, paragraphs = read("2 May 3, 1961\n\n" + OPENS)
    assert (pages, paragraphs) == (["2"], [OPENS.strip()])


def test_a_sentence_goes_on_over_the_page() -> None:
    pages, paragraphs = read(
        OPENS
        + "The clerk asked the council for a new boat and\n\n2 a third of the price, and was told to wait.\n"
    )
    assert pages == ["2"]
    assert (
        paragraphs[-1]
        == "The clerk asked the council for a new boat and 2 a third of the price, and was told to wait."
    )


@pytest.mark.parametrize(
    "line",
    [
        "2 May 1961 was the day of the flood.",  # a date
        "2 May was the day of the flood.",
        "3 Boats were tied up at the lock.",  # counts on from nothing
        "2 boats were tied up at the lock.",  # of a sentence, below a whole one
        "2. Boats were tied up at the lock.",  # an item
        "2.5 Boats were counted for each lock.",
    ],
)
def test_a_number_that_may_be_text_is_text(line: str) -> None:
    pages, paragraphs = read(OPENS + line + "\n\nThat was all.\n")
    assert pages == []
    assert line.split(" ", 1)[1] in " ".join(paragraphs)


def test_a_date_in_the_language_of_the_text_opens_no_page() -> None:
    text = "闸口理事会在上闸开会，书记宣读了水位簿。\n\n{} 3 日，书记报告说船已系好，请各位放心。\n\n会议于晚上结束，各位代表回到了自己的住处。\n"
    head = HEAD.replace("Russian", "Chinese").replace("English Translation", "Chinese Transcription")
    assert read(text.format("2 月"), head)[0] == []
    assert read(text.format("2 本月"), head)[0] == ["2"]


def test_a_numbered_list_opens_no_pages() -> None:
    assert read(OPENS + "1 First lock\n2 Second lock\n3 Third lock\n\n" + OPENS)[0] == []


def test_without_a_number_in_the_record_s_own_head_none_is_looked_for() -> None:
    assert read("2 " + OPENS, HEAD.replace("1 Digital", "Digital"))[0] == []
