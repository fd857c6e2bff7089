"""Ways round a slow look at every sign of a text: they find what the plain way finds."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei import profile, source
from tei.interpret import letter_spacing, signs
from tei.interpret.document import interpret
from tei.interpret.language_evidence import _WORD, _tokens
from tei.interpret.layout import weight
from tei.interpret.line_ends import width
from tei.interpret.list_words import folded
from tei.interpret.notes.marks import MARK, signs_in
from tei.interpret.page_forms import OPENS_SIGN, SIGNS
from tei.interpret.scripts import script, scripts
from tei.interpret.sign_search import found_in
from tei.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import FrameType

PIECES = (
    *"aZxXéß'’ \t\n\u3000\u00a0.,;:!?-–_/*†※^{}[](（）〔〕【】［］①⑴¹⁴⁽ᵃ€£□ХхЯ中国か각０１２#ﬁＡ̀٠",
    *(
        " a",
        " b,",
        "^{1}",
        "[2]",
        "〔3〕",
        "(a)",
        "**",
        "XXXX",
        "££",
        "[p. 6]",
        "(p. 6)",
        " // ",
        "word",
        "  ",
        "M e m o",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def spans(found: Iterable[re.Match[str]]) -> list[tuple[int, int, str | None]]:
    return [(one.start(), one.end(), one.lastgroup) for one in found]


@given(TEXTS)
def test_marks_of_notes(text: str) -> None:
    assert spans(signs_in(text)) == spans(MARK.finditer(text))


@given(TEXTS)
def test_signs_of_a_transcriber(text: str) -> None:
    assert spans(found_in(text, signs._SIGNS, signs._OPENS)) == spans(signs._SIGNS.finditer(text))


@given(TEXTS)
def test_signs_of_pages(text: str) -> None:
    assert spans(found_in(text, SIGNS, OPENS_SIGN)) == spans(SIGNS.finditer(text))


@given(TEXTS)
def test_letter_spaced_words(text: str) -> None:
    if not letter_spacing._RAW.search(text):
        assert letter_spacing.fold_blanks(text) == letter_spacing._BLANKS.sub(" ", text)
    assert bool(letter_spacing._FOLDED.search(text)) <= bool(letter_spacing._THREE.search(text))


def slow_scripts(text: str) -> list[tuple[str, int]]:
    counts = Counter(found for sign in text if (found := script(sign)))
    return list(counts.items())


def slow_width(text: str) -> int:
    text = re.sub(r"££|€|\^\{[^{}]{1,8}\}", "", text).strip()
    return len(text) + (
        0 if text.isascii() else sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    )


def slow_weight(text: str) -> int:
    wide = sum(0x3000 <= ord(sign) <= 0x9FFF or 0xAC00 <= ord(sign) <= 0xD7AF for sign in text)
    return len(text) + wide * 3 // 2


def slow_folded(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"^[\s\W_]+|[\s\W_]+$", "", text[:200])).casefold()


def fast_scripts(text: str) -> list[tuple[str, int]]:
    return list(scripts(text).items())


WAYS: tuple[tuple[Callable[[str], object], Callable[[str], object]], ...] = (
    (fast_scripts, slow_scripts),
    (width, slow_width),
    (weight, slow_weight),
    (folded, slow_folded),
    (_tokens, lambda text: _WORD.findall(text.replace("’", "'"))),
)


@pytest.mark.parametrize(("fast", "slow"), WAYS, ids=("scripts", "width", "weight", "folded", "words"))
@given(text=TEXTS | st.text(max_size=20))
def test_signs_are_counted_as_one_by_one(
    fast: Callable[[str], object], slow: Callable[[str], object], text: str
) -> None:
    assert fast(text) == slow(text)


def test_every_letter_is_counted_for_its_script() -> None:
    signs = [chr(code) for code in range(0x80, 0x10000) if not 0xD800 <= code < 0xE000]
    wrong = [sign for sign in signs if fast_scripts(f"{sign}a.") != slow_scripts(f"{sign}a.")]
    assert not wrong


def calls(paragraphs: int) -> int:
    """How many functions are called when a text of so many paragraphs is read."""
    words = (
        "On 5 May 1953 the council of the border met,^{1} and “the treaty” [sic] was read to all of them. "
    )
    notes = "\n\n".join(f"[{n}] A note of the file, p. {n}." for n in range(1, paragraphs + 1))
    text = "\n\n".join(words * 3 for _ in range(paragraphs))
    read, _ = source.decode(f"A HEADING\n\n{text}\n\nNotes\n\n{notes}\n".encode(), "x.txt", None)
    assert read is not None
    record, _ = parse(read, profile.named("plain"), None)
    assert record is not None
    count = 0

    def counted(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        interpret(record)
    finally:
        sys.setprofile(None)
    return count


def test_work_grows_as_the_text_does() -> None:
    calls(5)  # tables are read once
    assert calls(80) <= 2.2 * calls(40)
