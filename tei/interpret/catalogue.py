"""The fields that an archive's catalogue adds to a record: people, places, subjects, rights, donors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.findings import Finding, finding
from tei.interpret.correspondence import read_correspondence
from tei.interpret.dates import DateProblem, explain_date
from tei.interpret.facts import entries, line_facts, paragraph_facts, slot_fact, where_of
from tei.model import Catalogue, Fact

if TYPE_CHECKING:
    from tei.model import DateReading, Record


def read_catalogue(record: Record) -> tuple[Catalogue, list[Finding]]:
    """Read the fields, one fact an entry as printed. A date of upload that cannot be read is said."""
    uploaded = slot_fact(record.slot("uploaded"))
    reading, findings = _uploaded(record, uploaded)
    catalogue = Catalogue(
        authors=entries(record, "authors"),
        people=entries(record, "people"),
        places=entries(record, "places"),
        topics=entries(record, "topics"),
        subjects=entries(record, "subjects"),
        kind=entries(record, "type"),
        related=entries(record, "related"),
        repository=paragraph_facts(record.slot("archive")),
        rights=line_facts(record.slot("rights")),  # a line is a paragraph there
        donors=entries(record, "donors"),
        uploaded=uploaded,
        uploaded_reading=reading,
    )
    return catalogue, findings


def stated_kind(catalogue: Catalogue) -> Fact | None:
    """The category that the catalogue's own kind of document belongs to, if a table knows its words."""
    for fact in catalogue.kind:
        if kind := read_correspondence(fact.value).kind:
            return Fact(kind, fact.raw, fact.span)
    return None


def _uploaded(record: Record, fact: Fact | None) -> tuple[DateReading | None, list[Finding]]:
    if fact is None:
        return None, []
    reading = explain_date(fact.value, language=record.profile.archive.language or None)
    if not isinstance(reading, DateProblem):
        return reading, []
    text = f"date of upload {fact.value[:60]!r}: {reading.message}"
    return None, [finding("I003", text, where_of(record, "uploaded"))]
