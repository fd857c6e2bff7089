"""Long lists are several pages: no page holds more than a reader's machine likes to load."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

DOCUMENTS: Final = 250
"""On one page; at the most 1.5 KB each."""
NAMES: Final = 1000

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Group(Generic[_T]):
    """What stands under one heading, such as a year or a letter."""

    label: str
    members: tuple[_T, ...]


def grouped(members: Iterable[_T], label: Callable[[_T], str]) -> list[Group[_T]]:
    """Sorted members under their headings."""
    return [Group(name, tuple(found)) for name, found in groupby(members, label)]


def paged(groups: Sequence[Group[_T]], limit: int) -> list[list[Group[_T]]]:
    """Fill pages with groups; one that is longer than a page goes on over several. At least one page."""
    pages: list[list[Group[_T]]] = [[]]
    room = limit
    for group in groups:
        rest = group.members
        if len(rest) > room and pages[-1]:
            pages.append([])
            room = limit
        while len(rest) > room:
            pages[-1].append(Group(group.label, rest[:room]))
            pages.append([])
            rest, room = rest[room:], limit
        if rest:
            pages[-1].append(Group(group.label, rest))
            room -= len(rest)
    return pages if pages[-1] or len(pages) == 1 else pages[:-1]


def page_name(stem: str, number: int) -> str:
    """The file of a page of a list: `stem.html`, then `stem--2.html`; no slug has two dashes."""
    return f"{stem}.html" if number == 1 else f"{stem}--{number}.html"
