"""The authority file: read as a table, checked whole, every problem with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.enrich.authority import COLUMNS, authority_of, read_authority
from tei.enrich.csv_table import Malformed, rows
from tei.enrich.links import check_digit_fits, identifier
from tei.findings import TeiError
from tei.report import format_place

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "id,kind,name,name:ru,variants,short,wikidata,viaf,gnd,geonames\n"
GOOD = HEAD + "p-holm,person,Ada Holm,Ада Хольм,A. Holm|Holm-Reyes,the Editor,Q999901,99,118540238,\n"


def problems(text: str) -> list[str]:
    """Code and place of every finding, an error's or a warning's."""
    try:
        found = authority_of(text, "a.csv").findings
    except TeiError as error:
        found = error.findings if error.code == "F009" else ()
    return [f"{format_place(one.where)} {one.code}" for one in found]


# --- the table ----------------------------------------------------------------------------------


def cells(text: str) -> list[list[tuple[str, int, int]]]:
    return [[(cell.text, cell.line, cell.column) for cell in row] for row in rows(text)]


def test_cells_know_their_line_and_column() -> None:
    assert cells('a,b\r\n "x ""y"", z" ,1\n\n\nc,d') == [
        [("a", 1, 1), ("b", 1, 3)],
        [('x "y", z', 2, 1), ("1", 2, 16)],
        [("c", 5, 1), ("d", 5, 3)],
    ]


def test_a_line_end_in_a_cell_is_counted() -> None:
    assert cells('a,b\n"x\ny",1\nc,d')[1:] == [[("x\ny", 2, 1), ("1", 3, 4)], [("c", 4, 1), ("d", 4, 3)]]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_first_sign_of_the_heading_parts_the_cells(sign: str) -> None:
    assert [cell.text for cell in list(rows(f"\nid{sign}kind\na{sign}b"))[1]] == ["a", "b"]


@pytest.mark.parametrize(("text", "place"), [('a,b\nx,"y\nz', (2, 3)), ('a,b\n"x"y,z', (2, 1))])
def test_quotation_marks_that_do_not_match_are_refused_with_their_place(
    text: str, place: tuple[int, int]
) -> None:
    with pytest.raises(Malformed) as refused:
        list(rows(text))
    assert (refused.value.line, refused.value.column) == place


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), max_size=8)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_is_quoted_comes_back(table: list[list[str]]) -> None:
    text = "h,h\n" + "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    read = [[cell.text for cell in row] for row in rows(text)][1:]
    assert read == [[cell.strip() for cell in row] for row in table if any(cell.strip() for cell in row)]


# --- the check ----------------------------------------------------------------------------------


def test_a_good_file_is_read_whole() -> None:
    authority = authority_of(GOOD, "a.csv")
    assert authority.findings == ()
    (entry,) = authority.entries.values()
    assert (entry.id, entry.kind, entry.name, entry.line) == ("p-holm", "person", "Ada Holm", 2)
    assert entry.full("en") == ("Ada Holm", "A. Holm", "Holm-Reyes")
    assert entry.full("ru") == ("Ада Хольм",)
    assert entry.links == (("Wikidata", "Q999901"), ("VIAF", "99"), ("GND", "118540238"))


def test_variants_of_a_language_stand_beside_the_names_of_none() -> None:
    (entry,) = authority_of(
        "id,kind,name,variants:de,variants:zh-Hant\np-a,person,Ada Holm,Frau Holm,何雅\n", "a"
    ).entries.values()
    assert entry.full("de") == ("Frau Holm", "Ada Holm")
    assert entry.full("zh") == ("何雅", "Ada Holm")
    assert entry.full("hu") == ("Ada Holm",)


def test_marks_are_composed_and_blanks_single() -> None:
    (entry,) = authority_of("id,kind,name\np-a,person,Rene\u0301  Holm\n", "a").entries.values()
    assert entry.name == "Ren\u00e9 Holm"


def test_invisible_signs_of_a_copied_name_are_no_part_of_it() -> None:
    (entry,) = authority_of(
        "id,kind,name\np-a,person,\u200eAda\u200b Ho\u00adlm\ufeff\n", "a"
    ).entries.values()
    assert entry.name == "Ada Holm"


ERRORS = {
    "a control character": ("id,kind,name,short\na,person,Ada Holm,A\x01H\n", ["a.csv:2:19 N001"]),
    "null": ("id,kind,name\na,person,Ada\0Holm\n", ["a.csv:2:10 N001"]),
    "not a character": ("id,kind,name\na,person,Ada\uffff\n", ["a.csv:2:10 N001"]),
    "a name of nothing": (
        "id,kind,name\na,person,|\nb,person,\u200b\n",
        ["a.csv:2:10 N008", "a.csv:3:10 N008"],
    ),
    "no column name": ("id,kind\na,person\n", ["a.csv:1:1 N001"]),
    "empty file": ("", ["a.csv:1:1 N001"]),
    "unknown column": ("id,kind,name,born\na,person,Ada Holm,1900\n", ["a.csv:1:14 N001"]),
    "no language": ("id,kind,name,name:english!\na,person,Ada Holm,\n", ["a.csv:1:14 N001"]),
    "a link in a language": ("id,kind,name,viaf:en\na,person,Ada Holm,\n", ["a.csv:1:14 N001"]),
    "a column twice": ("id,kind,name,Name\na,person,Ada Holm,\n", ["a.csv:1:14 N001"]),
    "too many cells": ("id,kind,name\na,person,Ada Holm,x\n", ["a.csv:2:19 N001"]),
    "open quotation mark": ('id,kind,name\na,person,"Ada\n', ["a.csv:2:10 N001"]),
    "a remark for a name": (f"id,kind,name\na,person,{'Ada ' * 60}\n", ["a.csv:2:10 N001"]),
    "id with a blank": ("id,kind,name\na b,person,Ada Holm\n", ["a.csv:2:1 N002"]),
    "id with a digit first": ("id,kind,name\n1a,person,Ada Holm\n", ["a.csv:2:1 N002"]),
    "id with a colon": ("id,kind,name\na:b,person,Ada Holm\n", ["a.csv:2:1 N002"]),
    "no id": ("id,kind,name\n,person,Ada Holm\n", ["a.csv:2:1 N002"]),
    "id twice": ("id,kind,name\na,person,Ada Holm\na,place,Lonrad\n", ["a.csv:3:1 N002"]),
    "kind": ("id,kind,name\na,Person,Ada Holm\n", ["a.csv:2:3 N003"]),
    "no kind": ("id,kind,name\na,,Ada Holm\n", ["a.csv:2:3 N003"]),
    "no name": ("id,kind,name\na,person,\n", ["a.csv:2:10 N008"]),
    "wikidata": ("id,kind,name,wikidata\na,person,Ada Holm,q12\n", ["a.csv:2:19 N004"]),
    "viaf": ("id,kind,name,viaf\na,person,Ada Holm,12x\n", ["a.csv:2:19 N004"]),
    "gnd": ("id,kind,name,gnd\na,person,Ada Holm,11854023\n", ["a.csv:2:19 N004"]),
    "geonames": ("id,kind,name,geonames\na,place,Lonrad,N5\n", ["a.csv:2:16 N004"]),
    "a person in GeoNames": ("id,kind,name,geonames\na,person,Ada Holm,5\n", ["a.csv:2:19 N004"]),
    "digits of another script": ("id,kind,name,viaf\na,person,Ada Holm,１２３\n", ["a.csv:2:19 N004"]),
    "all at once": (
        "id,kind,name,viaf,born\n1,man,,x,\na,person,Ada Holm,y,\n",
        ["1:19 N001", "2:1 N002", "2:7 N008", "2:3 N003", "2:8 N004", "3:19 N004"],
    ),
}


@pytest.mark.parametrize("case", ERRORS)
def test_every_problem_is_told_with_line_and_column(case: str) -> None:
    text, expected = ERRORS[case]
    assert sorted(problems(text)) == sorted(
        one if one.startswith("a.csv") else f"a.csv:{one}" for one in expected
    )


WARNINGS = {
    "a form of two entries": (
        "id,kind,name,variants\na,person,Ada Holm,Holm\nb,place,Holm,\n",
        ["a.csv:3 N005"],
    ),
    "a form of two in one language": (
        "id,kind,name,name:ru\na,person,Ada Holm,Хольм\nb,place,Lonrad,Хольм\n",
        ["a.csv:3 N005"],
    ),
    "a form of two in two languages": (
        "id,kind,name,name:ru,name:bg\na,person,Ada Holm,Хольм,\nb,place,Lonrad,,Хольм\n",
        [],
    ),
    "a shared short form": (
        "id,kind,name,short\na,org,Lamp Fund,the Fund\nb,org,Boat Fund,the Fund\n",
        [],
    ),
    "a check digit": ("id,kind,name,gnd\na,person,Ada Holm,118540239\n", ["a.csv:2:19 N006"]),
    "no letter": ("id,kind,name,variants\na,place,Lonrad,47|...|T4\n", ["a.csv:2:16 N007"] * 2),
    "one character": ("id,kind,name,variants:zh\na,place,Lonrad,洛|洛拉德\n", ["a.csv:2:16 N007"]),
}


@pytest.mark.parametrize("case", WARNINGS)
def test_what_is_doubtful_is_a_warning(case: str) -> None:
    text, expected = WARNINGS[case]
    assert problems(text) == expected


def test_a_form_of_one_character_is_not_searched_for() -> None:
    (entry,) = authority_of(WARNINGS["one character"][0], "a").entries.values()
    assert entry.full("zh") == ("洛拉德", "Lonrad")


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("wikidata", "https://www.wikidata.org/wiki/Q999901", "Q999901"),
        ("wikidata", "http://www.wikidata.org/entity/Q999901", "Q999901"),
        ("viaf", "https://viaf.org/viaf/12345678/", "12345678"),
        ("gnd", "https://d-nb.info/gnd/4005728-8/about", "4005728-8"),
        ("geonames", "https://www.geonames.org/2950159/berlin.html", "2950159"),
        ("viaf", "https://example.org/viaf/12345678", None),
        ("wikidata", "Q0", None),
    ],
)
def test_an_address_is_taken_for_its_identifier(column: str, cell: str, expected: str | None) -> None:
    assert identifier(column, cell) == expected


@pytest.mark.parametrize(
    ("gnd", "fits"),
    [
        ("118540238", True),
        ("119545373", True),
        ("118540237", False),
        ("4005728-8", True),
        ("4127793-4", True),
        ("4005728-9", False),
    ],
)
def test_the_check_digit_of_the_gnd(gnd: str, *, fits: bool) -> None:
    assert check_digit_fits(gnd) is fits


def test_a_byte_order_mark_is_no_part_of_the_heading(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert list(read_authority(tmp_path / "a.csv").entries) == ["p-holm"]


@pytest.mark.parametrize("data", [None, GOOD.encode("utf-16"), "id;Größe".encode("latin-1")])
def test_a_file_that_cannot_be_read_is_refused(data: bytes | None, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(TeiError) as refused:
        read_authority(tmp_path / "a.csv")
    assert refused.value.code == "F001"


@given(
    st.text(max_size=60) | st.lists(st.sampled_from([*COLUMNS, ",", ";", "\n", '"', "Q1", "é"])).map("".join)
)
def test_any_text_is_read_or_refused_by_finding(text: str) -> None:
    problems(text)
