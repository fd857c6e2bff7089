"""Lines of the texts that belong to the page: page numbers, and running heads beside them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from tei.interpret.page_forms import is_running_head, line_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEAST = 3  # lines of a form
_MOST = 0.8  # share of the lines that stand beside a page number; of the steps from one number to the next
_NUMBER = re.compile(r"[0-9]{1,4}")
_PAGES = ("dashed", "bare", "worded")


@dataclass(frozen=True, slots=True)
class FurnitureSeen:
    """A form of line: its pattern, what it is likely to be, what was seen, whether that is sure."""

    pattern: str
    kind: Literal["page-number", "running-head"]
    seen: str
    sure: bool


_Shape = tuple[str, str]
"""What stands before and after a number."""


def furniture(rows: Sequence[Sequence[str]]) -> tuple[FurnitureSeen, ...]:
    """The furniture that texts show; `rows` are their lines with text, one list a record."""
    pages = {shape: found for shape, found in _numbered(rows).items() if _are_pages(found)}
    return (*(_page(shape, found) for shape, found in pages.items()), *_heads(rows, {*pages}))


def _numbered(rows: Sequence[Sequence[str]]) -> dict[_Shape, list[list[int]]]:
    """The numbers of each form of line with one number, by record."""
    found: dict[_Shape, list[list[int]]] = {}
    for row in rows:
        within: dict[_Shape, list[int]] = {}
        for text in row:
            if read := _shape(text):
                within.setdefault(read[0], []).append(read[1])
        for shape, numbers in within.items():
            found.setdefault(shape, []).append(numbers)
    return found


def _shape(text: str) -> tuple[_Shape, int] | None:
    form = line_form(text) if len(text) <= 30 else None
    numbers = _NUMBER.findall(text)
    if form is None or form.kind not in _PAGES or len(numbers) != 1:
        return None
    before, _, after = text.partition(numbers[0])
    return (before, after), form.n


def _are_pages(found: Sequence[Sequence[int]]) -> bool:
    """Whether numbers of one form count pages: several in a record, mostly each the next one."""
    steps = [second - first for row in found for first, second in pairwise(row)]
    rising = sum(step == 1 for step in steps)
    return sum(map(len, found)) >= _LEAST and rising > 0 and rising >= _MOST * len(steps)


def _page(shape: _Shape, found: Sequence[Sequence[int]]) -> FurnitureSeen:
    before, after = map(_plain, shape)
    lines = sum(map(len, found))
    example = f"{shape[0]}{found[0][0]}{shape[1]}"
    seen = f"{lines:,} lines in {len(found):,} records: {example!r}"
    return FurnitureSeen(f"^{before}(?P<n>[0-9]{{1,4}}){after}$", "page-number", seen, sure=True)


def _heads(rows: Sequence[Sequence[str]], pages: set[_Shape]) -> Iterator[FurnitureSeen]:
    """Short lines that come again and again, and nearly always beside a page number."""
    counts: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    for row in rows:
        numbered = [(read := _shape(text)) is not None and read[0] in pages for text in row]
        for at, text in enumerate(row):
            if is_running_head(text) and not numbered[at]:
                counts[text] += 1
                beside[text] += any(numbered[max(at - 1, 0) : at + 2])
    for text, number in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        if number >= _LEAST and beside[text] >= _MOST * number:
            seen = f"{number:,} lines, {beside[text]:,} beside a page number: {text!r}"
            yield FurnitureSeen(f"^{_plain(text)}$", "running-head", seen, sure=False)


def _plain(text: str) -> str:
    return re.escape(text).replace("\\ ", " ").replace("\\-", "-")
