"""The id of a document: of the parts that its layout names, else the name of its file."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from tei.identifiers import ncname, slug
from tei.interpret.facts import text_of

if TYPE_CHECKING:
    from tei.model import Header, Record
    from tei.profile import Identity

_LONGEST = 80  # characters of a part: an id names a file


def identity(record: Record, header: Header) -> str:
    """The id. A number without a prefix says nothing of its collection, and makes no id alone.

    Where its name stands for one of several records of a file, the record's place in the file follows it.
    """
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
