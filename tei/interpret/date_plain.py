"""The plainest dates as whole strings, `5 May 1950`, `May 5, 1950`, `5 May`: read without looking for other forms.

Most of the strings that are asked whether they are one date are such. What is read here is read as the full search
reads it; all else is left to it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tei.interpret.date_grammar import Parts
from tei.interpret.date_points import DateProblem
from tei.interpret.date_resolve import resolve
from tei.interpret.date_tokens import tokenize
from tei.model import DateReading

if TYPE_CHECKING:
    from tei.interpret.date_points import Context

_DAY: Final = "([1-9]|[12][0-9]|3[01])"
_YEAR: Final = "(1[89][0-9]{2}|20[0-4][0-9])"
_PLAIN: Final = re.compile(rf"{_DAY} ([^\W\d_]{{3,20}})(?: {_YEAR})?|([^\W\d_]{{3,20}}) {_DAY}, {_YEAR}")


def read_plainly(text: str, language: str, context: Context) -> DateReading | DateProblem | None:
    """Read a day, a month by its name and perhaps a year; None for what is none of the plainest or has a problem.

    Args:
        text: the whole string.
        language: primary tag of the text's language, empty where it is not known.
        context: gives a missing year.
    """
    found = _PLAIN.fullmatch(text)
    month = _month(found[2] or found[4], language) if found else None
    if not found or month is None:
        return None
    year = found[3] or found[6]
    parts = Parts(year=int(year) if year else None, month=month, day=int(found[1] or found[5]))
    point = resolve(parts, context, language)
    if isinstance(point, DateProblem):
        return point if point.kind == "no-year" else None
    return DateReading(
        when=point.low, calendar=point.calendar, ground=point.ground, certainty=point.certainty
    )


@lru_cache(maxsize=1_000)
def _month(word: str, language: str) -> int | None:
    """The month that a word names and nothing else."""
    tokens = tokenize(word, language)
    month = tokens[0].roles.get("months") if len(tokens) == 1 and len(tokens[0].roles) == 1 else None
    return month if isinstance(month, int) else None
