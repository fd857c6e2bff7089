"""The merge itself: one tree of three versions, the hand-made reading kept where two changes meet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tei.encode.elements import TEI
from tei.findings import Finding, Where, finding
from tei.merging.matching import Matched, aligned, match
from tei.merging.nodes import Node

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

_SHOWN: Final = 400


@dataclass(slots=True)
class Conflicts:
    """The places where both changed the same, told in the order in which they are found."""

    path: str
    found: list[Finding] = field(default_factory=list)
    left_out: list[Node | str] = field(default_factory=list)
    """What is newly made and is not in the result, since what was written by hand stands in its place."""

    def tell(self, place: Node, what: str, by_hand: str, made: str, *left_out: Node | str) -> None:
        """Tell one place of the edited file, with both readings."""
        self.left_out += left_out
        name = place.tag.removeprefix(TEI).removeprefix("#")
        named = f"{name} {place.id}" if place.id else name
        message = f"{what} in {named}: by hand {_shown(by_hand)}, newly made {_shown(made)}"
        self.found.append(finding("B020", message, Where(self.path, place.line)))


def _shown(reading: str) -> str:
    text = " ".join(reading.split())
    if not text:
        return "nothing"
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"


def told(items: Iterable[Node | str]) -> str:
    """Content as a message shows it: its text, or the names of elements that hold none."""
    return "".join(
        item if isinstance(item, str) else item.text() or f"<{item.tag.removeprefix(TEI)}/>" for item in items
    )


class Joining:
    """One merge of three documents: last written, edited, newly made; with `moves`, ids tell what moved elsewhere."""

    def __init__(
        self,
        trees: tuple[Node, Node, Node],
        protected: frozenset[Node],
        conflicts: Conflicts,
        *,
        moves: bool,
    ) -> None:
        base, edited, made = trees
        self._by_hand: Matched = match(base, edited, moves=moves)
        self._anew: Matched = match(base, made, moves=moves)
        self._protected = protected
        self._holds_protected = (
            {node for node in edited.walk() if any(within in protected for within in node.walk())}
            if protected
            else set()
        )
        self._conflicts = conflicts
        self._placed: set[Node] = set()
        self.hand_made: set[Node] = set()
        """The nodes of the result that only the editor wrote."""
        self.result = self._merged(base, edited, made)

    # --- one element ------------------------------------------------------------------------------

    def _merged(self, base: Node, edited: Node, made: Node) -> Node:
        self._placed.update((base, edited, made))
        if edited in self._protected:
            if made.said != base.said:
                what = "protected, and changed by the program,"
                self._conflicts.tell(edited, what, edited.text(), made.text(), made)
            return self._as_edited(edited)
        node = edited.like([])
        node.attributes = self._attributes(base, edited, made)
        node.namespaces = made.namespaces | edited.namespaces
        node.value = edited.value if edited.value != base.value else made.value
        if edited.value not in (base.value, made.value) and made.value not in (base.value, edited.value):
            self._conflicts.tell(edited, "both changed", edited.value, made.value, made.value)
        node.mixed = base.mixed or edited.mixed or made.mixed
        if node.mixed:
            node.content = self._words(base, edited, made)
        else:
            node.content = self._elements(base, edited, made)
        return node

    def _attributes(self, base: Node, edited: Node, made: Node) -> dict[str, str]:
        values = {}
        for name in dict.fromkeys((*edited.attributes, *made.attributes)):
            old, by_hand, new = (node.attributes.get(name) for node in (base, edited, made))
            value = by_hand if by_hand != old else new
            if by_hand != old and new not in (old, by_hand):
                lost = Node(made.tag, attributes={name: new or ""})
                self._conflicts.tell(edited, f"attribute {name}", by_hand or "", new or "", lost)
            if value is not None:
                values[name] = value
        for name in base.attributes.keys() - edited.attributes.keys() - made.attributes.keys():
            values.pop(name, None)
        return values

    # --- where only elements stand: each has its own place ---------------------------------------

    def _elements(self, base: Node, edited: Node, made: Node) -> list[Node | str]:
        follows = self._inserted(made, edited)
        content: list[Node | str] = []

        def add(origin: Node, node: Node | None) -> None:
            if node is not None:
                content.extend((node, origin.blank) if origin.blank else (node,))
            for one in follows.pop(origin, ()):
                add(one, self._from_made(one))

        for one in follows.pop(edited, ()):
            add(one, self._from_made(one))
        for child in edited.children:
            add(child, self._from_edited(child))
        for rest in list(follows.values()):
            for one in rest:
                add(one, self._from_made(one))
        for child in base.children:
            self._tell_deleted(child, edited)
        lead = edited.lead or made.lead
        return [lead, *content] if lead and content else content

    def _inserted(self, made: Node, edited: Node) -> dict[Node, list[Node]]:
        """What the program put in, by the node of the edited (or put in) after which it comes; first ones by the parent."""
        here = set(edited.children)
        written = [child for child in edited.children if child not in self._by_hand.older]
        follows: dict[Node, list[Node]] = {}
        last = edited
        for child in made.children:
            base = self._anew.older.get(child)
            own = self._by_hand.newer.get(base) if base is not None else None
            if own in here and own is not None and base not in self._anew.moved:
                last = own
            elif (base is not None and own is not None) or (base is None and not self._twice(child, written)):
                follows.setdefault(last, []).append(child)
        return follows

    def _twice(self, child: Node, written: Sequence[Node]) -> bool:
        """Whether the editor put in the same; another content under the same id is told."""
        if any(one.said == child.said for one in written):
            self._conflicts.left_out.append(child)
            return True
        for one in written:
            if one.tag == child.tag and one.id and one.id == child.id:
                self._conflicts.tell(one, "both added", told([one]), told([child]), child)
                return True
        return False

    # --- where words stand: what lies between the words that all three have ------------------------

    def _words(self, base: Node, edited: Node, made: Node) -> list[Node | str]:
        by_hand = dict(self._places(base, edited, self._by_hand))
        anew = dict(self._places(base, made, self._anew))
        shared = [(i, by_hand[i], anew[i]) for i in range(len(base.content)) if i in by_hand and i in anew]
        content: list[Node | str] = []
        at = (0, 0, 0)
        for i, j, k in [*shared, (len(base.content), len(edited.content), len(made.content))]:
            gap = base.content[at[0] : i], edited.content[at[1] : j], made.content[at[2] : k]
            if any(gap):
                content += self._between(*gap, edited)
            if i < len(base.content):
                content += self._one(edited.content[j])
            at = (i + 1, j + 1, k + 1)
        return content

    def _places(self, base: Node, other: Node, matched: Matched) -> list[tuple[int, int]]:
        numbers = {new: number for number, new in enumerate(matched.older)}

        def keys(content: Sequence[Node | str], node_of: dict[Node, Node] | None) -> list[Hashable]:
            found: list[Hashable] = []
            for item in content:
                if isinstance(item, str):
                    found.append(item)
                else:
                    new = item if node_of is None else node_of.get(item, item)
                    found.append(numbers.get(new, item))
            return found

        return aligned(keys(base.content, matched.newer), keys(other.content, None))

    def _between(
        self, base: list[Node | str], edited: list[Node | str], made: list[Node | str], parent: Node
    ) -> list[Node | str]:
        if self._same(base, edited, self._by_hand):
            content = [one for item in made for one in self._one_made(item)]
            return content + self._kept(base)
        content = [one for item in edited for one in self._one(item)]
        if self._same(base, made, self._anew):
            for item in base:
                if isinstance(item, Node):
                    self._tell_deleted(item, parent)
        elif _looks(edited) != _looks(made):
            self._conflicts.tell(parent, "both changed", told(edited), told(made), *made)
        else:
            self._conflicts.left_out += made
        return content

    @staticmethod
    def _same(base: list[Node | str], other: list[Node | str], matched: Matched) -> bool:
        return len(base) == len(other) and all(
            matched.newer.get(old) is new if isinstance(old, Node) and isinstance(new, Node) else old == new
            for old, new in zip(base, other, strict=True)
        )

    def _kept(self, base: list[Node | str]) -> list[Node | str]:
        """What the program takes away and the editor has changed."""
        found: list[Node | str] = []
        for item in base:
            if isinstance(item, Node) and item in self._by_hand.newer and item not in self._anew.newer:
                found += self._one(self._by_hand.newer[item])
        return found

    def _one(self, item: Node | str) -> list[Node | str]:
        node = item if isinstance(item, str) else self._from_edited(item)
        return [] if node is None else [node]

    def _one_made(self, item: Node | str) -> list[Node | str]:
        node = item if isinstance(item, str) else self._from_made(item)
        return [] if node is None else [node]

    # --- a node of one version ---------------------------------------------------------------------

    def _from_edited(self, node: Node, *, keep: bool = False) -> Node | None:
        """What becomes of a node of the edited version at this place; nothing where the program took it away or moved it."""
        if node in self._placed:
            return None
        base = self._by_hand.older.get(node)
        if base is None:
            return self._as_edited(node)
        made = self._anew.newer.get(base)
        if made is not None:
            moved = base in self._anew.moved and base not in self._by_hand.moved
            return None if moved and not keep and made not in self._placed else self._merged(base, node, made)
        if not keep:
            moved = base in self._by_hand.moved
            if node.whole == base.whole and node not in self._holds_protected and not moved:
                return None
            if node not in self._protected or "resp" in node.attributes:
                self._conflicts.tell(node, "changed by hand and taken away by the program", told([node]), "")
        return self._as_edited(node)

    def _as_edited(self, node: Node) -> Node:
        """A node with all that the editor left in it."""
        self._placed.add(node)
        whole = node in self._protected
        content: list[Node | str] = []
        for item in node.content:
            if isinstance(item, str):
                content.append(item)
            elif whole:
                content.append(self._copied(item))
            else:
                within = self._from_edited(item, keep=True)
                content += [] if within is None else [within]
        made = node.like(content)
        self.hand_made.add(made)
        return made

    def _copied(self, node: Node) -> Node:
        self._placed.add(node)
        made = node.like([x if isinstance(x, str) else self._copied(x) for x in node.content])
        self.hand_made.add(made)
        return made

    def _from_made(self, node: Node) -> Node | None:
        if node in self._placed:
            return None
        base = self._anew.older.get(node)
        edited = self._by_hand.newer.get(base) if base is not None else None
        if base is not None and edited is None:
            self._tell_deleted(base, node)
            return None
        if base is not None and edited is not None:
            if base in self._by_hand.moved or edited in self._placed:
                return None
            return self._merged(base, edited, node)
        self._placed.add(node)
        return node.like([one for item in node.content for one in self._one_made(item)])

    def _tell_deleted(self, base: Node, place: Node) -> None:
        made = self._anew.newer.get(base)
        if base not in self._by_hand.newer and made is not None and made.said != base.said:
            what = f"{base.tag.removeprefix(TEI)} taken away by hand and changed by the program"
            self._conflicts.tell(place, what, "", told([made]), made)


def _looks(content: Sequence[Node | str]) -> list[Hashable]:
    return [item if isinstance(item, str) else item.said for item in content]
