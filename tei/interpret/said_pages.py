"""The lines that a layout names as page furniture (`[[body.furniture]]`): page numbers, heads, feet, stamps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tei.model import Furniture, Inline, PageBreak

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.profile import FurnitureLine

_KINDS: dict[str, Literal["pageNum", "header", "footer", "stamp"]] = {
    "page-number": "pageNum",
    "running-head": "header",
    "running-foot": "footer",
    "stamp": "stamp",
}
_LONGEST_NUMBER = 6


def named_furniture(rows: Sequence[str], furniture: Sequence[FurnitureLine]) -> dict[int, tuple[Inline, ...]]:
    """The lines that are furniture by the layout, and their parts, by index.

    Of several forms that a line has, the last one counts. A page begins above a head and below a foot or
    a stamp; whether a number in digits is at the head or at the foot of its page, its like tell (`numbered`).
    """
    found = dict(_named(rows, furniture))
    last = next((row for row in range(len(rows) - 1, -1, -1) if row not in found), -1)
    return {row: _parts(rows[row], *found[row], after=row < last) for row in found}


def numbered(rows: Sequence[str], furniture: Sequence[FurnitureLine]) -> Iterator[tuple[int, int]]:
    """The page numbers among them that are whole numbers: index and number."""
    for row, (rule, n) in _named(rows, furniture):
        if rule.is_ == "page-number" and _is_number(n):
            yield row, int(n)


def _named(
    rows: Sequence[str], furniture: Sequence[FurnitureLine]
) -> Iterator[tuple[int, tuple[FurnitureLine, str]]]:
    for row, text in enumerate(rows):
        for rule in reversed(furniture):
            if found := rule.pattern.search(text):
                yield row, (rule, (found["n"] or "").strip() if rule.pattern.has_group("n") else "")
                break


def _parts(text: str, rule: FurnitureLine, n: str, *, after: bool) -> tuple[Inline, ...]:
    line = Furniture(text, _KINDS[rule.is_])
    if rule.is_ == "page-number" or (rule.is_ == "running-head" and n):
        return PageBreak(n), line
    if rule.is_ == "running-head" or not n or not after:
        return (line,)
    return line, PageBreak(str(int(n) + 1) if _is_number(n) else "", certain=False)


def _is_number(n: str) -> bool:
    return n.isascii() and n.isdigit() and len(n) <= _LONGEST_NUMBER
