"""What all tables of a layout file have in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Count = Annotated[int, Field(strict=True, gt=0, le=1_000_000_000)]
"""A whole number above 0; `true` and "3" are none."""


class Part(BaseModel):
    """Common to all tables of a profile: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)
