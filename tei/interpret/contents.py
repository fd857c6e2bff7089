"""Tables of contents: entries with leaders or page numbers, under a heading or alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.interpret.layout import is_page, text_of, weight
from tei.interpret.list_marks import read_mark
from tei.interpret.list_words import is_contents
from tei.model import Item, ItemList, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.decided import Decided
    from tei.interpret.layout import Maker

# Leaders and the page; or, under a heading only, a run of blanks and the page.
_LED = re.compile(r"\S\s*(?:[.…·_•]\s?){3,}\s*[0-9ivxlIVXL]{1,5}$|\S\s?…+\s?[0-9ivxlIVXL]{1,5}$")
_SET_APART = re.compile(r"\S(?:\t+| {2,}|\u3000+|, p(?:p|age)?\.? ?|\s\(?[Ss]\. ?)\(?[0-9ivxlIVXL]{1,5}\)?$")
_ENDS = frozenset("0123456789ivxlIVXL)")  # of a page's number
_LONGEST_ENTRY = 220
_FEWEST = 3
_FEWEST_HEADED = 2


def group_contents(lines: Sequence[Decided], maker: Maker) -> Sequence[Decided | ItemList]:
    """Group the entries of tables of contents, with their heading; other lines come back as they are.

    A heading alone makes no table of contents: `CONTENTS` over a plain list is its heading, and the
    list is read by `lists.py`. Three entries with leaders need no heading, and two no more than one.
    """
    if sum(text_of(line).strip()[-1:] in _ENDS for line in lines) < _FEWEST_HEADED:
        return lines
    pieces: list[Decided | ItemList] = []
    index = 0
    while index < len(lines):
        headed = not is_page(lines[index]) and is_contents(text_of(lines[index]))
        first = index + int(headed)
        end = _entries_end(lines, first, headed=headed)
        count = sum(1 for line in lines[first:end] if not is_page(line))
        if count >= (_FEWEST_HEADED if headed else _FEWEST):
            head = lines[index] if headed else None
            pieces.append(_contents(head, lines[first:end], maker))
            index = end
        else:
            pieces += lines[index : max(end, index + 1)]
            index = max(end, index + 1)
    return pieces


def _entries_end(lines: Sequence[Decided], first: int, *, headed: bool) -> int:
    """The index behind the last entry; page breaks count only between entries."""
    end = index = first
    while index < len(lines):
        if not is_page(lines[index]):
            if not _is_entry(text_of(lines[index]), headed=headed):
                break
            end = index + 1
        index += 1
    return end


def _is_entry(text: str, *, headed: bool) -> bool:
    text = text.strip()
    if text[-1:] not in _ENDS:
        return False
    led = _LED.search(text[-80:]) or (headed and _SET_APART.search(text[-80:]))
    return bool(led) and weight(text) <= _LONGEST_ENTRY


def _contents(head: Decided | None, entries: Sequence[Decided], maker: Maker) -> ItemList:
    first = head or entries[0]
    return ItemList(
        "contents",
        tuple(maker.block(entry) if is_page(entry) else _item(entry, maker) for entry in entries),
        Span(first.printed.span.first, entries[-1].printed.span.last),
        maker.words(text_of(head), head) if head else (),
        rule="entries with page numbers",
    )


def _item(entry: Decided, maker: Maker) -> Item:
    mark = read_mark(text_of(entry))
    label, text, bullet = (mark.label, mark.text, mark.bullet) if mark else ("", text_of(entry), "")
    return Item(label, maker.words(text, entry), entry.printed.span, bullet)
