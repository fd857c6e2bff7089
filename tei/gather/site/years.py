"""Documents by year: the lists of the chronology, the table of decades, the bars of the timeline."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from tei.gather.site.facts_xml import page, put, put_groups, put_pages, root_of
from tei.gather.site.paging import DOCUMENTS, grouped, page_name, paged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from tei.gather.site.model import Item

UNDATED: Final = "undated"
_WIDTH: Final = 900
_HEIGHT: Final = 190
_MOST_BARS: Final = 160


class Years:
    """The documents of a site by year. A small site has them on one page, a large one a page a year."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.groups = grouped(items, lambda item: item.year)
        self.counts = {group.label: len(group.members) for group in self.groups}
        self.together = len(items) <= DOCUMENTS

    def address(self, year: str, root: str) -> str:
        """Where the documents of a year stand; empty for one without any."""
        if year not in self.counts:
            return ""
        name = f"y{year}" if year else UNDATED
        if self.together:
            return f"{root}chronology/index.html#{name}"
        return f"{root}chronology/{quote(year or UNDATED)}.html"

    def pages(self) -> Iterator[tuple[str, etree._Element]]:
        """The chronology and the timeline."""
        path = "chronology/index.html"
        made = page("chronology", "chronology", path, n=str(len(self.items)))
        self.put_table(made, "../")
        if self.together:
            put_groups(made, self.groups, "../")
        yield path, made
        if not self.together:
            yield from self._by_year()
        made = page("timeline", "timeline", "timeline.html", n=str(len(self.items)))
        self.put_bars(made)
        self.put_table(made, "./")
        yield "timeline.html", made

    def _by_year(self) -> Iterator[tuple[str, etree._Element]]:
        for at, group in enumerate(self.groups):
            stem = group.label or UNDATED
            parts = paged([group], DOCUMENTS)
            ways = [(page_name(stem, number), str(number)) for number in range(1, len(parts) + 1)]
            for number, part in enumerate(parts, 1):
                path = f"chronology/{ways[number - 1][0]}"
                made = page("year", "chronology", path, year=group.label, n=str(len(group.members)))
                for name, place in (("before", at - 1), ("after", at + 1)):
                    if 0 <= place < len(self.groups):
                        other = self.groups[place].label
                        put(made, name, href=f"{quote(other or UNDATED)}.html", label=other)
                put_pages(made, ways, number)
                put_groups(made, part, root_of(path))
                yield path, made

    def put_table(self, parent: etree._Element, root: str) -> None:
        """The numbers: a row for each decade that has documents, a cell for each of its years."""
        decades = dict.fromkeys(int(year) // 10 for year in self.counts if year)
        for decade in decades:
            row = put(parent, "decade", from_=decade * 10, to=decade * 10 + 9)
            for year in range(decade * 10, decade * 10 + 10):
                label = written(year)
                number = self.counts.get(label, 0)
                put(row, "year", label=label, n=number, href=self.address(label, root))
        if "" in self.counts:
            put(parent, "undated", n=self.counts[""], href=self.address("", root))

    def put_bars(self, parent: etree._Element) -> None:
        """The picture: a bar for each year, or for each ten or hundred where there are too many."""
        years = {int(year): number for year, number in self.counts.items() if year}
        if not years:
            return
        step = _step(max(years) - min(years) + 1)
        bars: Counter[int] = Counter()
        for year, number in years.items():
            bars[year // step * step] += number
        first, last, most = min(bars), max(bars), max(bars.values())
        slots = max((last - first) // step + 1, 12)
        wide = _WIDTH / slots
        made = put(parent, "bars", width=_WIDTH, height=_HEIGHT, most=most, step=step, first=first, last=last)
        for year, number in sorted(bars.items()):
            high = max(2.0, number / most * _HEIGHT)
            x = (year - first) // step * wide
            put(
                made, "bar", label=written(year), n=number, x=_n(x + wide * 0.1), y=_n(_HEIGHT - high),
                width=_n(wide * 0.8), height=_n(high),
            )  # fmt: skip
        for year in ticks(first, last, step, slots):
            put(made, "tick", label=written(year), x=_n(((year - first) // step + 0.5) * wide))


def _step(span: int) -> int:
    step = 1
    while span / step > _MOST_BARS:
        step *= 10
    return step


def ticks(first: int, last: int, step: int, slots: int) -> list[int]:
    """Round years for an axis that has so many places, ten labels or fewer; all of them where these are few."""
    for every in (1, 2, 5, 10, 20, 50, 100, 200, 500):
        if slots / every <= 14:
            return [year for year in range(first, last + 1, step) if year // step % every == 0]
    return [first]


def written(year: int) -> str:
    """A year as dates have it: four digits, with a minus before the first year."""
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
