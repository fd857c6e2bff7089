"""A citation as the Chicago Manual of Style has it for documents of archives, in English words, as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.gather.citations.english import english_date, source_words, translators_sentence, whole_citation

if TYPE_CHECKING:
    from tei.gather.entries import Entry


def chicago(entry: Entry) -> str:
    """Title, date, shelfmark, collection, archive, site; the translators; the address.

    A document whose source is known only from its citation as printed is cited in these words.
    Source: The Chicago Manual of Style, 17th edition, 14.221-14.231: the item first, then from the small to the large.
    """
    source = source_words(entry)
    if not source and whole_citation(entry):
        return whole_citation(entry)
    title = entry.title.text or entry.id
    # Quotation marks within are single ones; the comma stands inside.
    inner = title.replace("“", "‘").replace("”", "’")
    parts = [english_date(entry.date), source, entry.site or entry.publisher]
    rest = ", ".join(dict.fromkeys(part for part in parts if part))
    ended = inner.endswith(("?", "!", "？", "！"))
    sentence = f"“{inner}{'' if ended else ',' if rest else '.'}”" + (f" {rest.rstrip('.')}." if rest else "")
    return " ".join(
        part
        for part in (sentence, translators_sentence(entry), f"{entry.address}." if entry.address else "")
        if part
    )
