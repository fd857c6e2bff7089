"""The id of a document: of the parts that its layout names, else the name of its file."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from tei.identifiers import ncname, slug
from tei.interpret.facts import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Division, Header, Record
    from tei.profile import Identity

_LONGEST = 80  # characters of a part: an id names a file


# Ids within a file: of the header, and, behind a division's id, of the parts of its text. A record may be
# called so too (`de.txt` in German, `app.txt`), and an id stands once in a file.
_OF_HEADER = re.compile(
    r"(?:app|corresp|sup|hand-ms|genre|dating|ground|finding|calendar)(?:\..*)?|(?:src|resp)-.*|p-[^0-9]*(?:-[0-9]+)?"
)
_OF_TEXT = re.compile(
    r"-(?:doc|notes|headnote|head|label|list|table|signed|section|article|annex|decree|opener|closer|dateline|salute"
    r"|trailer|address|srcnote|[a-z]{1,2})[0-9]*(?:-[0-9]+)?"
)


def identity(record: Record, header: Header, divisions: Sequence[Division] = ()) -> str:
    """The id. A number without a prefix says nothing of its collection, and makes no id alone.

    One that an element of the file has gets `r-` before it, as one that begins with a digit does.
    """
    chosen = _chosen(record, header)
    # A record without text has one division, in the language that its header states.
    stated = [fact.value.partition("-")[0] for fact in header.stated_languages if fact.value] or ["und"]
    parts = [division.id for division in divisions] or stated[:1]
    taken = _OF_HEADER.fullmatch(chosen) or any(
        chosen == part or (chosen.startswith(part) and _OF_TEXT.fullmatch(chosen, len(part)))
        for part in parts
    )
    return f"r-{chosen}" if taken else chosen


def _chosen(record: Record, header: Header) -> str:
    """The parts of the id; where the file's name stands for one of several records, its place there follows it."""
    rules = record.profile.id
    file = _file(record, rules)
    parts = {
        "number": header.number or slug(text_of(record.slot("number")))[:_LONGEST],
        "shelfmark": slug(header.citation.shelfmark)[:_LONGEST],
        "date": (header.date_reading.when or "") if header.date_reading else "",
        "file": file,
    }
    chosen = [parts[name] for name in rules.made_of]
    bare = rules.made_of == ("number",) and not rules.prefix
    alone = f"{file}-{record.source.ordinal}" if record.source.ordinal else file
    return ncname(alone) if bare or not all(chosen) else ncname(rules.prefix + "-".join(chosen))


def _file(record: Record, rules: Identity) -> str:
    """The name of the file without its suffix, or the part of it that the layout asks for."""
    stem = PurePath(record.source.path).stem
    found = rules.file.search(stem) if rules.file else None
    return (found["n"] or stem) if found and "n" in found.groupdict() else stem
