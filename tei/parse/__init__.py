"""Stage 2: Source + Profile -> Record. Every non-blank line is claimed by exactly one slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.findings import Finding, Where, finding
from tei.model import Record
from tei.parse.oddities import oddities
from tei.parse.recognise import Choice, Weighed, choose, recognise, weigh
from tei.parse.slots import DROPPED, dropped_lines, slots_of, with_their_labels

if TYPE_CHECKING:
    from tei.model import Slot, Source
    from tei.profile import Profile

__all__ = [
    "DROPPED", "Choice", "Weighed", "choose", "dropped_lines", "parse", "recognise", "slots_of", "weigh",
]  # fmt: skip


def parse(
    source: Source, profile: Profile, slots: tuple[Slot, ...] | None = None
) -> tuple[Record | None, tuple[Finding, ...]]:
    """Claim every line of a source for a slot of the profile; `slots`: where recognising it has done so already.

    Returns:
        The record, or None when the source lacks a slot that the layout requires, and the findings.
    """
    claimed = slots_of(source, profile) if slots is None else slots
    slots = with_their_labels(source, claimed)
    names = {slot.name for slot in slots}
    missing = [name for name in profile.required if name not in names]
    if missing:
        text = f"not a record of layout {profile.name!r}: no {', '.join(missing)} at its place"
        return None, (finding("P002", text, Where(source.path, 1)),)
    return Record(source, profile, slots), tuple(oddities(source, profile, slots))
