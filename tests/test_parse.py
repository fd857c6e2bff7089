"""Stage 2: a label counts by its position, and every line is claimed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from sample_records import RECORDS, TEXT, wilson

from tei.parse import choose, parse, recognise
from tei.profile import built_in
from tei.source import decode

if TYPE_CHECKING:
    from tei.findings import Finding
    from tei.model import Record, Source
    from tei.profile import Profile

LAYOUT = built_in()["wilson-center"]
OLD = built_in()["wilson-center-old"]
PLAIN = built_in()["plain"]


def source(text: str) -> Source:
    read, _ = decode(text.encode(), "in.txt")
    assert read is not None
    return read


def parsed(text: str, profile: Profile = LAYOUT) -> tuple[Record, tuple[Finding, ...]]:
    record, findings = parse(source(text), profile)
    assert record is not None
    return record, findings


def slots(text: str, profile: Profile = LAYOUT) -> dict[str, str]:
    """Slot name -> its text; the text below the header with its lines."""
    record, _ = parsed(text, profile)
    names = [slot.name for slot in record.slots]
    assert len(names) == len(set(names)) or "unrecognised" in names
    return {slot.name: "|".join(line.text for line in slot.lines if not line.blank) for slot in record.slots}


FULL = wilson(
    Summary="Holm tells what came.\n\nShe asks for more.",
    Credits="With support from the Lamp Fund",
    Original_Language="English",
    Contents="Original Scan\nTranslation - English",
)


def test_every_slot_has_its_value() -> None:
    found = slots(FULL)
    assert list(found) == ["date", "title", "citation", "summary", "credits", "language", "contents", "body"]
    assert found["date"] == "March 9, 1954"
    assert found["title"] == "Letter from Ada Holm to Jon Reyes"
    assert found["summary"] == "Holm tells what came.|She asks for more."
    assert found["contents"] == "Original Scan|Translation - English"
    assert found["body"].startswith("Dear Jon,|The boat")
    assert parsed(FULL)[1] == ()


def test_slots_know_their_lines_and_their_label() -> None:
    record, _ = parsed(FULL)
    summary = record.slot("summary")
    assert summary is not None
    assert summary.label is not None
    lines = FULL.split("\n")
    assert lines[summary.label.number - 1] == "Summary:"
    assert [lines[line.number - 1] for line in summary.lines] == [line.text for line in summary.lines]


def test_lost_blank_lines_change_nothing() -> None:
    packed = "\n".join(line for line in FULL.split("\n") if line) + "\n"
    found = slots(packed)
    expected = slots(FULL)
    for name in ("date", "title", "citation", "credits", "language", "contents", "body"):
        assert found[name] == expected[name], name


def test_many_blank_lines_change_nothing() -> None:
    assert slots(FULL.replace("\n\n", "\n\n  \n\n\n")) == slots(FULL)


def test_a_value_on_the_line_of_its_label() -> None:
    text = FULL.replace("Original Language:\n\nEnglish", "Original Language: English").replace(
        "Summary:\n\n", "Summary:   "
    )
    assert slots(text) == slots(FULL)


WORDS_OF_LABELS = [
    "CONTENTS", "Contents", "Summary.", "Summary of the year:", "Citation", "Credits: none", "Summary: what we owe",
    "Original Language:", "Citation:", "Summary:", "Contents:", "Credits:",
]  # fmt: skip


@pytest.mark.parametrize("word", WORDS_OF_LABELS)
def test_a_word_of_a_label_within_the_text_is_text(word: str) -> None:
    found = slots(FULL.replace("Ada Holm\n", f"{word}\n\nwhat follows\n\nAda Holm\n"))
    expected = slots(FULL)
    assert found["body"] == expected["body"].replace("|Ada Holm", f"|{word}|what follows|Ada Holm")
    assert {name: found[name] for name in found if name != "body"} == {
        name: expected[name] for name in expected if name != "body"
    }


def test_labels_may_be_missing() -> None:
    found = slots(wilson())
    assert list(found) == ["date", "title", "citation", "body"]
    assert found["body"].startswith("Dear Jon,")


def test_a_label_without_a_value_is_said() -> None:
    record, findings = parsed(FULL.replace("With support from the Lamp Fund\n\n", ""))
    assert [(one.code, one.where.line) for one in findings] == [("P004", 15)]
    credit = record.slot("credits")
    assert credit is not None
    assert credit.lines == ()


def test_a_label_that_the_layout_does_not_know_is_kept_and_said() -> None:
    text = FULL.replace("Original Language:", "Donor:\n\nThe Holm family\n\nOriginal Language:")
    record, findings = parsed(text)
    assert [(one.code, one.where.line) for one in findings] == [("P003", 19)]
    unknown = record.slot("unrecognised")
    assert unknown is not None
    assert [line.text for line in unknown.lines if not line.blank] == ["Donor:", "The Holm family"]
    assert slots(text)["credits"] == "With support from the Lamp Fund"


@pytest.mark.parametrize("value", ["77", "X-7", "77 (old: 12)", "none"])
def test_a_record_number_is_kept_as_printed(value: str) -> None:
    assert slots(wilson(Record_ID=value))["number"] == value


def test_before_the_first_label_form_and_order_decide() -> None:
    without_title = FULL.replace("Letter from Ada Holm to Jon Reyes\n\nCit", "Cit")
    assert "title" not in slots(without_title)
    assert slots(without_title)["date"] == "March 9, 1954"
    without_date = FULL.replace("March 9, 1954\n\nL", "L", 1)
    assert "date" not in slots(without_date)
    assert slots(without_date)["title"] == "Letter from Ada Holm to Jon Reyes"
    odd = FULL.replace("March 9, 1954\n\nL", "late in the winter\n\nL", 1)
    assert slots(odd)["date"] == "late in the winter"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("July 03, 1956\nLetter on the Ferry", "Letter on the Ferry"),
        ("Letter on the Ferry\nJuly 03, 1956", "Letter on the Ferry"),
        ("July 03, 1956\n\nLetter on the Ferry\nof the Coast", "Letter on the Ferry|of the Coast"),
        ("July 03, 1956\n\nLetter on the Ferry in\nJune 1956", "Letter on the Ferry in|June 1956"),
        ("July 03, 1956\nLetter on the Ferry\nof the Coast", "Letter on the Ferry|of the Coast"),
    ],
)
def test_a_date_right_over_its_title_is_parted_from_it(head: str, title: str) -> None:
    found = slots(FULL.replace("March 9, 1954\n\nLetter from Ada Holm to Jon Reyes", head, 1))
    assert (found["date"], found["title"]) == ("July 03, 1956", title)


@pytest.mark.parametrize(
    "date",
    ["March 9, 1954", "1954", "March 1954", "Spring 1954", "circa 1954", "[n.d.]", "Undated", "between 1954 and 1956",
     "Not earlier than March 9, 1954", "Late November 1950", "13 June 1949 – 2 July 1949"],
)  # fmt: skip
def test_a_lone_date_before_the_labels_is_no_title(date: str) -> None:
    text = FULL.replace("March 9, 1954\n\nLetter from Ada Holm to Jon Reyes\n\n", f"{date}\n\n", 1)
    assert slots(text).get("date") == date
    assert "title" not in slots(text)


def test_the_layout_is_recognised_by_what_it_always_has() -> None:
    profiles = list(built_in().values())
    assert recognise(source(FULL), LAYOUT)
    chosen = choose(source(FULL), profiles)
    assert (chosen.profile, chosen.findings) == (LAYOUT, ())
    assert chosen.said.startswith("wilson-center ")
    letter = source("A letter\n\nThe boat came.\n")
    assert not recognise(letter, LAYOUT)
    chosen = choose(letter, profiles)
    assert chosen.profile is PLAIN
    assert [one.code for one in chosen.findings] == ["P001"]
    assert chosen.said == ""
    record, findings = parse(letter, LAYOUT)
    assert record is None
    assert [one.code for one in findings] == ["P002"]
    assert "citation" in findings[0].message


def test_a_citation_deep_in_a_text_makes_no_header() -> None:
    text = "\n\n".join(f"Paragraph {number}" for number in range(20)) + "\n\nCitation:\n\nA book."
    assert not recognise(source(text), LAYOUT)


def test_of_plain_text_all_is_text() -> None:
    assert slots("\n\nA letter\n\nThe boat came.\n\nAda", PLAIN) == {"body": "A letter|The boat came.|Ada"}


@settings(max_examples=150, deadline=None)
@given(RECORDS)
def test_every_line_is_claimed_once_and_in_order(text: str) -> None:
    read, _ = decode(text.encode(), "in.txt")
    if read is None:
        return
    for profile in (LAYOUT, PLAIN):
        record, _ = parse(read, profile)
        if record is None:
            continue
        claimed: dict[int, str] = {}
        for slot in record.slots:
            for line in (*((slot.label,) if slot.label else ()), *slot.lines):
                claimed[line.number] = claimed.get(line.number, "") + "".join(line.text.split())
            assert not slot.lines or not (slot.lines[0].blank or slot.lines[-1].blank)
        expected = {line.number: "".join(line.text.split()) for line in read.lines if not line.blank}
        assert {number: text for number, text in claimed.items() if text} == expected


def test_slot_text_joins_its_lines() -> None:
    record, _ = parsed(wilson(TEXT, Summary="one\n  two \n\nthree", Credits="four"))
    summary = record.slot("summary")
    assert summary is not None
    assert summary.text == "one two three"


HEAD = "March 9, 1954\n\nLetter from Ada Holm to Jon Reyes\n\n"


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ("Citation:\n\n", "Citation:"),
        ('Citation:\n\n"A Letter", Holm Archive.\n\nContents:\n\n', "Contents:"),
        ('Citation:\n\n"A Letter", Holm Archive.\n\nOriginal Language:\n\n', "Original Language:"),
    ],
)
def test_an_empty_last_label_takes_nothing_of_the_text(fields: str, label: str) -> None:
    for text in (HEAD + fields + TEXT, (HEAD + fields + TEXT).replace("\n\n", "\n")):
        record, findings = parsed(text)
        assert slots(text)["body"] == TEXT.replace("\n\n", "|")
        line = text.split("\n").index(label) + 1
        assert [(one.code, one.where.line) for one in findings] == [("P004", line)]
        assert {slot.text for slot in record.slots if slot.label and slot.label.text == label} == {""}


@pytest.mark.parametrize(
    "citation",
    [
        '"A Letter", 1954',
        "“A Letter,” 1954",
        "Holm Archive, Box 2.",
        "AVR, f. 3, op. 2.",
        "Unknown",
        "Ibid. L. 2",
    ],
)
def test_a_citation_that_no_label_follows_is_told_by_its_form(citation: str) -> None:
    assert slots(f"{HEAD}Citation:\n\n{citation}\n\n{TEXT}")["citation"] == citation


def test_a_citation_without_text_below_needs_no_form() -> None:
    assert slots(f"{HEAD}Citation:\n\nLonrad\n") == {**slots(HEAD + "Citation:"), "citation": "Lonrad"}


def test_the_value_of_a_last_label_that_may_be_longer_is_said() -> None:
    text = f'{HEAD}Citation:\n\n"A Letter"\n\nSummary:\n\nHolm tells what came.\n\n{TEXT}'
    assert [(one.code, one.where.line) for one in parsed(text)[1]] == [("P006", 11)]


MASTHEAD = ("Digital Archive", "International History Declassified", "digitalarchive.wilsoncenter.org")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("order", [MASTHEAD, (MASTHEAD[0], MASTHEAD[2], MASTHEAD[1])])
def test_the_masthead_of_the_export_is_no_title_and_is_kept(order: tuple[str, ...], between: str) -> None:
    text = wilson().lstrip("\n")
    record, findings = parsed(between.join(order) + "\n\n" + text, OLD)
    own, _ = parsed(text)
    above = [slot.lines[0].text for slot in record.slots[:3]]
    assert above == list(order)
    assert {slot.name for slot in record.slots[:3]} == {"unrecognised"}
    assert [(slot.name, slot.text) for slot in record.slots[3:]] == [
        (slot.name, slot.text) for slot in own.slots
    ]
    assert not [one for one in findings if one.code == "P003"]
