"""Which element of one version is which of another: by text, by `xml:id`, by likeness and place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from tei.merging.nodes import Node

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

_ALIKE: Final = 0.25
_MANY: Final = 20_000


@dataclass(slots=True)
class Matched:
    """The nodes of an older version and what became of them, both ways; `moved` are those of the older that moved."""

    newer: dict[Node, Node] = field(default_factory=dict)
    older: dict[Node, Node] = field(default_factory=dict)
    moved: set[Node] = field(default_factory=set)

    def join(self, old: Node, new: Node) -> None:
        """Say that these two are one."""
        self.newer[old] = new
        self.older[new] = old


def match(old: Node, new: Node, *, moves: bool = True) -> Matched:
    """Match two documents: what stands within matched elements first, then by `xml:id` what moved elsewhere."""
    matched = Matched()
    _within(old, new, matched)
    if not moves:
        return matched
    left = {node.id: node for node in old.walk() if node.id and node not in matched.newer}
    for node in list(new.walk()):
        before = left.get(node.id) if node not in matched.older else None
        if before is not None and before.tag == node.tag and before not in matched.newer:
            matched.moved.add(before)
            _within(before, node, matched)
    return matched


def _within(old: Node, new: Node, matched: Matched) -> None:
    matched.join(old, new)
    mixed = old.mixed or new.mixed
    before: Sequence[Node | str] = old.content if mixed else old.children
    after: Sequence[Node | str] = new.content if mixed else new.children
    for one, other in _pairs(before, after):
        if one not in matched.newer and other not in matched.older:
            _within(one, other, matched)


def _pairs(old: Sequence[Node | str], new: Sequence[Node | str]) -> list[tuple[Node, Node]]:
    """The nodes that are one: of the same text in the same order, then the most alike between those."""
    found: list[tuple[Node, Node]] = []
    at, to = 0, 0
    for i, j in [*aligned([_look(x) for x in old], [_look(x) for x in new]), (len(old), len(new))]:
        gap = [x for x in old[at:i] if isinstance(x, Node)], [x for x in new[to:j] if isinstance(x, Node)]
        found += _most_alike(*gap)
        if i < len(old):
            one, other = old[i], new[j]
            if isinstance(one, Node) and isinstance(other, Node):
                found.append((one, other))
        at, to = i + 1, j + 1
    return found


def _look(item: Node | str) -> Hashable:
    return item if isinstance(item, str) else (item.tag, item.text().strip() or item.said)


def aligned(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The places that are the same in both, in their order; what begins and ends alike is not searched."""
    start, least = 0, min(len(old), len(new))
    while start < least and old[start] == new[start]:
        start += 1
    end = 0
    while end < least - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = SequenceMatcher(
        None, old[start : len(old) - end], new[start : len(new) - end], autojunk=len(old) > 5000
    )
    found = [(number, number) for number in range(start)]
    for i, j, size in middle.get_matching_blocks():
        found += [(start + i + step, start + j + step) for step in range(size)]
    return found + [(len(old) - number, len(new) - number) for number in range(end, 0, -1)]


def _most_alike(old: list[Node], new: list[Node]) -> list[tuple[Node, Node]]:
    """The pairs, in their order, whose likeness is greatest in sum."""
    if len(old) * len(new) > _MANY:
        same = aligned([(x.tag, x.id) for x in old], [(x.tag, x.id) for x in new])
        return [(old[i], new[j]) for i, j in same]
    bags = [Counter(x.text().split()) for x in old], [Counter(x.text().split()) for x in new]
    worth = [[likeness(x, y, bags[0][i], bags[1][j]) for j, y in enumerate(new)] for i, x in enumerate(old)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            joined = worth[i][j] + best[i + 1][j + 1] if worth[i][j] >= _ALIKE else 0.0
            best[i][j] = max(joined, best[i + 1][j], best[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if worth[i][j] >= _ALIKE and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            found.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def likeness(old: Node, new: Node, bag: Counter[str], other: Counter[str]) -> float:
    """How alike two nodes are: the words in both, and whether the id is the same; 0 for other names."""
    if old.tag != new.tag:
        return 0.0
    size = bag.total() + other.total()
    shared = 2 * (bag & other).total() / size if size else 0.5
    if old.id or new.id:
        return shared + (0.3 if old.id == new.id else 0.0)
    return shared + (0.3 if not old.tag.startswith("#") else 0.0)
