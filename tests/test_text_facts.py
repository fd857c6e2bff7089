"""Facts that only the text states: date line, heading, office marks. A sentence is none of them."""

from __future__ import annotations

import pytest
from lxml import etree

from tei.pipeline import convert_bytes

NS = {"t": "http://www.tei-c.org/ns/1.0"}
MEMORANDUM = """Memorandum from Ada Holm to Jon Reyes

Lissau, March 9, 1951

TOP SECRET

The ice on the river is breaking. On March 7 the first boats were seen below the mill.

A second paragraph, so that the text is more than one line long and is read as a text.

Ada Holm
"""


def tree(text: str) -> etree._Element:
    result = convert_bytes(text.encode(), "in.txt")
    assert result.tei is not None
    return etree.fromstring(result.tei)


def found(text: str, path: str) -> list[str]:
    values = tree(text).xpath(path, namespaces=NS)
    assert isinstance(values, list)
    return [str(value) for value in values]


def test_the_date_line_dates_the_document_and_completes_the_days_of_the_text() -> None:
    assert found(MEMORANDUM, "//t:creation/t:date/@when") == ["1951-03-09"]
    assert found(MEMORANDUM, "//t:creation/t:date/@ana") == ["#ground.dateline"]
    days = found(MEMORANDUM, "//t:p/t:date[contains(@ana, 'dating.context')]/@when")
    assert days == ["1951-03-07"]


def test_heading_and_office_marks_say_kind_sender_recipient_and_classification() -> None:
    assert found(MEMORANDUM, "//t:catRef/@target") == ["#genre.memorandum"]
    assert found(MEMORANDUM, "//t:correspAction[@type='sent']/t:persName/text()") == ["Ada Holm"]
    assert found(MEMORANDUM, "//t:correspAction[@type='received']/t:persName/text()") == ["Jon Reyes"]
    assert found(MEMORANDUM, "//t:notesStmt/t:note[@type='classification']/text()") == ["TOP SECRET"]


@pytest.mark.parametrize(
    "text",
    [
        "The harvest of 1951\n\nOn March 7 the first boats were seen below the mill, and on March 9 the last.\n",
        "A walk\n\n10/01/1951\n\nThe ice on the river is breaking, and the boats lie below the mill again.\n",
    ],
)
def test_a_date_in_the_text_or_one_that_is_not_sure_is_not_the_documents(text: str) -> None:
    assert found(text, "//t:creation/t:date/@when") == []


def test_a_heading_that_names_no_kind_of_document_says_nothing_of_who_wrote() -> None:
    text = "From Lissau to the Skerries\n\nThe boat left at noon, and nobody was on the pier to see it go.\n"
    assert found(text, "//t:correspDesc") == []


ANNEXED = """Memorandum from Ada Holm to Jon Reyes

Lissau, March 9, 1951

The ice on the river is breaking. On March 7 the first boats were seen below the mill.

I send you what the millers wrote to me, so that you may judge of it yourself.

Ada Holm

Annex 1

Lower Mill, February 2, 1951

Confidential

The wheel stands still. We ask for two carpenters and for a boat, before the water rises.
"""


def test_an_annex_has_a_date_and_office_marks_of_its_own() -> None:
    result = convert_bytes(ANNEXED.encode(), "in.txt")
    assert found(ANNEXED, "//t:div[@type='annex']//t:dateline/t:date/@when") == ["1951-02-02"]
    assert not [one for one in result.findings if one.code in ("I021", "T031")]
    assert found(ANNEXED, "//t:div[@type='annex']//t:seg[@type='classification']/text()") == ["Confidential"]
    assert found(ANNEXED, "//t:notesStmt/t:note") == []


SOURCED = """March 9, 1951

Memorandum From Ada Holm to Jon Reyes, March 1951

Source: {}

Memorandum From Ada Holm (Warden of the Coast) to Jon Reyes (Secretary of the Lamp Makers)

March 9, 1951

The ice on the river is breaking. On March 7 the first boats were seen below the mill.
"""


def test_a_line_that_calls_itself_the_source_is_the_citation_even_where_it_is_not_understood() -> None:
    line = "Harbour Office, Central Coast Files, 1952 Q-Reels, Q520031-0042."
    text = SOURCED.format(line)
    assert found(text, "//t:sourceDesc/t:bibl[@type='citation']/text()") == [f"Source: {line}"]
    assert found(text, "//t:sourceDesc/t:bibl[@type='citation']/@ana") == ["#ground.sourceLine"]
    assert found(text, "//t:msDesc | //t:bibl[@type='manuscript']") == []
    (told,) = [one for one in convert_bytes(text.encode(), "in.txt").findings if one.code == "I024"]
    assert told.where.line == 5
