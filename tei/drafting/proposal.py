"""Rules of a layout made of what a sample shows; each with its ground, and whether it is a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tei.drafting.date_shapes import date_pattern
from tei.drafting.heads import is_date
from tei.drafting.texts import rule_pattern
from tei.drafting.words import slot_of
from tei.profile import KEPT, SECTION
from tei.profile.slots import LISTED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tei.drafting.evidence import Evidence, LabelSeen, Value

_MOST = 0.8  # share of values of a form that tells what they are
_ONE_PLACE = {"source": "citation"}  # slots that are one place of the TEI
_ADDRESS = re.compile(r"^<?https?://\S+>?$")
_SEVERAL = (
    "contents",
    "authors",
    "people",
    "places",
    "topics",
    "subjects",
    "sender",
    "recipient",
    "translators",
)


@dataclass(frozen=True, slots=True)
class LabelProposed:
    """A label: its slot and extent, its spellings, what was seen of it, and what the user should look at."""

    slot: str
    names: tuple[str, ...]
    value: str
    seen: str
    doubt: str = ""
    separator: str = ""
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class PositionProposed:
    """A slot by its position: the pattern of its paragraph, and what was seen."""

    slot: str
    pattern: str
    seen: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A layout as it is proposed."""

    labels: tuple[LabelProposed, ...]
    positions: tuple[PositionProposed, ...]
    required: tuple[str, ...]
    at_least: int
    text_begins: str
    unreadable: str
    """Why labels that were seen are none in the layout; empty where they are."""


def proposed(evidence: Evidence) -> Proposal:
    """Propose rules for what was seen."""
    unreadable = _unreadable(evidence)
    labels = () if unreadable else _labels(evidence)
    labelled = {label.slot for label in labels}
    positions = tuple(one for one in _positions(evidence) if one.slot not in labelled)
    always = _slots_of_records(evidence, labels, positions)
    required = tuple(slot for slot in ("title", "date") if always and all(slot in row for row in always))
    fewest = 0 if unreadable else evidence.fewest
    opening = evidence.text.opening
    ruled = opening and sum(number for _, number in opening) >= _MOST * len(evidence.sources)
    begins = rule_pattern(opening[0][0]) if ruled and labels and not evidence.after else ""
    return Proposal(labels, positions, required, max(1, fewest * 2 // 3), begins, unreadable)


def _unreadable(evidence: Evidence) -> str:
    if not evidence.after or not evidence.labels:
        return ""
    if not evidence.heading:
        return "labels after the text are found by a heading above them, and none is the same in most records"
    if any(label.beside for label in evidence.labels):
        return "labels after the text are read only where each stands alone on its line, its value below it"
    return ""


# --- labels --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Guess:
    label: LabelSeen
    slot: str
    sure: bool


def _labels(evidence: Evidence) -> tuple[LabelProposed, ...]:
    placed = {one.slot: one.records for one in evidence.head.places}
    guesses = _with_a_date([_guess(label, evidence) for label in evidence.labels])
    guesses = [
        replace(one, slot="") if placed.get(one.slot, 0) > len({*one.label.records}) else one
        for one in guesses
    ]
    made: list[LabelProposed] = []
    if evidence.heading and not any(one.label.name == evidence.heading for one in guesses):
        made.append(LabelProposed(SECTION, (evidence.heading,), "none", "the line above the labels"))
    owners = _owners(guesses)
    for one in guesses:
        owner = owners.get(_place(one.slot))
        if owner is not one and owner and _apart(owner.label, one.label):
            continue  # another spelling, told with the first
        made.append(_label(one, owner, guesses, evidence))
    return tuple(made)


def _guess(label: LabelSeen, evidence: Evidence) -> _Guess:
    slot, sure = slot_of(label.name)
    values = [value.text for value in label.values if not value.empty]
    if label.name == evidence.heading:
        return _Guess(label, SECTION, sure=True)
    if slot == SECTION:
        return _Guess(label, "", sure=False)
    if slot == "date":
        return _Guess(label, slot, sure=_mostly(values, is_date))
    if not sure and _mostly(values, lambda text: _ADDRESS.match(text) is not None):
        return _Guess(label, "url", sure=False)
    if slot == "body" and evidence.after:
        return _Guess(label, "", sure=False)
    return _Guess(label, slot, sure)


def _with_a_date(guesses: list[_Guess]) -> list[_Guess]:
    """Where no label is that of a date, the first one whose values are dates."""
    if any(one.slot == "date" for one in guesses):
        return guesses
    for at, one in enumerate(guesses):
        values = [value.text for value in one.label.values if not value.empty]
        if not one.sure and _mostly(values, is_date):
            return [*guesses[:at], _Guess(one.label, "date", sure=False), *guesses[at + 1 :]]
    return guesses


def _mostly(values: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return bool(values) and sum(map(holds, values)) >= _MOST * len(values)


def _place(slot: str) -> str:
    return _ONE_PLACE.get(slot, slot)


def _owners(guesses: Sequence[_Guess]) -> dict[str, _Guess]:
    """Which label a slot goes to: the sure one, then the one of more records, then the first."""
    owners: dict[str, _Guess] = {}
    for one in sorted(guesses, key=lambda one: (not one.sure, -len(one.label.records), one.label.rank)):
        if one.slot:
            owners.setdefault(_place(one.slot), one)
    return owners


def _apart(one: LabelSeen, other: LabelSeen) -> bool:
    """Whether two labels never stand in one record: then they may be spellings of one."""
    return not {*one.records} & {*other.records}


def _label(one: _Guess, owner: _Guess | None, guesses: Sequence[_Guess], evidence: Evidence) -> LabelProposed:
    seen = _seen(one.label, len(evidence.sources))
    if owner is not one:
        could = f"; {one.slot} went to {owner.label.name!r}" if owner else ""
        doubt = f"choose a slot{could}; until then it is kept as unrecognised"
        value = _value(one.label, evidence)
        return LabelProposed(KEPT, (one.label.name,), value, seen, doubt, repeats=one.label.repeats)
    same = [
        other
        for other in guesses
        if other is not one and _place(other.slot) == _place(one.slot) and _apart(one.label, other.label)
    ]
    names = (one.label.name, *(other.label.name for other in same))
    also = "".join(f"; {other.label.name} {_seen(other.label, len(evidence.sources))}" for other in same)
    doubt = (
        "" if one.sure and not same else "spellings of one label?" if one.sure else f"is it the {one.slot}?"
    )
    return LabelProposed(
        one.slot, names, _value(one.label, evidence), seen + also, doubt, _separator(one), one.label.repeats
    )


def _seen(label: LabelSeen, count: int) -> str:
    empty = f", empty in {label.empty}" if label.empty else ""
    example = next((value.text for value in label.values if not value.empty), "")
    shown = f": {example[:40]!r}{'…' if len(example) > 40 else ''}" if example else ""
    return f"in {len({*label.records})} of {count}{empty}{shown}"


def _separator(one: _Guess) -> str:
    values = [value.text for value in one.label.values if not value.empty]
    parted = one.slot in LISTED and sum(";" in text for text in values) * 2 > len(values)
    return ";" if parted else ""


def _value(label: LabelSeen, evidence: Evidence) -> str:
    """How far a value goes. One that the text may follow has to end by itself."""
    if label.name == evidence.heading:
        return "none"
    filled = [value for value in label.values if not value.empty]
    inner = [value for value in filled if not value.last] or filled
    if any(_spreads(value) for value in inner) and not all(value.last for value in filled):
        return "paragraphs"
    if all(value.lines + value.beside == 1 for value in inner) or all(
        value.last and value.beside for value in inner
    ):
        return "line"
    return "lines"


def _spreads(value: Value) -> bool:
    """Whether it has several paragraphs."""
    return value.paragraphs + (value.beside or value.under > 0) > 1


# --- positions, and what a record always has -------------------------------------------------------


def _positions(evidence: Evidence) -> list[PositionProposed]:
    count = len(evidence.sources)
    made = []
    for place in evidence.head.places:
        dates = [text for text in place.examples if is_date(text)] if place.slot == "date" else []
        example = place.examples[0]
        seen = f"in {place.records} of {count}: {example[:40]!r}{'…' if len(example) > 40 else ''}"
        made.append(PositionProposed(place.slot, date_pattern(dates), seen))
    return made


def _slots_of_records(
    evidence: Evidence, labels: Sequence[LabelProposed], positions: Sequence[PositionProposed]
) -> list[set[str]]:
    """The slots that the labels and positions fill in each record, as far as the sample shows."""
    count = len(evidence.sources)
    places = {place.slot for place in evidence.head.places if place.records == count}
    always = places & {one.slot for one in positions}
    by_name = {name: label.slot for label in labels for name in label.names}
    rows: list[set[str]] = [set(always) for _ in range(count)]
    for label in evidence.labels:
        for at, value in zip(label.records, label.values, strict=True):
            if not value.empty and label.name in by_name:
                rows[at].add(by_name[label.name])
    return rows
