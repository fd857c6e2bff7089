"""`correspDesc`: who sent it, from where, when, through whom, to whom, in answer to what.

Source: TEI Guidelines, chapter 2 (correspDesc). `forwarded` is a suggested value of correspAction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.encode.elements import date_attributes, ground_attributes, sub
from tei.encode.standoff import add_fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from tei.encode.standoff import People
    from tei.model import DateReading, Document, Fact, Header, Letter

_STATED = "#dating.stated"  # the date as printed: the rule, which needs no word


def encode(profile: etree._Element, document: Document, people: People) -> None:
    """Append the description; nothing where neither sender nor recipient is known, nor a place of sending stated.

    Of a letter whose sender is not named the sending has place and date alone. Who is asked to pass a message
    on is a fact of the text alone then: `forwarded` between nobody and nobody would describe no correspondence.
    """
    header = document.header
    place_stated = header.letter.place is not None and not header.letter.place.ground
    if not (header.senders or header.recipients or place_stated):
        return
    facts = (*header.senders, *header.recipients)
    grounds = dict.fromkeys(f"#{fact.ground}" for fact in facts if fact.ground)
    # One ground for all stands once; where they differ, each name has its own.
    shared = next(iter(grounds)) if len(grounds) == 1 else None
    description = sub(profile, "correspDesc", xml_id="corresp", ana=shared)
    if header.senders or header.letter.place or date_of_sending(header):
        sent = sub(description, "correspAction", type="sent")
        _names(sent, header.senders, people, shared)
        _place_and_date(sent, header)
    if header.intermediary:
        action = sub(description, "correspAction", type="forwarded", **ground_attributes(header.intermediary))
        add_fact(action, header.intermediary, people)
    if header.recipients:
        _names(sub(description, "correspAction", type="received"), header.recipients, people, shared)
    _context(description, header.letter)


def _names(action: etree._Element, facts: Sequence[Fact], people: People, shared: str | None) -> None:
    for fact in facts:
        attributes = ground_attributes(fact)
        if attributes["ana"] == shared:
            attributes["ana"] = None
        add_fact(action, fact, people, **attributes)


def _place_and_date(sent: etree._Element, header: Header) -> None:
    """Place and date of sending; a date that is not the header's says where it was read."""
    if place := header.letter.place:
        sub(sent, "placeName", place.value, **ground_attributes(place))
    dated = date_of_sending(header)
    if dated is None:
        return
    fact, reading = dated
    read = date_attributes(reading)
    if fact is header.letter.date:
        grounds = [ground for ground in (read["ana"], f"#{fact.ground}") if ground]
        sub(sent, "date", fact.value, **{**read, "ana": " ".join(grounds)})
    else:
        sub(sent, "date", fact.raw, **{**read, "ana": read["ana"] if read["ana"] != _STATED else None})


def date_of_sending(header: Header) -> tuple[Fact, DateReading] | None:
    """The date a letter was sent on: that of its date line where the header's is another, else the header's."""
    letter, stated = header.letter, header.date_reading
    own = letter.date_reading if letter.date_reading and letter.date_reading.when else None
    if own and letter.date and not (stated and stated.when and _within(own.when, stated.when)):
        return letter.date, own
    return (header.date, stated) if stated and header.date else None


def _within(one: str | None, other: str) -> bool:
    """Whether of two ISO dates one holds the other: `1950-10` and `1950-10-01`."""
    return one is not None and (one.startswith(other) or other.startswith(one))


def _context(description: etree._Element, letter: Letter) -> None:
    """The letter that the text says it answers."""
    if not letter.answers:
        return
    context = sub(description, "correspContext")
    for earlier in letter.answers:
        attributes = date_attributes(earlier.reading)
        before, date, after = earlier.fact.value.partition(earlier.fact.raw)
        note = sub(context, "note", before, **ground_attributes(earlier.fact))
        sub(note, "date", date, **attributes).tail = after or None
