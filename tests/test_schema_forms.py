"""The grammar in all its forms has the same elements, attributes of each element, and closed values of each attribute."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from lxml import etree
from schema_sampler import RNG, TEI

from tei import resources

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parent.parent
XS: Final = "{http://www.w3.org/2001/XMLSchema}"
T: Final = f"{{{TEI}}}"
Declared = dict[str, dict[str, set[str]]]
"""The closed values (none: not a closed list) of each attribute of each element, all its definitions together."""


def _root(name: str) -> etree._Element:
    return etree.parse(resources.schema_file(name)).getroot()


def _named(root: etree._Element, tag: str, key: str = "name") -> dict[str, etree._Element]:
    return {str(one.get(key)): one for one in root.iter(tag) if one.getparent() is root or key == "ident"}


# --- RELAX NG ----------------------------------------------------------------------------------


def declared_in_rng() -> Declared:
    root = _root("tei-record.rng")
    defines = _named(root, f"{RNG}define")

    def within(node: etree._Element, tag: str) -> Iterator[etree._Element]:
        """What stands in a pattern, through references, but not within further elements or attributes."""
        for part in node.iterchildren(f"{RNG}*"):
            if part.tag == tag:
                yield part
            elif part.tag == f"{RNG}ref":
                yield from within(defines[str(part.get("name"))], tag)
            elif part.tag not in (f"{RNG}element", f"{RNG}attribute"):
                yield from within(part, tag)

    found: Declared = {}
    for element in root.iter(f"{RNG}element"):
        attributes = found.setdefault(str(element.get("name")), {})
        for one in within(element, f"{RNG}attribute"):
            values = {value.text or "" for value in within(one, f"{RNG}value")}
            attributes.setdefault(str(one.get("name")), set()).update(values)
    return found


# --- XML Schema --------------------------------------------------------------------------------


class Xsd:
    """What the XML Schema declares, and the file with the attributes of the namespace of XML."""

    def __init__(self) -> None:
        self.root = _root("tei-record.xsd")
        self.named: dict[tuple[str, str], etree._Element] = {}
        for root in (_root("xml.xsd"), self.root):
            for one in root.iterchildren(f"{XS}*"):
                self.named[str(one.tag).removeprefix(XS), one.get("name", "")] = one

    def find(self, kind: str, name: str | None) -> etree._Element | None:
        """A declaration by its name, with or without a prefix."""
        return self.named.get((kind, (name or "").rpartition(":")[2]))

    def attributes(self, node: etree._Element) -> Iterator[etree._Element]:
        """The attributes of a type, or of a group of attributes."""
        for part in node.iterchildren(f"{XS}*"):
            kind = str(part.tag).removeprefix(XS)
            if kind == "attribute":
                yield part
            elif kind in ("complexContent", "simpleContent", "complexType", "extension", "restriction"):
                yield from self.attributes(part)
            above = None
            if kind == "attributeGroup":
                above = self.find(kind, part.get("ref"))
            elif kind == "extension":
                above = self.find("complexType", part.get("base"))
            if above is not None:
                yield from self.attributes(above)

    def values(self, node: etree._Element) -> set[str]:
        """The enumerated values of an attribute, inline or of a named type."""
        found = {str(one.get("value")) for one in node.iter(f"{XS}enumeration")}
        for one in node.iter():
            for key in ("type", "base", "itemType"):
                named = self.find("simpleType", one.get(key))
                found |= set() if named is None else self.values(named)
        return found


def declared_in_xsd() -> Declared:
    xsd = Xsd()
    found: Declared = {}
    for element in xsd.root.iter(f"{XS}element"):
        if not element.get("name"):
            continue
        there = found.setdefault(str(element.get("name")), {})
        kind = xsd.find("complexType", element.get("type"))
        for one in xsd.attributes(element if kind is None else kind):
            reference = one.get("ref", "")
            name = f"xml:{reference.rpartition(':')[2]}" if reference else str(one.get("name"))
            there.setdefault(name, set()).update(xsd.values(one))
    return found


# --- ODD ---------------------------------------------------------------------------------------


def declared_in_odd() -> Declared:
    root = _root("tei-record.odd")
    classes = _named(root, f"{T}classSpec", "ident")
    types = _named(root, f"{T}dataSpec", "ident")

    def definitions(spec: etree._Element) -> Iterator[etree._Element]:
        yield from spec.iterfind(f"{T}attList/{T}attDef")
        for one in spec.iterfind(f"{T}classes/{T}memberOf"):
            yield from definitions(classes[str(one.get("key"))])

    def values(definition: etree._Element) -> set[str]:
        found = {str(item.get("ident")) for item in definition.iter(f"{T}valItem")}
        for one in definition.iter(f"{T}dataRef"):
            if (named := types.get(str(one.get("key")))) is not None:
                found |= values(named)
        return found

    found: Declared = {}
    for spec in root.iter(f"{T}elementSpec"):
        there = found.setdefault(str(spec.get("ident")), {})
        for one in definitions(spec):
            there.setdefault(str(one.get("ident")), set()).update(values(one))
    return found


# --- RELAX NG, compact: by its text -------------------------------------------------------------


def test_the_compact_form_declares_the_same_in_each_definition() -> None:
    text = re.sub(r"(?m)^\s*#.*$|\| ## .*$", "", resources.schema_file("tei-record.rnc").read_text("utf-8"))
    text = re.sub(r"pattern = \"[^\"\n]*\"", "", text)
    compact = {}
    for name, body in re.findall(r"(?m)^\\?([\w.]+) =((?:.*\n)(?:[ \t].*\n|\n)*)", text):
        compact[name] = (
            sorted(re.findall(r"\belement\s+\\?(\w+)", body)),
            sorted(re.findall(r"\battribute\s+([\w:]+)", body)),
            sorted(re.findall(r"\"([^\"\n]*)\"", body)),
        )
    long = {}
    for define in _root("tei-record.rng").iter(f"{RNG}define"):
        long[str(define.get("name"))] = (
            sorted(str(one.get("name")) for one in define.iter(f"{RNG}element")),
            sorted(str(one.get("name")) for one in define.iter(f"{RNG}attribute")),
            sorted(one.text or "" for one in define.iter(f"{RNG}value")),
        )
    compact.pop("start", None)
    assert {name: compact[name] for name in long if name in compact} == long
    assert set(compact) - set(long) <= {"namespace", "datatypes"}


# --- all of them -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rng() -> Declared:
    return declared_in_rng()


def test_there_is_much_to_compare(rng: Declared) -> None:
    assert len(rng) > 140
    assert sum(map(len, rng.values())) > 1000
    assert sum(bool(values) for there in rng.values() for values in there.values()) > 150


@pytest.mark.parametrize("form", [declared_in_xsd, declared_in_odd], ids=["XSD", "ODD"])
def test_a_form_declares_the_same(form: type, rng: Declared) -> None:
    declared = form()
    assert set(declared) == set(rng)
    for name, attributes in rng.items():
        assert declared[name] == attributes, name


def test_the_page_names_every_element_attribute_and_value(rng: Declared) -> None:
    page = ROOT / "docs/schema.md"
    if not page.is_file():
        pytest.skip("needs a checkout: a wheel has no docs/")
    text = page.read_text("utf-8")
    sections = re.findall(r"(?m)^### `([\w.]+)`.*\n((?:(?!##).*\n)*)", text)
    told: dict[str, str] = {}
    for name, section in sections:
        told[name] = told.get(name, "") + section
    assert set(rng) == {name for name in told if "." not in name} - _parts()

    def whole(section: str) -> str:
        """A section with those of the attributes that it shares, and the values that they name."""
        shared = re.findall(r"\[(att\.\w+)\]", section)
        return section + "".join(whole(told[name]) for name in shared)

    certainty = "".join(re.findall(r"(?m)^\| `certainty` .*$", text))
    for name, attributes in rng.items():
        section = whole(told[name])
        named = set(re.findall(r"(?m)^\| `([\w:]+)`", section))
        assert named == set(attributes), name
        for attribute, values in attributes.items():
            rows = "".join(re.findall(rf"(?m)^\| `{attribute}`.*$", section))
            rows += certainty if "`certainty`" in rows else ""
            assert {value for value in values if f"`{value}`" not in rows} == set(), (name, attribute)
        assert "```xml\n<" in told[name]


def _parts() -> set[str]:
    """Names of contents that have a section of their own."""
    return {
        str(one.get("name"))
        for one in _root("tei-record.rng").iter(f"{RNG}define")
        if one.find(f".//{RNG}element") is None
    }


def test_the_page_lists_the_rules_that_the_editors_do_not_get() -> None:
    from test_schematron_rules import NOT_SAID

    page = ROOT / "docs/schema.md"
    if not page.is_file():
        pytest.skip("needs a checkout: a wheel has no docs/")
    assert re.findall(r"(?m)^\| `(T[0-9]{3})` \|", page.read_text("utf-8")) == sorted(NOT_SAID)


def test_the_catalog_has_every_file_of_the_schema() -> None:
    entries = {one.get("uri"): one.get("name", "") for one in _root("catalog.xml").iterchildren("{*}uri")}
    named = {path.name for path in resources.folder("schemas").iterdir()}
    files = named - {"catalog.xml", "findings.schema.json"}  # of reports, which no XML names
    assert set(entries) == files
    ours = {name: uri for uri, name in entries.items() if name.startswith("urn:tei-pipeline:schema:")}
    assert all(name.removeprefix("urn:tei-pipeline:schema:") == uri for name, uri in ours.items())
