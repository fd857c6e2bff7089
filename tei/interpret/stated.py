"""Fields in which a record says who wrote to whom, who worked on it, where it is kept.

What a record states at its own place goes before what is read out of its title, letter or citation. The
words of such a field are kept as they stand beside the facts, for the facts are taken apart (names of a
list, parts of a shelfmark) and may be corrected.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tei.interpret.citation import read_citation
from tei.interpret.facts import entries, line_facts, separator_of, slot_fact
from tei.model import Citation, Fact, Person

if TYPE_CHECKING:
    from tei.model import Record

ROLES = {"translators": "trl", "transcribers": "trc", "editors": "edt", "contributors": "ctb"}
"""Slots of people who worked on the record, and the MARC relator of each."""

APART = (
    "sender",
    "recipient",
    "intermediary",
    "sent_from",
    *ROLES,
    "collection",
    "shelfmark",
    "physical",
    "url",
)
"""Slots whose words are kept in a note, and whose facts stand at their places."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the fields say; empty where there is none."""

    senders: tuple[Fact, ...]
    recipients: tuple[Fact, ...]
    intermediary: Fact | None
    place: Fact | None
    people: tuple[Person, ...]
    collection: tuple[Fact, ...]
    shelfmark: Fact | None
    physical: Fact | None
    url: Fact | None
    fields: tuple[tuple[str, Fact], ...]


def read_stated(record: Record) -> Stated:
    """Read the fields of a record."""
    return Stated(
        senders=entries(record, "sender"),
        recipients=entries(record, "recipient"),
        intermediary=slot_fact(record.slot("intermediary")),
        place=slot_fact(record.slot("sent_from")),
        people=tuple(
            Person(fact.value, role) for slot, role in ROLES.items() for fact in entries(record, slot)
        ),
        collection=line_facts(record.slot("collection")),
        shelfmark=slot_fact(record.slot("shelfmark")),
        physical=slot_fact(record.slot("physical")),
        url=slot_fact(record.slot("url")),
        fields=tuple(_fields(record)),
    )


def _fields(record: Record) -> list[tuple[str, Fact]]:
    """The words of the fields: of those named above, and of lists whose separators are no text of an entry."""
    names = dict.fromkeys((*APART, *(slot.name for slot in record.slots if separator_of(record, slot.name))))
    return [(name, fact) for name in names if (fact := slot_fact(record.slot(name)))]


def with_stated(citation: Citation, stated: Stated) -> Citation:
    """The citation with the people, the shelfmark and the remarks that fields of the record state."""
    if stated.people:
        roles = {person.role for person in stated.people}
        others = [person for person in citation.people if person.role not in roles]
        citation = replace(citation, people=(*stated.people, *others))
    if stated.shelfmark:
        words = stated.shelfmark.value
        citation = replace(citation, shelfmark=words, parts=_parts(words))
    if stated.physical:
        citation = replace(citation, remarks=stated.physical.value)
    return citation


def _parts(shelfmark: str) -> tuple[tuple[str, str], ...]:
    """The parts of a shelfmark that the grammar of citations knows, in the order in which they stand."""
    found = []
    position = 0
    for kind, value in read_citation(shelfmark).parts:
        at = shelfmark.find(value, position)
        if at >= 0:
            found.append((kind, value))
            position = at + len(value)
    return tuple(found)
