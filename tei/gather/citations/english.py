"""English words of citations: dates, lists of names, where a document is kept and printed.

Source: The Chicago Manual of Style, 17th edition, 9.31 and 6.38 (dates), 14.221-14.231 (manuscript collections).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.gather.entries import Entry
    from tei.gather.facts import Archive, Printed, When
    from tei.gather.names import Party

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def english_date(date: When) -> str:
    """A date in English: `March 9, 1954`, `March 9–11, 1954`, `ca. 1954`, `before May 1954`; else as printed."""
    if date.start and date.end and date.start != date.end:
        words = _span(date.start, date.end)
        text = f"between {words[0]} and {words[1]}" if date.form == "bounds" else "–".join(words)
    elif date.start and date.end:
        text = _day(date.start)
    elif date.start:
        text = f"{'after' if date.form == 'bounds' else 'from'} {_day(date.start)}"
    elif date.end:
        text = f"{'before' if date.form == 'bounds' else 'until'} {_day(date.end)}"
    else:
        return date.text
    return f"ca. {text}" if date.circa else text


def _day(iso: str) -> str:
    years, months, days = parts_of(iso)
    year = f"{-years} BC" if years < 0 else str(years)
    if not months:
        return year
    return f"{_MONTHS[months - 1]} {days}, {year}" if days else f"{_MONTHS[months - 1]} {year}"


def _span(start: str, end: str) -> tuple[str, str]:
    """Both ends; what they share at the start or the end of the words is said once: `March 9`, `11, 1954`."""
    first, last = parts_of(start), parts_of(end)
    if first[0] != last[0] or not (first[1] and last[1]) or bool(first[2]) != bool(last[2]):
        return _day(start), _day(end)
    if first[1] == last[1]:
        return f"{_MONTHS[first[1] - 1]} {first[2]}", f"{last[2]}, {last[0]}"
    return _day(start).rpartition(", " if first[2] else " ")[0], _day(end)


def parts_of(iso: str) -> tuple[int, int, int]:
    """Year, month and day of an ISO date; 0 for a part that it does not have."""
    sign = -1 if iso.startswith("-") else 1
    year, month, day = (*(int(part) for part in iso.lstrip("-").split("-")), 0, 0)[:3]
    return sign * year, month, day


def listed(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B, and C`."""
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def in_order(party: Party) -> str:
    """A name as it is read in a sentence: a person's `Reyes, Jon` is `Jon Reyes`."""
    name = party.printed
    if party.who.kind == "person" and name.count(", ") == 1:
        last, _, first = name.partition(", ")
        return f"{first} {last}"
    return name


def archive_words(archive: Archive) -> str:
    """Where it is kept, the smallest part first: shelfmark, collection, archive, place."""
    parts = (
        archive.shelfmark,
        *reversed(archive.collection),
        archive.repository,
        archive.institution,
        archive.settlement,
        archive.country,
    )
    return ", ".join(dict.fromkeys(part.rstrip(" .,;") for part in parts if part))


def printed_words(printed: Printed) -> str:
    """What it is printed in: `in TITLE (GLOSS), ed. A and B, vol. 3 (PLACE: PUBLISHER, 1991), 212–13`."""
    if not printed.title:
        return f"in {printed.text.rstrip(' .')}" if printed.text else ""
    title = f"{printed.title} ({printed.gloss})" if printed.gloss else printed.title
    made = f"in {listed(printed.authors)}, {title}" if printed.authors else f"in {title}"
    if printed.editors:
        made += f", ed. {listed(printed.editors)}"
    if printed.translators:
        made += f", trans. {listed(printed.translators)}"
    if printed.volume:
        made += (
            f", {printed.volume}"
            if re.search(r"[^0-9IVXLivxl]", printed.volume)
            else f", vol. {printed.volume}"
        )
    where = ": ".join(part for part in (printed.place, printed.publisher) if part)
    imprint = ", ".join(part for part in (where, printed.year) if part)
    made += f" ({imprint})" if imprint else ""
    number = f"doc. {printed.number}" if re.fullmatch(r"[0-9]+", printed.number) else printed.number
    return ", ".join(part for part in (made, number, printed.pages) if part)


def source_words(entry: Entry) -> str:
    """Archives and printed sources; where none was read out of it, the citation as printed, if it is only that."""
    known = [*map(archive_words, entry.archives), *map(printed_words, entry.printed)]
    if any(known):
        return "; ".join(part for part in known if part)
    return "" if whole_citation(entry) else entry.citation.rstrip(" .")


def whole_citation(entry: Entry) -> str:
    """The citation as printed where it has the title too, so that it says everything."""
    return entry.citation if entry.title.text and entry.title.text in entry.citation else ""


def source_sentences(entry: Entry) -> str:
    """Source and translators as sentences: as the citation prints them behind the archive's site, else put together."""
    _, site, after = entry.citation.partition(f"{entry.site}, ") if entry.site else ("", "", "")
    printed = after if site else "" if whole_citation(entry) else entry.citation
    # `... Translated by A. <https://...>`: the address is a fact of its own.
    source = re.sub(r"\s*<?https?://\S+$", "", printed).rstrip(" .,") or source_words(entry) or entry.citation
    sentence = _ended(source.rstrip(" .")) if source else ""
    named = all(in_order(one) in source for one in entry.translators)
    return sentence if named else " ".join(part for part in (sentence, translators_sentence(entry)) if part)


def _ended(sentence: str) -> str:
    """With a full stop, but behind the full-width signs that end an East Asian sentence or stand around it."""
    return sentence if sentence.endswith(("。", "）", "」", "』", "》", "？", "！")) else f"{sentence}."


def translators_sentence(entry: Entry) -> str:
    """`Translated by A and B.`, or nothing."""
    return (
        f"Translated by {listed([in_order(one) for one in entry.translators])}." if entry.translators else ""
    )


def writers(entry: Entry) -> tuple[Party, ...]:
    """Who wrote it: the authors; of a letter that names none, those who sent it."""
    if entry.authors:
        return entry.authors
    return tuple(
        party for action in entry.correspondence if action.kind == "sent" for party in action.parties
    )


def rights_words(entry: Entry) -> str:
    """The statements of rights, each with the address of its licence."""
    said = (
        " ".join(" ".join(part.split()) for part in (one.text, one.address) if part) for one in entry.rights
    )
    return " ".join(dict.fromkeys(said))
