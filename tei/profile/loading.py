"""Layout files read: TOML -> Profile, whole and checked, or an error that names file, line and key."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from tei import resources
from tei.findings import TeiError
from tei.profile.definition import Profile
from tei.profile.extending import Laid, lay_over
from tei.profile.patterns import Pattern, backtracks
from tei.profile.problems import LayoutError, Loc, Problem, explain, line_of
from tei.project_files import read_project_file
from tei.toml_text import parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROJECT_FILE = "tei.toml"
_DEEPEST = 10  # layouts that extend each other, one after the other


def load_profile(path: Path) -> Profile:
    """Read a profile file, with the layouts that it extends.

    Raises:
        TeiError: the file cannot be read, is not TOML, breaks a rule, extends itself or a file outside
            the project, or has a pattern that backtracks without end; all problems in one message.
    """
    text, laid = _laid(path, ())
    profile = _validated(path, text, laid)
    if slow := [*_backtracking(profile, text, laid)]:
        hint = "let no repetition stand within a repetition: (a+)+ matches what a+ matches"
        raise LayoutError(str(path), slow, hint)
    return profile


def _laid(path: Path, below: tuple[Path, ...]) -> tuple[str, Laid]:
    """A file's text, and its data over those of the layouts it extends."""
    text = _text(path)
    data = parse_toml(text, str(path))
    extended = data.get("extends", "")
    if not isinstance(extended, str) or not extended:
        return text, Laid(data)
    other = _extended(path, extended, (*below, path.resolve()))
    _, old = _laid(other, (*below, path.resolve()))
    _validated(other, _text(other), old)  # its faults are its own, and are told with its name
    return text, lay_over(data, old.data)


def layout_file(name: str) -> Path:
    """The file of a layout: a built-in one by its name, or the path that `name` is.

    Raises:
        TeiError: no such layout; the message lists those there are.
    """
    files = {file.stem: file for file in resources.profile_files()}
    if name in files:
        return files[name]
    if name.endswith(".toml") or "/" in name:
        return Path(name)
    raise _unknown(name, files)


def layout_data(path: Path) -> tuple[str, dict[str, Any]]:
    """A layout file's text, and its TOML with what it extends laid under it.

    Raises:
        TeiError: as `load_profile`, but that what the keys say is not checked.
    """
    text, laid = _laid(path, ())
    return text, laid.data


def _text(path: Path) -> str:
    try:
        data = read_project_file(path)
        return data.decode("utf-8-sig")
    except OSError as error:
        raise TeiError("F001", f"{path}: cannot be read: {error.strerror}", "check the path") from error
    except UnicodeDecodeError as error:
        what = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else f"not UTF-8 (byte {error.start})"
        raise TeiError("F001", f"{path}: {what}", "save it as UTF-8") from error


def _extended(path: Path, name: str, below: tuple[Path, ...]) -> Path:
    """The file of the layout that another extends."""
    built_in = {file.stem: file for file in resources.profile_files()}
    if name in built_in:
        other = built_in[name].resolve()
    elif name.endswith(".toml"):
        other = (path.parent / name).resolve()
        root = _root(path)
        if not other.is_relative_to(root):
            text = f"{path}: extends: {name!r} leaves the folder of the project, {root}"
            raise TeiError("F002", text, "copy that layout to the project")
    else:
        near = get_close_matches(name, built_in, 1)
        guess = f"; did you mean {near[0]}?" if near else ""
        text = f"{path}: extends: no layout is called {name!r}{guess}; name a .toml file, or one of {', '.join(built_in)}"
        raise TeiError("F002", text, "mend this key")
    if other in below:
        circle = " -> ".join(file.name for file in (*below[below.index(other) :], other))
        raise TeiError("F002", f"{path}: extends: the layout extends itself: {circle}", "end the circle")
    if len(below) > _DEEPEST:
        raise TeiError("F002", f"{path}: extends: more than {_DEEPEST} layouts deep", "extend fewer layouts")
    return other


def _root(path: Path) -> Path:
    """The folder that a layout may read from: the project's, or, where there is none, its own."""
    folder = path.resolve().parent
    return next((one for one in (folder, *folder.parents) if (one / PROJECT_FILE).is_file()), folder)


def _validated(path: Path, text: str, laid: Laid) -> Profile:
    try:
        return Profile.model_validate(laid.data)
    except ValidationError as error:
        lines = explain(error, Profile, text, lambda loc: own_place(loc, laid))
        raise LayoutError(str(path), lines, "mend these keys") from error


def own_place(loc: Loc, laid: Laid) -> Loc:
    """Where an entry of merged data stands in the file that was written."""
    own = list(loc)
    for at, part in enumerate(loc):
        if isinstance(part, int):
            own[at] = laid.own.get(tuple(loc[: at + 1]), part)
    return tuple(own)


def _backtracking(profile: Profile, text: str, laid: Laid) -> Iterator[Problem]:
    for loc, pattern in patterns_of(profile):
        if found := backtracks(pattern):
            own = own_place(loc, laid)
            place = ".".join(map(str, own))
            what = f"{place}: the pattern {pattern.text!r} backtracks without end, as on {found}"
            yield Problem(line_of(own, text), what)


def patterns_of(part: BaseModel, place: Loc = ()) -> Iterator[tuple[Loc, Pattern]]:
    """All patterns of a layout, with the places of their keys."""
    for name in type(part).model_fields:
        yield from _patterns_in(getattr(part, name), (*place, name))


def _patterns_in(value: Any, place: Loc) -> Iterator[tuple[Loc, Pattern]]:
    if isinstance(value, Pattern):
        yield place, value
    elif isinstance(value, BaseModel):
        yield from patterns_of(value, place)
    elif isinstance(value, tuple):
        for at, one in enumerate(value):
            yield from _patterns_in(one, (*place, at))


@cache
def built_in() -> dict[str, Profile]:
    """The layouts that travel with the program, by name. Their patterns are tried in tests, not at each start."""
    profiles = {}
    for path in resources.profile_files():
        text, laid = _laid(path, ())
        profiles[path.stem] = _validated(path, text, laid)
    return profiles


def named(name: str) -> Profile:
    """Return a built-in profile by name, or read it from a file when `name` is a path.

    Raises:
        TeiError: no such profile; the message lists those there are.
    """
    profiles = built_in()
    if name in profiles:
        return profiles[name]
    if name.endswith(".toml") or "/" in name:
        return load_profile(Path(name))
    raise _unknown(name, profiles)


def _unknown(name: str, known: Iterable[str]) -> TeiError:
    near = get_close_matches(name, known, 1)
    guess = f"; did you mean {near[0]}?" if near else ""
    return TeiError(
        "F003", f"no profile is called {name!r}{guess}", f"the profiles are: auto, {', '.join(known)}"
    )
