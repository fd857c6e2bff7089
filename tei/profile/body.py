"""The text of a layout: how it is cut into paragraphs and what is markup in it."""

from __future__ import annotations

from tei.profile.part import Part


class BodyRules(Part):
    """How the text is cut into paragraphs and what is markup in it."""

    raised: tuple[str, str] | None = None
    """The signs around what was printed raised, such as `^{` and `}`."""
    supplied: bool = False
    """Whether words in square brackets within a translation are the translator's additions."""
    bullets: tuple[str, ...] = ()
    """List marks before a note; markup, not text."""
