"""Names of languages in headers; the language of a passage; foreign words within one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.check.languages import _problem
from tei.interpret import language_names
from tei.interpret.foreign import part_foreign
from tei.interpret.language_evidence import weigh
from tei.interpret.language_names import tag_of
from tei.interpret.languages import identify, stated
from tei.model import Foreign, Text

HERE = Path(__file__).parent
ROWS = [
    row.split("\t")
    for row in (HERE / "languages" / "paragraphs.tsv").read_text("utf-8").split("\n")
    if row and not row.startswith("#")
]
FLOORS = json.loads((HERE / "corpus_gate.json").read_text("utf-8"))[
    "languages, texts written for the project"
]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Chinese", ["zh"]),
        ("Serbian (Cyrillic)", ["sr-Cyrl"]),
        ("Serbo-Croatian", ["sh"]),
        ("Chinese (Traditional)", ["zh-Hant"]),
        ("Traditional Chinese", ["zh-Hant"]),
        ("Chinese, Simplified", ["zh-Hans"]),
        ("Brazilian Portuguese", ["pt-BR"]),
        ("Russian; Chinese", ["ru", "zh"]),
        ("Russian, Chinese and English.", ["ru", "zh", "en"]),
        ("Czech/Slovak", ["cs", "sk"]),
        ('["Russian", "Chinese"]', ["ru", "zh"]),
        ("Deutsch", ["de"]),
        ("Русский", ["ru"]),
        ("tiếng Việt", ["vi"]),
        ("中文", ["zh"]),
        ("Russian language", ["ru"]),
        ("German (handwritten)", ["de"]),
        ("Farsi", ["fa"]),
        ("zh-hans", ["zh-Hans"]),
        ("Russian (Cyrillic)", ["ru"]),
        ("ru-Cyrl", ["ru"]),
        ("Serbo-Croatian (Latin script)", ["sh-Latn"]),
        ("Bahasa Indonesia", ["id"]),
        ("Flemish", ["nl"]),
        ("Mandarin", ["zh"]),
        ("German, Russian", ["de", "ru"]),
        ("English and French", ["en", "fr"]),
        ("German / English", ["de", "en"]),
        ("German - English", ["de", "en"]),
        ("Vietnamese\tFrench", ["vi", "fr"]),
        ("in German", ["de"]),
        ("Dari", ["fa-AF"]),
        ("ruso y alemán", ["ru", "de"]),
    ],
)
def test_stated_names(text: str, tags: list[str]) -> None:
    assert [tag for tag, _ in stated(text)] == tags


@pytest.mark.parametrize(
    "text", ["Klingonese", "Germanish", "Chines", "Rusian", "xx", "(Cyrillic)", "[", "Unknown"]
)
def test_an_unknown_name_is_not_guessed(text: str) -> None:
    assert stated(text) == [("", text)]


def test_every_name_gives_a_tag_in_its_shortest_form() -> None:
    """A tag that rule T015 refuses would refuse the record."""
    names = list(language_names._table())
    scripts = list(language_names._qualifiers())
    names += [f"{name} ({script})" for name in ("russian", "serbian", "persian", "sh") for script in scripts]
    assert [(name, tag) for name in names if (tag := tag_of(name)) == "" or _problem(tag)] == []
    assert tag_of("ru-Zzzzz") == tag_of("ru-yy") == ""


def test_names_are_kept_as_printed() -> None:
    assert stated("Elvish and Serbian (Cyrillic)") == [("", "Elvish"), ("sr-Cyrl", "Serbian (Cyrillic)")]
    assert stated("  ") == []


@settings(deadline=None)  # the first call loads tables
@given(st.text(max_size=60))
def test_any_statement_is_read_without_an_error(text: str) -> None:
    assert all(tag == "" or tag[0].islower() for tag, _ in stated(text))


def test_enough_paragraphs_and_enough_of_them_right() -> None:
    wrong = [(tag, identify(text).tag, text) for tag, text in ROWS if identify(text).tag != tag]
    assert len(ROWS) >= FLOORS["paragraphs"] >= 120
    assert 1 - len(wrong) / len(ROWS) >= FLOORS["tags right"] >= 0.97, wrong


def test_no_paragraph_has_a_wrong_language() -> None:
    """What is not right is `und`: an honest unknown, and never sure of itself."""
    for tag, text in ROWS:
        read = identify(text)
        assert read.tag in (tag, "und"), text
        assert read.tag != "und" or read.certainty == "low"


@pytest.mark.parametrize(
    ("words", "language", "near", "tag"),
    [
        ("为人民服务", "en", (), "zh-Hans"),
        ("統一戰線", "en", ("zh-Hant",), "zh-Hant"),
        ("金日成", "en", (), ""),
        ("金日成", "en", ("zh-Hans",), "zh-Hans"),
        ("外務省", "en", (), ""),
        ("外務省", "en", ("ja",), "ja"),
        ("동무", "de", (), "ko"),
        ("правда", "en", (), ""),
        ("правда", "en", ("ru",), "ru"),
        ("їжак", "en", (), "uk"),
        ("λόγος", "fr", (), "el"),
        ("α", "en", (), ""),
        ("The United States will not leave this port before the spring", "zh-Hans", (), "en"),
        ("Queen Elizabeth", "zh-Hans", (), ""),
    ],
)
def test_foreign_words_only_where_sure(words: str, language: str, near: tuple[str, ...], tag: str) -> None:
    before, after = ("他说：", "。") if language == "zh-Hans" else ("x “", "” y")
    parts = part_foreign(before + words + after, language, near)
    expected = [Text(before), Foreign(words, tag), Text(after)] if tag else [Text(before + words + after)]
    assert parts == expected


@settings(deadline=None)  # the first call loads tables
@given(
    st.text(alphabet="ab 为务毛правдїλό동무の外「」(),. ", max_size=40),
    st.sampled_from(["en", "ru", "zh-Hans", "und"]),
)
def test_foreign_words_lose_nothing(text: str, language: str) -> None:
    assert (
        "".join(
            part.text
            for part in part_foreign(text, language, ("zh-Hans", "ru"))
            if isinstance(part, Text | Foreign)
        )
        == text
    )


@settings(deadline=None)  # the first call loads tables
@given(st.text(max_size=80))
def test_any_passage_has_an_answer(text: str) -> None:
    assert identify(text).tag
    assert all(score <= 0 for score in weigh(text).scores.values())


def test_the_module_prints_a_line_for_each_paragraph(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text(
        "Der Hafen ist seit dem Winter nicht mehr eisfrei.\n\nНаш порт ещё не открыт для судов.\n", "utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "tei.interpret.languages", str(file)], capture_output=True, check=True
    )
    rows = [row.split("\t") for row in done.stdout.decode("utf-8").strip().split("\n")]
    assert [row[0] for row in rows] == ["de", "ru"]
    assert all(0.5 < float(row[1]) <= 1 for row in rows)
    assert rows[0][2].startswith("Der Hafen")
