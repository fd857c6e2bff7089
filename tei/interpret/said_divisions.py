"""The lines that a layout says a division begins with (`[[body.division_markers]]`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Line
    from tei.profile import DivisionMarker


@dataclass(frozen=True, slots=True)
class Marked:
    """A line that a division begins with, and what the layout says of it."""

    line: Line
    rule: DivisionMarker


def parted(
    lines: Sequence[Line], markers: Sequence[DivisionMarker]
) -> list[tuple[Marked | None, list[Line]]]:
    """The lines above the first marker line, and those from each one on; of several forms the last counts."""
    parts: list[tuple[Marked | None, list[Line]]] = [(None, [] if markers else list(lines))]
    for line in lines if markers else ():
        text = line.text.strip()
        rule = next((one for one in reversed(markers) if text and one.pattern.search(text)), None)
        if rule is not None:
            parts.append((Marked(line, rule), []))
        parts[-1][1].append(line)
    return [part for part in parts if any(not line.blank for line in part[1])]
