"""The sure dates of running text: precision first, with the traps that look like dates."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from tei.interpret.date_grammar import Matcher
from tei.interpret.date_phrases import Phrase, Setting, phrase_at, reading
from tei.interpret.date_resolve import Context
from tei.interpret.date_tokens import Token, is_cjk
from tei.model import DateReading, FoundDate

if TYPE_CHECKING:
    from collections.abc import Sequence

# Characters before and after a date without a year in which another year makes its year unsure.
_LOOK_BACK: Final = 300
_LOOK_AHEAD: Final = 40
_EDITION_WORDS: Final = frozenset("版期号卷页頁辑集號")
_DURATION_WORDS: Final = frozenset("来來间間度级級计計生多前内內")


def search(tokens: Sequence[Token], setting: Setting) -> list[FoundDate]:
    """Return the sure dates among the tokens of a text."""
    matcher = Matcher(tokens)
    found: list[FoundDate] = []
    books = _in_book_reference(tokens)
    years = [(token.begin, token.number or 0) for token in tokens if _is_year(token)]
    index = 0
    while index < len(tokens):
        phrase = None if books[index] else _phrase(matcher, index, setting)
        if phrase is None:
            index += 1
            continue
        if not _named_or_cut(tokens, phrase) and not _broken_off(tokens, phrase.end):
            settled = phrase if phrase.stated else _settle(matcher, phrase, setting, years, found)
            made = _read(tokens, settled) if settled else None
            if settled and made:
                end = _with_day_part(tokens, settled.end)
                found.append(FoundDate(tokens[settled.begin].begin, tokens[end - 1].end, made))
        index = phrase.end
    return found


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
    opened = replace(setting, between=between)
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


# --- traps -------------------------------------------------------------------------------------------


def _in_book_reference(tokens: Sequence[Token]) -> list[bool]:
    """Tell of each token whether it stands in brackets that hold a page or a publisher."""
    steps = [0] * (len(tokens) + 1)
    opened: list[tuple[int, bool]] = []
    for index, token in enumerate(tokens):
        if token.key == "(":
            opened.append((index, False))
        elif "book" in token.roles and opened:
            opened[-1] = (opened[-1][0], True)
        elif token.key == ")" and opened:
            begin, book = opened.pop()
            if book:
                steps[begin] += 1
                steps[index] -= 1
                if opened:
                    opened[-1] = (opened[-1][0], True)
    return [depth > 0 for depth in accumulate(steps)]


def _named_or_cut(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether the words around make it something else: a name, an edition, a part of a longer number."""
    return (
        _cut_before(tokens, phrase)
        or _cut_after(tokens, phrase)
        or _bad_before(tokens, phrase.begin)
        or _bad_after(tokens, phrase)
        or (phrase.first.form.tight and phrase.first.form.mind and not _led_in(tokens, phrase.begin))
    )


def _cut_before(tokens: Sequence[Token], phrase: Phrase) -> bool:
    if phrase.begin == 0 or tokens[phrase.begin].gap:
        return False
    token, before = tokens[phrase.begin], tokens[phrase.begin - 1]
    if before.number is not None or before.key in ("-", "/", "'", ".", "_", "#", "№", "第"):
        return not _telegram_number(tokens, phrase) and (
            before.key != "." or _glued_to_number(tokens, phrase.begin - 1)
        )
    return (
        before.key[-1].isalpha() and not is_cjk(before.key[-1]) and not token.han and not is_cjk(token.key[0])
    )


def _glued_to_number(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and not tokens[index].gap and tokens[index - 1].number is not None


def _telegram_number(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """A number in front in the manner of telegrams: letters, number, then the date with a Roman month."""
    begin = phrase.begin
    if begin < 4 or "roman" not in phrase.first.form.name or tokens[begin - 1].key != "/":
        return False
    letters, slash, number = tokens[begin - 4 : begin - 1]
    return slash.key == "/" and number.number is not None and letters.key.isalpha() and len(letters.key) <= 4


def _cut_after(tokens: Sequence[Token], phrase: Phrase) -> bool:
    if phrase.end >= len(tokens) or tokens[phrase.end].gap:
        return False
    token = tokens[phrase.end]
    if token.key in ("-", "/", ":", ".", ",") and phrase.end + 1 < len(tokens):
        following = tokens[phrase.end + 1]
        word = token.key == "-" and following.key[0].isalpha()
        return not following.gap and (word or (following.number is not None and not following.han))
    if token.number is not None:
        return not is_cjk(tokens[phrase.end - 1].key[-1])
    return token.key[0].isalpha() and not is_cjk(token.key[0]) and not is_cjk(tokens[phrase.end - 1].key[-1])


def _bad_before(tokens: Sequence[Token], begin: int) -> bool:
    if begin == 0 or tokens[begin].cut:
        return False
    before = tokens[begin - 1]
    if "bad-before" in before.roles:
        return True
    if tokens[begin].number is None or tokens[begin].han:
        return False
    if "page-words" in before.roles:
        return "from" not in before.roles and not before.roles.keys() & {"article", "of", "ngay"}
    return before.key == "." and begin > 1 and "page-words" in tokens[begin - 2].roles


def _bad_after(tokens: Sequence[Token], phrase: Phrase) -> bool:
    end = phrase.end
    if end >= len(tokens) or tokens[end].cut:
        return False
    token = tokens[end]
    if "bad-after" in token.roles:
        return True
    if token.key == "第" and end + 2 < len(tokens) and tokens[end + 1].number is not None:
        return tokens[end + 2].key in _EDITION_WORDS or "bad-after" in tokens[end + 2].roles
    return phrase.first.form.name in ("year with unit", "era year") and (
        token.key in _DURATION_WORDS or not 1800 <= (phrase.first.parts.year or 1950) <= 2050
    )


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


def _led_in(tokens: Sequence[Token], begin: int) -> bool:
    """Whether numbers that may be a date stand where a date is expected: at the start, after "on", a comma."""
    if begin == 0 or tokens[begin].cut:
        return True
    before = tokens[begin - 1]
    return before.key in (",", "(", ":") or bool(
        before.roles.keys() & {"article", "of", "from", "before", "after", "weekdays", "clock"}
    )


def _preceding(found: Sequence[FoundDate], begin: int) -> Context:
    if not found or begin - found[-1].end > _LOOK_BACK:
        return Context()
    last = found[-1].reading
    days = [value for value in (last.when, last.end) if value]
    if not days:
        return Context()
    day = date.fromisoformat(days[0]) if len(days[0]) == 10 else None
    return Context(int(days[0][:4]), day, "dating.preceding")


def _read(tokens: Sequence[Token], phrase: Phrase) -> DateReading | None:
    if not isinstance(phrase.result, tuple):
        return None
    before = tokens[phrase.begin - 1] if phrase.begin else None
    circa = before is not None and "circa" in before.roles and not _inside_word(tokens, phrase.begin - 1)
    return reading(phrase, frozenset({"circa"}) if circa else frozenset())


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
