"""A layout tried on one record after the other, by the same stages that convert it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tei import source as sources
from tei.explain.facts import facts
from tei.parse import DROPPED, Weighed, claimed, split, weigh
from tei.parse.front import UNRECOGNISED
from tei.pipeline import convert_record
from tei.profile import KEPT, SECTION, TableRules
from tei.profile.patterns import watch
from tei.profile.sources import spelling
from tei.tables import rows_as_records
from tei.trial.model import Claim, FactTried, LineTried, Tried

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tei.findings import Finding
    from tei.model import Slot, Source
    from tei.pipeline import Result
    from tei.profile import Profile

MASTHEAD = "masthead"


def try_records(files: Sequence[Path], profile: Profile, encoding: str | None = None) -> Iterator[Tried]:
    """Try a layout on files, and on each record of a file that holds several, one by one.

    Raises:
        TeiError: there is no such encoding.
    """
    for file in files:
        yield from _rows(file, profile, encoding) if profile.table else _texts(file, profile, encoding)


def _rows(file: Path, profile: Profile, encoding: str | None) -> Iterator[Tried]:
    """Each row of a table. A layout of tables has no signs: a row fits that fills what is required."""
    for row in rows_as_records(file, profile.table or TableRules(), encoding):
        if row.source is None:
            yield _unread(str(file), row.findings, row.ordinal, row.line)
        else:
            yield _tried(row.source, Weighed(profile, 0, (), ()), row.findings, row.line)


def _texts(file: Path, profile: Profile, encoding: str | None) -> Iterator[Tried]:
    """The records of a text. The layout is weighed for the file, as it is chosen for all of it."""
    source, found = sources.read(file, encoding)
    if source is None:
        yield _unread(str(file), found)
        return
    with watch() as slow:
        weighed = weigh(source, profile)
        records, more = split(source, profile.records) if profile.records else ([source], [])
    found = (*found, *more)
    for one in records:
        tried = _tried(one, weighed, found)
        yield replace(tried, slow=tuple(dict.fromkeys((*slow, *tried.slow))))
        found, slow = (), {}


def _unread(path: str, found: tuple[Finding, ...], ordinal: int = 0, line: int = 0) -> Tried:
    lacks = ("it could not be read",)
    return Tried(path, fits=False, lacks=lacks, findings=found, ordinal=ordinal, line=line)


def _tried(source: Source, weighed: Weighed, found: Sequence[Finding], line: int = 0) -> Tried:
    """One record, by the layout that was weighed; `found` is what its decoding has found."""
    profile = weighed.profile
    with watch() as slow:
        slots = claimed(source, profile)
    result = convert_record(source, profile, found, line)
    filled = {slot.name for slot in slots if slot.lines}
    present = {slot.name for slot in slots}
    lacks = (*weighed.missing, *(name for name in profile.required if name not in present))
    return Tried(
        source.path,
        fits=fits(replace(weighed, missing=lacks)),
        points=weighed.points,
        reasons=weighed.reasons,
        lacks=tuple(dict.fromkeys(lacks)),
        lines=tuple(_lines(source, profile, slots)),
        claims=tuple(_claims(source, slots, profile)),
        facts=_facts(source, result),
        missing=tuple(name for name in slots_filled_by(profile) if name not in filled),
        findings=result.findings,
        slow=tuple(slow),
        converts=not result.failed,
        ordinal=result.ordinal,
        line=result.line,
    )


def fits(weighed: Weighed) -> bool:
    """Whether a record fits: as `auto` has it; the layout that takes the rest fits anything, one without signs what it requires."""
    rules = weighed.profile
    if rules.fallback or not (rules.recognise.signs or rules.header.labels):
        return not weighed.missing
    return weighed.fits


def slots_filled_by(profile: Profile) -> tuple[str, ...]:
    """The slots that the rules of a layout fill, each once, the text last."""
    header = profile.header
    names = dict.fromkeys(column.slot for column in profile.table.columns) if profile.table else {}
    names |= dict.fromkeys(rule.slot for rule in (*header.positions, *header.closing))
    names |= dict.fromkeys(rule.slot for rule in header.patterns)
    names |= dict.fromkeys(rule.slot for rule in header.labels)
    names.pop("body", None)
    names.pop(SECTION, None)
    names.pop(KEPT, None)
    return (*names, "body")


# --- what claimed what ---------------------------------------------------------------------------


def _lines(source: Source, profile: Profile, slots: Sequence[Slot]) -> Iterator[LineTried]:
    claims = {line.number: slot for slot in slots for line in slot.lines}
    labels = {slot.label.number: slot for slot in slots if slot.label}
    for line in source.lines:
        if line.blank:
            continue
        headed = labels.get(line.number)
        slot = headed or claims.get(line.number)
        label = headed.label.text if headed and headed.label else ""
        told = _line(line.number, line.text.strip(), slot, label, profile)
        place = source.place(line.number)
        yield replace(told, number=place.line, column=place.column) if place else told


def _line(number: int, text: str, slot: Slot | None, label: str, profile: Profile) -> LineTried:
    if slot is None:
        return LineTried(number, text, "", label, "unclaimed")
    if slot.name == DROPPED:
        return LineTried(number, text, DROPPED, label, "dropped")
    if slot.name != UNRECOGNISED:
        return LineTried(number, text, slot.name, label, "claimed")
    if profile.header.is_masthead(text):
        return LineTried(number, text, MASTHEAD, label, "claimed")
    return LineTried(number, text, "", label, "unrecognised")


def _claims(source: Source, slots: Sequence[Slot], profile: Profile) -> Iterator[Claim]:
    """The rules that found their place, each spelling of a label or column by itself."""
    if profile.table:
        yield from _columns(source, slots, profile.table)
        return
    spelt = [(name, label.slot) for label in profile.header.labels for name in label.names]
    forms = {one.slot for one in profile.header.patterns}
    placed = {one.slot for one in (*profile.header.positions, *profile.header.closing)}
    for slot in slots:
        printed = slot.label.text.strip() if slot.label else ""
        names = [name for name, of in spelt if of == slot.name and printed.startswith(name)]
        if names:
            empty = not slot.lines and slot.name != SECTION
            yield Claim("label", max(names, key=len), slot.name, empty)
        elif slot.name in forms and (printed or slot.name not in placed):
            yield Claim("form", slot.name, slot.name, not slot.lines)
        elif slot.name in placed:
            yield Claim("position", slot.name, slot.name, not slot.lines)


def _columns(source: Source, slots: Sequence[Slot], table: TableRules) -> Iterator[Claim]:
    for slot in slots:
        cell = source.cell(slot.lines[0].number)
        rule = table.column(cell.column) if cell else None
        if cell and rule and rule.slot == slot.name:
            yield Claim("column", spelling(rule, cell.column), slot.name, empty=False)
    for column in source.empty:
        if rule := table.column(column):
            yield Claim("column", spelling(rule, column), rule.slot, empty=True)


# --- what was read -------------------------------------------------------------------------------


def _facts(source: Source, result: Result) -> tuple[FactTried, ...]:
    told = facts(result.document, None) if result.document else ()
    return tuple(
        FactTried(one.name, one.value, one.certainty, _in_file(source, one.first), _in_file(source, one.last))
        for one in told
        if one.name != "unrecognised"
    )


def _in_file(source: Source, number: int) -> int:
    place = source.place(number)
    return place.line if place else number
