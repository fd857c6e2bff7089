"""The numbers that a passage speaks of, as values that its translation shares.

Digits of several scripts, Chinese numerals, number words. One and nothing are left out: `one` is an
article in many languages, and every text has it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tei.interpret.numerals import DIGITS, HAN_NUMERALS, ZEROS, han_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TABLE: Final = Path(__file__).with_name("number_words.toml")
_OTHER_DIGIT: Final = re.compile(f"[{''.join(sign for sign in DIGITS if not sign.isascii())}]")
_AS_ASCII: Final = {ord(sign): str(value) for sign, value in DIGITS.items()}
# Thousands parted by a point, comma, apostrophe or blank (of any width); then a decimal part. The digit stands first, and
# what may not be before it behind it: so it is found the fastest.
_DIGITS: Final = re.compile(
    r"([0-9](?<![0-9]{2})(?:[0-9]{0,2}(?:[., '’\u00a0\u202f\u2009][0-9]{3})+(?![0-9])|[0-9]*))(?:[.,]([0-9]{1,2})(?![0-9]))?"
)
_MANY: Final = {
    "千": 1_000, "천": 1_000, "万": 10_000, "萬": 10_000, "만": 10_000,
    "百万": 1_000_000, "百萬": 1_000_000, "백만": 1_000_000, "亿": 10**8, "億": 10**8, "억": 10**8,
}  # fmt: skip
_MULTIPLIER: Final = re.compile("[多余餘여]?(百万|百萬|백만|[千천万萬만亿億억])")
_HAN: Final = re.compile(
    f"[{''.join(sorted((HAN_NUMERALS | set(ZEROS) - set('0Oo')) - {'元', '正'}))}万萬亿億]+"
)
_HAN_PARTS: Final = re.compile("([^万萬亿億]+)([万萬亿億]?)")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_DIGITS_OR_WORD: Final = re.compile(rf"{_DIGITS.pattern}|{_WORD.pattern}")
_ENOUGH_DIGITS: Final = 15
_CODECS: Final = ("ascii", "cp1252", "cp1250", "cp1251")
"""With a byte for each letter: of English, of western and of central European languages, of Cyrillic."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Number words of a language; their bytes in the codec that has all of their letters, if one has."""

    values: Mapping[str, int]
    multipliers: Mapping[str, int]
    known: frozenset[str]
    codec: str
    coded: frozenset[bytes]

    def may_stand_in(self, text: str) -> bool:
        """Whether there can be one in a text: most have none. Bytes between blanks are looked up the fastest."""
        if not (self.known and self.codec):
            return bool(self.known)
        words = text.casefold().encode(self.codec, "replace").translate(_letters(self.codec)).split()
        return not self.coded.isdisjoint(words)


def numbers_of(text: str, language: str) -> set[str]:
    """The values of a text's numbers as decimal digits (`1953`, `12.5`), without 0 and 1.

    Args:
        text: of one language.
        language: its BCP 47 tag; tells which number words are looked for.
    """
    if not text.isascii() and _OTHER_DIGIT.search(text):
        text = text.translate(_AS_ASCII)
    found = {value for value in _printed(text, language) if value not in ("0", "1")}
    if not text.isascii():
        found.update(str(value) for value in _han(text) if value > 1)
    return found


def _printed(text: str, language: str) -> Iterator[str]:
    """Numbers in digits, and number words in sequence (`30 thousand`, `twenty-five`)."""
    words = _words(language.partition("-")[0])
    total, group, end = 0, 0, -1
    for match in _told(text, words):
        value, times = _value(match, words)
        joined = end >= 0 and not text[end : match.start()].strip(" \u00a0-‑")
        if (group or total) and not (joined and _goes_on(group, value, times)):
            yield str(total + group)
            total = group = 0
        if isinstance(value, str):
            yield value
        elif times:
            total, group = _multiplied(total, group, times)
        elif value:
            group, end = group + value, match.end()
        if match[1]:
            follows = _MULTIPLIER.match(text, match.end())
            if follows:
                yield str((total + group) * _MANY[follows[1]])
        end = match.end()
    if group or total:
        yield str(total + group)


def _told(text: str, words: _Words) -> Iterator[re.Match[str]]:
    """What stands for a number: most words do not, and are not asked one by one."""
    if words.may_stand_in(text):
        names = {word for word in set(_WORD.findall(text)) if word.casefold() in words.known}
        if names:
            return (match for match in _DIGITS_OR_WORD.finditer(text) if match[1] or match[0] in names)
    return _DIGITS.finditer(text)


def _value(match: re.Match[str], words: _Words) -> tuple[int | str | None, int]:
    """A number's value; or the value of a number word, or by how much it multiplies."""
    if match[1]:
        digits = "".join(sign for sign in match[1] if sign in "0123456789").lstrip("0") or "0"
        if match[2] and match[2].strip("0"):
            return f"{digits}.{match[2]}", 0
        return (int(digits) if len(digits) <= _ENOUGH_DIGITS else digits), 0
    word = match[0].casefold()
    return words.values.get(word), words.multipliers.get(word, 0)


def _goes_on(group: int, value: int | str | None, times: int) -> bool:
    """Whether a number word belongs to the number before it: `twenty-five`, `two thousand`."""
    if times:
        return True
    if not isinstance(value, int) or not group:
        return False
    tens = group % 100
    return 20 <= tens <= 90 and tens % 10 == 0 and 2 <= value <= 9


def _multiplied(total: int, group: int, times: int) -> tuple[int, int]:
    if not group:
        return total, times if times > 1 else 0
    return (total, group * times) if times <= 100 else (total + group * times, 0)


@cache
def _words(language: str) -> _Words:
    table = _table().get(language, {})
    values = {
        word.casefold(): int(value)
        for value, words in table.items()
        if isinstance(words, str)
        for word in words.split()
    }
    many = table.get("multiply", {})
    multipliers = (
        {word: int(value) for value, words in many.items() for word in words.split()}
        if isinstance(many, dict)
        else {}
    )
    known = frozenset((*values, *multipliers))
    codec = next((codec for codec in _CODECS if all(_is_word(word, codec) for word in known)), "")
    return _Words(
        values, multipliers, known, codec, frozenset(word.encode(codec or "utf-8") for word in known)
    )


def _is_word(word: str, codec: str) -> bool:
    """Whether a codec has all signs of a word, and all are letters."""
    coded = word.encode(codec, "replace")
    return coded.decode(codec) == word and coded.translate(_letters(codec)) == coded


@cache
def _letters(codec: str) -> bytes:
    """The bytes of a codec that are letters, in their places; blanks in those of the others."""
    signs = (bytes((code,)).decode(codec, "replace") for code in range(256))
    return bytes(code if sign.isalpha() else ord(" ") for code, sign in enumerate(signs))


@cache
def _table() -> dict[str, dict[str, str | dict[str, str]]]:
    return tomllib.loads(_TABLE.read_text("utf-8"))


def _han(text: str) -> Iterator[int]:
    """Numbers in Chinese numerals; two following digits (`五六个`) are two numbers."""
    for match in _HAN.finditer(text):
        run = match[0]
        if len(run) == 2 and (both := _neighbours(run)):
            yield from both
        total = 0
        for part, unit in _HAN_PARTS.findall(run):
            number = han_number(part)
            if number is None:
                break
            total += number[0] * _MANY.get(unit, 1)
        else:
            yield total


def _neighbours(run: str) -> tuple[int, int] | None:
    first, second = (han_number(sign) for sign in run)
    if first and second and first[1] == second[1] == 1 and second[0] == first[0] + 1 > 1:
        return first[0], second[0]
    return None
