"""The project's TEI schema and the check against it.

`schema/valid.xml` uses every element of the schema; each bad example is that document with one fault.
"""

from __future__ import annotations

import copy
import random
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import pytest
from lxml import etree
from schema_sampler import RNG, TEI, XML

from tei import resources, safe_xml
from tei.check import schema as schema_check
from tei.check.schema import check_schema
from tei.findings import Severity
from tei.interpret.citation.locators import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tei.findings import Finding

ROOT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = ROOT.parent / "shared"
VALID: Final = (ROOT / "tests/schema/valid.xml").read_bytes()
XS: Final = "{http://www.w3.org/2001/XMLSchema}"
T: Final = f"{{{TEI}}}"

# Every attribute with a closed list of values, by a place in valid.xml where it stands or may stand.
CLOSED_LISTS: Final = """
    //t:text//t:p/@cert
    //t:titleStmt/t:title/@type              //t:titleStmt/t:title/@level
    //t:editor/@role                         //t:measure/@unit
    //t:publicationStmt/t:idno/@type         //t:availability/@status
    //t:notesStmt/t:note/@type               //t:objectDesc/@form
    //t:biblStruct/@type                     //t:biblScope/@unit
    //t:relatedItem/@type                    //t:sourceDesc/t:bibl/@type
    //t:correction/@status                   //t:correction/@method
    //t:normalization/@method                //t:punctuation/@marks
    //t:rendition/@scheme                    //t:namespace/@name
    //t:citeStructure/@unit                  //t:keywords/t:list/@type
    //t:correspAction/@type                  //t:handNote/@scope
    //t:change/@status                       //t:person/@role
    //t:linkGrp/@type                        //t:body/t:div/@type
    //t:body/t:div/@subtype                  //t:body/t:div/t:div/@type
    //t:body/t:div/t:div/@subtype            //t:head/@type
    //t:opener/t:seg/@type                   //t:div/t:list/@type
    //t:row/@role                            //t:cell/@role
    //t:div/t:note/@type                     //t:div/t:note/@place
    //t:text//t:pb/@break                    //t:text//t:lb/@break
    //t:fw/@type                             //t:fw/@place
    //t:milestone/@unit                      //t:gap/@reason
    //t:gap/@unit                            //t:ref/@type
    //t:hi/@rend                             //t:dateline/t:date/@type
    //t:dateline/t:date/@precision           //t:num/@type
    //t:name/@type                           //t:persName/@type
    //t:orgName/@type                        //t:placeName/@type
    //t:add/@place                           //t:unclear/@reason
    //t:supplied/@reason
""".split()

# A value of the wrong kind, and a word of what the finding says is expected.
BAD_VALUES: Final = [
    ("//t:dateline/t:date/@calendar", "julian", "pointers into the same file"),
    ("//t:dateline/t:date/@when", "1911-02-30", "A date such as"),
    ("//t:dateline/t:date/@when", "1911-03-04Z", "A date such as"),
    ("//t:dateline/t:date/@when", "4 March 1911", "A date such as"),
    ("//t:time/@when", "16:00:00Z", "A time of day"),
    ("//t:resp/@ref", "trl", "A MARC relator"),
    ("//t:resp/@ref", "http://id.loc.gov/vocabulary/relators/translator", "A MARC relator"),
    ("//t:salute/t:ref/@target", "de-n1", "One or more pointers"),
    ("//t:salute/t:ref/@target", "", "One or more pointers"),
    ("//t:salute/t:ref/@rendition", "sup", "pointers into the same file"),
    ("//t:author/@ana", "https://elsewhere.example/#ground.title", "pointers into the same file"),
    ("//t:relatedItem/@target", "#a #b", "A pointer"),
    ("//t:link/@target", "#de-s1", "Two or more pointers"),
    ("//t:linkGrp/@domains", "#de #en #fr", "Two pointers"),
    ("//t:linkGrp/@targFunc", "original", ""),
    ("//t:signed/@hand", "hand-1", "A pointer into the same file"),
    ("//t:text//t:p/@xml:lang", "", "a language tag"),
    ("//t:language/@ident", "Old German", "a language tag"),
    ("//t:measure/@quantity", "-1", "A whole number"),
    ("//t:num/@value", "two", "A number"),
    ("//t:tagsDecl/@partial", "maybe", "true or false"),
    ("//t:application/@version", "next", "A version number"),
    ("//t:biblScope/@from", "page 12", "without blanks"),
    ("//t:text//t:pb/@facs", "page two.png", "A picture"),
    ("//t:text//t:pb/@facs", "/scans/p2.png", "A picture"),
    ("/t:TEI/@type", "a letter", "One word"),
    ("//t:tagUsage/@gi", "two words", "One word"),
    ("//t:hi/@rend", "bold loud", "strikethrough"),
    ("//t:person/@role", "", "author"),
]

REQUIRED: Final = """
    /t:TEI/@xml:id                  //t:measure/@unit              //t:measure/@quantity
    //t:idno/@type                  //t:availability/@status       //t:notesStmt/t:note/@type
    //t:biblStruct/@type            //t:biblScope/@unit            //t:relatedItem/@type
    //t:relatedItem/@target         //t:objectDesc/@form           //t:rendition/@scheme
    //t:namespace/@name             //t:tagUsage/@gi               //t:tagUsage/@occurs
    //t:citeStructure/@unit         //t:citeStructure/@match       //t:citeStructure/@use
    //t:application/@ident          //t:application/@version       //t:language/@ident
    //t:catRef/@scheme              //t:catRef/@target             //t:keywords/t:list/@type
    //t:correspAction/@type         //t:linkGrp/@type              //t:linkGrp/@domains
    //t:link/@target                //t:body/t:div/@xml:lang       //t:body/t:div/@type
    //t:body/t:div/t:div/@type      //t:div/t:note/@type           //t:fw/@type
    //t:milestone/@unit             //t:gap/@reason                //t:ptr/@target
    //t:foreign/@xml:lang           //t:supplied/@reason
""".split()


def _document(data: bytes = VALID) -> etree._ElementTree:
    return safe_xml.parse_xml(data)


def _find(tree: etree._ElementTree, xpath: str) -> etree._Element:
    found = tree.xpath(xpath, namespaces={"t": TEI})
    assert isinstance(found, list), xpath
    assert found, f"valid.xml has no {xpath}"
    element = found[0]
    assert isinstance(element, etree._Element)
    return element


def _attribute(place: str) -> tuple[str, str, str]:
    """Split `//t:p/@xml:id` into the element's path, the attribute as printed and as lxml names it."""
    xpath, _, name = place.rpartition("/@")
    return xpath, name, f"{{{XML}}}{name[4:]}" if name.startswith("xml:") else name


def _one(findings: list[Finding]) -> Finding:
    assert len(findings) == 1, [item.message for item in findings]
    assert findings[0].code == "X002"
    assert findings[0].severity is Severity.ERROR
    assert findings[0].where.path == "bad.xml"
    return findings[0]


def _names(path: Path, tag: str) -> set[str]:
    return {name for element in etree.parse(path).iter(tag) if (name := element.get("name"))}


# --- the files of the schema -------------------------------------------------------------------


def test_the_three_forms_declare_the_same_elements() -> None:
    compact = resources.schema_file("tei-record.rnc").read_text("utf-8")
    code = re.sub(r'#.*|"[^"\n]*"', "", compact)
    rnc = set(re.findall(r"\belement\s+(\w+)\s*\{", code))
    assert rnc == _names(resources.schema_file("tei-record.rng"), RNG + "element")
    assert rnc == _names(resources.schema_file("tei-record.xsd"), XS + "element")
    assert rnc == {etree.QName(element).localname for element in _document().iter(etree.Element)}


def test_generated_files_are_those_that_trang_makes(java: str, tmp_path: Path) -> None:
    script = ROOT / "scripts/make-schemas"
    if not script.is_file():
        pytest.skip("needs a checkout: a wheel has no scripts/")
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == ["tei-record.odd", "tei-record.rng", "tei-record.sch", "tei-record.xsd", "xml.xsd"]
    for name in made:
        assert (tmp_path / name).read_bytes() == resources.schema_file(name).read_bytes(), name


def test_the_schema_imports_by_relative_path_and_the_catalog_names_files_that_exist() -> None:
    for name in ("tei-record.xsd", "xml.xsd"):
        for element in etree.parse(resources.schema_file(name)).iter(XS + "import"):
            assert resources.schema_file(element.get("schemaLocation", "")).is_file()
    for entry in (
        etree.parse(resources.schema_file("catalog.xml")).getroot().iterchildren("{*}uri", "{*}system")
    ):
        assert resources.schema_file(entry.get("uri", "")).is_file()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("the network was asked for")

    monkeypatch.setattr(socket.socket, "__init__", refuse)  # a class it stays: ssl makes one of it
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_lxml_and_xmlschema_load_the_schema_and_find_the_document_valid(no_network: None) -> None:
    path = resources.schema_file("tei-record.xsd")
    assert safe_xml.load_xsd(path).validate(_document())
    explainer = safe_xml.load_xmlschema(path)
    assert not list(explainer.iter_errors(safe_xml.document_for_xmlschema(_document())))


def test_the_document_is_valid_for_jing(jing: Callable[..., list[str]]) -> None:
    assert not jing(resources.schema_file("tei-record.rng"), [_document()])


@pytest.mark.parametrize("version", ["4.3.0", "4.9.0a"])
def test_what_is_valid_here_is_valid_tei(
    version: str, jing: Callable[..., list[str]], samples: list[etree._ElementTree]
) -> None:
    tei_all = SHARED / f"schemas/tei_all-{version}.rng"
    if not tei_all.is_file():
        pytest.skip(f"needs ../shared/schemas/tei_all-{version}.rng")
    assert not jing(tei_all, [_document(), *samples])


def test_every_sample_is_valid_for_lxml_and_xmlschema(samples: list[etree._ElementTree]) -> None:
    path = resources.schema_file("tei-record.xsd")
    gate, explainer = safe_xml.load_xsd(path), safe_xml.load_xmlschema(path)
    for tree in samples:
        assert gate.validate(tree), gate.error_log
        assert explainer.is_valid(safe_xml.document_for_xmlschema(tree))


def test_xsd_and_relax_ng_agree_on_faulty_documents(jing: Callable[..., list[str]]) -> None:
    dice = random.Random(5)  # noqa: S311  (test data)
    faulty = [_damaged(dice) for _ in range(120)]
    errors = jing(resources.schema_file("tei-record.rng"), faulty)
    refused = {int(line.split(".", 1)[0]) for line in errors}
    assert 30 < len(refused) < len(faulty)
    assert {number for number, tree in enumerate(faulty) if check_schema(tree, "bad.xml")} == refused


def _damaged(dice: random.Random) -> etree._ElementTree:
    """valid.xml with one random change, which may or may not make it invalid."""
    tree = _document()
    elements = list(tree.getroot().iterdescendants(T + "*"))
    victim, other = dice.choice(elements), dice.choice(elements)
    parent = victim.getparent()
    assert parent is not None
    kind = dice.choice(["delete", "repeat", "move", "rename", "value"])
    if kind == "delete":
        parent.remove(victim)
    elif kind == "repeat":
        again = copy.deepcopy(victim)
        for element in again.iter(T + "*"):
            element.attrib.pop(f"{{{XML}}}id", None)
        parent.insert(parent.index(victim), again)
    elif kind == "move" and victim not in (other, *other.iterancestors()):
        other.insert(dice.randint(0, len(other)), victim)
    elif kind == "rename":
        victim.tag = other.tag
    elif names := [name for name in sorted(victim.attrib) if not name.endswith("}id")]:
        victim.set(dice.choice(names), dice.choice(["", "x", "#x", "1", "a b"]))
    return tree


# --- one bad example for each restriction ------------------------------------------------------


def test_every_closed_list_of_the_schema_is_tried() -> None:
    """A list is closed when all branches of the attribute are values, directly or through a define."""
    tree = etree.parse(resources.schema_file("tei-record.rng"))
    defines = {define.get("name"): define for define in tree.iter(RNG + "define")}
    closed = set()
    for attribute in tree.iter(RNG + "attribute"):
        holder: etree._Element = attribute
        reference = attribute.find(RNG + "ref")
        if reference is not None:
            holder = defines[reference.get("name")]
        if holder.find(f".//{RNG}value") is not None:
            closed.add(attribute.get("name"))
    assert closed == {place.rpartition("@")[2] for place in CLOSED_LISTS}
    lists = sum(1 for element in tree.iter(RNG + "attribute") if element.find(f".//{RNG}value") is not None)
    assert lists >= 40


@pytest.mark.parametrize("place", CLOSED_LISTS)
def test_closed_list(place: str) -> None:
    xpath, shown, name = _attribute(place)
    tree = _document()
    element = _find(tree, xpath)
    element.set(name, "no-such-value")
    found = _one(check_schema(tree, "bad.xml"))
    assert found.where.line == element.sourceline
    assert found.where.xpath is not None
    assert found.where.xpath.endswith(f"/@{shown}")
    assert found.message == f'attribute {shown} of {etree.QName(element).localname} is "no-such-value"'
    assert found.hint.startswith("allowed: ")
    assert "no-such-value" not in found.hint


@pytest.mark.parametrize(("place", "value", "expected"), BAD_VALUES)
def test_bad_value(place: str, value: str, expected: str) -> None:
    xpath, shown, name = _attribute(place)
    tree = _document()
    element = _find(tree, xpath)
    element.set(name, value)
    found = _one(check_schema(tree, "bad.xml"))
    assert found.where.line == element.sourceline
    assert found.message == f'attribute {shown} of {etree.QName(element).localname} is "{value}"'
    assert expected in found.hint


@pytest.mark.parametrize("place", REQUIRED)
def test_required_attribute(place: str) -> None:
    xpath, shown, name = _attribute(place)
    tree = _document()
    element = _find(tree, xpath)
    del element.attrib[name]
    found = _one(check_schema(tree, "bad.xml"))
    assert found.where.line == element.sourceline
    local = etree.QName(element).localname
    assert found.message == f"{local} has no attribute {shown}, which is required"


def _add(xpath: str, markup: str, at: int | None = None) -> Callable[[etree._ElementTree], None]:
    """Put an element into the one at `xpath`, last or at a position."""

    def change(tree: etree._ElementTree) -> None:
        parent = _find(tree, xpath)
        child = etree.fromstring(markup.replace(">", f' xmlns="{TEI}">', 1))
        parent.insert(len(parent) if at is None else at, child)

    return change


def _drop(*xpaths: str) -> Callable[[etree._ElementTree], None]:
    """Take elements away."""

    def change(tree: etree._ElementTree) -> None:
        for xpath in xpaths:
            element = _find(tree, xpath)
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)

    return change


def _text(xpath: str, text: str) -> Callable[[etree._ElementTree], None]:
    def change(tree: etree._ElementTree) -> None:
        _find(tree, xpath).text = text

    return change


DOC: Final = "//t:body/t:div/t:div"
STRUCTURE: Final[list[tuple[str, Callable[[etree._ElementTree], None], str]]] = [
    ("TEI in TEI", _add("/t:TEI", "<TEI></TEI>"), "TEI is not allowed at this place in TEI"),
    ("text before standOff", _add("/t:TEI", "<standOff></standOff>"), "standOff is not allowed"),
    ("no text", _drop("/t:TEI/t:text"), "content of TEI is not complete"),
    ("no encodingDesc", _drop("//t:encodingDesc"), "profileDesc is not allowed at this place in teiHeader"),
    ("no title", _drop("//t:titleStmt/t:title", "//t:titleStmt/t:title"), "author is not allowed"),
    ("two editions", _add("//t:editionStmt", "<edition>2</edition>"), "edition is not allowed"),
    ("no publisher", _drop("//t:publicationStmt/t:authority"), "date is not allowed"),
    ("no number", _drop("//t:publicationStmt/t:idno"), "availability is not allowed"),
    ("no rights", _drop("//t:availability", "//t:availability"), "content of publicationStmt"),
    (
        "three statements of rights",
        _add("//t:publicationStmt", '<availability status="free"><p>x</p></availability>'),
        "availability is not allowed",
    ),
    ("p in publicationStmt", _add("//t:publicationStmt", "<p>x</p>"), "p is not allowed"),
    ("resp without name", _drop("//t:respStmt/t:persName"), "note is not allowed at this place in respStmt"),
    ("note of the text in the header", _add("//t:notesStmt", "<note>x</note>"), "note has no attribute type"),
    ("no source", _drop(*["//t:sourceDesc/*"] * 4), "content of sourceDesc is not complete"),
    (
        "no archive and no shelfmark",
        _drop("//t:repository", "//t:collection", "//t:msIdentifier/t:idno"),
        "content of msIdentifier is not complete",
    ),
    ("shelfmark before archive", _add("//t:msIdentifier", "<repository>x</repository>"), "repository is not"),
    ("imprint without detail", _drop(*["//t:imprint/*"] * 4), "content of imprint is not complete"),
    ("no imprint", _drop("//t:imprint"), "content of monogr is not complete"),
    ("markup in idno", _add("//t:sourceDesc//t:idno", "<hi>x</hi>"), "hi is not allowed"),
    ("text in a list of statements", _text("//t:editorialDecl", "x"), "text is not allowed directly"),
    ("taxonomy without category", _drop("//t:category"), "content of taxonomy is not complete"),
    ("creation after langUsage", _add("//t:profileDesc", "<creation>x</creation>"), "creation is not"),
    (
        "two lists of keywords",
        _add("//t:keywords", '<list type="people"><item>x</item></list>'),
        "list is not",
    ),
    ("no language", _drop("//t:language", "//t:language"), "content of langUsage is not complete"),
    ("text in correspAction", _text("//t:correspAction", "x"), "text is not allowed directly"),
    ("empty correspAction", _drop("//t:correspAction[2]/*"), "content of correspAction is not complete"),
    ("correspDesc without action", _drop(*["//t:correspAction"] * 2), "correspContext is not allowed"),
    (
        "two lists of persons",
        _add("//t:standOff", "<listPerson></listPerson>", 1),
        "listPerson is not allowed",
    ),
    ("person without name", _drop("//t:person/t:persName"), "idno is not allowed"),
    ("group without links", _drop("//t:link"), "content of linkGrp is not complete"),
    ("content in a link", _text("//t:link", "x"), "text is not allowed directly in link"),
    ("p in body", _add("//t:body", "<p>x</p>"), "p is not allowed at this place in body"),
    ("front", _add("/t:TEI/t:text", "<front></front>", 0), "front is not allowed"),
    ("text in div", _text(DOC, "x"), "text is not allowed directly in div"),
    ("p after closer", _add(DOC, "<p>x</p>"), "p is not allowed at this place in div"),
    ("div after closer", _add(DOC, '<div type="part"></div>'), "div is not allowed at this place in div"),
    ("p after div", _add("//t:body/t:div", "<p>x</p>"), "p is not allowed at this place in div"),
    ("head after p", _add("//t:body/t:div[2]/t:div", "<head>x</head>"), "head is not allowed"),
    ("dateline in div", _add(DOC, "<dateline>x</dateline>", 0), "dateline is not allowed"),
    ("signed in div", _add(DOC, "<signed>x</signed>"), "signed is not allowed"),
    ("seg in div", _add(DOC, "<seg>x</seg>", 0), "seg is not allowed"),
    ("text in opener", _text("//t:opener", "x"), "text is not allowed directly in opener"),
    ("p in opener", _add("//t:opener", "<p>x</p>"), "p is not allowed at this place in opener"),
    ("signed in opener", _add("//t:opener", "<signed>x</signed>"), "signed is not allowed"),
    ("address without line", _drop("//t:addrLine"), "content of address is not complete"),
    ("p in p", _add("//t:text//t:p", "<p>x</p>"), "p is not allowed at this place in p"),
    ("s in s", _add("//t:s", "<s>x</s>"), "s is not allowed at this place in s"),
    ("div in p", _add("//t:text//t:p", '<div type="part"></div>'), "div is not allowed"),
    ("note in a note of the header", _add("//t:notesStmt/t:note", "<note>x</note>"), "note is not allowed"),
    ("label without item", _drop("//t:div/t:list/t:item[2]"), "content of list is not complete"),
    ("item without label among labels", _drop("//t:div/t:list/t:label"), "label is not allowed"),
    ("text in list", _text("//t:div/t:list", "x"), "text is not allowed directly in list"),
    ("table without row", _drop("//t:row"), "content of table is not complete"),
    ("row without cell", _drop("//t:cell", "//t:cell"), "content of row is not complete"),
    ("speech without words", _drop("//t:sp/t:p"), "content of sp is not complete"),
    ("reg before orig", _add("//t:choice", "<reg>x</reg>", 0), "reg is not allowed"),
    ("orig alone", _drop("//t:choice/t:reg"), "content of choice is not complete"),
    ("orig outside choice", _add("//t:text//t:p", "<orig>x</orig>"), "orig is not allowed"),
    ("subst without add", _drop("//t:subst/t:add"), "content of subst is not complete"),
    ("text in gap", _text("//t:gap", "x"), "text is not allowed directly in gap"),
    ("text in pb", _text("//t:text//t:pb", "x"), "text is not allowed directly in pb"),
    ("element that is not TEI", _add("//t:text//t:p", "<em>x</em>"), "em is not allowed at this place in p"),
    ("element of tei_all that is not ours", _add("//t:text//t:p", "<term>x</term>"), "term is not allowed"),
    ("two words in gi", _text("//t:gi", "a b"), 'gi holds "a b"'),
]


@pytest.mark.parametrize(("change", "says"), [case[1:] for case in STRUCTURE], ids=[c[0] for c in STRUCTURE])
def test_structure(change: Callable[[etree._ElementTree], None], says: str) -> None:
    tree = _document()
    change(tree)
    tree = _document(etree.tostring(tree))  # so that every element has its line
    findings = check_schema(tree, "bad.xml")
    assert any(says in found.message for found in findings), [found.message for found in findings]
    for found in findings:
        assert found.where.line is not None
        assert found.hint


# --- the check itself --------------------------------------------------------------------------


def test_every_error_of_a_document_is_found() -> None:
    tree = _document()
    _find(tree, "//t:publicationStmt/t:authority").tag = T + "distributor"  # libxml2 stops here
    _find(tree, "//t:availability").set("status", "mine")
    _find(tree, "//t:gap").set("reason", "bored")
    _find(tree, "//t:gap").set("colour", "red")
    found = {item.where.xpath: (item.message, item.hint) for item in check_schema(tree, "bad.xml")}
    start = "/TEI/teiHeader/fileDesc/publicationStmt"
    gap = "/TEI/text/body/div[1]/div[1]/p[2]/gap"
    assert found.keys() == {
        f"{start}/distributor", f"{start}/availability[1]/@status", f"{gap}/@reason", f"{gap}/@colour",
    }  # fmt: skip
    assert found[f"{start}/distributor"][1] == "expected: publisher or authority"
    assert found[f"{start}/availability[1]/@status"][1] == "allowed: unknown, free or restricted"
    assert found[f"{gap}/@colour"][0] == "attribute colour is not allowed on gap"
    assert found[f"{gap}/@colour"][1].startswith("gap takes: ana, cert, corresp, n, quantity, reason")


@pytest.mark.parametrize(
    "data",
    [
        f'<p xmlns="{TEI}">x</p>',
        f'<head xmlns="{TEI}">x</head>',  # declared globally, so an XSD takes it as a root
        "<TEI/>",
        '<TEI xmlns="urn:x"/>',
        f'<teiCorpus xmlns="{TEI}"/>',
        "<html/>",
    ],
)
def test_another_root_is_one_finding(data: str) -> None:
    found = _one(check_schema(_document(data.encode()), "bad.xml"))
    assert found.message.startswith("the document is a ")
    assert found.hint == f"expected: TEI in the namespace {TEI}"
    assert found.where.line == 1


def test_instance_attributes_are_refused(no_network: None) -> None:
    tree = _document()
    name = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
    tree.getroot().set(name, f"{TEI} https://elsewhere.example/tei.xsd")
    found = _one(check_schema(tree, "bad.xml"))
    assert found.message == "attribute xsi:schemaLocation is not allowed on TEI"
    _find(tree, "//t:gap").set("reason", "bored")  # and xmlschema does not follow it
    assert len(check_schema(tree, "bad.xml")) == 2


def test_an_id_given_twice_in_a_tree_that_was_never_parsed() -> None:
    tree = _document()
    _find(tree, "(//t:s)[2]").set(f"{{{XML}}}id", "de-s1")
    for _ in range(2):  # libxml2 registers ids as it validates: the second time must be as the first
        found = _one(check_schema(tree, "bad.xml"))
        assert found.message == 'the id "de-s1" stands on more than one element'
        assert found.where.xpath == "/TEI/text/body/div[2]/div/p/seg/s/@xml:id"


def test_the_document_is_not_changed() -> None:
    tree = _document()
    _find(tree, "//t:gap").set("reason", "bored")
    before = etree.tostring(tree)
    check_schema(tree, "bad.xml")
    assert etree.tostring(tree) == before


def test_without_an_explanation_libxml2_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema_check, "explain", lambda *_: [])
    tree = _document()
    gap = _find(tree, "//t:gap")
    gap.set("reason", "bored")
    found = check_schema(tree, "bad.xml")
    assert "'bored' is not an element of the set" in found[0].message
    assert TEI not in found[0].message
    assert found[0].where.line == gap.sourceline
    monkeypatch.setattr(schema_check, "_log", lambda _gate, _path: [])
    assert "does not say why" in _one(check_schema(tree, "bad.xml")).message


def test_a_document_that_xmlschema_cannot_follow_is_not_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        @property
        def maps(self) -> NoReturn:
            raise RecursionError

    monkeypatch.setattr(schema_check, "_explainer", Broken)
    tree = _document()
    _find(tree, "//t:gap").set("reason", "bored")
    assert "'bored'" in check_schema(tree, "bad.xml")[0].message


def _large(children: str) -> etree._ElementTree:
    """A valid document but for what stands in its one table."""
    tree = _document()
    place = _find(tree, "//t:body//t:p")
    place.addprevious(etree.fromstring(f'<table xmlns="{TEI}">{children}</table>'))
    return safe_xml.parse_xml(etree.tostring(tree))


_ROW = "<row><cell>a</cell></row>"


def test_a_fault_behind_thousands_of_sound_rows_is_told_as_in_a_small_document() -> None:
    bad = '<row><cell bad="1">a</cell></row>'
    found = check_schema(_large(_ROW * 30_000 + bad + _ROW), "in.xml")
    small = check_schema(_large(_ROW + bad), "in.xml")
    assert [one.message for one in found] == [one.message for one in small]
    assert [(one.where.xpath or "").replace("[30001]", "[2]") for one in found] == [
        one.where.xpath for one in small
    ]


def test_what_follows_a_misplaced_element_is_looked_at_in_a_large_document() -> None:
    found = check_schema(
        _large(_ROW * 3_000 + "<p>a</p>" + _ROW * 10 + '<row bad="1"><cell>a</cell></row>'), "in.xml"
    )
    assert {"attribute bad is not allowed on row", "p is not allowed at this place in table"} <= {
        one.message for one in found
    }


@pytest.mark.parametrize("fault", ["<p>a</p>", '<row><cell bad="1">a</cell></row>'])
def test_very_many_faults_are_told_up_to_a_number_and_in_time(fault: str) -> None:
    began = time.process_time()
    found = check_schema(_large(fault * 40_000), "in.xml")
    assert time.process_time() - began < 60  # some seconds; it were many minutes
    assert 100 < len(found) <= schema_check.MOST + 1
    assert "not looked at" in found[-1].message


def test_an_internal_error_of_libxml2_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def validate(self, _: object) -> NoReturn:
            message = "Internal error in XML Schema validation."
            raise etree.XMLSchemaValidateError(message)

    monkeypatch.setattr(schema_check, "_gate", Broken)
    found = _one(check_schema(_document(), "bad.xml"))
    assert "nothing says that the document is valid" in found.message


def test_xmlschema_is_not_loaded_for_a_valid_document() -> None:
    code = (
        "import sys; from pathlib import Path; from tei import safe_xml\n"
        "from tei.check.schema import check_schema\n"
        "assert not check_schema(safe_xml.parse_xml(Path(sys.argv[1]).read_bytes()), 'valid.xml')\n"
        "assert 'xmlschema' not in sys.modules"
    )
    path = ROOT / "tests/schema/valid.xml"
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, cwd=ROOT)


# --- loading a schema --------------------------------------------------------------------------


def _xsd(folder: Path, body: str) -> Path:
    path = folder / "own.xsd"
    path.write_text(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{body}</xs:schema>', "utf-8")
    return path


@pytest.mark.parametrize(
    "location", ["https://elsewhere.example/x.xsd", "../outside.xsd", "/etc/hostname", "missing.xsd"]
)
def test_a_schema_draws_in_nothing_from_outside(location: str, tmp_path: Path, no_network: None) -> None:
    folder = tmp_path / "schemas"
    folder.mkdir()
    outside = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="x"/></xs:schema>'
    (tmp_path / "outside.xsd").write_text(outside, "utf-8")
    path = _xsd(folder, f'<xs:include schemaLocation="{location}"/><xs:element name="a"/>')
    for load in (safe_xml.load_xsd, safe_xml.load_xmlschema):
        with pytest.raises(safe_xml.XmlRefused) as refused:
            load(path)
        assert refused.value.code in {"X005", "X006"}


def test_a_content_model_that_is_not_deterministic_is_refused(tmp_path: Path) -> None:
    b = '<xs:element name="b" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>'
    content = f"<xs:complexType><xs:sequence>{b}{b}</xs:sequence></xs:complexType>"
    with pytest.raises(safe_xml.XmlRefused) as refused:
        safe_xml.load_xsd(_xsd(tmp_path, f'<xs:element name="a">{content}</xs:element>'))
    assert refused.value.code == "X005"
    assert "not determinist" in refused.value.message


# --- the targets -------------------------------------------------------------------------------


def test_the_hand_made_targets_are_valid(jing: Callable[..., list[str]]) -> None:
    paths = sorted((SHARED / "targets").glob("*.xml"))
    if not paths:
        pytest.skip("needs ../shared/targets")
    trees = [safe_xml.parse_xml(path.read_bytes()) for path in paths]
    for path, tree in zip(paths, trees, strict=True):
        assert not check_schema(tree, path.name), path.name
    assert not jing(resources.schema_file("tei-record.rng"), trees)


def test_every_part_of_a_shelfmark_that_a_citation_can_name_is_a_type_of_idno() -> None:
    for kind in KINDS:
        tree = _document()
        _find(tree, "//t:idno[@type='shelfmark']/t:idno").set("type", kind)
        assert not check_schema(tree, "bad.xml"), kind
