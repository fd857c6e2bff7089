"""Where the notes of a text stand: below a heading or a rule, at its end, at the foot of its pages.

A heading (`注 释`, `[Footnotes:]`) with labelled lines after it begins notes. Without one, labelled lines are
notes where their marks stand in the text before them, and where they end the text or its page. The notes
end where their numbers end; what follows is theirs only if nothing says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tei.interpret.notes.accepted import answer_parted, are_notes
from tei.interpret.notes.ends import RULE, closes, is_source
from tei.interpret.notes.labels import Label
from tei.interpret.notes.marks import is_number, shown_number
from tei.interpret.notes.note_lines import Group, NoteLines, Start
from tei.interpret.notes.signs import NoteSigns
from tei.interpret.notes.words import label_in_brackets
from tei.interpret.print_lines import join_lines
from tei.model import Line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


Place = Literal["end", "foot"]
_KNOWN = NoteSigns()

# Unlabelled paragraphs that may stand within a note before the next number: more are text.
_INNER, INNER_HEADED = 1, 6
LOOKED_BACK = 40  # lines that these are counted in
_LONGEST_OFFICE = 40  # `1. Secretary` below a name
_GAP = 5  # numbers of weak labels may skip this many


@dataclass(slots=True)
class PrintedNote:
    """A note as it stands in the record: its name (`1`, `a`, `*`), label and bullet, its lines.

    `key` is unique in the division. `run` counts the times that the numbers began again in its section.
    """

    key: str
    name: str
    label: str
    bullet: str
    lines: tuple[Line, ...]
    first: str
    run: int = 0

    @property
    def n(self) -> str:
        """The number or letter, empty for asterisks."""
        return shown_number(self.name)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The words after the label, a text for each paragraph; never none."""
        if len(self.lines) == 1:
            return ("" if self.first.isspace() else self.first,)
        head = Line(self.lines[0].number, self.first)
        return tuple(printed.text for printed in join_lines([head, *self.lines[1:]]).printed) or ("",)


@dataclass(frozen=True, slots=True)
class NotesSection:
    """Notes that stand together: indexes of their first line and of the line after the last.

    `rule` and `heading` are the lines above them. `unsure` says, by line, where the end is not sure.
    `parted`: blanks part their marks from the words (`parted.py`).
    """

    start: int
    stop: int
    rule: Line | None
    heading: Line | None
    notes: tuple[PrintedNote, ...]
    place: Place
    unsure: tuple[tuple[int, str], ...] = ()
    parted: bool = False


def find_notes(
    lines: Sequence[Line], pages: Collection[int] = (), signs: NoteSigns = _KNOWN
) -> tuple[NotesSection, ...]:
    """Find the notes in the lines of a division, in their order.

    `pages` are the indexes of page markers; `signs` how headings, labels and marks look.
    """
    text = NoteLines(lines, pages, signs)
    sections: list[NotesSection] = []
    position = 0
    for begin in text.begin:
        if begin < position:
            continue
        section, position = _section(text, begin)
        if section is not None:
            sections.append(section)
            text.claim((note.name for note in section.notes), position)
    _give_keys(sections)
    return _feet(sections) if signs.forms.place == "auto" else tuple(sections)


def _section(text: NoteLines, position: int) -> tuple[NotesSection | None, int]:
    """The notes that begin at a position, or none, and the position to go on from."""
    if sign := label_in_brackets(text.text(position)):
        return _bracketed(text, position, sign)
    start = _start(text, position)
    if start is None or start.at == 0:
        return None, position + 1
    group = _collected(text, start)
    _run_on(text, group)
    parted = answer_parted(text, start, group)
    if not parted and _named_again(text, start, group):
        return None, position + 1
    if not parted and not are_notes(text, start, group):
        # Past the whole run: its later lines cannot do better, and no line is read again and again.
        return None, group.lines[-1][0] + 1
    if not parted:  # such notes have one paragraph
        _end(text, group)
    rule, heading = (None if one is None else text.lines[text.at[one]] for one in (start.rule, start.heading))
    notes = tuple(_printed(text, label, of) for label, of in zip(group.labels, group.lines, strict=True))
    section = NotesSection(
        start=text.at[start.at],
        stop=text.at[group.stop - 1] + 1,
        rule=rule,
        heading=heading,
        notes=notes,
        place=_place(text, start, group),
        unsure=tuple(group.unsure),
        parted=parted,
    )
    return section, group.stop


def _named_again(text: NoteLines, start: Start, group: Group) -> bool:
    """Whether lines with numbers as lists have them stand over notes of the same names: `1. Secretary` over `¹ By hand`."""
    first = group.labels[0]
    if _certain(first) or start.heading is not None:
        return False
    if [label.name for label in group.labels[1:2]] == [first.name] and _is_right_below(text, start.first):
        return True  # `1. Secretary` below a name, over the notes 1 and 2
    below = (text.label(at) for at in range(start.first + 1, group.stop + len(group.pending)))
    return any(label is not None and _certain(label) and label.name == first.name for label in below)


def _is_right_below(text: NoteLines, at: int) -> bool:
    """Whether a short line without a stop stands right below another one."""
    line = text.text(at)
    return len(line) <= _LONGEST_OFFICE and line[-1] not in ".!?" and text.at[at] - text.at[at - 1] == 1


def _bracketed(text: NoteLines, position: int, sign: str) -> tuple[NotesSection | None, int]:
    """`[Footnote:] On the first page …`: one note without a number, and the lines that run on from it."""
    if position == 0:
        return None, 1
    group = Group([Label("bracket", sign, "", "", 0)], [[position]], stop=position + 1)
    at = position + 1
    while text.parted and at < len(text.at) and not text.apart[at] and not text.page(at):
        group.pending.append(at)
        at += 1
    group.take(len(group.pending))
    line = text.lines[text.at[position]]
    first = line.text.strip()[len(sign) :].strip()
    lines = tuple(text.lines[text.at[one]] for one in group.lines[0])
    note = PrintedNote("", "", sign, "", lines, first)
    return NotesSection(
        text.at[position], text.at[group.stop - 1] + 1, None, None, (note,), "foot"
    ), group.stop


def _start(text: NoteLines, position: int) -> Start | None:
    rule = heading = None
    at = position
    if RULE.match(text.text(at)):
        rule, at = at, at + 1
    if text.signs.is_heading(text.text(at)):
        heading, at = at, at + 1
        if rule is None and RULE.match(text.text(at)):
            rule, at = at, at + 1
    return Start(rule, heading, at) if text.label(at) else None


# --- which lines ---------------------------------------------------------------------------------


def _collected(text: NoteLines, start: Start) -> Group:
    """The labelled lines from a start on, each with the lines up to the next; what follows is pending."""
    first = text.labels[start.first]
    if first is None:
        raise ValueError(start)
    headed = start.heading is not None
    group = Group([first], [[start.first]], stop=start.first + 1)
    for position in range(start.first + 1, len(text.at)):
        label = text.label(position)
        if label is not None and _goes_on(text, group, label, headed=headed):
            group.take(len(group.pending))
            group.labels.append(label)
            group.lines.append([position])
            group.stop = position + 1
            continue
        if _breaks(text, position, headed=headed):
            break
        group.pending.append(position)
        if len(text.paragraphs(group.pending[-LOOKED_BACK:])) > (INNER_HEADED if headed else _INNER):
            break
    return group


def _known(text: NoteLines, group: Group, label: Label) -> bool:
    return text.anchored(label.name, group.lines[0][0])


def _breaks(text: NoteLines, position: int, *, headed: bool) -> bool:
    words = text.text(position)
    if RULE.match(words) or label_in_brackets(words):
        return True
    if text.signs.is_heading(words) and text.label(position + 1):
        return True
    return not headed and text.page(position)


def _goes_on(text: NoteLines, group: Group, label: Label, *, headed: bool) -> bool:
    """Whether a label is that of the next note."""
    first, last = group.labels[0], group.labels[-1]
    if not label.goes_with(first):
        return headed and label.name in text.marks and (_is_next(label, last) or label.family == "dotted")
    if not _certain(first) and _certain(label) and not _is_next(label, last):
        return False  # the notes below a list: their sign is another, and they begin at their own number
    if any(label.name in text.names[one] for one in group.pending):
        return False  # its mark stands between: that is text, and this note belongs to it
    if any(text.page(one) for one in group.pending) and len(group.pending) > 2:
        return False
    if is_number(label.name) and is_number(last.name):
        step = int(label.name) - int(last.name)
        return 0 <= step <= _GAP or (_certain(label) and (headed or step > 0 or _known(text, group, label)))
    if len(label.name) == 1 and label.name.isalpha() and last.name.isalpha():
        return 0 <= ord(label.name) - ord(last.name) <= _GAP or _certain(label)
    return True


def _is_next(label: Label, last: Label) -> bool:
    """Whether a label of another sign is the next number: a list whose signs are mixed."""
    return is_number(label.name) and is_number(last.name) and int(label.name) == int(last.name) + 1


def _certain(label: Label) -> bool:
    return label.family not in ("dotted", "number", "letter")


# --- where they end ------------------------------------------------------------------------------


def _run_on(text: NoteLines, group: Group) -> None:
    """Give the last note the lines right below it, where blank lines part paragraphs."""
    running = 0
    for position in group.pending if text.parted else ():
        words = text.text(position)
        if text.apart[position] or text.page(position) or is_source(words):
            break
        running += 1
    group.take(running)


def _end(text: NoteLines, group: Group) -> None:
    """Give the last note the paragraphs that are its own; tell where the end is not sure."""
    paragraphs = text.paragraphs(group.pending)
    inner = next((at for at, one in enumerate(paragraphs) if closes(text.text(one[0]))), len(paragraphs))
    if not inner:
        return
    rest = paragraphs[inner:]
    last = group.pending[-1] + 1 == len(text.at)
    reaches = last and all(is_source(text.text(one[0])) or text.page(one[0]) for one in rest)
    if inner <= _allowed(text, group) and reaches:
        line = text.number(group.pending[0])
        if inner > 1:
            group.unsure.append(
                (line, f"note {group.labels[-1].sign} has {inner + 1} paragraphs, if they are its own")
            )
        group.take(sum(len(one) for one in paragraphs[:inner]))
    elif not text.page(group.stop):
        line = text.number(group.stop)
        group.unsure.append((line, f"what follows note {group.labels[-1].sign} is read as text"))


def _allowed(text: NoteLines, group: Group) -> int:
    """How many more paragraphs the last note may have: as many as others have, or one if notes are apart.

    Where notes before it stand at the foot of their pages, text follows them: there it has no other.
    """
    most = max((len(text.paragraphs(of)) for of in group.lines[:-1]), default=0)
    tight = text.parted and len(group.lines) > 1 and not any(text.apart[of[0]] for of in group.lines[1:])
    return max(most - 1, 0 if tight or text.claimed else 1)


def _place(text: NoteLines, start: Start, group: Group) -> Place:
    said = text.signs.forms.place
    if said != "auto":
        return said
    ends = text.ends_at(group.stop)
    if text.page(group.stop):
        return "end" if start.heading is not None and ends else "foot"
    if ends:
        return "end"
    if start.heading is None or text.text(start.heading).strip()[:1] in "[【":
        return "foot"
    return "end"


def _feet(sections: list[NotesSection]) -> tuple[NotesSection, ...]:
    """Where pages have notes at their foot, those of the last page stand at its foot too."""
    last = sections[-1] if sections else None
    if last and last.place == "end" and last.heading is None and any(one.place == "foot" for one in sections):
        sections[-1] = replace(last, place="foot")
    return tuple(sections)


# --- names and keys --------------------------------------------------------------------------------


def _printed(text: NoteLines, label: Label, positions: Sequence[int]) -> PrintedNote:
    first = text.text(positions[0])
    indexes = range(text.at[positions[0]], text.at[positions[-1]] + 1)
    lines = tuple(text.lines[index] for index in indexes)
    return PrintedNote("", label.name, label.sign, label.bullet, lines, first[label.end :])


def _give_keys(sections: Sequence[NotesSection]) -> None:
    """Keys, unique in the division and fit for ids: `1`, `a`, `x1` for asterisks, `1_2` for a second `1`."""
    used: dict[str, int] = {}
    for section in sections:
        for note, run in _runs(section.notes):
            base = note.n or "x"
            count = used[base] = used.get(base, 0) + 1
            note.key = f"x{count}" if not note.n else base if count == 1 else f"{base}_{count}"
            note.run = run


def _runs(notes: Sequence[PrintedNote]) -> Iterator[tuple[PrintedNote, int]]:
    """Each note with the run it is in: where the name of the first note comes again, a run begins."""
    run, seen = 0, set[str]()
    for note in notes:
        if note.name == notes[0].name and (len(seen) > 1 or (seen and not note.n)):
            run, seen = run + 1, set()
        seen.add(note.name)
        yield note, run
