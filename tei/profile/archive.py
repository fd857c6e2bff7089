"""The constants of a layout: archive, publisher, and what a record's id is made of."""

from __future__ import annotations

from tei.profile.part import Part
from tei.profile.patterns import Pattern


class Archive(Part):
    """What the layout says of its archive: constants of the project, never read from a record."""

    name: str = ""
    names: tuple[str, ...] = ()
    """Other names that the archive gives itself in citations."""
    publisher: str = ""
    """Who publishes the archive."""
    address: str = ""
    """Address of a record, with `{number}`; used, and marked as such, where none is printed."""
    number: Pattern | None = None
    """Pattern over a record's address whose group 1 is the record's number."""
    id_prefix: str = ""
    """With a number, the document's id is prefix + number."""
    language: str = ""
    """BCP 47 tag of the header's language; empty: the language of the text."""
