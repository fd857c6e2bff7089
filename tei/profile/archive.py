"""The constants of a layout: archive, publisher, and what a record's id is made of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

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
    collection: str = ""
    """The collection that the records belong to, where they do not name it."""
    licence: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    """Address of the licence that the archive gives its texts; a statement of rights in a record stands beside it."""
    language: str = ""
    """BCP 47 tag of the header's language; empty: the language of the text."""


class Identity(Part):
    """What the document's id is made of. Where one of the parts is missing, it is the file's name."""

    made_of: tuple[Literal["number", "shelfmark", "date", "file"], ...] = ("number",)
    """The parts, joined by `-`: number of the record, shelfmark, date as it was read (ISO 8601), name of the file
    without its suffix."""
    prefix: str = ""
    """Stands before the parts. Without it a number alone is no id, for it says nothing of the collection."""
    file: Pattern | None = None
    """Form of the file's name; what its group `n` holds is the part `file`, and the id where others are missing."""

    @model_validator(mode="after")
    def _of_something(self) -> Identity:
        if not self.made_of:
            raise ValueError("made_of: name at least one part")
        return self
