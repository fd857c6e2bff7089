"""The form of a dateline: a date alone on its line, or behind a place and an office; and what stands around it.

Source: the datelines of letters, telegrams and minutes in about forty languages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.interpret.calendar_tables import has_months
from tei.interpret.correspondence import read_correspondence
from tei.interpret.dates import find_dates, holds_day_word, read_date
from tei.interpret.scripts import CJK
from tei.interpret.trailing_marks import without_marks
from tei.late_patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tei.model import DateReading

# `1950 m. gegužės 3 d. Nr. 14`: as the offices of the Baltic states print it; elsewhere rather the number of a newspaper
_NUMBER_BESIDE_DATE = frozenset(("lt", "lv", "et"))
_NUMBER = re.compile(r"^Nr\.? ?[0-9][0-9/-]{0,8}$")
# "Town" shortened before its name: `г. Минск`, `ք. Երևան`
_TOWN = re.compile(r"^(?:г|гр|м|ք|ქ|m|or)\. ?(?=[^\W\d_])")
# A date whose year no table settles (of an era, or none) has the form of a date all the same.
_DATE_HAN = re.compile(
    r"^(?:(?:民國|民国|中華民國|中华民国|公元|西元|昭和|大正|明治|光绪|光緒|宣统|宣統|同治|咸丰|咸豐|道光|嘉庆|嘉慶|乾隆|雍正|康熙|慶応|文久|安政|嘉永|天保|[干甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])?"
    r"[0-9０-９〇○零一二三四五六七八九十廿元]{1,4}年)?"
    r"[0-9０-９一二三四五六七八九十正腊臘冬]{1,3}月[0-9０-９初一二三四五六七八九十廿]{1,3}(?:日|号|號)?[夜晨晚午时時]{0,2}$"
)
# Day, hour and minute, month and year of a telegram, its urgency before them: `O 271502Z AUG 74`.
_TIME_GROUP = re.compile(
    r"^(?:[ZOPRY] ){0,3}(?:0[1-9]|[12][0-9]|3[01])[0-2][0-9][0-5][0-9]Z [A-Z]{3} (?:[0-9]{2}){1,2}$"
)
_SHORT_YEAR = re.compile(r"^[0-9]{1,2}[./ ] ?(?:[0-9]{1,2}|[IVX]{1,4})[./ -] ?[0-9]{2}$")  # `19.VIII.50`
_TITLE_WORDS = 4
# `Im Felde, 17. X. 16`: its century is not printed
_SHORT_DATED = late(
    r"^(?:[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*){0,3}, (?:den |le |dnia )?)?[0-9]{1,2}\. ?(?:[IVX]{1,4}|[0-9]{1,2})\. ?['’]?[0-9]{2}$"
)
# `Proved at Ludlow 17 May 1613`: when others had the paper, or a hand of an office wrote on it
_BY_OTHERS = frozenset(
    "proved received recd recvd registered endorsed filed entered recorded answered copied sworn indorsed eingegangen empfangen "
    "beantwortet praes praesent präs präsent exhib reçu reçue reçus reçues répondu répondue enregistré enregistrée recibido recibida "
    "contestado contestada recebido recebida ricevuto ricevuta получено отвечено отримано".split()
)
# `an VII de la République française, une et indivisible`
_OF_THE_REPUBLIC = late(
    r"(?i)^,? (?:de la rép(?:ublique|\.)(?: française| fr\.)?(?:,? une et indivisible)?|rep(?:ubblicano)?\.?)"
)
_OF_TIME = re.compile(r"[^\W\d_] (?:of|in|during) the $")  # `The Boats of the Winter of 1880`
_LEADS_TO_DATE = re.compile(
    r"(?i)[\s,]+(?:dnia|dn\.|dne|dana|den|dňa|ngày|desen|dezen|addì|adì|a dì|lì|li|die|aos|më|hinn|þann)$"
)
# `Place, 12 word 1325`: a day, a word, a year, and at most a place before them.
_LOOKS_DATED = re.compile(
    r"^(?:[^\W\d_][\w\u0900-\u0eff\u1780-\u17ff’'-]*(?: [^\W\d_][\w\u0900-\u0eff\u1780-\u17ff’'-]*){0,2}[,،]? )?\d{1,2}(?:/\d{1,2})?\.? (?P<month>[^\W\d_][\w\u0900-\u0eff\u1780-\u17ff]+)\.?,? \d{4}(?: ?(?:هـ|ه|ق|ھ))?$"
)
# A date in numbers, year or day first, of the Hijra or of Iran: read by no rule, and the form of a dateline.
_BOTH_WAYS = frozenset(("ar", "fa", "ur"))
_NUMBERS_DATED = re.compile(
    r"^(?:(?:مورخه?|تاریخ|التاريخ|بتاريخ|تحريرا في)\s?[:：]?\s?)?(?:\d{4}/\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}/\d{4})(?: ?(?:هـ|ه|ق|م|ش))?$"
)
# The signs of vowels and tones of Indian scripts, Thai, Lao and Khmer are no letters to `\w`.
_WORDS_BEFORE_DATE = re.compile(r"^[\w\s.,’'()/\u0900-\u0eff\u1780-\u17ff،-]*$")
_TO_WHOM = re.compile(r"[^\W\d_] (?:to|an|à|do|към|к|do|til|aan) [^\W\d_]")
# `3 maja 1951, Wieluń`: the place behind the date, which stands first
_PLACE_AFTER = re.compile(r"^, ?(?P<place>[^\W\d_][\w’'-]{1,30}(?: [^\W\d_][\w’'-]{1,30}){0,2})\.?$")
# `午後三時十分発`: the hour, and whether it was sent, came or was written then.
_HOUR_CJK = re.compile(
    r"^(?:(?:午[前後]|上午|下午|오[전후])?\s?[0-9０-９一二三四五六七八九十]{1,3}\s?[時时시](?:\s?半|[0-9０-９一二三四五六七八九十]{1,3}\s?[分분])?)?"
    r"(?:\s?[\u3040-\u30ff\u3400-\u9fff]{1,10}\s(?=[発發着]))?\s?(?:[発發发着著付附]|起案|決裁|発信|着信|발|착)?$"
)
_HOUR = r"[0-9]{1,2}(?: ?h ?[0-9]{2}|[:.h][0-9]{2}){0,2}(?: ?(?:[ap]\.?m\.?|hours|Uhr|h))?"
_DATE_AFTER_DASH = re.compile(r"^(?P<words>\S.*\S)\s+(?P<date>[-–—]\s?\S.{5,60})$")


def date_after_dash(text: str, language: str) -> tuple[str, str] | None:
    """The words of a heading and the date after a dash behind them, where a title and its date share a line."""
    found = _DATE_AFTER_DASH.match(text)
    if (
        found is None
        or len(found["words"].split()) < 3
        or read_date(found["date"].lstrip("-–— "), language=language) is None
    ):
        return None
    return found["words"], found["date"]


def is_dateline(text: str, language: str) -> bool:
    """A line that is a date, or ends in one after at most a place and an office."""
    bare = without_marks(text.strip("（）()[] 。.")).strip("（）()[] 。.")
    bare = re.sub(r"^[-–—]\s", "", bare)
    if len(bare) > 120 or not bare or _is_month_alone(bare, language):
        return False
    by_others = bare.split(" ", 1)[0].rstrip(".,:").casefold() in _BY_OTHERS
    short = bare[-2:].isdigit() and "." in bare and _SHORT_DATED.match(bare)
    if by_others or short or _TIME_GROUP.match(bare):
        return not by_others
    if _is_date(bare, language) or _DATE_HAN.match(bare):
        return True
    found = find_dates(bare, language=language, context=None)
    if not found:
        return _looks_dated(bare, language)
    if len(found) == 1 and not bare[: found[0].begin] and place_after(bare[found[0].end :], language):
        return True
    if len(found) > 1 or not _ends_dateline(bare[found[0].end :], language):
        return False
    before = _LEADS_TO_DATE.sub("", bare[: found[0].begin].rstrip(" ,，、،"))
    before = _without_weekday(_TOWN.sub("", before), language)
    if _is_title(bare[: found[0].begin]):
        return False
    return (
        len(before.split()) <= 6
        and not _TO_WHOM.search(before)
        and not re.search(r"[.;:!?。]\s", before)
        and bool(_WORDS_BEFORE_DATE.match(before) and _title_case(before))
    )


def stated_day(lines: Iterable[str], language: str) -> DateReading | None:
    """The first whole date that date lines state."""
    dates = (one.reading for line in lines for one in find_dates(line, language=language))
    return next((date for date in dates if date.when and date.ground == "dating.stated"), None)


def _is_month_alone(bare: str, language: str) -> bool:
    """A word that is a month and may be a name, below a letter as over it: `Jan`, `Julio`, `April`."""
    return bare.isalpha() and not CJK.search(bare) and holds_day_word(bare, language=language)


def _is_date(bare: str, language: str) -> bool:
    """Whether the line is a date, whatever its year of two digits may be."""
    if read_date(bare, language=language, context="2000") is not None:
        return True
    return (
        _SHORT_YEAR.match(bare) is not None and read_date(bare, language=language, context="1979") is not None
    )


def _is_title(before: str) -> bool:
    """Whether what stands before a date are words of a title, which go on over it: `Minutes of the Council of`."""
    words = before.split()
    small = sum(len(word) > 1 and word[0].islower() for word in words)
    if _OF_TIME.search(before):
        return True
    return len(words) >= _TITLE_WORDS and bool(
        read_correspondence(before[:1] + before[1:].lower()).kind and (small > 1 or before.isupper())
    )


def _without_weekday(words: str, language: str) -> str:
    """The words before a date without the day of the week at their end."""
    rest, _, last = words.rpartition(" ")
    return rest.rstrip(" ,،") if last and holds_day_word(last, language=language) else words


def _looks_dated(bare: str, language: str) -> bool:
    """Whether a line has the form of a date that is not read: months we do not know, a year of no era we know."""
    if language in _BOTH_WAYS and _NUMBERS_DATED.match(bare):
        return True
    found = _LOOKS_DATED.match(bare) if language not in ("", "und") else None
    return found is not None and (
        not has_months(language) or holds_day_word(found["month"], language=language)
    )


def place_after(text: str, language: str) -> str:
    """The place that a comma parts from the date before it: up to three words in capitals, no kind of paper."""
    found = _PLACE_AFTER.match(text)
    if found is None or CJK.search(text) or holds_day_word(found["place"], language=language):
        return ""
    if read_correspondence(found["place"]).kind:
        return ""
    return found["place"] if all(word[0].isupper() for word in found["place"].split()) else ""


def _ends_dateline(text: str, language: str) -> bool:
    """What may follow a date: a stop, an hour, a place (`于北京`), an Italian year of the era (`1931-IX`)."""
    rest = (_OF_THE_REPUBLIC.sub("", text) if len(text) > 1 else text).strip(" .,)")
    numbered = language in _NUMBER_BESIDE_DATE and _NUMBER.match(rest)
    return not rest or bool(
        numbered
        or _HOUR_CJK.match(rest)
        or re.match(
            r"^[А-ЯӨҮ][а-яөү]{2,15} (?:хот|сум|аймаг)$|^(?:г|р|год|года|року|g|r|í|[-–—]?\s?[IVX]{1,6})$|^[于於在][\u3400-\u9fff]{2,8}$",
            rest,
        )
        or re.match(
            r"^(?:[0-9]{4}Z|,? ?[0-9]{4} ?(?:hours|hrs|h|Uhr)|,? ?(?:(?:at|à|um|alle ore|alle|ore|a las|às|о|в|klo|kl\.) ?)?"
            rf"{_HOUR}(?:\s?[-–—]\s?{_HOUR})?)$",
            rest,
        )
    )


def _title_case(words: str) -> bool:
    plain = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    return all(
        word[0] == word[0].title() for word in plain
    )  # Georgian letters are small ones without capitals
