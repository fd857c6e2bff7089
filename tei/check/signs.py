"""What is compared: the characters of a record's lines, and the runs of text that TEI elements hold.

White space is layout on both sides. What markup stands for is restored: the brackets of `supplied`, the
signs of raised print, the printed sign that `@rend` keeps (`[p. 6]`); for list marks, the bars of a table and
the sign of a heading (`##`) or of an editor's note (`>`) a run without text says that they may stand here.
Of a `choice` the first child counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from tei.model import Line

_T = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NS = {"t": _T[1:-1]}
_CELL, _ROW, _SUPPLIED, _HI = (_T + name for name in ("cell", "row", "supplied", "hi"))
_SECOND_READING = frozenset(_T + name for name in ("reg", "corr", "expan"))
_GENERATED = frozenset((_T + "desc",))
_BLANKS = bytes(code for code in range(128) if chr(code).isspace())
_LIST_MARKS = "-–—―‒•·∙・●○◎◦▪■□‣◆*"
_FIRST_MARKS = frozenset(f"#>{_LIST_MARKS}")
_MARK = f"[{re.escape(_LIST_MARKS)}]"
_ALONE = re.compile(rf"{_MARK}(?<=\s{_MARK})(?=\s)")  # the mark first: it is found the fastest
# Bars between the columns of a table, and the rule of bars and hyphens among its rows.
_BAR = re.compile("[|│┃]")
_RULE = re.compile(r"(?=[\s|│┃+:=─━┼├┤-])(?=[^|│┃+┼├┤]*[|│┃+┼├┤])[\s|│┃+:=─━┼├┤-]{3,}")
_OF_TABLES = "|│┃+┼├┤"  # one of them stands in each such line
# Signs of layout that an element stands for.
_MARKS = {
    _T + "item": _LIST_MARKS,
    _T + "note": _LIST_MARKS + ">",
    _T + "head": "#",
    _T + "salute": "#",
    _T + "lb": "#",
}

Kind = Literal["text", "restored", "rend", "marks", "bars"]


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters of lines that are not white space.

    `starts` are the indexes in `text` where lines begin, `numbers` those lines. `marks`: indexes that may be a
    sign of layout: a list mark as the first sign of its line or alone between blanks, `#` and `>` as the
    first. `bars`: indexes that may be a bar between columns, or part of a rule of a table.
    """

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    marks: frozenset[int]
    bars: frozenset[int]

    def line(self, index: int) -> int:
        """The line of a sign."""
        return self.numbers[bisect_right(self.starts, index) - 1]

    def lines(self, first: int, last: int) -> tuple[int, ...]:
        """The lines of the signs from `first` to before `last`, of which there is one at least."""
        return self.numbers[bisect_right(self.starts, first) - 1 : bisect_right(self.starts, last - 1)]

    def opens_row(self, index: int) -> bool:
        """Whether a line begins here that holds more than bars."""
        at = bisect_right(self.starts, index) - 1
        if self.starts[at] != index:
            return False
        end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text)
        return not self.bars.issuperset(range(index, end))


class Run(NamedTuple):
    """A stretch of the reading text that one element holds; or, with an empty text, a place for layout.

    `text` is the element's own, `restored` what its markup stands for, `rend` the sign that its `@rend`
    keeps; `marks` (those in `marks`) and `bars` have no text. Only a run that is no TEI has no element.
    """

    element: etree._Element | None
    kind: Kind
    text: str = ""
    marks: str = ""


def packed(text: str) -> str:
    """A text without its white space. Most of it are blanks, and those alone are struck the fastest (measured)."""
    if text.isascii():
        return text.encode("ascii").translate(None, _BLANKS).decode("ascii")
    return "".join(text.replace(" ", "").split())


def signs_of(lines: Iterable[Line]) -> Signs:
    """The signs of lines, in order."""
    given = [line for line in lines if not line.blank]
    whole = "\n".join(
        line.text for line in given
    )  # most texts have no signs of layout within or between their lines
    alone = _ALONE.search(whole) is not None
    tables = any(sign in whole for sign in _OF_TABLES)
    texts: list[str] = []
    starts: list[int] = []
    marks: list[int] = []
    bars: list[int] = []
    at = 0
    for line in given:
        text = packed(line.text)
        starts.append(at)
        if text[0] in _FIRST_MARKS:
            marks.append(at)
        if alone:
            marks += [at + index for index in _marks_between(line.text)]
        if tables:
            bars += [at + index for index in _bars(line.text, text)]
        texts.append(text)
        at += len(text)
    numbers = tuple(line.number for line in given)
    return Signs("".join(texts), tuple(starts), numbers, frozenset(marks), frozenset(bars))


def _marks_between(line: str) -> Iterator[int]:
    at = before = 0
    for mark in _ALONE.finditer(line):
        at += len(packed(line[before : mark.start()]))
        before = mark.start()
        yield at


def _bars(line: str, text: str) -> Iterable[int]:
    if _RULE.fullmatch(line):
        return range(len(text))
    return (bar.start() for bar in _BAR.finditer(text))


def runs_of(element: etree._Element) -> list[Run]:
    """The runs of an element and of all that stands in it, in printed order."""
    found: list[Run] = []
    _add(element, found)
    return found


def _add(element: etree._Element, found: list[Run]) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _GENERATED or is_second_reading(element):
        return
    if rend := element.get("rend"):
        # @rend holds what the print has in the place of the markup: `[illegible]`, `[p. 6]`.
        _add_text(element, "rend", rend, found)
        return
    before, after = _restored(element, tag)
    if tag in _MARKS or tag == _CELL:
        found.append(_layout_before(element, tag))
    if before:
        _add_text(element, "restored", before, found)
    if text := element.text:
        _add_text(element, "text", text, found)
    for child in element:
        _add(child, found)
        if tail := child.tail:
            _add_text(element, "text", tail, found)
    if after:
        _add_text(element, "restored", after, found)
    if tag == _ROW:
        found.append(Run(element, "bars"))


def _layout_before(element: etree._Element, tag: str) -> Run:
    return Run(element, "bars") if tag == _CELL else Run(element, "marks", marks=_MARKS[tag])


def _restored(element: etree._Element, tag: str) -> tuple[str, str]:
    """The signs that an element replaces, before and after its content."""
    if tag == _SUPPLIED:
        return "[", "]"
    rendition = element.get("rendition")
    if rendition == "#sup":
        return "^{", "}"
    return _signs_of_look(element) if rendition and tag == _HI else ("", "")


def _signs_of_look(element: etree._Element) -> tuple[str, str]:
    """The signs that the record has around words of a look: the header's `rendition` keeps them in `n`."""
    declared = element.getroottree().iterfind(".//t:tagsDecl/t:rendition", _NS)
    named = (one.get("n", "") for one in declared if f"#{one.get(_ID)}" == element.get("rendition"))
    before, _, after = next(named, "").partition(" ")
    return before, after


def is_second_reading(element: etree._Element) -> bool:
    """Whether it is what stands for the print in a `choice`; alone it is the print's own words."""
    if element.tag not in _SECOND_READING:
        return False
    parent = element.getparent()
    return parent is not None and parent.tag == _T + "choice"


def _add_text(element: etree._Element, kind: Kind, text: str, found: list[Run]) -> None:
    if signs := packed(text):
        found.append(Run(element, kind, signs))
