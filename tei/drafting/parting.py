"""Whether files hold several records each, and what parts them: a line between two, a number, the first label."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from tei.drafting.heads import is_date
from tei.drafting.label_lines import candidates
from tei.drafting.texts import is_rule, rule_pattern
from tei.drafting.words import slot_of
from tei.interpret.page_forms import line_form
from tei.model import Line
from tei.paragraphs import any_text
from tei.parse import split
from tei.profile import Pattern, RecordRules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tei.model import Source

_MOST = 0.8  # share of the records that have to begin alike
_TOP = 12  # lines with text, among which labels and a date are looked for
_LONGEST = 60  # signs of a line that numbers records
_NUMBER = re.compile(r"[0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Parting:
    """A rule that parts files into records: its key in `[records]`, its pattern, what was seen.

    `number`: the form of the line with a record's number, for the header; empty where no line has one.
    `above`: the files with text above their first record.
    """

    key: str
    pattern: str
    seen: str
    number: str = ""
    above: int = 0

    @property
    def rules(self) -> RecordRules:
        """As a layout has it."""
        return RecordRules.model_validate({self.key: self.pattern})


def parting(sources: Sequence[Source]) -> Parting | None:
    """The rule that parts files into records that begin alike, if there is one."""
    for one in (*_by_lines_between(sources), *_by_numbers(sources), *_by_labels(sources)):
        pieces = [piece for source in sources for piece in split(source, one.rules)[0]]
        headed = [piece for piece in pieces if one.key == "between" or _headed(piece, one.pattern)]
        if len(pieces) > len(sources) and len(headed) > 1 and _alike(headed, one):
            files = f"{len(sources):,} file{'s' if len(sources) > 1 else ''}"
            return replace(one, seen=f"{len(headed):,} records in {files}", above=len(pieces) - len(headed))
    return None


def parted(sources: Sequence[Source], rule: Parting) -> list[Source]:
    """The records of the files, without the lines between them and those with their numbers."""
    return [_bare(piece, rule) for source in sources for piece in split(source, rule.rules)[0]]


def _bare(piece: Source, rule: Parting) -> Source:
    rules = rule.rules
    number = Pattern(rule.number) if rule.number else None
    lines = [
        Line(line.number, "")
        if rules.drops(line.text) or (number and number.search(line.text.strip()))
        else line
        for line in piece.lines
    ]
    return replace(piece, lines=tuple(lines))


# --- what may part them ----------------------------------------------------------------------------


def _by_lines_between(sources: Sequence[Source]) -> Iterator[Parting]:
    counts = Counter(rule_pattern(text) for source in sources for text in _texts(source) if is_rule(text))
    for pattern, _ in counts.most_common(3):
        yield Parting("between", pattern, "")


def _by_numbers(sources: Sequence[Source]) -> Iterator[Parting]:
    """Lines of one form whose numbers rise in every file, and which most files have."""
    rows: dict[tuple[str, str], list[list[int]]] = {}
    for source in sources:
        for shape, numbers in _numbers(source).items():
            rows.setdefault(shape, []).append(numbers)
    for (before, after), found in sorted(rows.items(), key=lambda one: (-sum(map(len, one[1])), one[0])):
        rising = all(first < second for row in found for first, second in pairwise(row))
        if rising and len(found) >= _MOST * len(sources) and any(len(row) > 1 for row in found):
            begins = f"^{_plain(before)}[0-9]+{_plain(after)}$"
            number = begins if after else f"^{_plain(before)}(?P<value>[0-9]+)$"
            yield Parting("begins", begins, "", number)


def _numbers(source: Source) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for text in _texts(source):
        numbers = list(islice(_NUMBER.finditer(text), 2))
        if len(text) > _LONGEST or len(numbers) != 1 or line_form(text) or ":" in text or "：" in text:
            continue  # a page, or a value with its label
        shape = (text[: numbers[0].start()], text[numbers[0].end() :])
        if shape[0].strip() and any(sign.isalpha() or sign in "№#" for sign in text):
            found.setdefault(shape, []).append(int(numbers[0][0]))
    return found


def _by_labels(sources: Sequence[Source]) -> Iterator[Parting]:
    """The label that most files begin with."""
    firsts = Counter(
        one.name
        for source in sources
        for one in islice(candidates(source.lines), 1)
        if not one.bare and not any_text(source.lines[: one.index])
    )
    for name, number in firsts.most_common(1):
        if number >= _MOST * len(sources):
            yield Parting("begins", f"^{_plain(name)}", "")


def _texts(source: Source) -> Iterator[str]:
    return (line.text.strip() for line in source.lines if not line.blank)


def _plain(text: str) -> str:
    return re.escape(text).replace("\\ ", " ")


# --- whether it does -------------------------------------------------------------------------------


def _headed(piece: Source, pattern: str) -> bool:
    return Pattern(pattern).search(next(_texts(piece), "")) is not None


def _alike(pieces: Sequence[Source], rule: Parting) -> bool:
    """Whether records parted so begin with the same labels, or all with a date."""
    tops = [[line for line in piece.lines if not line.blank][:_TOP] for piece in pieces]
    rows = [[one.name for one in candidates(top) if not one.bare] for top in tops]
    shared = _in_most({*row} for row in rows)
    if rule.key == "begins" and not rule.number:
        return len(shared) > 1 and not any(row.count(name) > 1 for row in rows for name in shared)
    if len(shared) > 1 or any(slot_of(name)[0] for name in shared):
        return True
    dated = sum(any(is_date(line.text.strip()) for line in top[:4]) for top in tops)
    return dated >= _MOST * len(tops)


def _in_most(sets: Iterable[set[str]]) -> set[str]:
    rows = list(sets)
    counts = Counter(name for row in rows for name in row)
    return {name for name, number in counts.items() if number >= _MOST * len(rows)}
