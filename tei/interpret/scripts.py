"""The script of a letter, and how many letters of each script a text has."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

# A script that one of the languages we detect is written in says the language by itself.
ONE_LANGUAGE = {
    "Greek": "el", "Lao": "lo", "Khmer": "km", "Devanagari": "hi", "Hebrew": "he", "Thai": "th",
    "Georgian": "ka", "Armenian": "hy", "Mongolian": "mn-Mong",
}  # fmt: skip
# Letters that carry as much as one word of an alphabetic script.
_LETTERS_A_WORD = {"Han": 2.0, "Kana": 2.0, "Hangul": 2.5}
_ASCII = re.compile(r"[\x00-\x7f]+")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
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


def scripts(text: str) -> Counter[str]:
    """Count the letters of each script; `Other` is a script of no language we detect."""
    if text.isascii():
        letters = len(text.encode("ascii").translate(None, _NO_LETTERS))
        return Counter({"Latin": letters}) if letters else Counter()
    counts = _counted(_ASCII.sub("", text))
    latin = len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    if counts.keys() <= {"Latin"}:
        return Counter({"Latin": latin + counts["Latin"]}) if latin or counts else counts
    return _counted(text) if latin else counts


def _counted(text: str) -> Counter[str]:
    """The same, letter by letter; in the order of their first letters."""
    counts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if found := script(character):
            counts[found] += count
    return counts


def has_letters(text: str) -> bool:
    """Whether a text has a letter of some script."""
    return any(map(script, text))


def words_worth(counts: Counter[str]) -> dict[str, float]:
    """The letters of each script as words: 5 letters of an alphabet, 2 Chinese signs, 2.5 of Hangul."""
    return {name: count / _LETTERS_A_WORD.get(name, 5.0) for name, count in counts.items()}
