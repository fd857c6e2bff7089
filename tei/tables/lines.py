"""The lines of a table, decoded as they are read. A file of any size needs the memory of its longest row.

A byte that is not valid in the encoding becomes half of a surrogate pair (`surrogateescape`), so that one row
is at fault and not the file; in UTF-16 and UTF-32, where nothing after it can be told, reading ends there.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

File = io.BufferedReader | io.BytesIO
"""A file open for reading that can be read again from its beginning."""

MAX_ROW = 16 * 1024 * 1024
"""Characters of a row, which is one record: a longer one is refused."""

_ESCAPED = re.compile("[\udc80-\udcff]+")


class UndecodableError(Exception):
    """The rest of the file cannot be decoded: the line, and what is wrong with it."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def lines_of(file: File, begin: int, encoding: str) -> Iterator[str]:
    """The lines with their ends, each LF; of a line longer than a row may be, the beginning, without an end.

    Raises:
        UndecodableError: at a line of UTF-16 or UTF-32 that is not valid.
    """
    file.seek(begin)
    errors = "strict" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    text = io.TextIOWrapper(file, encoding=encoding, errors=errors, newline=None)
    number = 1
    try:
        while line := text.readline(MAX_ROW + 1):
            # In GB 18030 a byte order mark is a character to Python.
            yield line.removeprefix("\ufeff") if number == 1 and encoding == "gb18030" else line
            while not line.endswith("\n") and (line := text.readline(MAX_ROW + 1)):
                pass  # the rest of a line that is too long
            number += 1
    except UnicodeDecodeError as error:
        raise UndecodableError(number, error.reason) from error
    finally:
        if not file.closed:  # else the wrapper has nothing left to close
            text.detach()


def undecoded(text: str) -> str:
    """The first bytes of a text that were not valid, as hexadecimal; empty where all were."""
    found = _ESCAPED.search(text)
    return found[0].encode("ascii", "surrogateescape")[:8].hex(" ").upper() if found else ""
