"""What is strange about the lists of a text: numbers that are missing, levels that are too many, no end in sight."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from tei.interpret.list_marks import read_label
from tei.interpret.list_tree import DEEPEST
from tei.model import Item, ItemList, Section, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.model import Piece

LONGEST: Final = 500
"""Items: a list of more may have taken in what is none."""
TOO_DEEP: Final = "lines of deeper levels on the deepest one"


def odd_lists(pieces: Sequence[Piece]) -> tuple[tuple[int, str], ...]:
    """For each oddity of the lists among the pieces its line and what it is, in printed order."""
    return tuple(oddity for made in _lists(pieces) for oddity in _of_list(made))


def _lists(pieces: Sequence[Piece]) -> Iterator[ItemList]:
    for piece in pieces:
        match piece:
            case ItemList():
                yield piece
                inner = (item.inner for item in piece.items if isinstance(item, Item))
                yield from _lists(tuple(chain.from_iterable(inner)))
            case Section():
                yield from _lists(piece.pieces)
            case Turn():
                yield from _lists(piece.blocks)


def _of_list(made: ItemList) -> Iterator[tuple[int, str]]:
    if made.rule == TOO_DEEP:
        yield made.span.first, f"lists are more than {DEEPEST} deep"
    if len(made.items) > LONGEST:
        last = made.span.last
        yield made.span.first, f"a list of {len(made.items):,} items, without an end up to line {last:,}"
    before: Item | None = None
    steps = 0
    for item in made.items:
        if not isinstance(item, Item):
            continue
        steps += 1
        if not item.label:
            continue
        if before is not None and _is_apart(before.label, item.label, steps):
            yield item.span.first, f"no item between {before.label} and {item.label}"
        before, steps = item, 0


def _is_apart(earlier: str, later: str, steps: int) -> bool:
    """Whether two labels, read in the same way, are more than their steps apart."""
    last = dict(read_label(f"{earlier} x")[1])
    apart = [number - last[style] for style, number in read_label(f"{later} x")[1] if style in last]
    return bool(apart) and min(apart) > steps
