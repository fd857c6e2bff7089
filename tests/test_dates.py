"""Dates: the tables of strings, dates in running text, properties, and the command line."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.interpret.calendar_tables import entries, eras
from tei.interpret.date_grammar import forms
from tei.interpret.date_points import DateProblem
from tei.interpret.date_resolve import from_julian
from tei.interpret.date_tokens import tokenize
from tei.interpret.dates import CALENDARS, GROUNDS, explain_date, find_dates, is_ambiguous, main, read_date
from tei.interpret.numerals import han_number, roman_month
from tei.model import DateReading

TABLES = Path(__file__).parent / "dates"


def rows(*names: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name in names:
        text = (TABLES / f"{name}.tsv").read_text(encoding="utf-8")
        found += [tuple(line.split("\t")) for line in text.split("\n") if line and not line.startswith("#")]
    return found


NAMES = (
    "english",
    "germanic",
    "romance",
    "slavic",
    "other",
    "east-asian",
    "open-and-partial",
    "coverage",
    "scripts",
    "traps",
)
STRINGS = rows(*NAMES)
RUNNING = rows("running")
NO_DATES = rows("no-dates")


def known(value: str) -> str | None:
    return None if value == "-" else value


def edtf(text: str, language: str | None, context: str | None) -> str:
    reading = read_date(text, language=language, context=context)
    return reading.edtf if reading else "none"


@pytest.mark.parametrize(("text", "language", "year", "expected"), STRINGS)
def test_string(text: str, language: str, year: str, expected: str) -> None:
    assert edtf(text, known(language), known(year)) == expected


def test_table_is_large_and_holds_every_language() -> None:
    assert len(STRINGS) >= 250
    assert len({row[:3] for row in STRINGS}) == len(STRINGS)
    read = {row[1].partition("-")[0] for row in STRINGS if row[3] != "none"}
    assert read >= {
        "en",
        "de",
        "fr",
        "es",
        "pt",
        "it",
        "ro",
        "hu",
        "pl",
        "cs",
        "bg",
        "sr",
        "sq",
        "ru",
        "uk",
        "zh",
        "ja",
        "ko",
        "vi",
        "ar",
        "mn",
    }


@pytest.mark.parametrize(("marked", "language", "context", "expected"), RUNNING)
def test_running_text(marked: str, language: str, context: str, expected: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    found = find_dates(text, language=language, context=known(context))
    shown = text
    for one in reversed(found):
        shown = f"{shown[: one.begin]}⟦{shown[one.begin : one.end]}⟧{shown[one.end :]}"
    assert shown == marked
    assert " ".join(one.reading.edtf for one in found) == expected


@pytest.mark.parametrize(("text", "language", "year"), NO_DATES)
def test_no_date_is_read_in_what_only_looks_like_one(text: str, language: str, year: str) -> None:
    """Telephone, file and article numbers, verses, scores, prices, streets, counts of things, spans."""
    found = find_dates(text, language=language, context=year)
    assert [text[one.begin : one.end] for one in found] == []


def test_traps_are_many_and_of_many_languages() -> None:
    assert len(NO_DATES) >= 300
    assert len({language for _, language, _ in NO_DATES}) >= 20


# Forms that need the day of the document, or a year in which two calendars were used.
DAYS_OF_LETTERS = {
    **dict.fromkeys(("day month, French Republic", "day month, the last before, French Republic"), "1799-03-04"),
    **{f"day {ending}of {which} month": "1905-06-10" for ending in ("", "with its ending ") for which in ("this", "last", "next")},
    **dict.fromkeys(("day month, the last before", "day month, the next after", "day/day month"), "1905-06-10"),
    "day before a Roman day": "1538-02-15",
}  # fmt: skip


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_every_form_reads_its_example(form: object) -> None:
    """A form's own example is a date in a year of its century (parts of ranges show the whole range)."""
    example = getattr(form, "example", "")
    languages = sorted(getattr(form, "languages", ())) or [None]
    name = getattr(form, "name", "")
    if "same year" in name:
        assert find_dates(f"1950年9月1日，{example}" if "年" in example else f"1 May 1950, {example}")[-1:]
    elif getattr(form, "unnamed_era", False):
        assert find_dates(f"民國元年，{example}", language="zh")[-1:]
        assert not find_dates(example, language="zh")
    elif name == "day month / month year" or "arabic" in name:
        assert read_date(example, language="ar")
    else:
        year = "1833" if "Merz" in example else DAYS_OF_LETTERS.get(name, "1960")
        assert any(read_date(example, language=tag, context=year) for tag in languages), example


# --- what a reading says -------------------------------------------------------------------------


def test_stated_date_is_high_and_gregorian() -> None:
    assert read_date("（一九五〇年十月一日）") == DateReading(when="1950-10-01")


def test_year_from_context_carries_its_ground() -> None:
    reading = read_date("Night of October 1", context="1950-10-01")
    assert reading == DateReading(when="1950-10-01", ground="dating.context", certainty="medium")


def test_context_may_be_a_reading() -> None:
    assert edtf("十月一日", "zh", None) == "none"
    header = read_date("October 1, 1950")
    reading = read_date("十月一日夜", language="zh", context=header)
    assert reading is not None
    assert reading.when == "1950-10-01"


def test_context_of_several_years_gives_no_year() -> None:
    assert read_date("October 1", context="1950/1953") is None
    assert read_date("October 1", context="../1953") is None
    assert read_date("October 1", context="195X") is None


def test_bounds_of_a_period_and_of_a_point_in_it() -> None:
    covered = read_date("19-20 September 1952")
    meant = read_date("between 19 and 20 September 1952")
    assert covered is not None
    assert (covered.start, covered.end, covered.not_before) == ("1952-09-19", "1952-09-20", None)
    assert meant is not None
    assert (meant.not_before, meant.not_after, meant.start) == ("1952-09-19", "1952-09-20", None)


def test_decade_and_season_keep_bounds_and_edtf_form() -> None:
    decade, season = read_date("1950s"), read_date("Summer 1968")
    assert decade is not None
    assert (decade.not_before, decade.not_after, decade.when) == ("1950", "1959", None)
    assert season is not None
    assert (season.not_before, season.not_after, season.ground) == ("1968-06", "1968-09", "dating.season")


def test_circa_and_doubt_stay_out_of_when() -> None:
    circa, doubt = read_date("circa 1950"), read_date("1950?")
    assert circa is not None
    assert (circa.when, circa.circa) == ("1950", True)
    assert doubt is not None
    assert (doubt.when, doubt.certainty) == ("1950", "low")


@pytest.mark.parametrize(
    ("text", "language", "certainty"),
    [
        ("5 May 1953", "en", "high"),
        ("early May 1953", "en", "low"),
        ("mid-1953", "en", "low"),
        ("late 1950", "en", "low"),
        ("Anfang Mai 1953", "de", "low"),
        ("Mitte 1953", "de", "low"),
        ("début mai 1953", "fr", "low"),
        ("mi-mai 1953", "fr", "low"),
        ("в начале мая 1953 г.", "ru", "low"),
        ("1953年五月初", "zh", "low"),
        ("1953년 5월 말", "ko", "low"),
        ("1953年五月中旬", "zh", "medium"),
        ("im Frühjahr 1953", "de", "medium"),
        ("circa 1953", "en", "medium"),
        ("3 May 1953 [sic]", "en", "medium"),
        ("3 May 19[53]", "en", "medium"),
        ("3 May [1953]", "en", "medium"),
        ("from May 1953", "en", "medium"),
        ("12/25 May 1905", "en", "medium"),
    ],
)
def test_certainty_says_what_the_words_allow(text: str, language: str, certainty: str) -> None:
    reading = read_date(text, language=language)
    assert reading is not None
    assert reading.certainty == certainty


def test_part_of_a_month_is_never_sure_in_running_text() -> None:
    for text, language in (("in early May 1953", "en"), ("1953年5月初，", "zh"), ("Ende Mai 1953 kam", "de")):
        assert [one.reading.certainty for one in find_dates(text, language=language)] == ["low"]


def test_bounds_of_two_words() -> None:
    reading = read_date("Not before 3 May and not later than 10 May 1953")
    assert reading is not None
    assert (reading.not_before, reading.not_after) == ("1953-05-03", "1953-05-10")


def test_since_begins_a_time() -> None:
    reading = read_date("since May 1953")
    assert reading is not None
    assert (reading.start, reading.end, reading.not_before) == ("1953-05", None, None)


def test_bare_years_of_the_republic_need_its_name_or_a_context_in_it() -> None:
    context = read_date("民國三十八年十月一日", language="zh-Hant")
    found = find_dates("三十八年十二月七日", language="zh-Hant", context=context)
    assert [(one.reading.when, one.reading.certainty) for one in found] == [("1949-12-07", "medium")]
    assert found[0].reading.calendar == "minguo"
    assert find_dates("三十八年十二月七日", language="zh-Hant", context="1949-10-01") == []


def test_wrong_weekday_lowers_the_certainty() -> None:
    right, wrong = read_date("Sunday, October 1, 1950"), read_date("Monday, October 1, 1950")
    assert right is not None
    assert right.certainty == "high"
    assert wrong is not None
    assert (wrong.certainty, wrong.ground) == ("low", "dating.contradicted")


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("民国三十九年十月一日", "minguo"),
        ("昭和25年10月1日", "showa"),
        ("주체39(1950)년 10월 1일", "juche"),
        ("25 October 1917 (Old Style)", "julian"),
        ("公元1950年10月1日", "gregorian"),
        ("۱۳ اردیبهشت ۱۳۲۹", "solar-hijri"),
        ("ט״ז באייר תש״י", "hebrew"),
        ("พ.ศ. ๒๔๙๓", "buddhist"),
    ],
)
def test_calendar_is_named_and_declared(text: str, calendar: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert reading.calendar == calendar
    assert CALENDARS[calendar]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("10/01/1950", "ambiguous"),
        ("1 listopada 1950", "ambiguous"),
        ("30 February 1950", "impossible"),
        ("13/13/1950", "impossible"),
        ("October 1", "no-year"),
        ("13.10.50", "no-year"),
        ("주체40(1950)년 10월 1일", "contradiction"),
        ("undated", "undated"),
        ("a telegram", "not-a-date"),
        ("", "not-a-date"),
    ],
)
def test_problem_is_named(text: str, kind: str) -> None:
    problem = explain_date(text)
    assert isinstance(problem, DateProblem)
    assert problem.kind == kind
    assert is_ambiguous(text) == (kind == "ambiguous")


def test_every_ground_and_calendar_of_the_tables_is_described() -> None:
    grounds = set()
    for text, language, year, _ in STRINGS:
        reading = read_date(text, language=known(language), context=known(year))
        if reading:
            grounds.add(reading.ground)
            assert reading.calendar in CALENDARS
    assert grounds <= GROUNDS.keys()


# --- properties ------------------------------------------------------------------------------------

DAYS = st.dates(date(1800, 1, 1), date(2099, 12, 31))
MONTHS = {
    language: [
        next(
            word
            for word, sense in entries()
            if (sense.role, sense.language, sense.value) == ("months", language, n)
        )
        for n in range(1, 13)
    ]
    for language in ("en", "de", "fr", "es", "it", "ro", "pl", "cs", "ru", "uk", "bg", "sr", "sq", "ar")
}


@given(
    DAYS, st.sampled_from(sorted(MONTHS)), st.sampled_from(["{d} {m} {y}", "{d}. {m} {y}.", "({d} {m}, {y})"])
)
def test_day_month_year_reads_back(day: date, language: str, shape: str) -> None:
    text = shape.format(d=day.day, m=MONTHS[language][day.month - 1], y=day.year)
    if language == "en":
        text = text.title()
    assert edtf(text, language, None) == day.isoformat()
    found = find_dates(f"xx, {text}", language=language)
    assert [one.reading.when for one in found] == [day.isoformat()]


def han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (
        ("" if tens < 2 else "一二三"[tens - 1])
        + ("十" if tens else "")
        + (" 一二三四五六七八九"[ones].strip())
    )


@given(DAYS, st.booleans())
def test_chinese_numerals_read_back(day: date, circle: bool) -> None:
    year = "".join("○一二三四五六七八九"[int(digit)] for digit in str(day.year))
    text = f"（{year if circle else year.replace('○', '〇')}年{han(day.month)}月{han(day.day)}日）"
    assert edtf(text, "zh", None) == day.isoformat()


@given(DAYS, st.integers(1, 60))
def test_two_days_make_a_range_in_order_only(day: date, length: int) -> None:
    last = day + timedelta(days=length)
    forward = f"{day.year}-{day:%m-%d}/{last.year}-{last:%m-%d}"
    backward = f"{last.year}-{last:%m-%d}/{day.year}-{day:%m-%d}"
    assert edtf(forward, None, None) == forward
    assert edtf(backward, None, None) == "none"


@given(st.integers(1, 31), st.integers(1, 31), st.integers(1900, 2000))
def test_slashed_numbers_are_read_only_when_one_order_is_possible(a: int, b: int, year: int) -> None:
    honest = set()
    for day, month in ((a, b), (b, a)):
        try:
            honest.add(date(year, month, day).isoformat())
        except ValueError:
            continue
    read = edtf(f"{a}/{b}/{year}", "en", None)
    assert read == (honest.pop() if len(honest) == 1 else "none")


@given(st.integers(1, 31), st.integers(1, 12), st.integers(0, 99), st.integers(1850, 2020))
def test_short_years_stay_near_the_context(day: int, month: int, short: int, context: int) -> None:
    reading = read_date(f"{day}.{month}.{short:02}", language="de", context=str(context))
    if reading and reading.when:
        year = int(reading.when[:4])
        assert year % 100 == short
        assert year // 100 == context // 100
        assert year <= context + 20


PIECES = st.sampled_from(
    [
        "1",
        "3",
        "10",
        "31",
        "50",
        "1950",
        "2000",
        "十",
        "一九五〇",
        "年",
        "月",
        "日",
        "년",
        "월",
        "일",
        "May",
        "Mai",
        "мая",
        "October",
        ".",
        ",",
        "-",
        "/",
        "(",
        ")",
        ":",
        "'",
        "~",
        "ordinal",
        "1st",
        "of",
        "de",
        "до",
        "с",
        "至",
        "昭和",
        "民国",
        "III",
        "X",
        "circa",
        "between",
        "and",
        "tháng",
        "năm",
        "сарын",
        "оны",
        "\n",
        "\n\n",
        "第",
        "版",
        "页",
        "o.s",
        "?",
        "１",
        "４",
        "٣",
        "́",
        "﷽",
        "𠀀",
        "²",
    ]
)


@settings(max_examples=300)
@given(
    st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=25),
    st.sampled_from([None, "en", "zh", "ru", "x"]),
)
def test_any_text_gives_ordered_ranges_with_real_days(pieces: list[str], language: str | None) -> None:
    text = " ".join(pieces[: len(pieces) // 2]) + "".join(pieces[len(pieces) // 2 :])
    last = 0
    for one in find_dates(text, language=language, context="1950-10-01"):
        assert last <= one.begin < one.end <= len(text)
        last = one.end
        reading = one.reading
        for value in (reading.when, reading.start, reading.end, reading.not_before, reading.not_after):
            if value and len(value) == 10:
                date.fromisoformat(value)
    explain_date(text, language=language, context="1950")


@given(st.text(max_size=60))
def test_tokens_cover_the_text_in_order(text: str) -> None:
    last = 0
    for token in tokenize(text):
        assert text[last : token.begin].strip() == ""
        assert token.begin < token.end
        last = token.end
    assert text[last:].strip() == ""


def test_a_long_line_is_read() -> None:
    line = "On 5 May 1951 we met, pp. 1-2. " * 6000
    assert len(find_dates(line, language="en")) == 6000
    assert find_dates("1" * 200_000) == []
    assert find_dates("十" * 100_000) == []
    assert find_dates("（" * 100_000 + "1950年" * 1000)
    assert find_dates("1 - " * 50_000) == []


# --- numerals and tables ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一九五〇", (1950, 4)), ("二十三", (23, 0)), ("廿三", (23, 0)), ("卅", (30, 0)), ("十", (10, 0)),
        ("三十九", (39, 0)), ("一百零二", (102, 0)), ("元", (1, 0)), ("二十一二", None), ("十十", None),
    ],
)  # fmt: skip
def test_han_number(text: str, number: tuple[int, int] | None) -> None:
    assert han_number(text) == number


@pytest.mark.parametrize(
    ("text", "month"), [("VI", 6), ("xi", 11), ("ХІІ", 12), ("Iv", None), ("XIII", None)]
)
def test_roman_month(text: str, month: int | None) -> None:
    assert roman_month(text) == month


def test_julian_days() -> None:
    assert from_julian(1582, 10, 5) == date(1582, 10, 15)
    assert from_julian(1917, 10, 25) == date(1917, 11, 7)
    assert from_julian(1900, 2, 29) == date(1900, 3, 13)


def test_eras_begin_in_the_year_they_say() -> None:
    for era in eras().values():
        assert era.first <= era.last
        assert era.id in ("dangun", "buddhist") or era.first.year == era.base + 1


# --- command line ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["October 1, 1950"], "1950-10-01\tgregorian\tdating.stated\thigh\n"),
        (
            ["--year", "1950", "--language", "zh", "十月一日夜"],
            "1950-10-01\tgregorian\tdating.context\tmedium\n",
        ),
        (["not later than May 1953"], "../1953-05\tgregorian\tdating.stated\thigh\n"),
    ],
)
def test_main(arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert capsys.readouterr().out == expected


def test_main_says_none_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["10/01/1950"]) == 0
    assert capsys.readouterr().out.split("\t")[0] == "none"


def test_module_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tei.interpret.dates", "circa 1950"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.split("\t")[0] == "1950~"
