"""The layouts of a project: the one that it names, and those of its own that `auto` weighs with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei import profile as profiles
from tei.findings import TeiError
from tei.pipeline import AUTO
from tei.project import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tei.profile import Profile


def layout_of_project(name: str, folder: Path) -> str | Profile:
    """The layout, read once for all records; one given as a file is a file of the project.

    Raises:
        TeiError: no such layout, or a file outside the project: who builds it elsewhere would not have it.
    """
    if name == AUTO:
        return name
    if not name.endswith(".toml"):
        return profiles.named(name)
    _within(folder / name, folder, "input.profile", name)
    return profiles.named(str(folder / name))


def own_layouts(patterns: Sequence[str], folder: Path) -> tuple[Profile, ...]:
    """The layouts that `auto` weighs beside those of the program, in the order of their files.

    Raises:
        TeiError: a pattern names no file or one outside the project, a layout cannot be read, two have one name,
            or `auto` could never choose one; of all files at once.
    """
    read: list[tuple[Path, Profile]] = []
    wrong: list[str] = []
    for file in _files(patterns, folder):
        try:
            layout = profiles.load_profile(file)
        except TeiError as error:
            wrong.append(error.message)
            continue
        if why := _never_chosen(layout) or _named_twice(layout, read):
            wrong.append(f"{file}: {why}")
        read.append((file, layout))
    if wrong:
        hint = "mend these layouts, or take them out of input.profiles; tei profile check tells more"
        raise TeiError("F002", "; ".join(wrong), hint)
    return tuple(layout for _, layout in read)


def _files(patterns: Sequence[str], folder: Path) -> list[Path]:
    files: dict[Path, None] = {}
    for pattern in patterns:
        found = sorted(path for path in folder.glob(pattern) if path.is_file())
        if not found:
            text = f"{FILE_NAME}: input.profiles: no file below {folder.resolve()} is named by {pattern!r}"
            raise TeiError("F002", text, "mend the pattern, or take it out")
        for file in found:
            _within(file, folder, "input.profiles", str(file))
        files |= dict.fromkeys(found)
    return list(files)


def _within(file: Path, folder: Path, key: str, name: str) -> None:
    if not file.resolve().is_relative_to(folder.resolve()):
        text = f"{FILE_NAME}: {key}: {name!r} leaves the folder of the project, {folder.resolve()}"
        raise TeiError("F002", text, "copy that layout to the project")


def _never_chosen(layout: Profile) -> str:
    """Why `auto` would never choose a layout; empty where it can."""
    name_it = "name it as input.profile"
    if layout.table:
        return f"table: auto reads tables by the layout 'table' alone; {name_it}"
    if layout.records:
        return f"records: auto parts no file into records; {name_it}"
    if layout.fallback:
        return "fallback: the layout 'plain' takes what no other recognises; leave this out"
    if not (layout.header.labels or any(sign.points > 0 for sign in layout.recognise.signs)):
        return "recognise: no label and no sign says that a record is of this layout; add one"
    return ""


def _named_twice(layout: Profile, others: Sequence[tuple[Path, Profile]]) -> str:
    if layout.name in profiles.built_in():
        return f"name: {layout.name!r} is a layout of the program; choose another name"
    same = next((file for file, other in others if other.name == layout.name), None)
    return f"name: {layout.name!r} is the name of {same}, too; choose another name" if same else ""
