"""Where a fault stands, found from where the parser was when the engine told it: behind the tag.

jing gives the place behind the tag, and for text the place behind the next tag. In the bytes the tag begins at the
last `<` before it, since no attribute holds one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_BREAK: Final = re.compile(r"\r\n|\n|\r")
_DECLARED: Final = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_ATTRIBUTE: Final = re.compile(r'attribute "(?:[^":]*:)?([^":]+)"')
_TEXT: Final = ("text not allowed", "character content", "data not allowed")


class FaultPlaces:
    """The places of one file; its text is read when the first is asked for."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @cached_property
    def _text(self) -> str:
        try:
            data = self._file.read_bytes()
        except OSError:
            return ""
        declared = _DECLARED.match(data[:200])
        codec = declared[1].decode("ascii") if declared else "utf-8-sig"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            codec = "utf-16"
        elif data[:3] == b"\xef\xbb\xbf":
            codec = "utf-8-sig"
        try:
            return data.decode(codec)
        except (UnicodeDecodeError, LookupError):
            return ""

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self._text))]

    def of(self, line: int, column: int, message: str) -> tuple[int, int]:
        """Return line and column of the fault; those given where the text does not show it."""
        end = self._offset(line, column)
        if end is None:
            return line, column
        after_cr = self._text[self._starts[line - 1] - 1 : self._starts[line - 1]] == "\r"
        if after_cr and self._text[end - 1 : end] != ">" and self._text[end : end + 1] == ">":
            end += 1  # behind a CR that no LF follows, Java's parser counts one column less (measured)
        if self._text[end - 1 : end] != ">":  # not behind a tag: behind a text
            return self._place(self._of_text(end)) if message.startswith(_TEXT) else (line, column)
        begin = self._text.rfind("<", 0, end)
        if begin < 0 or self._text[begin + 1 : begin + 2] in ("!", "?"):
            return line, column
        return self._place(self._fault(begin, end, message))

    def _fault(self, begin: int, end: int, message: str) -> int:
        """The offset of the attribute or of the text that the message is about, or of the tag."""
        if message.startswith(_TEXT):
            return self._of_text(begin)
        if (named := _ATTRIBUTE.search(message)) is not None and "missing required" not in message:
            written = rf"\s((?:[^\s\"'=<>:]*:)?{re.escape(named[1])})\s*="
            if (found := re.search(written, self._text[begin:end])) is not None:
                return begin + found.start(1)
        return begin

    def _of_text(self, end: int) -> int:
        """The offset where the text that ends at an offset begins; the end where there is none."""
        before = self._text.rfind(">", 0, end) + 1
        text = self._text[before:end]
        return before + len(text) - len(text.lstrip()) if text.strip() else end

    def _offset(self, line: int, column: int) -> int | None:
        """The offset of a place whose column counts as Java counts: in units of UTF-16."""
        if not 0 < line <= len(self._starts) or column < 1:
            return None
        start = self._starts[line - 1]
        limit = self._starts[line] if line < len(self._starts) else len(self._text)
        text = self._text[start:limit]
        wanted = column - 1
        if not text.isascii():
            text = text.encode("utf-16-le", "surrogatepass")[: wanted * 2].decode("utf-16-le", "ignore")
            wanted = len(text)
        return min(start + wanted, limit)

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
