"""Whether labelled lines are notes: by heading, rule, place, and the marks in the text before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tei.interpret.dates import read_date
from tei.interpret.notes.marks import STARS, is_number
from tei.interpret.notes.parted import answers, is_glued, uncounted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.interpret.notes.labels import Label
    from tei.interpret.notes.marks import Mark
    from tei.interpret.notes.note_lines import Group, NoteLines, Start

_LETTER: Final = re.compile(r"[^\W\d_]")
_FEWEST_LETTERS: Final = 3
_STOP: Final = re.compile(r"[.!?…。！？][\"”’»」』)）\]]?$")


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
    return every and _begins(first.name, text) and (start.rule is not None or ends)


def answer_parted(text: NoteLines, start: Start, group: Group) -> bool:
    """Whether notes answer to marks that are such only by their answer (`parted.py`), and to no other.

    They begin with the first number, or go on from notes before; none of them is a date or has paragraphs of its own.
    """
    names = [label.name for label in group.labels]
    first = names[0]
    if any(text.anchored(name, start.first) for name in names):
        return False
    if not (first[:1] in STARS or _begins(first, text)):
        return False
    marks = uncounted(text.parted_marks(names, start.at))
    if not answers(marks, names) or not all(_may_be_note(text, label, of) for label, of in _each(group)):
        return False
    return start.heading is not None or _at_the_end(text, start, group, marks)


def _each(group: Group) -> Iterator[tuple[Label, list[int]]]:
    return zip(group.labels, group.lines, strict=True)


def _begins(name: str, text: NoteLines) -> bool:
    """Whether a number or letter is the first, or the one after those of notes before."""
    return name in ("1", "a", "а") or (is_number(name) and str(int(name) - 1) in text.claimed)


def _may_be_note(text: NoteLines, label: Label, positions: Sequence[int]) -> bool:
    """Words behind a label, in one paragraph; a date or a number alone is none."""
    line = text.text(positions[0])
    words = len(_LETTER.findall(line[label.end :])) >= _FEWEST_LETTERS
    return words and read_date(line.strip()) is None and not any(text.apart[one] for one in positions[1:])


def _at_the_end(text: NoteLines, start: Start, group: Group, marks: Sequence[Mark]) -> bool:
    """Whether labelled lines without a heading may be notes: nothing announces a list, and no text follows."""
    glued = all(map(is_glued, marks))
    in_brackets = all(label.sign.rstrip(".:：")[-1:] in (")", "）") for label in group.labels)
    if not (in_brackets or (glued and _are_sentences(text, group))):
        return False
    if start.rule is None and _announces(text, start.at - 1, weak=marks[0][0].lastgroup != "round"):
        return False
    after = group.stop + len(group.pending)
    return text.page(group.stop) or text.ends_at(group.stop) or text.ends_at(after)


def _are_sentences(text: NoteLines, group: Group) -> bool:
    """Whether each note ends in a stop, and a single one is not numbered as a section is."""
    alone = len(group.labels) == 1 and group.labels[0].family == "dotted"
    return not alone and all(_STOP.search(text.text(of[-1]).rstrip()) for of in group.lines)


def _announces(text: NoteLines, position: int, *, weak: bool) -> bool:
    """Whether the line above labelled lines says that a list follows: by a colon, or as a heading right above them."""
    line = text.text(position).rstrip()
    if line.endswith((":", "：")):
        return True
    heads = not _STOP.search(line) and (len(line.split()) == 1 or not text.apart[position + 1])
    return weak and heads


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
