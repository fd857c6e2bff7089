"""The ODD says what the grammar says: compiled in the small, it takes every document of the grammar."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

import pytest
from lxml import etree
from schema_sampler import RNG, TEI

from tei import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

T: Final = f"{{{TEI}}}"
XSD: Final = "http://www.w3.org/2001/XMLSchema-datatypes"


@pytest.fixture(scope="module")
def odd() -> etree._Element:
    return etree.parse(resources.schema_file("tei-record.odd")).getroot()


def test_each_element_is_taken_from_the_module_that_has_it(odd: etree._Element) -> None:
    taken = {
        (name, one.get("key")) for one in odd.iter(f"{T}moduleRef") for name in one.get("include", "").split()
    }
    declared = [(one.get("ident"), one.get("module")) for one in odd.iter(f"{T}elementSpec")]
    assert len(declared) == len(set(declared)) == len(taken) > 140
    assert taken == set(declared)


def test_everything_is_described(odd: etree._Element) -> None:
    for kind in ("elementSpec", "attDef", "valItem", "classSpec", "macroSpec", "dataSpec"):
        for spec in odd.iter(T + kind):
            text = spec.findtext(f"{T}desc") or ""
            assert len(text) >= 3, (kind, spec.get("ident"))
    assert "TODO" not in "".join(odd.itertext())


def test_it_is_valid_tei(odd: etree._Element, jing: Callable[..., list[str]], tei_all: Path) -> None:
    assert not jing(tei_all, [odd.getroottree()])


def test_what_it_declares_takes_what_the_grammar_takes(
    odd: etree._Element, jing: Callable[..., list[str]], samples: list[etree._ElementTree], tmp_path: Path
) -> None:
    schema = tmp_path / "compiled.rng"
    schema.write_bytes(etree.tostring(Compiled(odd).schema()))
    assert not jing(schema, samples)
    broken = etree.fromstring(etree.tostring(samples[0]))
    next(broken.iter(f"{T}availability")).set("status", "mine")
    next(broken.iter(f"{T}text")).append(etree.Element(f"{T}front"))
    assert len(jing(schema, [broken.getroottree()])) == 2


class Compiled:
    """What an ODD processor does, for the part of ODD that is in use: specifications to RELAX NG."""

    def __init__(self, odd: etree._Element) -> None:
        self.specs = {
            str(spec.get("ident")): spec
            for kind in ("dataSpec", "classSpec", "macroSpec")
            for spec in odd.iter(T + kind)
        }
        self.elements = list(odd.iter(f"{T}elementSpec"))

    def schema(self) -> etree._Element:
        root = etree.Element(f"{RNG}grammar", {"ns": TEI, "datatypeLibrary": XSD})
        etree.SubElement(etree.SubElement(root, f"{RNG}start"), f"{RNG}ref", name="TEI")
        for spec in self.elements:
            define = etree.SubElement(root, f"{RNG}define", name=str(spec.get("ident")))
            element = etree.SubElement(define, f"{RNG}element", name=str(spec.get("ident")))
            for attribute in self.attributes(spec):
                self.attribute(element, attribute)
            self.all(element, chain(*spec.iterfind(f"{T}content")))
        for name, spec in self.specs.items():
            if spec.tag != f"{T}classSpec":
                define = etree.SubElement(root, f"{RNG}define", name=name)
                self.all(define, chain(*spec.iterfind(f"{T}content")))
        return root

    def attributes(self, spec: etree._Element) -> Iterator[etree._Element]:
        found: dict[str, etree._Element] = {}
        for one in spec.iterfind(f"{T}classes/{T}memberOf"):
            for definition in self.attributes(self.specs[str(one.get("key"))]):
                found[str(definition.get("ident"))] = definition
        for definition in spec.iterfind(f"{T}attList/{T}attDef"):
            found[str(definition.get("ident"))] = definition
        yield from found.values()

    def attribute(self, element: etree._Element, definition: etree._Element) -> None:
        required = definition.get("usage") == "req"
        holder = element if required else etree.SubElement(element, f"{RNG}optional")
        attribute = etree.SubElement(holder, f"{RNG}attribute", name=str(definition.get("ident")))
        (datatype,) = definition.iterfind(f"{T}datatype")
        values = definition.find(f"{T}valList")
        many = datatype.get("maxOccurs")
        part = etree.Element(f"{RNG}group")
        self.all(part, [datatype[0] if values is None else values])
        if many is None:
            attribute.append(part)
            return
        list_ = etree.SubElement(attribute, f"{RNG}list")
        least = int(datatype.get("minOccurs", "1"))
        for _ in range(least):
            list_.append(etree.fromstring(etree.tostring(part)))
        if many == "unbounded":
            etree.SubElement(list_, f"{RNG}zeroOrMore").append(part)

    def all(self, holder: etree._Element, nodes: Iterable[etree._Element]) -> None:
        for node in nodes:
            self.one(holder, node)

    def one(self, holder: etree._Element, node: etree._Element) -> None:
        times = (node.get("minOccurs", "1"), node.get("maxOccurs", "1"))
        repeated = {("0", "1"): "optional", ("0", "unbounded"): "zeroOrMore", ("1", "unbounded"): "oneOrMore"}
        if times in repeated:
            holder = etree.SubElement(holder, RNG + repeated[times])
        kind = str(node.tag).removeprefix(T)
        if kind in ("sequence", "alternate", "valList"):
            name = {"sequence": "group", "alternate": "choice", "valList": "choice"}[kind]
            self.all(etree.SubElement(holder, RNG + name), node)
        elif kind == "valItem":
            etree.SubElement(holder, f"{RNG}value", type="token").text = node.get("ident")
        elif kind in ("elementRef", "macroRef") or node.get("key", "") in self.specs:
            etree.SubElement(holder, f"{RNG}ref", name=str(node.get("key")))
        elif kind == "dataRef":
            data = etree.SubElement(holder, f"{RNG}data", type=str(node.get("name")))
            if pattern := node.get("restriction"):
                etree.SubElement(data, f"{RNG}param", name="pattern").text = pattern
        else:
            etree.SubElement(holder, RNG + {"textNode": "text", "empty": "empty"}[kind])
