"""What is odd about the slots of a record: lines nobody knows, labels without a value, declared drops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.findings import Finding, Where, finding
from tei.parse.close import closing_findings
from tei.parse.front import DROPPED, UNRECOGNISED
from tei.parse.slots import dropped_lines
from tei.profile import SECTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Slot, Source
    from tei.profile import Profile


def oddities(source: Source, profile: Profile, slots: Sequence[Slot]) -> list[Finding]:
    """The findings about a record's slots, each with its line."""
    found = []
    drops = dropped_lines(profile)
    slots = [slot for slot in slots if not _told_for_the_file(slot, source, profile)]
    for slot in slots:
        first = slot.label or (slot.lines[0] if slot.lines else None)
        where = Where(source.path, first.number if first else None)
        if slot.name == UNRECOGNISED and first and not profile.header.is_masthead(first.text.strip()):
            text = f"header text that no rule of the layout knows: {first.text.strip()[:60]!r}"
            found.append(finding("P003", text, where))
        elif slot.name == DROPPED and first and not profile.header.data_header:
            text = f"{first.text.strip()!r} is not kept: {drops[first.text.strip()]}"
            found.append(finding("P005", text, where))
        elif slot.label and not slot.lines and slot.name != SECTION:
            found.append(finding("P004", f"label {slot.label.text.strip()!r} without a value", where))
    found += _comments(source, profile, slots)
    found += _last_label_findings(source, profile, slots)
    return [*found, *closing_findings(source, profile.header, slots)]


def _told_for_the_file(slot: Slot, source: Source, profile: Profile) -> bool:
    """Columns that the layout does not map, and lines between records, are told once for the file."""
    if slot.name == UNRECOGNISED and source.cells:
        return True
    return slot.name == DROPPED and profile.records is not None and profile.records.drops(slot.lines[0].text)


def _comments(source: Source, profile: Profile, slots: Sequence[Slot]) -> list[Finding]:
    """The comments of a header of data, told once for the record."""
    lines = [line for slot in slots if slot.name == DROPPED for line in slot.lines]
    if not (profile.header.data_header and lines):
        return []
    shown = repr(lines[0].text.strip()[:60])
    many = f"{len(lines):,} comments of the data header are not kept: {shown}, …"
    text = many if len(lines) > 1 else f"a comment of the data header is not kept: {shown}"
    return [finding("P005", text, Where(source.path, lines[0].number))]


def _last_label_findings(source: Source, profile: Profile, slots: Sequence[Slot]) -> list[Finding]:
    """A value of paragraphs that no label follows ends at the first blank line, and the text may be longer."""
    extent = {label.slot: label.value for label in profile.header.labels}
    last = next((slot for slot in reversed(slots) if slot.label), None)
    if last is None or not last.lines or slots[-1].name != "body" or extent.get(last.name) != "paragraphs":
        return []
    sure = profile.header.text_begins is not None or last.name == "body"
    if profile.header.labels_stand == "after" or last.label is None or sure:
        return []
    text = f"{last.label.text.strip()!r} is the last label: its value was taken to be one paragraph"
    return [finding("P006", text, Where(source.path, last.lines[0].number))]
