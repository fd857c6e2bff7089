"""What the bad examples of merging need to have happened before: a hand in the outputs of an earlier build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.api import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

TEI = "build/wcda-920001.xml"


def replaced(file: Path, *changes: tuple[str, str]) -> None:
    """Change words of a file that are there."""
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def both_changed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    build(folder)
    replaced(folder / TEI, ("the two lamps", "the three lamps"))
    replaced(folder / "in.txt", ("the two lamps", "the four lamps"))


def nested_deeply(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    build(folder)
    replaced(folder / TEI, ("the two lamps", "the " + "<hi>" * 110 + "two" + "</hi>" * 110 + " lamps"))
    replaced(folder / "in.txt", ("on Friday", "on Monday"))


def signed_without_a_place(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    build(folder)
    replaced(
        folder / TEI,
        ("the two lamps", 'the two <note type="editorial" resp="#ed1">brass</note> lamps'),
        ("</titleStmt>", '<editor xml:id="ed1">Q. Reader</editor></titleStmt>'),
    )


FAULTS: dict[str, Callable[[pytest.MonkeyPatch, Path], None]] = {
    "B020": both_changed,
    "B021": nested_deeply,
    "B022": signed_without_a_place,
}
