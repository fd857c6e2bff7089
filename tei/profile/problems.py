"""What is wrong with a TOML file, told by line and key, with the keys that are valid there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import BaseModel

from tei.findings import Finding, TeiError, Where, finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pydantic import ValidationError
    from pydantic.fields import FieldInfo

Loc = tuple[int | str, ...]

_TABLE = re.compile(r"^\s*(\[\[?)\s*([\w.\"-]+)\s*\]\]?\s*(?:#.*)?$")
_OWN_KEY = re.compile(r"([a-z_.]+): ")
_KEY = re.compile(r"^\s*([\w.-]+)\s*=")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: the line, where the key stands in it, and what is wrong with which key."""

    line: int | None
    what: str

    def __str__(self) -> str:
        return (f"line {self.line}: " if self.line else "") + self.what


class LayoutError(TeiError):
    """A layout file with problems: all in one message, and each by itself in `problems`."""

    def __init__(self, path: str, problems: list[Problem], hint: str) -> None:
        super().__init__("F002", f"{path}: " + "; ".join(map(str, problems)), hint)
        self.problems: tuple[Finding, ...] = tuple(
            finding("F002", one.what, Where(path, one.line), hint) for one in problems
        )


def explain(
    error: ValidationError, model: type[BaseModel], text: str, own: Callable[[Loc], Loc] | None = None
) -> list[Problem]:
    """Every problem of a pydantic error, with the path of its key, what is wrong, and the valid keys.

    `text` is the TOML that was read; the line is left out where the key is missing. `own` tells where a place
    of the data stands in it, where the data were merged from several files.
    """
    lines = []
    for problem in error.errors(include_url=False):
        message = "Input should be a list" if problem["type"] == "tuple_type" else problem["msg"]
        loc, said = _named(keys_of(problem["loc"], model), message, model)
        loc = own(loc) if own else loc
        line = line_of(loc, text)
        place = ".".join(map(str, loc)) or "file"
        if problem["type"] == "extra_forbidden":
            valid = _keys_at(model, loc[:-1])
            near = get_close_matches(str(loc[-1]), valid, 1)
            guess = f" (did you mean {near[0]}?)" if near else ""
            what = f"{place}: unknown key{guess}; valid keys here: {', '.join(valid)}"
        else:
            what = f"{place}: {said}"
        lines.append(Problem(line, what))
    return lines


def _named(loc: Loc, message: str, model: type[BaseModel]) -> tuple[Loc, str]:
    """The place and the words of a problem: a rule over a whole table names its key before the words."""
    said = message.removeprefix("Value error, ")
    found = _OWN_KEY.match(said)
    here = loc
    for key in found[1].split(".") if found else ():
        if key not in _keys_at(model, here):
            return loc, said
        here = (*here, key)
    return here, said[found.end() :] if found else said


def keys_of(loc: Loc, model: type[BaseModel]) -> Loc:
    """A place without the names that pydantic gives to the ways of reading a value."""
    kept: list[int | str] = []
    here: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, int):
            kept.append(part)
        elif here is None:
            if not kept or not _is_way(part):
                kept.append(part)
        else:
            if part not in _by_key(here) and _is_way(part):
                continue
            kept.append(part)
            here = _model_of(here, part)
    return tuple(kept)


def _is_way(part: str) -> bool:
    return "[" in part or part in ("str", "int", "float", "bool", "dict", "list")


def line_of(loc: Loc, text: str) -> int | None:
    """The line of a key; where the key is missing, of the table that it should stand in."""
    lines = _lines_of(text)
    return next((lines[loc[:size]] for size in range(len(loc), 0, -1) if loc[:size] in lines), None)


@lru_cache(maxsize=4)  # a file with thousands of problems is read once for all of them
def _lines_of(text: str) -> dict[Loc, int]:
    """The first line of each place."""
    lines: dict[Loc, int] = {}
    for number, place in _places(text):
        lines.setdefault(place, number)
    return lines


def _places(text: str) -> Iterator[tuple[int, Loc]]:
    """The places of a file's tables and keys, each with its line; entries of an array are numbered from 0."""
    counts: dict[str, int] = {}
    table: Loc = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _TABLE.match(line):
            path = header[2].replace('"', "")
            if header[1] == "[[":
                counts[path] = counts.get(path, -1) + 1
            table = _numbered(path.split("."), counts)
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *key[1].split("."))


def _numbered(names: Sequence[str], counts: Mapping[str, int]) -> Loc:
    place: list[int | str] = []
    for end, name in enumerate(names, 1):
        place.append(name)
        path = ".".join(names[:end])
        place += [counts[path]] if path in counts else []
    return tuple(place)


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that may stand at a place, as the file spells them."""
    for part in loc:
        if isinstance(part, str):
            model = _model_of(model, part) or model
    return sorted(_by_key(model))


def _model_of(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The table that a key of a table holds; None for a plain value."""
    if key not in _by_key(model):
        return None
    annotation = _by_key(model)[key].annotation
    inner = next((arg for arg in _arguments(annotation) if _is_model(arg)), annotation)
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def _by_key(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _arguments(annotation: object) -> tuple[object, ...]:
    found: list[object] = []
    for argument in getattr(annotation, "__args__", ()):
        found += [argument, *_arguments(argument)]
    return tuple(found)


def _is_model(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
