"""The proof of a merge, made apart from it: what each version holds is in the result, but for what the other took away."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tei.encode.elements import XML_ID
from tei.merging.nodes import Node

if TYPE_CHECKING:
    from collections.abc import Sequence


def nothing_by_hand_is_missing(
    trees: tuple[Node, Node, Node], result: Node, left_out: Sequence[Node | str]
) -> bool:
    """Whether the result has all characters, elements and attributes of the edited version.

    Where they stand is not looked at. What is newly made and was left out has taken nothing away from another place.
    Ids are not counted: which of two elements keeps one is told elsewhere.
    """
    base, edited, made = (_holdings([tree]) for tree in trees)
    taken_away = base - (made - _holdings(left_out))
    return not (edited - taken_away) - _holdings([result])


def nothing_new_is_missing(
    trees: tuple[Node, Node, Node], result: Node, left_out: Sequence[Node | str]
) -> bool:
    """The same of the newly made version, but for what was left out."""
    base, edited, made = (_holdings([tree]) for tree in trees)
    return not (made - _holdings(left_out) - (base - edited)) - _holdings([result])


def _holdings(content: Sequence[Node | str]) -> Counter[str]:
    held: Counter[str] = Counter()
    for item in content:
        held.update(sign for sign in (item if isinstance(item, str) else item.text()) if not sign.isspace())
        for node in item.walk() if isinstance(item, Node) else ():
            held[f"<{node.tag}"] += 1
            held.update(
                f"{node.tag} {name}={value}" for name, value in node.attributes.items() if name != XML_ID
            )
    return held
