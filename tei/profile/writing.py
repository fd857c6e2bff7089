"""TOML written: the values and tables of a layout, as a person would write them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def toml_value(value: Any) -> str:
    """A text, number, truth value or list of them as TOML; a text with backslashes as a literal one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        literal = "\\" in value and "'" not in value and value.isprintable()
        return f"'{value}'" if literal else json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    return str(value)


def toml_file(data: Mapping[str, Any]) -> str:
    """The tables of a layout as a TOML file."""
    return "\n".join(_table(data, "")).strip("\n") + "\n"


def _table(data: Mapping[str, Any], path: str) -> Iterator[str]:
    """Values first: what stands below the head of a table belongs to that table."""
    for key, value in data.items():
        if not _is_table(value) and not _is_array(value):
            yield f"{key} = {toml_value(value)}"
    for key, value in data.items():
        inner = f"{path}.{key}" if path else key
        if _is_table(value):
            yield from (("", f"[{inner}]") if _has_values(value) else ())
            yield from _table(value, inner)
        elif _is_array(value):
            for entry in value:
                yield from ("", f"[[{inner}]]", *_table(entry, inner))


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


def _is_array(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _has_values(table: Mapping[str, Any]) -> bool:
    return not table or any(not _is_table(value) and not _is_array(value) for value in table.values())
