"""The proof of a merge, made apart from it: what a version holds is in the result, but for what the other took away."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tei.encode.elements import XML_ID

if TYPE_CHECKING:
    from tei.merging.nodes import Node


def lacking(base: Node, version: Node, other: Node, result: Node) -> Counter[str]:
    """The characters, elements and attributes of a version that are not in the result, though the other did not take them away.

    Where they stand is not looked at. Ids are left out: which of two keeps one is told elsewhere.
    """
    before = _holdings(base)
    taken_away = before - _holdings(other)
    return (_holdings(version) - taken_away) - _holdings(result)


def _holdings(document: Node) -> Counter[str]:
    held = Counter(sign for sign in document.text() if not sign.isspace())
    for node in document.walk():
        held[f"<{node.tag}"] += 1
        held.update(f"{node.tag} {name}={value}" for name, value in node.attributes.items() if name != XML_ID)
    return held
