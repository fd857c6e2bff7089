"""The script of a letter, and how many letters of each script a text has."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CJK = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
# A script that one of the languages we detect is written in says the language by itself.
ONE_LANGUAGE = {
    "Greek": "el", "Lao": "lo", "Khmer": "km", "Devanagari": "hi", "Hebrew": "he", "Thai": "th",
    "Georgian": "ka", "Armenian": "hy", "Mongolian": "mn-Mong",
}  # fmt: skip
# Letters that carry as much as one word of an alphabetic script.
_LETTERS_A_WORD = {"Han": 2.0, "Kana": 2.0, "Hangul": 2.5}
# Letters of one script each, which our records are mostly written in, and the marks between them.
_LETTERS = {
    "Latin": "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "Cyrillic": "\u0400-\u0481\u048a-\u052f",
    "Han": "\u4e00-\u9fff",
    "Hangul": "\uac00-\ud7a3",
}
MARKS = (
    "\u00a0-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2010-\u2027\u2030-\u205e"
    "\u3000-\u3004\u3008-\u3020\uff01-\uff0f\uff1a-\uff1f"
)
_FIRST = {name: re.compile(f"[{letters}]") for name, letters in _LETTERS.items()}
_OTHERS = re.compile(f"[^\\x00-\\x7f{''.join(_LETTERS.values())}{MARKS}]")
# Where there is nothing else, the upper byte of a letter tells its script; Latin-1 has marks and letters.
_UPPER = {"Latin": (1, 2, 0x1E), "Cyrillic": (4, 5), "Han": range(0x4E, 0xA0), "Hangul": range(0xAC, 0xD8)}
_ORDER = tuple(_UPPER)
_BLOCKS = bytes(
    next((at for at, name in enumerate(_ORDER) if upper in _UPPER[name]), 0xFF) for upper in range(256)
)
_NO_LETTERS = bytes(
    code for code in range(256) if not chr(code).isalpha() or chr(code) in "\u00aa\u00b5\u00ba"
)
_SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "HANGUL", *(name.upper() for name in ONE_LANGUAGE))


@cache
def script(character: str) -> str:
    """The script of a letter: `Han`, `Kana`, `Hangul`, `Latin`, ...; empty for what has none."""
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "")
    if name.startswith("CJK "):
        return "Han"
    if name.startswith(("HIRAGANA", "KATAKANA")):
        return "Kana"
    if name.startswith(("FULLWIDTH LATIN", "MODIFIER LETTER")):
        return ""  # full-width letters are numbering and abbreviations of CJK print
    return next((known.capitalize() for known in _SCRIPTS if name.startswith(known)), "Other")


def scripts(text: str) -> dict[str, int]:
    """Count the letters of each script, in the order of their first letters; `Other` is of no language we detect."""
    if text.isascii():
        letters = len(text.encode("ascii").translate(None, _NO_LETTERS))
        return {"Latin": letters} if letters else {}
    return _counted(text) if _OTHERS.search(text) else _in_blocks(text)


def _in_blocks(text: str) -> dict[str, int]:
    """The same, of a text without letters but those whose upper byte tells their script."""
    blocks = text.encode("utf-16-le")[1::2].translate(_BLOCKS)
    counts = {name: blocks.count(at) for at, name in enumerate(_ORDER)}
    counts["Latin"] += len(text.encode("latin-1", "ignore").translate(None, _NO_LETTERS))
    found = {name: count for name, count in counts.items() if count}
    if len(found) < 2:
        return found
    first = {name: match.start() for name in found if (match := _FIRST[name].search(text))}
    return {name: found[name] for name in sorted(found, key=first.__getitem__)}


def _counted(text: str) -> dict[str, int]:
    """The same, letter by letter."""
    counts: dict[str, int] = {}
    for character, count in Counter(text).items():
        if found := script(character):
            counts[found] = counts.get(found, 0) + count
    return counts


def is_small(sign: str) -> bool:
    """Whether a letter is a small one where its script has capitals that open names and sentences; Georgian has none."""
    return sign.islower() and sign.title() != sign


def has_letters(text: str) -> bool:
    """Whether a text has a letter of some script."""
    return any(map(script, text))


def words_worth(counts: Mapping[str, int]) -> dict[str, float]:
    """The letters of each script as words: 5 letters of an alphabet, 2 Chinese signs, 2.5 of Hangul."""
    return {name: count / _LETTERS_A_WORD.get(name, 5.0) for name, count in counts.items()}
