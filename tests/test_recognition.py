"""Which layout `auto` chooses: by the form of a record, in any language, and none where none fits."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tei.parse import choose, weigh
from tei.profile import built_in
from tei.source import decode

if TYPE_CHECKING:
    from tei.model import Source

LAYOUTS = Path(__file__).parent / "layouts"
FEWEST = 5
"""Records of a layout, at least."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record and the layout that it is of."""

    layout: str
    language: str
    text: str


def rows() -> list[Row]:
    tables = [tomllib.loads(file.read_text("utf-8")) for file in sorted(LAYOUTS.glob("*.toml"))]
    return [Row(**row) for table in tables for row in table["record"]]


ROWS = rows()
NAMES = [f"{row.layout}-{row.language}-{at}" for at, row in enumerate(ROWS)]


def source(text: str) -> Source:
    read, _ = decode(text.encode(), "in.txt")
    assert read is not None
    return read


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_the_layout_is_chosen_and_no_other_is_near(row: Row) -> None:
    choice = choose(source(row.text), list(built_in().values()))
    assert choice.profile is not None
    assert (choice.profile.name, [one.code for one in choice.findings]) == (
        row.layout,
        ["P001"] if row.layout == "plain" else [],
    ), choice.said


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_lines_around_change_nothing(row: Row) -> None:
    text = "\n\n" + row.text.replace("\n", "\r\n") + "\r\n\r\n"
    choice = choose(source(text), list(built_in().values()))
    assert choice.profile is not None
    assert choice.profile.name == row.layout


def test_each_layout_is_tried_in_several_languages() -> None:
    for name in built_in():
        if name.startswith("wilson-center"):
            continue
        own = [row for row in ROWS if row.layout == name]
        assert len(own) >= FEWEST, name
        assert len({row.language for row in own}) >= 3, name


def test_a_layout_is_chosen_with_points_to_spare() -> None:
    """A record of a layout has two points more than any layout that it is not of."""
    for row in ROWS:
        if row.layout == "plain":
            continue
        weighed = {
            name: weigh(source(row.text), profile)
            for name, profile in built_in().items()
            if not profile.fallback
        }
        own = weighed.pop(row.layout).points
        fitting = [one.points for one in weighed.values() if one.fits]
        assert all(points <= own - 2 for points in fitting), (row, fitting)
