"""Where a name may begin and end, by script: what stands beside it must not make it another word.

Letters of an alphabet end at anything that is no letter, digit or mark; a hyphen makes another word too
(`Jean` is not in `Jean-Paul`), an apostrophe does not (`Holm's`, `d'Ankara`). Hangul writes particles and
forms of address onto the name. Han, Hiragana and the scripts without blanks between words have no edges;
a run of Katakana is one foreign word.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final

from tei.late_patterns import late

TABLES: Final = Path(__file__).with_name("names.toml")

_HYPHENS: Final = "-\u2010\u2011"
_APOSTROPHES: Final = "'\u2019"
_FREE: Final = late(
    "[\u2e80-\u2fdf\u3005-\u3007\u3041-\u309f\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
_KATAKANA: Final = re.compile("[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HANGUL: Final = late("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_HANGUL_RUN: Final = late("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]{0,40}")


@cache
def tables() -> dict[str, Any]:
    """The tables of names.toml."""
    return tomllib.loads(TABLES.read_text("utf-8"))


@cache
def _after_hangul() -> re.Pattern[str]:
    """An address and particles, to the end of the word."""
    title, plural, particle = (
        "|".join(sorted(tables()[name].split(), key=lambda word: (-len(word), word)))
        for name in ("hangul_titles", "hangul_plural", "hangul_particles")
    )
    return re.compile(f"(?:{title})?(?:{plural})?(?:{particle})?")


@cache
def writing(sign: str) -> str:
    """How words of a sign's script are told apart: `free`, `katakana`, `hangul`, `word`; empty for no letter."""
    if _FREE.match(sign):
        return "free"
    if _KATAKANA.match(sign):
        return "katakana"
    if _HANGUL.match(sign):
        return "hangul"
    return "word" if sign.isalnum() or unicodedata.category(sign)[0] == "M" else ""


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether what stands from start to end is a word of its own, or several, and no part of another."""
    return _opens(text, start) and _closes(text, end)


def _opens(text: str, start: int) -> bool:
    if start == 0:
        return True
    kind, before = writing(text[start]), text[start - 1]
    if kind != "word":
        return kind in ("", "free") or writing(before) != kind
    if before in _HYPHENS:
        return start == 1 or writing(text[start - 2]) not in ("word", "hangul")
    # O'Neill is not Neill; d'Ankara and L'Allemagne are Ankara and Allemagne.
    of_irish = before in _APOSTROPHES and start > 1 and text[start - 2] == "O"
    return writing(before) != "word" and not of_irish


def _closes(text: str, end: int) -> bool:
    if end == len(text):
        return True
    kind, after = writing(text[end - 1]), text[end]
    if kind == "hangul":
        run = _HANGUL_RUN.match(text, end)
        return run is not None and _after_hangul().fullmatch(run[0]) is not None
    if kind == "word":
        hyphen = after in _HYPHENS and end + 1 < len(text) and writing(text[end + 1]) in ("word", "hangul")
        return writing(after) != "word" and not hyphen
    return kind != "katakana" or writing(after) != kind
