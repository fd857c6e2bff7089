"""Lines, and the paragraphs that blank lines make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Line


def paragraphs(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """The stretches of lines between blank lines, in order."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.blank:
            groups.append([])
        else:
            groups[-1].append(line)
    return [tuple(group) for group in groups if group]


def trim(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without blank ones at either end."""
    full = [index for index, line in enumerate(lines) if not line.blank]
    return tuple(lines[full[0] : full[-1] + 1]) if full else ()


def any_text(lines: Sequence[Line]) -> bool:
    """Whether a line is not blank."""
    return any(not line.blank for line in lines)


def joined(lines: Sequence[Line]) -> str:
    """The text of lines, each stripped, joined by single blanks."""
    return " ".join(line.text.strip() for line in lines if not line.blank)
