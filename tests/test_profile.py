"""Record layouts as data: what is wrong in one is said whole, before anything is converted by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tei.findings import TeiError
from tei.profile import SLOTS, built_in, load_profile, named
from tei.project import load_project

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """name = "mine"
title = "Mine"
required = ["citation"]

[[header.positions]]
slot = "title"

[[header.labels]]
slot = "citation"
names = ["Source:"]

[body]
raised = ["^{", "}"]

[archive]
number = '/([0-9]+)$'
"""

WRONG = {
    "unknown key": ('title = "Mine"', 'titel = "Mine"', ["titel: unknown key (did you mean title?)", "valid keys here:"]),
    "unknown nested key": ('names = ["Source:"]', 'names = ["Source:"]\nvalu = "line"', ["header.labels.0.valu", "did you mean value?"]),
    "unknown slot": ('slot = "title"', 'slot = "headline"', ["is not a slot", "summary"]),
    "a pattern that is none": ("'/([0-9]+)$'", "'/([0-9'", ["archive.number", "is not a regular expression"]),
    "a pattern that matches everywhere": ("'/([0-9]+)$'", "'[0-9]*'", ["matches the empty string"]),
    "a slot no rule fills": ('required = ["citation"]', 'required = ["summary"]', ["required: no rule", "summary"]),
    "a label without a name": ('["Source:"]', "[]", ["header.labels.0.names"]),
    "a kind of value": ('names = ["Source:"]', 'names = ["Source:"]\nvalue = "word"', ["'line', 'lines', 'paragraph' or 'paragraphs'"]),
    "a name that is none": ('name = "mine"', 'name = "My Layout"', ["name: "]),
    "no name": ('name = "mine"\n', "", ["name: Field required"]),
    "a wrong type": ('raised = ["^{", "}"]', "raised = true", ["body.raised"]),
    "an address of no record": ("[archive]", '[archive]\naddress = "https://holm.example/{nr}"', ["line 16: archive.address: is no address", "the one placeholder is {number}"]),
    "one address for all": ("[archive]", '[archive]\naddress = "https://holm.example/"', ["line 16: archive.address: is no address"]),
    "a brace too many": ("[archive]", '[archive]\naddress = "https://holm.example/{number}}"', ["line 16: archive.address: is no address"]),
    "a number without a group": ("'/([0-9]+)$'", "'/[0-9]+$'", ["line 16: archive.number: has no group", "/([0-9]+)$"]),
    "a prefix that begins no id": ("[archive]", '[id]\nprefix = "3rd-"\n[archive]', ["line 16: id.prefix: cannot begin an xml:id", "'r-3rd-'"]),
    "a prefix with blanks": ("[archive]", '[id]\nprefix = "my card"\n[archive]', ["id.prefix: cannot begin", "'my-card'"]),
    "a file without its part": ("[archive]", "[id]\nfile = '^card-[0-9]+$'\n[archive]", ["line 16: id.file: has no group n"]),
    "true points": ("[body]", "[recognise]\nat_least = true\n[body]", ["line 13: recognise.at_least: Input should be a valid integer"]),
    "words for points": ("[body]", '[recognise]\nat_least = "3"\n[body]', ["line 13: recognise.at_least"]),
    "more points than there are": ("[body]", "[recognise]\nat_least = 2\n[body]", ["line 13: recognise.at_least: no record can have more than 1 points"]),
    "points without end": ("[body]", f"[recognise]\nat_least = {10**29}\n[body]", ["line 13: recognise.at_least: Input should be less than"]),
    "not TOML": ("[body]", "[body", ["not valid TOML"]),
}  # fmt: skip


def test_a_good_profile_loads_and_cannot_be_changed(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD)
    profile = load_profile(tmp_path / "mine.toml")
    assert profile.header.labels[0].names == ("Source:",)
    assert profile.header.labels[0].value == "paragraphs"
    with pytest.raises(ValueError, match="frozen"):
        profile.name = "other"


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_profile_is_refused_with_its_file_and_the_reason(tmp_path: Path, name: str) -> None:
    old, new, says = WRONG[name]
    assert old in GOOD
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(TeiError) as caught:
        load_profile(path)
    assert caught.value.code == ("F001" if name == "not TOML" else "F002")
    assert str(path) in caught.value.message
    assert all(part in caught.value.message for part in says), caught.value.message
    assert caught.value.hint


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace("title =", "titel =").replace('slot = "title"', 'slot = "x"'))
    with pytest.raises(TeiError) as caught:
        load_profile(path)
    assert "titel" in caught.value.message
    assert "header.positions.0.slot" in caught.value.message


@pytest.mark.parametrize("data", [b"\xff\xfe", None])
def test_a_file_that_cannot_be_read(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "mine.toml"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(TeiError) as caught:
        named(str(path))
    assert caught.value.code == "F001"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("[" * 5000 + "]" * 5000, "nested too deep"),
        ("{a=" * 3000 + "1" + "}" * 3000, "nested too deep"),
        ("9" * 6000, "too many digits"),
    ],
)
def test_a_file_that_the_reader_of_toml_gives_up_on_is_named(tmp_path: Path, value: str, why: str) -> None:
    path = tmp_path / "tei.toml"
    path.write_text(f'name = "x"\ntitle = "X"\nx = {value}\n')
    for load in (load_profile, load_project):
        with pytest.raises(TeiError) as caught:
            load(path)
        assert caught.value.code == "F001"
        assert why in caught.value.message


def test_the_profiles_that_travel_with_the_program() -> None:
    profiles = built_in()
    assert set(profiles) >= {"wilson-center", "plain"}
    assert all(name == profile.name for name, profile in profiles.items())
    assert [profile.name for profile in profiles.values() if profile.fallback] == ["plain"]
    assert named("plain") is profiles["plain"]


def test_a_name_that_is_none_lists_those_there_are() -> None:
    with pytest.raises(TeiError) as caught:
        named("wilson-centre")
    assert caught.value.code == "F003"
    assert "did you mean wilson-center?" in caught.value.message
    assert f"auto, {', '.join(built_in())}" in caught.value.hint


def test_every_slot_of_a_profile_has_a_place_in_the_tei() -> None:
    from tei.check.conservation import PLACES

    assert set(PLACES) == {*SLOTS, "unrecognised"}


def test_a_layout_without_signs_and_labels_asks_for_no_points(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    head = 'name = "mine"\ntitle = "M"\n[[header.positions]]\nslot = "title"\n'
    path.write_text(head)
    assert load_profile(path).recognise.at_least == 1
    path.write_text(f"{head}[recognise]\nat_least = 5\n")
    with pytest.raises(TeiError, match=r"line 6: recognise\.at_least: no record can have more than 0 points"):
        load_profile(path)
