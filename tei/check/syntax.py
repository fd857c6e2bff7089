"""The signs of a data header (YAML, TOML) around its values: quotes, list marks, fences of a text over lines."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal

from tei.check.signs import packed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.model import Slot

_SIGNS = frozenset("\"'[],:=|>+-\\~")

Kind = Literal["label", "value", "syntax", "other"]


def printed_runs(slot: Slot) -> list[tuple[Kind, str]]:
    """The signs of a slot's printed lines, in order: of its label, its values, their syntax, or none of these."""
    signs = groupby(_told(slot), key=lambda sign: sign[0])
    return [(kind, "".join(text for _, text in run)) for kind, run in signs]


def _told(slot: Slot) -> Iterator[tuple[Kind, str]]:
    label = packed(slot.label.text) if slot.label else ""
    kept = label + "".join(packed(line.text) for line in slot.lines)
    at = 0
    for sign in "".join(packed(line.text) for line in slot.printed):
        if at < len(kept) and kept[at] == sign:
            yield ("label" if at < len(label) else "value"), sign
            at += 1
        else:
            yield ("syntax" if sign in _SIGNS else "other"), sign
