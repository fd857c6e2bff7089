"""What a sample of records shows, over all of them: labels, what stands before them, what is always the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tei.drafting.heads import Head, heads
from tei.drafting.label_lines import candidates
from tei.drafting.texts import TextSeen, texts
from tei.drafting.words import is_word, slot_of
from tei.paragraphs import any_text
from tei.profile import SECTION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tei.drafting.label_lines import Candidate
    from tei.model import Line, Source

_HEAD = 60  # lines with text at either end, in which a label is looked for
_SHARE = 10  # of so many records one at least has the label
_FEW = 3  # records: below this little can repeat
_NEARLY, _RARELY = 0.8, 0.5  # shares of the records that have a label
_ALWAYS = 0.6  # share of the records in which a bare line has to stand to be a label


@dataclass(frozen=True, slots=True)
class Value:
    """What stands between a label and the next one."""

    beside: bool
    """Whether it begins on the label's line."""
    under: int
    """Lines right below the label."""
    paragraphs: int
    """Paragraphs after a blank line."""
    lines: int
    last: bool
    """Whether no label follows, so that the text may begin below: then only its first paragraph is counted."""
    text: str

    @property
    def empty(self) -> bool:
        """Whether the label has no value."""
        return not (self.beside or self.lines)


@dataclass(frozen=True, slots=True)
class LabelSeen:
    """A label by its printed form: in which records, the values, where it first was seen."""

    name: str
    bare: bool
    records: tuple[int, ...]
    values: tuple[Value, ...]
    path: str
    line: int
    repeats: bool
    """Whether it comes several times in a record."""
    rank: float
    """Its place among the labels of a record, on an average: 0 the first, 1 the last."""

    @property
    def empty(self) -> int:
        """How often it has no value."""
        return sum(value.empty for value in self.values)

    @property
    def beside(self) -> int:
        """How often the value begins on its line."""
        return sum(value.beside for value in self.values)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a sample of records shows."""

    sources: tuple[Source, ...]
    labels: tuple[LabelSeen, ...]
    after: bool
    """Whether the labels stand after the text."""
    fixed: bool
    """Whether they come in one order in all records."""
    heading: str
    """For labels after the text: the line that always stands right above the first of them."""
    head: Head
    text: TextSeen
    fewest: int
    """Labels of the record that has the fewest."""
    left: tuple[str, ...]
    """Lines like labels that were left in the text."""
    several: tuple[tuple[str, int], ...]
    """Files in which the first label comes several times, and how often: they may hold several records."""


def seen(sources: Sequence[Source]) -> Evidence:
    """Gather what records have in common. The same records in the same order give the same evidence."""
    found = [_marked(source, _names(sources)) for source in sources]
    after = _after(sources, found)
    placed = [_block(source.lines, row, after=after) for source, row in zip(sources, found, strict=True)]
    left = frozenset() if after else _of_the_text(placed)
    placed = [[one for one in row if one.name not in left] for row in placed]
    heading = _heading(sources, placed) if after else ""
    ends = [row[0].index if row else None for row in placed]
    labels = _labels(sources, placed)
    spans = [_span(source, row, after=after) for source, row in zip(sources, placed, strict=True)]
    return Evidence(
        tuple(sources), labels, after, _fixed(labels, placed), heading,
        heads(sources, ends, labelled=not after), texts(spans), min((len({one.name for one in row}) for row in placed), default=0), tuple(sorted(left)), _several(sources, found),
    )  # fmt: skip


# --- which lines are labels ------------------------------------------------------------------------


def _names(sources: Sequence[Source]) -> frozenset[str]:
    """The printed forms that are labels: repeated over records, or known words; bare ones in most records."""
    within: Counter[str] = Counter()
    bare: set[str] = set()
    for source in sources:
        near = _near(source.lines)
        rows = [one for one in candidates(source.lines) if one.index in near]
        within.update({one.name for one in rows})
        bare |= {one.name for one in rows if one.bare}
    count = len(sources)
    least = max(2, -(-count // _SHARE))
    names = {
        name
        for name, records in within.items()
        if name not in bare and (records >= least or slot_of(name)[1])
    }
    marked = sum(within[name] >= _ALWAYS * count for name in names)
    if marked < 2:  # a layout whose labels have a colon has none without
        names |= {name for name in bare if _known_bare(name, within[name], count)}
    return frozenset(names) | _among(sources, frozenset(names), within)


def _among(sources: Sequence[Source], names: frozenset[str], within: Mapping[str, int]) -> frozenset[str]:
    """What has the form of a label and stands among labels.

    In few records anywhere there, for little repeats in them; in many right below the line of a label;
    without a colon where most records have it.
    """
    few = len(sources) <= _FEW
    most = max(2, _ALWAYS * len(sources))
    plain = any(one.bare and one.name in names for source in sources for one in candidates(source.lines))
    more: set[str] = set()
    for source in sources:
        rows = list(candidates(source.lines))
        known = {one.index for one in rows if one.name in names}
        if len(known) < 2:
            continue
        for one in rows:
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
    return count > 1 and records >= _ALWAYS * count and is_word(name)


def _near(lines: Sequence[Line]) -> frozenset[int]:
    full = [index for index, line in enumerate(lines) if not line.blank]
    return frozenset((*full[:_HEAD], *full[-_HEAD:]))


def _marked(source: Source, names: frozenset[str]) -> list[Candidate]:
    near = _near(source.lines)
    return [one for one in candidates(source.lines) if one.name in names and one.index in near]


def _after(sources: Sequence[Source], found: Sequence[Sequence[Candidate]]) -> bool:
    """Whether more text stands above the labels than below them, over all records."""
    above = below = 0
    for source, row in zip(sources, found, strict=True):
        if not row or any(slot_of(one.name)[0] == "body" for one in row):
            below += sum(len(line.text) for line in source.lines) if row else 0
            continue
        above += sum(len(line.text) for line in source.lines[: row[0].index])
        below += sum(len(line.text) for line in source.lines[row[-1].index + 1 :])
    return above > below


def _block(lines: Sequence[Line], row: Sequence[Candidate], *, after: bool) -> list[Candidate]:
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


def _of_the_text(placed: Sequence[Sequence[Candidate]]) -> frozenset[str]:
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


def _heading(sources: Sequence[Source], placed: Sequence[Sequence[Candidate]]) -> str:
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


def _several(sources: Sequence[Source], found: Sequence[Sequence[Candidate]]) -> tuple[tuple[str, int], ...]:
    """Files in which most labels come again and again."""
    told = []
    for source, row in zip(sources, found, strict=True):
        times = Counter(one.name for one in row)
        again = [name for name, number in times.items() if number > 1]
        if len(again) > 1 and len(again) * 2 > len(times):
            told.append((source.path, times[row[0].name]))
    return tuple(told)


# --- what stands with them -------------------------------------------------------------------------


def _labels(sources: Sequence[Source], placed: Sequence[Sequence[Candidate]]) -> tuple[LabelSeen, ...]:
    names = dict.fromkeys(one.name for row in placed for one in row)
    made = []
    for name in names:
        values, records, ranks, bare = [], [], [], False
        first: tuple[str, int] | None = None
        for at, (source, row) in enumerate(zip(sources, placed, strict=True)):
            for place, one in enumerate(row):
                if one.name != name:
                    continue
                following = row[place + 1].index if place + 1 < len(row) else None
                values.append(_value(source.lines, one, following))
                records.append(at)
                ranks.append(place / max(len(row) - 1, 1))
                bare = bare or one.bare
                first = first or (source.path, source.lines[one.index].number)
        rank = sum(ranks) / len(ranks)
        path, line = first or ("", 0)
        repeats = len({*records}) < len(records)
        made.append(LabelSeen(name, bare, tuple(records), tuple(values), path, line, repeats, rank))
    return tuple(sorted(made, key=lambda one: (one.rank, one.name)))


def _value(lines: Sequence[Line], label: Candidate, following: int | None) -> Value:
    """The value up to the next label; of the last one the first paragraph, for the text may follow."""
    groups: list[list[Line]] = [[]]
    for line in lines[label.index + 1 : following]:
        if not line.blank:
            groups[-1].append(line)
        elif following is None and (groups[0] or label.rest or (len(groups) > 1 and groups[-1])):
            break
        elif groups[-1] or len(groups) == 1:
            groups.append([])
    full = [group for group in groups[1:] if group]
    lines_below = [line.text.strip() for group in groups for line in group]
    text = " ".join(filter(None, (label.rest, *lines_below)))
    last = following is None
    return Value(bool(label.rest), len(groups[0]), len(full), len(lines_below), last, text)


def _fixed(labels: Sequence[LabelSeen], placed: Sequence[Sequence[Candidate]]) -> bool:
    order = {label.name: at for at, label in enumerate(labels)}
    rows = [[order[name] for name in dict.fromkeys(one.name for one in row)] for row in placed]
    return len(placed) > 1 and all(row == sorted(row) for row in rows)


def _span(source: Source, row: Sequence[Candidate], *, after: bool) -> tuple[Line, ...]:
    """The lines that are text, roughly: those above the labels, or below them and their first value."""
    if not row:
        return source.lines
    if after:
        return source.lines[: row[0].index]
    rest = source.lines[row[-1].index + 1 :]
    if row[-1].rest or slot_of(row[-1].name)[0] == "body":
        return rest
    begin = next((at for at, line in enumerate(rest) if line.blank and any_text(rest[:at])), 0)
    return rest[begin:]
