"""Where elements, attributes and text stand in the bytes of a document: line and column.

libxml2 keeps a line for an element, that of the end of its tag, and no column. So the tags are found in the decoded
text itself, once, and only for a document that has a finding. The document is well-formed, and has no entities and no
DTD: both are refused before (`tei.safe_xml`).

Whatever the number of findings, the text is looked through once, and the tree once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.check.words import name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_TAG: Final = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<![^>]*>"
    r"|</(?P<end>[^>]*)>"
    r"|<(?P<name>[^\s/>!?]+)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_BEGIN: Final = re.compile(r"<(?=[^/?])")
_ATTRIBUTE: Final = re.compile(r"([^\s=\"'/]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ASIDE: Final = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_BREAK: Final = re.compile(r"\r\n?|\n")
_NAME_ENDS: Final = b" \t>/\n"
_LINES_KEPT: Final = 65_535  # libxml2 counts the lines of elements up to here
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(slots=True)
class _Tag:
    """The offsets of an element: of its `<`, of the end of its start tag, of its end tag, of what follows that."""

    begin: int
    opened: int
    closes: int
    after: int


class Positions:
    """The places in one document.

    Args:
        data: its bytes.
        encoding: the encoding that the parser took, without which a byte order mark decides.
    """

    def __init__(self, data: bytes, encoding: str | None) -> None:
        self._data = data
        self._codec = next((name for bom, name in _BOMS if data.startswith(bom)), encoding or "utf-8")
        self._numbers: dict[etree._Element, int] = {}

    @cached_property
    def _text(self) -> str:
        try:
            return self._data.decode(self._codec)
        except (UnicodeDecodeError, LookupError):  # an encoding that libxml2 reads and Python does not know
            return ""

    @cached_property
    def _begins(self) -> list[int]:
        """The offset of each start tag. Where nothing else can hold a `<`, to look for that alone is ten times as fast."""
        text = self._text
        if "<!" in text or any("<" in one.partition("?>")[0] for one in text.split("<?")[1:]):
            return [tag.begin for tag in self._tags]
        return [match.start() for match in _BEGIN.finditer(text)]

    @cached_property
    def _breaks(self) -> list[int]:
        """Where each line but the first begins."""
        return [match.end() for match in _BREAK.finditer(self._text)]

    def of(self, element: etree._Element, attribute: str = "") -> tuple[int, int] | None:
        """Line and column, from 1, of an element's `<`, or of the name of its attribute; None where not found.

        Args:
            element: an element of the tree that was parsed from the bytes.
            attribute: its name as it is written, or without its prefix.
        """
        number = self._number(element)
        if number >= len(self._begins):
            return None
        at = self._begins[number]
        tag = _TAG.match(self._text, at) if attribute else None
        if tag is not None:
            found = _ATTRIBUTE.finditer(self._text, at, tag.end())
            local = attribute.rpartition(":")[2]
            names = {match[1]: match.start() for match in found}
            loose = [start for name, start in names.items() if name.rpartition(":")[2] == local]
            at = names.get(attribute, loose[0] if loose else at)
        return self._place(at)

    def of_text(self, element: etree._Element) -> tuple[int, int] | None:
        """Line and column of the first sign of text that stands directly in an element; its `<` where there is none."""
        tag = self._tag(element)
        if tag is None:
            return None
        at = tag.opened
        children = list(element.iterchildren(etree.Element))
        self.number(children)
        for child in (*children, None):
            below = self._tag(child) if child is not None else None
            end = below.begin if below else tag.closes
            said = _ASIDE.sub(lambda match: " " * len(match[0]), self._text[at:end])
            if said.strip():
                return self._place(at + len(said) - len(said.lstrip()))
            at = below.after if below else end
        return self._place(tag.begin)

    def at_line_begin(self, element: etree._Element) -> tuple[int, int] | None:
        """As `of`, for the commonest case, and without looking at the text as a whole; None says nothing.

        The start tag is the first of its line and the only one of its name there. The line that libxml2 keeps is that
        of the end of the tag, and no tag of a line above can end behind a `<`.
        """
        data, line = self._data, element.sourceline or 0
        if self._codec.lower() != "utf-8" or not 0 < line < _LINES_KEPT or b"\r" in data or b"<!" in data:
            return None
        if any(b"<" in one.partition(b"?>")[0] for one in data.split(b"<?")[1:]):
            return None
        shown = data.split(b"\n", line)[line - 1]
        begun = shown.lstrip()
        tag = f"<{element.prefix or ''}{':' if element.prefix else ''}{name(element)}".encode()
        if (
            not begun.startswith(tag)
            or shown.count(tag) > 1
            or begun[len(tag) : len(tag) + 1] not in _NAME_ENDS
        ):
            return None
        return line, len(shown) - len(begun) + 1

    def number(self, elements: Collection[etree._Element]) -> None:
        """Find out how many elements begin before each of these, in one pass over their tree."""
        wanted = {one for one in elements if one not in self._numbers}
        if not wanted:
            return
        for number, element in enumerate(next(iter(wanted)).getroottree().iter(etree.Element)):
            if element in wanted:
                self._numbers[element] = number
                wanted.remove(element)
                if not wanted:
                    return

    def _number(self, element: etree._Element) -> int:
        if element not in self._numbers:
            self.number((element,))
        return self._numbers[element]

    @cached_property
    def _tags(self) -> list[_Tag]:
        return list(_tags(self._text))

    def _tag(self, element: etree._Element) -> _Tag | None:
        number = self._number(element)
        return self._tags[number] if number < len(self._tags) else None

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._breaks, offset)
        return line + 1, offset - (self._breaks[line - 1] if line else 0) + 1


def _tags(text: str) -> Iterator[_Tag]:
    """The elements of a document, in its order."""
    made: list[_Tag] = []
    open_: list[_Tag] = []
    for match in _TAG.finditer(text):
        if match["end"] is not None:
            if open_:
                tag = open_.pop()
                tag.closes, tag.after = match.start(), match.end()
        elif match["name"] is not None:
            tag = _Tag(match.start(), match.end(), match.end(), match.end())
            made.append(tag)
            if not match["attributes"].endswith("/"):
                open_.append(tag)
    return iter(made)
