"""Each restriction of the grammar refuses something: the list of restrictions is read from the grammar itself.

Of each definition of an element one instance stands in a valid document. Each of its restrictions is broken there, alone:
the document has to be refused, and to be valid again afterwards. What content may be is judged by a regular expression
made of the grammar, which knows nothing of the XML Schema that decides.
"""

from __future__ import annotations

import os
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest
from lxml import etree
from schema_sampler import RNG, TEI, XML, Sampler

from tei import resources, safe_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

T: Final = f"{{{TEI}}}"
SAMPLER: Final = Sampler(etree.parse(resources.schema_file("tei-record.rng")), seed=3)
DEFINED: Final = {SAMPLER.define_of(one): one for one in SAMPLER.root.iter(f"{RNG}element")}
NAMES: Final = sorted({str(one.get("name")) for one in DEFINED.values()})

STEP: Final = 1 if os.environ.get("ALL_ELEMENTS") == "1" else 8
"""Of the elements that may not stand in another one every eighth is tried; with ALL_ELEMENTS=1 each (a minute more)."""

# A value that is none, by the type or the definition that an attribute names.
NO_VALUE: Final = {
    "ID": "1 x", "language": "a_b", "boolean": "maybe", "Name": "1 x", "NMTOKEN": "one",
    "local.pointer": "x", "local.pointers": "#x y", "pointer": "x", "pointers": "#x y", "pair": "#x",
    "pair.or.more": "#x", "certainty": "perhaps", "iso.date": "1951-02-30", "iso.time": "25:00:00",
    "relator": "trl", "picture": "a b", "scope.end": "a b", "version": "next", "count": "-1", "number": "two", "word": "a b",
}  # fmt: skip


@pytest.fixture(scope="module")
def gate() -> etree.XMLSchema:
    return safe_xml.load_xsd(resources.schema_file("tei-record.xsd"))


@pytest.fixture(scope="module")
def instances() -> dict[str, etree._Element]:
    """An element of each definition, in the document of a few hundred where it has most children."""
    trees: list[etree._ElementTree] = []
    while set(SAMPLER.made) != set(DEFINED) or len(trees) < 20:
        assert len(trees) < 200
        trees.append(SAMPLER.document())
    return {name: max(made, key=len) for name, made in SAMPLER.made.items()}


def document_of(element: etree._Element) -> etree._ElementTree:
    """The document of an element: what the sampler made has no tree of its own."""
    return etree.ElementTree([element, *element.iterancestors()][-1])


def test_a_value_that_is_none_is_known_for_each_type() -> None:
    types = {
        str(part.get("name") or part.get("type"))
        for attribute in SAMPLER.root.iter(f"{RNG}attribute")
        for part in attribute.iter(f"{RNG}ref", f"{RNG}data")
    }
    assert types == set(NO_VALUE)


def wrong_values(attribute: etree._Element) -> Iterator[str]:
    """A value that the attribute refuses; none where any text will do."""
    inner = next(attribute.iterchildren(f"{RNG}*"), None)
    if inner is None or inner.tag == f"{RNG}text":
        return
    if any(True for _ in SAMPLER.within(attribute, "value")):
        yield "no-such-value"
    for part in attribute.iter(f"{RNG}ref", f"{RNG}data"):
        yield NO_VALUE[str(part.get("name") or part.get("type"))]


def name_of(attribute: etree._Element) -> str:
    return str(attribute.get("name")).replace("xml:", f"{{{XML}}}")


def is_required(attribute: etree._Element, element: etree._Element) -> bool:
    """Whether no `optional` stands between an attribute and its element, on any way through references."""
    return attribute in list(_required(element))


def _required(node: etree._Element) -> Iterator[etree._Element]:
    for part in node.iterchildren(f"{RNG}*"):
        if part.tag == f"{RNG}attribute":
            yield part
        elif part.tag == f"{RNG}ref":
            yield from _required(SAMPLER.defines[part.get("name")])
        elif part.tag == f"{RNG}group":
            yield from _required(part)


# --- attributes --------------------------------------------------------------------------------


@pytest.mark.parametrize("define", sorted(DEFINED))
def test_attributes(define: str, gate: etree.XMLSchema, instances: dict[str, etree._Element]) -> None:
    element = instances[define]
    tree = document_of(element)
    tried = 0
    kept = dict(element.attrib)

    def refused(name: str, value: str | None) -> None:
        nonlocal tried
        tried += 1
        if value is None:
            del element.attrib[name]
        else:
            element.set(name, value)
        assert not gate.validate(tree), (define, name, value)
        element.attrib.clear()
        element.attrib.update(kept)

    for attribute in SAMPLER.within(DEFINED[define], "attribute"):
        for value in wrong_values(attribute):
            refused(name_of(attribute), value)
        if is_required(attribute, DEFINED[define]):
            refused(name_of(attribute), None)
    refused("colour", "red")
    assert tried >= 8 or define == "TEI"
    assert gate.validate(tree)


# --- content -----------------------------------------------------------------------------------


def as_regular_expression(node: etree._Element) -> str:
    """The content of a pattern: each child is its name between blanks, text does not count."""
    kind = str(node.tag).removeprefix(RNG)
    if kind == "element":
        return f"(?: {node.get('name')} )"
    if kind == "ref":
        define = SAMPLER.defines[node.get("name")]
        element = define.find(f"{RNG}element")
        return _sequence(define) if element is None else as_regular_expression(element)
    inner = "|".join(map(as_regular_expression, _parts(node))) if kind == "choice" else _sequence(node)
    sign = {"optional": "?", "zeroOrMore": "*", "oneOrMore": "+"}.get(kind, "")
    return f"(?:{inner}){sign}"


def _parts(node: etree._Element) -> list[etree._Element]:
    return [
        part
        for part in node.iterchildren(f"{RNG}*")
        if part.tag not in (f"{RNG}attribute", f"{RNG}value", f"{RNG}data")
    ]


def _sequence(node: etree._Element) -> str:
    return "".join(map(as_regular_expression, _parts(node)))


def said(children: list[str]) -> str:
    return "".join(f" {name} " for name in children)


def changed(children: list[str], others: list[str]) -> Iterator[list[str]]:
    """Contents beside a valid one: without a child, without all of a name, two exchanged, one twice, one too many."""
    for place in range(len(children)):
        yield children[:place] + children[place + 1 :]
    for name in set(children):
        yield [one for one in children if one != name]
    for place, (first, second) in enumerate(pairwise(children)):
        if first != second:
            yield [*children[:place], second, first, *children[place + 2 :]]
    yield children[::-1]
    for name in set(children):
        yield [*children, name]
        yield [name, *children]
    for name in others:
        yield [*children, name]


@pytest.mark.parametrize("define", sorted(DEFINED))
def test_content(define: str, gate: etree.XMLSchema, instances: dict[str, etree._Element]) -> None:
    """What the grammar allows is taken and what it does not is refused, for every content near a valid one."""
    element = instances[define]
    tree = document_of(element)
    model = re.compile(_sequence(DEFINED[define]))
    children = [etree.QName(child).localname for child in element]
    assert model.fullmatch(said(children))
    others = NAMES[sorted(DEFINED).index(define) % STEP :: STEP]
    refused = set()
    for other in {tuple(names) for names in changed(children, others)}:
        if model.fullmatch(said(list(other))):
            continue
        there = {name: [child for child in element if child.tag == T + name] for name in set(other)}
        kept = list(element)
        element[:] = [there[name].pop() if there[name] else _new(name) for name in other]
        assert not gate.validate(tree), (define, other)
        element[:] = kept
        refused |= {name for name in other if name not in children}
    allowed = {str(one.get("name")) for one in SAMPLER.within(DEFINED[define], "element")}
    assert refused >= set(others) - allowed - set(children)
    assert gate.validate(tree)


def _new(name: str) -> etree._Element:
    """Another element; where it may stand it lacks what it needs, and where it may not it is refused anyhow."""
    return etree.Element(T + name)


@pytest.mark.parametrize("define", sorted(DEFINED))
def test_text(define: str, gate: etree.XMLSchema, instances: dict[str, etree._Element]) -> None:
    """Text stands where the grammar has it and nowhere else."""
    element = instances[define]
    kept = element.text
    element.text = "a word and another"
    takes = any(True for _ in SAMPLER.within(DEFINED[define], "text", "mixed"))
    assert gate.validate(document_of(element)) is takes
    element.text = kept
    foreign = etree.SubElement(element, "{urn:other}p")
    assert not gate.validate(document_of(element))
    element.remove(foreign)
    assert gate.validate(document_of(element))
