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
from tei.paragraphs import joined, paragraphs, trim
from tei.parse_after import slots_with_labels_after
from tei.parse_close import closing_findings
from tei.parse_front import UNRECOGNISED, repeats
from tei.profile import SECTION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tei.profile import HeaderRules, Label, Position, Profile

DROPPED = "dropped"
_FIRST_LABEL_WITHIN = 12  # paragraphs: the header of a record stands at its head
_ABSTRACT_WITHIN = 20  # lines: an editor's summary stands right below the title
_VALUE_PARAGRAPHS = 12  # the longest summary seen has three
_STOP = re.compile(r"[.,;:!?。，：！？]$")
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
    """Choose the layout of a source among profiles; the fallback one, with a finding, if none fits.

    Where several fit, a text may hold a line like another layout's label: the most labels decide.
    """
    fitting = [
        profile
        for profile in profiles
        if not profile.fallback and profile.required and recognise(source, profile)
    ]
    if fitting:
        return max(fitting, key=lambda profile: _labels_found(source, profile)), ()
    names = ", ".join(profile.name for profile in profiles if not profile.fallback)
    fallback = next((profile for profile in profiles if profile.fallback), None)
    read_by = f"; read by {fallback.name!r}, with the facts that the text itself says" if fallback else ""
    note = finding("P001", f"no record layout fits (tried: {names}){read_by}", Where(source.path, 1))
    return fallback, (note,)


def _labels_found(source: Source, profile: Profile) -> int:
    return len([slot for slot in _slots(source, profile) if slot.label])


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
    return Record(source, profile, slots), tuple(_oddities(source, profile, slots))


def dropped_lines(profile: Profile) -> dict[str, str]:
    """The lines that a layout declares as no part of its records, each with the reason."""
    return {text: drop.reason for drop in profile.header.drops for text in drop.lines}


def _reason(profile: Profile, line: Line) -> str:
    return dropped_lines(profile)[line.text.strip()]


def _oddities(source: Source, profile: Profile, slots: Sequence[Slot]) -> list[Finding]:
    found = []
    for slot in slots:
        first = slot.label or (slot.lines[0] if slot.lines else None)
        where = Where(source.path, first.number if first else None)
        if slot.name == UNRECOGNISED and first and first.text.strip() not in profile.header.masthead:
            text = f"header text that no rule of the layout knows: {first.text.strip()[:60]!r}"
            found.append(finding("P003", text, where))
        elif slot.name == DROPPED and first:
            text = f"{first.text.strip()!r} is not kept: {_reason(profile, first)}"
            found.append(finding("P005", text, where))
        elif slot.label and not slot.lines and slot.name != SECTION:
            found.append(finding("P004", f"label {slot.label.text.strip()!r} without a value", where))
    found += _last_label_findings(source, profile, slots)
    return [*found, *closing_findings(source, profile.header, slots)]


def _last_label_findings(source: Source, profile: Profile, slots: Sequence[Slot]) -> list[Finding]:
    """A value of paragraphs that no label follows ends at the first blank line, and the text may be longer."""
    extent = {label.slot: label.value for label in profile.header.labels}
    last = next((slot for slot in reversed(slots) if slot.label), None)
    if last is None or not last.lines or slots[-1].name != "body" or extent[last.name] != "paragraphs":
        return []
    if profile.header.labels_stand == "after" or last.label is None:
        return []
    text = f"{last.label.text.strip()!r} is the last label: its value was taken to be one paragraph"
    return [finding("P006", text, Where(source.path, last.lines[0].number))]


def _slots(source: Source, profile: Profile) -> list[Slot]:
    above, begin = _above(source.lines, dropped_lines(profile), profile.header.masthead)
    lines = source.lines[begin:]
    if profile.header.labels_stand == "after":
        return [*above, *slots_with_labels_after(lines, profile.header)]
    return [*above, *_slots_with_labels_before(lines, profile)]


def _above(
    lines: Sequence[Line], dropped: Mapping[str, str], masthead: Sequence[str]
) -> tuple[list[Slot], int]:
    """The declared lines above everything else, one slot each, and the index after them."""
    slots = []
    begin = 0
    for index, line in enumerate(lines if dropped or masthead else ()):
        text = line.text.strip()
        if text in dropped or text in masthead:
            slots.append(Slot(DROPPED if text in dropped else UNRECOGNISED, (line,)))
            begin = index + 1
        elif not line.blank:
            break
    return slots, begin


def _slots_with_labels_before(lines: Sequence[Line], profile: Profile) -> list[Slot]:
    first = _first_label(lines, profile.header)
    head: list[Slot] = []
    body = 0
    if first is not None:
        head = _positions(lines[: first.index], profile.header)
        labelled, body = _labelled(lines, profile.header, first)
        head += labelled
    elif profile.header.front_ends:
        body = _front_end(lines, profile.header)
        head = _positions(lines[:body], profile.header)
    text = trim(lines[body:])
    return [*head, *_around_abstract(text, profile.header)] if text else head


def _around_abstract(text: tuple[Line, ...], rules: HeaderRules) -> list[Slot]:
    """The text, and the editor's summary where one stands in it between the labels of both."""
    names, until = (rules.abstract.names, rules.abstract.until) if rules.abstract else ((), ())
    begin = next((at for at, line in enumerate(text[:_ABSTRACT_WITHIN]) if line.text.strip() in names), None)
    if begin is None:
        return [Slot("body", text)]
    end = next((at for at in range(begin + 1, len(text)) if text[at].text.strip() in until), None)
    if end is None or not _any_text(text[begin + 1 : end]):
        return [Slot("body", text)]
    before = [Slot("body", trim(text[:begin]))] if _any_text(text[:begin]) else []
    return [*before, Slot("summary", trim(text[begin:end])), Slot("body", text[end:])]


def _front_end(lines: Sequence[Line], rules: HeaderRules) -> int:
    """Index of the paragraph that ends the front of a record without labels; 0 where there is no front."""
    above = 0
    for index, line in enumerate(lines):
        if line.blank or not (index == 0 or lines[index - 1].blank):
            continue
        if above and rules.front_ends and re.search(rules.front_ends, line.text.strip()):
            return index
        above += 1
        if above > len(rules.positions):
            break
    return 0


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


def _positions(lines: Sequence[Line], rules: HeaderRules) -> list[Slot]:
    """Give the paragraphs before the first label to the positional slots, by pattern and by order."""
    groups = paragraphs(lines)
    if not groups:
        return []
    if len(groups) == 1 and not lines[-1].blank:  # no blank line before the label: they are lost
        groups = [(line,) for line in groups[0]]
    in_order = len(groups) == len(rules.positions)
    slots: list[Slot] = []
    wanted = list(rules.positions)
    filled: Position | None = None
    for index, paragraph in enumerate(groups):
        text = joined(paragraph)
        if filled and repeats(filled, text) and len(groups) - index > len(wanted):
            slots.append(Slot(UNRECOGNISED, paragraph))  # a second date is no title
            continue
        while wanted and not wanted[0].accepts(text, in_order=in_order):
            if any(later.pattern for later in wanted[1:]) or len(wanted) == 1:
                break
            wanted.pop(0)
        if wanted and wanted[0].accepts(text, in_order=in_order):
            filled = wanted.pop(0)
            slots.append(Slot(filled.slot, paragraph))
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
        # The order is the layout's: a label that should have come earlier is a word of the text.
        left = left[left.index(found.label) + 1 :]
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
    stop = following.index if following else _end_of_last_value(lines, start, found)
    own = [Line(head.number, found.rest)] if found.rest else []
    value = trim([*own, *lines[start:stop]])
    kept, unknown = _split_at_unknown_label(value)
    result = [Slot(found.label.slot, kept, label)]
    if unknown:
        result.append(Slot(UNRECOGNISED, unknown))
    return result, stop, following


def _next_label(lines: Sequence[Line], start: int, left: Sequence[Label], found: _Found) -> _Found | None:
    """The next label: anywhere in the next paragraphs, or right after a value of known extent."""
    limit = _end_of_value(lines, start, found) if found.label.value != "paragraphs" else None
    if limit is not None and _unknown_label_follows(lines[limit:]):
        limit = None  # a field that the layout does not know: the header goes on
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


def _unknown_label_follows(lines: Sequence[Line]) -> bool:
    following = next((line for line in lines if not line.blank), None)
    return following is not None and bool(_LABEL_LIKE.match(following.text.strip()))


def _any_text(lines: Sequence[Line]) -> bool:
    return any(not line.blank for line in lines)


def _end_of_last_value(lines: Sequence[Line], start: int, found: _Found) -> int:
    """As `_end_of_value`; a last label stands empty where a paragraph of another form and more text follow."""
    end = _end_of_value(lines, start, found)
    value = [line.text.strip() for line in (Line(0, found.rest), *lines[start:end]) if not line.blank]
    pattern = found.label.pattern
    if not value or not pattern or not _any_text(lines[end:]):
        return end
    if found.label.value == "lines":  # a value that the pattern does not know is still no sentence
        return end if re.search(pattern, value[0]) or not _STOP.search(value[0]) else start
    return end if re.search(pattern, " ".join(value)) else start


def _end_of_value(lines: Sequence[Line], start: int, found: _Found) -> int:
    """Index after the last line of a value that no label follows."""
    index = start
    if not found.rest:
        while index < len(lines) and lines[index].blank:
            index += 1
    packed = index == start  # no blank line after the label: the blank lines are lost
    if found.label.value == "line" or (packed and found.label.value == "paragraph"):
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
            return trim(value[:index]), value[index:]
    return value, ()
