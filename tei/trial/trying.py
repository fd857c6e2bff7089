"""A layout tried on one record after the other, by the same stages that convert it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei import source as sources
from tei.explain.facts import facts
from tei.parse import DROPPED, slots_of, weigh
from tei.parse.front import UNRECOGNISED
from tei.pipeline import Options, convert_source
from tei.profile import KEPT, SECTION
from tei.profile.patterns import watch
from tei.trial.model import Claim, FactTried, LineTried, Tried

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tei.findings import Finding
    from tei.model import Slot, Source
    from tei.parse import Weighed
    from tei.pipeline import Result
    from tei.profile import Profile

MASTHEAD = "masthead"


def try_records(files: Sequence[Path], profile: Profile, encoding: str | None = None) -> Iterator[Tried]:
    """Try a layout on files, one by one.

    Raises:
        TeiError: there is no such encoding.
    """
    for file in files:
        source, found = sources.read(file, encoding)
        if source is None:
            yield Tried(str(file), fits=False, lacks=("it could not be read",), findings=found)
        else:
            yield try_record(source, profile, found)


def try_record(source: Source, profile: Profile, found: Sequence[Finding] = ()) -> Tried:
    """Try a layout on a decoded record; `found` is what its decoding has found."""
    with watch() as slow:
        weighed = weigh(source, profile)
        slots = slots_of(source, profile)
    result = convert_source(source, Options(profile), found)
    names = {slot.name for slot in slots if slot.lines}
    return Tried(
        source.path,
        fits=_fits(weighed),
        points=weighed.points,
        reasons=weighed.reasons,
        lacks=weighed.missing,
        lines=tuple(_lines(source, profile, slots)),
        claims=tuple(_claims(slots, profile)),
        facts=_facts(result),
        missing=tuple(name for name in slots_filled_by(profile) if name not in names),
        findings=result.findings,
        slow=tuple(slow),
        converts=not result.failed,
    )


def _fits(weighed: Weighed) -> bool:
    """As `auto` has it; the layout that takes the rest fits anything, one without signs what it requires."""
    rules = weighed.profile
    if rules.fallback or not (rules.recognise.signs or rules.header.labels):
        return not weighed.missing
    return weighed.fits


def slots_filled_by(profile: Profile) -> tuple[str, ...]:
    """The slots that the rules of a layout fill, each once, the text last."""
    header = profile.header
    names = dict.fromkeys(rule.slot for rule in (*header.positions, *header.closing))
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
        yield _line(line.number, line.text.strip(), slot, label, profile)


def _line(number: int, text: str, slot: Slot | None, label: str, profile: Profile) -> LineTried:
    if slot is None:
        return LineTried(number, text, "", label, "unclaimed")
    if slot.name == DROPPED:
        return LineTried(number, text, DROPPED, label, "dropped")
    if slot.name != UNRECOGNISED:
        return LineTried(number, text, slot.name, label, "claimed")
    if text in profile.header.masthead:
        return LineTried(number, text, MASTHEAD, label, "claimed")
    return LineTried(number, text, "", label, "unrecognised")


def _claims(slots: Sequence[Slot], profile: Profile) -> Iterator[Claim]:
    """The rules that found their place, each spelling of a label by itself."""
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


# --- what was read -------------------------------------------------------------------------------


def _facts(result: Result) -> tuple[FactTried, ...]:
    told = facts(result.document, None) if result.document else ()
    return tuple(
        FactTried(one.name, one.value, one.certainty, one.first, one.last)
        for one in told
        if one.name != "unrecognised"
    )
