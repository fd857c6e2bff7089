"""A stretch of text on its way from lines to pieces: what was decided of each line, and how it is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tei.late_patterns import late

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tei.interpret.decided import Decided
    from tei.model import Block, Inline, Line

_WIDE = late("[\u3000-\u9fff\uac00-\ud7af]+")


@dataclass(frozen=True, slots=True)
class Maker:
    """How decided lines become blocks, and words of a line become inline content.

    `words` takes the text and the lines it is of, which say its language and the page markers in it.
    """

    block: Callable[[Decided], Block]
    words: Callable[[str, Decided], tuple[Inline, ...]]


def is_page(decided: Decided) -> bool:
    """Whether this is page furniture, which may stand within a list or a turn."""
    return decided.kind in ("page", "furniture")


def raw_lines(decided: Decided) -> tuple[Line, ...]:
    """The lines as printed, blanks kept."""
    return decided.printed.lines


def text_of(decided: Decided) -> str:
    """The words of the lines; indents of the first one kept."""
    return decided.printed.text


def together(lines: Sequence[Decided]) -> Decided:
    """Several lines as one, of the kind and by the rule of the first; their page markers stay known."""
    marks: dict[int, tuple[Inline, ...]] = {}
    held: list[Line] = []
    for line in lines:
        marks |= {len(held) + at: parts for at, parts in line.printed.marks.items()}
        held += line.printed.lines
    return replace(lines[0], printed=replace(lines[0].printed, lines=tuple(held), marks=marks))


def adjoins(earlier: Decided, later: Decided) -> bool:
    """Whether no blank line stands between the two."""
    return later.printed.span.first == earlier.printed.span.last + 1


def weight(text: str) -> int:
    """How long a text is for the eye: a Chinese sign or a syllable of Korean counts for two and a half."""
    if text.isascii():
        return len(text)
    wide = sum(map(len, _WIDE.findall(text)))
    return len(text) + wide * 3 // 2
