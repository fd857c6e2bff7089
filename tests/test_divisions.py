"""Where one text ends and the next begins, in two languages and in two scripts; what is no division."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.interpret.divisions import divide
from tei.model import Line
from tei.pipeline import convert_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
DATA = tomllib.loads((HERE / "languages" / "texts.toml").read_text("utf-8"))
MINUTES = tomllib.loads((HERE / "languages" / "minutes.toml").read_text("utf-8"))
TEXTS = {tag: text.strip().split("\n") for tag, text in DATA["texts"].items()}
ONE_SCRIPT = 22  # the first pairs of the data
JOINED = [*DATA["pairs"], *([second, first] for first, second in DATA["pairs"]), *DATA["triples"]]
LINES_OF = {tag: text.strip().split("\n") for tag, text in MINUTES["texts"].items()}
FLOORS = json.loads((HERE / "corpus_gate.json").read_text("utf-8"))[
    "languages, texts written for the project"
]

LETTER = [
    "Tôi đã nhận được thư của đồng chí tháng trước và đã chuyển ngay.",
    "I have received your letter of last month and have sent it on.",
    "Việc sửa chữa chiếc thuyền tốn hơn chúng tôi nghĩ.",
    "The repair of the boat cost more than we had thought.",
    "Vì vậy đề nghị đồng chí gửi thêm tiền cho chúng tôi.",
    "We therefore ask you to send us more money.",
]
GERMAN = [
    "Der Kapitän[1] hat das Boot am Montag verlassen und ist nicht zurückgekehrt.",
    "Seine Frau wohnt jetzt in Kiel[2] und wartet auf Nachricht.",
]
ENGLISH_NOTES = [
    "[1] The captain is Hans Petersen, who had served on the boat since the war.",
    "[2] See the report of the harbour office, which is kept in the archive.",
]


def lines(texts: list[str]) -> list[Line]:
    return [Line(number, text) for number, text in enumerate(texts, start=1)]


def found(texts: list[str], stated: tuple[str, ...] = ()) -> list[tuple[str, int, int]]:
    return [(one.language, one.lines[0].number, one.lines[-1].number) for one in divide(lines(texts), stated)]


def joined(
    tags: list[str], layout: str, source: Mapping[str, list[str]] = TEXTS
) -> tuple[list[str], list[tuple[str, int]]]:
    """The texts one below the other, and where each begins. Layouts: blank lines everywhere, none, or between."""
    texts: list[str] = []
    begins = []
    for tag in tags:
        if layout == "between" and texts:
            texts.append("")
        begins.append((tag, len(texts) + 1))
        for paragraph in source[tag]:
            texts += [paragraph, ""] if layout == "everywhere" else [paragraph]
    return texts, begins


def test_the_data_has_the_pairs_asked_for() -> None:
    assert len(DATA["pairs"]) + len(MINUTES["pairs"]) >= FLOORS["two-language texts"] >= 20
    assert len(DATA["pairs"][:ONE_SCRIPT]) >= 6


@pytest.mark.parametrize("layout", ["everywhere", "none", "between"])
@pytest.mark.parametrize("tags", JOINED, ids="-".join)
def test_every_boundary_is_found(tags: list[str], layout: str) -> None:
    texts, begins = joined(tags, layout)
    stretches = divide(lines(texts))
    assert [(one.language, one.lines[0].number) for one in stretches] == begins
    assert all(one.certain and not one.others for one in stretches)


@pytest.mark.parametrize("layout", ["everywhere", "none", "between"])
@pytest.mark.parametrize("tags", [*MINUTES["pairs"], *MINUTES["triples"]], ids="-".join)
def test_the_boundary_stands_above_a_heading_and_below_a_name(tags: list[str], layout: str) -> None:
    for order in (tags, tags[::-1]):
        texts, begins = joined(order, layout, LINES_OF)
        stretches = divide(lines(texts))
        assert [(one.language, one.lines[0].number) for one in stretches] == begins
        assert [one.others for one in stretches] == [{}] * len(begins)


def test_paragraph_by_paragraph_is_one_division_whose_paragraphs_say_their_language() -> None:
    (one,) = divide(lines(LETTER))
    assert (one.language, one.others) == ("vi", {2: "en", 4: "en", 6: "en"})
    (english,) = divide(lines(LETTER), ("en",))
    assert (english.language, english.others) == ("en", {1: "vi", 3: "vi", 5: "vi"})
    (spaced,) = divide(lines([text for paragraph in LETTER for text in (paragraph, "")]))
    assert spaced.others == {3: "en", 7: "en", 11: "en"}


def test_a_quoted_paragraph_stays_in_its_text() -> None:
    quoted = (
        "« Les navires de commerce auront le droit de passer librement dans les eaux du port, "
        "et ils ne seront pas soumis à la visite. »"
    )
    english = TEXTS["en"]
    (one,) = divide(lines([*english, quoted, *english[2:]]))
    assert (one.language, one.others) == ("en", {len(english) + 1: "fr"})


@pytest.mark.parametrize(
    "texts",
    [
        [*TEXTS["zh-Hans"], "", "DECLASSIFIED by authority of the Secretary, 12/3/1999"],
        ["TOP SECRET", "DECLASSIFIED by authority of the Secretary", *TEXTS["zh-Hans"], *TEXTS["zh-Hans"]],
        [
            "关于 John Smith 先生访问的报告",
            "他们乘 Queen Elizabeth 号船到达，住在 Hotel Metropole。",
            "United Fruit Company",
        ],
    ],
)
def test_stamps_and_names_are_no_division(texts: list[str]) -> None:
    (one,) = divide(lines(texts))
    assert one.language == "zh-Hans"


@pytest.mark.parametrize("tag", ["en", "ru", "de", "zh-Hans"])
def test_a_list_of_names_and_numbers_takes_the_language_around_it(tag: str) -> None:
    names = ["Łódź, Gdańsk", "Kovács János, Dvořák Jiří", "1234/56", "III.", "Société Générale", "A. B. C."]
    text = LINES_OF[tag]
    assert found([*text[:4], *names, *text[4:]]) == [(tag, 1, len(text) + len(names))]


@pytest.mark.parametrize(("one", "other"), [("da", "de"), ("fr", "it"), ("ar", "fa"), ("ja", "zh-Hans")])
def test_numbered_paragraphs_in_two_languages_by_turns(one: str, other: str) -> None:
    first, second = ([*LINES_OF[tag][2:3], *LINES_OF[tag][4:-1]] for tag in (one, other))
    texts = [f"{at}. {text}" for at, both in enumerate(zip(first, second, strict=False), 1) for text in both]
    (whole,) = divide(lines(texts))
    assert (whole.language, whole.others) == (one, dict.fromkeys(range(2, len(texts) + 1, 2), other))


def test_notes_in_another_language_belong_to_the_text_of_their_marks() -> None:
    (one,) = divide(lines([*GERMAN, *ENGLISH_NOTES]))
    assert (one.language, one.others) == ("de", {3: "en", 4: "en"})
    english = ["The captain[1] left the boat on Monday.", "His wife now lives in Kiel and waits for news."]
    assert found([*GERMAN, *ENGLISH_NOTES, "", *english]) == [("de", 1, 4), ("en", 6, 7)]


def test_a_sentence_is_never_cut_at_the_width_of_the_print() -> None:
    printed = [
        "Le gouvernement a décidé que les bateaux de la flotte, qui se trou-",
        "vaient alors dans le port, ne devaient pas quitter le quai avant la",
        "fin du mois, sauf le Queen of the Seas and the Prince of the Isles, qui",
        "étaient attendus à Londres.",
    ]
    assert found(printed) == [("fr", 1, 4)]


@pytest.mark.parametrize(
    "texts",
    [
        ["Ivanov"],
        ["14.03.1952"],
        ["Zorb quillo vraxo 1956"],
        [
            "Ipinapaalam ng pinuno ng daungan na ang mga lambat ay hindi naihatid noong Marso at ang mga bangka."
        ],
    ],
)
def test_what_cannot_be_told_is_und_and_not_certain(texts: list[str]) -> None:
    (one,) = divide(lines(texts))
    assert (one.language, one.certain) == ("und", False)


def test_a_stated_language_settles_only_what_is_too_short() -> None:
    assert found(["Petrov"], ("cs",)) == [("cs", 1, 1)]
    assert found(["Petrov"], ("ru",)) == [("und", 1, 1)]
    assert found(TEXTS["en"], ("de", "ja"))[0][0] == "en"


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(["", "  ", *LETTER, *TEXTS["ru"], *TEXTS["ja"], *TEXTS["pl"], "***"]), max_size=14
    )
)
def test_every_line_stands_in_one_stretch_in_order(texts: list[str]) -> None:
    kept = [line.number for one in divide(lines(texts)) for line in one.lines if not line.blank]
    assert kept == [line.number for line in lines(texts) if not line.blank]


SPANISH = [
    "Ada HOLM to Jon REYES, Lissau 1531-08-01",
    "",
    "Recibí la carta que me mandó con el capitán y los tres libros, que llegaron bien y sin mojarse.",
    "",
    "El barco no ha vuelto todavía, y la gente de la ciudad espera que venga antes de que empiece el invierno.",
]


def test_an_english_title_over_a_letter_in_another_language() -> None:
    (stretch,) = divide([Line(number, text) for number, text in enumerate(SPANISH, 1)])
    assert (stretch.language, stretch.others) == ("es", {1: "en"})
    tei = convert_bytes("\n".join(SPANISH).encode(), "in.txt").tei.decode()
    assert '<title type="main" xml:lang="en"' in tei
    assert '<head xml:id="es-head" xml:lang="en">' in tei
    assert 'xml:lang="es">' in tei.partition("<teiHeader")[0]


def test_a_title_in_the_language_of_the_letter_is_not_called_english() -> None:
    lines = ["Ada Holm an Jon Reyes, Lissau 3. Mai 1888", "", *GERMAN]
    (stretch,) = divide([Line(number, text) for number, text in enumerate(lines, 1)])
    assert stretch.others.get(1) is None


def test_lines_in_turn_in_two_languages_are_one_division() -> None:
    text = (
        "Abkommen über den Hafen von Harn\nAgreement on the Harbour of Harn\n\nPunkt 1\nPoint 1\n\n"
        "Der Hafen ist seit dem Winter offen.\nThe harbour has been open since the winter.\n\n"
        "Die Gebühren setzt der Rat fest.\nThe dues are fixed by the council.\n"
    )
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    stretches = divide(lines)
    assert [stretch.language for stretch in stretches] == ["de"]
    assert set(stretches[0].others) >= {2, 8, 11}
    assert not {1, 4, 7, 10} & set(stretches[0].others)
