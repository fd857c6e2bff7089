"""Numbers as dates print them: Chinese and Hebrew numerals, Roman months, digits of several scripts."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Final

from tei.late_patterns import late

ZEROS: Final = "〇○零Oo0"
HAN_DIGITS: Final[dict[str, int]] = {
    **dict.fromkeys("〇○零", 0),
    **{sign: value for value, signs in enumerate(("一壹弌", "二贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"), 1) for sign in signs},
    "两": 2,
    "兩": 2,
}  # fmt: skip
HAN_UNITS: Final[dict[str, int]] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
HAN_TENS: Final[dict[str, int]] = {"廿": 20, "卅": 30, "卌": 40}
HAN_FIRST: Final = frozenset("元正")  # the first year of an era, the first month of the lunar year: alone
HAN_NUMERALS: Final = frozenset(HAN_DIGITS) | frozenset(HAN_UNITS) | frozenset(HAN_TENS) | HAN_FIRST

# Zero of each decimal series met in dates: ASCII, full-width, Arabic-Indic, Persian, Devanagari, Bengali, Tamil,
# Thai, Lao, Khmer.
_SERIES: Final = (0x30, 0xFF10, 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0BE6, 0x0E50, 0x0ED0, 0x17E0)
DIGITS: Final[dict[str, int]] = {chr(zero + value): value for zero in _SERIES for value in range(10)}

_ROMAN: Final[dict[str, int]] = {
    name: value
    for value, name in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], 1)
}  # fmt: skip
_FIGURES: Final[dict[str, int]] = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# `XIIII` and `MDXXXX` are as good as `XIV` and `MDXL`.
_WELL_FORMED: Final = late(r"M{0,2}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})")
# Typewriters with two alphabets set Roman numerals in Cyrillic letters.
_CYRILLIC_ROMAN: Final = str.maketrans({"Х": "X", "І": "I", "х": "x", "і": "i", "Ⅴ": "V"})


_HEBREW: Final[dict[str, int]] = {
    **dict(zip("אבגדהוזחטיכלמנסעפצקרשת", [*range(1, 10), *range(10, 100, 10), *range(100, 500, 100)], strict=True)),
    **dict(zip("ךםןףץ", (20, 40, 50, 80, 90), strict=True)),
}  # fmt: skip
# `ט״ז`, `תש״י`, `ה'תש״י` (with the thousands), `ה׳`; a mark stands before the last letter or behind a single one.
_HEBREW_NUMERAL: Final = late(
    r"(?:(?P<thousands>[א-ט])['’׳])?(?P<letters>[א-ת]{1,4}(?:[\"”“״]|''|׳׳)[א-ת])(?!\w)|(?P<one>[א-ת])['’׳](?![\w\"”״])"
)


def hebrew_numeral(text: str, begin: int) -> tuple[int, int] | None:
    """Read the Hebrew numeral that stands at a place: its value and its end; None where none stands.

    A year without its thousands (`תש״י`) is one of the sixth millennium. Abbreviations are written with the same
    mark (`צה״ל`); their letters rarely go down as those of a numeral do.
    """
    found = _HEBREW_NUMERAL.match(text, begin)
    if found is None:
        return None
    letters = [_HEBREW[sign] for sign in found["letters"] or found["one"] if sign in _HEBREW]
    steps = [*letters[:-2], sum(letters[-2:])] if sum(letters[-2:]) in (15, 16) else letters
    if any(left < right or (left == right < 400) for left, right in pairwise(steps)):
        return None
    value = sum(letters)
    thousands = _HEBREW[found["thousands"]] if found["thousands"] else 5
    return value + 1000 * thousands * (found["thousands"] is not None or value >= 500), found.end()


@lru_cache(maxsize=1_000)
def opens_roman(sign: str) -> bool:
    """Whether a Roman month may begin with a letter."""
    return sign.translate(_CYRILLIC_ROMAN).upper() in ("I", "V", "X")


def roman_month(text: str) -> int | None:
    """Return 1-12 for a Roman numeral in letters of one case (`VI`, `xi`, Cyrillic `ХІ`), else None."""
    latin = text.translate(_CYRILLIC_ROMAN)
    if latin not in (latin.upper(), latin.lower()):
        return None
    return _ROMAN.get(latin.upper())


def roman_number(text: str) -> int | None:
    """Return the value of a Roman numeral in letters of one case, a last `j` as `i`; None for what is none."""
    figures = text.upper() if text in (text.upper(), text.lower()) else ""
    figures = figures[:-1] + "I" if figures.endswith("J") else figures
    if not figures or any(sign not in _FIGURES for sign in figures):
        return None
    values = [_FIGURES[sign] for sign in figures]
    number = sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    return number if _WELL_FORMED.fullmatch(figures) else None


def han_number(text: str) -> tuple[int, int] | None:
    """Read a run of Chinese numerals.

    Returns:
        Value and number of digits (`一九五〇` is 1950 and 4); the number of digits is 0 for a numeral
        with ten or hundred in it (`二十三`, `廿三`, `一千九百五十`) and for `元`, year one of an era.
        None when the run is no number (`二十一二` is "twenty-one or two").
    """
    if text in HAN_FIRST:
        return 1, 0
    if all(sign in HAN_DIGITS or sign in ZEROS for sign in text):
        digits = "".join(str(HAN_DIGITS.get(sign, 0)) for sign in text)
        return int(digits[:12]), len(digits)
    return _han_with_units(text)


def _han_with_units(text: str) -> tuple[int, int] | None:
    total, digit, limit = 0, None, 10_000
    for sign in text:
        if sign in HAN_TENS and limit > 10 and digit is None:
            total, limit = total + HAN_TENS[sign], 10
        elif sign in HAN_UNITS and HAN_UNITS[sign] < limit and digit != 0:
            limit = HAN_UNITS[sign]
            total, digit = total + (1 if digit is None else digit) * limit, None
        elif sign in HAN_DIGITS and digit in (None, 0):
            digit = HAN_DIGITS[sign]
        else:
            return None
    return total + (digit or 0), 0
