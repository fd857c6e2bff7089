"""Who wrote to whom, and when: a picture of those who wrote most, and a table of all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from tei.gather.site.facts_xml import page, put, put_pages
from tei.gather.site.indexes import sort_key
from tei.gather.site.paging import Group, page_name, paged
from tei.gather.site.years import ticks, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from tei.gather.site.collection import Collection
    from tei.gather.site.model import Item

_PAIRS: Final = 300
"""On one page of the table."""
_DRAWN: Final = 30
_SHOWN: Final = 12
_LEFT: Final = 330
_WIDTH: Final = 900
_ROW: Final = 26


@dataclass(slots=True)
class Pair:
    """Somebody who wrote to somebody else, by their names."""

    sender: tuple[str, str]
    recipient: tuple[str, str]
    names: tuple[str, str]
    years: Counter[str]
    items: list[Item] = field(default_factory=list)

    @property
    def order(self) -> tuple[int, object, object]:
        """Who wrote most comes first."""
        return -len(self.items), sort_key(self.names[0]), sort_key(self.names[1])


def correspondence_pages(collection: Collection) -> Iterator[tuple[str, etree._Element]]:
    """The pages of the correspondence; none where there are no letters."""
    pairs = _pairs(collection)
    if not pairs:
        return
    parts = paged([Group("", tuple(pairs))], _PAIRS)
    letters = len({letter.item.id for letter in collection.letters})
    ways = [(page_name("correspondence", at), str(at)) for at in range(1, len(parts) + 1)]
    for at, part in enumerate(parts, 1):
        made = page("correspondence", "correspondence", ways[at - 1][0], n=str(letters))
        put_pages(made, ways, at)
        if at == 1:
            dated = [pair for pair in pairs if any(pair.years)]
            _put_picture(made, dated[:_DRAWN])
        for pair in part[0].members:
            _put_pair(made, pair, collection)
        yield ways[at - 1][0], made


def _pairs(collection: Collection) -> list[Pair]:
    pairs: dict[tuple[tuple[str, str], tuple[str, str]], Pair] = {}
    for letter in collection.letters:
        key = (letter.sender, letter.recipient)
        if key not in pairs:
            called = (collection.correspondents[key[0]], collection.correspondents[key[1]])
            pairs[key] = Pair(*key, called, Counter())
        pairs[key].items.append(letter.item)
        pairs[key].years[letter.year] += 1
    for pair in pairs.values():
        pair.items.sort(key=lambda item: item.order)
    return sorted(pairs.values(), key=lambda pair: pair.order)


def _put_pair(parent: etree._Element, pair: Pair, collection: Collection) -> None:
    years = sorted(int(year) for year in pair.years if year)
    row = put(
        parent, "pair", n=len(pair.items), first=written(years[0]) if years else "", last=written(years[-1]) if years else ""
    )  # fmt: skip
    for role, (folder, key), name in (
        ("from", pair.sender, pair.names[0]),
        ("to", pair.recipient, pair.names[1]),
    ):
        listed = collection.indexes[folder].entries.get(key) if folder else None
        put(row, role, name, href=f"{folder}/{quote(listed.slug)}.html" if listed else "")
    for item in pair.items[:_SHOWN]:
        put(row, "letter", item.date.start or item.date.end, href=item.page, title=item.title)


def _put_picture(parent: etree._Element, pairs: Sequence[Pair]) -> None:
    """A row a pair, a dot a year; its area is the number of letters."""
    years = [int(year) for pair in pairs for year in pair.years if year]
    if not years:
        return
    first, last = min(years), max(years)
    slots = max(last - first + 1, 8)
    wide = (_WIDTH - _LEFT) / slots
    most = max(number for pair in pairs for year, number in pair.years.items() if year)
    biggest = min(11.0, max(5.0, wide / 2))
    made = put(
        parent, "dots", width=_WIDTH, height=_ROW * len(pairs), left=_LEFT, first=first, last=last, drawn=len(pairs)
    )  # fmt: skip
    for year in ticks(first, last, 1, slots):
        put(made, "tick", label=written(year), x=f"{_LEFT + (year - first + 0.5) * wide:.1f}")
    for at, pair in enumerate(pairs):
        y = at * _ROW + _ROW // 2
        row = put(made, "row", y=y, from_=_short(pair.names[0]), to=_short(pair.names[1]))
        for when, number in sorted(pair.years.items()):
            if when:
                x = _LEFT + (int(when) - first + 0.5) * wide
                radius = max(3.0, biggest * sqrt(number / most))
                put(row, "dot", x=f"{x:.1f}", r=f"{radius:.1f}", label=when, n=number)


def _short(name: str) -> str:
    """A name that fits beside the picture; the table has it whole."""
    wide = sum(2 if sign >= "\u2e80" else 1 for sign in name)
    return name if wide <= 22 else f"{name[: 20 if wide == len(name) else 10].rstrip()}…"
