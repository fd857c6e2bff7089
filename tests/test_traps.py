"""Traps that a reviewer fell into: what must not be read as what it looks like."""

from __future__ import annotations

import pytest
from sample_records import wilson

from tei.interpret.dates import find_dates
from tei.interpret.forms import is_head
from tei.interpret.inline import Reading, read_inline
from tei.model import Anchor, Spaced, Supplied, Text
from tei.pipeline import Result, convert_bytes

TEXT = "Dear Jon,\n\nThe boat came on Friday with the books and the two lamps.\n\nAda Holm"


def kinds(result: Result) -> list[str]:
    assert result.document is not None
    return [block.kind for division in result.document.divisions for block in division.printed]


def slots(result: Result) -> dict[str, str]:
    assert result.document is not None
    return {slot.name: slot.text for slot in result.document.record.slots}


def test_labels_below_the_first_paragraph_of_the_text_are_text() -> None:
    citation = '"A Letter", March 9, 1954, Wilson Center Digital Archive, Holm Archive, Box 2.'
    body = f"{TEXT}\n\nSummary:\n\nThe mill closes in spring.\n\nCredits:\n\nNobody will go."
    result = convert_bytes(
        f"March 9, 1954\n\nA Letter\n\nCitation:\n\n{citation}\n\n{body}".encode(), "in.txt"
    )
    assert slots(result)["citation"] == citation
    assert set(slots(result)) == {"date", "title", "citation", "body"}


def test_a_label_that_should_have_come_earlier_is_text() -> None:
    result = convert_bytes(wilson("Summary:\n\n" + TEXT, Contents="Translation - English").encode(), "in.txt")
    assert "Summary:" in slots(result)["body"]


@pytest.mark.parametrize(
    "text",
    ["وزیر محترم،", "Беседа продолжалась два часа.⁷", "谈话进行了两个小时。⑴", "He left.[3]", "“He left.”"],
)
def test_a_sentence_is_no_heading_whatever_mark_ends_it(text: str) -> None:
    assert not is_head(text)
    assert is_head("Report on the Two Lamps⁷")


@pytest.mark.parametrize(
    "words",
    [
        "inaudible",
        "torn",
        "left blank",
        "footnote 3",
        "page 7",
        "end of page 3",
        "crossed out: no",
        "Editor's note: none",
        "in the original: no",
    ],
)
def test_a_remark_on_the_copy_is_not_supplied_by_the_translator(words: str) -> None:
    reading = Reading("en", None, {}, supplied=True)
    parts = read_inline(f"He said [{words}] and left.", reading)
    assert not [part for part in parts if isinstance(part, Supplied)]
    assert Supplied("the other") in read_inline("He saw [the other] man.", reading)


@pytest.mark.parametrize("text", ["A B C D", "1 2 3 4 5 6 7", "a b"])
def test_a_row_of_letters_is_no_letter_spaced_word(text: str) -> None:
    assert read_inline(text, Reading("en", None, {}), heading=True) == (Text(text),)


@pytest.mark.parametrize(
    ("text", "word"),
    [("R e p o r t", "Report"), ("B R A N D E C K", "BRANDECK"), ("İ S T A S Y O N", "İSTASYON")],
)
def test_a_letter_spaced_word_is_read(text: str, word: str) -> None:
    assert read_inline(text, Reading("en", None, {}), heading=True) == (Spaced(text, word),)


def test_a_year_whose_month_is_none_is_no_date() -> None:
    assert find_dates("（一九五一年十三月四十日）", language="zh") == []
    assert [found.reading.when for found in find_dates("一九五一年的工作", language="zh")] == ["1951"]


def test_a_raised_digit_is_a_mark_after_a_word_and_not_after_a_unit_or_a_number() -> None:
    parts = read_inline("It closed⁸⁵ on 5 km² of 10⁶ trees.", Reading("en", None, {}))
    assert [part.marker for part in parts if isinstance(part, Anchor)] == ["⁸⁵"]


def test_text_below_the_notes_is_told() -> None:
    text = TEXT.replace("Friday", "Friday[1]") + "\n\nNotes\n\n[1] One.\n\nTwo.\n\nThree."
    result = convert_bytes(wilson(text).encode(), "in.txt")
    assert "I014" in {one.code for one in result.findings}
    assert not result.failed


def test_two_senders_by_from_are_none() -> None:
    title = "Telegram No. 12 from Lowport, from Kato Jun to Ministry"
    result = convert_bytes(wilson(TEXT, title=title).encode(), "in.txt")
    assert result.document is not None
    assert "Lowport" not in {fact.value for fact in result.document.header.senders}


def test_a_heading_that_is_a_note_mark_alone_gives_no_empty_title() -> None:
    result = convert_bytes(
        "^{〔1〕}\nThe river knows no borders and we measure it every day".encode(), "in.txt"
    )
    assert not result.failed
