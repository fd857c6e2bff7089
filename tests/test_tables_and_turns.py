"""Tables and speakers' turns among the paragraphs, and what only looks like them. All texts are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_lists import AFTER, BEFORE, middle, read, signs, words

from tei.interpret.list_words import TABLES
from tei.interpret.list_words import words as known_words
from tei.model import Block, ItemList, Table, Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Piece


def rows(piece: Piece) -> list[list[str]]:
    assert isinstance(piece, Table)
    return [[words(cell) for cell in row] for row in piece.rows]


def turns(pieces: Sequence[Piece]) -> list[tuple[str, list[str]]]:
    return [
        (words(piece.speaker), [words(content) for block in piece.blocks for content in block.contents])
        for piece in pieces
        if isinstance(piece, Turn)
    ]


# --- tables --------------------------------------------------------------------------------------

BARRED = "| Year | Lamps |\n|------|:-----:|\n| 1950 | 12 |\n| 1951 | |"
BOXED = "+------+----+\n| 1950 | 12 |\n+------+----+\n| 1951 | 15 |\n| 1952 | 9 |\n+------+----+"
OPEN_BARS = "Lonrad | 12 | tin\nSkerries | 5 | glass\nHarbour | 100 | tin"
TABBED = "Lonrad\t12\ttin\nSkerries\t5\tglass\nHarbour\t100\ttin"
SPACED = "Place        Lamps    Oil\nLonrad          12     40\nSkerries         5     12\nHarbour        100      7"
CHINESE = "地方　　　灯　　　油\n龙港　　　十　　　四\n北岛　　　五　　　一\n南岛　　　二　　　九"


@pytest.mark.parametrize(
    ("text", "expected", "labelled"),
    [
        (BARRED, [["Year", "Lamps"], ["1950", "12"], ["1951", ""]], True),
        (BOXED, [["1950", "12"], ["1951", "15"], ["1952", "9"]], False),
        (OPEN_BARS, [["Lonrad", "12", "tin"], ["Skerries", "5", "glass"], ["Harbour", "100", "tin"]], False),
        (TABBED, [["Lonrad", "12", "tin"], ["Skerries", "5", "glass"], ["Harbour", "100", "tin"]], False),
        (
            SPACED,
            [
                ["Place", "Lamps", "Oil"],
                ["Lonrad", "12", "40"],
                ["Skerries", "5", "12"],
                ["Harbour", "100", "7"],
            ],
            True,
        ),
        (
            CHINESE,
            [["地方", "灯", "油"], ["龙港", "十", "四"], ["北岛", "五", "一"], ["南岛", "二", "九"]],
            False,
        ),
    ],
    ids=["barred", "boxed", "open bars", "tabs", "blanks", "ideographic blanks"],
)
def test_columns_are_a_table(text: str, expected: list[list[str]], labelled: bool) -> None:
    made = read(text).blocks[1]
    assert rows(made) == expected
    assert isinstance(made, Table)
    assert made.labelled is labelled
    assert (made.span.first, made.span.last) == (2, 1 + len(text.split("\n")))


@pytest.mark.parametrize(
    "text",
    [
        "Lonrad | 12\nSkerries | 5",
        "Lonrad | 12\nSkerries | 5 | glass\nHarbour | 100",
        "Lonrad          12     40\nSkerries 5     12\nHarbour        100      7",
        "Lonrad\t12\nSkerries\t5",
        "The lamps.  The oil.\nThe glass is.  Old tin.\nThe boats.  The sails.",
        "a | b",
        "----------\n|\n----------",
    ],
    ids=["two rows", "ragged bars", "ragged blanks", "two tabbed rows", "two blanks", "one row", "rules"],
)
def test_what_is_ragged_stays_paragraphs_as_printed(text: str) -> None:
    assert middle(text) == [f"p: {' '.join(line.split())}" for line in text.split("\n")]


@pytest.mark.parametrize("text", [BARRED, BOXED, OPEN_BARS, TABBED, SPACED])
def test_the_words_of_a_table_are_all_kept(text: str) -> None:
    made = "".join(sign for sign in signs(read(text).blocks) if not sign.isspace())
    bare = text if text in (TABBED, SPACED) else text.replace("|", "").replace("-", "").replace(":", "")
    assert made == "".join(f"{BEFORE}{bare.replace('+', '')}{AFTER}".split())


# --- turns ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "speakers"),
    [
        ("en", "NORTH (KIM): Have you lamps?\nSOUTH: None.\nNORTH (KIM): A pity.", ["NORTH (KIM):", "SOUTH:"]),
        ("en", "Mr. Jon B. Reyes: Have you lamps?\nMrs. Holm: None.\nMr. Lund: A pity.", ["Mr. Jon B. Reyes:", "Mrs. Holm:", "Mr. Lund:"]),
        ("en", "Comrade Lund—Have you lamps?\nComrade Berg—None.\nComrade Lund—A pity.", ["Comrade Lund—", "Comrade Berg—"]),
        ("en", "Q: Have you lamps?\nA: None.\nQ: Why?\nA: They were sold.", ["Q:", "A:"]),
        ("de", "Herr Berg: Haben Sie Lampen?\nFrau Holm: Keine.\nHerr Berg: Schade.", ["Herr Berg:", "Frau Holm:"]),
        ("fr", "M. Lenoir : Avez-vous des lampes ?\nMme Petit : Aucune.\nM. Lenoir : Dommage.", ["M. Lenoir :", "Mme Petit :"]),
        ("ru", "Берг: Есть ли лампы?\nВейль: Нет.\nБерг: Жаль.", ["Берг:", "Вейль:"]),
        ("ru", "Берг. Есть ли лампы?\nВейль. Нет ламп.\nБерг. Жаль.\nВейль. Да.", ["Берг.", "Вейль."]),
        ("hu", "Holm elvtárs: Van lámpa?\nBerg Antal: Nincs.\nHolm elvtárs: Kár.", ["Holm elvtárs:", "Berg Antal:"]),
        ("zh", "张主席：有灯吗？\n李大使：没有。\n王同志：可惜。", ["张主席：", "李大使：", "王同志："]),
        ("ja", "田中大臣：ランプはありますか。\n鈴木：ありません。\n田中大臣：残念です。", ["田中大臣：", "鈴木："]),
        ("ko", "주석: 등불이 있습니까?\n대사: 없습니다.\n주석: 아깝습니다.", ["주석:", "대사:"]),
        ("vi", "Đồng chí Nam: Có đèn không?\nĐồng chí Hải: Không có.\nĐồng chí Nam: Tiếc quá.", ["Đồng chí Nam:", "Đồng chí Hải:"]),
        ("en", "Q. Have you lamps?\nA. None.\nMR. ASH: I object.\nQ. Why?\nA. They were sold.", ["Q.", "A.", "MR. ASH:"]),
        ("de", "F. Haben Sie Lampen?\nA. Keine.\nF. Warum?\nA. Sie sind verkauft.", ["F.", "A."]),
        ("ru", "В. Есть ли лампы?\nО. Нет.\nВ. Почему?\nО. Проданы.", ["В.", "О."]),
        ("ja", "大山委員長　ただいまから開会します。\n佐々木幹事　ご説明します。\n○西村委員　費用はいくらですか。", ["大山委員長", "佐々木幹事", "○西村委員"]),
        ("ar", "الرئيس: نبدأ الآن.\nالسيد ناصر: نعم.\nالسيدة هدى: لا.", ["الرئيس:", "السيد ناصر:", "السيدة هدى:"]),
        ("en", "The President of the Board of Lamps (Sir J. Ash): Two, Sir.\nMr. Holm: Why?\nSir J. Ash: I do not know.", ["The President of the Board of Lamps (Sir J. Ash):", "Mr. Holm:", "Sir J. Ash:"]),
        ("es", "El Presidente: ¿Hay lámparas?\nSr. Lugo: No hay.\nEl Presidente: Lástima.", ["El Presidente:", "Sr. Lugo:"]),
    ],
)  # fmt: skip
def test_speakers_who_take_turns(language: str, text: str, speakers: list[str]) -> None:
    made = turns(read(text, language).blocks)
    assert list(dict.fromkeys(speaker for speaker, _ in made)) == speakers
    assert len(made) == len(text.split("\n"))


def test_a_turn_takes_the_paragraphs_up_to_the_next_speaker() -> None:
    text = (
        "NORTH: Have you lamps?\n\nWe need ten.\n\nSOUTH: None.\n\n[Pause]\n\nNORTH: A pity:\n\n- for us\n- for you"
        "\n\nSOUTH: So it is."
    )
    blocks = read(text).blocks
    assert turns(blocks) == [
        ("NORTH:", ["Have you lamps?", "We need ten."]),
        ("SOUTH:", ["None."]),
        ("NORTH:", ["A pity:", "", "for us", "for you"]),
        ("SOUTH:", ["So it is."]),
    ]
    assert [words(block.content) for block in blocks if isinstance(block, Block)] == [
        BEFORE,
        "[Pause]",
        AFTER,
    ]
    third = [block for block in blocks if isinstance(block, Turn)][2]
    assert isinstance(third.blocks[1], ItemList)


def test_who_is_said_to_be_present_may_speak_once() -> None:
    text = "Present: John Holm, Ada Berg, Carl Ash\nHOLM: We need lamps.\nBERG: We have none."
    assert [speaker for speaker, _ in turns(read(text).blocks)] == ["HOLM:", "BERG:"]
    assert turns(read(text.replace("Ada Berg", "Ada Lund")).blocks) == []


def test_a_heading_between_turns_is_said_by_nobody() -> None:
    text = "Mr. Holm: None.\nMr. Berg: No!\nLAMPS BILL\nRead again.\nMr. Ash: I beg to move.\nMr. Holm: I second it."
    blocks = read(text).blocks
    assert ("Mr. Berg:", ["No!"]) in turns(blocks)
    assert "LAMPS BILL" in [words(block.content) for block in blocks if isinstance(block, Block)]


@pytest.mark.parametrize("word", ["Decision", "Beschluß", "Usnesení", "결정"])
def test_what_a_meeting_resolved_is_said_by_nobody(word: str) -> None:
    text = f"Mr. Holm: We need lamps.\n{word}: Ten lamps are bought.\nMr. Berg: Who pays?\nMr. Ash: The town."
    assert ("Mr. Holm:", ["We need lamps."]) in turns(read(text).blocks)


def test_a_speaker_on_a_line_alone_has_the_next_paragraph() -> None:
    text = "NORTH:\nHave you lamps?\nSOUTH:\nNone at all.\nNORTH:\nA pity."
    assert turns(read(text).blocks) == [
        ("NORTH:", ["Have you lamps?"]),
        ("SOUTH:", ["None at all."]),
        ("NORTH:", ["A pity."]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Subject: Lamps.\nSource: A box.\nSubject: Oil.\nSource: A book.",
        "Тема: Лампы.\nИсточник: Ящик.\nТема: Масло.\nИсточник: Книга.",
        "主题：灯。\n来源：箱。\n主题：油。\n来源：书。",
        "제목: 등불.\n출처: 상자.\n제목: 기름.\n출처: 책.",
        "Tárgy: Lámpák.\nForrás: Doboz.\nTárgy: Olaj.\nForrás: Könyv.",
        "Holm: I have seen the lamps.\nThat is all.",
        "Wheat: 30 tons\nCorn: 20 tons\nOil: 5 tons",
        "Rank: Captain\nUnit: Harbour\nRank: Mate\nUnit: Boats",
        "The lamps: they are old.\nThe oil: it is dear.\nThe lamps: they are of tin.",
        "纠正的方法：买灯。\n灯的来源：港口。\n纠正的方法：买油。",
        "A. We have lamps.\nB. We have none.\nC. They were sold.",
        "A. We have lamps.\nA. We have none.\nQ. They were sold.",
        "President: Mr. HOLM (Harn)\nMembers: Mr. BERG\nSecretary: Mr. ASH (Dorn)",
        "委員　大山一郎\n幹事　西村花子\n議題　橋について",
        "Yes. We have lamps.\nNo. We have none.\nYes. They are here.\nNo. They are not.",
    ],
)
def test_fields_and_remarks_are_no_speakers(text: str) -> None:
    assert turns(read(text).blocks) == []


def test_names_far_between_are_no_turns() -> None:
    said = "\n".join("The lamps of the harbour are old and the oil is dear in this year." for _ in range(9))
    assert (
        turns(read(f"Holm: We need lamps.\n{said}\nBerg: We have none.\n{said}\nHolm: A pity.").blocks) == []
    )


def test_every_language_has_words_for_those_present_and_for_no_speaker() -> None:
    import tomllib

    table = tomllib.loads(TABLES.read_text("utf-8"))
    wanted = set("en fr de es pt it ro hu pl cs bg sr sq ru uk zh ja ko vi".split())
    for name in ("participants", "contents", "no-speaker"):
        assert wanted <= set(table[name])
        assert len(known_words(name)) > len(wanted)
