"""The value of a label that stands before it: how far it goes, and to which slots its lines belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.model import Line, Slot
from tei.paragraphs import any_text, trim
from tei.parse.front import UNRECOGNISED
from tei.profile import SECTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.profile import Label

_STOP = re.compile(r"[.,;:!?。，：！？]$")
LABEL_LIKE = re.compile(r"^[A-Z][\w&'() /-]{1,40}:$")


def values_of(label: Label, printed: Line, value: tuple[Line, ...]) -> list[Slot]:
    """The slots of a value: the label's own, what stands above it, and what an unknown label begins."""
    kept, unknown = _split_at_unknown_label(value)
    behind = [Slot(UNRECOGNISED, unknown)] if unknown else []
    if not label.above or not kept:
        return [Slot(label.slot, kept, printed), *behind]
    upper, lower = _split_at_form(kept, label)
    above = [Slot(label.above if lower else UNRECOGNISED, upper)] if upper else []
    own = [Slot(label.slot, lower)] if lower else []
    return [Slot(SECTION, (), printed), *above, *own, *behind]


def _split_at_form(value: tuple[Line, ...], label: Label) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Cut a value where the form of its label begins, be it within a line."""
    for index, line in enumerate(value):
        found = label.pattern.search(line.text) if label.pattern else None
        if found is not None:
            before, behind = line.text[: found.start()], line.text[found.start() :]
            upper = (*value[:index], Line(line.number, before)) if before.strip() else value[:index]
            return trim(upper), (Line(line.number, behind), *value[index + 1 :])
    return value, ()


def _split_at_unknown_label(value: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Cut a value where a line looks like a label that the layout does not know."""
    for index, line in enumerate(value):
        if index and value[index - 1].blank and LABEL_LIKE.match(line.text.strip()):
            return trim(value[:index]), value[index:]
    return value, ()


def end_of_last_value(lines: Sequence[Line], start: int, label: Label, rest: str) -> int:
    """As `end_of_value`; a last label stands empty where a paragraph of another form and more text follow."""
    end = end_of_value(lines, start, label, rest)
    value = [line.text.strip() for line in (Line(0, rest), *lines[start:end]) if not line.blank]
    pattern = label.pattern
    if not value or not pattern or not any_text(lines[end:]):
        return end
    if label.value == "lines":  # a value that the pattern does not know is still no sentence
        return end if pattern.search(value[0]) or not _STOP.search(value[0]) else start
    return end if pattern.search(" ".join(value)) else start


def end_of_value(lines: Sequence[Line], start: int, label: Label, rest: str) -> int:
    """Index after the last line of a value that no label follows."""
    index = start
    if not rest:
        while index < len(lines) and lines[index].blank:
            index += 1
    packed = index == start  # no blank line after the label: the blank lines are lost
    if label.value == "line" or (packed and label.value == "paragraph"):
        return min(index + (0 if rest else 1), len(lines))
    pattern = label.pattern
    while index < len(lines) and not lines[index].blank:
        if packed and pattern and not pattern.search(lines[index].text.strip()):
            break
        index += 1
    return index
