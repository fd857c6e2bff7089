"""Several records in one text file: parted where the layout says that one begins, or by the line between them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tei.findings import Finding, Where, finding
from tei.model import Slot
from tei.paragraphs import any_text
from tei.parse.front import DROPPED, UNRECOGNISED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.model import Line, Source
    from tei.profile import Profile, RecordRules

_SHOWN = 10  # lines named in a finding


def split(source: Source, rules: RecordRules) -> tuple[list[Source], list[Finding]]:
    """Part a file's source into those of its records; lines keep their numbers, and each line is in one of them."""
    begins = [at for at, line in enumerate(source.lines) if _begins(line, rules)]
    ends = [*begins, len(source.lines)]
    pieces = [source.lines[at:end] for at, end in zip([0, *begins], ends, strict=True)]
    pieces = list(_with_text(pieces, rules))
    records = [replace(source, lines=piece, ordinal=at) for at, piece in enumerate(pieces, 1)]
    return records, [*_before_the_first(source, begins, rules), *_dropped(source, rules)]


def _begins(line: Line, rules: RecordRules) -> bool:
    if rules.begins is not None:
        return rules.begins.search(line.text.strip()) is not None
    return not line.blank and rules.separates(line.text)


def _with_text(pieces: Sequence[tuple[Line, ...]], rules: RecordRules) -> Iterator[tuple[Line, ...]]:
    """The pieces that hold a record; what stands alone between two lines of separation goes to the next, or last."""
    waiting: tuple[Line, ...] = ()
    last: tuple[Line, ...] = ()
    for piece in pieces:
        if any_text([line for line in piece if not rules.separates(line.text)]):
            if last:
                yield last
            last, waiting = waiting + piece, ()
        else:
            waiting += piece
    if last or waiting:
        yield last + waiting


def _before_the_first(source: Source, begins: Sequence[int], rules: RecordRules) -> list[Finding]:
    above = source.lines[: begins[0]] if begins else source.lines
    if rules.begins is None or not any_text(above):
        return []
    first = next(line.number for line in above if not line.blank)
    text = "text stands before the first record" if begins else f"no line has the form {rules.begins.text!r}"
    return [finding("P032", text, Where(source.path, first))]


def _dropped(source: Source, rules: RecordRules) -> list[Finding]:
    lines = [line for line in source.lines if not line.blank and rules.drops(line.text)]
    if not lines:
        return []
    shown = ", ".join(str(line.number) for line in lines[:_SHOWN]) + (", …" if len(lines) > _SHOWN else "")
    text = (
        f"{lines[0].text.strip()[:40]!r} is not kept: line between two records ({len(lines):,}, line {shown})"
    )
    return [finding("P005", text, Where(source.path, lines[0].number))]


def between_records(source: Source, profile: Profile) -> tuple[list[Slot], Source, list[Slot]]:
    """The lines between records at either end of one, as slots, and the record without them.

    A line with words that a rule of the header knows is left to it.
    """
    rules = profile.records
    if rules is None or rules.between is None or not source.ordinal:
        return [], source, []
    lines = source.lines
    begin, end = 0, len(lines)
    while begin < end and _apart(lines[begin], profile, rules):
        begin += 1
    while end > begin and _apart(lines[end - 1], profile, rules):
        end -= 1
    above, below = (list(_slots(part, rules)) for part in (lines[:begin], lines[end:]))
    return above, replace(source, lines=lines[begin:end]), below


def _apart(line: Line, profile: Profile, rules: RecordRules) -> bool:
    text = line.text.strip()
    if not text:
        return True
    if not rules.separates(text):
        return False
    header = profile.header
    labelled = any(text.startswith(name) for label in header.labels for name in label.names)
    known = labelled or any(one.pattern.search(text) for one in header.patterns)
    return rules.drops(text) or not known


def _slots(lines: Sequence[Line], rules: RecordRules) -> Iterator[Slot]:
    for line in lines:
        if not line.blank:
            yield Slot(DROPPED if rules.drops(line.text) else UNRECOGNISED, (line,))
