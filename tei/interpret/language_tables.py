"""What tells languages of one script apart: their letters and small words, and the forms of Chinese signs.

The tables are in function_words.toml.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from tei.interpret.scripts import MARKS, ONE_LANGUAGE, script

TABLES: Final = Path(__file__).with_name("function_words.toml")
UNKNOWN: Final = "und"
_OTHER_TABLES: Final = frozenset(("Han", "untold", "own"))
CHINESE: Final = ("zh-Hans", "zh-Hant")


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The letters that all languages of an alphabet share, those of each, and whose each small word is.

    `tags` are its languages in the order of their names.
    """

    common: frozenset[str]
    letters: dict[str, frozenset[str]]
    words: dict[str, tuple[str, ...]]
    tags: tuple[str, ...]


@cache
def alphabets() -> dict[str, Alphabet]:
    """The scripts that several of the languages we know are written in."""
    return {name: _alphabet(languages) for name, languages in _read().items() if name not in _OTHER_TABLES}


@dataclass(frozen=True, slots=True)
class Relative:
    """A language that no text is told as: the languages that its texts look like, and its words."""

    near: frozenset[str]
    words: frozenset[str]


@cache
def untold(name: str) -> tuple[Relative, ...]:
    """The relatives of our languages in a script that are not told themselves."""
    rows = _read()["untold"].get(name, {}).values()
    return tuple(Relative(frozenset(row["near"].split()), frozenset(row["words"].split())) for row in rows)


@cache
def own_words(name: str) -> tuple[str, frozenset[str]]:
    """The language that a script alone tells, and its words; empty for other scripts."""
    row = _read()["own"].get(name, {"tag": "", "words": ""})
    return row["tag"], frozenset(row["words"].split())


@cache
def _read() -> dict[str, dict[str, Any]]:
    return tomllib.loads(TABLES.read_text("utf-8"))


@cache
def japanese_signs() -> frozenset[str]:
    """Signs that only Japanese is written with."""
    return frozenset("".join(_read()["Han"]["japanese"].split()))


@cache
def eastern_words(language: Literal["japanese", "chinese"]) -> tuple[str, ...]:
    """The small words of a language that is written without blanks."""
    return tuple(_read()["Han"][f"{language}_words"].split())


def _alphabet(tables: dict[str, Any]) -> Alphabet:
    common = tables["common"]
    languages = {tag: table for tag, table in tables.items() if tag != "common"}
    words: dict[str, list[str]] = {}
    for tag, table in languages.items():
        for word in dict.fromkeys(table["words"].split()):
            words.setdefault(unicodedata.normalize("NFC", word), []).append(tag)
    letters = {tag: frozenset(common + table["letters"]) for tag, table in languages.items()}
    spoken = {word: tuple(tags) for word, tags in words.items()}
    return Alphabet(frozenset(common), letters, spoken, tuple(sorted(letters)))


@cache
def languages_of(name: str) -> tuple[str, ...]:
    """The tags of the languages that we tell apart in a script."""
    if name in ("Han", "Kana"):
        return (*CHINESE, "ja")
    if name == "Hangul":
        return ("ko",)
    if name in ONE_LANGUAGE:
        return (ONE_LANGUAGE[name],)
    return tuple(alphabets()[name].letters) if name in alphabets() else ()


@cache
def letters_of(name: str, tag: str) -> frozenset[str]:
    """The letters that a language of an alphabet is written with; those of the script `name`."""
    return alphabets()[name].letters[tag]


@cache
def written_without(sign: str, name: str) -> tuple[str, ...]:
    """The languages of an alphabet that are not written with a letter of it."""
    return tuple(tag for tag, letters in alphabets()[name].letters.items() if sign not in letters)


@cache
def _beyond(name: str) -> re.Pattern[str]:
    """What is no letter that all languages of an alphabet share; nor, for most signs are such, a mark or of ASCII."""
    common = alphabets()[name].common if name in alphabets() else ()
    return re.compile(f"[^\\x00-\\x7f{MARKS}{''.join(sorted(common))}]")


def not_common(text: str, name: str) -> set[str]:
    """The letters of a text that not all languages of an alphabet are written with."""
    return {sign for sign in set(_beyond(name).findall(text.lower())) if script(sign) == name}


def spelt(text: str, name: str) -> bool:
    """Whether a text has a letter that not all languages of an alphabet are written with.

    Of a text without letters (`name` is empty) any sign counts as one.
    """
    if not name:
        return not all(map(script, set(text)))
    return bool(not_common(text, name))


@cache
def scripts_of(tag: str) -> frozenset[str]:
    """The scripts that a language is written in."""
    own = {"ja": ("Han", "Kana"), "ko": ("Hangul", "Han")}.get(tag)
    names = (*alphabets(), *ONE_LANGUAGE, "Han")
    return frozenset(own or [name for name in names if tag in languages_of(name)])


@cache
def form(sign: str) -> str:
    """The form that a Chinese sign is written in: `zh-Hans`, `zh-Hant`, or empty when in both."""
    import hanzidentifier  # only where there is Chinese

    forms = {hanzidentifier.SIMPLIFIED: "zh-Hans", hanzidentifier.TRADITIONAL: "zh-Hant"}
    return forms.get(hanzidentifier.identify(sign), "")
