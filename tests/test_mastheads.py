"""A masthead that no layout declares, and records that print like another archive's."""

from __future__ import annotations

import pytest

from tei.pipeline import Options, convert_bytes

HEAD = """{above}May 4, 1957

Report on the Locks of the Lower River

Citation:
{citation}

Summary:
The commission reports on the locks.

Original Language:
English

Contents:
Transcript - English

The commission looked at the locks of the lower river in April and found two of them broken.
"""
OWN = '"Report on the Locks of the Lower River," May 4, 1957, Wilson Center Digital Archive, RIV, f. 3, d. 8.'
OTHER = (
    '"Report on the Locks of the Lower River," May 4, 1957, River Records Online, RIV, f. 3, d. 8. '
    "https://river.example.org/document/41"
)


def converted(record: str) -> tuple[str, list[str]]:
    made = convert_bytes(record.encode(), "locks.txt", Options(profile="wilson-center"))
    return made.tei.decode(), [one.code for one in made.findings]


@pytest.mark.parametrize(
    "above", ["River Records Online\n\n", "River Records Online\n\nA Service of the Port\n\n"]
)
def test_title_and_date_are_found_below_a_masthead(above: str) -> None:
    tei, codes = converted(HEAD.format(above=above, citation=OTHER))
    assert '<title type="main" xml:lang="en">Report on the Locks of the Lower River</title>' in tei
    assert '<date when="1957-05-04">May 4, 1957</date>' in tei
    assert "River Records Online" in tei.split("notesStmt")[1]
    assert codes.count("P003") == above.count("\n\n")


def test_title_and_date_the_other_way_round_below_a_masthead() -> None:
    swapped = HEAD.replace(
        "May 4, 1957\n\nReport on the Locks of the Lower River",
        "Report on the Locks of the Lower River\n\nMay 4, 1957",
    )
    tei, _ = converted(swapped.format(above="River Records Online\n\n", citation=OTHER))
    assert '<title type="main" xml:lang="en">Report on the Locks of the Lower River</title>' in tei
    assert '<date when="1957-05-04">May 4, 1957</date>' in tei


def test_title_and_date_the_other_way_round() -> None:
    swapped = HEAD.replace(
        "May 4, 1957\n\nReport on the Locks of the Lower River", "Report on the Locks\n\nMay 4, 1957"
    )
    tei, codes = converted(swapped.format(above="", citation=OWN.replace(" of the Lower River", "")))
    assert '<title type="main" xml:lang="en">Report on the Locks</title>' in tei
    assert '<date when="1957-05-04">May 4, 1957</date>' in tei
    assert not {"I003", "I005", "I013"} & set(codes)


def test_the_archive_of_the_layout_is_not_said_of_another_archive() -> None:
    tei, codes = converted(HEAD.format(above="", citation=OTHER))
    assert "P010" in codes
    assert "Wilson Center" not in tei
    assert "wcda-" not in tei
    assert "https://river.example.org/document/41" in tei


@pytest.mark.parametrize(
    "citation",
    [
        OWN,
        OWN + " https://mirror.example.org/document/41",
        OTHER.split(" https", maxsplit=1)[0],
        OTHER.replace("river.example.org", "digitalarchive.wilsoncenter.org"),
    ],
)
def test_it_is_said_where_nothing_says_otherwise(citation: str) -> None:
    tei, codes = converted(HEAD.format(above="", citation=citation))
    assert "P010" not in codes
    assert "<publisher" in tei
    assert "Wilson Center Digital Archive</title>" in tei
