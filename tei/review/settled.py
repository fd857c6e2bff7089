"""Findings that somebody has decided about, by confirming or correcting what they are about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.findings import Finding
    from tei.model import Document

FACT_OF = {
    "I001": "title", "I002": "title", "I003": "date", "I004": "date", "I005": "title", "I008": "original_language",
    "I010": "url", "I013": "date", "I020": "date", "I021": "date", "I022": "date", "I023": "date", "I025": "sender",
    "I027": "intermediary",
}  # fmt: skip
"""Findings about a fact that can be corrected."""


_IN_WORDS = re.compile(r"line [0-9]+ (?:date|bracket|mark)(?: [0-9]+)?")


def settling(place: str, printed: str) -> str:
    """What settles a thing: its place, and the words where several on one line have the same place."""
    return f"{place} {''.join(printed.split())}" if _IN_WORDS.fullmatch(place) else place


def place_of_finding(code: str, line: int, document: Document) -> str:
    """What a correction has to name to settle a finding: a fact, a division's language, the finding itself."""
    if code == "I011":
        found = (f"division {one.id} language" for one in document.divisions if one.span.first == line)
        return next(found, f"finding {code} line {line}")
    if code == "I003" and _is_upload(line, document):
        return "uploaded"
    return FACT_OF.get(code) or f"finding {code}" + (f" line {line}" if line else "")


def _is_upload(line: int, document: Document) -> bool:
    slot = document.record.slot("uploaded")
    return bool(slot and any(one.number == line for one in slot.lines))


def drop_settled(
    findings: Iterable[Finding], document: Document, settled: frozenset[str]
) -> Iterator[Finding]:
    """The findings without those that are settled; an error is never."""
    for one in findings:
        place = place_of_finding(one.code, one.where.line or 0, document)
        if one.severity is Severity.ERROR or place not in settled:
            yield one
