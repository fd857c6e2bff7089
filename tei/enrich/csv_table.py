"""A CSV file as cells that know their line and column, so that a message can name the place.

Python's own reader tells lines only, and its sniffer guesses. Here the delimiter is the first tab,
semicolon or comma of the heading; the rest is RFC 4180.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, without the white space around it, and where it begins, counted from 1."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Malformed(Exception):  # noqa: N818  (the caller turns it into a finding)
    """A quoted cell does not end, or something follows its closing quotation mark."""

    message: str
    line: int
    column: int


def delimiter_of(text: str) -> str:
    """The first tab, semicolon or comma of the first line that is not blank; a comma if it has none."""
    heading = next((line for line in text.split("\n") if line.strip()), "")
    found = re.search(r"[\t;,]", heading)
    return found[0] if found else ","


def rows(text: str) -> Iterator[list[Cell]]:
    """The rows of a CSV text, blank ones left out.

    Raises:
        Malformed: at the first place where quotation marks do not match.
    """
    sign = re.escape(delimiter_of(text))
    cell = re.compile(rf'[ ]*"([^"]*(?:""[^"]*)*)"[ \t]*?(?={sign}|[\r\n]|\Z)|([^{sign}\r\n]*)')
    position, line, line_start = 0, 1, 0
    row: list[Cell] = []
    while position <= len(text):
        found = cell.match(text, position)
        if found is None:  # the pattern also matches nothing: this cannot be
            break
        column = position - line_start + 1
        if found[1] is None and found[0].lstrip().startswith('"'):
            raise Malformed(_problem(text, found.start(2)), line, column)
        row.append(Cell(_bare(found), line, column))
        position = found.end()
        if newlines := found[0].count("\n"):
            line += newlines
            line_start = found.start() + found[0].rindex("\n") + 1
        if text[position : position + 1] not in ("", "\r", "\n"):
            position += 1
            continue
        if any(one.text for one in row):
            yield row
        row = []
        position += 2 if text.startswith("\r\n", position) else 1
        line, line_start = line + 1, position


def _bare(found: re.Match[str]) -> str:
    quoted = found[1]
    return (found[2] if quoted is None else quoted.replace('""', '"')).strip()


def _problem(text: str, start: int) -> str:
    opened = text.index('"', start)
    if re.compile(r'"[^"]*(?:""[^"]*)*"').match(text, opened):
        return "something follows the closing quotation mark of a cell"
    return "a quotation mark opens a cell, and none closes it"
