"""The scripts of letters, and the scripts that a language tag says a text is written in.

Checking and encoding share it; the reading of records has its own, finer one, so that a check does not
repeat the mistakes of what it checks.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from typing import Final

from tei.common_languages import COMMON

# Scripts by the first word of the Unicode name of their letters, and by ISO 15924 subtag.
_NAMES: Final = (
    "LATIN", "CYRILLIC", "ARABIC", "HANGUL", "GREEK", "HEBREW", "DEVANAGARI", "THAI", "LAO", "KHMER",
    "GEORGIAN", "ARMENIAN", "MONGOLIAN",
)  # fmt: skip
_WRITTEN: Final = {
    "Hans": ("Han",), "Hant": ("Han",), "Hani": ("Han",), "Jpan": ("Han",), "Kore": ("Hangul", "Han"),
    "Hang": ("Hangul",), "Latn": ("Latin",), "Cyrl": ("Cyrillic",), "Arab": ("Arabic",), "Grek": ("Greek",),
    "Hebr": ("Hebrew",), "Deva": ("Devanagari",), "Thai": ("Thai",), "Laoo": ("Lao",), "Khmr": ("Khmer",),
    "Geor": ("Georgian",), "Armn": ("Armenian",), "Mong": ("Mongolian",),
}  # fmt: skip
_NO_LANGUAGE: Final = frozenset(("", "und", "mul", "mis", "zxx", "art", "x"))
# Written in several scripts without a subtag, or (grc) of a likely script that is not the usual one.
_MANY_SCRIPTS: Final = frozenset("sr sh bs cnr az uz kk ky tg tk tt mn mo ro ku pa ug vi ms grc tlh".split())


@cache
def script(letter: str) -> str:
    """The script of a letter, `Han` (with kana), `Hangul`, `Latin`, ...; empty for what has none."""
    if not letter.isalpha():
        return ""
    name = unicodedata.name(letter, "")
    if name.startswith(("CJK ", "HIRAGANA", "KATAKANA")):
        return "Han"
    return next((known.capitalize() for known in _NAMES if name.startswith(known)), "")


def letters(text: str) -> Counter[str]:
    """Count the letters of each script; each distinct one is looked up once."""
    found: Counter[str] = Counter()
    for letter, number in Counter(text).items():
        if one := script(letter):
            found[one] += number
    return found


@cache
def written_in(tag: str) -> tuple[str, ...]:
    """The scripts of a well-formed BCP 47 tag; none where it does not tell."""
    if tag in COMMON:
        return () if tag in _MANY_SCRIPTS else _WRITTEN.get(COMMON[tag].script, ())
    import langcodes  # loads its data when used

    if tag.partition("-")[0].lower() in _NO_LANGUAGE or not langcodes.tag_is_valid(tag):
        return ()
    language = langcodes.Language.get(tag)
    if language.script is None and (language.language in _MANY_SCRIPTS or language.private):
        return ()
    return _WRITTEN.get(language.maximize().script or "", ())
