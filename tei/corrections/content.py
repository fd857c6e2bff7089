"""A correction of words within a line: found in the pieces of a division, and changed where they stand.

The words of all parts are looked through as the print has them, signs included. Of equal words the one on
the line that the correction names is meant: those of the lines above it in its piece come first.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from tei.model import (
    Added,
    Anchor,
    Block,
    Break,
    Deleted,
    Furniture,
    Gap,
    Item,
    ItemList,
    Note,
    PageBreak,
    Raised,
    Section,
    Sic,
    Supplied,
    Table,
    Text,
    Turn,
    Unclear,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tei.corrections.table import Correction
    from tei.model import Inline, Piece, Span

Content = tuple["Inline", ...]
_FIXED = (PageBreak, Furniture, Break, Anchor)


@dataclass(slots=True)
class ContentChange(ABC):
    """What a correction does to the words on its line: done or not, what was read before, why it does not fit."""

    row: Correction
    lines: Mapping[int, str]
    done: bool = False
    old: str = ""
    problem: str = ""
    missed: str = "these words are not found on the line as they are printed"
    _before: dict[tuple[int, int], int] = field(default_factory=dict)

    def pattern(self) -> re.Pattern[str]:
        """The words looked for."""
        return words_pattern(self.row.printed)

    @abstractmethod
    def changed(self, content: Content, span: Span) -> Content:
        """The content after the correction, if the words in it are the ones that are meant."""

    def piece(self, piece: Piece, language: str) -> Piece:
        """The piece after the correction."""
        if self.done or not piece.span.first <= self.row.place.line <= piece.span.last:
            return piece
        match piece:
            case Block():
                return replace(piece, content=self._content(piece.content, piece.span))
            case Note():
                paragraphs = tuple(self._content(one, piece.span) for one in piece.paragraphs)
                return replace(piece, paragraphs=paragraphs)
            case ItemList():
                head = self._content(piece.head, piece.span)
                items = tuple(self._item(one, language) for one in piece.items)
                return replace(piece, head=head, items=items)
            case Table():
                rows = tuple(tuple(self._content(cell, piece.span) for cell in row) for row in piece.rows)
                return replace(piece, rows=rows)
            case Turn():
                speaker = self._content(piece.speaker, piece.span)
                blocks = tuple(self.piece(one, language) for one in piece.blocks)
                return replace(piece, speaker=speaker, blocks=cast("tuple[Block | ItemList, ...]", blocks))
            case Section():
                return replace(piece, pieces=tuple(self.piece(one, language) for one in piece.pieces))

    def _item(self, item: Item | Block, language: str) -> Item | Block:
        if isinstance(item, Block):
            return cast("Block", self.piece(item, language))
        if self.done or not item.span.first <= self.row.place.line <= item.span.last:
            return item
        inner = tuple(self.piece(one, language) for one in item.inner)
        content = self._content(item.content, item.span)
        return replace(item, content=content, inner=cast("tuple[Block | ItemList, ...]", inner))

    def _content(self, content: Content, span: Span) -> Content:
        return content if self.done else self.changed(content, span)

    def meant(self, text: str, span: Span) -> Iterator[re.Match[str]]:
        """Of the places in a text where the words stand the one that is meant, if it is among them."""
        for match in self.pattern().finditer(text):
            if self.is_meant(span):
                yield match
                return

    def is_meant(self, span: Span) -> bool:
        """Whether this occurrence is the one meant; each is asked about once, in the order of the print."""
        key = (span.first, span.last)
        if key not in self._before:
            above = "\n".join(self.lines.get(number, "") for number in range(span.first, self.row.place.line))
            self._before[key] = len(self.pattern().findall(above)) + self.row.place.nth - 1
        self._before[key] -= 1
        return self._before[key] < 0


def as_printed(part: Inline) -> str:
    """A part as the record prints it, with the signs that its markup stands for."""
    match part:
        case Anchor():
            return f"^{{{part.marker}}}" if part.raised else part.marker
        case Raised():
            return f"^{{{part.text}}}"
        case Supplied():
            return f"[{part.text}]"
        case Break():
            return " "
        case PageBreak() | Gap():
            return part.marker
        case Unclear() | Sic() | Deleted() | Added():
            return part.marker or part.text
    return part.text


def parts_within(content: Content, begin: int, end: int) -> Content:
    """The parts of which a stretch of the printed words holds something."""
    found, at = [], 0
    for part in content:
        stop = at + len(as_printed(part))
        if at < end and stop > begin:
            found.append(part)
        at = stop
    return tuple(found)


def with_parts(content: Content, begin: int, end: int, parts: Sequence[Inline]) -> Content | None:
    """The content with other parts for a stretch of the printed words.

    Returns:
        None where the stretch begins or ends amid a part that cannot be divided, such as a name, or where
        a page or a note mark stands within it.
    """
    made: list[Inline] = []
    at, placed = 0, False
    for part in content:
        words = as_printed(part)
        stop = at + len(words)
        if stop <= begin or at >= end:
            made.append(part)
        else:
            before, after = words[: max(0, begin - at)], words[end - at :]
            whole = (at, stop) == (begin, end)
            fixed = isinstance(part, _FIXED) and not whole
            if fixed or ((before or after) and not isinstance(part, Text | Sic | Unclear)):
                return None
            made += [Text(before), *(() if placed else parts), Text(after)]
            placed = True
        at = stop
    return joined(made) if placed else None


def joined(parts: Sequence[Inline]) -> Content:
    """The parts without empty text, text beside text made one."""
    made: list[Inline] = []
    for part in parts:
        if isinstance(part, Text) and made and isinstance(made[-1], Text):
            made[-1] = Text(made[-1].text + part.text)
        elif not isinstance(part, Text) or part.text:
            made.append(part)
    return tuple(made)


def words_pattern(words: str) -> re.Pattern[str]:
    """The words with white space as the print has it; a word of Latin letters is not found within another."""
    pattern = r"\s{1,9}".join(re.escape(word) for word in words.split())
    start = r"(?<![A-Za-z0-9])" if re.match("[A-Za-z0-9]", words) else ""
    return re.compile(start + pattern + (r"(?![A-Za-z0-9])" if re.search("[A-Za-z0-9]$", words) else ""))
