"""Notes of every style: each mark tied to its note, none invented, none dropped."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from note_styles import HEADINGS, LABELS, MARKS, WEAK, Printed, Style, fits, printed

from tei.interpret.blocks import read_blocks
from tei.interpret.inline import plain_text
from tei.model import Anchor, Line, Note, Section
from tei.pipeline import convert_bytes
from tei.profile import BodyRules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.interpret.blocks import Parts
    from tei.model import Piece

RULES = BodyRules(raised=("^{", "}"), supplied=True, bullets=("-",))


def parts_of(text: str, language: str = "en", *, translation: bool = False) -> Parts:
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    return read_blocks(lines, RULES, language=language, translation=translation, context=None)


def leaves(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, and for a section what stands in it."""
    for piece in pieces:
        if isinstance(piece, Section):
            yield from leaves(piece.pieces)
        else:
            yield piece


def notes_of(parts: Parts) -> list[Note]:
    return [piece for piece in leaves(parts.blocks) if isinstance(piece, Note)]


def anchors_of(parts: Parts) -> list[Anchor]:
    contents = (content for piece in leaves(parts.blocks) for content in piece.contents)
    return [part for content in contents for part in content if isinstance(part, Anchor)]


def words_of(note: Note) -> str:
    return plain_text(note.paragraphs[0])


def assert_read(made: Printed, language: str = "en") -> None:
    parts = parts_of(made.text, language)
    notes = notes_of(parts)
    assert [words_of(note) for note in notes] == made.notes, made.text
    by_key = {note.key: words_of(note) for note in notes}
    assert len(by_key) == len(notes)
    assert [None if one.key is None else by_key[one.key] for one in anchors_of(parts)] == made.marks, (
        made.text
    )
    assert [words_of(note) for note in notes if not note.anchored] == made.lonely
    assert len(parts.orphan_anchors) == made.marks.count(None)
    assert len(parts.orphan_notes) == len(made.lonely)
    assert parts.repeated_notes == ()


PAIRS = [(mark, label) for mark, label in itertools.product(MARKS, LABELS) if fits(mark, label)]


@pytest.mark.parametrize(("mark", "label"), PAIRS)
@pytest.mark.parametrize("heading", ["Notes", ""])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_marks_and_labels(mark: str, label: str, heading: str, language: str) -> None:
    if mark == "round" and language == "zh" and not heading and label in WEAK:
        pytest.skip("a list in round brackets and a numbered list are told apart by nothing")
    for count, apart in itertools.product((1, 3, 12), (False, True)):
        assert_read(printed(Style(mark, label, heading, language, count=count, apart=apart)), language)


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("label", ["hooked", "dotted", "bulleted", "raised"])
def test_headings(heading: str, label: str) -> None:
    assert_read(printed(Style("raised", label, heading, "ru", rule=True)), "ru")
    assert_read(printed(Style("square", label, heading, "de")), "de")


@pytest.mark.parametrize(
    ("mark", "label"), [("raised", "dotted"), ("square", "square"), ("circled", "hooked"), ("stars", "stars")]
)
@pytest.mark.parametrize("heading", ["Notes", ""])
@pytest.mark.parametrize("rule", [True, False])
def test_oddities(mark: str, label: str, heading: str, rule: bool) -> None:
    assert_read(printed(Style(mark, label, heading, twice=True, rule=rule)))
    if label == "dotted" and not heading:
        return  # a numbered list is notes only where every number has its mark
    assert_read(printed(Style(mark, label, heading, count=4, lost_marks=frozenset((2,)), rule=rule)))
    if mark != "raised":
        assert_read(printed(Style(mark, label, heading, count=4, lost_notes=frozenset((3,)), rule=rule)))


@pytest.mark.parametrize("label", ["square", "raised", "dotted"])
def test_notes_of_several_paragraphs(label: str) -> None:
    made = printed(Style("raised", label, count=3, paragraphs=3, apart=True))
    assert_read(made)
    assert [len(note.paragraphs) for note in notes_of(parts_of(made.text))] == [3, 3, 3]


@pytest.mark.parametrize("after", ["（根据渡轮公司保存的原件刊印）", "（《港口文集》第二卷，港口出版社1961年第1版，第12页）",
                                   "HARBOUR. F. 3. Op. 16. D. 29. L. 7.", "Ada Venn", "12 March 1961"])  # fmt: skip
@pytest.mark.parametrize("heading", ["Notes", ""])
def test_what_follows_the_notes_is_not_theirs(after: str, heading: str) -> None:
    for apart in (True, False):
        made = printed(Style(heading=heading, apart=apart, after=after))
        assert_read(made)
        last = parts_of(made.text).blocks[-1]
        assert not isinstance(last, Note)
        assert plain_text(last.contents[0]) == after


def test_text_after_the_notes_is_text_and_is_told() -> None:
    text = "The lamp[1] is lost.\n\nNotes\n\n[1] Of brass.\n[2] Of tin.\n\nThe keeper wrote again.\n\nNobody answered him."
    parts = parts_of(text)
    assert [words_of(note) for note in notes_of(parts)] == ["Of brass.", "Of tin."]
    assert [line for line, _ in parts.unsure_ends] == [8]


# --- at the foot of pages, and numbers that begin again ---------------------------------------------

FEET = """The keeper* wrote of the lamp.

He asked for oil**, and the yard had none.

* On the first page a stamp of the harbour.
** Two barrels of it,
of the better sort.

- 2 -

The captain* answered in the spring.

* His name is not given.

- 3 -

No lamp came."""


def test_asterisks_at_the_foot_of_pages() -> None:
    parts = parts_of(FEET)
    notes = notes_of(parts)
    assert [(note.key, note.label, note.place) for note in notes] == [
        ("x1", "*", "foot"),
        ("x2", "**", "foot"),
        ("x3", "*", "foot"),
    ]
    assert [one.key for one in anchors_of(parts)] == ["x1", "x2", "x3"]
    assert [piece.span.first for piece in parts.blocks] == sorted(piece.span.first for piece in parts.blocks)


@pytest.mark.parametrize("mark", ["^{%d}", "[%d]", "〔%d〕", "^{[%d]}"])
def test_numbers_that_begin_again_on_each_page(mark: str) -> None:
    pages = []
    for page in range(3):
        text = " ".join(f"lamp{mark % n} of page {page}" for n in (1, 2))
        pages.append(f"The {text}.\n\n[1] Brass {page}.\n[2] Tin {page}.\n\n- {page + 2} -")
    parts = parts_of("\n\n".join(pages) + "\n\nThe end of it is dark.")
    by_key = {note.key: words_of(note) for note in notes_of(parts)}
    assert [by_key[one.key or ""] for one in anchors_of(parts)] == [
        f"{words} {page}." for page in range(3) for words in ("Brass", "Tin")
    ]
    assert len(by_key) == 6
    assert not parts.repeated_notes


def test_numbers_that_begin_again_in_one_list() -> None:
    text = "A lamp[1] and oil[2].\n\nA boat[1] and a rope[2].\n\nNotes\n\n[1] One.\n[2] Two.\n[1] Three.\n[2] Four."
    parts = parts_of(text)
    by_key = {note.key: words_of(note) for note in notes_of(parts)}
    assert [by_key[one.key or ""] for one in anchors_of(parts)] == ["One.", "Two.", "Three.", "Four."]


def test_two_notes_of_one_number() -> None:
    parts = parts_of("A lamp[1] and oil[2].\n\nNotes\n\n[1] One.\n[2] Two.\n[2] Another.")
    assert [one.key for one in anchors_of(parts)] == ["1", "2"]
    assert parts.repeated_notes == ((7, "[2]"),)


def test_letters_below_a_heading_in_the_middle_of_a_page() -> None:
    text = (
        "Dear Mr. Keeper a,\n\nThe lamp is here.\n\n[Footnotes:]\na Above the text is printed the name\n"
        "of the harbour.\nb On the back a stamp.\n\n80Second copy\n\nMoreover, the oil is here.\n\nThe rope is not."
    )
    parts = parts_of(text)
    assert [(note.n, note.place) for note in notes_of(parts)] == [("a", "foot"), ("b", "foot")]
    assert [(one.marker, one.key) for one in anchors_of(parts)] == [("a", "a")]


def test_a_note_without_number_under_its_heading() -> None:
    (note,) = notes_of(
        parts_of("The lamp is here.\n\n[Footnote:] There is a stamp on the first page.\n\n72\n\nThe oil too.")
    )
    assert (note.label, note.n, note.type, note.place) == ("[Footnote:]", "", "textual", "foot")


# --- what is a mark -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "It lies 5 km^{2} from here.", "H^{2}O and 10^{2} lamps.", "The 1^{st} of May, M^{r} Venn, N^{o} 7.", "See note [2] above.",
        "See notes [1] and [2] to document 5.", "In the year [1962] he left.", "参见本卷《灯》注〔2〕。", "см. прим. [2] к письму",
        "vgl. Anm. [2]", "lásd a 3. jegyzet [2]", "The items (2) and (1) are lost.", "It is *so* and **not** otherwise.", "2 * 3 * 4",
        "以下各项：①灯；②油。",
    ],
)  # fmt: skip
def test_what_is_no_mark(text: str) -> None:
    parts = parts_of(f"{text}\n\nThe lamp^{{1}} and oil^{{2}}.\n\nNotes\n\n[1] One.\n[2] Two.")
    assert [one.marker for one in anchors_of(parts)] == ["1", "2"]
    assert not parts.orphan_anchors


def test_three_styles_of_marks_in_one_text() -> None:
    parts = parts_of(
        "The lamp[1] and oil^{2} and the rope③ and tar*.\n\nNotes\n\n〔1〕 One.\n2. Inner.\n〔2〕 Two.\n[3] Three.\n* Four."
    )
    assert [one.key for one in anchors_of(parts)] == ["1", "2", "3", "x1"]


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("The lamp^{1} and oil^{2} are lost.", ["1", "2"]),
        ("The lamp[7] is lost.", ["[7]"]),
        ("The lamp closed in 1963⁸⁶ for good⁸⁷.", ["⁸⁶", "⁸⁷"]),
        ("The lamp* is lost.", ["*"]),
        ("这盏灯〔1〕和灯油〔2〕都丢失了。", ["〔1〕", "〔2〕"]),
        ("The lamp^{〔4〕} is lost.", ["〔4〕"]),
        ("A square of 3^{2} lamps.", []),
        ("the 2^{nd} lamp of M^{me} Venn", []),
    ],
)
def test_marks_whose_notes_are_lost(text: str, markers: list[str]) -> None:
    parts = parts_of(text)
    assert [one.marker for one in anchors_of(parts)] == markers
    assert [mark for _, mark in parts.orphan_anchors] == markers


def test_a_note_that_names_itself_or_another_holds_no_mark() -> None:
    parts = parts_of("The lamp[1] and oil[2].\n\nNotes\n\n[1] See[1] and^{2}.\n[2] As note [1], or [9].")
    assert [one.key for one in anchors_of(parts)] == ["1", "2"]
    assert not parts.orphan_anchors


@pytest.mark.parametrize(
    "line",
    [
        "Letter on the lamp[1]",
        "Harbour, 4 March 1951[1]",
        "Dear Keeper[1],",
        "- a lamp[1]",
        "## The lamp[1]",
        "Ada Venn[1]",
    ],
)
def test_a_mark_in_any_line(line: str) -> None:
    for text in (
        f"{line}\n\nThe oil is here, as you asked.\n\nNotes\n\n[1] One.",
        f"The oil is here.\n\n{line}\n\nNotes\n\n[1] One.",
    ):
        parts = parts_of(text)
        assert [one.key for one in anchors_of(parts)] == ["1"]


@pytest.mark.parametrize(
    ("words", "kind", "translation"),
    [
        ("Of brass.", "editorial", True), ("Of brass, as the keeper says. – Ada Venn.", "translator", True),
        ("Of brass. – Ada Venn.", "editorial", False), ("Translator's note: of brass.", "translator", False),
        ("Лампа. — Прим. перев.", "translator", True), ("The word is crossed out.", "textual", False),
        ("Ада Венн (1891–1950), смотритель.", "biographical", False), ("文雅达（一八九一——一九五〇），港口管理员。", "biographical", False),
        ("文雅达，当时任港口管理员。", "editorial", False), ("参见本卷《灯》注〔3〕。", "reference", False), ("Ibid.", "reference", False),
        ("Der Leuchter. Anm. d. Übers.", "translator", True),
    ],
)  # fmt: skip
def test_types_of_notes(words: str, kind: str, translation: bool) -> None:
    (note,) = notes_of(parts_of(f"The lamp[1].\n\nNotes\n\n[1] {words}", translation=translation))
    assert note.type == kind


# --- what is no note -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The lamp is here.\n\n1. Oil.\n2. Rope.",
        "The lamp is here.\n\n(1) Oil.\n(2) Rope.",
        "The lamp is here.\n\n* Oil.\n* Rope.",
        "Notes\n\n1. Oil.\n2. Rope.",
        "The lamp^{1} is here.\n\n1. Oil.\n2. Rope.\n\nThe boat leaves at noon and comes back at night.\n\nNobody is on it.",
        "The lamp is here.\n\n* * *\n\nThe oil is here.",
        "The lamp is here.\n\n[1] The first paragraph of many.\n\n[2] The second of them.",
        "The lamp is here.\n\nNotes\n\nThe keeper asked for oil and got none of it.",
        "The lamp is* here.\n\nThe keeper came down\n* 4 and asked for oil, as before.\n\nNobody slept that night for the wind.\n\nThey left.",
    ],
)
def test_what_is_no_note(text: str) -> None:
    assert not notes_of(parts_of(text))


# --- the whole way ---------------------------------------------------------------------------------


@pytest.mark.parametrize("style", [
    Style("raised", "dotted"), Style("stars", "stars-glued", ""), Style("circled", "hooked", "注 释", "zh", rule=True),
    Style("square", "square", "", twice=True), Style("raised-letter", "letter-bracketed", "[Footnotes:]"),
    Style("square", "square", after="Ada Venn"), Style("square", "square", lost_notes=frozenset((2,)), lost_marks=frozenset((3,))),
])  # fmt: skip
def test_converted_whole(style: Style) -> None:
    result = convert_bytes(printed(style).text.encode(), "in.txt")
    assert not result.failed, result.findings


@pytest.mark.parametrize("text", [
    FEET, "A lamp[1].\n\nNotes\n\n[1] One.\n\nAnnex\n\nThe boat[1] is here and the rope is not.\n\nNotes\n\n[1] Two.\n\nAda Venn\n\n4 March 1951",
    "A lamp[1].\n\nNotes\n\n[1] One.\n\nAda Venn\n\nNotes\n\n[1] Two.", "A lamp[1] and oil[1].\n\nNotes\n\n[1] One.\n[1] Two.\n[1] Three.",
    "A lamp^{1}, [2〕 and [ ] or ^{ 〔3.\n\nNotes\n\n[1] One.\n[2] Two ^{1.\n〔3 Three.",
    "A lamp*.\n\nThe oil.\n\n------\n* One.\n\n- 2 -\n\nThe oil** and more of it.\n\n** Two.",
])  # fmt: skip
def test_odd_texts_are_converted_whole(text: str) -> None:
    result = convert_bytes(text.encode(), "in.txt")
    assert not result.failed, result.findings


def test_notes_at_the_foot_of_a_page_in_an_annex_stand_in_it() -> None:
    text = (
        "Dear Ada,\n\nThe lamp[1] is here.\n\n[1] Of brass.\n\n- 2 -\n\nYours,\nJon Reyes\n\nAnnex 1\n\n"
        "The oil[1] is not here, nor is the rope.\n\n[1] Two barrels.\n\n- 3 -\n\nThe boat leaves at noon, as ever."
    )
    parts = parts_of(text)
    by_key = {note.key: words_of(note) for note in notes_of(parts)}
    assert [by_key[one.key or ""] for one in anchors_of(parts)] == ["Of brass.", "Two barrels."]
    result = convert_bytes(text.encode(), "in.txt")
    assert not result.failed, result.findings


def test_a_thousand_notes() -> None:
    marks = "\n\n".join(f"Lamp {n}[{n}] of the harbour is lost." for n in range(1, 1001))
    notes = "\n".join(f"[{n}] Lamp number {n} of brass." for n in range(1, 1001))
    parts = parts_of(f"{marks}\n\nNotes\n\n{notes}")
    assert [one.key for one in anchors_of(parts)] == [note.key for note in notes_of(parts)]
    assert len(notes_of(parts)) == 1000


PIECES = st.sampled_from(
    ["", "", "Notes", "[Footnotes:]", "[Footnote:] A stamp.", "------", "* * *", "- 3 -", "47Second copy", "Ada Venn", "4 March 1951",
     "[1] One[2] lamp.", "[2] Two of tin.", "[3]", "〔1〕灯。", "- 〔2〕 灯油〔9〕。", "1. Brass.", "2. Tin^{1}.", "3) Rope", "1 Oil of the harbour.",
     "a On the page.", "b Below it.", "* Star words.", "** More *of* them.", "*Glued words.", "† Dagger.", "^{1} Raised.", "^{2} Again.",
     "⁸Glued.", "¹ Apart.", "① Round.", "(1) One.", "(2) Two.", "The lamp[1] and oil[2] came.", "The lamp^{1} and ^{2} came.", "灯⑴和灯油⑵。",
     "A rope* and tar**.", "Dear Keeper a,", "The boat¹ sank².", "The keeper wrote a long letter about the lamps, and nobody read it.",
     "（根据原件刊印）", "F. 3. Op. 16. D. 29.", "## Notes", "注　释", "Note 1: of brass.", "注1：灯。"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=25))
def test_whatever_stands_together_is_converted_whole_and_in_order(made: list[str]) -> None:
    parts = parts_of("\n".join(made))
    keys = [note.key for note in notes_of(parts)]
    assert len(keys) == len(set(keys))
    assert all(one.key in keys for one in anchors_of(parts) if one.key is not None)
    assert all(
        note.anchored == any(one.key == note.key for one in anchors_of(parts)) for note in notes_of(parts)
    )
    result = convert_bytes("\n".join(made).encode(), "in.txt")
    assert not [one for one in result.findings if one.code in ("C001", "C002", "X002")], result.findings


def test_notes_under_a_heading_between_two_parts_of_a_text_are_a_division() -> None:
    text = "Lamps\n\n## Oil\n\nThe oil came[1] late.\n\n[Footnotes:]\n\n[1] By boat.\n\n## Tar\n\nThe tar came too.\n"
    result = convert_bytes(text.encode(), "in.txt")
    assert not result.failed, result.findings
    made = "\n".join(["Notes", "## Notes", "[Footnotes:]", "4 March 1951", "## Notes", "[Footnotes:]"])
    assert not convert_bytes(made.encode(), "in.txt").failed
