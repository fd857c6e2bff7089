"""Records whose labels stand after the text, each alone on a line, the value on the lines below it.

A line counts as a label by its position. The heading of the label block (`value = "none"`) is looked
for from the end; below it labels are free, above it they stand in the layout's order, and what lies
between them has the form of their values. So the same words in the text are text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.model import Line, Slot
from tei.paragraphs import paragraphs, trim
from tei.parse.close import closing_slots
from tei.parse.front import UNRECOGNISED, front_slots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.profile import HeaderRules, Label

_LONGEST_VALUE = 160  # characters of a line that is a name, a place or a subject
_LONGEST_FIELD = 60  # lines of one value
_LONGEST_LABEL = 40
_PROSE = re.compile(r"[.!?…。][\"”’)\]]*$")


def slots_with_labels_after(lines: Sequence[Line], rules: HeaderRules) -> list[Slot]:
    """Give every line to a slot; nothing is given to labels where the layout's heading is not found."""
    found = _labels(lines, rules.labels)
    if not found:
        return [Slot("body", text)] if (text := trim(lines)) else []
    ends = [index for index, _ in found[1:]] + [len(lines)]
    labelled = [
        slot
        for (index, label), end in zip(found, ends, strict=True)
        for slot in _field(lines[index], label, lines[index + 1 : end])
    ]
    return [*_unlabelled(lines[: found[0][0]], rules), *labelled]


# --- the labels --------------------------------------------------------------------------------


def _labels(lines: Sequence[Line], labels: Sequence[Label]) -> list[tuple[int, Label]]:
    """The labels at their places, in the order of the lines."""
    names = {name: order for order, label in enumerate(labels) for name in label.names}
    at = {index: names[line.text.strip()] for index, line in enumerate(lines) if line.text.strip() in names}
    headings = [index for index, order in at.items() if labels[order].value == "none"]
    if not headings:
        return []
    heading = headings[-1]
    spaced = _parted(lines, heading, at)
    if spaced:
        at = {index: order for index, order in at.items() if _parted(lines, index, at)}
    chosen = [*_above(lines, heading, at, labels), heading]
    seen = {at[index] for index in chosen}
    for index in sorted(index for index in at if index > heading):
        if at[index] not in seen:
            seen.add(at[index])
            chosen.append(index)
    return [(index, labels[at[index]]) for index in chosen]


def _parted(lines: Sequence[Line], index: int, at: dict[int, int]) -> bool:
    """Whether blank lines, or other labels, stand on both sides."""
    return all(
        not 0 <= beside < len(lines) or lines[beside].blank or beside in at
        for beside in (index - 1, index + 1)
    )


def _above(lines: Sequence[Line], heading: int, at: dict[int, int], labels: Sequence[Label]) -> list[int]:
    """The labels above the heading, upwards while what lies between is the value of a label."""
    chosen: list[int] = []
    order, prose, size = at[heading], False, 0
    for index in reversed(range(heading)):
        text = lines[index].text.strip()
        if index in at and at[index] < order:
            if prose and labels[at[index]].value != "paragraphs":
                break
            chosen.append(index)
            order, prose, size = at[index], False, 0
        elif text:
            size += 1
            prose = prose or is_prose(text)
            if size > _LONGEST_FIELD or (prose and not _may_be_prose(labels, order)):
                break
    return chosen[::-1]


def _may_be_prose(labels: Sequence[Label], order: int) -> bool:
    return any(label.value == "paragraphs" for label in labels[:order])


def is_prose(text: str) -> bool:
    """A line that is a sentence, or longer than a name: `Gray, A. B.` ends with a stop, too."""
    return len(text) > _LONGEST_VALUE or (len(text) > 60 and _PROSE.search(text) is not None)


def _field(line: Line, label: Label, lines: Sequence[Line]) -> list[Slot]:
    """A label with its value; what stands below the value is unrecognised."""
    printed = Line(line.number, line.text.strip())
    groups = paragraphs(lines)
    if label.value == "paragraphs":
        known = next((at for at, group in enumerate(groups) if at and _like_a_label(group)), len(groups))
    else:
        known = 0 if label.value == "none" else 1
    value = trim(lines[: _after(lines, groups[:known])])
    if label.value == "line":
        value = value[:1]
    rest = trim([other for other in lines if not value or other.number > value[-1].number])
    slots = [Slot(label.slot, value, printed)]
    return [*slots, Slot(UNRECOGNISED, rest)] if rest else slots


def _after(lines: Sequence[Line], groups: Sequence[Sequence[Line]]) -> int:
    """The index after the last line of the last group."""
    return lines.index(groups[-1][-1]) + 1 if groups else 0


def _like_a_label(group: Sequence[Line]) -> bool:
    """A short line alone, without a stop: a label that the layout does not know."""
    text = group[0].text.strip()
    return len(group) == 1 and len(text) <= _LONGEST_LABEL and not re.search(r"[.,;:!?]$", text)


# --- what stands before the labels -------------------------------------------------------------


def _unlabelled(lines: Sequence[Line], rules: HeaderRules) -> list[Slot]:
    """The header's positions, the text, the positions that close it."""
    front, begin = front_slots(lines, rules.positions)
    wanted = [position for position in rules.closing if position.slot not in {slot.name for slot in front}]
    text, closing = closing_slots(lines[begin:], wanted)
    body = [Slot("body", text)] if text else []
    return [*front, *body, *closing]
