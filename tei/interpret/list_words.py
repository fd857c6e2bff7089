"""The words by which lists of people, contents and speakers are known, from `list_words.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from tei.late_patterns import late

TABLES: Final = Path(__file__).with_name("list_words.toml")

_WORDS = re.compile(r"[\w'’-]+")
_SIDE = late(
    r"(?:(?:attending|present|participating|taking part) )?(?:on|for|from) (?:the |our )?(?:\w+ ){0,4}(?:side|part|delegation)$"
    r"|(?:attending|present|participating) (?:on|for|from) the \w+"
    r"|(?:von|auf) (?:der )?\w+ seite$|(?:du|pour le) côté \w+$|(?:с|от|со) \w+ (?:стороны|страна)$|ze strony \w+$|za \w+ stranu$"
    r"|(?:por|de) (?:la )?parte \w+$|da parte \w+$|din partea \w+$|з \w+ (?:боку|сторони)$"
)
_BEFORE_SIDE = frozenset(
    "on for from attending present participating taking von auf du pour с от со ze za por de da din з".split()
)
_BETWEEN_SIGNS = re.compile(r"(?s)[^\W_](?:.*[^\W_])?")


@cache
def words(table: str) -> frozenset[str]:
    """All words of a table, of every language, folded."""
    languages = tomllib.loads(TABLES.read_text(encoding="utf-8"))[table]
    return frozenset(folded(word) for entries in languages.values() for word in entries)


def folded(text: str) -> str:
    """A word or line without the signs around it, without case, blanks made one."""
    return _folded(text[:200])


@lru_cache(maxsize=64)  # several rules ask of one line after the other
def _folded(text: str) -> str:
    bare = _BETWEEN_SIGNS.search(text)
    return " ".join(bare[0].split()).casefold() if bare else ""


def is_participants(line: str) -> bool:
    """Whether the line is the introduction of a list of people present (`Present:`, `出席：`)."""
    name, _, rest = line.replace("：", ":").partition(":")
    return not rest.strip() and folded(name.strip()) in words("participants")


def names_present(line: str) -> bool:
    """Whether a line says who is present: `Present: A. Holm, B. Reyes`, `Sono presenti: …`."""
    name, sign, rest = line[:200].replace("：", ":").partition(":")
    bare = folded(name)
    return bool(sign and rest.strip()) and (bare in words("participants") or is_side(bare))


def is_side(name: str) -> bool:
    """`On the Veldt side`, `Attending for the Harbour Board`: before a colon whose people are there, nobody who speaks."""
    return name.partition(" ")[0] in _BEFORE_SIDE and _SIDE.match(name) is not None


def folded_words(text: str) -> str:
    """The words of a text without case, a blank on either side of each."""
    return f" {' '.join(_WORDS.findall(text.casefold()))} "


def is_contents(line: str) -> bool:
    """Whether the line is the heading of a table of contents, alone."""
    return folded(line) in words("contents")
