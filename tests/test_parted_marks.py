"""Note marks that a blank parts from their word, or in words of their own: `(1)`, `1)`, `（注一）`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import made

LETTER = """Lyon, le 4 mai 1912

Monsieur,

J'ai reçu hier vos papiers {0} et je vous en remercie. La caisse du mois dernier {1} n'est pas encore arrivée au port.

Veuillez agréer, Monsieur, mes salutations.

Paul Maret

{0} Le registre des baptêmes.
{1} Envoyée de Marseille.
"""
ENUMERATED = """Memorandum on the Yard

The aims of the council are (1) to buy timber and (2) to settle with the town.

{said}
(1) Timber is bought in the north.
(2) The town is written to.
"""


def targets(record: str) -> list[tuple[str, str]]:
    """Mark and words of the note of each anchor."""
    tei = made("", record)
    notes = {str(note.get("{http://www.w3.org/XML/1998/namespace}id")): note for note in tei.nodes("note")}
    anchors = [ref for ref in tei.nodes("ref") if ref.get("type") == "noteAnchor"]
    return [
        ("".join(ref.itertext()), "".join(notes[str(ref.get("target")).lstrip("#")].itertext()))
        for ref in anchors
    ]


@pytest.mark.parametrize("signs", [("(1)", "(2)"), ("1)", "2)"), ("（1）", "（2）"), ("(*)", "(**)")])
def test_notes_at_the_end_answer_to_marks_that_blanks_part(signs: tuple[str, str]) -> None:
    record = LETTER.format(*signs)
    assert targets(record) == [
        (signs[0], f"{signs[0]} Le registre des baptêmes."),
        (signs[1], f"{signs[1]} Envoyée de Marseille."),
    ]
    tei = made("", record)
    assert len(tei.nodes("signed")) == 1
    assert len(tei.nodes("list")) == 0


@pytest.mark.parametrize("labels", [("(1)", "(2)"), ("1.", "2."), ("[1]", "[2]")])
def test_below_a_heading_the_labels_may_look_otherwise(labels: tuple[str, str]) -> None:
    first, second = labels
    record = (
        LETTER.format("(1)", "(2)")
        .replace("(1) Le", f"Notes\n\n{first} Le")
        .replace("(2) Env", f"{second} Env")
    )
    assert [mark for mark, _ in targets(record)] == ["(1)", "(2)"]


def test_one_note_answers_to_one_mark() -> None:
    record = LETTER.replace(" {1}", "").format("(1)", "")
    assert len(targets(record.replace("\n Envoyée de Marseille.\n", "\n"))) == 1


@pytest.mark.parametrize(
    "signs", [("（注1）", "（注2）"), ("（注一）", "（注二）"), ("〔註一〕", "〔註二〕")]
)
def test_marks_with_the_word_for_note(signs: tuple[str, str]) -> None:
    record = (
        "報告\n\n昨日の会談{0}では港の問題について話し合われた。損害については別に協議する{1}。\n\n"
        "右報告する。\n\n{0}於市庁舎。\n{1}附属書を参照。\n"
    ).format(*signs)
    assert [mark for mark, _ in targets(record)] == list(signs)


@pytest.mark.parametrize(
    "record",
    [
        ENUMERATED.format(said="The council therefore decides:"),
        ENUMERATED.format(said="The council therefore decides as follows, and asks for an answer."),
        LETTER.format("(1)", "(2)").replace("(2) Envoyée", "(3) Envoyée"),
        LETTER.format("(1)", "(2)").replace("vos papiers (1)", "votre point (1)"),
        LETTER.format("(1)", "(2)").replace("hier vos", "(1) hier vos"),
    ],
)
def test_lists_and_enumerations_are_no_notes(record: str) -> None:
    assert targets(record) == []
    assert made("", record).nodes("note") == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["(1)", "(2)", "(3)", "1)", "2)", "and", "timber.", "point", ",", "。"]), max_size=9
    )
)
def test_whatever_stands_in_the_text_nothing_is_lost(words: list[str]) -> None:
    """The conversion compares the TEI with the record: it would refuse what it lost."""
    record = f"Report on the Yard\n\nThe clerk wrote {' '.join(words)} and went.\n\n(1) One.\n(2) Two.\n"
    assert len(made("", record).nodes("div")) >= 1


GLUED = """Report on the Yard

The yard stands idle since March{0}. The timber did not come, the master is ill{1} and the town asks for rent.

{2}{0} Since the flood.
{2}{1} According to the doctor.
"""


@pytest.mark.parametrize("stop", ["", "."])
def test_raised_digits_that_lost_their_height(stop: str) -> None:
    record = GLUED.format("1", "2", "").replace("\n1 ", f"\n1{stop} ").replace("\n2 ", f"\n2{stop} ")
    assert [mark for mark, _ in targets(record)] == ["1", "2"]


@pytest.mark.parametrize(
    "record",
    [
        GLUED.format("1", "2", "").replace("ill2", "ill"),
        GLUED.format("1", "2", "").replace("March1", "U1"),
        GLUED.format("1", "2", "").replace("March1", "March2").replace("ill2", "ill1"),
    ],
)
def test_digits_that_no_notes_answer_to_are_text(record: str) -> None:
    assert targets(record) == []


@pytest.mark.parametrize(
    "record",
    [
        "Note\n\nWe saw yard1, there.\n\n1 October 1957\n",
        "Report\n\nThe men of yard1, worked.\n\n1. Bread\n\nThere was bread, and nobody was hungry in that year.\n",
        "Report\n\nThe head of school1, and of school2, came.\n\n1. The first is closed.\n2. The roof is mended.\n",
        "Order\n\nThe men of block5, shall march.\n\n5 copies\n",
        "Order\n\nHe has thirty (30) days to pay.\n\n(30) days after this it ends.\n",
        "Protokoll\n\nAnwesend sind Falk 1), Brandt 2).\n\nBeschlüsse\n\n1) Das Tor wird gebaut.\n2) Es wird gezahlt.\n",
        "Costs\n\nThere is wood (1), there are nails (2).\n\n(1) 12\n(2) 40\n",
        "Plan1\n\nIt is told.\n\n1 Plan of the yard.\n",
        "Letter\n\nWe met in room1.\n\n1. May 1951\nA. Falk\n",
        "Answers\n\nThey asked. (1) How many live there? (2) Who is poor?\n\n(1) Forty live there.\n\n(2) Nobody is poor.\n",
        "Answers\n\nHow many live there? (1)\n\nWho is poor? (2)\n\n(1) Forty live there.\n\n(2) Nobody is poor.\n",
        "Answers\n\n(1) How many live there?\n(1) Forty.\n(2) Who is poor?\n(2) Nobody.\n(3) Is there work?\n(3) None.\n",
    ],
)
def test_numbers_that_only_look_like_marks(record: str) -> None:
    tei = made("", record)
    assert tei.nodes("note") == []
    assert [ref for ref in tei.nodes("ref") if ref.get("type") == "noteAnchor"] == []


def test_one_question_with_a_note_has_it() -> None:
    record = "Answers\n\nThey came to the yard and asked (1) who had the key?\n\nNobody had.\n\n(1) In the year of the fire.\n"
    assert targets(record) == []  # a question stands behind the number
    record = "Answers\n\nThey came to the yard and asked who had the key? (1)\n\nNobody had.\n\n(1) In the year of the fire.\n"
    assert targets(record) == [("(1)", "(1) In the year of the fire.")]


@pytest.mark.parametrize(
    ("mark", "label", "sentence"),
    [
        ("(١)", "(١)", "وصل الكتاب من الوزارة"),
        ("(۱)", "(۱)", "نامه از وزارت رسید"),
        ("¹", "¹", "Je vous envoie la note qu'il m'a remise"),
        ("¹", "1.", "Je vous envoie la note qu'il m'a remise"),
    ],
)
def test_marks_behind_a_blank_in_other_prints(mark: str, label: str, sentence: str) -> None:
    record = f"Note\n\n{sentence} {mark}.\n\n{label} {sentence}.\n"
    assert [found for found, _ in targets(record)] == [mark]


@pytest.mark.parametrize("words", ["5 ¹ 2", "x ¹ y", "No ¹2"])
def test_a_raised_digit_behind_a_digit_or_one_letter_is_no_mark(words: str) -> None:
    assert made("", f"Sums of the yard\n\nIt was {words} in all.\n").nodes("ref") == []
