"""Running text cut into the tokens that dates are made of, with the roles of each word.

One pass, linear in the text: offsets are those of the text as given (nothing is normalised before).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from tei.interpret.calendar_tables import Sense, entries, fold, plain
from tei.interpret.numerals import (
    DIGITS,
    HAN_NUMERALS,
    ZEROS,
    han_number,
    hebrew_numeral,
    opens_roman,
    roman_month,
    roman_number,
)

Roles = Mapping[str, int | str]
_NO_ROLES: Final[Roles] = {}
_DASHES: Final = frozenset("-‐‑‒–—―−─－~～〜﹣")
_EAST_DIGITS: Final = frozenset("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")
_EAST_LANGUAGES: Final = frozenset(("ar", "fa", "ps", "ur", "ckb"))
_LONGEST_ROMAN: Final = 4  # VIII
_ROMAN_FIGURES: Final = "la"  # the language whose days and years are printed in them
_MOST_BEFORE: Final = 19  # days before the Kalends
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


# Joiners inside words of Persian and Hindi, and marks of the direction of writing.
_WITHOUT_WIDTH: Final = frozenset(
    "\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
)
_SPACE: Final = re.compile(r"\s*")
_DIGIT_RUN: Final = re.compile(f"[{''.join(DIGITS)}]+")
_DASH_RUN: Final = re.compile(f"[{''.join(map(re.escape, sorted(_DASHES)))}]+")
# What most tokens are, with the space before it: a word that nothing which combines with letters can follow (none in
# Hebrew, whose letters may be a numeral), or a sign that is a token by itself, neither numeral nor dash.
_PLAIN: Final = re.compile(
    r"\s*(?:((?![\u05d0-\u05ea])[^\W\d_\u3005-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]++)(?=[\x00-\x7f]|\Z)"
    rf"|([!-/:-@\[-`{{-~\u3001-\u9fff\uac00-\ud7a3])(?<![-{''.join(sorted(HAN_NUMERALS | _DASHES - {'-'}))}]))"
)
# Letters of an alphabet; what `\w` has besides letters is sorted out by the caller.
_LETTERS: Final = re.compile(r"[^\W\d_\u3005-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]+")


class Token(NamedTuple):
    """A number, a word or a mark: its range, its key, its number if any, its roles in dates.

    `digits` is the number of digits printed (0: a Chinese numeral with ten in it); `gap` whether white
    space stands before it, `cut` whether that white space is a blank line; `han` a Chinese numeral;
    `east` a number as texts print it whose years may be of the Islamic or the Persian calendar; `hebrew` one in
    Hebrew letters.
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
    hebrew: bool = False
    roles: Roles = _NO_ROLES


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
    while True:
        begin = position
        found = _PLAIN.match(text, begin)
        if found and ((sign := found[2]) or found[1].isalpha()):
            at, position = found.span(found.lastindex or 0)
            cut = at > begin + 1 and text.count("\n", begin, at) > 1
            yield Token(
                at, position, _MARKS.get(sign, sign) if sign else fold(found[1]), gap=at > begin, cut=cut
            )
            continue
        position = _after_space(text, begin)
        if position == size:
            return
        cut = position > begin + 1 and text.count("\n", begin, position) > 1
        gap = position > begin and any(map(str.isspace, text[begin:position]))
        token = _token_at(text, position, gap=gap, cut=cut)
        yield token
        position = token.end


def _token_at(text: str, begin: int, *, gap: bool, cut: bool) -> Token:
    sign = text[begin]
    if "א" <= sign <= "ת" and (numeral := hebrew_numeral(text, begin)):
        return Token(begin, numeral[1], text[begin : numeral[1]], numeral[0], gap=gap, cut=cut, hebrew=True)
    if sign.isalpha() and not is_cjk(sign) and unicodedata.category(sign) != "No":
        end = _word_end(text, begin)
        return Token(begin, end, fold(text[begin:end]), gap=gap, cut=cut)
    if sign in DIGITS:
        end = _end(_DIGIT_RUN, text, begin)
        number = int("".join(str(DIGITS[s]) for s in text[begin : min(end, begin + 20)]))
        return Token(begin, end, str(number), number, end - begin, gap, cut)
    if sign in HAN_NUMERALS:
        return _han_at(text, begin, gap=gap, cut=cut)
    if sign in _DASHES:
        return Token(begin, _end(_DASH_RUN, text, begin), "-", gap=gap, cut=cut)
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


def _end(run: re.Pattern[str], text: str, begin: int) -> int:
    found = run.match(text, begin)
    return found.end() if found else begin


def _after_space(text: str, begin: int) -> int:
    """Where white space ends, also those signs of it that patterns do not count as such, and signs without width."""
    at = _end(_SPACE, text, begin)
    while at < len(text) and (text[at].isspace() or text[at] in _WITHOUT_WIDTH):
        at += 1
    return at


def _word_end(text: str, begin: int) -> int:
    """Where a word ends: letters, and the signs that combine with them."""
    at = _end(_LETTERS, text, begin)
    if text[begin:at].isalpha() and text[at : at + 1].isascii():
        return at
    at = begin
    while at < len(text) and _is_word_sign(text[at]):
        at += 1
    return at


def _is_word_sign(sign: str) -> bool:
    if sign.isalpha():
        return not is_cjk(sign)
    return unicodedata.category(sign) in ("Mn", "Mc", "Me") or sign == "\u0640"


# --- roles -------------------------------------------------------------------------------------


class _Entry:
    """A word of the tables: the keys of its tokens, and what it can be; compared by identity."""

    def __init__(self, keys: tuple[str, ...], senses: tuple[Sense, ...]) -> None:
        self.keys = keys
        self.senses = senses


Lexicon = dict[str, list[_Entry]]


@cache
def _lexicon() -> Lexicon:
    """The words by their first token, longest first."""
    table: dict[tuple[str, ...], list[Sense]] = {}
    for word, sense in entries():
        keys = (
            (fold(word),) if word.isascii() and word.isalpha() else tuple(token.key for token in _scan(word))
        )
        if keys:
            table.setdefault(keys, []).append(sense)
    stripped: dict[tuple[str, ...], list[Sense]] = {}
    for keys, senses in table.items():
        other = tuple(plain(key) for key in keys)
        if other not in table:
            stripped.setdefault(other, []).extend(senses)
    lexicon: Lexicon = {}
    for keys, senses in sorted((table | stripped).items(), key=lambda item: (-len(item[0]), item[0])):
        lexicon.setdefault(keys[0], []).append(_Entry(keys, tuple(senses)))
    return lexicon


_plain: Final = lru_cache(maxsize=2_000)(plain)


@lru_cache(maxsize=20_000)
def _entries_at(key: str) -> tuple[_Entry, ...]:
    """The words that may begin with this token: as it is printed first, then without its diacritics."""
    lexicon = _lexicon()
    return (*lexicon.get(key, ()), *lexicon.get(plain(key), ()))


def _merge(text: str, tokens: Sequence[Token], language: str) -> Iterator[Token]:
    index = 0
    while index < len(tokens):
        first = tokens[index]
        entry = _longest(tokens, index) if _entries_at(first.key) else None
        if entry is None and not _may_say_more(first, text[first.begin], language):
            yield first
            index += 1
            continue
        length = len(entry.keys) if entry else 1
        end = tokens[index + length - 1].end
        raw = text[first.begin : end]
        number = first.number if length == 1 else None
        yield Token(
            first.begin,
            end,
            first.key if length == 1 else fold(raw),
            number,
            first.digits,
            first.gap,
            first.cut,
            first.han,
            number is not None and _of_the_east(number, raw[0], language),
            first.hebrew,
            _roles(raw, entry, language, roman=first.number is None and length == 1),
        )
        index += length


def _may_say_more(token: Token, sign: str, language: str) -> bool:
    """Whether a token that is no word of the tables may be a number of the East or in Roman figures."""
    if token.number is not None:
        return _of_the_east(token.number, sign, language)
    if language == _ROMAN_FIGURES:
        return sign in "ivxlcdmIVXLCDM"
    return token.end - token.begin <= _LONGEST_ROMAN and opens_roman(sign)


def _of_the_east(number: int, sign: str, language: str) -> bool:
    """Whether a number may be a year of another calendar: Turkish has its Ottoman years of so many."""
    return language in _EAST_LANGUAGES or sign in _EAST_DIGITS or (language == "tr" and 1250 <= number < 1400)


def _longest(tokens: Sequence[Token], index: int) -> _Entry | None:
    for entry in _entries_at(tokens[index].key):
        if len(entry.keys) == 1 or _follows(tokens, index, entry.keys):
            return entry
    return None


def _follows(tokens: Sequence[Token], index: int, keys: tuple[str, ...]) -> bool:
    if index + len(keys) > len(tokens):
        return False
    for offset, key in enumerate(keys[1:], 1):
        token = tokens[index + offset]
        if token.cut or (key != token.key and key != _plain(token.key)):
            return False
    return True


def _figures(raw: str) -> Roles:
    """A number in Roman figures: of the days before the Kalends, or a year."""
    number = roman_number(raw) or 0
    if 2 <= number <= _MOST_BEFORE:
        return {"roman-number": number}
    return {"roman-year": number} if 1000 <= number <= 2000 else _NO_ROLES


def _roles(raw: str, entry: _Entry | None, language: str, *, roman: bool) -> Roles:
    """What a word as printed can be in a date."""
    month = roman_month(raw) if roman and len(raw) <= _LONGEST_ROMAN else None
    if roman and language == _ROMAN_FIGURES and (figures := _figures(raw)):
        return {**(_chosen(entry, language, capital=raw[0].isupper()) if entry else _NO_ROLES), **figures}
    if entry is None and month is None:
        return _NO_ROLES
    roles = _chosen(entry, language, capital=raw[0].isupper()) if entry else _NO_ROLES
    if "within" in roles and raw.islower():
        return roles  # `v. 1950` is "in 1950", or "the year 1950", where the language says so
    return {**roles, "roman" if raw.isupper() else "small-roman": month} if month else roles


@lru_cache(maxsize=20_000)
def _chosen(entry: _Entry, language: str, *, capital: bool) -> Roles:
    return dict(_choose(entry.senses, language, capital=capital))


def _choose(senses: tuple[Sense, ...], language: str, *, capital: bool) -> Iterator[tuple[str, int | str]]:
    """The roles a word has: those of its language first, else those on which the languages agree."""
    fit = [s for s in senses if (capital or not s.capital) and (not s.weak or s.language == language)]
    for role in dict.fromkeys(sense.role for sense in fit):
        same = [sense for sense in fit if sense.role == role]
        own = [sense for sense in same if sense.language == language and language]
        values = {sense.value for sense in own or same}
        yield (role, values.pop()) if len(values) == 1 else (f"{role}?", 0)
