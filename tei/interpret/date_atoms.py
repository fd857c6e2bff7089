"""What a token can be in a form of a date: the atoms of date_forms.toml, with their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tei.interpret.date_tokens import Token

Values = Mapping[str, int | str]


def _day(token: Token) -> int | None:
    return _small(token, 31)


def _small(token: Token, most: int) -> int | None:
    number = token.number if token.key != "正" else None  # 正月 is the first month of the lunar year
    if (
        number is None
        or not 1 <= number <= most
        or token.digits > 2
        or token.hebrew
        or (token.han and token.digits == 2)
    ):
        return None
    return number


def _year(token: Token) -> int | None:
    number = token.number
    if number is None or not 1000 <= number <= 2100:
        return None
    if token.east and number < 1500:
        return None  # the fourteenth century of the Hijra, or of the Persian or the Ottoman calendar
    return number if token.digits == 4 or (token.han and token.digits == 0 and number >= 1800) else None


def _short_year(token: Token) -> int | None:
    return token.number if token.digits == 2 else None


def _era_year(token: Token) -> int | None:
    return token.number if token.number and token.number < 5000 and not token.hebrew else None


def _solar_year(token: Token) -> int | None:
    """A year of the Solar Hijri calendar; those of the imperial count (1976-1978) are 1180 more."""
    number = token.number if token.digits == 4 else None
    if number is not None and 2535 <= number <= 2537:
        return number - 1180
    return number if number is not None and 1304 <= number <= 1500 else None


def _hebrew_year(token: Token) -> int | None:
    return token.number if token.hebrew and token.number and 5500 <= token.number <= 5900 else None


def _hijri_year(token: Token) -> int | None:
    return token.number if token.digits == 4 and token.number and 1200 <= token.number <= 1500 else None


def _group_day(token: Token) -> int | None:
    """The day of a date-time group: `241425` is day 24, 14:25."""
    number = token.number
    if number is None or token.digits != 6 or number % 10000 // 100 > 23 or number % 100 > 59:
        return None
    return number // 10000 if 1 <= number // 10000 <= 31 else None


# What a number can be: the atoms that take it alike, and how it is read.
_READERS: Final[tuple[tuple[tuple[str, ...], Callable[[Token], int | None]], ...]] = (
    (("D", "OD", "X", "Z", "ID"), _day),
    (("MN", "OMN", "IMN"), lambda token: _small(token, 12)),
    (("Y", "OY"), _year),
    (("YY",), _short_year),
    (("C",), lambda token: token.number if token.digits == 2 and token.number in (18, 19, 20) else None),
    (("N",), _era_year),
    (("DTG",), _group_day),
    (("SY",), _solar_year),
    (("IY",), _hijri_year),
    (("HD",), lambda token: token.number if token.hebrew and token.number and token.number <= 30 else None),
    (("HY",), _hebrew_year),
    (("FY",), lambda token: _small(token, 14)),
    (("RN",), lambda token: _small(token, 19)),
    (("RY",), _year),
)
NUMBER_ATOMS: Final = frozenset(name for names, _ in _READERS for name in names)
# What the words with a role can be beside the role itself.
ROLE_ATOMS: Final[dict[str, tuple[str, ...]]] = {
    "months": ("M", "OM"),
    "roman": ("R", "r", "Or"),
    "small-roman": ("r", "Or"),
    "solar-months": ("SM",),
    "hebrew-months": ("HM",),
    "hijri-months": ("IM",),
    "republican-months": ("FM",),
    "republican-years": ("FY",),
    "roman-number": ("RN",),
    "roman-year": ("RY",),
    "kalends": ("RD",),
    "nones": ("RD",),
    "ides": ("RD",),
}
# The days of a Roman month that others are counted back from, by number.
ROMAN_DAYS: Final = {"kalends": 1, "nones": 2, "ides": 3}


NO_VALUES: Final[Values] = {}


def atom_values(token: Token) -> Values:
    """Return every atom a token can be, with its value."""
    if token.number is None and not token.roles and token.key[0].isalpha() and token.key != "z":
        return NO_VALUES
    values: dict[str, int | str] = {}
    if token.number is not None:
        for names, read in _READERS:
            number = read(token)
            if number is not None:
                for name in names:
                    values[name] = number
    elif token.key == "z" or not token.key[0].isalpha():
        values[token.key] = 0
    for role, value in token.roles.items():
        for name in ROLE_ATOMS.get(role, (role,)):
            values[name] = ROMAN_DAYS.get(role, value)
    if values.get("era") == "common":
        values = {name: value for name, value in values.items() if name != "era"} | {"common": 0}
    return values
