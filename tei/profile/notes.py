"""The notes of a layout: forms of heading, mark and note beside those that the program knows."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from tei.profile.part import Part
from tei.profile.patterns import Pattern


class NoteForms(Part):
    """Forms of notes of this layout, in addition to those that the program knows."""

    heading: Pattern | None = None
    """The form of the line above the notes."""
    anchor: Pattern | None = None
    """The form of a note's mark in the text; the group `n`, or else the first one, is its number."""
    item: Pattern | None = None
    """The form of a note's front, number and signs; the group `n`, or else the first one, is its number."""
    place: Literal["auto", "end", "foot"] = "auto"
    """Where the notes stand: at the end of the text or at the foot of its pages; `auto`: as found."""

    @model_validator(mode="after")
    def _numbers(self) -> NoteForms:
        for name in ("anchor", "item"):
            pattern = getattr(self, name)
            if pattern is not None and not pattern.groups:
                raise ValueError(f"{name}: has no group for the number, such as (?P<n>[0-9]+)")
        return self
