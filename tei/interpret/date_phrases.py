"""Dates and ranges of dates at a place in the tokens, and the readings made of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from tei.interpret.calendar_tables import eras
from tei.interpret.date_grammar import spaced
from tei.interpret.date_points import Context, DateProblem, Point
from tei.interpret.date_resolve import resolve, short_range
from tei.model import DateReading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.interpret.date_grammar import Match, Matcher, Parts
    from tei.interpret.date_tokens import Token

# Years between a date and its document within which a year of two digits is taken for one of the era.
_FAR_YEARS: Final = 10
# The roles of words that join the ends of a range, and of a word that may stand right behind one.
JOINTS: Final = ("and", "or", "to", "night-to")
AFTER_JOINT: Final = ("article", "to")
_NO_UNIT: Final = "part: month without unit"


@dataclass(slots=True)
class Setting:
    """What a search knows: language (primary tag), context, whether it is in running text, what opened.

    `era` is the era that the text counts in, which years of two digits may leave out.
    """

    language: str = ""
    context: Context = field(default_factory=Context)
    running: bool = False
    julian: bool = False
    between: bool = False
    era: str = ""


@dataclass(slots=True)
class Phrase:
    """A date or a range at tokens `begin` to `end` (half-open): its ends, or why it is not read.

    `stated` tells whether a year is printed in it, `joined` what joins the ends of a range.
    """

    begin: int
    end: int
    result: tuple[Point, ...] | DateProblem
    first: Match
    stated: bool
    joined: str = ""

    @property
    def points(self) -> tuple[Point, ...]:
        """The ends, none when it is not read."""
        return self.result if isinstance(self.result, tuple) else ()


def phrase_at(matcher: Matcher, begin: int, setting: Setting) -> Phrase | None:
    """Return the longest date or range that begins at this token; of two, one that can be read."""
    found: list[Phrase] = []
    tokens = matcher.tokens
    for match in _allowed(matcher, begin, setting):
        found += _ranges(matcher, match, setting)
        if not match.form.part and not (match.form.alone and setting.running):
            single = _single(tokens, match, setting)
            # of a date with another in brackets that is not the same day, running text keeps the first
            if isinstance(single.result, tuple) or not (match.form.after_year and setting.running):
                found.append(single)
    if not found:
        return None
    return max(found, key=lambda phrase: (phrase.end, isinstance(phrase.result, tuple)))


def _allowed(matcher: Matcher, begin: int, setting: Setting) -> Iterator[Match]:
    for match in matcher.matches(begin):
        form = match.form
        bound = form.languages and (setting.running or form.strict)
        if bound and setting.language not in form.languages:
            continue
        if form.unnamed_era:
            if (
                setting.era and 10 <= (match.parts.era_year or 0) < 100
            ):  # `三年五月` are three years and five months
                yield replace(match, parts=replace(match.parts, era=setting.era))
            continue
        if form.tight and setting.running:
            tokens = matcher.tokens[match.begin : match.end]
            if spaced(tokens) or (setting.language in ("", "en") and _gaps(matcher.tokens, match)):
                continue
        yield match


def _gaps(tokens: Sequence[Token], match: Match) -> bool:
    return any(token.gap for token in tokens[match.begin + 1 : match.end])


def _single(tokens: Sequence[Token], match: Match, setting: Setting) -> Phrase:
    point: tuple[Point, ...] | Point | DateProblem | None = None
    if match.form.name in ("year-month", "year-short year", "year/short year"):
        point = short_range(match.parts, next_only="/" in match.form.name)
    if point is None:
        point = _point(match.parts, match, setting)
    end = _year_word(tokens, match.end) if match.parts.has_year else match.end
    return Phrase(
        match.begin, end, (point,) if isinstance(point, Point) else point, match, match.parts.has_year
    )


def _point(parts: Parts, match: Match, setting: Setting) -> Point | DateProblem:
    context = replace(setting.context, mind=match.form.mind and setting.running)
    point = resolve(parts, context, setting.language, julian=setting.julian)
    if isinstance(point, Point) and match.form.unnamed_era:
        year, known = point.first.year, setting.context.year
        if known is not None and abs(year - known) > _FAR_YEARS:
            return DateProblem("ambiguous", "the year may be one of an era or of a century")
        return replace(point, certainty="medium", ground="dating.context")
    if match.form.supplied and isinstance(point, Point):
        return replace(point, certainty="medium")
    if isinstance(point, Point) and parts.short is not None and _nearer_era(parts.short, point, setting):
        return DateProblem("ambiguous", "the year may be one of an era or of a century")
    return point


def _nearer_era(short: int, point: Point, setting: Setting) -> bool:
    """Whether in a language that counts by eras a year of two digits, taken for one of an era, is nearer.

    `38年` in a Chinese text of 1954 may be 1938, and 1949 by the Republic's count.
    """
    known = setting.context.year
    if known is None or setting.language.partition("-")[0] not in ("zh", "ja"):
        return False
    by_era = (era.base + short for name, era in eras().items() if name != "common")
    return any(abs(year - known) < abs(point.first.year - known) for year in by_era)


def _year_word(tokens: Sequence[Token], end: int) -> int:
    """Take in a word for "year" after the number (`1950 г.`), with the point of its abbreviation."""
    if end < len(tokens) and "year" in tokens[end].roles and not tokens[end].cut and tokens[end].key != "a":
        short = len(tokens[end].key) <= 2
        end += 1
        if short and end < len(tokens) and tokens[end].key == "." and not tokens[end].gap:
            end += 1
    return end


# --- ranges ----------------------------------------------------------------------------------------


def _ranges(matcher: Matcher, first: Match, setting: Setting) -> Iterator[Phrase]:
    tokens = matcher.tokens
    joined, begin = _joint(tokens, first.end, setting)
    if joined in ("to", "between", "night") and begin < len(tokens) and "article" in tokens[begin].roles:
        begin += 1
    if not joined or begin >= len(tokens):
        return
    for second in _allowed(matcher, begin, setting):
        if setting.running and second.form.alone:
            continue
        parts = _merge(first, second)
        if parts is None or not _joint_fits(tokens, first, second, joined, setting):
            continue
        result = _ends(parts, first, second, setting)
        if isinstance(result, DateProblem):
            continue
        end = _year_word(tokens, second.end) if second.parts.has_year else second.end
        while end < len(tokens) and "to-after" in tokens[end].roles:
            end += 1
        stated = first.parts.has_year or second.parts.has_year
        yield Phrase(first.begin, end, result, first, stated, joined)


def _joint(tokens: Sequence[Token], at: int, setting: Setting) -> tuple[str, int]:
    """The word or mark that joins two ends: its kind and the token after it; "" when there is none."""
    if at >= len(tokens) or tokens[at].cut:
        return "", at
    token = tokens[at]
    if setting.between and "and" in token.roles:
        return "between", at + 1
    if "or" in token.roles:
        return "or", at + 1
    if token.key == "/":
        return "/", at + 1
    joined = "-" if token.key == "-" else "to" if "to" in token.roles else ""
    if "night-to" in token.roles and not joined:
        return "night", at + 1
    if joined == "-" and at + 1 < len(tokens) and "to" in tokens[at + 1].roles:
        return "to", at + 2
    if joined == "to" and at + 1 < len(tokens) and tokens[at + 1].key == "-":
        return "to", at + 2
    return joined, at + 1


def _joint_fits(tokens: Sequence[Token], first: Match, second: Match, joined: str, setting: Setting) -> bool:
    """Whether these two ends go with this joint: bare numbers must be glued, `/` joins neighbours only."""
    bare = second.form.name == "part: day"
    glued = not tokens[first.end].gap and not tokens[second.begin].gap
    names = first.form.name, second.form.name
    if _NO_UNIT in names and (names[1] == _NO_UNIT or not names[1].endswith("month with unit")):
        return False
    if joined == "/":
        years = (second.parts.year or 0) - (first.parts.year or 0)
        nights = first.form.part and first.parts.day is not None and _next_day(first, second)
        numbers = any(token.key == "/" for token in tokens[second.begin : second.end])
        return (nights and not numbers) or first.form.name == "year-month-day" or years == 1
    if joined == "night":
        return (
            first.parts.day is not None and _next_day(first, second) and _opens_night(tokens, first, setting)
        )
    if joined == "or":
        return first.form.part or first.parts.day is not None
    if not setting.running:
        return True
    opened = setting.between or (first.begin > 0 and "from" in tokens[first.begin - 1].roles)
    if bare:
        return glued if joined == "-" else opened
    if first.form.name in ("year", "part: year"):
        return second.form.name == "year with unit" or _year_range(first, second, joined, opened)
    return True


def _opens_night(tokens: Sequence[Token], first: Match, setting: Setting) -> bool:
    """Whether running text leads in a night: "vom 4. zum 5. Mai", not "Bericht Nr. 4 zum 5. Mai"."""
    before = tokens[first.begin - 1] if first.begin else None
    if not setting.running or "ngay" in tokens[first.begin].roles:
        return True
    roles = {"from", "article", "of", "day-part", "within"}
    return before is not None and (before.key == "z" or bool(before.roles.keys() & roles))


def _next_day(first: Match, second: Match) -> bool:
    """Whether the second day is the one after the first: a night; the first of a month may follow any."""
    low, high = first.parts.day or 0, second.parts.day or 0
    return high == low + 1 or (high == 1 and low >= 28)


def _year_range(first: Match, second: Match, joined: str, opened: bool) -> bool:
    """Whether two bare numbers are years for sure: near each other, with a dash or "from ... to"."""
    low, high = first.parts.year or 0, second.parts.year or 0
    near = low >= 1800 and high <= 2050 and high - low <= 100
    return near and (joined == "-" or (joined in ("to", "between") and opened))


def _merge(first: Match, second: Match) -> tuple[Parts, Parts] | None:
    """Fill what one end leaves out from the other; None when the two make no range."""
    low, high = first.parts, second.parts
    if (
        low.season
        or high.season
        or low.same
        or high.same
        or low.old_day
        or high.old_day
        or low.decade != high.decade
    ):
        return None
    if (low.x is None) != (high.x is None) and low.month is None and low.day is None:
        return None
    if low.calendar != high.calendar:
        one = _of_one_calendar(low, high)
        if one is None:
            return None
        low, high = one
    if (not high.has_year and low.has_year and first.form.order != "dmy") or (
        not high.has_year and high.month
    ):
        high = replace(high, year=low.year, era=low.era, era_year=low.era_year, short=low.short)
    if not low.has_year:
        low = replace(low, year=high.year, era=high.era, era_year=high.era_year, short=high.short)
    if low.month is None and low.x is None and low.day is not None:
        low = replace(low, month=high.month)
    if high.month is None and high.day is not None:
        if first.parts.month is None or first.form.order == "dmy" or first.parts.day is None:
            return None
        high = replace(high, month=low.month)
    same = (low.month is None, low.day is None) == (high.month is None, high.day is None)
    whole = low.month is not None or low.day is None
    return (low, high) if same and whole and low.third is None and high.third is None else None


def _of_one_calendar(low: Parts, high: Parts) -> tuple[Parts, Parts] | None:
    """The day without month and year is of the other end's calendar (`۳ تا ۵ خرداد ۱۳۴۲`); two calendars make no range."""
    if low.calendar and high.month is None and not high.has_year:
        return low, replace(high, calendar=low.calendar)
    if high.calendar and low.month is None and not low.has_year:
        return replace(low, calendar=high.calendar), high
    return None


def _ends(
    parts: tuple[Parts, Parts], first: Match, second: Match, setting: Setting
) -> tuple[Point, ...] | DateProblem:
    high = _point(parts[1], second, setting)
    low = _point(parts[0], first, setting)
    if isinstance(low, DateProblem) or isinstance(high, DateProblem):
        return low if isinstance(low, DateProblem) else DateProblem("impossible", "the range has no end")
    if low.first > high.last and not first.parts.has_year and second.parts.year is not None:
        turned = _point(replace(parts[0], year=second.parts.year - 1), first, setting)
        if isinstance(turned, Point) and (high.last - turned.first).days < 60:
            low = replace(turned, ground="dating.context", certainty="medium")
    if low.first >= high.first or low.last >= high.last:
        return DateProblem("impossible", "the range ends before it begins")
    return low, high


def ends_in_hours(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether the last number is a time of day and no year: `5 May 1830 hours`."""
    last = tokens[phrase.end - 1]
    if last.number is None or last.digits != 4 or phrase.end >= len(tokens) or tokens[phrase.end].cut:
        return False
    return last.number < 2400 and last.number % 100 < 60 and "hours" in tokens[phrase.end].roles


# --- readings --------------------------------------------------------------------------------------


def reading(phrase: Phrase, flags: frozenset[str] = frozenset()) -> DateReading | None:
    """Make the reading of a phrase with the words around it.

    `flags` are `circa`, `before`, `after`, `since`, `early` (also middle and late: the whole month or
    year stays the value, with low certainty, because no rule says where a part of it ends), `uncertain`,
    `sic` and `unsure` (a preposition with two senses). "Before A" is bounded by A itself, as "not later than A" is: `../A`, "after A" is `A/..`.
    """
    if isinstance(phrase.result, DateProblem):
        return None
    points, circa = phrase.result, "circa" in flags
    first, last = points[0], points[-1]
    worst = min(points, key=lambda point: ("low", "medium", "high").index(point.certainty))
    made = DateReading(calendar=first.calendar, ground=worst.ground, certainty=worst.certainty, circa=circa)
    mark = "~" if circa else "?" if "uncertain" in flags else ""
    if flags & {"uncertain", "early"}:
        made = replace(made, certainty="low")
    elif flags & {"sic", "unsure", "circa"} and made.certainty == "high":
        made = replace(made, certainty="medium")
    if flags & {"before", "after", "since"}:
        return _open(made, points, flags, mark)
    if len(points) == 2:
        form = f"{first.edtf}{mark}/{last.edtf}{mark}"
        if phrase.joined in ("between", "or"):
            return replace(made, not_before=first.low, not_after=last.high, edtf_form=form)
        return replace(made, start=first.low, end=last.high, edtf_form=form)
    if first.low == first.high:
        return replace(made, when=first.low, edtf_form=f"{first.edtf}{mark}" if mark else "")
    return replace(made, not_before=first.low, not_after=first.high, edtf_form=f"{first.edtf}{mark}")


def _open(
    made: DateReading, points: tuple[Point, ...], flags: frozenset[str], mark: str
) -> DateReading | None:
    if len(points) > 1 or len(flags & {"before", "after", "since"}) > 1:
        return None
    point = points[0]
    if "since" in flags:
        return replace(made, start=point.low, edtf_form=f"{point.edtf}{mark}/..")
    if "before" in flags:
        return replace(made, not_after=point.high, edtf_form=f"../{point.edtf}{mark}")
    return replace(made, not_before=point.low, edtf_form=f"{point.edtf}{mark}/..")
