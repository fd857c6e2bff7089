"""What looks like a date in running text and is something else: names, editions, numbers, counted things."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from tei.interpret.date_phrases import ends_in_hours
from tei.interpret.date_tokens import Token, is_cjk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.date_phrases import Phrase, Setting

_EDITION_WORDS: Final = frozenset("版期号卷页頁辑集號")
_DURATION_WORDS: Final = frozenset("来來间間度级級计計生多前内內")
_LAST_DAY: Final = 31
_TIMES: Final = frozenset(("year", "weekdays", "months", "day-part", "season"))
_OTHER_TIMES: Final = frozenset(("week", "month", "fortnight", "d", "semaine", "semana", "settimana"))
_COMMON: Final = frozenset(("gregorian", "julian"))
# Years that count from now, before a date without a year: 今年十月一日 is a date of the text's own year.
_THIS_YEAR: Final = frozenset("今本올")


def in_book_reference(tokens: Sequence[Token]) -> list[bool]:
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


def something_else(tokens: Sequence[Token], phrase: Phrase, setting: Setting) -> bool:
    """Whether the words around make it a name, an edition, a part of a number, a count of things."""
    return (
        _cut_before(tokens, phrase)
        or _cut_after(tokens, phrase)
        or _bad_before(tokens, phrase)
        or _bad_after(tokens, phrase)
        or _of_unread_year(tokens, phrase)
        or _of_unread_day(tokens, phrase)
        or ends_in_hours(tokens, phrase)
        or _counts_things(tokens, phrase, setting)
        or _of_another_year(tokens, phrase)
        or _is_a_verb(tokens, phrase, setting)
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


def _of_another_year(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """`el 4 del corriente año`, `the 5th of June last week`: the word goes with the one behind it, not with the day.

    Words of a quotation tell their days from the letter that is quoted; `the 8th Inst. of Mines` is an institute.
    """
    parts = phrase.first.parts
    if not (parts.side or parts.shift is not None):
        return False
    if sum(token.key == '"' for token in tokens[: phrase.begin]) % 2:
        return True
    after = tokens[phrase.end : phrase.end + 2]
    if tokens[phrase.end - 1].key == "inst" and any(token.key == "of" for token in after):
        return True
    return any(token.roles.keys() & _TIMES or token.key in _OTHER_TIMES for token in after[:1])


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


def _bad_before(tokens: Sequence[Token], phrase: Phrase) -> bool:
    begin = phrase.begin
    if begin == 0 or tokens[begin].cut:
        return False
    before = tokens[begin - 1]
    if "bad-before" in before.roles:
        return True
    if not phrase.stated and _namesake(tokens, begin):
        return True
    if tokens[begin].number is None or tokens[begin].han:
        return False
    if "page-words" in before.roles:
        return "from" not in before.roles and not before.roles.keys() & {"article", "of", "ngay"}
    marks = (".", "°", "º", ":") if phrase.first.form.tight else (".", "°", "º")
    return before.key in marks and begin > 1 and "page-words" in tokens[begin - 2].roles


def _namesake(tokens: Sequence[Token], begin: int) -> bool:
    """Whether a street or a factory is named after the day: `rue du 4 septembre`, `ул. 1 мая`."""
    at = begin - 1
    while (
        at > 0 and at > begin - 3 and (tokens[at].key == "." or tokens[at].roles.keys() & {"of", "article"})
    ):
        at -= 1
    return "named-before" in tokens[at].roles and not any(token.cut for token in tokens[at + 1 : begin])


def _bad_after(tokens: Sequence[Token], phrase: Phrase) -> bool:
    end = phrase.end
    if end >= len(tokens) or tokens[end].cut:
        return False
    token = tokens[end]
    if token.east and token.digits == 4 and not phrase.stated:
        return True  # a year of another calendar
    if token.key == "." and end + 1 < len(tokens) and tokens[end + 1].key == "sz":
        return True  # Hungarian: the number of a paper
    if "bad-after" in token.roles:
        return True
    if token.key == "第" and end + 2 < len(tokens) and tokens[end + 1].number is not None:
        return tokens[end + 2].key in _EDITION_WORDS or "bad-after" in tokens[end + 2].roles
    return phrase.first.form.name in ("year with unit", "era year") and (
        token.key in _DURATION_WORDS or not 1800 <= (phrase.first.parts.year or 1950) <= 2050
    )


def _led_in(tokens: Sequence[Token], begin: int) -> bool:
    """Whether numbers that may be a date stand where a date is expected: at the start, after "on", a comma."""
    if begin == 0 or tokens[begin].cut:
        return True
    before = tokens[begin - 1]
    return before.key in (",", "(", ":") or bool(
        before.roles.keys() & {"article", "of", "from", "before", "after", "weekdays", "clock"}
    )


def _of_unread_year(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a year that no form read stands right before a month and day: `光绪二十年五月五日`."""
    begin = phrase.begin
    if phrase.stated or begin == 0 or tokens[begin].cut or "uy" not in tokens[begin - 1].roles:
        return False
    return begin < 2 or tokens[begin - 2].key not in _THIS_YEAR


def _of_unread_day(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a day with an ending that no table has stands before a month: `3ης Μαΐου 1950` is no whole month."""
    begin = phrase.begin
    if begin < 2 or "months" not in tokens[begin].roles or tokens[begin].cut or not tokens[begin].gap:
        return False
    ending, day = tokens[begin - 1], tokens[begin - 2]
    if day.number is None or day.number > _LAST_DAY:
        return False
    return "paiva" in ending.roles or (not ending.gap and ending.key[0].isalpha())


# --- counted things --------------------------------------------------------------------------------


def _counts_things(tokens: Sequence[Token], phrase: Phrase, setting: Setting) -> bool:
    """Whether the last number of the date counts what follows: `in May 10 men`, `5 May 2000 soldiers`."""
    end = phrase.end
    last = tokens[end - 1]
    mongolian = not phrase.stated and "Mongolian" in phrase.first.form.name
    if mongolian and last.key == "өдөр" and tokens[end - 2].number and tokens[end - 3].key == "сар":
        return True  # `5 сар 3 өдөр`: five months and three days
    if last.number is None or last.han or end >= len(tokens) or tokens[end].cut:
        return False
    after = tokens[end]
    if after.number is None and not after.key[0].isalpha():
        return False
    goes_on = "goes-on" in after.roles
    if last.digits == 4:
        odd = _odd_year(last.number, setting) and not _of_own_calendar(phrase)
        return odd and not goes_on and after.number is None
    if phrase.stated:
        return last.digits == 2 and not goes_on and not phrase.first.form.tight
    if mongolian:
        return not goes_on
    if phrase.first.form.order != "mdy":
        return False
    return _counts_after_month(tokens, phrase, goes_on=goes_on)


def _of_own_calendar(phrase: Phrase) -> bool:
    """Whether a day and month of another calendar stand before the year: no count of things follows these."""
    parts = phrase.first.parts
    other = parts.roman_day is not None or any(point.calendar not in _COMMON for point in phrase.points)
    return bool(parts.day) and other


def _odd_year(year: int, setting: Setting) -> bool:
    """Whether a number before a noun is rather a round or large count than a year."""
    context = setting.context.year
    return year % 100 == 0 or year < 1700 or (context is not None and not -150 <= year - context <= 5)


def _counts_after_month(tokens: Sequence[Token], phrase: Phrase, *, goes_on: bool) -> bool:
    """Month and number without a year: a date after "on" and "of", or before a small word."""
    after, before = tokens[phrase.end], tokens[phrase.begin - 1] if phrase.begin else None
    if before is not None and not tokens[phrase.begin].cut:
        if before.key in ("in", "im", "en", "em", "din"):
            return True
        if before.roles.keys() & {"leads", "owner", "weekdays"}:
            return False
    if after.number is not None:
        return not _clock(tokens, phrase.end)
    return not goes_on and "clock" not in after.roles and "day-part" not in after.roles


def _clock(tokens: Sequence[Token], index: int) -> bool:
    return index + 1 < len(tokens) and (tokens[index + 1].key == ":" or "clock" in tokens[index + 1].roles)


# Months whose names are other words of their language: (language, key) of the name as printed.
_OTHER_WORDS: Final = frozenset([("en", "may"), ("en", "march"), ("ro", "mai"), ("en", "jan"), ("en", "mar")])


def _is_a_verb(tokens: Sequence[Token], phrase: Phrase, setting: Setting) -> bool:
    """Whether number and month are "5 may have left", `4 mai multe` (four more)."""
    end = phrase.end
    name = tokens[end - 1]
    language = setting.language or "en"
    if phrase.stated or (language, name.key) not in _OTHER_WORDS or end >= len(tokens) or tokens[end].cut:
        return False
    after = tokens[end]
    if not after.key[0].isalpha():
        return False
    led = phrase.begin > 0 and bool(tokens[phrase.begin - 1].roles.keys() & {"leads", "weekdays"})
    if language == "ro":
        return not (led and "goes-on" in after.roles)
    return not led and ("goes-on" not in after.roles or "verb-tail" in after.roles)
