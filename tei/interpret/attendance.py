"""Those present, a name in each line and no list mark before it, under `Present:` or the like.

    Present:
    Mr. John Holm, Chairman
    Captain T. Reyes (Ferry Company)

The heading says what the lines are; the first line that is no such entry, or stands apart, ends them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.interpret.layout import adjoins, text_of
from tei.interpret.list_marks import read_mark
from tei.interpret.list_words import is_participants
from tei.model import Item, ItemList, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.decided import Decided
    from tei.interpret.layout import Maker

_LONGEST = 110
_FEWEST = 2
_LABEL = re.compile(r"^[^:：]{2,30}[:：](?:\s|$)")
_INITIAL = re.compile(r"^(?:[A-ZÀ-ÞА-ЯІЇЄ]\. ?){1,3}[A-ZÀ-ÞА-ЯІЇЄ][^\W\d_]")  # `L. Holm`: no letter of a list
_NO_ENTRY = re.compile(r"[!?;:！？；：。]$|[.!?] \S*[^\W\d_]{4,} \S+ \S+ \S+")


def group_attendance(lines: Sequence[Decided], maker: Maker) -> Sequence[Decided | ItemList]:
    """Group the lines under a word for those present; other lines come back as they are."""
    if sum(map(_is_short, lines)) < _FEWEST or not any(map(_is_heading, lines)):
        return lines
    pieces: list[Decided | ItemList] = []
    index = 0
    while index < len(lines):
        end = _end(lines, index)
        pieces.append(_list(lines[index:end], maker) if end - index > _FEWEST else lines[index])
        index = end if end - index > _FEWEST else index + 1
    return pieces


def _end(lines: Sequence[Decided], index: int) -> int:
    """The index behind the entries under a heading; that of the heading where there is none."""
    if not _is_heading(lines[index]):
        return index
    end = index + 1
    while (
        end < len(lines)
        and _is_entry(lines[end])
        and (end == index + 1 or adjoins(lines[end - 1], lines[end]))
    ):
        end += 1
    return end


def _is_heading(line: Decided) -> bool:
    return line.kind == "p" and is_participants(text_of(line))


def _is_short(line: Decided) -> bool:
    return len(text_of(line).strip()) <= _LONGEST


def _is_entry(line: Decided) -> bool:
    text = text_of(line).strip()
    return (
        line.kind == "p"
        and _is_short(line)
        and "\n" not in text
        and not text[:1].islower()
        and not (_LABEL.match(text) or _NO_ENTRY.search(text))
        and (_INITIAL.match(text) is not None or not read_mark(text_of(line)))
    )


def _list(lines: Sequence[Decided], maker: Maker) -> ItemList:
    head, *entries = lines
    items = tuple(Item("", maker.words(text_of(line).strip(), line), line.printed.span) for line in entries)
    span = Span(head.printed.span.first, entries[-1].printed.span.last)
    return ItemList(
        "participants",
        items,
        span,
        maker.words(text_of(head).strip(), head),
        "names under a word for those present",
    )
