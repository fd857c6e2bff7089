"""Identifiers of authority files: their form, their check digit, the address that may be written instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Scheme:
    """An authority file: its name as `idno/@type`, the form of an identifier, what stands before it in an address."""

    name: str
    form: re.Pattern[str]
    says: str
    address: re.Pattern[str]


# Forms as the schemes publish them: Wikidata, OCLC, the German National Library, GeoNames.
SCHEMES: Final = {
    "wikidata": Scheme(
        "Wikidata",
        re.compile(r"Q[1-9][0-9]{0,11}"),
        "Q and a number, such as Q123",
        re.compile(r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/"),
    ),
    "viaf": Scheme(
        "VIAF",
        re.compile(r"[1-9][0-9]{1,21}"),
        "a number, such as 12345678",
        re.compile(r"https?://(?:www\.)?viaf\.org/viaf/"),
    ),
    "gnd": Scheme(
        "GND",
        re.compile(r"1[012]?[0-9]{7}[0-9X]|[47][0-9]{6}-[0-9X]|[1-9][0-9]{0,7}-[0-9X]|3[0-9]{7}[0-9X]"),
        "digits that end in a check digit (0 to 9 or X), some with a hyphen before it, such as 118540238",
        re.compile(r"https?://(?:www\.)?d-nb\.info/gnd/"),
    ),
    "geonames": Scheme(
        "GeoNames",
        re.compile(r"[1-9][0-9]{0,11}"),
        "a number, such as 2988507",
        re.compile(r"https?://(?:www\.|sws\.)?geonames\.org/"),
    ),
}


def identifier(column: str, cell: str) -> str | None:
    """The identifier of a cell, also where it was written as an address; None where it has another form."""
    scheme = SCHEMES[column]
    prefix = scheme.address.match(cell)
    # An address may go on: /about, /, /paris.html
    bare = cell[prefix.end() :].partition("/")[0] if prefix else cell
    return bare if scheme.form.fullmatch(bare) else None


def check_digit_fits(gnd: str) -> bool:
    """Whether the last sign of a GND number is what its digits give.

    Modulo 11, weights 2, 3, ... from the right: for numbers without a hyphen the complement of the sum
    (118540238, Goethe), for subjects and places (4...-.) the sum (4005728-8, Berlin). Other forms with a
    hyphen are not judged.
    """
    digits, last = gnd.replace("-", "")[:-1], gnd[-1]
    total = sum(int(digit) * weight for weight, digit in enumerate(reversed(digits), 2)) % 11
    if "-" not in gnd:
        return last == "0123456789X"[(11 - total) % 11]
    return not re.fullmatch(r"4[0-9]{6}-.", gnd) or last == "0123456789X"[total]
