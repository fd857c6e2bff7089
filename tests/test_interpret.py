"""Stage 3: languages, divisions, notes, blocks, inline, header facts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_records import LINES, TEXT, wilson

from tei.interpret.blocks import read_blocks
from tei.interpret.divisions import divide
from tei.interpret.document import interpret
from tei.interpret.inline import Reading, plain_text, read_inline
from tei.interpret.languages import identify, script, stated
from tei.interpret.notes import find_notes, mark_number
from tei.model import (
    Added,
    Anchor,
    Break,
    Dated,
    DateReading,
    Deleted,
    Document,
    Gap,
    Line,
    Note,
    PageBreak,
    Place,
    Raised,
    Sic,
    Spaced,
    Supplied,
    Text,
    Unclear,
)
from tei.parse import parse
from tei.profile import built_in
from tei.source import decode

WILSON = built_in()["wilson-center"]
DAY = DateReading(when="1954-03-09")


def lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1))


# --- languages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("三月七日来电收到。今年雪大，草场要到四月才能露出来。", "zh-Hans"),
        ("三月七日來電收到。今年雪大，草場要到四月纔能露出來。", "zh-Hant"),
        ("来月には新しい風速計が届く予定です。", "ja"),
        ("강은 경계를 모릅니다.", "ko"),
        ("Посылку с семенами мы получили в среду, двенадцать пакетов были влажными.", "ru"),
        ("Das Boot kam am Freitag mit den Büchern und den beiden Lampen an.", "de"),
        ("The boat came on Friday with the books and the two lamps.", "en"),
        ("Le bateau est arrivé vendredi avec les livres et les deux lampes.", "fr"),
        ("Οι δύο λάμπες", "el"),
        ("שלום עולם", "he"),
        ("12.5 – 13", "und"),
        ("", "und"),
    ],
)
def test_the_language_of_a_text_by_its_own_signs(text: str, tag: str) -> None:
    assert identify(text).tag == tag


def test_a_stated_language_settles_only_what_is_too_short() -> None:
    assert identify("Ahoj", ("cs",)).tag == "cs"
    assert identify("Ahoj", ("ru",)).tag == "und"
    assert identify("Ahoj", ("cs",)).certainty == "low"
    assert identify("The boat came on Friday with the books and the two lamps.", ("de",)).tag == "en"


@pytest.mark.parametrize(
    ("printed", "tags"),
    [
        ("Chinese", ["zh"]),
        ("Russian and German", ["ru", "de"]),
        ("French, Spanish; Polish", ["fr", "es", "pl"]),
        ("Chinese (Traditional)", ["zh-Hant"]),
        ("Elvish", [""]),
        ("Korean.", ["ko"]),
        ("", []),
    ],
)
def test_languages_as_a_header_states_them(printed: str, tags: list[str]) -> None:
    assert [tag for tag, _ in stated(printed)] == tags


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("水", "Han"),
        ("か", "Kana"),
        ("강", "Hangul"),
        ("ж", "Cyrillic"),
        ("a", "Latin"),
        ("1", ""),
        ("。", ""),
    ],
)
def test_the_script_of_a_sign(sign: str, name: str) -> None:
    assert script(sign) == name


# --- divisions -----------------------------------------------------------------------------------

ZH = "三月七日来电收到。今年雪大，草场要到四月才能露出来。"
EN = "The boat came on Friday with the books and the two lamps."
RU = "Посылку с семенами мы получили в среду, двенадцать пакетов были влажными."


def divided(text: str) -> list[tuple[str, int, int]]:
    return [(one.language, one.lines[0].number, one.lines[-1].number) for one in divide(lines(text))]


def test_a_text_is_cut_where_its_script_changes() -> None:
    assert divided(f"{ZH}\n\n{ZH}\n\n{EN}\n{EN}") == [("zh-Hans", 1, 3), ("en", 5, 6)]
    assert divided(f"{RU}\n\n{EN}\n\n{ZH}") == [("ru", 1, 1), ("en", 3, 3), ("zh-Hans", 5, 5)]


def test_what_is_short_belongs_to_the_text_around_it() -> None:
    assert divided(f"{ZH}\nNo. 5\n{ZH}") == [("zh-Hans", 1, 3)]
    assert divided(f"{EN}\n水井\n{EN}") == [("en", 1, 3)]
    assert divided(f"1954\n\n{ZH}") == [("zh-Hans", 1, 3)]
    assert divided(f"{ZH}\n\n12.5\n\n{EN}") == [("zh-Hans", 1, 3), ("en", 5, 5)]


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12))
def test_every_line_is_in_one_division(made: list[str]) -> None:
    text = lines("\n".join(made))
    found = [line for one in divide(text) for line in one.lines if not line.blank]
    assert found == [line for line in text if not line.blank]


# --- notes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "n"),
    [("〔１〕", "1"), ("[12]", "12"), ("［3］", "3"), ("⑴", "1"), ("⑳", "20"), ("①", "1"), ("(7)", "7"), ("²", "2"),
     ("¹²", "12"), ("07", "7"), ("th", ""), ("[a]", ""), ("", ""), ("1962", "")],
)  # fmt: skip
def test_the_number_of_a_mark(mark: str, n: str) -> None:
    assert mark_number(mark) == n


def noted(text: str) -> tuple[int, list[tuple[str, str, str]]] | None:
    sections = find_notes(lines(text))
    if not sections:
        return None
    (section,) = sections
    return section.start + 1, [(one.n, one.label, one.bullet) for one in section.notes]


@pytest.mark.parametrize(
    "heading", ["Notes", "注 释", "注釋：", "Примечания", "각주", "FOOTNOTES:", "Anmerkungen", "[Notes]"]
)
def test_notes_after_a_heading(heading: str) -> None:
    assert noted(f"{EN}\n\n{heading}\n\n[1] Lost.\n- [2] Found.") == (
        3,
        [("1", "[1]", ""), ("2", "[2]", "-")],
    )


def test_notes_at_the_very_end_without_a_heading() -> None:
    assert noted(f"The boat[1] came[2].\n{EN}\n[1] Lost.\n[2] Found.\nAgain.") == (
        3,
        [("1", "[1]", ""), ("2", "[2]", "")],
    )
    assert noted("The boat^{1} came.\n^{1} Lost.") == (2, [("1", "^{1}", "")])


def test_what_has_no_mark_in_the_text_is_no_note() -> None:
    assert noted(f"{EN}\n\n[1] Lost.") is None
    assert noted(f"{EN}\n\n(1) first\n(2) second") is None
    assert noted(f"Notes\n\n{EN}") is None


# --- inline --------------------------------------------------------------------------------------


def inline(text: str, *, notes: str = "", supplied: bool = True, heading: bool = False) -> list[object]:
    reading = Reading("en", DAY, {n: n for n in notes}, supplied=supplied)
    return list(read_inline(text, reading, heading=heading))


def test_marks_are_anchors_where_a_note_answers() -> None:
    assert inline("boat[1]", notes="1") == [Text("boat"), Anchor("[1]", "1", False, "1")]
    assert inline("boat^{〔1〕}", notes="1") == [Text("boat"), Anchor("〔1〕", "1", True, "1")]
    assert inline("boat⑴", notes="1") == [Text("boat"), Anchor("⑴", "1", False, "1")]
    assert inline("boat^{1}.", notes="1") == [Text("boat"), Anchor("1", "1", True, "1"), Text(".")]


def test_a_mark_that_no_note_answers() -> None:
    assert inline("boat[1]") == [Text("boat"), Anchor("[1]", "1", False, None)]
    assert inline("m^{2}") == [Text("m"), Raised("2")]
    assert inline("in the year [1962] again") == [Text("in the year [1962] again")]


def test_raised_signs_and_supplied_words() -> None:
    assert inline("1^{st} boat") == [Text("1"), Raised("st"), Text(" boat")]
    assert inline("and [the] boat") == [Text("and "), Supplied("the"), Text(" boat")]
    assert inline("and [the] boat", supplied=False) == [Text("and [the] boat")]


@pytest.mark.parametrize(
    "sign",
    [
        "[sic]",
        "[illegible]",
        "[?]",
        "[…]",
        "[12]",
        "[p. 5]",
        "[signature]",
        "[handwritten: seen]",
        "[a [b] c]",
        "[",
        "]",
    ],
)
def test_what_is_no_word_of_the_translator(sign: str) -> None:
    assert not [
        part for part in inline(f"the boat {sign} came") if isinstance(part, Supplied) and part.text != "b"
    ]


def test_dates_are_read_with_what_the_header_says() -> None:
    both = [*inline("It came on March 3."), *inline("It left on 5 May 1950.")]
    found = [part for part in both if isinstance(part, Dated)]
    assert [(one.text, one.reading.when, one.reading.ground) for one in found] == [
        ("March 3", "1954-03-03", "dating.context"),
        ("5 May 1950", "1950-05-05", "dating.stated"),
    ]


def test_headings_keep_the_lines_of_their_print_and_letter_spacing() -> None:
    assert inline("关于水井问题 给巴图的电报", heading=True) == [
        Text("关于水井问题"),
        Break(),
        Text("给巴图的电报"),
    ]
    assert inline("M e m o", heading=True) == [Spaced("M e m o", "Memo")]
    assert inline("A B", heading=True) == [Text("A B")]
    assert inline("The boat came", heading=True) == [Text("The boat came")]


def test_white_space_is_layout() -> None:
    assert inline("  the \t boat\u3000 came ") == [Text("the boat came")]


@settings(max_examples=150, deadline=None)
@given(LINES, st.sampled_from(["", "1", "12"]), st.booleans(), st.booleans())
def test_every_sign_of_a_line_comes_back(text: str, notes: str, supplied: bool, heading: bool) -> None:
    parts = read_inline(text, Reading("en", DAY, {n: n for n in notes}, supplied=supplied), heading=heading)
    back = ""
    for part in parts:
        match part:
            case Anchor():
                back += f"^{{{part.marker}}}" if part.raised else part.marker
            case Raised():
                back += f"^{{{part.text}}}"
            case Supplied():
                back += f"[{part.text}]"
            case Break():
                pass
            case PageBreak() | Gap() | Unclear() | Deleted() | Added():
                back += part.marker
            case Sic() if part.marker:
                back += part.marker
            case _:
                back += part.text
    assert "".join(back.split()) == "".join(text.split())


def test_plain_text_leaves_marks_out() -> None:
    reading = Reading("zh", None, {"1": "1"})
    assert (
        plain_text(read_inline("关于水井问题 给巴图的电报^{〔1〕}", reading, heading=True))
        == "关于水井问题给巴图的电报"
    )


# --- blocks --------------------------------------------------------------------------------------


def kinds(text: str, language: str = "en", *, translation: bool = True) -> list[str]:
    parts = read_blocks(lines(text), WILSON.body, language=language, translation=translation, context=DAY)
    return [getattr(block, "kind", "note") for block in parts.blocks]


@pytest.mark.parametrize(
    ("line", "language", "kind"),
    [
        ("Dear Jon,", "en", "salute"),
        ("Уважаемый товарищ!", "ru", "salute"),
        ("Уважаемая госпожа Линдквист!", "ru", "salute"),
        ("Дорогая Анна!", "ru", "salute"),
        ("Chère Madame,", "fr", "salute"),
        ("林秀德同志：", "zh", "salute"),
        ("ペル様", "ja", "salute"),
        ("해안 주민 여러분!", "ko", "salute"),
        ("TOP SECRET", "en", "classification"),
        ("СЕКРЕТНО", "ru", "classification"),
        ("绝密", "zh", "classification"),
        ("Copy No. 2 of 5", "en", "copy"),
        ("Экз. № 2", "ru", "copy"),
        ("No. 14", "en", "number"),
        ("To: Jan Maas", "en", "address"),
        ("Кому: Ивану Долгову", "ru", "address"),
        ("Brennhof, 4 June 1952", "en", "dateline"),
        ("（一九五四年三月九日）", "zh", "dateline"),
        ("Озёрск, 21 мая 1957 г.", "ru", "dateline"),
        ("昭和二十四年十一月十五日", "ja", "dateline"),
        ("Report on the Lighthouse", "en", "head"),
        ("关于水井问题给巴图的电报", "zh", "head"),
    ],
)
def test_what_stands_before_the_text(line: str, language: str, kind: str) -> None:
    text = {"zh": ZH, "ru": RU}.get(language, EN)
    assert kinds(f"{line}\n\n{text}\n\n{text}", language) == [kind, "p", "p"]
    # The same line within the text is a paragraph: the place decides.
    assert kinds(f"{text}\n\n{line}\n\n{text}", language) == ["p", "p", "p"]


@pytest.mark.parametrize(
    ("line", "language", "kind"),
    [
        ("Ada Holm", "en", "signed"),
        ("(Brandeck)", "en", "signed"),
        ("[signed] A. Holm", "en", "signed"),
        ("И. Долгов", "ru", "signed"),
        ("顾万山", "zh", "signed"),
        ("서민해", "ko", "signed"),
        ("Yours sincerely,", "en", "salute"),
        ("С уважением,", "ru", "salute"),
        ("此致敬礼", "zh", "salute"),
        ("Night of March 9", "en", "dateline"),
        ("三月九日夜", "zh", "dateline"),
        ("根据抄件刊印。", "zh", "source-note"),
        ("The End", "en", "trailer"),
    ],
)
def test_what_stands_after_the_text(line: str, language: str, kind: str) -> None:
    text = {"zh": ZH, "ru": RU}.get(language, EN)
    assert kinds(f"{text}\n\n{text}\n\n{line}", language) == ["p", "p", kind]


def test_a_whole_letter() -> None:
    text = f"TOP SECRET\n\nVelunsk, March 9, 1954\n\nDear Jon,\n\n{EN}\n\nYours sincerely,\n\nAda Holm\n\nMarch 9"
    assert kinds(text) == ["classification", "dateline", "salute", "p", "salute", "signed", "dateline"]


def test_a_dateline_has_its_place_and_its_date() -> None:
    parts = read_blocks(
        lines(f"Brennhof, 4 June 1952\n\n{EN}"), WILSON.body, language="en", translation=True, context=DAY
    )
    block = parts.blocks[0]
    content = [part for paragraph in block.contents for part in paragraph]
    assert [part for part in content if isinstance(part, Place)] == [Place("Brennhof")]
    assert [part.reading.when for part in content if isinstance(part, Dated)] == ["1952-06-04"]


def test_notes_and_anchors_are_paired_by_number_and_what_is_alone_is_told() -> None:
    text = "The boat[1] came[3].\n\nNotes\n\n[1] Lost.\n[2] Found.\n[1] Again."
    parts = read_blocks(lines(text), WILSON.body, language="en", translation=False, context=None)
    assert parts.orphan_anchors == ((1, "[3]"),)
    assert parts.orphan_notes == ((6, "[2]"),)
    assert parts.repeated_notes == ((7, "[1]"),)
    notes = [block for block in parts.blocks if isinstance(block, Note)]
    assert [(note.key, note.n, note.anchored) for note in notes] == [
        ("1", "1", True),
        ("2", "2", False),
        ("1_2", "1", False),
    ]


@settings(max_examples=80, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12), st.sampled_from(["en", "zh-Hans", "ru", "ko", "und"]))
def test_every_line_is_in_one_block_and_in_order(made: list[str], language: str) -> None:
    text = lines("\n".join(made))
    parts = read_blocks(text, WILSON.body, language=language, translation=True, context=DAY)
    covered = [
        number for block in parts.blocks for number in range(block.span.first, block.span.last + 1)
    ]  # fmt: skip
    full = [line.number for line in text if not line.blank]
    assert set(full) <= set(covered)
    # A line with two ends may be two blocks of one line; beyond that none is covered twice or out of order.
    assert covered == sorted(covered)


# --- the header ----------------------------------------------------------------------------------


def document(text: str) -> tuple[Document, list[str]]:
    source, _ = decode(text.encode(), "in.txt")
    assert source is not None
    record, _ = parse(source, WILSON)
    assert record is not None
    made, findings = interpret(record)
    return made, [one.code for one in findings]


def test_header_facts_have_their_lines_and_their_ground() -> None:
    text = wilson(
        Credits="This document was made possible with support from the Lamp Fund and the Holm Foundation"
    )
    made, findings = document(text)
    header = made.header
    assert findings == []
    assert made.id == "wcda-920001"
    assert (header.number, header.url and header.url.value) == (
        "920001",
        "https://digitalarchive.wilsoncenter.org/document/920001",
    )
    assert header.date_reading is not None
    assert header.date_reading.when == "1954-03-09"
    assert header.title is not None
    assert text.split("\n")[header.title.span.first - 1] == header.title.value
    assert header.title.ground == ""
    assert [(fact.value, fact.ground) for fact in header.senders] == [("Ada Holm", "ground.title")]
    assert [fact.value for fact in header.recipients] == ["Jon Reyes"]
    assert [fact.value for fact in header.funders] == ["Lamp Fund", "Holm Foundation"]
    assert header.genre is not None
    assert header.genre.value == "letter"


def test_what_is_not_stated_is_not_invented() -> None:
    made, findings = document(wilson(date="", address=""))
    assert made.header.date is None
    assert made.header.date_reading is None
    assert made.header.url is None
    assert made.header.number == ""
    assert made.header.funders == ()
    assert "I013" in findings
    assert made.id == "in"


def test_an_address_made_from_the_number_says_so() -> None:
    made, findings = document(wilson(address="", Record_ID="77"))
    assert made.header.url is not None
    assert made.header.url.value.endswith("/document/77")
    assert made.header.url.ground == "ground.number"
    assert made.header.url.certainty != "high"
    assert "I010" in findings
    assert made.id == "wcda-77"


def test_the_roles_of_divisions() -> None:
    def roles(text: str, language: str) -> list[tuple[str, str]]:
        made, _ = document(wilson(text, Original_Language=language))
        return [(one.id, one.role) for one in made.divisions]

    assert roles(f"{ZH}\n\n{EN}", "Chinese") == [("zh", "edition"), ("en", "translation")]
    assert roles(f"{EN}\n\n{ZH}", "Chinese") == [("en", "translation"), ("zh", "edition")]
    assert roles(EN, "German") == [("en", "translation")]
    assert roles(EN, "English") == [("en", "edition")]
    zh, en = "\n\n".join([ZH] * 4), "\n\n".join([EN] * 4)
    assert roles(f"{zh}\n\n{en}\n\n{zh}\n\n{en}", "Chinese") == [
        ("zh", "edition"), ("en", "translation"), ("zh-2", "edition"), ("en-2", "translation"),
    ]  # fmt: skip


def test_a_salutation_is_no_title_of_the_original() -> None:
    made, _ = document(
        wilson(
            f"昭和二十四年十一月十五日\n\nペル様\n\n来月には新しい風速計が届く予定です。\n\n葉山清\n\n{TEXT}",
            Original_Language="Japanese",
        )
    )
    assert made.header.title_original is None


def test_the_original_title_is_the_heading_without_note_marks() -> None:
    made, _ = document(
        wilson(
            f"关于水井问题 给巴图的电报^{{〔1〕}}\n\n{ZH}\n\n注 释\n\n- 〔1〕 标题是编者加的。\n\n{TEXT}",
            Original_Language="Chinese",
        )
    )
    assert made.header.title_original is not None
    assert made.header.title_original.value == "关于水井问题给巴图的电报"
    assert made.header.title_original_language == "zh-Hans"


@pytest.mark.parametrize(
    "salute",
    [
        "Comrade Lin Xiude, please convey at once to Comrade Bataar:",
        "Comrade Lin Xiude, immediately convey to Comrade Bataar:",
    ],
)
def test_the_intermediary_of_a_salutation(salute: str) -> None:
    made, _ = document(wilson(f"{salute}\n\n{EN}"))
    assert made.header.intermediary is not None
    assert made.header.intermediary.value == "Lin Xiude"
    assert made.header.intermediary.ground == "ground.salute"
