"""How a layout is recognised: signs that speak for it or against it, each with its weight."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tei.profile.part import Part
from tei.profile.patterns import Pattern


class RecognitionSign(Part):
    """Something in a record that speaks for this layout, or against it."""

    what: Annotated[str, Field(min_length=1)]
    """What it is, in a few words: `tei explain` and messages name it."""
    pattern: Pattern
    """The form of a line."""
    where: Literal["first", "head", "anywhere", "tail", "last"] = "head"
    """Among the lines with text: the first one, the first twelve, all, the last twelve, the last one."""
    times: Annotated[int, Field(gt=0)] = 1
    """So many such lines make the sign."""
    points: Annotated[int, Field(ge=-10, le=10)] = 1
    """What it counts; below 0 it speaks against the layout."""
    needed: bool = False
    """Without it the record is of another layout."""


class Recognition(Part):
    """When a record is of this layout. Each label that is found counts 1 point beside the signs."""

    at_least: Annotated[int, Field(gt=0)] = 1
    """Points that a record of this layout has at least."""
    signs: tuple[RecognitionSign, ...] = ()
