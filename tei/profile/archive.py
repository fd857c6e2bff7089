"""The constants of a layout: archive, publisher, and what a record's id is made of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from tei.identifiers import ncname
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

    @field_validator("address")
    @classmethod
    def _of_one_record(cls, value: str) -> str:
        rest = value.replace("{number}", "")
        if value and (rest == value or "{" in rest or "}" in rest):
            rule = "the one placeholder is {number}, as in https://example.org/{number}"
            raise ValueError(f"is no address of a record: {rule}")
        return value

    @field_validator("number")
    @classmethod
    def _has_the_number(cls, value: Pattern | None) -> Pattern | None:
        if value is not None and not value.groups:
            raise ValueError("has no group for the number, such as '/([0-9]+)$'")
        return value


class Identity(Part):
    """What the document's id is made of. Where one of the parts is missing, it is the file's name."""

    made_of: tuple[Literal["number", "shelfmark", "date", "file"], ...] = ("number",)
    """The parts, joined by `-`: number of the record, shelfmark, date as it was read (ISO 8601), name of the file
    without its suffix."""
    prefix: str = ""
    """Stands before the parts. Without it a number alone is no id, for it says nothing of the collection."""
    file: Pattern | None = None
    """Form of the file's name; what its group `n` holds is the part `file`, and the id where others are missing."""

    @field_validator("prefix")
    @classmethod
    def _can_begin_an_id(cls, value: str) -> str:
        if value and ncname(value) != value:
            rule = "an id begins with a letter or _, and holds letters, digits, '.', '-' and '_' alone"
            raise ValueError(f"cannot begin an xml:id: {rule}; such as {ncname(value)!r}")
        return value

    @field_validator("file")
    @classmethod
    def _has_the_part(cls, value: Pattern | None) -> Pattern | None:
        if value is not None and not value.has_group("n"):
            raise ValueError("has no group n for the part of the name, such as '^card-(?P<n>[0-9]+)$'")
        return value

    @model_validator(mode="after")
    def _of_something(self) -> Identity:
        if not self.made_of:
            raise ValueError("made_of: name at least one part")
        return self
