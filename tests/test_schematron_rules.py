"""The rules for editors, schemas/tei-record.sch: they find what the program finds, and nothing in what is sound."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from lxml import etree, isoschematron
from schema_sampler import TEI

from tei import resources
from tei.check import check_tree
from tei.check.registry import RULES
from tei.findings import CODES

HERE: Final = Path(__file__).parent
SCH: Final = "{http://purl.oclc.org/dsdl/schematron}"
SVRL: Final = "{http://purl.oclc.org/dsdl/svrl}"
T: Final = f"{{{TEI}}}"

NOT_SAID: Final = {
    "T001": "the name of the file",
    "T002": "the other files of the collection",
    "T010": "asked for only: it would be told at every edit",
    "T015": "the registry of language tags",
    "T016": "the scripts of characters",
    "T029": "the grammar of dates in words",
    "T033": "regular expressions (XPath 2)",
    "T042": "the record",
}
"""The rules that cannot be said there, and what they would need; docs/schema.md lists them."""

TREE: Final = etree.parse(resources.schema_file("tei-record.sch"))
SAID: Final = {str(one.get("id")): str(one.get("role")) for one in TREE.iter(f"{SCH}assert", f"{SCH}report")}
COVERED: Final = sorted({name[:4] for name in SAID})


@pytest.fixture(scope="module")
def rules() -> isoschematron.Schematron:
    return isoschematron.Schematron(TREE, store_report=True)


def told(rules: isoschematron.Schematron, tree: etree._ElementTree) -> set[str]:
    """The ids of what the rules find in a document."""
    rules.validate(tree)
    report = rules.validation_report
    assert report is not None
    return {str(one.get("id")) for one in report.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report")}


def test_every_rule_is_said_there_or_has_its_reason_not_to_be() -> None:
    codes = {code for code in CODES if code.startswith("T")}
    assert set(COVERED) | set(NOT_SAID) == codes
    assert not set(COVERED) & set(NOT_SAID)
    assert set(RULES) <= codes


def test_each_has_an_id_a_severity_and_a_hint_of_its_code() -> None:
    nodes = list(TREE.iter(f"{SCH}assert", f"{SCH}report"))
    assert len(nodes) == len(SAID)
    hints = {one.get("id"): one.text for one in TREE.iter(f"{SCH}diagnostic")}
    patterns = {
        one: str(pattern.get("id")) for pattern in TREE.iter(f"{SCH}pattern") for one in pattern.iter()
    }
    for one in nodes:
        name = str(one.get("id"))
        assert re.fullmatch(r"T[0-9]{3}(-[A-Za-z]+)?", name)
        assert one.get("role") in ("error", "warning", "info")
        assert hints[str(one.get("diagnostics"))] == CODES[name[:4]].help
        assert patterns[one].startswith(f"pattern-{name[:4]}")
    assert TREE.getroot().get("queryBinding") == "xslt"


@pytest.mark.parametrize("code", COVERED)
def test_the_bad_example_of_a_rule_is_found(code: str, rules: isoschematron.Schematron) -> None:
    tree = etree.parse(HERE / "checks" / code / "in.xml")
    found = {name for name in told(rules, tree) if name.startswith(code)}
    assert found
    assert CODES[code].severity.label in {SAID[name] for name in found}


EXAMPLES: Final = [
    *(HERE / "records").glob("*/*/tei.xml"), *(HERE / "several").glob("*/*.xml"),
    *(HERE / "checks").glob("*/*.xml"),
]  # fmt: skip


def test_nothing_is_found_that_the_program_does_not_find(rules: isoschematron.Schematron) -> None:
    for file in EXAMPLES:
        try:
            tree = etree.parse(file)
        except etree.XMLSyntaxError:
            continue
        if tree.getroot().tag != f"{T}TEI":
            continue
        ours = {(one.code, one.severity.label) for one in check_tree(tree, str(file))}
        theirs = {(name[:4], SAID[name]) for name in told(rules, tree)}
        assert theirs <= ours, file


def test_the_samples_of_the_grammar_are_judged_alike(
    rules: isoschematron.Schematron, samples: list[etree._ElementTree]
) -> None:
    """Documents full of oddities, such as pointers to nowhere: here too the rules tell no more than the program."""
    found = set()
    for sample in samples[:20]:
        tree = etree.ElementTree(etree.fromstring(etree.tostring(sample)))
        ours = {one.code for one in check_tree(tree, "x.xml")}
        theirs = {name[:4] for name in told(rules, tree)}
        assert theirs <= ours
        found |= theirs
    assert len(found) > 12


ONE_BY_ONE: Final = [
    ("T007-resp", "//t:respStmt/t:resp", {"ref": None}, ""),
    ("T007-editor", "//t:editor", {"ref": None}, ""),
    ("T018-edition", "//t:body/t:div", {"xml:lang": None, "type": "edition"}, None),
    ("T024-catRef", "//t:catRef", {"target": "#de"}, None),
    ("T024-scheme", "//t:catRef", {"scheme": "#ground"}, None),
    ("T028-bounds", "//t:dateline/t:date", {"notBefore": "1951-03", "notAfter": "1951-02-28"}, None),
    ("T028-day", "//t:dateline/t:date", {"when": "1951-02-29"}, None),
    ("T028-day", "//t:dateline/t:date", {"when": "1900-02-29"}, None),
    ("T034-mark", "//t:ref[@type='noteAnchor']", {"target": None, "ana": None}, None),
    ("T034-back", "//t:note[@xml:id='de-n1']", {"target": "#de"}, None),
    ("T041-two", "//t:link", {"target": "#de-s1"}, None),
    ("T041-domains", "//t:link", {"target": "#en-s1 #de-s1"}, None),
]


@pytest.mark.parametrize(("name", "place", "attributes", "text"), ONE_BY_ONE)
def test_a_part_of_a_rule(
    rules: isoschematron.Schematron,
    name: str,
    place: str,
    attributes: dict[str, str | None],
    text: str | None,
) -> None:
    tree = etree.parse(HERE / "schema/valid.xml")
    assert name not in told(rules, tree)
    names = {"t": TEI}
    element = tree.xpath(place, namespaces=names)[0]
    for key, value in attributes.items():
        attribute = key.replace("xml:", "{http://www.w3.org/XML/1998/namespace}")
        if value is None:
            element.attrib.pop(attribute, None)
        else:
            element.set(attribute, value)
    if text is not None:
        element.text = text
    assert name in told(rules, tree)
    assert name[:4] in {one.code for one in check_tree(tree, "valid.xml")}


def test_any_address_in_the_words_of_a_licence_counts(rules: isoschematron.Schematron) -> None:
    tree = etree.parse(HERE / "schema/valid.xml")
    licence = next(tree.iter(f"{T}licence"))
    availability = licence.getparent()
    assert availability is not None
    availability.attrib["status"] = "restricted"
    licence.attrib.pop("target", None)
    for child in list(licence):
        licence.remove(child)
    licence.text = "Ask first, and read "
    etree.SubElement(licence, f"{T}ref", target="#here").text = "this"
    assert "T006-none" in told(rules, tree)
    etree.SubElement(licence, f"{T}ref", target="https://example.org/terms").text = "that"
    assert "T006-none" not in told(rules, tree)
