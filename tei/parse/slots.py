"""Every line of a record claimed by a slot, as a layout says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.model import Line, Slot
from tei.paragraphs import trim
from tei.parse.after import slots_with_labels_after
from tei.parse.before import slots_with_labels_before
from tei.parse.data_header import slots_with_data_header
from tei.parse.flattened import unflattened
from tei.parse.front import DROPPED, UNRECOGNISED
from tei.parse.header_lines import header_lines
from tei.profile import KEPT

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from tei.model import Source
    from tei.profile import HeaderRules, Profile


def slots_of(source: Source, profile: Profile) -> list[Slot]:
    """The slots of a source read by a layout, in the order of their lines."""
    rules = profile.header
    if rules.data_header:
        return slots_with_data_header(source.lines, rules)
    lines = unflattened(source.lines, rules) if rules.flattened else source.lines
    above, begin = _above(lines, dropped_lines(profile), rules)
    within = dropped_lines(profile, "header")
    found = _without(lines[begin:], within, rules) if within else _read(lines[begin:], rules)
    return [*above, *found]


def _read(lines: Sequence[Line], rules: HeaderRules) -> list[Slot]:
    """The slots of lines above which nothing is to be told any more."""
    own, lines = header_lines(lines, rules) if rules.patterns else ([], lines)
    if own and not rules.labels and rules.text_begins is None and rules.front_ends is None:
        last = max(slot.lines[0].number for slot in own)
        at = next(at for at, line in enumerate(lines) if line.number == last) + 1
        found = [*slots_with_labels_before(lines[:at], rules), *_text(lines[at:])]
    elif rules.labels_stand == "after":
        found = slots_with_labels_after(lines, rules)
    else:
        found = slots_with_labels_before(lines, rules)
    return sorted([*own, *found], key=_first) if own else found


def _without(lines: Sequence[Line], dropped: Mapping[str, str], rules: HeaderRules) -> list[Slot]:
    """The slots, and one for each declared line among those of the header; a line of the text is none of them."""
    numbers = {line.number for line in lines if line.text.strip() in dropped}
    bodies = [slot for slot in _read(_blanked(lines, numbers), rules) if slot.name == "body"]
    if bodies:
        text = bodies[0].lines[0].number
        numbers = {number for number in numbers if number < text}
    gone = [Slot(DROPPED, (line,)) for line in lines if line.number in numbers]
    return sorted([*gone, *_read(_blanked(lines, numbers), rules)], key=_first)


def _blanked(lines: Sequence[Line], numbers: Container[int]) -> list[Line]:
    return [Line(line.number, "") if line.number in numbers else line for line in lines]


def with_their_labels(source: Source, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """The slots of a record; one whose place is still to be chosen has its label in its text."""
    return tuple(_whole(source, slot) if slot.name == KEPT and slot.label else slot for slot in slots)


def _whole(source: Source, slot: Slot) -> Slot:
    head = source.lines[slot.label.number - source.first] if slot.label else None
    below = [line for line in slot.lines if not head or line.number > head.number]
    return Slot(slot.name, trim([head, *below] if head else below))


def _text(lines: Sequence[Line]) -> list[Slot]:
    text = trim(lines)
    return [Slot("body", text)] if text else []


def _first(slot: Slot) -> int:
    return slot.label.number if slot.label else slot.lines[0].number


def dropped_lines(profile: Profile, where: str = "above") -> dict[str, str]:
    """The lines that a layout declares as no part of its records above the header or in it, each with the reason."""
    drops = [drop for drop in profile.header.drops if where in ("above", drop.where)]
    return {text: drop.reason for drop in drops for text in drop.lines}


def _above(lines: Sequence[Line], dropped: Mapping[str, str], rules: HeaderRules) -> tuple[list[Slot], int]:
    """The declared lines above everything else, one slot each, and the index after them."""
    slots = []
    begin = 0
    headed = bool(rules.masthead) or rules.masthead_pattern is not None
    for index, line in enumerate(lines if dropped or headed else ()):
        text = line.text.strip()
        if text in dropped or rules.is_masthead(text):
            slots.append(Slot(DROPPED if text in dropped else UNRECOGNISED, (line,)))
            begin = index + 1
        elif not line.blank:
            break
    return slots, begin
