"""What is wrong with a TOML file, told by line and key, with the keys that are valid there."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import ValidationError
    from pydantic.fields import FieldInfo

Loc = tuple[int | str, ...]


def explain(
    error: ValidationError, model: type[BaseModel], text: str, own: Callable[[Loc], Loc] | None = None
) -> list[str]:
    """Every problem of a pydantic error as `line N: key.path: what is wrong`, with the valid keys.

    `text` is the TOML that was read; the line is left out where the key is missing. `own` tells where a place
    of the data stands in it, where the data were merged from several files.
    """
    lines = []
    for problem in error.errors(include_url=False):
        loc = keys_of(problem["loc"], model)
        loc = own(loc) if own else loc
        line = line_of(loc, text)
        place = (f"line {line}: " if line else "") + (".".join(map(str, loc)) or "file")
        if problem["type"] == "extra_forbidden":
            valid = _keys_at(model, loc[:-1])
            near = get_close_matches(str(loc[-1]), valid, 1)
            guess = f" (did you mean {near[0]}?)" if near else ""
            lines.append(f"{place}: unknown key{guess}; valid keys here: {', '.join(valid)}")
        else:
            lines.append(f"{place}: {problem['msg']}")
    return lines


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
    """The line of a key: under its table's header, the n-th such header for an array of tables."""
    names = [part for part in loc if isinstance(part, str)]
    if not names:
        return None
    index = next((part for part in loc if isinstance(part, int)), 0)
    table, seen = "", dict[str, int]()
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*\[+\s*([\w.\"-]+)\s*\]+", line):
            table = header[1]
            seen[table] = seen.get(table, -1) + 1
            if table == ".".join(names) and seen[table] in (0, index):
                return number
        key = re.match(r"\s*([\w.-]+)\s*=", line)
        path = f"{table}.{key[1]}" if table and key else key[1] if key else ""
        in_array = "[[" not in text or seen.get(table, 0) in (0, index)
        if path in (".".join(names), ".".join(names[:-1])) and path and in_array:
            return number
    return None


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
