"""What a line of a list begins with: a list mark (`-`, `•`) or a label (`1.`, `(a)`, `iv)`, `一、`, `가.`).

A label alone decides nothing: `I. Petrov` and `1. Mai` begin like items. A mark therefore says how it
could be counted, and `lists.py` asks whether the lines around it count on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from tei.interpret.dates import find_dates
from tei.interpret.numerals import DIGITS, han_number

BULLETS: Final = "-–—―‒•·∙・●○◎◦▪■□‣◆*"
DASHES: Final = frozenset("-–—―‒")
_LARGEST = 999
_SHORT = 12  # signs: a longer line is more than a page's number

_BULLET = re.compile(rf"(?P<bullet>[{re.escape(BULLETS)}])(?:(?P<blank>\s+)|(?=[^\W\d_«„“\"]))(?=\S)")
_PAGE_NUMBER = re.compile(r"^\W*[0-9０-９ivxIVX]{0,5}\W*$")
_LABELS: Final = re.compile(
    r"(?P<circled>[\u2460-\u2473\u2474-\u2487\u3220-\u3229\u3280-\u3289\u2776-\u277f])\s*(?=\S)"
    r"|(?P<decimal>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}[.)]?)(?=\s+\S)"
    r"|(?P<open>[(（])?(?P<count>[0-9０-９]{1,3}|[^\W\d_]{1,7})"
    r"(?P<close>[)）]|\.\)|\.?/(?=\s)|\.[-–—](?=\s)|[.．、｡°º](?![0-9０-９.]))(?P<blank>\s*)(?=[^\s.…])"
    r"|(?P<bare>[0-9０-９]{1,2})[ \u3000](?=[\u3400-\u9fff\uac00-\ud7af])"
    r"|(?P<dashed>[0-9]{1,2})(?P<dash>\s?[-–—])(?=\s+\S)"
    r"|(?P<stem>[甲乙丙丁戊己庚辛壬癸一二三四五六七八九十])[\u3000](?=\S)"
)
# What neither a list mark nor a label is without: most lines begin with a word.
_MAY_BEGIN = re.compile(
    rf"\s*(?:[{re.escape(BULLETS)}\u2460-\u277f\u3220-\u3229\u3280-\u3289(（0-9０-９]"
    r"|[^\W\d_]{1,7}[)）./．、｡°º\u3000])"
)
# Signs after which text may follow without a blank.
_TIGHT_CLOSE = frozenset((")", "）", ".)", "．", "、", "｡", "°", "º"))
_ALPHABETS: Final[dict[str, str]] = {
    "latin": "abcdefghijklmnopqrstuvwxyz",
    "cyrillic": "абвгдежзийклмнопрстуфхцчшщэюя",
    "greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "hangul": "가나다라마바사아자차카타파하",
    "consonants": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "kana": "アイウエオカキクケコサシスセソ",
    "iroha": "イロハニホヘトチリヌルヲ",
    "stems": "甲乙丙丁戊己庚辛壬癸",
}
_ROMAN = re.compile(r"^(?P<tens>x{0,3}|xl)(?P<ones>ix|iv|v?i{0,3})$")
_ROMAN_ONES: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN_TENS: Final = ("", "x", "xx", "xxx", "xl")
_CYRILLIC_ROMAN = str.maketrans({"І": "I", "Х": "X", "і": "i", "х": "x"})


class Style(NamedTuple):
    """A way of counting and the signs around the number: items of one list share it."""

    family: str
    signs: str


class Count(NamedTuple):
    """One way to read a label: `c)` is the third letter, `i)` the ninth letter or the first Roman number."""

    style: Style
    number: int


@dataclass(frozen=True, slots=True)
class Mark:
    """How a line begins: its list mark or label as printed, the ways to count it, the text behind.

    `column` is where the mark stands, `text_column` where the words behind it begin.
    """

    bullet: str
    label: str
    counts: tuple[Count, ...]
    text: str
    column: int
    text_column: int


def column_of(text: str) -> int:
    """The column of the first sign: a tab goes to the next eighth, an ideographic blank fills two."""
    column = 0
    for sign in text:
        if sign == "\t":
            column += 8 - column % 8
        elif sign == "\u3000":
            column += 2
        elif sign.isspace():
            column += 1
        else:
            break
    return column


def read_mark(text: str) -> Mark | None:
    """Read the list mark or the label that a line begins with; None when it begins with neither.

    A page number (`- 2 -`) is no item, a date (`1. Mai`, `- 1. Mai` excepted) has no label.
    """
    if not _MAY_BEGIN.match(text):
        return None
    words = text.strip()
    if len(words) < _SHORT and _PAGE_NUMBER.match(words):
        return None
    start = len(text) - len(text.lstrip())
    if found := _BULLET.match(text, start):
        column = column_of(text)
        sign = found["bullet"]
        if text[found.end() :][:1] == sign:
            return None  # a row of signs: which of them would be the mark is not told
        signs = sign if found["blank"] else sign + "|"
        bulleted = (Count(Style("bullet", signs), 1),)
        return Mark(sign, "", bulleted, text[found.end() :], column, column + found.end() - start)
    label, counts = read_label(text[start:])
    if not counts:
        return None
    end = start + len(label)
    rest = text[end:].lstrip()
    column = column_of(text)
    return Mark("", label, counts, rest, column, column + len(text) - start - len(rest))


def read_label(text: str) -> tuple[str, tuple[Count, ...]]:
    """The label that a text begins with and the ways to count it; an empty label when there is none."""
    found = _LABELS.match(text)
    if not found or _is_date(text):
        return "", ()
    label = found[0].rstrip()
    return label, tuple(count for count in _counts(found) if 0 < count.number <= _LARGEST)


def _counts(found: re.Match[str]) -> list[Count]:
    if found["circled"]:
        return [_circled(found["circled"])]
    if found["decimal"]:
        parts = found["decimal"].rstrip(".)").split(".")
        return [Count(Style("decimal", ".".join(parts[:-1])), int(parts[-1]))]
    if found["bare"]:
        return [Count(Style("digits", ""), _number(found["bare"]))]
    if found["dashed"]:
        return [Count(Style("digits", found["dash"].strip()), int(found["dashed"]))]
    if found["stem"]:
        return _letters(found["stem"], "")
    opening, closing = found["open"] or "", found["close"]
    if (opening and closing not in (")", "）")) or not _apart(found):
        return []
    signs = _narrow(opening + closing)
    if found["count"][0] in DIGITS:
        return [Count(Style("digits", signs), _number(found["count"]))]
    return _letters(found["count"], signs)


def _apart(found: re.Match[str]) -> bool:
    """Whether text may follow the label: after a stop only with a blank, unless the number is a digit."""
    if found["blank"] or found["close"] in _TIGHT_CLOSE:
        return True
    following = found.string[found.end() : found.end() + 1]
    return found["count"][0] in DIGITS and following.isalpha() and not following.islower()


def _narrow(signs: str) -> str:
    return signs.translate(str.maketrans("（）．", "().")).replace("｡", "。")


def _number(digits: str) -> int:
    value = 0
    for sign in digits:
        value = value * 10 + DIGITS[sign]
    return value


def _circled(sign: str) -> Count:
    for first, family in (
        (0x2460, "circled"),
        (0x2474, "bracketed"),
        (0x3220, "bracketed han"),
        (0x3280, "circled han"),
        (0x2776, "black"),
    ):
        if first <= ord(sign) < first + 20:
            return Count(Style(family, ""), ord(sign) - first + 1)
    return Count(Style("circled", ""), 0)


def _letters(word: str, signs: str) -> list[Count]:
    """Counts of a label that is no figure: Roman, a letter of an alphabet, a Chinese number."""
    counts: list[Count] = []
    case = "small" if word.islower() else "capital"
    if word in (word.lower(), word.upper()) and (roman := _roman(word.translate(_CYRILLIC_ROMAN).lower())):
        counts.append(Count(Style(f"roman {case}", signs), roman))
    if len(word) == 1:
        counts += [
            Count(Style(f"{name} {case}", signs), letters.index(word.lower()) + 1)
            for name, letters in _ALPHABETS.items()
            if word.lower() in letters
        ]
    if all(sign in "一二三四五六七八九十廿" for sign in word) and (han := han_number(word)):
        counts.append(Count(Style("han", signs), han[0]))
    return counts


def _roman(word: str) -> int:
    found = _ROMAN.match(word)
    if not found or not word:
        return 0
    return 10 * _ROMAN_TENS.index(found["tens"]) + _ROMAN_ONES.index(found["ones"])


_DATE_WITHIN = 40


def _is_date(text: str) -> bool:
    """Whether the line begins with a date: its day is no label (`1. Mai 1950`, `3. 12. 1951`)."""
    if text[0] not in DIGITS:
        return False
    dates = find_dates(text[:_DATE_WITHIN].replace("\n", " "), context="1950")
    return bool(dates) and dates[0].begin == 0
