"""A line of the print with what it was decided to be."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.interpret.page_forms import SIGNS
from tei.interpret.print_lines import Printed
from tei.model import Line

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from typing import Literal

    from tei.model import BlockKind
    from tei.profile import BodyLine

    Said = Mapping[tuple[int, str], BodyLine]
    """What the layout says of lines, by their numbers and words."""

BY_LAYOUT = "form of line that the layout names"
# `Embassy in Veldt` over the date, `Harn, Field St., 14` below the name: no word of them is a person's name
BODY_SIGNS = "body over the date"
LIVES = "where who signs lives"

_SPACES = re.compile(r"\s{2,}")
_OPENS_PAGE_SIGN = frozenset("[(")
_SIGNS_OF_LAYOUT = frozenset("#>£")
_HAND = re.compile(r"^££(?P<words>[^£]{1,200})££$")
_SIZE = re.compile(r"^(?P<sign>#{1,6})\s+(?=[^\s#])")  # `# # #` ends a text
_BY_SIZE = frozenset(("head", "salute"))
_QUOTED = re.compile(r"^>\s+(?=\S)")


@dataclass(slots=True)
class Decided:
    """Printed lines, the kind of block they are, and the name of the rule that decided it."""

    printed: Printed
    kind: BlockKind
    rule: str


@dataclass(slots=True)
class Row:
    """A line as the forms are asked of it.

    `text` is without signs of layout and of pages at its front, and with single blanks; `hand` marks a line that is all
    handwriting (`££…££`), `level` a heading by its sign (`##` is 2), `apart` a blank line above it,
    `below_page` a page marker or notes above it; `said` is what the layout says of it.
    """

    line: Line
    text: str
    apart: bool
    hand: bool = False
    level: int = 0
    headnote: bool = False
    below_page: bool = False
    said: BodyLine | None = None

    def said_in(self, place: Literal["opening", "text", "closing"]) -> BlockKind | Literal[""]:
        """The kind that the layout says it is, if it stands at this place of the text."""
        return self.said.kind if self.said is not None and self.said.may_stand(place) else ""

    @property
    def shown(self) -> Line:
        """The line without its sign of layout, which the markup replaces."""
        if not (self.level or self.headnote):
            return self.line
        bare = (_SIZE if self.level else _QUOTED).sub("", self.line.text.strip())
        return Line(self.line.number, bare)


def key_of(line: Line) -> tuple[int, str]:
    """What tells a line: a number parted from the line it was glued to has that line's number."""
    return line.number, line.text


def rows_of(lines: Sequence[Line], said: Said, aside: Collection[int] = ()) -> list[Row]:
    """The lines with text as rows; `aside` are the numbers of lines that are no text: pages' markers, notes."""
    outside = sorted(aside)
    rows: list[Row] = []
    apart = True
    last = 0
    for line in lines:
        if line.blank:
            apart = True
            continue
        between = bool(outside) and bisect_left(outside, last) < bisect_left(outside, line.number)
        rows.append(
            _row(
                line, said.get(key_of(line)) if said else None, apart=apart, below_page=between and bool(rows)
            )
        )
        apart, last = False, line.number
    return rows


def _row(line: Line, said: BodyLine | None, *, apart: bool, below_page: bool) -> Row:
    text = line.text.strip()
    if "  " in text or not text.isprintable():
        text = _SPACES.sub(" ", text)
    hand, level, headnote = False, 0, False
    if text[0] in _SIGNS_OF_LAYOUT:
        if size := _SIZE.match(text):
            text, level = text[size.end() :], len(size["sign"])
        elif quoted := _QUOTED.match(text):
            text, headnote = text[quoted.end() :], True
        elif found := _HAND.match(text):
            text, hand = found["words"].strip(), True
    elif text[0] in _OPENS_PAGE_SIGN and (page := SIGNS.match(text)) and text[page.end() :].strip():
        text = text[page.end() :].strip()  # `[p. 3] With respect,`
    return Row(line, text, apart, hand, level, headnote, below_page, said)


def decide(row: Row, kind: BlockKind, rule: str) -> Decided:
    """Decide a row; only a heading, a salutation and an editor's note stand for a sign of layout."""
    replaced = kind in _BY_SIZE if row.level else kind == "headnote"
    return Decided(Printed((row.shown if replaced else row.line,)), kind, rule)
