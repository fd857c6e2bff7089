"""Patterns of a layout: refused when they backtrack without end, bounded when a record is hard for them."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest

from tei.findings import TeiError
from tei.pipeline import Options, convert
from tei.profile import LayoutError, Pattern, built_in, load_profile
from tei.profile.loading import patterns_of
from tei.profile.patterns import backtracks, watch

if TYPE_CHECKING:
    from pathlib import Path

ENDLESS = [
    r"(?:a|a)*c$", r"(x+x+)+y", r"^(a|b|ab)*c$", r"^Titel: (?:[A-Z]|\w)*:$", r"^(?:中|中国|国)+文末$",
]  # fmt: skip


@pytest.mark.parametrize("text", ENDLESS)
def test_a_pattern_that_backtracks_without_end_is_found_out(text: str) -> None:
    assert backtracks(Pattern(text))


@pytest.mark.parametrize(
    "text", [r"^No\. [0-9]+$", r"^.*foo.*bar$", r"\b[A-Z]\w+ (?:of|to) .{1,80}$", r"^(?i:re|subject)\s*:"]
)
def test_a_sound_pattern_is_left_in_peace(text: str) -> None:
    assert backtracks(Pattern(text)) == ""


def test_no_pattern_that_travels_with_the_program_backtracks() -> None:
    patterns = [(name, loc, one) for name, layout in built_in().items() for loc, one in patterns_of(layout)]
    assert len(patterns) > 10
    assert [(name, loc) for name, loc, one in patterns if backtracks(one)] == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("(?:x{9000}){9000}", "repeats more than"),
        (r"(?:(?:\w{90}){90}){90}", "repeats more than"),
        ("x{99999999999999}", "repeats more than"),
        ("(" * 2000 + "a" + ")" * 2000, "nested too deep"),
    ],
)
def test_a_pattern_that_would_fill_the_memory_is_not_compiled(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Pattern(text)


def test_a_count_is_no_count_in_a_class_or_behind_a_backslash() -> None:
    assert Pattern(r"^[{9000}]{3}\{90000000\}x{2,80}$").search("{{{{90000000}xx")


def test_a_layout_with_such_a_pattern_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'name = "mine"\ntitle = "M"\n\n[[header.positions]]\nslot = "title"\n\n'
        "[[header.positions]]\nslot = \"date\"\npattern = '^(?:[a-z]|\\w)*:$'\n"
    )
    with pytest.raises(TeiError) as caught:
        load_profile(path)
    assert "line 9: header.positions.1.pattern" in caught.value.message
    assert "backtracks without end" in caught.value.message


def test_a_pattern_over_its_time_on_a_record_is_a_finding(tmp_path: Path) -> None:
    """No probe knows every text: this pattern becomes hard only behind a number that no probe makes."""
    layout = tmp_path / "mine.toml"
    layout.write_text(
        'name = "mine"\ntitle = "M"\n\n[[header.patterns]]\nslot = "number"\n'
        "pattern = '^[A-Z]{2}/[0-9]{2}:q(?:uv|u|v)*w$'\n"
    )
    record = tmp_path / "record.txt"
    record.write_text("QZ/77:q" + "uv" * 60 + "!w\n\nThe boat came on Tuesday.\n")
    result = convert(record, Options(profile=str(layout)))
    assert not result.failed
    assert [one.code for one in result.findings if one.code == "P009"] == ["P009"]


def test_the_empty_match_and_a_wrong_pattern_are_refused() -> None:
    for text, says in (("a*", "matches the empty string"), ("(", "is not a regular expression")):
        with pytest.raises(ValueError, match=says):
            Pattern(text)


def test_a_pattern_is_told_by_its_text_and_travels() -> None:
    one = Pattern("ab+")
    assert one == Pattern("ab+")
    assert len({one, Pattern("ab+"), Pattern("ab")}) == 2
    assert copy.deepcopy(one) == one
    with watch() as slow:
        assert one.search("xabb")
    assert slow == {}


@pytest.mark.parametrize("pattern", ["'('", "5", "['a']"])
def test_what_is_wrong_with_a_pattern_is_told_once(tmp_path: Path, pattern: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f'name = "mine"\ntitle = "M"\n\n[body.notes]\nheading = {pattern}\n')
    with pytest.raises(LayoutError) as caught:
        load_profile(path)
    assert [one.where.line for one in caught.value.problems] == [5]
    assert caught.value.message.count("body.notes.heading") == 1
