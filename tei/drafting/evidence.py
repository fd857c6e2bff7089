"""What a sample of records shows, over all of them: labels, what stands before them, what is always the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.drafting.heads import Head, heads
from tei.drafting.parting import Parting, parted, parting
from tei.drafting.texts import TextSeen, texts
from tei.drafting.which_labels import block, heading_of, names_of, near, of_the_text, several, stand_after
from tei.drafting.words import slot_of
from tei.paragraphs import any_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.drafting.label_lines import Candidate
    from tei.model import Line, Source


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
    """A label by its printed form: the numbers of its records, the values, the line where it first was seen."""

    name: str
    records: tuple[int, ...]
    values: tuple[Value, ...]
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
    parting: Parting | None = None
    """What parts the files into the records, which are the sources then."""


def seen(sources: Sequence[Source]) -> Evidence:
    """Gather what records have in common, of files that hold several what their records have.

    The same records in the same order give the same evidence.
    """
    rule = parting(sources)
    sources = parted(sources, rule) if rule else sources
    rows = [near(source) for source in sources]
    names = names_of(rows)
    found = [[one for one in row if one.name in names] for row in rows]
    after = stand_after(sources, found)
    placed = [block(source.lines, row, after=after) for source, row in zip(sources, found, strict=True)]
    left = frozenset() if after else of_the_text(placed)
    placed = [[one for one in row if one.name not in left] for row in placed]
    heading = heading_of(sources, placed) if after else ""
    ends = [row[0].index if row else None for row in placed]
    labels = _labels(sources, placed)
    spans = [_span(source, row, after=after) for source, row in zip(sources, placed, strict=True)]
    fewest = min((len({one.name for one in row}) for row in placed), default=0)
    return Evidence(
        tuple(sources),
        labels,
        after,
        _fixed(labels, placed),
        heading,
        heads(sources, ends, labelled=not after),
        texts(spans),
        fewest,
        tuple(sorted(left)),
        several(sources, found),
        rule,
    )


# --- what stands with them -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """A label in a record: the number of the record, the label's place in its row from 0 to 1, its value."""

    record: int
    rank: float
    source: Source
    label: Candidate
    value: Value


def _labels(sources: Sequence[Source], placed: Sequence[Sequence[Candidate]]) -> tuple[LabelSeen, ...]:
    places: dict[str, list[_Place]] = {}
    for record, (source, row) in enumerate(zip(sources, placed, strict=True)):
        for at, one in enumerate(row):
            following = row[at + 1].index if at + 1 < len(row) else None
            value = _value(source.lines, one, following)
            rank = at / max(len(row) - 1, 1)
            places.setdefault(one.name, []).append(_Place(record, rank, source, one, value))
    labels = (_label(name, found) for name, found in places.items())
    return tuple(sorted(labels, key=lambda one: (one.rank, one.name)))


def _label(name: str, places: Sequence[_Place]) -> LabelSeen:
    first = places[0]
    records = tuple(one.record for one in places)
    return LabelSeen(
        name,
        records,
        tuple(one.value for one in places),
        first.source.lines[first.label.index].number,
        repeats=len({*records}) < len(records),
        rank=sum(one.rank for one in places) / len(places),
    )


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
