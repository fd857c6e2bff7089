"""Dates read from text: a string that is one date, and the sure dates in running text.

Run `python -m tei.interpret.dates [--language TAG] [--year YYYY] "STRING"` to try one string: it prints
an EDTF value or `none`, then calendar, ground and certainty after tabs.

A wrong date is worse than none: what has two honest readings is not read (`10/01/1950`), what is no
day of the calendar is not read, a missing year is supplied only from the context and says so.
"""

from __future__ import annotations

import argparse
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tei.interpret.calendar_tables import eras, tables
from tei.interpret.date_looks import may_be_date, may_hold_date
from tei.interpret.date_phrases import Setting
from tei.interpret.date_plain import read_plainly
from tei.interpret.date_points import DateProblem, context_of
from tei.interpret.date_search import search
from tei.interpret.date_tokens import tokenize
from tei.interpret.date_whole import read_whole
from tei.model import DateReading, FoundDate

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "CALENDARS",
    "GROUNDS",
    "DateProblem",
    "explain_date",
    "find_dates",
    "holds_day_word",
    "is_ambiguous",
    "read_date",
]

# The categories of the taxonomy `dating`: what `date/@ana` points at.
GROUNDS: Final[dict[str, str]] = {
    "dating.stated": "all parts of the date are stated in the text itself",
    "dating.context": "a missing part, such as the year, is supplied from the date of the document",
    "dating.preceding": "a missing part is supplied from the date that stands before it in the text",
    "dating.season": "a season is stated; its bounds are those of the northern hemisphere",
    "dating.contradicted": "the date is stated, but the weekday printed with it is that of another day",
}

# What `calendarDesc` says of each calendar a reading can name.
CALENDARS: Final[dict[str, str]] = {
    "gregorian": "Gregorian",
    "julian": "Julian (old style); the normalized value is Gregorian",
    **{name: era.description for name, era in eras().items() if name != "common"},
    **{name: row["description"] for name, row in tables()["calendar"].items()},
}


def explain_date(
    text: str, *, language: str | None = None, context: DateReading | str | None = None
) -> DateReading | DateProblem:
    """Read a string that is one date expression, or say why it is not read.

    Args:
        text: the whole string; brackets, a final stop, a weekday and a time of day may stand around it.
        language: BCP 47 tag of the text; without it the words of all languages count where they agree.
        context: a reading, or an ISO or EDTF string, that gives a missing year or century.

    Returns:
        The reading, or a problem of the kind `ambiguous`, `impossible`, `no-year`, `contradiction`,
        `undated` or `not-a-date`.
    """
    read = _explained if len(text) <= _LONGEST_KEPT else _explained.__wrapped__
    return read(text, _primary(language), context)


_DAY_WORDS: Final = frozenset(
    ("months", "weekdays", "day-part", "solar-months", "hebrew-months", "hijri-months")
)
_WITHOUT_FIGURES: Final = "la"  # whose dates need no digit: `Idibus Ianuariis`
_LONGEST_KEPT: Final = 200  # of a string that several rules ask about


@lru_cache(maxsize=512)
def _explained(text: str, language: str, context: DateReading | str | None) -> DateReading | DateProblem:
    known = context_of(context)
    return read_plainly(text, language, known) or read_whole(
        tokenize(text, language), Setting(language, known)
    )


def read_date(
    text: str, *, language: str | None = None, context: DateReading | str | None = None
) -> DateReading | None:
    """Read a string that is one date expression; None when it is none, or is not sure.

    Arguments are those of `explain_date`.
    """
    if not may_be_date(text) and _primary(language) != _WITHOUT_FIGURES:
        return None
    read = explain_date(text, language=language, context=context)
    return read if isinstance(read, DateReading) else None


def is_ambiguous(text: str, *, language: str | None = None) -> bool:
    """Whether a string is a date with two honest readings, such as `10/01/1950`."""
    read = explain_date(text, language=language)
    return isinstance(read, DateProblem) and read.kind == "ambiguous"


def holds_day_word(text: str, *, language: str | None = None) -> bool:
    """Whether a word names a month, a weekday or a part of the day: `Tuesday` behind a date is no place."""
    return any(token.roles.keys() & _DAY_WORDS for token in tokenize(text, language))


def find_dates(
    text: str, *, language: str | None = None, context: DateReading | str | None = None
) -> list[FoundDate]:
    """Return the sure dates in running text, in order, as ranges of its characters.

    Not taken: references to books and pages, names that hold a date (October Revolution), years and
    months alone without a word that makes them a date, dates of lunar calendars, dates of a missing
    year where the text around names another year. Chinese years of two digits are read as those of the
    Republic (`三十八年十月一日`) only where the text names that era, or the context is a reading in it.

    Arguments are those of `explain_date`. Linear in the text.
    """
    if not may_hold_date(text) and _primary(language) != _WITHOUT_FIGURES:
        return []
    era = context.calendar if isinstance(context, DateReading) and context.calendar == "minguo" else ""
    setting = Setting(_primary(language), context_of(context), running=True, era=era)
    return search(tokenize(text, language), setting)


def _primary(language: str | None) -> str:
    return (language or "").partition("-")[0].lower()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the reading of one string: EDTF value or `none`, calendar, ground, certainty."""
    parser = argparse.ArgumentParser(prog="python -m tei.interpret.dates", description="Read one date.")
    parser.add_argument("text", metavar="STRING")
    parser.add_argument("--language", metavar="TAG", help="BCP 47 tag of the text")
    parser.add_argument("--year", metavar="YYYY", help="year that a date without one takes")
    options = parser.parse_args(arguments)
    read = explain_date(options.text, language=options.language, context=options.year)
    if isinstance(read, DateReading):
        sys.stdout.write("\t".join((read.edtf, read.calendar, read.ground, read.certainty)) + "\n")
    else:
        sys.stdout.write(f"none\t\t{read.kind}: {read.message}\t\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
