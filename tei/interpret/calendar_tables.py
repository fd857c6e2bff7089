"""The words of dates as a lexicon, from `calendars.toml`: months, weekdays, roles, eras."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

TABLES: Final = Path(__file__).with_name("calendars.toml")


@dataclass(frozen=True, slots=True)
class Era:
    """A count of years: year n of it is the Gregorian year `base + n`, between two days.

    Years before `from_january` began in the month of the first day: what came before in the Gregorian year was of the
    year before, in the writing of the time, and is counted either way today.
    """

    id: str
    base: int
    first: date
    last: date
    description: str
    from_january: int | None = None


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word can be in a date: its role, a value (month 1-12, weekday 1-7, era), where it counts.

    `language` is empty for a word that counts everywhere; `weak` ones count only in their language;
    `capital` ones only when printed with a capital.
    """

    role: str
    value: int | str = 0
    language: str = ""
    weak: bool = False
    capital: bool = False


def fold(word: str) -> str:
    """Return the key of a word: composed, without case."""
    return unicodedata.normalize("NFC", word.casefold())


def plain(key: str) -> str:
    """Return a key without diacritics and Arabic elongation, as typewriters and catalogues print it."""
    if key.isascii():
        return key
    letters = unicodedata.normalize("NFKD", key.replace("\u0640", ""))
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


@cache
def tables() -> dict[str, Any]:
    """Return the parsed `calendars.toml`."""
    return tomllib.loads(TABLES.read_text(encoding="utf-8"))


@cache
def eras() -> dict[str, Era]:
    """Return the eras by id."""
    return {
        name: Era(
            name,
            row["base"],
            date.fromisoformat(row["first"]),
            date.fromisoformat(row.get("last", "9999-12-31")),
            row["description"],
            row.get("from_january"),
        )
        for name, row in tables()["era"].items()
    }


@cache
def has_months(language: str) -> bool:
    """Whether the names of months are known in a language (a BCP 47 tag); of East Asia they are numbers."""
    primary = language.partition("-")[0].lower()
    return primary in ("zh", "ja", "vi", "mn") or "months" in tables()["language"].get(primary, {})


@cache
def entries() -> tuple[tuple[str, Sense], ...]:
    """Return every word of the tables (blanks inside, as printed) with its sense."""
    found = [(word, Sense(role)) for role, words in tables()["roles"].items() for word in words.split()]
    found += [
        (word, Sense(role, int(number)))
        for role, row in tables()["numbered"].items()
        for number, words in row.items()
        for word in words.split()
    ]
    for name, row in tables()["era"].items():
        found += [(word, Sense("era", name)) for word in row["words"].split()]
        found += [
            (row[kind], Sense(f"era-{kind}", name, "ja", weak=True, capital=kind == "letter"))
            for kind in ("short", "letter")
            if kind in row
        ]
    for language, row in tables()["language"].items():
        found += _of_language(language, row)
    return tuple((word.replace("_", " ").strip(), sense) for word, sense in found)


# The roles of words that count in their language only, beside months and weekdays.
_OF_LANGUAGE: Final = (
    "within", "year", "this-month", "last-month", "next-month", "last", "next", "kalends", "nones", "ides", "pridie",
)  # fmt: skip


def _of_language(language: str, row: dict[str, Any]) -> list[tuple[str, Sense]]:
    weak, capital = set(row.get("weak", "").split()), set(row.get("capital", "").split())
    named = [
        (word, Sense(role, number, language, word in weak, word in capital))
        for role in ("months", "weekdays")
        for number, words in enumerate(row.get(role, ()), 1)
        for word in words.split()
    ]
    return named + [
        (word, Sense(role, 0, language, weak=True))
        for role in _OF_LANGUAGE
        for word in row.get(role, "").split()
    ]
