"""The grammar of the TEI that is made here, as trang's RELAX NG tells it: what make-schemas and make-docs write about.

An element may have several definitions, by the place where it stands, such as `p` in the header and in the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RNG = "{http://relaxng.org/ns/structure/1.0}"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: what for, of which type (a name of the grammar or of XML Schema), which values are allowed.

    `least` and `most` are how many values it may have, parted by blanks; `most` is 0 where there is no limit.
    """

    name: str
    required: bool
    text: str
    type: str = ""
    values: tuple[tuple[str, str], ...] = ()
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Element:
    """One definition of an element: its name in the grammar, what for, its own attributes and classes, its content."""

    name: str
    define: str
    text: str
    attributes: tuple[Attribute, ...]
    classes: tuple[str, ...]
    content: tuple[etree._Element, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The definitions by name, each in the order of the grammar.

    `types` are values, `classes` attributes that elements share, `parts` contents that they share.
    """

    elements: dict[str, list[Element]] = field(default_factory=dict)
    types: dict[str, etree._Element] = field(default_factory=dict)
    classes: dict[str, tuple[tuple[Attribute, ...], tuple[str, ...]]] = field(default_factory=dict)
    parts: dict[str, etree._Element] = field(default_factory=dict)
    defines: dict[str, etree._Element] = field(default_factory=dict)

    def attributes(self, element: Element) -> list[Attribute]:
        """All attributes of an element, those of its classes after its own."""
        return [*element.attributes, *self._of_classes(element.classes)]

    def _of_classes(self, names: tuple[str, ...]) -> Iterator[Attribute]:
        for name in names:
            attributes, above = self.classes[name]
            yield from attributes
            yield from self._of_classes(above)

    def text(self, name: str) -> str:
        """What the grammar says of a definition."""
        return _documentation(self.defines[name])


def read_grammar(path: Path) -> Grammar:
    """Read a grammar as trang writes it."""
    root = etree.parse(path).getroot()
    grammar = Grammar(defines={str(one.get("name")): one for one in root.iter(f"{RNG}define")})
    for name, define in grammar.defines.items():
        if define.find(f"{RNG}element") is not None:
            continue
        if not any(True for _ in _leaves(define, grammar, f"{RNG}attribute")):
            kinds = (f"{RNG}element", f"{RNG}text", f"{RNG}mixed")
            is_content = any(True for _ in _leaves(define, grammar, *kinds))
            (grammar.parts if is_content else grammar.types)[name] = define
    for name, define in grammar.defines.items():
        if name not in grammar.parts and name not in grammar.types and define.find(f"{RNG}element") is None:
            attributes, classes, _ = _split(parts_of(define), grammar, _documentation(define))
            if all(not one.required for one in attributes):
                grammar.classes[name] = (attributes, classes)
    for name, define in grammar.defines.items():
        for element in define.iter(f"{RNG}element"):
            text = _documentation(define) or _documentation(element)
            attributes, classes, content = _split(parts_of(element), grammar, "")
            made = Element(str(element.get("name")), name, text, attributes, classes, content)
            grammar.elements.setdefault(made.name, []).append(made)
    return grammar


def parts_of(node: etree._Element) -> list[etree._Element]:
    """The patterns in a pattern, without what is said of them."""
    return list(node.iterchildren(f"{RNG}*"))


def kind_of(node: etree._Element) -> str:
    """The name of a pattern."""
    return str(node.tag).removeprefix(RNG)


def _leaves(node: etree._Element, grammar: Grammar, *tags: str) -> Iterator[etree._Element]:
    """The patterns of some kinds that a pattern is made of, through references but not into elements."""
    for part in parts_of(node):
        if part.tag in tags:
            yield part
        elif kind_of(part) == "ref":
            define = grammar.defines[str(part.get("name"))]
            inner = define.find(f"{RNG}element")
            if inner is None:
                yield from _leaves(define, grammar, *tags)
            elif inner.tag in tags:
                yield inner
        elif kind_of(part) != "attribute":
            yield from _leaves(part, grammar, *tags)


def _documentation(node: etree._Element) -> str:
    return " ".join((node.findtext(DOCUMENTATION) or "").split())


def _split(
    nodes: list[etree._Element], grammar: Grammar, above: str
) -> tuple[tuple[Attribute, ...], tuple[str, ...], tuple[etree._Element, ...]]:
    """Attributes, classes of attributes, and content of a definition."""
    attributes: list[Attribute] = []
    classes: list[str] = []
    content = []
    for node in nodes:
        optional = kind_of(node) == "optional"
        inner = parts_of(node)[0] if optional else node
        name = str(inner.get("name"))
        inside = parts_of(grammar.defines[name]) if kind_of(inner) == "ref" else []
        if kind_of(inner) == "attribute":
            attributes.append(_attribute(inner, not optional, above))
        elif (
            kind_of(inner) != "ref"
            or grammar.defines[name].find(f"{RNG}element") is not None
            or name in grammar.parts
            or name in grammar.types
        ):
            content.append(node)
        elif name not in grammar.classes and any(kind_of(part) == "attribute" for part in inside):
            said = _documentation(grammar.defines[name])
            attributes += [_attribute(part, not optional, said) for part in inside]
        else:
            classes.append(name)
    return tuple(attributes), tuple(classes), tuple(content)


def _attribute(node: etree._Element, required: bool, above: str) -> Attribute:
    """Read an attribute; where nothing is said of it, what is said of its definition holds."""
    name, text = str(node.get("name")), _documentation(node) or above
    (inner,) = parts_of(node) or [node]
    if kind_of(inner) == "choice":
        return Attribute(name, required, text, values=values_of(inner))
    if kind_of(inner) == "value":
        return Attribute(name, required, text, values=values_of(node))
    if kind_of(inner) == "ref":
        return Attribute(name, required, text, str(inner.get("name")))
    if kind_of(inner) == "list":
        return _list(name, required, text, inner)
    return Attribute(name, required, text, str(inner.get("type") or "string"))


def _list(name: str, required: bool, text: str, node: etree._Element) -> Attribute:
    parts = parts_of(node)
    most = 0 if kind_of(parts[0]) == "oneOrMore" else len(parts)
    inner = parts_of(parts[0])[0] if most == 0 else parts[0]
    kind = "" if kind_of(inner) == "choice" else str(inner.get("type"))
    return Attribute(name, required, text, kind, values_of(inner), max(most, 1), most)


def values_of(node: etree._Element) -> tuple[tuple[str, str], ...]:
    """The closed values of a choice, each with what is said of it."""
    found = []
    for value in node.iterchildren(f"{RNG}value"):
        said = value.getnext()
        text = said.text if said is not None and said.tag == DOCUMENTATION else ""
        found.append((value.text or "", " ".join((text or "").split())))
    return tuple(found)
