"""The sure dates of running text: precision first, with the traps that look like dates."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from tei.interpret.date_grammar import Matcher
from tei.interpret.date_phrases import Phrase, Setting, phrase_at, reading
from tei.interpret.date_points import Context
from tei.interpret.date_tokens import Token, is_cjk
from tei.interpret.date_traps import in_book_reference, something_else
from tei.model import DateReading, FoundDate

if TYPE_CHECKING:
    from collections.abc import Sequence

# Characters before and after a date without a year in which another year makes its year unsure.
_LOOK_BACK: Final = 300
_LOOK_AHEAD: Final = 40
_OF_A_MONTH: Final = 7  # signs of its ISO form; its middle stands for its days
_MIDDLE: Final = "-15"


def search(tokens: Sequence[Token], setting: Setting) -> list[FoundDate]:
    """Return the sure dates among the tokens of a text."""
    matcher = Matcher(tokens)
    setting = replace(setting, era=_named_era(tokens) or setting.era)
    found: list[FoundDate] = []
    books = in_book_reference(tokens)
    years = [(token.begin, token.number or 0) for token in tokens if _is_year(token)]
    index = 0
    while index < len(tokens):
        phrase = None if books[index] or not matcher.opens(index) else _phrase(matcher, index, setting)
        if phrase is None:
            index += 1
            continue
        if not something_else(tokens, phrase, setting) and not _broken_off(tokens, phrase.end):
            settled = phrase if phrase.stated else _settle(matcher, phrase, setting, years, found)
            made = _read(tokens, settled) if settled else None
            if settled and made:
                end = _with_day_part(tokens, settled.end)
                found.append(FoundDate(tokens[settled.begin].begin, tokens[end - 1].end, made))
        index = phrase.end
    return found


def _named_era(tokens: Sequence[Token]) -> str:
    """The era of the Republic of China where the text names it and no other: its years may stand bare."""
    named = {
        token.roles["era"] for token in tokens if "era" in token.roles and token.roles["era"] != "common"
    }
    return "minguo" if named == {"minguo"} else ""


def _broken_off(tokens: Sequence[Token], end: int) -> bool:
    """Whether a month follows that was not read: `1951年13月40日` is no date, and not the year alone."""
    after = tokens[end : end + 2]
    touching = len(after) == 2 and end > 0 and after[0].begin == tokens[end - 1].end
    return touching and after[0].number is not None and after[1].key in ("月", "월")


def _is_year(token: Token) -> bool:
    return token.number is not None and token.digits == 4 and 1800 <= token.number <= 2030


def _may_be_life_year(token: Token) -> bool:
    return _is_year(token) or (token.han and token.digits == 4 and (token.number or 0) >= 1000)


def _phrase(matcher: Matcher, index: int, setting: Setting) -> Phrase | None:
    tokens = matcher.tokens
    before = tokens[index - 1] if index else None
    between = before is not None and "between" in before.roles
    opened = replace(setting, between=True) if between else setting
    phrase = phrase_at(matcher, index, opened) or _life_dates(matcher, index, setting)
    if phrase is None:
        return None
    after = phrase.end + (phrase.end < len(tokens) and tokens[phrase.end].key == "(")
    if after < len(tokens) and "julian" in tokens[after].roles:
        return phrase_at(matcher, index, replace(opened, julian=True))
    return phrase


def _life_dates(matcher: Matcher, index: int, setting: Setting) -> Phrase | None:
    """Two years in brackets with a dash, and nothing else: `(1899–1968)`."""
    tokens = matcher.tokens
    if not 0 < index < len(tokens) - 3 or not _may_be_life_year(tokens[index]):
        return None
    last = tokens[index + 2]
    around = tokens[index - 1].key, tokens[index + 1].key, tokens[index + 3].key
    years = tokens[index].number or 0, last.number or 0
    if around != ("(", "-", ")") or not _may_be_life_year(last) or not 0 < years[1] - years[0] < 120:
        return None
    return phrase_at(matcher, index, replace(setting, running=False))


# --- years -------------------------------------------------------------------------------------------


def _settle(
    matcher: Matcher,
    phrase: Phrase,
    setting: Setting,
    years: Sequence[tuple[int, int]],
    found: Sequence[FoundDate],
) -> Phrase | None:
    """Give a date without a year the context's, unless another year stands near it."""
    parts = phrase.first.parts
    if parts.day is None and parts.x is None and parts.third is None and not parts.same:
        return None  # months of no year: "October-November", "5-6월" (also five or six months)
    tokens = matcher.tokens
    begin, end = tokens[phrase.begin].begin, tokens[phrase.end - 1].end
    preceding = _preceding(found, begin)
    if phrase.first.parts.same:
        return (
            phrase_at(matcher, phrase.begin, replace(setting, context=preceding)) if preceding.year else None
        )
    context = setting.context if setting.context.year else preceding
    at = bisect_left(years, (begin, 0))
    near = [year for place, year in years[max(at - 1, 0) : at] if begin - place <= _LOOK_BACK]
    near += [year for place, year in years[at : at + 1] if place - end <= _LOOK_AHEAD]
    if context.year is None or any(year != context.year for year in near):
        return None
    return phrase_at(matcher, phrase.begin, replace(setting, context=context))


def _preceding(found: Sequence[FoundDate], begin: int) -> Context:
    if not found or begin - found[-1].end > _LOOK_BACK:
        return Context()
    last = found[-1].reading
    days = [value for value in (last.when, last.end) if value]
    if not days:
        return Context()
    day = date.fromisoformat((days[0] + _MIDDLE)[:10]) if len(days[0]) >= _OF_A_MONTH else None
    return Context(int(days[0][:4]), day, "dating.preceding")


def _read(tokens: Sequence[Token], phrase: Phrase) -> DateReading | None:
    if not isinstance(phrase.result, tuple):
        return None
    flags = set()
    before = tokens[phrase.begin - 1] if phrase.begin else None
    if before is not None and "circa" in before.roles and not _inside_word(tokens, phrase.begin - 1):
        flags.add("circa")
    if _part_of_period(tokens, phrase):
        flags.add("early")
    return reading(phrase, frozenset(flags))


def _part_of_period(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether "early", "mid-", "end of", `初` stand at a month or year: only a part of it is meant."""
    if phrase.first.parts.day is not None:
        return False
    at = phrase.begin - 1
    while at > phrase.begin - 4 and at >= 0 and tokens[at].roles.keys() & {"of", "article", "year"}:
        at -= 1
    if at >= 0 and "early" in tokens[at].roles:
        return True
    return phrase.end < len(tokens) and "early-after" in tokens[phrase.end].roles


def _inside_word(tokens: Sequence[Token], index: int) -> bool:
    """Whether a Chinese or Korean "about" is the end of a longer word (`条约`, treaty)."""
    token = tokens[index]
    return is_cjk(token.key[0]) and not token.gap and index > 0 and is_cjk(tokens[index - 1].key[-1])


def _with_day_part(tokens: Sequence[Token], end: int) -> int:
    """Take in a time of day written on without a blank (`十月一日夜`)."""
    if (
        end < len(tokens)
        and "day-part" in tokens[end].roles
        and not tokens[end].gap
        and is_cjk(tokens[end].key[0])
    ):
        return end + 1
    return end
