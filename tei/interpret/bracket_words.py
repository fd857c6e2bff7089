"""What the words in brackets say about the copy: the tables of `bracket_words.toml`, read and compared.

A bracket is about the copy when every word in it is known and one of them says what it is: `[2 words
illegible]`, `[rest of the line torn]`. Words of the text's own language, of English and of the other
languages of the record count; those of further languages only when they are long enough to mean nothing
else there.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Reason = Literal["illegible", "lost", "omitted", "notDeclassified", "deleted"]
Unit = Literal["chars", "words", "lines", "pages", ""]
Kind = Literal["sic", "handwritten", "signature", "stamp", "editorial"]

_TABLES: Final[dict[str, dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("bracket_words.toml").read_text("utf-8")
)
_LONG = 7  # letters: a word of this length means the same in every language that has it
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EASTERN = ("zh", "ja", "ko")
_BETWEEN = re.compile(r"[\s_,;:.\-–—()/、。，；：!]*")
_BLANKS = re.compile(r"\s+")
_IN_WORD = re.compile(r"\w")
_NUMBER = re.compile(r"[0-9０-９]{1,4}(?![0-9０-９.½¼])")
_FULLWIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_REASONS: Final[dict[str, Reason]] = {
    "not-declassified": "notDeclassified",
    "illegible": "illegible",
    "lost": "lost",
    "lost-of": "lost",
    "omitted": "omitted",
    "deleted": "deleted",
}
_KINDS: Final[tuple[Kind, ...]] = ("sic", "handwritten", "stamp", "signature", "editorial")
_UNITS: Final[tuple[Unit, ...]] = ("chars", "words", "lines", "pages")
_LONGEST_REMARK = 60  # what stands before the colon of a remark


@dataclass(frozen=True, slots=True)
class Missing:
    """What a bracket says is not there: why, and how much if it says so exactly."""

    reason: Reason
    quantity: int | None
    unit: Unit


@lru_cache(maxsize=512)
def missing(words: str, language: str, near: tuple[str, ...] = ()) -> Missing | None:
    """What the words say is missing, or None."""
    found = _segments(words, language, near)
    for name, reason in _REASONS.items() if found else ():
        if name in found and (name != "lost-of" or _has_noun(found)) and _may_stand(found):
            return Missing(reason, *_amount(words, found))
    if _within("not-declassified").search(_fold(words)):
        return Missing("notDeclassified", None, "")
    return None


def may_be_lost(words: str, language: str, near: tuple[str, ...] = ()) -> bool:
    """Whether the words may say that something is lost, and may as well be words of the text: `torn`."""
    return "lost-of" in _segments(words, language, near)


@lru_cache(maxsize=512)
def remark(words: str, language: str, near: tuple[str, ...] = ()) -> Kind | None:
    """The kind of remark that the words are, or None: all of them, those before a colon, or those they begin with."""
    before, colon, _ = words.replace("：", ":").partition(":")
    for part in (words, before) if colon and len(before) <= _LONGEST_REMARK else (words,):
        found = _segments(part, language, near)
        for kind in _KINDS if found else ():
            if kind in found and _may_stand(found):
                return kind
    folded = _fold(words)
    begins: tuple[Kind, ...] = ("handwritten", "signature", "stamp", "editorial")
    kinds = (kind for kind in begins if _begins(kind).match(folded))
    return next(kinds, "editorial" if _within("editorial").search(folded) else None)


def round_words(words: str, language: str) -> str:
    """What the words are where they stand in round brackets: the name of a table of `round`, or nothing."""
    folded = _fold(words)
    eastern = language.partition("-")[0] in _EASTERN
    for name, listed in _TABLES["round"].items():
        if folded in listed and (len(folded) > 1 or eastern):
            return str(name)
    return ""


def is_plain(words: str) -> bool:
    """Whether the words name a copy or a part of the document: they stay text in brackets."""
    return _fold(words).rstrip(".:") in _PLAIN


def asks(words: str) -> bool:
    """Whether a question is asked, not a reading doubted."""
    first = re.match(r"[^\W\d_]+", _fold(words))
    return first is not None and (first[0] in _ASKING or _fold(words) in _ASKING)


def number(word: str) -> int | None:
    """A number in digits or as a word of any language, or None."""
    if _NUMBER.fullmatch(word):
        return int(word.translate(_FULLWIDTH))
    return _NUMBERS.get(_fold(word))


def unit_of(word: str) -> Unit:
    """The unit that a word names, or an empty string."""
    return next((unit for unit in _UNITS if unit and _fold(word) in _TABLES[unit]["words"]), "")


_PLAIN: Final = frozenset(_TABLES["plain"]["words"])
_ASKING: Final = frozenset(_TABLES["asking"]["words"])
_NUMBERS: Final = {
    word: value
    for value, words in sorted((int(key), words) for key, words in _TABLES["numbers"].items())
    for word in words
}


@lru_cache(maxsize=512)
def _fold(words: str) -> str:
    return _BLANKS.sub(" ", words.replace("_", " ")).strip().casefold()


# --- all words known ----------------------------------------------------------------------------


@lru_cache(maxsize=2048)
def _segments(words: str, language: str, near: tuple[str, ...]) -> frozenset[str]:
    """The names of the tables that the words belong to; nothing where one of them is in no table."""
    folded = _fold(words)
    names: set[str] = set()
    position = _end(_BETWEEN, folded, 0)
    vocabulary, lengths = _vocabulary(language.partition("-")[0], near)
    while position < len(folded):
        if match := _NUMBER.match(folded, position):
            names.add("number")
        elif word := _longest(vocabulary, lengths, folded, position):
            names |= vocabulary[word]
        else:
            return frozenset()
        position = _end(_BETWEEN, folded, match.end() if match else position + len(word))
    return frozenset(names)


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _longest(vocabulary: dict[str, set[str]], lengths: Sequence[int], words: str, at: int) -> str:
    """The longest word known that stands at a place and ends there; Chinese and the like need no end."""
    for length in lengths:
        word = words[at : at + length]
        if word in vocabulary and (_CJK.search(word[-1]) or not _IN_WORD.match(words, at + length)):
            return word
    return ""


@cache
def _vocabulary(language: str, near: tuple[str, ...]) -> tuple[dict[str, set[str]], tuple[int, ...]]:
    """Each word with the tables it is in, and how long they are, the longest first."""
    spoken = {language, "en", *(tag.partition("-")[0] for tag in near)}
    vocabulary: dict[str, set[str]] = {}
    for name, tag, word in _all_words():
        eastern = _CJK.search(word) is not None
        alike = len(word) > 1 or language in _EASTERN if eastern else len(word) >= _LONG
        if tag in spoken or tag in ("words", "number") or alike:
            vocabulary.setdefault(word, set()).add(name)
    return vocabulary, tuple(sorted({len(word) for word in vocabulary}, reverse=True))


def _all_words() -> Iterator[tuple[str, str, str]]:
    """Name of the table, language, word."""
    for name in (*_REASONS, *_KINDS, *_UNITS, "things", "between", "about"):
        for tag, words in _TABLES[name].items():
            for word in words:
                yield name, tag, word.casefold()
    for word in _NUMBERS:
        yield "number", "number", word


_NOUNS: Final = frozenset((*_UNITS, "things"))


def _has_noun(found: frozenset[str]) -> bool:
    return bool(found & _NOUNS)


def _may_stand(found: frozenset[str]) -> bool:
    """Articles and prepositions only beside a noun: `[the rest of the page missing]`, not `[the missing]`."""
    return "between" not in found or _has_noun(found)


def _amount(words: str, found: frozenset[str]) -> tuple[int | None, Unit]:
    """Quantity and unit: none of what is said of several things, no number that is only about right."""
    units = [unit for unit in _UNITS if unit in found]
    unit = units[0] if len(units) == 1 else ""
    if not unit or "about" in found:
        return None, unit
    counted = [value for value in map(number, _pieces(words)) if value is not None]
    return (counted[0] if len(counted) == 1 else None), unit


def _pieces(words: str) -> list[str]:
    """Words, and runs of digits also where they are glued to a sign: `3字`, `2c`."""
    folded = _fold(words)
    if _CJK.search(folded):
        return re.findall(r"[0-9０-９]+|[一二三四五六七八九十两兩한두세네]", folded)
    return re.findall(r"[0-9]+|[^\W\d_]+(?:'[^\W\d_]+)?", folded)


@cache
def _begins(kind: str) -> re.Pattern[str]:
    words = sorted(_TABLES["begins"][kind], key=lambda word: (-len(word), word))
    ends = (re.escape(word.casefold()) + (r"(?!\w)" if word[-1].isalnum() else "") for word in words)
    return re.compile("|".join(end.replace(r"(?!\w)", "") if _CJK.search(end) else end for end in ends))


@cache
def _within(kind: str) -> re.Pattern[str]:
    words = sorted(_TABLES["within"][kind], key=lambda word: (-len(word), word))
    return re.compile(
        "|".join(
            re.escape(word.casefold()) if _CJK.search(word) else rf"(?<!\w){re.escape(word.casefold())}(?!\w)"
            for word in words
        )
    )
