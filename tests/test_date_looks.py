"""The quick look before dates are searched: it never passes over a date that the full search finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tei.interpret import date_tokens, dates
from tei.interpret.calendar_tables import entries
from tei.interpret.date_looks import may_be_date, may_hold_date
from tei.interpret.date_phrases import Setting
from tei.interpret.date_plain import read_plainly
from tei.interpret.date_points import context_of
from tei.interpret.date_search import search
from tei.interpret.date_tokens import Token, tokenize
from tei.interpret.date_whole import read_whole
from tei.model import DateReading, FoundDate

LANGUAGES = ("", "en", "de", "fr", "hu", "ru", "mn", "vi", "zh", "ja", "ko", "ar")
CELLS = sorted(
    {
        cell.replace("⟦", "").replace("⟧", "")
        for file in (Path(__file__).parent / "dates").glob("*.tsv")
        for line in file.read_text("utf-8").split("\n")
        if not line.startswith("#")
        for cell in line.split("\t")
        if cell
    }
)
WORDS = sorted({word for word, _ in entries()})
NUMBERS = (
    "1",
    "5",
    "12",
    "31",
    "53",
    "1950",
    "1953",
    "２",
    "٥",
    "五",
    "十",
    "三十八",
    "一九五〇",
    "元",
    "正",
    "O",
)
MARKS = (" ", " ", " ", "", ".", ",", "-", "–", "/", "(", ")", "'", '"', "\n", "\n\n", "、", "。", "́", "ー")
OTHERS = ("VI", "xi", "Ⅴ", "men", "以", "力", "조", "が", "ab", "№", "年", "⽉")
TEXTS = st.lists(st.sampled_from((*WORDS, *NUMBERS * 12, *MARKS * 20, *OTHERS * 6)), max_size=14).map("".join)


def full_search(text: str, language: str) -> list[FoundDate]:
    return search(tokenize(text, language), Setting(language, context_of("1953"), running=True))


def full_reading(text: str, language: str) -> DateReading | None:
    read = read_whole(tokenize(text, language), Setting(language, context_of("1953")))
    return read if isinstance(read, DateReading) else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_date_of_the_tables_is_passed_over(language: str) -> None:
    assert len(CELLS) > 1_000
    for text in CELLS:
        assert dates.find_dates(text, language=language, context="1953") == full_search(text, language), text
        assert dates.read_date(text, language=language, context="1953") == full_reading(text, language), text


@given(TEXTS, st.sampled_from(LANGUAGES))
@example("first of May", "en")
@example("la nuit du premier mai", "fr")
@example("五" + "、" * 60 + "1950年", "zh")
@example("1950년 시월 1일", "ko")
def test_the_look_passes_over_nothing(text: str, language: str) -> None:
    assert dates.find_dates(text, language=language, context="1953") == full_search(text, language)


@given(TEXTS, st.sampled_from(LANGUAGES))
@example("May", "en")
def test_the_look_at_a_whole_string_passes_over_nothing(text: str, language: str) -> None:
    assert dates.read_date(text, language=language, context="1953") == full_reading(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "The council met and agreed on the treaty of the border.",
        "了一个新的，以三个方法，十分重要。",
        "7.",
        "1950",
        "중국 대사관 제안",
    ],
)
def test_texts_without_a_date_are_told(text: str) -> None:
    assert not may_hold_date(text)


def test_a_line_of_plain_words_is_no_date() -> None:
    assert not may_be_date("Council Immediately")
    assert may_be_date("October")


# --- work, counted ------------------------------------------------------------------------------------


def tokenized(monkeypatch: pytest.MonkeyPatch, texts: list[str]) -> int:
    """How many characters are cut into tokens when dates are searched in the texts."""
    sizes: list[int] = []

    def counted(text: str, language: str | None = None) -> list[Token]:
        sizes.append(len(text))
        return tokenize(text, language)

    monkeypatch.setattr(dates, "tokenize", counted)
    for text in texts:
        dates.find_dates(text, language="en")
    return sum(sizes)


def test_only_texts_with_a_candidate_are_cut_into_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    dated, plain = "They met on 5 May 1953 in the city.", "They met in the city and spoke of nothing."
    assert tokenized(monkeypatch, [plain] * 50) == 0
    assert tokenized(monkeypatch, [plain, dated] * 50) == 50 * len(dated)
    assert tokenized(monkeypatch, [dated * 40]) == len(dated) * 40


@given(TEXTS, st.sampled_from(LANGUAGES))
@example("王〇二「年」 3\x1cMay ½ ¹ｱﾞ é́x\n\n5. ①_ª", "zh")
def test_plain_words_and_signs_are_cut_like_all_others(text: str, language: str) -> None:
    fast = tokenize(text, language)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(date_tokens, "_PLAIN", re.compile("(?!)"))
        patch.setattr(date_tokens, "_may_say_more", lambda *_: True)
        assert tokenize(text, language) == fast


SHAPES = ("{day} {word} {year}", "{word} {day}, {year}", "{day} {word}")


@given(
    st.sampled_from(SHAPES),
    st.sampled_from(WORDS).flatmap(lambda word: st.sampled_from((word, word.capitalize(), word.upper()))),
    st.integers(1, 31),
    st.integers(1800, 2049),
    st.sampled_from(LANGUAGES),
    st.sampled_from((None, "1953", "1953-01-12", "1912-12-01")),
)
def test_the_plainest_dates_are_read_as_all_others(
    shape: str, word: str, day: int, year: int, language: str, context: str | None
) -> None:
    text = shape.format(day=day, word=word, year=year)
    plainly = read_plainly(text, language, context_of(context))
    if plainly is not None:
        assert plainly == read_whole(tokenize(text, language), Setting(language, context_of(context)))


@pytest.mark.parametrize("text", ["5 May 1953", "May 5, 1953", "5 May", "5 мая 1953"])
def test_the_plainest_dates_are_not_cut_into_tokens(text: str) -> None:
    assert read_plainly(text, "", context_of("1953")) == DateReading(
        when="1953-05-05", ground="dating.stated" if "1953" in text else "dating.context",
        certainty="high" if "1953" in text else "medium",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["30 February 1953", "5 Maybe 1953", "5 Tuesday 1953", "5 May 53", "May 5 1953"]
)
def test_what_is_no_plain_date_is_left_to_the_full_search(text: str) -> None:
    assert read_plainly(text, "en", context_of("1953")) is None
