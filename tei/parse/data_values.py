"""Values in a header of data, YAML or TOML: the plain ones, read strictly; of all others nothing.

A full reader of YAML would give the values, and lose lines, comments and the way they are written. Records say
text, dates and lists of text, on a line each; what is more (a table within a table, an escape, an anchor) is left to
the caller, who keeps it as it stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.model import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

_DOUBLE = re.compile(r'"((?:[^"\\]|\\["\\])*)"')
_SINGLE = re.compile(r"'((?:[^']|'')*)'")
_PLAIN = re.compile(r"[^\s\"'\[\]{}&*!|>%@`,#-]\S*(?:\s+(?!#)\S+)*|-[^\s-]\S*(?:\s+(?!#)\S+)*")
_BARE = re.compile(r"[\w:.+-]+(?: [0-9:.+-]+)?")  # of TOML: numbers, dates, true and false
_ITEM = re.compile(r"^\s*-(?:\s+(.*))?$")
_BLOCK = re.compile(r"^[|>][+-]?$")
_KEY_LIKE = re.compile(r":(?:\s|$)")
_LONGEST_LIST = 20_000  # characters on one line
_NOTHING = ("", "~", "null")

Values = list[Line]


def yaml_values(first: Line, more: Sequence[Line]) -> Values | None:
    """The values behind a key and on the lines below it; None where they are of another kind."""
    text = first.text.strip()
    full = [line for line in more if not line.blank]
    if not full and not text.startswith("["):
        plain = text not in _NOTHING and _quoted_or(text, _PLAIN) == text  # `title: Part one: the well`
        return [Line(first.number, text)] if plain else _scalars([first])
    if _BLOCK.match(text):
        return [Line(line.number, line.text.strip()) for line in more]
    if text.startswith("["):
        return _flow([first, *full], _PLAIN)
    if not text:
        return _items(full)
    lines = [first, *full]  # a plain text that goes on over lines
    plain = all(_PLAIN.fullmatch(line.text.strip()) and not _KEY_LIKE.search(line.text) for line in lines)
    return [Line(line.number, line.text.strip()) for line in lines] if plain else None


def toml_values(first: Line, more: Sequence[Line]) -> Values | None:
    """As `yaml_values`, for TOML."""
    text = first.text.strip()
    for fence in ('"""', "'''"):
        if text.startswith(fence):
            return _fenced([first, *more], fence)
    if text.startswith("["):
        return _flow([first, *more], _BARE)
    if more:
        return None
    value = _quoted_or(text, _BARE)
    return None if value is None else [Line(first.number, value)]


def _scalars(lines: Sequence[Line]) -> Values | None:
    values = [(line.number, _scalar(line.text.strip())) for line in lines]
    if any(value is None for _, value in values):
        return None
    return [Line(number, value) for number, value in values if value]


def _scalar(text: str) -> str | None:
    if text in _NOTHING:
        return ""
    value = _quoted_or(text, _PLAIN)
    return None if value is None or (value == text and _KEY_LIKE.search(text)) else value


def _quoted_or(text: str, plain: re.Pattern[str]) -> str | None:
    """The value without its quotes; None where it is neither quoted nor plain."""
    if found := _DOUBLE.fullmatch(text):
        return re.sub(r"\\(.)", r"\1", found[1])
    if found := _SINGLE.fullmatch(text):
        return found[1].replace("''", "'")
    return text if plain.fullmatch(text) else None


def _items(lines: Sequence[Line]) -> Values | None:
    items = [(line.number, _ITEM.match(line.text)) for line in lines]
    if any(found is None for _, found in items):
        return None
    return _scalars([Line(number, found[1] or "") for number, found in items if found])


def _flow(lines: Sequence[Line], plain: re.Pattern[str]) -> Values | None:
    """`[one, "two"]`, perhaps over several lines."""
    if not lines[-1].text.rstrip().endswith("]") or max(len(line.text) for line in lines) > _LONGEST_LIST:
        return None
    values: Values = []
    for at, line in enumerate(lines):
        text = line.text.strip()
        text = text[1:] if at == 0 else text
        text = text[:-1] if at == len(lines) - 1 else text
        for piece in _pieces(text):
            value = _quoted_or(piece, plain)
            if value is None or "[" in value or (value == piece and _KEY_LIKE.search(piece)):
                return None
            values.append(Line(line.number, value))
    return values


def _pieces(text: str) -> list[str]:
    """What stands between commas that are in no quotes."""
    found = re.findall(r'\s*("(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|[^,]+)\s*(?:,|$)', text)
    return [piece.strip() for piece in found if piece.strip()]


def _fenced(lines: Sequence[Line], fence: str) -> Values | None:
    """A text of several lines between three quotes on either side."""
    text = [line.text.strip() for line in lines]
    text[0] = text[0].removeprefix(fence)
    if not text[-1].endswith(fence) or "\\" in "".join(text):
        return None
    text[-1] = text[-1].removesuffix(fence)
    return [Line(line.number, words) for line, words in zip(lines, text, strict=True)]
