"""How a layout is recognised: signs that speak for it or against it, each with its weight."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from tei.profile.part import Count, Part
from tei.profile.patterns import Pattern

LineForm = Literal[
    "addressee", "classification", "closing-formula", "date", "dateline", "kind-and-number", "letter-title",
    "number-alone", "number-line", "salutation", "signature", "source", "speech-title",
]  # fmt: skip
"""Forms of lines that the program knows in all its languages."""


class RecognitionSign(Part):
    """Something in a record that speaks for this layout, or against it."""

    what: Annotated[str, Field(min_length=1)]
    """What it is, in a few words: `tei explain` and messages name it."""
    pattern: Pattern | None = None
    """The form of a line as a regular expression. A sign has this or `form`, or a line must have both."""
    form: LineForm | None = None
    """A form of line that the program knows in all its languages, such as a salutation."""
    where: Literal["first", "head", "anywhere", "tail", "last"] = "head"
    """Among the lines with text: the first one, the first twelve, all, the last twelve, the last one."""
    times: Count = 1
    """So many such lines make the sign."""
    points: Annotated[int, Field(strict=True, ge=-10, le=10)] = 1
    """What it counts; below 0 it speaks against the layout."""
    needed: bool = False
    """Without it the record is of another layout."""

    @model_validator(mode="after")
    def _says_what_a_line_looks_like(self) -> RecognitionSign:
        if self.pattern is None and self.form is None:
            raise ValueError("a sign needs a pattern, a form, or both")
        return self


class Recognition(Part):
    """When a record is of this layout. Each label that is found counts 1 point beside the signs."""

    at_least: Count = 1
    """Points that a record of this layout has at least."""
    signs: tuple[RecognitionSign, ...] = ()
