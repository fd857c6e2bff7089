"""JSON Lines: one object a line, its values texts, numbers, true, false, null, or lists of these."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NoReturn

from tei.tables.entries import Entry, Fault, RawCell
from tei.tables.lines import MAX_ROW, undecoded

if TYPE_CHECKING:
    from collections.abc import Iterator

_FLAT = "flatten it: a value is a text, a number, true, false, null, or a list of these"


class _Pairs(list[tuple[str, object]]):
    """The members of an object in order; a name may come twice, which is told."""


def json_entries(lines: Iterator[str]) -> Iterator[Entry]:
    """The objects, one a line; lines without text are left out."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _entry(number, line)


def _entry(number: int, line: str) -> Entry:
    if len(line) > MAX_ROW:
        return _wrong(number, f"the line has more than {MAX_ROW:,} characters", code="S006")
    if wrong := undecoded(line):
        return _wrong(number, f"bytes {wrong} are not valid in the file's encoding", code="S002")
    try:
        found = _loads(line)
    except json.JSONDecodeError as error:
        return _wrong(number, f"no JSON: {error.msg} at character {error.pos + 1:,}")
    except (ValueError, RecursionError) as error:
        return _wrong(number, f"no JSON: {error}")
    return (
        _members(number, found)
        if isinstance(found, _Pairs)
        else _wrong(number, f"{_kind(found)}, and no object")
    )


def _members(number: int, found: _Pairs) -> Entry:
    """The members of an object as cells."""
    names = [name for name, _ in found]
    if not all(name.strip() for name in names):
        return _wrong(number, "a member of the object has no name")
    if twice := next((name for name, times in Counter(names).items() if times > 1), ""):
        return _wrong(number, f"the object names {twice!r} twice", twice)
    cells = []
    for name, value in found:
        texts = _texts(value)
        if texts is None:
            nested = "an object" if isinstance(value, _Pairs) else "a list or object within a list"
            return _wrong(number, f"{nested} is no value of a cell", name, hint=_FLAT)
        cells.append(RawCell(name, texts, (number,) * len(texts), isinstance(value, list)))
    return Entry(number, tuple(cells))


def list_values(text: str) -> tuple[str, ...] | None:
    """The values of a JSON list in a cell, each on one line; None where the cell is none."""
    try:
        found = _loads(text)
    except (ValueError, RecursionError):
        return None
    return _texts(found) if isinstance(found, list) and not isinstance(found, _Pairs) else None


def _loads(text: str) -> object:
    """Numbers stay as they are printed."""
    return json.loads(
        text, object_pairs_hook=_Pairs, parse_int=str, parse_float=str, parse_constant=_no_number
    )


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no value of JSON")


def _texts(value: object) -> tuple[str, ...] | None:
    """The lines of a value; of a list one or more for each of its values; None for what is nested."""
    match value:
        case None:
            return ("",)
        case bool():
            return ("true" if value else "false",)
        case str():
            return tuple(value.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        case _Pairs():
            return None
        case list():
            if any(isinstance(one, list) for one in value):
                return None
            return tuple(" ".join(_texts(one) or ()) for one in value) or ("",)
    return None


def _kind(value: object) -> str:
    kinds = {str: "a text or number", bool: "true or false", list: "a list"}
    return kinds.get(type(value), "null")


def _wrong(line: int, message: str, column: str = "", code: str = "S022", hint: str | None = None) -> Entry:
    return Entry(line, fault=Fault(code, message, line, column, hint))
