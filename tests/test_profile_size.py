"""Layouts of thousands of labels: what checking one takes grows as the file does, and no faster."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tei.profile import LayoutError, load_profile
from tei.trial import weaknesses

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = 'name = "many"\ntitle = "Many"\n'


def labels(count: int, word: str = "Label", slot: str = "remark") -> str:
    return "".join(f'\n[[header.labels]]\nslot = "{slot}"\nnames = ["{word} {at}:"]\n' for at in range(count))


def checked(folder: Path, count: int) -> None:
    path = folder / "many.toml"
    path.write_text(HEAD + labels(count))
    assert weaknesses(load_profile(path), str(path), path.read_text()) == []


def checked_with_mistakes(folder: Path, count: int) -> None:
    path = folder / "many.toml"
    path.write_text(HEAD + labels(count, slot="remakr"))
    with pytest.raises(LayoutError) as caught:
        load_profile(path)
    assert [problem.where.line for problem in caught.value.problems][-1] == 4 * count + 1


def checked_with_another(folder: Path, count: int) -> None:
    (folder / "other.toml").write_text(HEAD + labels(count))
    path = folder / "many.toml"
    path.write_text(HEAD + 'extends = "other.toml"\n' + labels(count, "Entry", "url"))
    assert len(load_profile(path).header.labels) == 2 * count


def calls(work: Callable[[], None]) -> int:
    """How many functions a piece of work calls: the same on every machine."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("check", [checked, checked_with_mistakes, checked_with_another])
def test_twice_the_labels_are_twice_the_work(tmp_path: Path, check: Callable[[Path, int], None]) -> None:
    check(tmp_path, 10)  # what is loaded once
    few = calls(lambda: check(tmp_path, 200))
    many = calls(lambda: check(tmp_path, 400))
    assert many < 2.2 * few


def test_a_label_that_hides_another_is_found_among_many(tmp_path: Path) -> None:
    path = tmp_path / "many.toml"
    path.write_text(HEAD + labels(50) + labels(1, "Label 7: and"))
    (found,) = weaknesses(load_profile(path), str(path), path.read_text())
    assert "'Label 7: and 0:' is never found: 'Label 7:'" in found.message
    assert found.where.line == 206
