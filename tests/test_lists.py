"""Lists among the paragraphs: labels, levels, what is a list and what is not. All texts are invented."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_records import wilson

from tei.interpret.arrange import arrange
from tei.interpret.blocks import Parts, read_blocks
from tei.interpret.decided import Decided
from tei.interpret.flat_lists import part_flat
from tei.interpret.layout import Maker
from tei.interpret.list_marks import read_mark
from tei.interpret.list_oddities import LONGEST, odd_lists
from tei.interpret.list_tree import DEEPEST
from tei.interpret.print_lines import Printed
from tei.model import Block, Item, ItemList, Line, Note, Section, Table, Text, Turn
from tei.pipeline import convert, convert_bytes
from tei.profile import built_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.model import BlockKind, Inline, Piece

BODY = built_in()["wilson-center"].body
BEFORE = "The committee met in the harbour office on the first day of the month and counted all its lamps."
AFTER = "All of this was written down by the secretary, and the meeting was closed before the boat came."


def read(text: str, language: str = "en") -> Parts:
    printed = f"{BEFORE}\n{text}\n{AFTER}"
    lines = tuple(Line(number, line) for number, line in enumerate(printed.split("\n"), 1))
    return read_blocks(lines, BODY, language=language, translation=False, context=None)


def words(content: Sequence[Inline]) -> str:
    return "".join(getattr(part, "text", "") or getattr(part, "marker", "") for part in content)


def outline(pieces: Sequence[Piece | Item]) -> list[object]:
    """Pieces as nested lists of strings: a paragraph, `[kind, items...]`, an item with what is in it."""
    made: list[object] = []
    for piece in pieces:
        match piece:
            case ItemList():
                made.append([piece.kind, *outline(piece.items)])
            case Item():
                text = f"{piece.label} {words(piece.content)}".strip()
                made.append((text, *outline(piece.inner)) if piece.inner else text)
            case Block():
                made.append(f"{piece.kind}: {words(piece.content)}")
            case _:
                made.append(type(piece).__name__)
    return made


def middle(text: str, language: str = "en") -> list[object]:
    made = outline(read(text, language).blocks)
    assert made[0] == f"p: {BEFORE}"
    assert made[-1] == f"p: {AFTER}"
    return made[1:-1]


# --- labels --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "label", "number"),
    [
        ("1. The lamp", "1.", 1),
        ("12) lamp", "12)", 12),
        ("(3) lamp", "(3)", 3),
        ("4．灯", "4．", 4),
        ("五、灯", "五、", 5),
        ("（十二）灯", "（十二）", 12),
        ("⑦ lamp", "⑦", 7),
        ("2- lamp", "2-", 2),
        ("3.- lámpara", "3.-", 3),
        ("1° lampe", "1°", 1),
        ("a) lamp", "a)", 1),
        ("(c) lamp", "(c)", 3),
        ("B. The lamp", "B.", 2),
        ("б) лампа", "б)", 2),
        ("Г. Лампы", "Г.", 4),
        ("나. 등불", "나.", 2),
        ("(다) 등불", "(다)", 3),
        ("乙、灯", "乙、", 2),
        ("イ）灯", "イ）", 2),
        ("IV. Lamps", "IV.", 4),
        ("iv) lamps", "iv)", 4),
        ("ХII. Лампы", "ХII.", 12),
        ("2.3. Lamps", "2.3.", 3),
        ("7.Lamps of the harbour", "7.", 7),
    ],
)
def test_a_label_is_read_as_printed(line: str, label: str, number: int) -> None:
    mark = read_mark(line)
    assert mark is not None
    assert mark.label == label
    assert number in [count.number for count in mark.counts]
    assert mark.label + mark.text.strip() == "".join(line.split(maxsplit=0)).replace(label + " ", label, 1)


@pytest.mark.parametrize(
    "line",
    [
        "1950 was a good year for lamps",
        "1950. A good year",
        "1. Mai 1951 war ein Dienstag",
        "3.12.1951",
        "- 2 -",
        "— 14 —",
        "[1] A note of the editor",
        "No. 7 of the list",
        "word. And another",
        "the lamps (b) and (c)",
        "9:15 in the morning",
        "U.S. lamps",
        "...and so on",
        "** two stars",
        "",
        "   ",
        "-",
        "1.",
    ],
)
def test_what_is_no_label(line: str) -> None:
    assert read_mark(line) is None


# --- lists ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("bullet", ["-", "•", "—", "*", "·", "–"])
def test_lines_with_a_list_mark_are_a_bulleted_list(bullet: str) -> None:
    assert middle(f"{bullet} lamps\n{bullet} oil\n{bullet} glass") == [["bulleted", "lamps", "oil", "glass"]]


def test_the_list_mark_is_kept_apart_from_the_words() -> None:
    made = read("• lamps\n• oil").blocks[1]
    assert isinstance(made, ItemList)
    assert [item.bullet for item in made.items if isinstance(item, Item)] == ["•", "•"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "1. lamps\n2. oil", ["numbered", "1. lamps", "2. oil"]),
        ("de", "a) Lampen\nb) Öl\nc) Glas", ["lettered", "a) Lampen", "b) Öl", "c) Glas"]),
        ("fr", "1° les lampes\n2° l’huile", ["numbered", "1° les lampes", "2° l’huile"]),
        ("es", "1.- lámparas\n2.- aceite", ["numbered", "1.- lámparas", "2.- aceite"]),
        ("ru", "а) лампы;\nб) масло;\nв) стекло.", ["lettered", "а) лампы;", "б) масло;", "в) стекло."]),
        ("hu", "I. lámpák\nII. olaj", ["numbered", "I. lámpák", "II. olaj"]),
        ("vi", "1) đèn\n2) dầu", ["numbered", "1) đèn", "2) dầu"]),
        ("zh", "一、灯\n二、油", ["numbered", "一、 灯", "二、 油"]),
        ("zh", "（一）灯\n（二）油", ["numbered", "（一） 灯", "（二） 油"]),
        ("ja", "①ランプ\n②油", ["numbered", "① ランプ", "② 油"]),
        ("ko", "가. 등불\n나. 기름", ["lettered", "가. 등불", "나. 기름"]),
    ],
)
def test_labels_that_count_on_are_a_list(language: str, text: str, expected: list[str]) -> None:
    assert middle(text, language) == [expected]


def test_levels_by_kind_of_label_indent_and_list_mark() -> None:
    text = "1. lamps\n  a) large\n  b) small\n    - of glass\n    - of tin\n2. oil\n3. glass"
    assert middle(text) == [
        [
            "numbered",
            ("1. lamps", ["lettered", "a) large", ("b) small", ["bulleted", "of glass", "of tin"])]),
            "2. oil",
            "3. glass",
        ]
    ]


def test_the_same_mark_further_in_is_a_list_within() -> None:
    assert middle("- lamps\n    - large\n    - small\n- oil") == [
        ["bulleted", ("lamps", ["bulleted", "large", "small"]), "oil"]
    ]


def test_roman_numbers_begin_after_the_letter_h() -> None:
    text = "g) lamps\nh) oil\ni) glass\nj) tin"
    assert middle(f"a) a\nb) b\nc) c\nd) d\ne) e\nf) f\n{text}")[0] == [
        "lettered",
        *("a) a", "b) b", "c) c", "d) d", "e) e", "f) f", "g) lamps", "h) oil", "i) glass", "j) tin"),
    ]
    assert middle("a) lamps\n i) large\n ii) small\nb) oil") == [
        ["lettered", ("a) lamps", ["numbered", "i) large", "ii) small"]), "b) oil"]
    ]


def test_numbers_begin_again_in_the_next_list() -> None:
    assert middle("1. lamps\n2. oil\n1. boats\n2. sails") == [
        ["numbered", "1. lamps", "2. oil"],
        ["numbered", "1. boats", "2. sails"],
    ]


def test_letters_behind_list_marks_are_labels_only_as_a_series() -> None:
    assert middle("- (a) lamps\n- (b) oil") == [["lettered", "(a) lamps", "(b) oil"]]
    assert middle("- A. Berg\n- E. R. Lund") == [["bulleted", "A. Berg", "E. R. Lund"]]
    made = read("- E. R. Lund\n- A. Berg").blocks[1]
    assert isinstance(made, ItemList)
    assert {item.label for item in made.items if isinstance(item, Item)} == {""}


def test_letters_that_begin_again_behind_list_marks_begin_another_list() -> None:
    assert middle("- 1. lamps\n- 2. oil\n\n- 1. boats\n- 2. sails") == [
        ["numbered", "1. lamps", "2. oil"],
        ["numbered", "1. boats", "2. sails"],
    ]


def test_a_lost_number_is_said_with_its_line() -> None:
    parts = read("1. lamps\n2. oil\n4. glass\n5. tin")
    assert outline(parts.blocks)[1] == ["numbered", "1. lamps", "2. oil", "4. glass", "5. tin"]
    assert odd_lists(parts.blocks) == ((4, "no item between 2. and 4."),)


def test_a_spoilt_label_is_an_item_as_printed() -> None:
    assert middle("1. lamps\n2. oil\n3rd shipment of glass\n4. tin") == [
        ["numbered", "1. lamps", "2. oil", "3rd shipment of glass", "4. tin"]
    ]


def test_a_line_under_the_words_of_an_item_belongs_to_it() -> None:
    assert middle("1. lamps\n   They are of tin.\n2. oil") == [
        ["numbered", ("1. lamps", "p: They are of tin."), "2. oil"]
    ]


def test_a_line_that_is_not_surely_of_the_item_ends_the_list() -> None:
    made = middle("1. lamps\n2. oil\nThe oil is in the cellar of the harbour office.\n3. glass\n4. tin")
    assert made == [
        ["numbered", "1. lamps", "2. oil"],
        "p: The oil is in the cellar of the harbour office.",
        ["numbered", "3. glass", "4. tin"],
    ]


def test_a_list_apart_stands_beside_the_list_above() -> None:
    assert middle("- Ada Holm\n- Jon Reyes\n\n1. Lamps\n2. Oil") == [
        ["bulleted", "Ada Holm", "Jon Reyes"],
        ["numbered", "1. Lamps", "2. Oil"],
    ]


def test_a_list_on_one_line() -> None:
    assert middle("- The Board: - Ada Holm, Chair - E. R. Lund - Jon Reyes\n- Guests: - Tom Berg") == [
        [
            "bulleted",
            ("The Board:", ["bulleted", "Ada Holm, Chair", "E. R. Lund", "Jon Reyes"]),
            ("Guests:", ["bulleted", "Tom Berg"]),
        ]
    ]
    assert middle("- Ada Holm - E. R. Lund - Jon Reyes") == [
        ["bulleted", "Ada Holm", "E. R. Lund", "Jon Reyes"]
    ]


@pytest.mark.parametrize(
    "text",
    ["He went - so they say - to the sea - and back", "Lamps - oil", "Berlin - Bonn", "a: - b - c", "x"],
)
def test_dashes_in_a_sentence_part_no_list(text: str) -> None:
    assert part_flat(text, bulleted=True) is None


@pytest.mark.parametrize(
    "heading",
    ["Present:", "Participants:", "Anwesend:", "Étaient présents :", "Присутствовали:", "出席：", "참석자:",
     "Jelen vannak:", "Presentes:", "Obecni:", "Thành phần tham dự:"],
)  # fmt: skip
def test_a_list_under_its_introduction_names_who_is_present(heading: str) -> None:
    assert middle(f"{heading}\n\n- Ada Holm\n- Jon Reyes") == [
        f"p: {heading}",
        ["participants", "Ada Holm", "Jon Reyes"],
    ]


# --- what is no list -----------------------------------------------------------------------------

_LONG = "The lamps of the harbour are old. They were bought by the first committee and need new glass. Oil is dear."
NO_LISTS = [
    ("numbered paragraphs", f"1. {_LONG}\n\n2. {_LONG}\n\n3. {_LONG}"),
    ("numbered paragraphs without blank lines", f"1. {_LONG}\n2. {_LONG}\n3. {_LONG}"),
    ("sentences apart", "1. Your view of the lamps and of the oil.\n\n2. Your plan for the glass in May."),
    ("numbered headings", f"1. The lamps\n{_LONG}\n2. The oil\n{_LONG}"),
    ("headings with a colon", f"1. On the lamps:\n{_LONG}\n2. On the oil:\n{_LONG}"),
    ("one dash", "- a lone line about lamps"),
    ("a date line", "- 1950년 01월 01일"),
    ("dialogue", "— Have you the lamps? he asked.\n— I have none, said she."),
    ("Russian dialogue", "— Где лампы? — спросил он.\n— В порту."),
    ("initials", "A. Berg\nB. Cohn"),
    ("Roman initials", "I. Petrov\nV. Zorin"),
    ("days", "1. Mai 1951 Ankunft\n2. Mai 1951 Abfahrt"),
    ("years", "1950. The lamps came.\n1951. The oil came."),
    ("amounts", "2.5 lamps a day\n7.5 pints of oil"),
    ("one number", "1. A lone line about lamps"),
    ("numbers that do not count on", "7. lamps\n3. oil"),
    (
        "Chinese paragraphs",
        "一、灯是旧的。它们是第一委员会买的，需要新玻璃。\n二、油很贵。委员会没有钱，要等到五月。",
    ),
]


@pytest.mark.parametrize("text", [text for _, text in NO_LISTS], ids=[name for name, _ in NO_LISTS])
def test_what_is_no_list_stays_paragraphs(text: str) -> None:
    made = middle(text)
    assert made == [f"p: {' '.join(line.split())}" for line in text.split("\n") if line.strip()]


def test_a_list_within_numbered_paragraphs_is_one() -> None:
    made = middle(f"1. {_LONG}\n\n- (a) lamps\n- (b) oil\n\n2. {_LONG}")
    assert made == [f"p: 1. {_LONG}", ["lettered", "(a) lamps", "(b) oil"], f"p: 2. {_LONG}"]


# --- contents ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading", ["CONTENTS", "Inhalt", "Содержание", "目录", "목차", "Sommaire", "Mục lục"]
)
def test_entries_under_a_heading_are_a_table_of_contents(heading: str) -> None:
    parts = read(f"{heading}\nThe lamps…33\nThe oil…37")
    made = parts.blocks[1]
    assert isinstance(made, ItemList)
    assert (made.kind, words(made.head)) == ("contents", heading)
    assert [words(item.content) for item in made.items if isinstance(item, Item)] == [
        "The lamps…33",
        "The oil…37",
    ]


def test_a_heading_over_a_plain_list_is_the_heading_of_the_list() -> None:
    made = read("CONTENTS\n- lamps\n- oil").blocks[1]
    assert isinstance(made, ItemList)
    assert (made.kind, words(made.head)) == ("bulleted", "CONTENTS")


def test_two_page_numbers_without_a_heading_are_no_table_of_contents() -> None:
    assert middle("See the book of lamps ..... 33\nSee the book of oil ..... 37") == [
        "p: See the book of lamps ..... 33",
        "p: See the book of oil ..... 37",
    ]


# --- nothing lost --------------------------------------------------------------------------------


def signs(pieces: Sequence[Piece | Item]) -> Iterator[str]:
    """All characters of pieces in order, list marks included, blanks left out."""
    for piece in pieces:
        match piece:
            case Item():
                yield from piece.bullet + piece.label + words(piece.content)
                yield from signs(piece.inner)
            case ItemList():
                yield from words(piece.head)
                yield from signs(piece.items)
            case Turn():
                yield from words(piece.speaker)
                yield from signs(piece.blocks)
            case Section():
                yield from signs(piece.pieces)
            case Note():
                yield from piece.bullet + piece.label + "".join(map(words, piece.paragraphs))
            case Table() | Block():
                yield from "".join(map(words, piece.contents))


_MARKS = st.sampled_from(
    ["- ", "• ", "1. ", "2. ", "3. ", "a) ", "b) ", "i) ", "ii) ", "(1) ", "(2) ", "一、", "二、", "가. ", "나. ",
     "A. ", "B. ", "NORTH: ", "SOUTH: ", "", "", "— ", "1.1. ", "1.2. "]
)  # fmt: skip
_ROW = st.builds(
    lambda blanks, mark, said: f"{' ' * blanks}{mark}{said}",
    st.integers(0, 6),
    _MARKS,
    st.sampled_from(
        ["lamps", "Lamps and oil.", "on the loan:", "lamps - oil - tin", "灯。", "One. Two. Three.", ""]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_ROW, max_size=25))
def test_no_character_is_lost_and_the_order_is_kept(rows: list[str]) -> None:
    text = "\n".join(rows)
    made = "".join(sign for sign in signs(read(text).blocks) if not sign.isspace())
    assert made == "".join(f"{BEFORE}{text}{AFTER}".split())


@settings(max_examples=15, deadline=None)
@given(st.lists(_ROW, min_size=2, max_size=12))
def test_lists_conserve_the_record(rows: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lamps.txt"
        path.write_text(wilson(f"{BEFORE}\n" + "\n".join(rows) + f"\n{AFTER}"), "utf-8")
        converted = convert(path)
    assert [found.code for found in converted.findings if found.severity.name == "ERROR"] == []
    assert converted.tei


def test_lists_of_every_form_are_valid_tei(tmp_path: Path) -> None:
    text = (
        "Present:\n\n- The Board: - Ada Holm, Chair - Jon Reyes\n- Guests: - Tom Berg\n\n1. lamps\n a) large\n b) small"
        "\n2. oil\n\n| Year | Lamps |\n|---|---|\n| 1950 | 12 |\n\nNORTH: Have you lamps?\nSOUTH: None.\nNORTH: A pity."
    )
    path = tmp_path / "lamps.txt"
    path.write_text(wilson(f"{BEFORE}\n\n{text}\n\n{AFTER}"), "utf-8")
    converted = convert(path)
    # The text has no heading, which is told and is no fault (T039).
    rules = [found for found in converted.findings if found.code.startswith(("C", "T"))]
    assert [(found.code, found.severity.label) for found in rules] == [("T039", "info")]
    assert converted.tei is not None
    tei = converted.tei.decode()
    assert "<item>The Board:<list" in tei
    assert "<item><label>1.</label> lamps<list" in tei
    assert '<row role="label">' in tei
    assert "<speaker>NORTH:</speaker>" in tei
    assert "list marks before notes and items, bars between the columns of a table" in tei


# --- bad input -----------------------------------------------------------------------------------


def test_a_list_that_never_ends() -> None:
    made = read("\n".join("- lamp" for _ in range(5_000))).blocks[1]
    assert isinstance(made, ItemList)
    assert len(made.items) == 5_000


def test_two_hundred_levels_are_flattened_and_said() -> None:
    text = "\n".join(f"{'  ' * level}- lamp {level}\n{'  ' * level}- oil {level}" for level in range(200))
    parts = read(text)
    assert sum(1 for sign in signs(parts.blocks) if sign == "-") == 400

    def depth(piece: Piece | Item) -> int:
        inside = (
            piece.items if isinstance(piece, ItemList) else piece.inner if isinstance(piece, Item) else ()
        )
        return max((depth(inner) for inner in inside), default=0) + isinstance(piece, ItemList)

    assert max(map(depth, parts.blocks)) == DEEPEST
    assert [said for _, said in odd_lists(parts.blocks)] == [f"lists are more than {DEEPEST} deep"]


def test_unbalanced_labels_lose_nothing() -> None:
    text = "(1 lamps\n1) oil\n((a) glass\n(b tin\n2) rope\n一) sails\n• \n-\n1.1.1.1.1 boats"
    assert "".join(sign for sign in signs(read(text).blocks) if not sign.isspace()) == "".join(
        f"{BEFORE}{text}{AFTER}".split()
    )


def test_text_is_read_by_its_type() -> None:
    made = read("- lamps\n- oil").blocks[1]
    assert isinstance(made, ItemList)
    assert made.contents == ((), (Text("lamps"),), (Text("oil"),))
    assert (made.span.first, made.span.last) == (2, 3)


# --- pages ---------------------------------------------------------------------------------------


def arranged(*rows: tuple[BlockKind, str]) -> list[object]:
    """Pieces of lines of which it is known what they are, page furniture too."""

    def block(decided: Decided) -> Block:
        return Block(decided.kind, (Text(decided.printed.text.strip()),), decided.printed.span)

    maker = Maker(block, lambda text, _: (Text(text.strip()),))
    lines = [Decided(Printed((Line(number, text),)), kind, "") for number, (kind, text) in enumerate(rows, 1)]
    return outline(arrange(lines, maker))


def test_a_list_goes_on_over_a_page_break() -> None:
    made = arranged(
        ("p", "1. lamps"), ("p", "2. oil"), ("page", "- 2 -"), ("p", "3. glass"), ("page", "- 3 -")
    )
    assert made == [["numbered", "1. lamps", "2. oil", "page: - 2 -", "3. glass"], "page: - 3 -"]


def test_a_page_break_within_an_inner_list() -> None:
    made = arranged(
        ("p", "1. lamps"),
        ("p", "a) large"),
        ("page", "2"),
        ("p", "b) small"),
        ("furniture", "3"),
        ("p", "2. oil"),
    )
    inner = ["lettered", "a) large", "page: 2", "b) small"]
    assert made == [["numbered", ("1. lamps", inner), "furniture: 3", "2. oil"]]


def test_a_page_break_before_the_first_inner_item_stands_in_the_item() -> None:
    made = arranged(("p", "1. lamps"), ("page", "2"), ("p", "a) large"), ("p", "b) small"), ("p", "2. oil"))
    assert made == [["numbered", ("1. lamps", "page: 2", ["lettered", "a) large", "b) small"]), "2. oil"]]


def test_a_heading_ends_a_list_and_numbers_go_on_after_it() -> None:
    made = arranged(("p", "1. lamps"), ("p", "2. oil"), ("head", "More"), ("p", "3. glass"), ("p", "4. tin"))
    assert made == [["numbered", "1. lamps", "2. oil"], "head: More", ["numbered", "3. glass", "4. tin"]]


def test_a_heading_may_say_who_is_present() -> None:
    made = arranged(("head", "PRESENT"), ("p", "- Ada Holm"), ("p", "- Jon Reyes"))
    assert made == ["head: PRESENT", ["participants", "Ada Holm", "Jon Reyes"]]


def test_cable_paragraphs_are_no_items() -> None:
    made = arranged(("p", "1. Reference your 102. We agree."), ("p", "2. Reference your 103. We do not."))
    assert made == ["p: 1. Reference your 102. We agree.", "p: 2. Reference your 103. We do not."]


@pytest.mark.parametrize("mark", ["*", "-", "–", "•"])
def test_a_list_that_does_not_end_is_told_at_its_first_line(mark: str) -> None:
    def told(items: int) -> list[tuple[str, int | None]]:
        text = "Stores\n\n" + "\n".join(f"{mark} rope and tar of the boat {n}" for n in range(items)) + "\n"
        result = convert_bytes(text.encode(), "in.txt")
        assert not result.failed, result.findings
        return [(one.message, one.where.line) for one in result.findings if one.code == "I031"]

    over = LONGEST + 1
    assert told(over) == [(f"a list of {over} items, without an end up to line {over + 2}", 3)]
    assert told(LONGEST) == []


def test_numbers_that_come_twice_in_turn_are_no_list() -> None:
    asked = (
        "(1) How many lamps?\n(1) Forty.\n(2) Who keeps them?\n(2) The keeper.\n(3) Is there oil?\n(3) None."
    )
    found = outline(read(asked).blocks)
    assert len(found) == 8
    assert all(str(one).startswith("p: ") for one in found)
