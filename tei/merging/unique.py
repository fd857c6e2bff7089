"""No id twice: the program may number an element anew as an editor has numbered one of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.encode.elements import XML_ID

if TYPE_CHECKING:
    from tei.merging.joining import Conflicts
    from tei.merging.nodes import Node


def without_twice(document: Node, hand_made: set[Node], conflicts: Conflicts) -> None:
    """Take away the second of two equal ids, that of the program where the editor wrote the other, and tell it."""
    holders: dict[str, Node] = {}
    for node in document.walk():
        if not node.id:
            continue
        first = holders.setdefault(node.id, node)
        if first is node:
            continue
        loser = first if node in hand_made and first not in hand_made else node
        holders[node.id] = node if loser is first else first
        conflicts.tell(loser, "an id that stands twice was taken away,", "", node.id)
        del loser.attributes[XML_ID]
