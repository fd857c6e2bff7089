"""The days of diaries, logs and field notes: each entry begins with its date, and only the first one has a year.

The year of an entry is that in which its day comes next after the day of the entry above. That is sure enough only
where several entries follow one another so, none far from the one before, and where a weekday that is printed agrees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from tei.interpret.date_tokens import tokenize
from tei.interpret.dates import find_dates
from tei.model import Block, Dated, DateReading, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Division, Inline, Piece

GROUND: Final = "dating.preceding"
_FEWEST: Final = 3
_FARTHEST: Final = 92  # days from one entry to the next
_LONGEST: Final = 60  # characters in which a date without a value is looked for
_WEEKDAY: Final = re.compile(r"^\W{0,2}(?P<word>[^\W\d_]{3,14}),?\s*$")
_ENDS: Final = re.compile(r"^\s?(?:$|[.,:;—–-])")  # a date that begins an entry goes on into no sentence
_DAY: Final = 10  # characters of its ISO form


@dataclass(frozen=True, slots=True)
class _Head:
    """The date at the begin of a block: where it stands, the words before it, its day; stated with its year or not."""

    piece: int
    content: tuple[Inline, ...]
    at: int
    day: date
    stated: bool
    weekday: int


def with_days(divisions: Sequence[Division]) -> tuple[Division, ...]:
    """The divisions, the days of their entries with the year that follows from the entries above."""
    return tuple(_with_days(division) for division in divisions)


def _with_days(division: Division) -> Division:
    heads: list[_Head] = []
    for index, piece in enumerate(division.blocks):
        last = heads[-1].day if heads else None
        head = _head(index, piece, last, division.language)
        if head is not None and (last is None or 0 <= (head.day - last).days <= _FARTHEST):
            heads.append(head)
        elif head is not None and not head.stated:
            return division  # out of order: no diary
    if len(heads) < _FEWEST:
        return division
    pieces: list[Piece] = list(division.blocks)
    for head in heads:
        piece = pieces[head.piece]
        if isinstance(piece, Block) and not head.stated:
            pieces[head.piece] = replace(piece, content=_settled(head))
    return replace(division, blocks=tuple(pieces))


def _head(index: int, piece: Piece, last: date | None, language: str) -> _Head | None:
    """The date that a paragraph, a heading or a date line begins with, the weekday before it left aside."""
    if not isinstance(piece, Block) or piece.kind not in ("p", "head", "dateline") or not piece.content:
        return None
    content = _with_date(piece.content, last, language)
    first = content[0]
    before = _WEEKDAY.match(first.text) if isinstance(first, Text) and len(content) > 1 else None
    weekday = _weekday(before["word"], language) if before else 0
    at = 1 if weekday else 0
    dated = content[at]
    after = content[at + 1] if at + 1 < len(content) else None
    if not isinstance(dated, Dated) or not _ENDS.match(after.text if isinstance(after, Text) else ""):
        return None
    value = dated.reading.when or ""
    if len(value) != _DAY:
        return None
    stated = dated.reading.ground == "dating.stated"
    day = date.fromisoformat(value) if stated or last is None else _next_day(date.fromisoformat(value), last)
    if (
        day is None
        or (last is None and not stated)
        or (weekday and not stated and day.isoweekday() != weekday)
    ):
        return None
    return _Head(index, content, at, day, stated, weekday)


def _with_date(content: tuple[Inline, ...], last: date | None, language: str) -> tuple[Inline, ...]:
    """Content whose first words are a date without a year, which nothing gave a value so far, with that date apart."""
    first = content[0]
    if last is None or not isinstance(first, Text):
        return content
    found = find_dates(first.text[:_LONGEST], language=language, context=str(last.year))
    if not found or (found[0].begin and not _WEEKDAY.match(first.text[: found[0].begin])):
        return content
    one = found[0]
    parts = (
        Text(first.text[: one.begin]),
        Dated(first.text[one.begin : one.end], replace(one.reading, ground=GROUND)),
    )
    return (*(part for part in parts if part.text), Text(first.text[one.end :]), *content[1:])


def _weekday(word: str, language: str) -> int:
    value = tokenize(word, language)[0].roles.get("weekdays")
    return value if isinstance(value, int) else 0


def _next_day(day: date, last: date) -> date | None:
    """The first such day that is not before the last entry's."""
    for year in (last.year, last.year + 1):
        try:
            found = day.replace(year=year)
        except ValueError:  # 29 February
            continue
        if found >= last:
            return found
    return None


def _settled(head: _Head) -> tuple[Inline, ...]:
    dated = head.content[head.at]
    if not isinstance(dated, Dated):
        return head.content
    known = dated.reading
    if known.ground != GROUND and known.when == head.day.isoformat():
        return head.content
    reading = DateReading(when=head.day.isoformat(), ground=GROUND, certainty="medium")
    return (*head.content[: head.at], replace(dated, reading=reading), *head.content[head.at + 1 :])
