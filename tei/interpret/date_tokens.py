"""Running text cut into the tokens that dates are made of, with the roles of each word.

One pass, linear in the text: offsets are those of the text as given (nothing is normalised before).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from tei.interpret.calendar_tables import Sense, entries, fold, plain
from tei.interpret.numerals import DIGITS, HAN_NUMERALS, ZEROS, han_number, roman_month

Roles = Mapping[str, int | str]
_NO_ROLES: Final[Roles] = {}
_DASHES: Final = frozenset("-‐‑‒–—―−─－~～〜﹣")
_EAST_DIGITS: Final = frozenset("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")
_EAST_LANGUAGES: Final = frozenset(("ar", "fa", "ps", "ur", "ckb"))
_MARKS: Final[dict[str, str]] = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys("([{<（［【〔「『", "("),
    **dict.fromkeys(")]}>）］】〕」』", ")"),
    **dict.fromkeys(",，、،", ","),
    **dict.fromkeys(".．。・", "."),
    **dict.fromkeys("/／", "/"),
    **dict.fromkeys(":：", ":"),
    **dict.fromkeys("'’‘`´ʼ", "'"),
    **dict.fromkeys("?？", "?"),
    **dict.fromkeys('"“”„«»', '"'),
}


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a word or a mark: its range, its key, its number if any, its roles in dates.

    `digits` is the number of digits printed (0: a Chinese numeral with ten in it); `gap` whether white
    space stands before it, `cut` whether that white space is a blank line; `han` a Chinese numeral;
    `east` a number as texts print it whose years may be of the Islamic or the Persian calendar.
    """

    begin: int
    end: int
    key: str
    number: int | None = None
    digits: int = 0
    gap: bool = False
    cut: bool = False
    han: bool = False
    east: bool = False
    roles: Roles = field(default_factory=dict)


def tokenize(text: str, language: str | None = None) -> list[Token]:
    """Cut a text into tokens and give each its roles in this language (a BCP 47 tag), or in all."""
    return list(_merge(text, list(_scan(text)), (language or "").partition("-")[0].lower()))


def is_cjk(sign: str) -> bool:
    """Whether a character is Chinese, Japanese or Korean script, written without blanks."""
    return (
        "\u3005" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" or "\U00020000" <= sign <= "\U0003ffff"
    )


def _scan(text: str) -> Iterator[Token]:
    position, size = 0, len(text)
    while position < size:
        begin = position
        while position < size and text[position].isspace():
            position += 1
        if position == size:
            return
        blank = text[begin:position]
        token = _token_at(text, position, gap=bool(blank), cut=blank.count("\n") > 1)
        yield token
        position = token.end


def _token_at(text: str, begin: int, *, gap: bool, cut: bool) -> Token:
    sign = text[begin]
    if sign in DIGITS:
        end = _run(text, begin, lambda s: s in DIGITS)
        number = int("".join(str(DIGITS[s]) for s in text[begin : min(end, begin + 20)]))
        return Token(begin, end, str(number), number, end - begin, gap, cut)
    if sign in HAN_NUMERALS:
        return _han_at(text, begin, gap=gap, cut=cut)
    if sign in _DASHES:
        return Token(begin, _run(text, begin, lambda s: s in _DASHES), "-", gap=gap, cut=cut)
    if sign.isalpha() and not is_cjk(sign) and unicodedata.category(sign) != "No":
        end = _run(text, begin, _is_word_sign)
        return Token(begin, end, fold(text[begin:end]), gap=gap, cut=cut)
    return Token(begin, begin + 1, _MARKS.get(sign, sign), gap=gap, cut=cut)


def _han_at(text: str, begin: int, *, gap: bool, cut: bool) -> Token:
    end = begin
    while end < len(text) and _is_han_numeral(text, begin, end):
        end += 1
    read = han_number(text[begin:end]) if end - begin <= 12 else None
    if read is None:
        return Token(begin, end, text[begin:end], gap=gap, cut=cut)
    return Token(begin, end, text[begin:end], read[0], read[1], gap, cut, han=True)


def _is_han_numeral(text: str, begin: int, at: int) -> bool:
    """Whether the run goes on: a numeral, or a Latin zero between two numerals (`一九五O年`)."""
    sign = text[at]
    if sign in ("元", "正"):
        return at == begin
    if text[begin] in ("元", "正"):
        return False
    return sign in HAN_NUMERALS or (
        at > begin and sign in ZEROS and text[at + 1 : at + 2] in (*HAN_NUMERALS, "年")
    )


def _is_word_sign(sign: str) -> bool:
    return (sign.isalpha() and not is_cjk(sign)) or unicodedata.combining(sign) != 0 or sign == "\u0640"


def _run(text: str, begin: int, inside: Callable[[str], bool]) -> int:
    end = begin
    while end < len(text) and inside(text[end]):
        end += 1
    return end


# --- roles -------------------------------------------------------------------------------------

Lexicon = dict[str, list[tuple[tuple[str, ...], tuple[Sense, ...]]]]


@cache
def _lexicon() -> Lexicon:
    """The words by their first token: (tokens, senses), longest first."""
    table: dict[tuple[str, ...], list[Sense]] = {}
    for word, sense in entries():
        keys = tuple(token.key for token in _scan(word))
        if keys:
            table.setdefault(keys, []).append(sense)
    stripped: dict[tuple[str, ...], list[Sense]] = {}
    for keys, senses in table.items():
        other = tuple(plain(key) for key in keys)
        if other not in table:
            stripped.setdefault(other, []).extend(senses)
    lexicon: Lexicon = {}
    for keys, senses in sorted((table | stripped).items(), key=lambda item: (-len(item[0]), item[0])):
        lexicon.setdefault(keys[0], []).append((keys, tuple(senses)))
    return lexicon


def _merge(text: str, tokens: list[Token], language: str) -> Iterator[Token]:
    index = 0
    while index < len(tokens):
        length, senses = _longest(tokens, index)
        first, last = tokens[index], tokens[index + max(length, 1) - 1]
        raw = text[first.begin : last.end]
        roles = dict(_choose(senses, language, capital=raw[0].isupper()))
        if first.number is None and length <= 1 and (month := roman_month(raw)):
            roles["roman" if raw.isupper() else "small-roman"] = month
        key = first.key if length <= 1 else fold(raw)
        number = first.number if length <= 1 else None
        yield Token(
            first.begin,
            last.end,
            key,
            number,
            first.digits,
            first.gap,
            first.cut,
            first.han,
            number is not None and (language in _EAST_LANGUAGES or raw[0] in _EAST_DIGITS),
            roles or _NO_ROLES,
        )
        index += max(length, 1)


def _longest(tokens: list[Token], index: int) -> tuple[int, tuple[Sense, ...]]:
    lexicon = _lexicon()
    for key in (tokens[index].key, plain(tokens[index].key)):
        for keys, senses in lexicon.get(key, ()):
            if _follows(tokens, index, keys):
                return len(keys), senses
    return 0, ()


def _follows(tokens: list[Token], index: int, keys: tuple[str, ...]) -> bool:
    if index + len(keys) > len(tokens):
        return False
    for offset, key in enumerate(keys[1:], 1):
        token = tokens[index + offset]
        if token.cut or key not in (token.key, plain(token.key)):
            return False
    return True


def _choose(senses: tuple[Sense, ...], language: str, *, capital: bool) -> Iterator[tuple[str, int | str]]:
    """The roles a word has: those of its language first, else those on which the languages agree."""
    fit = [s for s in senses if (capital or not s.capital) and (not s.weak or s.language == language)]
    for role in dict.fromkeys(sense.role for sense in fit):
        same = [sense for sense in fit if sense.role == role]
        own = [sense for sense in same if sense.language == language and language]
        values = {sense.value for sense in own or same}
        yield (role, values.pop()) if len(values) == 1 else (f"{role}?", 0)
