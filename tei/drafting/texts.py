"""What the texts of a sample show: languages, note marks and headings, pages, lines that repeat, separators."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.drafting.furniture import FurnitureSeen, furniture
from tei.interpret.languages import identify
from tei.interpret.notes.labels import read_label
from tei.interpret.notes.marks import marks_in
from tei.interpret.notes.parted import STYLE as PARTED
from tei.interpret.notes.words import is_heading
from tei.letters import letters
from tei.paragraphs import joined, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tei.model import Line

_ENOUGH = 4_000  # signs of a text that tell its language
_EXAMPLES = 8
_RULE = re.compile(r"^(?:[-–—_=*~#+·.•]\s?){3,}$")
_PAGE = re.compile(
    r"^(?:[-–—\[(]\s?)?(?:(?:page|p\.|seite|s\.|str\.|стр\.|с\.|página|pág\.|第)\s?)?[0-9]{1,4}(?:\s?[-–—\])頁页])?$",
    re.IGNORECASE,
)
_MANY = 3  # times that a line stands in the texts, to be told as one that repeats


@dataclass(frozen=True, slots=True)
class TextSeen:
    """Counts over the texts: each a name and in how many records it was seen."""

    languages: tuple[tuple[str, int], ...] = ()
    scripts: tuple[tuple[str, int], ...] = ()
    marks: tuple[tuple[str, int], ...] = ()
    notes: tuple[tuple[str, int], ...] = ()
    note_headings: tuple[tuple[str, int], ...] = ()
    pages: tuple[tuple[str, int], ...] = ()
    repeated: tuple[tuple[str, int], ...] = ()
    rules: tuple[tuple[str, int], ...] = ()
    opening: tuple[tuple[str, int], ...] = ()
    """Rules that the text begins with."""
    furniture: tuple[FurnitureSeen, ...] = ()
    raised: int = 0
    without: int = 0
    """Records without text."""


def is_rule(text: str) -> bool:
    """Whether a line is drawn: of one sign again and again."""
    return _RULE.match(text) is not None


def rule_pattern(text: str) -> str:
    """The form of a drawn line of that sign, of any length."""
    return f"^(?:{re.escape(text[0])}\\s?){{3,}}$"


def texts(spans: Sequence[Sequence[Line]]) -> TextSeen:
    """What the texts show; `spans` are their lines, one stretch a record."""
    rows = [[line.text.strip() for line in span if not line.blank] for span in spans]
    return TextSeen(
        languages=_counted(_languages(span) for span in spans),
        scripts=_counted({name for name, _ in letters("".join(row)).most_common(3)} for row in rows),
        marks=_counted({_mark(text, style) for line in row for text, style in _marks(line)} for row in rows),
        notes=_counted(
            {label.family for line in row if (label := read_label(line)) and label.strong} for row in rows
        ),
        note_headings=_counted({line for line in row if is_heading(line)} for row in rows),
        pages=_counted({_digits(line) for line in row if _PAGE.match(line)} for row in rows),
        repeated=_repeated(rows),
        rules=_counted({line for line in row if _RULE.match(line)} for row in rows),
        opening=_counted({row[0]} if row and _RULE.match(row[0]) else set() for row in rows),
        furniture=furniture(rows),
        raised=sum(any("^{" in line for line in row) for row in rows),
        without=sum(not row for row in rows),
    )


def _languages(span: Sequence[Line]) -> set[str]:
    """The languages of the paragraphs that are long enough to tell."""
    text = "\n".join(joined(group) for group in paragraphs(span))[:_ENOUGH]
    tags = {identify(part).tag for part in text.split("\n") if len(part) > 80} or {identify(text).tag}
    return tags - {"und"}


def _marks(line: str) -> list[tuple[str, str]]:
    return [(match[0].strip(), style) for match, style, _ in marks_in(line) if style != PARTED]


def _mark(text: str, style: str) -> str:
    return f"{style} {re.sub(r'[0-9]+', '1', text)}"


def _digits(line: str) -> str:
    return re.sub(r"[0-9]+", "1", line)


def _repeated(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, int], ...]:
    """Short lines of the texts that come several times, no rules and no pages: running heads, stamps."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(
            line for line in row if len(line) <= 60 and not _RULE.match(line) and not _PAGE.match(line)
        )
    found = [
        (line, number)
        for line, number in counts.items()
        if number >= _MANY and not is_heading(line) and read_label(line) is None
    ]
    return tuple(sorted(found, key=lambda one: (-one[1], one[0]))[:_EXAMPLES])


def _counted(sets: Iterable[set[str]]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for some in sets:
        counts.update(some)
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_EXAMPLES])
