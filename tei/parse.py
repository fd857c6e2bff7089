"""Stage 2: Source + Profile -> Record. Every non-blank line is claimed by exactly one slot.

A label counts by its position: it is looked for only where the header has not ended. The header ends
where a value of known extent is over and no label follows, so `CONTENTS` or `Summary.` in the text
is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.findings import Finding, Where, finding
from tei.model import Line, Record, Slot, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.profile import HeaderRules, Label, Profile

UNRECOGNISED = "unrecognised"
_FIRST_LABEL_WITHIN = 12  # paragraphs: the header of a record stands at its head
_VALUE_PARAGRAPHS = 12  # the longest summary seen has three
_LABEL_LIKE = re.compile(r"^[A-Z][\w&'() /-]{1,40}:$")


@dataclass(frozen=True, slots=True)
class _Found:
    """A label at its place: index of its line, and the value that stands on the same line, if any."""

    index: int
    label: Label
    printed: str
    rest: str


def recognise(source: Source, profile: Profile) -> bool:
    """Tell whether the source has the slots that a record of this layout always has."""
    slots = {slot.name for slot in _slots(source, profile)}
    return slots.issuperset(profile.required)


def choose(source: Source, profiles: Sequence[Profile]) -> tuple[Profile | None, tuple[Finding, ...]]:
    """Choose the layout of a source among profiles; the fallback one, with a finding, if none fits."""
    for profile in profiles:
        if not profile.fallback and profile.required and recognise(source, profile):
            return profile, ()
    names = ", ".join(profile.name for profile in profiles if not profile.fallback)
    fallback = next((profile for profile in profiles if profile.fallback), None)
    read_by = f"; read by {fallback.name!r}, without header facts" if fallback else ""
    note = finding("P001", f"no record layout fits (tried: {names}){read_by}", Where(source.path, 1))
    return fallback, (note,)


def parse(source: Source, profile: Profile) -> tuple[Record | None, tuple[Finding, ...]]:
    """Claim every line of a source for a slot of the profile.

    Returns:
        The record, or None when the source lacks a slot that the layout requires, and the findings.
    """
    slots = tuple(_slots(source, profile))
    names = {slot.name for slot in slots}
    missing = [name for name in profile.required if name not in names]
    if missing:
        text = f"not a record of layout {profile.name!r}: no {', '.join(missing)} at its place"
        return None, (finding("P002", text, Where(source.path, 1)),)
    return Record(source, profile, slots), tuple(_oddities(source, slots))


def _oddities(source: Source, slots: Sequence[Slot]) -> list[Finding]:
    found = []
    for slot in slots:
        first = slot.label or (slot.lines[0] if slot.lines else None)
        where = Where(source.path, first.number if first else None)
        if slot.name == UNRECOGNISED and first:
            text = f"header text that no rule of the layout knows: {first.text.strip()[:60]!r}"
            found.append(finding("P003", text, where))
        elif slot.label and not slot.lines:
            found.append(finding("P004", f"label {slot.label.text.strip()!r} without a value", where))
    return found


def _slots(source: Source, profile: Profile) -> list[Slot]:
    lines = source.lines
    first = _first_label(lines, profile.header)
    head: list[Slot] = []
    body = 0
    if first is not None:
        head = _positions(lines[: first.index], profile.header)
        labelled, body = _labelled(lines, profile.header, first)
        head += labelled
    text = _trim(lines[body:])
    return [*head, Slot("body", text)] if text else head


def _first_label(lines: Sequence[Line], rules: HeaderRules) -> _Found | None:
    paragraphs = 0
    for index, line in enumerate(lines):
        if line.blank:
            continue
        paragraphs += 1
        if paragraphs > _FIRST_LABEL_WITHIN:
            return None
        if found := _label_at(lines, index, rules.labels):
            return found
    return None


def _label_at(lines: Sequence[Line], index: int, labels: Sequence[Label]) -> _Found | None:
    text = lines[index].text.strip()
    for label in labels:
        for name in label.names:
            if text == name or (text.startswith(name) and text[len(name)].isspace()):
                return _Found(index, label, name, text[len(name) :].strip())
    return None


def _paragraphs(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.blank:
            groups.append([])
        else:
            groups[-1].append(line)
    return [tuple(group) for group in groups if group]


def _positions(lines: Sequence[Line], rules: HeaderRules) -> list[Slot]:
    """Give the paragraphs before the first label to the positional slots, by pattern and by order."""
    paragraphs = _paragraphs(lines)
    if not paragraphs:
        return []
    if len(paragraphs) == 1 and not lines[-1].blank:  # no blank line before the label: they are lost
        paragraphs = [(line,) for line in paragraphs[0]]
    in_order = len(paragraphs) == len(rules.positions)
    slots: list[Slot] = []
    wanted = list(rules.positions)
    for paragraph in paragraphs:
        text = " ".join(line.text.strip() for line in paragraph)
        while wanted and not wanted[0].accepts(text, in_order=in_order):
            if any(later.pattern for later in wanted[1:]) or len(wanted) == 1:
                break
            wanted.pop(0)
        if wanted and wanted[0].accepts(text, in_order=in_order):
            slots.append(Slot(wanted.pop(0).slot, paragraph))
        else:
            slots.append(Slot(UNRECOGNISED, paragraph))
    return slots


def _labelled(lines: Sequence[Line], rules: HeaderRules, first: _Found) -> tuple[list[Slot], int]:
    """Read label after label; return the slots and the index where the text begins."""
    slots: list[Slot] = []
    left = list(rules.labels)
    found: _Found | None = first
    end = first.index
    while found:
        left.remove(found.label)
        value, end, found = _value(lines, found, left)
        slots += value
    return slots, end


def _value(
    lines: Sequence[Line], found: _Found, left: Sequence[Label]
) -> tuple[list[Slot], int, _Found | None]:
    """Read one label's value: its slots, where it ends, and the label that follows it, if any."""
    head = lines[found.index]
    label = Line(head.number, found.printed)
    start = found.index + 1
    following = _next_label(lines, start, left, found)
    stop = following.index if following else _end_of_value(lines, start, found)
    own = [Line(head.number, found.rest)] if found.rest else []
    value = _trim([*own, *lines[start:stop]])
    kept, unknown = _split_at_unknown_label(value)
    result = [Slot(found.label.slot, kept, label)]
    if unknown:
        result.append(Slot(UNRECOGNISED, unknown))
    return result, stop, following


def _next_label(lines: Sequence[Line], start: int, left: Sequence[Label], found: _Found) -> _Found | None:
    """The next label: anywhere in the next paragraphs, or right after a value of known extent."""
    limit = _end_of_value(lines, start, found) if found.label.value != "paragraphs" else None
    paragraphs = 0
    for index in range(start, len(lines)):
        if lines[index].blank:
            continue
        if after_blank := (index == start or lines[index - 1].blank):
            paragraphs += 1
        if limit is not None and index > limit and paragraphs > 0 and _any_text(lines[limit:index]):
            return None
        if paragraphs > _VALUE_PARAGRAPHS:
            return None
        candidate = _label_at(lines, index, left)
        if candidate and (after_blank or not candidate.rest):
            return candidate
    return None


def _any_text(lines: Sequence[Line]) -> bool:
    return any(not line.blank for line in lines)


def _end_of_value(lines: Sequence[Line], start: int, found: _Found) -> int:
    """Index after the last line of a value that no label follows."""
    index = start
    if not found.rest:
        while index < len(lines) and lines[index].blank:
            index += 1
    packed = index == start  # no blank line after the label: the blank lines are lost
    if found.label.value == "line":
        return min(index + (0 if found.rest else 1), len(lines))
    pattern = re.compile(found.label.pattern) if found.label.pattern else None
    while index < len(lines) and not lines[index].blank:
        if packed and pattern and not pattern.search(lines[index].text.strip()):
            break
        index += 1
    return index


def _split_at_unknown_label(value: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Cut a value where a line looks like a label that the layout does not know."""
    for index, line in enumerate(value):
        if index and value[index - 1].blank and _LABEL_LIKE.match(line.text.strip()):
            return _trim(value[:index]), value[index:]
    return value, ()


def _trim(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Without blank lines at either end."""
    full = [index for index, line in enumerate(lines) if not line.blank]
    return tuple(lines[full[0] : full[-1] + 1]) if full else ()
