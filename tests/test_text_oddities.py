"""Oddities of a text: each is told with its line, and nothing of the text is lost for it."""

from __future__ import annotations

import pytest

from tei.findings import Severity
from tei.pipeline import Result, convert_bytes

TEXT = "The keeper wrote a long letter about the lamps, and nobody read it in the winter."


def made(text: str) -> Result:
    result = convert_bytes(text.encode(), "in.txt")
    assert not [one for one in result.findings if one.severity is Severity.ERROR], result.findings
    return result


def said(text: str, code: str) -> list[tuple[int | None, str]]:
    return [(one.where.line, one.message) for one in made(text).findings if one.code == code]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("John Quill", 1),
        ("\n\n[signed] John Quill", 3),
        ("Yours sincerely,\n\nJohn Quill\nChairman\n4 May 1951", 1),
        ("Lamp", 1),
        ("Dear Ada,\n\nYours,\n\nJohn", 1),
    ],
)
def test_a_signature_without_a_text(text: str, line: int) -> None:
    assert [where for where, _ in said(text, "I041")] == [line]


@pytest.mark.parametrize("text", [TEXT, f"{TEXT}\n\nJohn Quill", "The lamp is lost."])
def test_a_text_with_one_is_none(text: str) -> None:
    assert not said(text, "I041")


@pytest.mark.parametrize("note", ["See the oil[1] again.", "Brass, see note 1.", "灯，见注〔1〕。"])
def test_a_note_that_points_at_itself(note: str) -> None:
    text = f"The lamp[1] is lost.\n\n{TEXT}\n\nNotes\n\n[1] {note}\n[2] Of tin."
    assert [where for where, _ in said(text, "I042")] == [7]


@pytest.mark.parametrize("note", ["See note 2.", "In 1901 and 11.", "见本卷《灯》注〔1〕。", "Of brass[2]."])
def test_a_note_that_points_elsewhere(note: str) -> None:
    text = f"The lamp[1] is lost.\n\n{TEXT}\n\nNotes\n\n[1] {note}\n[2] Of tin."
    assert not said(text, "I042")


def test_marks_of_three_styles() -> None:
    text = (
        f"The lamp[1], oil* and tar² are lost.\n\n{TEXT}\n\nNotes\n\n[1] Brass.\n* Of the yard.\n[2] Of wood."
    )
    ((line, message),) = said(text, "I043")
    assert (line, message) == (1, "marks of notes in 3 styles: [1], *, ²")
    assert not said(text, "I006")
    assert not said(text, "I007")


def test_marks_of_two_styles_are_common() -> None:
    text = f"The lamp[1] and oil* are lost.\n\n{TEXT}\n\nNotes\n\n[1] Brass.\n* Of the yard."
    assert not said(text, "I043")


def test_a_line_of_a_whole_book() -> None:
    assert [line for line, _ in said(f"Report of the keeper\n\n{TEXT * 300}", "I044")] == [3]


@pytest.mark.parametrize(
    ("odd", "lines"),
    [("The lamp (of brass is lost.", "line 3"), ("The lamp of brass) is lost.", "line 3"), ("The lamp ^{1 is lost.", "line 3"),
     ("The lamp 〔of brass is lost.", "line 3"), ("The [lamp [is lost.\n\nThe end].", "line 3")],
)  # fmt: skip
def test_brackets_without_a_partner(odd: str, lines: str) -> None:
    assert [message for _, message in said(f"{TEXT}\n\n{odd}\n\n{TEXT}", "I040")] == [
        f"a bracket has no partner: {lines}"
    ]


@pytest.mark.parametrize(
    "even",
    ["a) lamps, b) oil", "1) lamps\n2) oil", "The lamp (of brass\nand tin) is lost.", "灯〔1]和油[2〕。"],
)
def test_brackets_with_a_partner_or_of_a_label(even: str) -> None:
    assert not said(f"{TEXT}\n\n{even}\n\n{TEXT}", "I040")


def test_many_marks_in_one_line_are_read_in_time() -> None:
    result = made("Report of the keeper\n\n" + "The lamp[1] " * 8_000 + f"\n\n{TEXT}\n\nNotes\n\n[1] Brass.")
    assert result.tei.count(b"noteAnchor") == 8_000
