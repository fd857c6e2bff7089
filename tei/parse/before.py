"""Records whose labels stand before the text: positions, then label after label, then the text.

A label counts by its position: it is looked for only where the header has not ended. The header ends
where a value of known extent is over and no label follows, so `CONTENTS` or `Summary.` in the text
is text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.model import Line, Slot
from tei.paragraphs import any_text, joined, paragraphs, trim
from tei.parse.front import UNRECOGNISED, front_slots, repeats
from tei.parse.label_values import LABEL_LIKE, end_of_last_value, end_of_value, values_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.profile import HeaderRules, Label, Position

_FIRST_LABEL_WITHIN = 12  # paragraphs: the header of a record stands at its head
_ABSTRACT_WITHIN = 20  # lines: an editor's summary stands right below the title
_VALUE_PARAGRAPHS = 12  # the longest summary seen has three
_CLOSING = ":：】〕］"


@dataclass(frozen=True, slots=True)
class _Found:
    """A label at its place: index of its line, and the value that stands on the same line, if any."""

    index: int
    label: Label
    printed: str
    rest: str


def slots_with_labels_before(lines: Sequence[Line], rules: HeaderRules) -> list[Slot]:
    """Give every line to a slot: positions, labels and their values, the text."""
    begins = _text_at(lines, rules)
    above = lines if begins is None else lines[:begins]
    first = _first_label(above, rules)
    head: list[Slot] = []
    body = 0
    if first is not None:
        head = _positions(above[: first.index], rules, above[first.index :])
        labelled, body = _labelled(above, rules, first, bounded=begins is not None)
        head += labelled
    elif rules.front_ends:
        body = _front_end(above, rules)
        head = _positions(above[:body], rules)
    elif not rules.labels:
        head, body = front_slots(above, rules.positions)
    if begins is not None:
        unknown = trim(above[body:])
        head += [Slot(UNRECOGNISED, unknown)] if unknown else []
        body = begins
    text = trim(lines[body:])
    return [*head, *_around_abstract(text, rules)] if text else head


def _text_at(lines: Sequence[Line], rules: HeaderRules) -> int | None:
    """The line that the text begins with, where the layout tells it by its form."""
    form = rules.text_begins
    if form is None:
        return None
    found = (at for at, line in enumerate(lines) if not line.blank and form.search(line.text.strip()))
    return next(found, None)


def _around_abstract(text: tuple[Line, ...], rules: HeaderRules) -> list[Slot]:
    """The text, and the editor's summary where one stands in it between the labels of both."""
    names, until = (rules.abstract.names, rules.abstract.until) if rules.abstract else ((), ())
    begin = next((at for at, line in enumerate(text[:_ABSTRACT_WITHIN]) if line.text.strip() in names), None)
    if begin is None:
        return [Slot("body", text)]
    end = next((at for at in range(begin + 1, len(text)) if text[at].text.strip() in until), None)
    if end is None or not any_text(text[begin + 1 : end]):
        return [Slot("body", text)]
    before = [Slot("body", trim(text[:begin]))] if any_text(text[:begin]) else []
    return [*before, Slot("summary", trim(text[begin:end])), Slot("body", text[end:])]


def _front_end(lines: Sequence[Line], rules: HeaderRules) -> int:
    """Index of the paragraph that ends the front of a record without labels; 0 where there is no front."""
    above = 0
    for index, line in enumerate(lines):
        if line.blank or not (index == 0 or lines[index - 1].blank):
            continue
        if above and rules.front_ends and rules.front_ends.search(line.text.strip()):
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
            if text == name or (text.startswith(name) and label_ends_there(text, name)):
                return _Found(index, label, name, text[len(name) :].strip())
    return None


def label_ends_there(text: str, name: str) -> bool:
    """Whether a label is over: white space follows, or its own last sign says so (`件名：`, `【件名】`)."""
    return text[len(name)].isspace() or name[-1] in _CLOSING


def _positions(lines: Sequence[Line], rules: HeaderRules, labelled: Sequence[Line] = ()) -> list[Slot]:
    """Give the paragraphs before the first label to the positional slots, by pattern and by order.

    `labelled`: the lines from the first label on, which may repeat the title.
    """
    groups = paragraphs(lines)
    if not groups:
        return []
    if len(groups) == 1 and not lines[-1].blank:  # no blank line before the label: they are lost
        groups = [(line,) for line in groups[0]]
    wanted = list(rules.positions)
    if wanted and not any(wanted[0].accepts(joined(group)) for group in groups):
        groups = [part for group in groups for part in _dated_line_apart(group, wanted)]
    above = _above_the_first(groups, wanted, labelled)
    slots = [Slot(UNRECOGNISED, paragraph) for paragraph in groups[:above]]
    groups = groups[above:]
    in_order = len(groups) == len(rules.positions)
    if in_order and _crossed(groups, wanted):
        wanted[:2] = wanted[1::-1]
    filled: Position | None = None
    for index, paragraph in enumerate(groups):
        text = joined(paragraph)
        if filled and len(groups) - index > len(wanted) and repeats(filled, text):
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


def _dated_line_apart(group: tuple[Line, ...], wanted: Sequence[Position]) -> list[tuple[Line, ...]]:
    """A paragraph; parted where only its first or last line has the form of the first slot: date over title."""
    pattern = wanted[0].pattern if len(wanted) > 1 else None
    if pattern is None or len(group) == 1:
        return [group]
    if wanted[0].accepts(group[0].text.strip()):
        return [group[:1], group[1:]]
    return [group[:-1], group[-1:]] if wanted[0].accepts(group[-1].text.strip()) else [group]


def _crossed(groups: Sequence[tuple[Line, ...]], wanted: Sequence[Position]) -> bool:
    """Whether the first two paragraphs stand the other way round, as the form of the second tells: title, date."""
    pattern = wanted[0].pattern if len(wanted) > 1 else None
    if pattern is None or wanted[1].pattern is not None:
        return False
    first, second = (pattern.search(joined(group)) is not None for group in groups[:2])
    return second and not first


def _above_the_first(
    groups: Sequence[tuple[Line, ...]], wanted: Sequence[Position], labelled: Sequence[Line]
) -> int:
    """How many paragraphs are a masthead nobody declared: a date is below them, and the title that the citation has.

    Where they may be the title themselves, none are.
    """
    pattern = wanted[0].pattern if len(wanted) > 1 else None
    if pattern is None or wanted[0].accepts(joined(groups[0])):
        return 0
    at = next((at for at in (1, 2) if at < len(groups) and wanted[0].accepts(joined(groups[at]))), 0)
    crossed = at + 1 == len(groups) == len(wanted) + 1  # masthead, title, date
    if not at or (len(groups) - at < len(wanted) and not crossed):
        return 0
    cited = joined(labelled[:_FIRST_LABEL_WITHIN]).casefold()
    below = groups[at - 1 if crossed else at + 1]
    title, masthead = (cited.find(joined(group).casefold()) for group in (below, groups[0]))
    return (at - crossed) if title >= 0 and (masthead < 0 or title < masthead) else 0


def _labelled(
    lines: Sequence[Line], rules: HeaderRules, first: _Found, *, bounded: bool
) -> tuple[list[Slot], int]:
    """Read label after label; return the slots and the index where the text begins.

    `bounded`: the lines end where the text begins, so that the last value may have several paragraphs.
    """
    slots: list[Slot] = []
    left = list(rules.labels)
    found: _Found | None = first
    end = first.index
    while found:
        at = left.index(found.label)
        # In a fixed order a label that should have come earlier is a word of the text.
        after = left[at:] if found.label.repeats else left[at + 1 :]
        left = after if rules.order == "fixed" else [*left[:at], *after]
        if found.label.slot == "body":
            return [*slots, _announced(lines, found)], len(lines)
        value, end, found = _value(lines, found, left, bounded=bounded)
        slots += value
    return slots, end


def _announced(lines: Sequence[Line], found: _Found) -> Slot:
    """The text below the label that announces it."""
    head = lines[found.index]
    own = [Line(head.number, found.rest)] if found.rest else []
    return Slot("body", trim([*own, *lines[found.index + 1 :]]), Line(head.number, found.printed))


def _value(
    lines: Sequence[Line], found: _Found, left: Sequence[Label], *, bounded: bool
) -> tuple[list[Slot], int, _Found | None]:
    """Read one label's value: its slots, where it ends, and the label that follows it, if any."""
    head = lines[found.index]
    label = Line(head.number, found.printed)
    start = found.index + 1
    following = _next_label(lines, start, left, found)
    if following:
        stop = following.index
    elif bounded and found.label.value == "paragraphs":
        stop = len(lines)
    else:
        stop = end_of_last_value(lines, start, found.label, found.rest)
    own = [Line(head.number, found.rest)] if found.rest else []
    value = trim([*own, *lines[start:stop]])
    return values_of(found.label, label, value), stop, following


def _next_label(lines: Sequence[Line], start: int, left: Sequence[Label], found: _Found) -> _Found | None:
    """The next label: anywhere in the next paragraphs, or right after a value of known extent."""
    limit = end_of_value(lines, start, found.label, found.rest) if found.label.value != "paragraphs" else None
    if limit is not None and _unknown_label_follows(lines[limit:]):
        limit = None  # a field that the layout does not know: the header goes on
    packed = found.label.value == "lines" and bool(found.rest)  # values beside labels, without blank lines
    paragraphs = 0
    for index in range(start, len(lines)):
        if lines[index].blank:
            continue
        if after_blank := (index == start or lines[index - 1].blank):
            paragraphs += 1
        if limit is not None and index > limit and paragraphs > 0 and any_text(lines[limit:index]):
            return None
        if paragraphs > _VALUE_PARAGRAPHS:
            return None
        candidate = _label_at(lines, index, left)
        if candidate and (after_blank or packed or not candidate.rest):
            return candidate
    return None


def _unknown_label_follows(lines: Sequence[Line]) -> bool:
    following = next((line for line in lines if not line.blank), None)
    return following is not None and bool(LABEL_LIKE.match(following.text.strip()))
