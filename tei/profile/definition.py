"""A record layout as data: the whole of what a layout file can say."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from tei.profile.archive import Archive, Identity
from tei.profile.body import BodyRules
from tei.profile.header import HeaderRules
from tei.profile.part import Part
from tei.profile.recognition import Recognition
from tei.profile.slots import SlotName
from tei.profile.sources import RecordRules, TableRules


class Profile(Part):
    """A record layout."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str
    description: str = ""
    extends: str = ""
    """Another layout, by name or as a file beside this one. What is not said here is taken from it; see below."""
    fallback: bool = False
    """Takes what no other profile recognises."""
    required: tuple[SlotName, ...] = ()
    """Slots a record of this layout always has: without them it is of another layout."""
    recognise: Recognition = Recognition()
    header: HeaderRules = HeaderRules()
    body: BodyRules = BodyRules()
    archive: Archive = Archive()
    id: Identity = Identity()
    records: RecordRules | None = None
    table: TableRules | None = None

    @model_validator(mode="after")
    def _rows_are_records(self) -> Profile:
        if self.records and self.table:
            raise ValueError("records: each row of a table is a record; leave [records] out, or [table]")
        header = self.header
        rules = (header.labels, header.positions, header.patterns, header.closing, header.drops)
        if self.table and any(rules):
            raise ValueError("header: in a table the columns fill the slots; leave rules of the header out")
        return self

    def fills(self, slot: str) -> bool:
        """Whether a rule of the header fills a slot."""
        header = self.header
        slots = [
            *(position.slot for position in (*header.positions, *header.closing)),
            *(line.slot for line in header.patterns),
            *(label.slot for label in header.labels),
            *(column.slot for column in (self.table.columns if self.table else ())),
        ]
        return slot in slots

    @model_validator(mode="after")
    def _one_citation(self) -> Profile:
        slots = {label.slot for label in self.header.labels}
        slots |= {column.slot for column in self.table.columns} if self.table else set()
        if {"citation", "source"} <= slots:
            raise ValueError("slots: citation and source are one place of the TEI; name one of them")
        return self

    @model_validator(mode="after")
    def _labels_after_the_text_have_a_heading(self) -> Profile:
        headed = any(label.value == "none" for label in self.header.labels)
        if self.header.labels_stand == "after" and not headed:
            raise ValueError('header.labels: labels after the text are found by one whose value is "none"')
        if self.header.closing and self.header.labels_stand == "before":
            raise ValueError("header.closing: stands between the text and labels after it")
        return self

    @model_validator(mode="after")
    def _required_can_be_filled(self) -> Profile:
        missing = sorted({slot for slot in self.required if slot != "body" and not self.fills(slot)})
        if missing:
            raise ValueError(f"required: no rule of the profile fills {', '.join(missing)}")
        return self

    @model_validator(mode="after")
    def _can_be_recognised(self) -> Profile:
        most = sum(max(sign.points, 0) for sign in self.recognise.signs)
        most += len(self.header.labels)
        if self.recognise.at_least > max(most, 1):
            what = "each label counts one, and each sign what it says"
            raise ValueError(f"recognise.at_least: no record can have more than {most} points: {what}")
        return self
