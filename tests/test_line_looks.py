"""Looks that spare a line the long questions: they say no only where the plain way says no."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.interpret import (
    flat_lists,
    forms,
    list_marks,
    page_forms,
    print_lines,
    sections,
    speaker_names,
    tables,
    text_oddities,
)
from tei.interpret.decided import Decided
from tei.interpret.line_ends import _SMALL_LETTERS, in_capitals, width
from tei.interpret.notes import labels, marks
from tei.interpret.notes.marks import marks_in, named_signs, signs_in
from tei.interpret.notes.words import SIGNS, note_type, signs_within
from tei.interpret.print_lines import Printed
from tei.interpret.signatures import UPPER
from tei.interpret.word_tables import _tables, fold, starts
from tei.model import Line

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = (
    *"aZxÉß'’ \t\n\u3000.,;:!?-–•*·|+│12）)(（[]】§©中国。；，각Ⓐǅ",
    *("word ", "WORD ", "  ", " - ", "J. K.", " 1931 г.", "P.S.", "Annex ", "Anlage 2", "ТЕКСТ", "€", "££", "^{1}", "---"),
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)
LONG = st.sampled_from(("", "word " * 24, "()" * 70, "中国" * 40, "a  b" * 40))


def plain_capitals(text: str, least: int, share: float) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) >= least and sum(sign.isupper() for sign in letters) >= share * len(letters)


@given(TEXTS)
def test_capitals(text: str) -> None:
    assert forms.is_capitals(text) == plain_capitals(text, 4, 0.55)
    assert in_capitals(text) == plain_capitals(text, 2, 0.7)


def test_small_letters_are_letters_and_no_capitals() -> None:
    signs = "".join(_SMALL_LETTERS.findall("".join(map(chr, range(0x10000)))))
    assert len(signs) > 30_000
    assert all(sign.isalpha() and not sign.isupper() for sign in signs)


def plain_sentence(text: str) -> bool:
    stop = re.search(r"[.!?。！？;；:：]$", text)
    return stop is not None and not re.search(rf"\b[{UPPER}]\.$|\b[0-9]{{4}} ?[rgгр]\.$", text)


@given(TEXTS)
def test_stops_at_the_end_of_a_line(text: str) -> None:
    assert forms._is_stopped(text) == (forms._SENTENCE_END.search(text) is not None)
    assert forms.holds_sentence(text) == plain_sentence(text)


def plain_annex(text: str) -> bool:
    bare = fold(text).strip(sections._BRACKETS + " ")
    match = starts("annex", "en").match(bare)
    return len(bare) <= sections._LONGEST_HEADING and match is not None


@given(TEXTS, LONG)
def test_headings_of_annexes(text: str, long: str) -> None:
    for words in (text, f"Annex {text}", f"[Annex]{long}", f"Annex{long}{text}"):
        assert sections.is_annex_heading(words, "en") <= plain_annex(words)
        if plain_annex(words) and fold(words).strip(sections._AROUND) == "Annex":
            assert sections.is_annex_heading(words, "en")


@given(TEXTS)
def test_labels_of_postscripts(text: str) -> None:
    folded = starts("postscript", "en").match(fold(text))
    plain = folded is not None and fold(text)[: folded.end()] == text[: folded.end()]
    given_ = starts("postscript", "en").match(text)
    read = given_ is not None and fold(text)[: given_.end()] == text[: given_.end()]
    assert read == plain
    assert given_ is None or folded is None or not read or given_.end() == folded.end()


def decided(text: str) -> Decided:
    return Decided(Printed((Line(1, text),)), "p", "")


@pytest.mark.parametrize("way", [tables._bar_row, tables._tab_row, tables._spaced_row])
@given(text=TEXTS)
def test_rows_of_tables(way: Callable[[Line], object], text: str) -> None:
    assert (way(Line(1, text)) is not None) <= tables._may_begin(decided(text))


@given(TEXTS)
def test_lists_on_one_line(text: str) -> None:
    found = flat_lists._PARTED.search(text) is not None
    assert found <= (flat_lists._MARK_APART.search(text) is not None)


@given(TEXTS)
def test_numbers_of_pages_are_no_items(text: str) -> None:
    start = len(text) - len(text.lstrip())
    page = list_marks._PAGE_NUMBER.match(text[start : start + 16].strip()) and len(text.strip()) < 12
    assert not (page and list_marks.read_mark(text))


@given(TEXTS, LONG)
def test_lines_that_are_too_long_for_the_print(text: str, long: str) -> None:
    for words in (text.strip(), f"{text}{long}{long}".strip()):
        room = print_lines._room(words)
        if len(words) <= 4 * print_lines._WIDEST:
            assert (room > print_lines._WIDEST) == (width(words) > print_lines._WIDEST)
            assert room in (len(words), width(words))


@given(TEXTS)
def test_forms_of_page_markers(text: str) -> None:
    for words in filter(None, (text.strip(), "PAGE TWO", "END OF PAGE 3", f"- {text.strip()} -")):
        fits = any(pattern.match(words) for _, pattern in page_forms._WHOLE)
        fits = fits or bool(page_forms._TELETYPE.match(words) or page_forms._GLUED.match(words))
        assert fits <= (page_forms.may_mark_page(words))


def plain_lone(lines: list[Line]) -> list[int]:
    """One bracket after the other, as they stand in the lines."""
    opened: dict[str, list[int]] = {"(": [], "[": []}
    lone = [line.number for line in lines if text_oddities._RAISED_OPEN.search(line.text)]
    for line in lines:
        labels = {match.end() - 1 for match in text_oddities._LABEL.finditer(line.text)}
        for match in text_oddities._BRACKET.finditer(line.text):
            if match[0] in text_oddities._OPENING:
                opened[text_oddities._OPENING[match[0]]].append(line.number)
            elif opened[text_oddities._PAIRS[match[0]]]:
                opened[text_oddities._PAIRS[match[0]]].pop()
            elif match.start() not in labels:
                lone.append(line.number)
    return sorted({*lone, *opened["("], *opened["["]})


@given(
    st.lists(
        st.lists(st.sampled_from((*"()[]（〕〔】ab1", "^{", "}", " a)")), max_size=8).map("".join), max_size=6
    )
)
def test_brackets_without_partner(texts: list[str]) -> None:
    lines = [Line(number, text) for number, text in enumerate(texts, 1)]
    assert text_oddities.lone_brackets(lines) == plain_lone(lines)


@given(st.lists(TEXTS, max_size=4), st.sampled_from([sign for signs in SIGNS.values() for sign in signs]))
def test_signs_of_notes_are_looked_for_in_all_of_them_first(texts: list[str], sign: str) -> None:
    texts = [*texts, f"A note, {sign}"]
    near = signs_within("\n".join(texts), SIGNS)
    for text in texts:
        assert note_type(text, near, translation=False) == note_type(text, SIGNS, translation=False)


@given(TEXTS)
def test_a_mark_is_a_sign_with_a_name(text: str) -> None:
    assert [match.span() for match, _, _ in named_signs(text)] == [match.span() for match in signs_in(text)]
    assert [(match.span(), name) for match, _, name in named_signs(text) if name] == [
        (match.span(), name) for match, _, name in marks_in(text)
    ]


@given(TEXTS)
def test_marks_and_labels_of_items(text: str) -> None:
    start = len(text) - len(text.lstrip())
    begins = list_marks._BULLET.match(text, start) or list_marks._LABELS.match(text, start)
    assert (begins is not None) <= (list_marks._MAY_BEGIN.match(text) is not None)


@given(st.sampled_from((*"NnFfAaПп注註주訳abж[(^①1１*-•※ᵃ\n B文", "note 1", "Note 2:", "Anm. 3")), TEXTS)
def test_labels_of_notes(first: str, text: str) -> None:
    words = first + text
    begins = words.lstrip()[:1]
    spared = begins.isalpha() and not begins.islower() and begins not in labels._BEGINS_WORD
    assert not (spared and labels._LABEL.match(words))


@given(st.sampled_from(("Holm", "Mr. J. Berg", "毛主席", "WORD " * 11, "")), TEXTS)
def test_speakers(name: str, text: str) -> None:
    words = (name + text).strip()
    begins = speaker_names._WITHIN.match(words) or speaker_names._STOPPED.match(words)
    assert (begins is not None) <= (
        speaker_names._SIGN.search(words, 0, speaker_names._LONGEST_START) is not None
    )


def plain_name(sign: str) -> str:
    """The name of a mark, asked of every pattern."""
    sign = sign.strip().rstrip(".．:：、/")
    if match := marks._BRACKETED.match(sign):
        sign = match[1].strip()
    elif len(sign) > 1 and sign[-1] in ")）":
        sign = sign[:-1]
    if marks._NUMBER.match(sign):
        return sign.translate(marks._ASCII).lstrip("0")
    if marks._LETTER.match(sign) or marks._STARRED.match(sign):
        return sign.translate(marks._ASCII)
    if re.fullmatch(f"[{marks.CIRCLED}]", sign):
        return str(int(unicodedata.numeric(sign)))
    bare = sign.strip("⁽⁾")
    raised = re.fullmatch(f"[{marks.RAISED_DIGITS}{marks.RAISED_LETTERS}]+", bare)
    return unicodedata.normalize("NFKC", bare).lstrip("0") if raised else ""


@given(st.lists(st.sampled_from("ab10)（(.．［〔【[]〕】ᵃ⁽¹⁾①*※/ "), max_size=9).map("".join))
def test_names_of_marks(sign: str) -> None:
    assert marks.mark_name(sign) == plain_name(sign)


def test_no_word_for_an_article_needs_folding() -> None:
    words = [word for own in _tables()["article"].values() for word in own]
    assert words
    assert all(word == fold(word) and " " not in word and "'" not in word for word in words)
