"""Which lines of records are labels of their headers: what many records say of lines of that form."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from tei.drafting.heads import NAVIGATION
from tei.drafting.label_lines import candidates
from tei.drafting.words import is_word, slot_of
from tei.profile import SECTION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tei.drafting.label_lines import Candidate
    from tei.model import Line, Source

_HEAD = 60  # lines with text at either end, in which a label is looked for
_SHARE = 10  # of so many records one at least has the label
_MUCH = 2  # times: a title, a masthead and a date stand above labels too
_FEW = 3  # records: below this little can repeat
_NEARLY, _RARELY = 0.8, 0.5  # shares of the records that have a label
_ALWAYS = 0.6  # share of the records in which a bare line has to stand to be a label


def near(source: Source) -> tuple[Candidate, ...]:
    """The lines near either end of a record that have the form of a label."""
    full = [index for index, line in enumerate(source.lines) if not line.blank]
    ends = {*full[:_HEAD], *full[-_HEAD:]}
    return tuple(one for one in candidates(source.lines) if one.index in ends)


def names_of(rows: Sequence[Sequence[Candidate]]) -> frozenset[str]:
    """The printed forms that are labels: repeated over records, or known words; bare ones in most records."""
    within = Counter(name for row in rows for name in {one.name for one in row})
    bare = {one.name for row in rows for one in row if one.bare}
    count = len(rows)
    least = max(2, -(-count // _SHARE))
    names = {
        name
        for name, records in within.items()
        if name not in bare and (records >= least or slot_of(name)[1])
    }
    marked = sum(within[name] >= _ALWAYS * count for name in names)
    if not marked:  # a layout whose labels have a colon has none without
        names |= {name for name in bare if _known_bare(name, within[name], count)}
    return frozenset(names) | _among(rows, frozenset(names), within)


def _among(
    rows: Sequence[Sequence[Candidate]], names: frozenset[str], within: Mapping[str, int]
) -> frozenset[str]:
    """What has the form of a label and stands among labels.

    In few records anywhere there, for little repeats in them; in many right below the line of a label;
    without a colon where most records have it.
    """
    few = len(rows) <= _FEW
    most = max(2, _ALWAYS * len(rows))
    plain = any(one.bare and one.name in names for row in rows for one in row)
    more: set[str] = set()
    for row in rows:
        known = {one.index for one in row if one.name in names}
        if len(known) < 2:
            continue
        for one in row:
            if not min(known) < one.index < max(known):
                continue
            beneath = not one.bare and one.index - 1 in known
            if beneath:
                known.add(one.index)
            if beneath or (few and not one.bare) or (one.bare and plain and within[one.name] >= most):
                more.add(one.name)
    return frozenset(more)


def _known_bare(name: str, records: int, count: int) -> bool:
    """A line without a colon that is a known word, in most of several records."""
    return count > 1 and records >= _ALWAYS * count and is_word(name) and name.casefold() not in NAVIGATION


def stand_after(sources: Sequence[Source], found: Sequence[Sequence[Candidate]]) -> bool:
    """Whether much more text stands above the labels than below them, over all records."""
    above = below = 0
    for source, row in zip(sources, found, strict=True):
        if not row or any(slot_of(one.name)[0] == "body" for one in row):
            below += sum(len(line.text) for line in source.lines) if row else 0
            continue
        above += sum(len(line.text) for line in source.lines[: row[0].index])
        below += sum(len(line.text) for line in source.lines[row[-1].index + 1 :])
    return above > _MUCH * below


def block(lines: Sequence[Line], row: Sequence[Candidate], *, after: bool) -> list[Candidate]:
    """The labels of the header, none within the text, which the longest stretch without one is."""
    if not row:
        return []
    body = next((at for at, one in enumerate(row) if slot_of(one.name) == ("body", True) and not after), None)
    if body is not None:
        return list(row[: body + 1])
    edges = [0, *(one.index for one in row), len(lines)]
    gaps = [sum(len(line.text) for line in lines[begin:end]) for begin, end in pairwise(edges)]
    if after:
        start = max(range(len(gaps)), key=lambda at: (gaps[at], at))
        return list(row[start:])
    stop = max(range(1, len(gaps)), key=lambda at: (gaps[at], -at))
    return list(row[:stop])


def of_the_text(placed: Sequence[Sequence[Candidate]]) -> frozenset[str]:
    """Labels of few records that stand below those that nearly all have, parted from them: heads of letters."""
    counts = Counter(name for row in placed for name in {one.name for one in row})
    always = {name for name, number in counts.items() if number >= _NEARLY * len(placed)}
    if len(placed) <= _FEW or not always:
        return frozenset()
    rare = {name for name, number in counts.items() if number < _RARELY * len(placed)}
    for row in placed:
        last = max((at for at, one in enumerate(row) if one.name in always), default=len(row))
        for at, one in enumerate(row):
            packed = at > 0 and row[at - 1].index == one.index - 1 and row[at - 1].name not in rare
            if at < last or packed:
                rare.discard(one.name)
    return frozenset(rare)


def heading_of(sources: Sequence[Source], placed: Sequence[Sequence[Candidate]]) -> str:
    """The heading of labels after the text: a known one among them, or the line that most records have above them."""
    firsts: Counter[str] = Counter()
    for source, row in zip(sources, placed, strict=True):
        if known := [one.name for one in row if slot_of(one.name)[0] == SECTION]:
            firsts.update(known)
            continue
        above = [line.text.strip() for line in source.lines[: row[0].index] if not line.blank] if row else []
        firsts.update(above[-1:])
    best = max(firsts, key=lambda text: (firsts[text], text), default="")
    return best if firsts[best] > 1 and firsts[best] >= _ALWAYS * len(sources) else ""


def several(sources: Sequence[Source], found: Sequence[Sequence[Candidate]]) -> tuple[tuple[str, int], ...]:
    """Files in which most labels come again and again."""
    told = []
    for source, row in zip(sources, found, strict=True):
        times = Counter(one.name for one in row)
        again = [name for name, number in times.items() if number > 1]
        if len(again) > 1 and len(again) * 2 > len(times):
            told.append((source.path, times[row[0].name]))
    return tuple(told)
