"""Stage 2: Source + Profile -> Record. Every non-blank line is claimed by exactly one slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.findings import Finding, Where, finding
from tei.model import Record
from tei.parse.archive import elsewhere, of_another
from tei.parse.columns import slots_of_row
from tei.parse.front import DROPPED
from tei.parse.oddities import oddities
from tei.parse.recognise import Choice, Weighed, choose, recognise, weigh
from tei.parse.slots import dropped_lines, slots_of, with_their_labels
from tei.parse.splitting import between_records, split

if TYPE_CHECKING:
    from tei.model import Slot, Source
    from tei.profile import Profile

__all__ = [
    "DROPPED", "Choice", "Weighed", "choose", "claimed", "dropped_lines", "parse", "recognise", "slots_of", "split", "weigh",
]  # fmt: skip


def parse(
    source: Source, profile: Profile, slots: tuple[Slot, ...] | None = None
) -> tuple[Record | None, tuple[Finding, ...]]:
    """Claim every line of a source for a slot of the profile; `slots`: where recognising it has done so already.

    Returns:
        The record, or None when the source lacks a slot that the layout requires, and the findings.
    """
    slots = with_their_labels(source, claimed(source, profile) if slots is None else slots)
    names = {slot.name for slot in slots}
    missing = [name for name in profile.required if name not in names]
    if missing:
        text = f"not a record of layout {profile.name!r}: no {', '.join(missing)} at its place"
        return None, (finding("P002", text, Where(source.path, source.first)),)
    found = oddities(source, profile, slots)
    if other := elsewhere(slots, profile):
        line, host = other
        text = f"the citation is of {host}, not of the layout's archive, {profile.archive.name}"
        found.append(finding("P010", text, Where(source.path, line.number)))
        profile = of_another(profile)
    return Record(source, profile, slots), tuple(found)


def claimed(source: Source, profile: Profile) -> list[Slot]:
    """The slots of a row of a table, or of a text, which a line may part from the next record of its file."""
    if source.cells and profile.table:
        return slots_of_row(source, profile.table)
    above, own, below = between_records(source, profile)
    return [*above, *slots_of(own, profile), *below]
