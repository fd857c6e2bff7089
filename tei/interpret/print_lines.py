"""Which lines of a text belong together: a paragraph may run over several lines of the print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Line


@dataclass(frozen=True, slots=True)
class Printed:
    """Lines of the print that are one paragraph, heading or line of an opening: never empty, none blank.

    A newline in `text` is a line end of the print that the paragraph runs across.
    """

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The words of the lines, joined by newlines, without blanks at the ends of lines."""
        return (
            "\n".join(line.text.strip() for line in self.lines) if len(self.lines) > 1 else self.lines[0].text
        )

    @property
    def number(self) -> int:
        """The number of the first line."""
        return self.lines[0].number

    @property
    def span(self) -> Span:
        """First and last line."""
        return Span(self.lines[0].number, self.lines[-1].number)


def join_lines(lines: Sequence[Line]) -> list[Printed]:
    """The lines of a division with text, each a paragraph of its own; blank lines are dropped."""
    return [Printed((line,)) for line in lines if not line.blank]
