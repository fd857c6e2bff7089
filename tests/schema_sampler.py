"""Documents derived from a RELAX NG schema, so that every branch, value and repetition occurs in some."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

RNG: Final = "{http://relaxng.org/ns/structure/1.0}"
TEI: Final = "http://www.tei-c.org/ns/1.0"
XML: Final = "http://www.w3.org/XML/1998/namespace"

# One value for each datatype and each pattern that the schema uses.
DATA: Final = {
    "language": ("en", "zh-Hans"),
    "boolean": ("true", "false"),
    "nonNegativeInteger": ("0", "12"),
    "decimal": ("5", "0.5"),
    "NCName": ("letter",),
    "Name": ("tei-pipeline",),
    "NMTOKEN": ("original",),
    "gYearMonth": ("1950-10",),
    "gYear": ("1950",),
    "gMonthDay": ("--10-01",),
    "date": ("1950-10-01",),
    "time": ("16:00:00",),
}
PATTERNS: Final = {  # by how they begin
    "#[^#\\s]+|": ("#x", "other.xml#x", "other.xml", "https://example.org/a%20b?c=d#e", "urn:x:y"),
    "#": ("#x", "#人-n1"),
    "[^:/?#\\s]": ("p1.png", "scans/p1.jpg", "https://example.org/iiif/p1"),
    "http": ("http://id.loc.gov/vocabulary/relators/trl",),
    r"\S": ("378",),
    "[0-9]": ("0.1.0", "1.0a2"),
}
DEPTH: Final = 7
"""Below this many elements the shortest way to an end is taken."""
FAR: Final = 999


def _kind(node: etree._Element) -> str:
    return str(node.tag).removeprefix(RNG)


def _clark(name: str) -> str:
    return f"{{{XML}}}{name[4:]}" if name.startswith("xml:") else name


def _append(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _parts(node: etree._Element) -> list[etree._Element]:
    """The patterns in a pattern, without annotations and comments."""
    return list(node.iterchildren(RNG + "*"))


class Sampler:
    """Derives documents from a schema (`trang`'s RELAX NG), choosing what was chosen least often so far."""

    def __init__(self, schema: etree._ElementTree, seed: int) -> None:
        self.root = schema.getroot()
        self.defines = {d.get("name"): d for d in self.root.iter(RNG + "define")}
        self.random = random.Random(seed)  # noqa: S311  (test data)
        self.used: Counter[etree._Element] = Counter()
        self.cost = self._costs()
        self.ids = 0
        self.made: dict[str, list[etree._Element]] = {}
        """The elements made so far by the name of their definition."""

    def document(self) -> etree._ElementTree:
        """One document."""
        holder = etree.Element("holder")
        for part in self.root.iterfind(f"{RNG}start/{RNG}ref"):
            self._write(part, holder, 0)
        root = holder[0]
        holder.remove(root)
        return etree.ElementTree(root)

    def unused(self) -> list[etree._Element]:
        """The branches and values that no document took yet."""
        return [
            part
            for choice in self.root.iter(RNG + "choice")
            for part in _parts(choice)
            if part not in self.used
        ]

    def define_of(self, node: etree._Element) -> str:
        """The name of the definition in which a pattern stands."""
        return str(next(node.iterancestors(RNG + "define")).get("name"))

    def within(self, node: etree._Element, *kinds: str) -> Iterator[etree._Element]:
        """The patterns of some kinds in a pattern, through references, but not within attributes and elements."""
        for part in _parts(node):
            if _kind(part) in kinds:
                yield part
            elif _kind(part) == "ref":
                yield from self.within(self.defines[part.get("name")], *kinds)
            elif _kind(part) not in ("element", "attribute"):
                yield from self.within(part, *kinds)

    def _costs(self) -> dict[etree._Element, int]:
        """How many elements deep the shortest content of each pattern is."""
        cost: dict[etree._Element, int] = {}
        patterns = list(self.root.iter(RNG + "*"))
        changed = True
        while changed:
            changed = False
            for node in reversed(patterns):
                new = self._cost(node, cost)
                if new < cost.get(node, FAR):
                    cost[node] = new
                    changed = True
        return cost

    def _cost(self, node: etree._Element, cost: dict[etree._Element, int]) -> int:
        kind = _kind(node)
        if kind == "ref":
            return cost.get(self.defines[node.get("name")], FAR)
        children = [cost.get(child, FAR) for child in _parts(node)]
        if kind in {"optional", "zeroOrMore", "attribute"}:
            return 0
        if kind == "choice":
            return min(children)
        return max(children, default=0) + (kind == "element")

    def _write(self, node: etree._Element, parent: etree._Element, depth: int) -> None:
        """Derive a pattern of content into an element."""
        kind, parts = _kind(node), _parts(node)
        if kind == "ref":
            self._write(self.defines[node.get("name")], parent, depth)
        elif kind == "attribute":
            parent.set(_clark(str(node.get("name"))), self._value(parts[0]) if parts else "text")
        elif kind == "choice":
            self._write(self._choose(parts, depth), parent, depth)
        elif kind in {"text", "data", "value"}:
            _append(parent, self._value(node))
        else:
            if kind == "element":
                parent, depth = etree.SubElement(parent, f"{{{TEI}}}{node.get('name')}"), depth + 1
                self.made.setdefault(self.define_of(node), []).append(parent)
            if kind == "mixed":
                _append(parent, "text")
            for part in parts * self._times(node, depth):
                self._write(part, parent, depth)

    def _times(self, node: etree._Element, depth: int) -> int:
        """How often a pattern is repeated: as often as it can be the first time, then at random."""
        kind = _kind(node)
        low = 0 if kind in {"optional", "zeroOrMore"} else 1
        if depth > DEPTH or kind not in {"optional", "zeroOrMore", "oneOrMore"}:
            return low
        self.used[node] += 1
        high = 1 if kind == "optional" else low + 2
        return high if self.used[node] == 1 else self.random.randint(low, high)

    def _choose(self, parts: list[etree._Element], depth: int) -> etree._Element:
        if depth > DEPTH:
            least = min(self.cost[part] for part in parts)
            parts = [part for part in parts if self.cost[part] == least]
        fewest = min(self.used[part] for part in parts)
        choice = self.random.choice([part for part in parts if self.used[part] == fewest])
        self.used[choice] += 1
        return choice

    def _value(self, node: etree._Element) -> str:
        if _kind(node) == "ref":
            node = self.defines[node.get("name")]
        kind, parts = _kind(node), _parts(node)
        if kind == "value":
            return node.text or ""
        if kind == "choice":
            return self._value(self._choose(parts, 0))
        if kind in {"define", "list", "group", "oneOrMore"}:
            times = self.random.randint(1, 2) if kind == "oneOrMore" else 1
            return " ".join(self._value(part) for _ in range(times) for part in parts)
        if kind == "data":
            return self._data(node)
        return "text"

    def _data(self, node: etree._Element) -> str:
        name = str(node.get("type"))
        pattern = node.findtext(RNG + "param") or ""
        if name == "ID":
            self.ids += 1
            return f"i{self.ids}"
        if name in DATA:
            return self.random.choice(DATA[name])
        return self.random.choice(next(PATTERNS[start] for start in PATTERNS if pattern.startswith(start)))
