"""A layout that extends another: what it takes over, and the chains that are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tei.findings import TeiError
from tei.profile import load_profile
from tei.profile.extending import lay_over

if TYPE_CHECKING:
    from pathlib import Path

BASE = """name = "base"
title = "Base"
required = ["citation"]

[[header.positions]]
slot = "title"

[[header.labels]]
slot = "citation"
names = ["Source:"]
value = "line"

[[header.labels]]
slot = "summary"
names = ["Summary:"]

[archive]
name = "Town Archive"
publisher = "Town"
"""


def written(folder: Path, **files: str) -> Path:
    """The files of layouts, by name; the path of the first."""
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text)
    return folder / f"{next(iter(files))}.toml"


def test_what_is_not_said_is_taken_over(tmp_path: Path) -> None:
    mine = (
        'name = "mine"\ntitle = "Mine"\nextends = "base.toml"\n'
        '[[header.labels]]\nslot = "citation"\nnames = ["Signatur:"]\n'
        '[[header.labels]]\nslot = "credits"\nnames = ["Dank:"]\n'
        '[archive]\nname = "Stadtarchiv"\n'
    )
    profile = load_profile(written(tmp_path, mine=mine, base=BASE))
    labels = profile.header.labels
    assert [(label.slot, label.names) for label in labels] == [
        ("citation", ("Signatur:",)),
        ("summary", ("Summary:",)),
        ("credits", ("Dank:",)),
    ]
    assert labels[0].value == "line"
    assert (profile.archive.name, profile.archive.publisher) == ("Stadtarchiv", "Town")
    assert profile.required == ("citation",)
    assert [one.slot for one in profile.header.positions] == ["title"]


def test_a_built_in_layout_is_extended_by_its_name(tmp_path: Path) -> None:
    mine = 'name = "mine"\ntitle = "Mine"\nextends = "wilson-center"\n[id]\nprefix = "x-"\n'
    profile = load_profile(written(tmp_path, mine=mine))
    assert profile.id.prefix == "x-"
    assert profile.archive.name == "Wilson Center Digital Archive"
    assert not profile.fallback


def test_the_fallback_is_not_inherited(tmp_path: Path) -> None:
    profile = load_profile(written(tmp_path, mine='name = "mine"\ntitle = "Mine"\nextends = "plain"\n'))
    assert not profile.fallback


def test_a_problem_is_told_at_its_own_line(tmp_path: Path) -> None:
    mine = (
        'name = "mine"\ntitle = "Mine"\nextends = "base.toml"\n'
        '[[header.labels]]\nslot = "credits"\nnames = ["Dank:"]\nvalue = "word"\n'
    )
    with pytest.raises(TeiError) as caught:
        load_profile(written(tmp_path, mine=mine, base=BASE))
    assert "mine.toml: line 7: header.labels.0.value" in caught.value.message


EXTENDS = {
    "itself": ('extends = "mine.toml"', ["extends itself", "mine.toml -> mine.toml"]),
    "a circle": ('extends = "other.toml"', ["extends itself", "mine.toml -> other.toml -> mine.toml"]),
    "a name that is none": (
        'extends = "wilson-centre"',
        ["no layout is called", "did you mean wilson-center?"],
    ),
    "outside the project": ('extends = "../base.toml"', ["leaves the folder of the project"]),
    "a file that is not there": ('extends = "none.toml"', ["none.toml: cannot be read"]),
    "a wrong type": ("extends = 3", ["extends: Input should be a valid string"]),
    "a wrong layout": ('extends = "wrong.toml"', ["wrong.toml: ", "titel: unknown key"]),
    "in UTF-16": ('extends = "wide.toml"', ["wide.toml: UTF-16"]),
}


@pytest.mark.parametrize("name", EXTENDS)
def test_what_cannot_be_extended(tmp_path: Path, name: str) -> None:
    key, says = EXTENDS[name]
    folder = tmp_path / "layouts"
    folder.mkdir()
    (tmp_path / "base.toml").write_text(BASE)
    (folder / "wrong.toml").write_text(BASE.replace("title =", "titel ="))
    (folder / "wide.toml").write_bytes(BASE.encode("utf-16"))
    head = 'name = "{}"\ntitle = "Mine"\n{}\n'
    other = head.format("other", 'extends = "mine.toml"')
    path = written(folder, mine=head.format("mine", key), other=other)
    with pytest.raises(TeiError) as caught:
        load_profile(path)
    assert all(part in caught.value.message for part in says), caught.value.message


def test_within_a_project_another_folder_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "tei.toml").touch()
    (tmp_path / "base.toml").write_text(BASE)
    folder = tmp_path / "layouts"
    folder.mkdir()
    mine = 'name = "mine"\ntitle = "Mine"\nextends = "../base.toml"\n'
    assert load_profile(written(folder, mine=mine)).archive.publisher == "Town"


def test_merging_changes_neither_side() -> None:
    old = {"a": {"b": 1}, "labels": [{"slot": "x", "n": 1}, {"slot": "x", "n": 2}], "kept": [1]}
    new = {"a": {"c": 2}, "labels": [{"slot": "x", "m": 3}, {"slot": "y"}], "title": "t"}
    laid = lay_over(new, old)
    assert laid.data == {
        "a": {"b": 1, "c": 2},
        "labels": [{"slot": "x", "n": 1, "m": 3}, {"slot": "x", "n": 2}, {"slot": "y"}],
        "kept": [1],
        "title": "t",
    }
    assert laid.own == {("labels", 0): 0, ("labels", 2): 1}
    assert old["labels"] == [{"slot": "x", "n": 1}, {"slot": "x", "n": 2}]


def test_entries_of_one_slot_are_merged_in_their_order() -> None:
    old = [{"slot": "remark", "at": 1}, {"slot": "url"}, {"slot": "remark", "at": 2}]
    new = [{"slot": "remark", "own": 1}, {"slot": "remark", "own": 2}, {"slot": "remark", "own": 3}]
    laid = lay_over({"lines": new}, {"lines": old})
    assert laid.data["lines"] == [
        {"slot": "remark", "at": 1, "own": 1},
        {"slot": "url"},
        {"slot": "remark", "at": 2, "own": 2},
        {"slot": "remark", "own": 3},
    ]
    assert laid.own == {("lines", 0): 0, ("lines", 2): 1, ("lines", 3): 2}
