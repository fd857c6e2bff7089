"""Entries of diaries, logs and field notes that begin with their day: the year from the entries above."""

from __future__ import annotations

import pytest
from lxml import etree

from tei.pipeline import convert_bytes
from tei.safe_xml import parse_xml

NS = {"t": "http://www.tei-c.org/ns/1.0"}


def dates(*entries: str) -> list[tuple[str, str]]:
    text = "Journal of the ferry house\n\n" + "\n\n".join(entries) + "\n"
    root = parse_xml(convert_bytes(text.encode(), "in.txt").tei).getroot()
    return [
        (str(date.get("when")), str(date.get("ana")).removeprefix("#dating."))
        for date in root.iterfind(".//t:text//t:date", NS)
    ]


def test_a_log_whose_first_entry_has_the_year() -> None:
    found = dates(
        "Monday, 5 August 1872. Wind S.W.\nMended the rope.",
        "Tuesday, 6 August.\nFog all day.",
        "Friday, 9 August. A brig to windward.",
    )
    assert found == [("1872-08-05", "stated"), ("1872-08-06", "preceding"), ("1872-08-09", "preceding")]


def test_a_new_year_and_more_than_half_a_year() -> None:
    found = dates("28 November 1898\nRain.", "31 December\nSnow.", "14 March\nIce.", "1 June\nThaw.")
    assert [day for day, _ in found] == ["1898-11-28", "1898-12-31", "1899-03-14", "1899-06-01"]


def test_a_wrong_day_of_the_week_gives_no_year() -> None:
    found = dates(
        "Monday, 5 August 1872. Wind.", "Tuesday, 6 August.", "Sunday, 9 August.", "10 August. Calm."
    )
    assert [day for day, _ in found] == ["1872-08-05", "1872-08-06", "1872-08-10"]


@pytest.mark.parametrize(
    "entries",
    [
        ("3 May 1951 was a fine day, and we set out.", "4 May brought rain to us.", "5 June saw us home."),
        ("3 May 1951. Wind.", "2 May. Nothing of note.", "4 May. Rain.", "5 May. Sun."),
        ("3 May 1951. Wind.", "4 May. Rain fell, and the ferry did not go."),
        ("3 May 1951. Wind.", "4 December. Rain.", "5 December. Snow."),
        ("4 May. Wind.", "5 May. Rain.", "6 May. Snow."),
    ],
)
def test_sentences_days_out_of_order_few_or_far_ones_have_no_year(entries: tuple[str, ...]) -> None:
    assert [ground for _, ground in dates(*entries)] in (["stated"], [])


def test_text_is_whole_and_in_order() -> None:
    text = "Log\n\nMonday, 5 August 1872. Wind.\n\nTuesday, 6 August. Fog.\n\n7 August: calm [torn] sea.\n"
    root = parse_xml(convert_bytes(text.encode(), "in.txt").tei).getroot()
    paragraphs = [
        "".join(map(str, etree.ElementBase.itertext(node))) for node in root.iterfind(".//t:text//t:p", NS)
    ]
    assert paragraphs[:2] == ["Monday, 5 August 1872. Wind.", "Tuesday, 6 August. Fog."]
    assert paragraphs[2].startswith("7 August: calm ")
