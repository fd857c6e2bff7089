"""The slots at the head of a record whose labels stand after the text: date, title, credits.

Nothing there says where the header ends but the places and forms of its paragraphs.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from tei.model import Slot
from tei.paragraphs import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Line
    from tei.profile import Position

UNRECOGNISED = "unrecognised"
DROPPED = "dropped"
_LONGEST_PARAGRAPH = 3  # lines: a title is printed in few lines, a text in many


def repeats(filled: Position, text: str) -> bool:
    """Whether a text has the form of a slot that is filled already, such as a second date."""
    return filled.pattern is not None and filled.pattern.search(text) is not None


def front_slots(lines: Sequence[Line], positions: Sequence[Position]) -> tuple[list[Slot], int]:
    """Give the first paragraphs of lines to positions, in order.

    Returns:
        The slots and the index of the first line that belongs to none of them.
    """
    slots: list[Slot] = []
    index = _text_from(lines, 0)
    filled: Position | None = None
    for position, following in zip_longest(positions, positions[1:]):
        while filled and (second := _extent(lines, index, filled)) and repeats(filled, joined(second)):
            if position.pattern or _text_from(lines, index + len(second)) >= len(lines):
                break
            slots.append(Slot(UNRECOGNISED, second))
            index = _text_from(lines, index + len(second))
        taken = _extent(lines, index, position)
        after = _text_from(lines, index + len(taken))
        if position.before_next and not (following and _extent(lines, after, following)):
            continue
        if taken:
            slots.append(Slot(position.slot, taken))
            index, filled = after, position
    return slots, index


def _text_from(lines: Sequence[Line], index: int) -> int:
    while index < len(lines) and lines[index].blank:
        index += 1
    return index


def _extent(lines: Sequence[Line], index: int, position: Position) -> tuple[Line, ...]:
    """The lines that a position takes from here: the paragraph, or, where blanks are lost, one line."""
    if index >= len(lines):
        return ()
    end = index
    while end < len(lines) and not lines[end].blank:
        end += 1
    whole = index == 0 or lines[index - 1].blank
    more = _text_from(lines, end) < len(lines)
    if whole and more and end - index <= _LONGEST_PARAGRAPH and position.accepts(joined(lines[index:end])):
        return tuple(lines[index:end])
    return tuple(lines[index : index + 1]) if position.accepts(lines[index].text.strip()) else ()
