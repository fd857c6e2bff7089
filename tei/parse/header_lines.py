"""Header lines that are told by their form, wherever at the head of a record they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.model import Line, Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.profile import HeaderRules, LinePattern

_WITHIN = 12  # lines with text: a header stands at the head


def header_lines(lines: Sequence[Line], rules: HeaderRules) -> tuple[list[Slot], list[Line]]:
    """The slots of lines that have a form of the layout's, each form once, and all lines, those blanked.

    What stands between the lines is left to the layout's positions and labels.
    """
    left = list(rules.patterns)
    slots: list[Slot] = []
    rest = list(lines)
    seen = 0
    for at, line in enumerate(lines):
        if line.blank:
            continue
        seen += 1
        if seen > _WITHIN or _ends(line.text.strip(), rules):
            break
        form = next((one for one in left if one.pattern.search(line.text.strip())), None)
        if form:
            left.remove(form)
            slots.append(_slot(line, form))
            rest[at] = Line(line.number, "")
    return slots, rest


def _ends(text: str, rules: HeaderRules) -> bool:
    """Whether labels or the text begin here: from there on the form of a line alone says nothing."""
    names = (name for label in rules.labels for name in label.names)
    labelled = any(text.startswith(name) for name in names)
    return labelled or (rules.text_begins is not None and rules.text_begins.search(text) is not None)


def _slot(line: Line, form: LinePattern) -> Slot:
    """The line as a slot; where the form has a group `value`, what stands before it is the label."""
    text = line.text.strip()
    found = form.pattern.search(text)
    begin = found.start("value") if found and "value" in found.groupdict() else 0
    if begin <= 0 or not text[:begin].strip():
        return Slot(form.slot, (Line(line.number, text),))
    value = Line(line.number, text[begin:].strip())
    return Slot(form.slot, (value,), Line(line.number, text[:begin].strip()))
