"""Lines under a text that sign it or date it because of the line below them.

A name that has no form of one by itself, a body, an office in capitals: the date or the name below says what they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.interpret import forms
from tei.interpret.closing_forms import OFFICE_ALONE, STOP, closer_form, is_office
from tei.interpret.datelines import is_dateline
from tei.interpret.decided import BODY_SIGNS
from tei.interpret.scripts import is_small
from tei.late_patterns import late

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.decided import Row

_LONGEST_OFFICE = 70
_INITIALS_CYRILLIC = late(
    r"^(?:[А-ЯІЇЄҐЁЉЊ]\. ?){1,2}[А-ЯІЇЄҐЁЉЊ][\w’'-]+$|^[А-ЯІЇЄҐЁЉЊ][\w’'-]+ (?:[А-ЯІЇЄҐЁ]\. ?){2}$"
)
_SURNAMES = ("ов", "ев", "ёв", "ин", "ын", "ий", "ко", "ук", "юк", "ич", "ів", "їв")
_FIRST_CYRILLIC = "\u0400"
_DOTTED = re.compile(r"\b\w\.")
_NO_BRACKETS = str.maketrans("", "", "[]()")
_LONGEST_LINK = 4  # letters: `of the`, `in`, `für`
_ONE_SIGN = re.compile(r"^[\u3400-\u9fff]$")
_CASELESS_NAME = re.compile(r"^[\u0590-\u08ff\u0900-\u109f\u10d0-\u10ff\u1780-\u17ff ]{5,50}$")


def signs_over(rows: Sequence[Row], at: int, language: str) -> str:
    """The rule by which a line signs over the line below it; empty where it does not."""
    if _sign_over_date(rows, at, language):
        return "one sign of a name over the date"
    if _name_over_office(rows, at, language):
        return "name over its office"
    if _office_over_initials(rows, at, language):
        return OFFICE_ALONE
    return BODY_SIGNS if _body_over_date(rows, at, language) else ""


def _sign_over_date(rows: Sequence[Row], at: int, language: str) -> bool:
    """A name of one Chinese sign, alone on its line, and the date below it."""
    below = rows[at + 1] if at + 1 < len(rows) else None
    one = _ONE_SIGN.match(rows[at].text.strip()) is not None
    return one and below is not None and is_dateline(below.text, language)


def _name_over_office(rows: Sequence[Row], at: int, language: str) -> bool:
    """A name in a script without capitals, set apart or below a date, and right below it its office."""
    row, below = rows[at], rows[at + 1] if at + 1 < len(rows) else None
    free = row.apart or (at > 0 and is_dateline(rows[at - 1].text, language))
    name = free and len(row.text.split()) in (2, 3, 4) and _CASELESS_NAME.match(row.text)
    if not name or below is None or below.apart or is_office(row.text, language):
        return False
    if closer_form(row.text, language) is not None:
        return False  # a formula
    return (
        is_office(below.text, language) and len(below.text) <= _LONGEST_OFFICE and not STOP.search(below.text)
    )


def _office_over_initials(rows: Sequence[Row], at: int, language: str) -> bool:
    """`Заступник Міністра` over `О. Лісний`: an office of which each word has a capital, as a name has."""
    row, below = rows[at], rows[at + 1] if at + 1 < len(rows) else None
    named = below is not None and not below.apart and below.text[:1] >= _FIRST_CYRILLIC
    cyrillic = below is not None and named and _INITIALS_CYRILLIC.match(below.text)
    named = len(row.text.split()) == 2 and row.text.endswith(_SURNAMES)  # `Министр Иванов` signs himself
    return bool(cyrillic) and not (named or _DOTTED.search(row.text)) and is_office(row.text, language)


def _body_over_date(rows: Sequence[Row], at: int, language: str) -> bool:
    """`Embassy in Veldt` over the last date of the paper: a body signs, in a script that has capitals."""
    row, below = rows[at], rows[at + 1] if at + 1 < len(rows) else None
    if below is None or not row.apart or not is_dateline(below.text, language):
        return False
    bare = row.text.strip().translate(_NO_BRACKETS)
    small = [word for word in bare.split() if is_small(word[0])]
    body = forms.names_body(bare, language) and not is_dateline(row.text, language)
    return body and bare[:1].isupper() and all(len(word) <= _LONGEST_LINK for word in small)


def is_place_over_date(rows: Sequence[Row], at: int, language: str) -> bool:
    """A place alone on a line under the name, and the date on the line below it."""
    text = rows[at].text.rstrip(",.")
    below = rows[at + 1] if at + 1 < len(rows) else None
    place = (
        len(text) <= 40
        and re.match(r"^[^\W\d_][\w’'-]*(?:,? [^\W\d_][\w’'-]*){0,3}$", text)
        and text[0].isupper()
    )
    return (
        below is not None
        and bool(place)
        and is_dateline(below.text, language)
        and not is_dateline(rows[at].text, language)
        and "," in text
    )
