"""What is seen over all records that a layout was tried on."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tei.findings import CODES, Severity
from tei.trial.model import Counted, LeftOver, RuleSeen, SignSeen, Trial

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from tei.profile import Profile
    from tei.trial.model import Kind, LineTried, Tried

_HEAD = re.compile(r"^.{1,40}?[:：](?=\s|$)|^[【［\[].{1,20}?[】］\]]")


def gathered(profile: Profile, records: Sequence[Tried]) -> Trial:
    """All records that a layout was tried on, and what is seen over them."""
    return Trial(
        profile.name,
        profile.title,
        profile.recognise.at_least,
        tuple(records),
        tuple(_rules(profile, records)),
        tuple(_signs(profile, records)),
        tuple(_left(records)),
        tuple(_counted({fact.name for fact in one.facts} for one in records)),
        tuple(_counted(set(one.slow) for one in records)),
        tuple(_codes(records)),
    )


def _rules(profile: Profile, records: Sequence[Tried]) -> Iterator[RuleSeen]:
    """Every label, position, form and column of the layout, those too that are in no record."""
    seen: Counter[tuple[Kind, str, str]] = Counter()
    empty: Counter[tuple[Kind, str, str]] = Counter()
    for one in records:
        keys = {(claim.kind, claim.name, claim.slot) for claim in one.claims}
        filled = {(claim.kind, claim.name, claim.slot) for claim in one.claims if not claim.empty}
        seen.update(keys)
        empty.update(keys - filled)
    for key in dict.fromkeys((*_keys(profile), *_columns(profile, seen))):
        yield RuleSeen(*key, seen[key], empty[key])


def _keys(profile: Profile) -> Iterator[tuple[Kind, str, str]]:
    header = profile.header
    for label in header.labels:
        yield from (("label", name, label.slot) for name in label.names)
    yield from (("form", one.slot, one.slot) for one in header.patterns)
    yield from (("position", one.slot, one.slot) for one in (*header.positions, *header.closing))


def _columns(profile: Profile, seen: Collection[tuple[Kind, str, str]]) -> Iterator[tuple[Kind, str, str]]:
    """The columns that were seen; of a rule whose columns no table has, the first of its names."""
    for column in profile.table.columns if profile.table else ():
        keys: list[tuple[Kind, str, str]] = [("column", name, column.slot) for name in column.names]
        yield from [key for key in keys if key in seen] or keys[:1]


def _signs(profile: Profile, records: Sequence[Tried]) -> Iterator[SignSeen]:
    for sign in profile.recognise.signs:
        said = {sign.what, f"but {sign.what}"}
        yield SignSeen(sign.what, sign.points, sum(1 for one in records if said & {*one.reasons}))


def _left(records: Sequence[Tried]) -> list[LeftOver]:
    """Lines that no rule knows by their form, the most frequent first: of a label, what announces it."""
    lines: Counter[str] = Counter()
    within: Counter[str] = Counter()
    first: dict[str, tuple[str, int]] = {}
    for one in records:
        forms = [_form(line) for line in one.left]
        lines.update(forms)
        within.update({*forms})
        for form, line in zip(forms, one.left, strict=True):
            first.setdefault(form, (one.path, line.number))
    order = sorted(lines, key=lambda form: (-within[form], -lines[form], form))
    return [LeftOver(form, lines[form], within[form], *first[form]) for form in order]


def _form(line: LineTried) -> str:
    if line.column:
        return f"column {line.column}"
    head = _HEAD.match(line.text)
    if head is None:
        return line.text
    return head[0] + ("" if head.end() == len(line.text) else " …")


def _counted(names: Iterable[set[str]]) -> list[Counted]:
    counts: Counter[str] = Counter()
    for some in names:
        counts.update(some)
    return [Counted(name, counts[name]) for name in sorted(counts, key=lambda name: (-counts[name], name))]


def _codes(records: Sequence[Tried]) -> Iterator[Counted]:
    worst: dict[str, Severity] = {}
    for found in (found for record in records for found in record.findings):
        worst[found.code] = max(found.severity, worst.get(found.code, found.severity))
    for one in _counted({found.code for found in record.findings} for record in records):
        yield Counted(one.name, one.records, f"{worst[one.name].label}: {CODES[one.name].title}")
