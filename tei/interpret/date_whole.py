"""Whole strings that are one date, with the prepositions, weekdays and times of day around it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tei.interpret.date_grammar import Matcher
from tei.interpret.date_phrases import Phrase, Setting, ends_in_hours, phrase_at, reading
from tei.interpret.date_points import Context, DateProblem, first_day, last_day
from tei.model import DateReading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.date_tokens import Token

LONGEST: Final = 60  # tokens of a string that may be one date; a longer one is prose
_BRACKETS: Final = frozenset("()\"*,.:;'")
# Weekdays of one sign, printed in brackets after the date: Japanese, Korean.
_SHORT_WEEKDAYS: Final = {
    sign: day for signs in ("月火水木金土日", "월화수목금토일") for day, sign in enumerate(signs, 1)
}
_BEFORE_ROLES: Final = frozenset(
    [
        "article",
        "of",
        "day-part",
        "weekdays",
        "circa",
        "before",
        "after",
        "between",
        "from",
        "early",
        "since",
        "doubt",
        "year",
        "odor",
        "within",
        "common",
        "gregorian",
    ]
)
_AFTER_ROLES: Final = frozenset(
    [
        "year",
        "weekdays",
        "day-part",
        "circa-after",
        "before-after",
        "after-after",
        "to-after",
        "early-after",
        "ago-after",
        "since-after",
        "doubt",
        "sic",
        "julian",
        "gregorian",
        "article",
        "odor",
        "of",
    ]
)
_SAID_AFTER: Final = frozenset(
    ["circa-after", "before-after", "after-after", "early-after", "ago-after", "since-after"]
)


def read_whole(tokens: Sequence[Token], setting: Setting) -> DateReading | DateProblem:
    """Read tokens that must all belong to one date: prepositions, weekdays and times of day around it."""
    read = _bounded(tokens, setting) or _read_whole(tokens, setting)
    if isinstance(read, DateProblem) and read.kind == "not-a-date" and _month_of_two(tokens):
        return DateProblem("ambiguous", "the name of the month is another month in another language")
    return read


def _bounded(tokens: Sequence[Token], setting: Setting) -> DateReading | None:
    """Read "not before A and not later than B": two bounds, each a date with its words."""
    if not 4 <= len(tokens) <= LONGEST or not any("after" in token.roles for token in tokens[:2]):
        return None
    at = next((index for index in range(2, len(tokens)) if "before" in tokens[index].roles), 0)
    last = _read_whole(tokens[at:], setting) if at else None
    if not isinstance(last, DateReading) or last.not_after is None or last.not_before is not None:
        return None
    end = at
    while tokens[end - 1].key in (",", "-") or tokens[end - 1].roles.keys() & {"and", "but"}:
        end -= 1
    first = _read_whole(tokens[:end], setting)
    if isinstance(first, DateProblem) and first.kind == "no-year":
        first = _read_whole(tokens[:end], replace(setting, context=Context(int(last.not_after[:4]))))
    if not isinstance(first, DateReading) or first.not_before is None or first.not_after is not None:
        return None
    if first_day(first.not_before) > last_day(last.not_after):
        return None
    form = f"{first.edtf.removesuffix('/..')}/{last.edtf.removeprefix('../')}"
    return replace(last, not_before=first.not_before, edtf_form=form)


def _month_of_two(tokens: Sequence[Token]) -> bool:
    """Whether a short string of numbers has a month's name on which languages differ (`listopada`)."""
    names = [token for token in tokens if "months?" in token.roles]
    numbers = [token for token in tokens if token.number is not None]
    return len(tokens) <= 8 and len(names) == 1 and bool(numbers)


def _read_whole(tokens: Sequence[Token], setting: Setting) -> DateReading | DateProblem:
    none = DateProblem("not-a-date", "this is not one date")
    if not tokens or len(tokens) > LONGEST:
        return none
    if _undated(tokens):
        return DateProblem("undated", "the string says that there is no date")
    setting = replace(setting, julian=any("julian" in token.roles for token in tokens))
    matcher = Matcher(tokens)
    flags: set[str] = set()
    index, problem = 0, none
    while index < len(tokens):
        opened = replace(setting, between="between" in flags)
        phrase = phrase_at(matcher, index, opened)
        if phrase and ends_in_hours(tokens, phrase):
            problem = DateProblem("ambiguous", "the last number is a year or a time of day")
            phrase = None
        after = _after(tokens, phrase.end) if phrase else None
        if phrase and after is not None:
            return _whole(tokens, phrase, frozenset(flags | after))
        taken = _filler(tokens, index)
        if taken is None:
            return problem
        flags |= taken[1]
        index = taken[0]
    return problem


def _undated(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.key not in _BRACKETS]
    return bool(words) and all("undated" in token.roles for token in words)


def _whole(tokens: Sequence[Token], phrase: Phrase, flags: frozenset[str]) -> DateReading | DateProblem:
    if isinstance(phrase.result, DateProblem):
        return phrase.result
    none = DateProblem("not-a-date", "this is not one date")
    if "between" in flags and not phrase.joined and "early" not in flags:
        return none
    said = _said(phrase, flags)
    made = reading(phrase, said) if said is not None else None
    return _with_weekday(made, tokens, phrase) if made else none


def _said(phrase: Phrase, flags: frozenset[str]) -> frozenset[str] | None:
    """What the words around a date say of it; None when they do not go with it.

    "From" before a day may as well say of when a letter is, before a month or year it begins a time.
    "Ago" after a month is "before", after a year alone it counts from now (`1500年前`).
    """
    if "ago" in flags:
        return flags | {"before"} if phrase.first.parts.month is not None else None
    if "until" in flags and len(phrase.points) == 1:
        return flags | {"before"}
    if "from" in flags and len(phrase.points) == 1:
        return flags | {"since", "unsure"} if phrase.first.parts.day is None else None
    return flags


def _with_weekday(made: DateReading, tokens: Sequence[Token], phrase: Phrase) -> DateReading:
    """Lower the certainty where the printed weekday is not that of the day."""
    days = {token.roles["weekdays"] for token in tokens if "weekdays" in token.roles}
    days |= {
        _SHORT_WEEKDAYS[tokens[index].key]
        for index in range(phrase.end, len(tokens))
        if _short_weekday(tokens, index)
    }
    points = phrase.result
    if (
        isinstance(points, DateProblem)
        or len(days) != 1
        or len(points) != 1
        or made.when is None
        or len(made.when) != 10
    ):
        return made
    if points[0].first.isoweekday() in days:
        return made
    return replace(made, certainty="low", ground="dating.contradicted")


def _short_weekday(tokens: Sequence[Token], index: int) -> bool:
    around = index + 1 < len(tokens) and (tokens[index - 1].key, tokens[index + 1].key) == ("(", ")")
    return around and tokens[index].key in _SHORT_WEEKDAYS


def _filler(tokens: Sequence[Token], index: int) -> tuple[int, set[str]] | None:
    """A word or time of day that may stand before a date: the token after it and what it says."""
    token = tokens[index]
    clock = clock_end(tokens, index)
    if clock > index:
        return clock, set()
    if token.key == "-" and index + 1 < len(tokens) and tokens[index + 1].gap:
        return index + 1, set()
    if token.key in _BRACKETS:
        return index + 1, set()
    roles = token.roles.keys() & _BEFORE_ROLES
    if not roles:
        return None
    flags = roles & {"circa", "before", "after", "between", "early", "since"}
    if flags and roles & {"article"}:
        flags = set()
    if "from" in roles and not roles & {"article", "of"}:
        flags.add("from")
    if "doubt" in roles:
        flags.add("uncertain")
    return index + 1, set(flags)


def _after(tokens: Sequence[Token], index: int) -> set[str] | None:
    """What the words after a date say; None when something else than words of a date is left."""
    flags: set[str] = set()
    last = ""
    while index < len(tokens):
        token = tokens[index]
        stamp = index + (token.key == "t" and not token.gap and index + 1 < len(tokens))
        clock = clock_end(tokens, stamp)
        if clock > stamp and (last == "clock" or "early-after" not in token.roles):
            index, last = clock, "clock"
            continue
        roles = token.roles.keys() & _AFTER_ROLES
        if token.key == "?" and tokens[index - 1].key == "-":
            return None  # `1953-?`: an end that is not known
        if (
            not roles
            and token.key not in _BRACKETS
            and token.key not in ("-", "?")
            and not _short_weekday(tokens, index)
        ):
            return None
        flags |= {role.removesuffix("-after") for role in roles if role in _SAID_AFTER}
        flags |= {"uncertain"} if token.key == "?" or "doubt" in roles else set()
        flags |= {"sic"} if "sic" in roles else set()
        flags |= {"until"} if "to-after" in roles and "since-after" not in roles else set()
        last = (
            "open"
            if token.key == "-" or (roles & {"article", "of"} and not roles - {"article", "of"})
            else "closed"
        )
        index += 1
    return None if last == "open" else flags


def clock_end(tokens: Sequence[Token], index: int) -> int:
    """Return the token after a time of day that begins here (`3:00 a.m.`, `10.30 Uhr`, `3时`), or `index`."""
    if "clock-before" in tokens[index].roles and tokens[index + 1 : index + 2]:
        hour = index + 1
        return max(clock_end(tokens, hour), hour + 1) if tokens[hour].number is not None else index
    if tokens[index].number is None:
        return index + 1 if "clock" in tokens[index].roles and tokens[index].key != "h" else index
    end = index + 1
    colon = False
    while end + 1 < len(tokens) and tokens[end].key in (":", ".", "-") and tokens[end + 1].number is not None:
        colon = colon or tokens[end].key == ":"
        end += 2
    words = end
    while words < len(tokens) and (
        "clock" in tokens[words].roles or (words > end and _counts(tokens, words))
    ):
        words += 1
    if words > end or colon:
        return words
    return index


def _counts(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number goes on a time of day: the minutes of `3时20分`."""
    return tokens[index].number is not None and index + 1 < len(tokens) and "clock" in tokens[index + 1].roles
