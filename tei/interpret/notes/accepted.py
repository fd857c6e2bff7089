"""Whether labelled lines are notes: by heading, rule, place, and the marks in the text before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.interpret.notes.marks import is_number
from tei.interpret.notes.parted import answers, is_glued, uncounted

if TYPE_CHECKING:
    from tei.interpret.notes.note_lines import Group, NoteLines, Start


def are_notes(text: NoteLines, start: Start, group: Group) -> bool:
    """Whether labelled lines are notes, by heading, rule, place and the marks in the text before them."""
    first = group.labels[0]
    names = [label.name for label in group.labels]
    known = sum(text.anchored(name, start.first) for name in names)
    most, every = known * 2 >= len(names) and known > 0, known == len(names)
    after = group.stop
    at_foot = text.page(after)
    ends = at_foot or text.ends_at(after) or not group.pending or text.ends_at(after + len(group.pending))
    if start.heading is not None:
        in_brackets = text.text(start.heading).strip()[:1] in "[【"
        return first.strong or known > 0 or in_brackets or text.ends_at(after) or at_foot
    if first.family == "named":
        return known > 0 or start.rule is not None or at_foot or text.ends_at(after)
    if first.family == "star":
        # A star in the middle of a paragraph is dirt on the page or a list's.
        set_off = start.rule is not None or not text.parted or text.apart[start.first]
        set_off = set_off or at_foot or text.ends_at(after)
        return (known > 0 and set_off) or _alone(text, start, group)
    if first.family == "raised":
        return known > 0 or start.rule is not None or ends
    if first.family in ("bracket", "circled", "word"):
        return most and (start.rule is not None or ends or every)
    if first.family == "round":
        return most and (start.rule is not None or ends)
    # A number or letter with a stop begins lists and dates: the first of the notes has to be there.
    begins = (
        first.name in ("1", "a", "а")
        or str(int(first.name) - 1 if is_number(first.name) else 0) in text.claimed
    )
    return every and begins and (start.rule is not None or ends)


def answer_parted(text: NoteLines, start: Start, group: Group) -> bool:
    """Whether notes answer to marks that blanks part, and to no other.

    Without a heading their labels are in brackets, and nothing but a closing stands behind them.
    """
    names = [label.name for label in group.labels]
    if any(text.anchored(name, start.first) for name in names):
        return False
    marks = uncounted(text.parted_marks(names, start.at))
    if not answers(marks, names):
        return False
    glued = all(map(is_glued, marks))
    return start.heading is not None or _may_answer_parted(text, start, group, glued=glued)


def _may_answer_parted(text: NoteLines, start: Start, group: Group, *, glued: bool) -> bool:
    """Whether labelled lines without a heading may be notes; raised digits that lost their height are glued."""
    if start.rule is None and text.text(start.at - 1).rstrip().endswith((":", "：")):
        return False  # what was announced follows: a list
    if not (glued or all(label.sign.rstrip(".:：")[-1:] in (")", "）") for label in group.labels)):
        return False
    after = group.stop + len(group.pending)
    return text.page(group.stop) or text.ends_at(group.stop) or text.ends_at(after)


def _alone(text: NoteLines, start: Start, group: Group) -> bool:
    """An asterisk whose mark is missing: glued to its words, or the only one, so that it is no list's."""
    line = text.text(start.first).strip()
    label = group.labels[0]
    if line.count(label.sign) > 1 or label.bullet:
        return False
    if len(label.sign) < len(line) and not line[len(label.sign)].isspace():
        return len(group.labels) == 1 or start.rule is not None
    others = sum(1 for other in text.labels if other is not None and other.family == "star")
    return others == 1 and (start.rule is not None or text.page(group.stop))
