"""Documents of the grammar for properties: hypothesis strategies over `Sampler`, and faults put into them."""

from __future__ import annotations

import copy
import random
from typing import Final

from hypothesis import strategies as st
from lxml import etree
from schema_sampler import DATA, RNG, TEI, XML, Sampler

from tei import resources

T: Final = f"{{{TEI}}}"
TEXTS: Final = ("text", " ", "", "水をくむ", "письмо, 4 марта", "a\n b", "𠀀\u0301", "<&>\"'", "１２")
MORE: Final = {
    "date": ("2000-02-29", "-0044-03-15"),
    "gYear": ("-0044",),
    "gMonthDay": ("--02-29",),
    "language": ("zh-Hant-TW", "x-old", "und"),
    "boolean": ("1", "0"),
    "decimal": ("-1.50", "+3", ".5"),
    "nonNegativeInteger": ("007", "+4"),
    "NCName": ("_a", "写"),
    "time": ("00:00:00", "23:59:59"),
}
WORDS: Final = ("", "x", "#x", "1", "a b", "1950-02-30", "#x #y", "text", "en", "yes")
ALL_TYPES: Final = {name: (*values, *MORE.get(name, ())) for name, values in DATA.items()}


class Dice(Sampler):
    """Derives documents by chance alone, so that one number tells a document."""

    def __init__(self) -> None:
        super().__init__(etree.parse(resources.schema_file("tei-record.rng")), seed=0)
        self.most = 1
        self.deep = 0

    def thrown(self, seed: int, deep: int, most: int) -> etree._ElementTree:
        """The document of a number: below `deep` elements the shortest way to an end; repeats up to `most`."""
        self.random.seed(seed)
        self.ids, self.deep, self.most = 0, deep, most
        self.made.clear()
        return self.document()

    def _times(self, node: etree._Element, depth: int) -> int:
        kind = str(node.tag).removeprefix(RNG)
        low = 0 if kind in {"optional", "zeroOrMore"} else 1
        if depth > self.deep or kind not in {"optional", "zeroOrMore", "oneOrMore"}:
            return low
        return self.random.randint(low, 1 if kind == "optional" else self.most)

    def _choose(self, parts: list[etree._Element], depth: int) -> etree._Element:
        if depth > self.deep:
            least = min(self.cost[part] for part in parts)
            parts = [part for part in parts if self.cost[part] == least]
        return self.random.choice(parts)

    def _value(self, node: etree._Element) -> str:
        value = super()._value(node)
        return self.random.choice(TEXTS) if value == "text" else value

    def _data(self, node: etree._Element) -> str:
        name = str(node.get("type"))
        return self.random.choice(ALL_TYPES[name]) if name in ALL_TYPES else super()._data(node)


DICE: Final = Dice()


def document(seed: int) -> etree._ElementTree:
    """The valid document of a number: by turns of all depths and widths, from the shortest to hundreds of elements."""
    return DICE.thrown(seed, seed % 8, seed % 3 + 1)


def documents(many: int) -> st.SearchStrategy[list[etree._ElementTree]]:
    """So many valid documents, all different."""
    return st.integers(0, 2**48).map(lambda first: [document(first + step) for step in range(many)])


def damaged(many: int) -> st.SearchStrategy[list[etree._ElementTree]]:
    """So many documents with one to three changes, each of which may or may not make them invalid."""
    return st.integers(0, 2**48).map(
        lambda first: [damage(document(first + step), first + step) for step in range(many)]
    )


def damage(tree: etree._ElementTree, seed: int) -> etree._ElementTree:
    """Change a document in place, as the dice of a number fall."""
    dice = random.Random(seed)  # noqa: S311  (test data)
    root = tree.getroot()
    for _ in range(dice.randint(1, 3)):
        elements = list(root.iterdescendants(f"{T}*"))
        victim, other = dice.choice(elements), dice.choice(elements)
        dice.choice([_move, _attributes, _content])(victim, other, dice)
    return tree


def _content(victim: etree._Element, other: etree._Element, dice: random.Random) -> None:
    """Take an element away, say it twice, call it as another, put text into it."""
    parent = victim.getparent()
    assert parent is not None
    match dice.choice(["delete", "repeat", "rename", "text"]):
        case "delete":
            parent.remove(victim)
        case "repeat":
            again = copy.deepcopy(victim)
            for element in again.iter(f"{T}*"):
                element.attrib.pop(f"{{{XML}}}id", None)
            parent.insert(parent.index(victim), again)
        case "rename":
            victim.tag = other.tag
        case "text":
            victim.text = dice.choice(WORDS) or None  # what is written has no empty text


def _move(victim: etree._Element, other: etree._Element, dice: random.Random) -> None:
    """Put an element into another, or last where it stands."""
    parent = victim.getparent()
    assert parent is not None
    if dice.random() < 1 / 3 or victim in (other, *other.iterancestors()):
        parent.append(victim)
    else:
        other.insert(dice.randint(0, len(other)), victim)


def _attributes(victim: etree._Element, other: etree._Element, dice: random.Random) -> None:
    """Take an attribute away, give it another value, or give one of another element."""
    names, others = _names(victim), _names(other)
    kind = dice.choice(["drop", "value", "attribute"])
    if kind == "attribute" and others:
        name = dice.choice(others)
        victim.set(name, other.get(name, ""))
    elif kind == "drop" and names:
        del victim.attrib[dice.choice(names)]
    elif names:
        victim.set(dice.choice(names), dice.choice(WORDS))


def _names(element: etree._Element) -> list[str]:
    """The attributes of an element but its id, which has to stay unique."""
    return [name for name in sorted(map(str, element.attrib)) if not name.endswith("}id")]
