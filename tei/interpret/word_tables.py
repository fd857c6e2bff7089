"""Tables of words that lines begin or end with, per language, as compiled patterns.

The tables are the files `opening_words.toml`, `closing_words.toml`, `section_words.toml` and
`label_words.toml`. A text in one language may hold a letter in another, so the words of all languages
count; short words mean other things elsewhere and count in their own language only.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_FILES = ("opening_words.toml", "closing_words.toml", "section_words.toml", "label_words.toml")
_KEPT = 2_000  # characters of a line that is kept folded, for several tables are asked about it
_SHORT = 4  # letters: `an` is a German `To`, an English article
_SHORT_SIGNS = 2  # of Chinese, Japanese and Korean
_CJK = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_WITHOUT_BLANKS = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af\u0e01-\u0eff\u1780-\u17ff]")
# What patterns take for another letter's case, though it has a small one of its own.
_ONE_LETTER = {"İ": "i", "ı": "i", "ſ": "s", "K": "k", "ς": "σ", "Ω": "ω", "Å": "å"}
_POLYTONIC = re.compile(r"[\u1f00-\u1fff]")
# Breathings and the iota below go, grave and circumflex are acute, as Greek is written since 1982.
_MONOTONIC = {0x0313: None, 0x0314: None, 0x0345: None, 0x0300: 0x0301, 0x0342: 0x0301}


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    tables: dict[str, dict[str, list[str]]] = {}
    for name in _FILES:
        tables |= tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))
    return tables


def fold(text: str) -> str:
    """The text as the tables are compared with it: one blank between words, plain apostrophes, Greek of today's accents."""
    return _folded(text) if len(text) <= _KEPT else _folded.__wrapped__(text)


@lru_cache(maxsize=512)
def _folded(text: str) -> str:
    if _POLYTONIC.search(text):
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_MONOTONIC))
    return " ".join(text.split()).replace("’", "'").replace("‘", "'")


def _words(name: str, language: str) -> list[str]:
    """The words of a table that count in a language, the longest first."""
    primary = language.partition("-")[0]
    words = {
        word
        for tag, own in _tables()[name].items()
        for word in own
        if tag == primary or len(word) >= (_SHORT_SIGNS if _CJK.search(word) else _SHORT)
    }
    return sorted(words, key=lambda word: (-len(word), word))


@cache
def words_of(name: str) -> frozenset[str]:
    """All words of a table, for lines that are one of them and nothing else."""
    return frozenset(word for own in _tables()[name].values() for word in own)


def _pattern(word: str) -> str:
    """A word or phrase as a pattern; `*` is up to four words."""
    escaped = re.escape(word).replace(r"\ \*\ ", r" (?:\S{1,40} ){0,4}")
    return escaped + (r"(?!\w)" if word[-1].isalnum() and not _WITHOUT_BLANKS.search(word) else "")


class Beginnings:
    """The words of a table that lines begin with, as a pattern for each letter that one begins with.

    A pattern of all would take longer to compile than most runs are asked it; a line has one first letter.
    """

    def __init__(self, words: list[str]) -> None:
        self._words: dict[str, list[str]] = {}
        for word in words:
            self._words.setdefault(_letter(word), []).append(word)
        self._patterns: dict[str, re.Pattern[str]] = {}

    def match(self, text: str) -> re.Match[str] | None:
        """The word that a text begins with."""
        pattern = self._pattern(text)
        return pattern.match(text) if pattern else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The word that a text is."""
        pattern = self._pattern(text)
        return pattern.fullmatch(text) if pattern else None

    def _pattern(self, text: str) -> re.Pattern[str] | None:
        letter = _letter(text)
        if letter not in self._words:
            return None
        if letter not in self._patterns:
            words = "|".join(_pattern(word) for word in self._words[letter])
            self._patterns[letter] = re.compile(rf"(?i)(?:{words})")
        return self._patterns[letter]


def _letter(text: str) -> str:
    """The first letter without its case, as patterns that do not mind case compare it."""
    return _ONE_LETTER.get(text[:1], text[:1].lower())


@cache
def starts(name: str, language: str) -> Beginnings:
    """What tells the lines that begin with a word of a table."""
    return Beginnings(_words(name, language))


@cache
def ends(name: str, language: str) -> re.Pattern[str]:
    """A pattern for a word of a table at the end of a line, stops left aside."""
    words = "|".join(re.escape(word) for word in _words(name, language))
    return re.compile(rf"(?:{words})$" if words else r"(?!)")


@cache
def within(name: str, language: str) -> re.Pattern[str]:
    """A pattern for a word of a table anywhere in a line."""
    words = "|".join(
        re.escape(word) + ("" if _CJK.search(word) else r"\b") for word in _words(name, language)
    )
    return re.compile(rf"(?i)(?<!\w)(?:{words})" if words else r"(?!)")
