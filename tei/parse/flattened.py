"""A record whose lines were all run together into one: cut again where its layout says that parts begin.

The parts get the number of the line that they were cut from. Where the layout cannot tell where the text
begins, nothing is cut: the record is then not read by this layout.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.model import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tei.profile import HeaderRules, Label

_FEWEST_LABELS = 2
_FEWEST_WORDS = 3  # of a text behind the values of a label
_LONGEST_FRONT = 14  # words of a date, or of the archive's head
_WORD = re.compile(r"\S+\s*")


def unflattened(lines: Sequence[Line], rules: HeaderRules) -> Sequence[Line]:
    """The lines of a record, the first one cut into its parts where labels stand within it."""
    at = next((at for at, line in enumerate(lines) if not line.blank), None)
    if at is None:
        return lines
    labels = _labels_within(lines[at].text, rules.labels)
    parts = _parts(lines[at].text, labels, rules) if len(labels) >= _FEWEST_LABELS else []
    if not parts:
        return _apart_from_text(lines, rules)
    number = lines[at].number
    cut = [Line(number, text) for part in parts for text in (*part, "")]
    return [*lines[:at], *cut, *lines[at + 1 :]]


def _apart_from_text(lines: Sequence[Line], rules: HeaderRules) -> Sequence[Line]:
    """The lines, the one cut on which the text begins behind the values of a label: `English Translation To …`."""
    label = next((label for label in reversed(rules.labels) if label.run_on), None)
    at = _label_line(lines, label, rules.labels) if label else None
    if label is None or at is None:
        return lines
    name = next(name for name in label.names if _begins(lines[at].text, name))
    beside = lines[at].text.strip()[len(name) :].strip()
    of_value = at if beside else next((at for at in range(at + 1, len(lines)) if not lines[at].blank), at)
    values, rest = _values(beside or lines[of_value].text.strip(), label)
    if not values or len(rest.split()) < _FEWEST_WORDS:
        return lines
    number = lines[of_value].number
    cut = [Line(number, text) for text in (*([name] if beside else []), *values, "", rest)]
    return [*lines[:of_value], *cut, *lines[of_value + 1 :]]


def _label_line(lines: Sequence[Line], label: Label, labels: Sequence[Label]) -> int | None:
    """The line of a label, where another one stands above it."""
    others = [name for one in labels for name in one.names if one is not label]
    above = False
    for at, line in enumerate(lines):
        if above and any(_begins(line.text, name) for name in label.names):
            return at
        above = above or any(_begins(line.text, name) for name in others)
    return None


def _begins(text: str, name: str) -> bool:
    text = text.strip()
    return text == name or text.startswith(f"{name} ")


def _labels_within(text: str, labels: Sequence[Label]) -> list[tuple[int, str, Label]]:
    """Where labels stand within a line, in the order of the layout: place, printed form, label."""
    found: list[tuple[int, str, Label]] = []
    at, left = 0, list(labels)
    while left:
        places = [
            (place, name, label)
            for label in left
            for name in label.names
            if (place := _at(text, name, at)) >= 0
        ]
        if not places:
            break
        first = min(places, key=lambda place: (place[0], -len(place[1])))
        found.append(first)
        at = first[0] + len(first[1])
        left = left[left.index(first[2]) + 1 :]
    return found


def _at(text: str, name: str, start: int) -> int:
    """Where a label stands as words of its own; -1 where it does not."""
    place = text.find(name, start)
    while place >= 0:
        end = place + len(name)
        if (not place or text[place - 1].isspace()) and (end == len(text) or text[end].isspace()):
            return place
        place = text.find(name, end)
    return -1


def _parts(text: str, labels: Sequence[tuple[int, str, Label]], rules: HeaderRules) -> list[list[str]]:
    """The paragraphs of the record, each a list of lines; none where the text's beginning is not known."""
    last = labels[-1][2]
    if last.run_on is None:
        return []
    parts = [[piece] for piece in _front(text[: labels[0][0]].strip(), rules)]
    ends = [place for place, _, _ in labels[1:]] + [len(text)]
    for (place, name, label), end in zip(labels, ends, strict=True):
        rest = text[place + len(name) : end].strip()
        values, rest = _values(rest, label) if label.run_on else ([rest], "")
        if rest and label is not last:
            values, rest = [" ".join([*values, rest])], ""
        parts += [[name], [value for value in values if value]]
    return [part for part in (*parts, [rest]) if any(part)]


def _values(text: str, label: Label) -> tuple[list[str], str]:
    """The values that a text begins with, and what stands behind them."""
    values: list[str] = []
    while label.run_on and (found := label.run_on.search(text)) and not found.start() and found.end():
        values.append(text[: found.end()].strip())
        text = text[found.end() :].lstrip()
        if label.value != "lines":
            break
    return values, text


def _front(text: str, rules: HeaderRules) -> list[str]:
    """What stands before the first label: the archive's head, and a piece for each position."""
    pieces: list[str] = []
    head, text = _cut(text, rules.is_masthead)
    pieces.append(head)
    for position in rules.positions:
        if position.pattern is None:
            pieces.append(text)
            text = ""
        else:
            piece, text = _cut(text, position.accepts)
            pieces.append(piece)
    return [piece for piece in (*pieces, text) if piece]


def _cut(text: str, accepts: Callable[[str], bool]) -> tuple[str, str]:
    """The longest front of whole words that is accepted, and the rest; nothing where none is."""
    ends = [word.end() for word in list(_WORD.finditer(text))[:_LONGEST_FRONT]]
    for end in reversed(ends):
        if accepts(text[:end].strip()):
            return text[:end].strip(), text[end:]
    return "", text
