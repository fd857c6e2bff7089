"""Our stylesheets: the style of the house, what they cover, and the same page from every engine."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from lxml import html as lxml_html

from tei import resources, safe_xml
from tei.rendering.html import render_html

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
XSLT = resources.folder("xslt")
XSL = f"{{{safe_xml.XSL}}}"
TEI = "http://www.tei-c.org/ns/1.0"
FILES = sorted(XSLT.rglob("*.xsl"))
ENTRIES = sorted(XSLT.glob("*.xsl"))
TREES = {path: safe_xml.parse_file(path) for path in FILES}
GOLDENS = sorted((ROOT / "tests/records").glob("*/*/tei.xml"))
CASES = sorted((ROOT / "tests/xslt/html").glob("*.xml"))
FOREIGN = sorted((SHARED / "gold").glob("*.xml")) + sorted((SHARED / "targets").glob("*.xml"))
PUBLIC_MODE = re.compile(r"^    (\([a-z]+\)|[a-z-]+) {2,}\S", re.MULTILINE)


def named(path: Path) -> str:
    return path.relative_to(XSLT).as_posix()


def closure(entry: Path) -> list[Path]:
    """A stylesheet and all that it imports or includes."""
    found = [entry]
    for element in TREES[entry].getroot().iterchildren(f"{XSL}import", f"{XSL}include"):
        found += closure((entry.parent / element.get("href", "")).resolve())
    return found


def templates(path: Path) -> Iterator[etree._Element]:
    return TREES[path].getroot().iterchildren(f"{XSL}template")


def before(element: etree._Element) -> str:
    """The comment that stands before an element."""
    previous = element.getprevious()
    return (previous.text or "").strip() if isinstance(previous, etree._Comment) else ""


# --- the style of the house -----------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_holds_one_area_and_its_templates_are_short(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    assert len(lines) <= (41 if path in ENTRIES else 301)
    assert isinstance(TREES[path].getroot().getprevious(), etree._Comment), "says at its head what is in it"
    for template in templates(path):
        length = etree.tostring(template, encoding="unicode", with_tail=False).count("\n") + 1
        assert length <= 30, f"{template.get('name') or template.get('match')}: {length} lines"


@pytest.mark.parametrize("path", ENTRIES, ids=named)
def test_an_entry_is_a_list_of_imports(path: Path) -> None:
    instructions = {etree.QName(e).localname for e in TREES[path].getroot().iterchildren("*")}
    assert instructions <= {"import", "include", "output", "strip-space"}


def test_a_parameter_is_declared_once_and_documented() -> None:
    declared = [
        (path, element) for path in FILES for element in TREES[path].getroot().iterchildren(f"{XSL}param")
    ]
    assert {named(path) for path, _ in declared} == {"lib/parameters.xsl"}
    names = [element.get("name", "") for _, element in declared]
    assert len(names) == len(set(names)) > 10
    assert [name for name, (_, element) in zip(names, declared, strict=True) if not before(element)] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_a_stylesheet_tells_no_output_from_another(entry: Path) -> None:
    for path in closure(entry):
        assert not re.search(r"\$output\b|\$format\b", path.read_text("utf-8")), path


def test_the_public_modes_of_the_page_are_listed_in_one_place_and_exist() -> None:
    head = TREES[XSLT / "html.xsl"].getroot().getprevious()
    assert head is not None
    listed = PUBLIC_MODE.findall(head.text or "")
    used = {t.get("mode", "(none)") for path in closure(XSLT / "html.xsl") for t in templates(path)}
    assert "fact-label" in listed
    assert set(listed) <= used
    page = (ROOT / "docs/xslt.md").read_text("utf-8")
    table = page[page.index("| mode |") : page.index("Named:")]
    shown = re.findall(r"`([a-z-]+)`", "".join(re.findall(r"(?m)^\| ([^|]+) \|", table)))
    assert [mode for mode in listed if mode != "(none)"] == shown


def is_searched_for(pattern: str) -> bool:
    """Tell a pattern that libxslt answers by a search of the whole document.

    So it does where a predicate, that within another one excepted, follows on something else than a plain name or `*`.
    """
    outside, depth = "", 0
    for sign in re.sub(r"'[^']*'", "", pattern):
        if sign == "[" and depth == 0 and re.search(r"(\]|\)|:\*|@[\w:*-]+)\s*$", outside):
            return True
        depth += (sign == "[") - (sign == "]")
        if depth == 0:
            outside += sign
    return False


@pytest.mark.parametrize("pattern", ["p[a='[']\n [b]", "q | tei:*[@a]", "text()[a]", "p/@xml:id[a]", "@*[a]"])
def test_a_pattern_that_is_searched_for_is_told(pattern: str) -> None:
    assert is_searched_for(pattern)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_pattern_is_searched_for(path: Path) -> None:
    assert not is_searched_for("p[a[b][c]]/q[text()[d]] | r[e] | *[@f] | tei:g[h]/tei:*")
    matches = [template.get("match", "") for template in templates(path)]
    assert [pattern for pattern in matches if is_searched_for(pattern)] == []


# --- what is covered ------------------------------------------------------------------------------


def patterns(entry: Path) -> set[str]:
    """The names of TEI elements in the patterns and calls of a stylesheet and its parts."""
    return {
        name
        for path in closure(entry)
        for element in TREES[path].iter(f"{XSL}template")
        for name in re.findall(r"tei:([A-Za-z0-9]+)", element.get("match", ""))
    }


def test_each_element_of_our_schema_in_a_text_has_a_template(samples: list[etree._ElementTree]) -> None:
    in_text = {
        etree.QName(element).localname
        for tree in samples
        for text in tree.iter(f"{{{TEI}}}text")
        for element in text.iter("*")
    }
    assert len(in_text) > 60
    assert in_text - patterns(XSLT / "html.xsl") == set()


def test_documents_of_our_schema_are_rendered_without_a_finding(samples: list[etree._ElementTree]) -> None:
    found = {one.message for tree in samples for one in render_html(tree).findings}
    assert found == set()


def foreign_names() -> list[str]:
    file = SHARED / "schemas/tei_all-4.9.0a.rng"
    if not file.is_file():
        pytest.skip("needs ../shared/schemas/tei_all-4.9.0a.rng")
    tree = safe_xml.parse_file(file)
    return sorted({name for element in tree.iter("{*}element") if (name := element.get("name"))})


@pytest.mark.parametrize(
    "around",
    [
        "<p>before {} after</p>",
        "<div>{}</div>",
        "<list><item>a</item>{}</list>",
        "<table><row><cell>a</cell></row>{}</table>",
        "<p><choice>{}<seg>other</seg></choice></p>",
        "<note>{}</note>",
    ],
)
def test_any_element_of_tei_at_any_place_shows_its_text(around: str) -> None:
    lost = []
    for name in foreign_names():
        element = f"<{name} type='gen'>w<{name}>o</{name}>rd</{name}>"
        tei = f"<TEI xmlns='{TEI}'><text><body>{around.format(element)}</body></text></TEI>"
        done = render_html(safe_xml.parse_xml(tei.encode()))
        text = lxml_html.document_fromstring(done.data.decode()).get_element_by_id("_text")
        for added in text.xpath(".//*[contains(concat(' ', @class, ' '), ' gen ')]"):
            added.drop_tree()
        if "word" not in re.sub(r"\s", "", text.text_content()):
            lost.append(name)
        assert {one.code for one in done.findings} <= {"R002"}
    assert lost == []


def test_an_element_taken_out_of_another_document_is_rendered() -> None:
    holder = safe_xml.parse_xml(CASES[0].read_bytes()).getroot()
    whole = render_html(safe_xml.parse_xml(CASES[0].read_bytes())).data
    outer = etree.Element("outer")
    outer.append(holder)
    assert render_html(etree.ElementTree(holder)).data == whole
    outer.remove(holder)
    assert render_html(etree.ElementTree(holder)).data == whole


# --- the same page from every engine --------------------------------------------------------------

# In a process of its own: SaxonC keeps threads of its own, and is not to be mixed with what other tests load.
SAXON = """
import json, sys
from saxonche import PySaxonProcessor
with PySaxonProcessor(license=False) as processor:
    run = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=sys.argv[1])
    for name, value in (("!method", "xml"), ("!indent", "no"), ("!omit-xml-declaration", "yes")):
        run.set_property(name, value)
    made = [run.transform_to_string(source_file=file) for file in sys.argv[2:]]
sys.stdout.buffer.write(json.dumps(made).encode())
"""


def canonical(tree: etree._Element | etree._ElementTree | etree._XSLTResultTree) -> bytes:
    return etree.tostring(tree, method="c14n")


def by_libxslt(file: Path) -> bytes:
    program = safe_xml.load_stylesheet(XSLT / "html.xsl")
    return canonical(program(safe_xml.parse_xml(file.read_bytes())))


def test_saxon_makes_the_same_pages() -> None:
    if find_spec("saxonche") is None:
        pytest.skip("needs saxonche")
    files = [*GOLDENS, *CASES, *FOREIGN]
    command = [sys.executable, "-c", SAXON, str(XSLT / "html.xsl"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=True)
    pages = json.loads(done.stdout)
    assert len(pages) == len(files) > 40
    different = [
        str(file)
        for file, made in zip(files, pages, strict=True)
        if canonical(etree.fromstring(made.encode())) != by_libxslt(file)
    ]
    assert different == []


def test_xsltproc_makes_the_same_pages() -> None:
    xsltproc = shutil.which("xsltproc")
    if xsltproc is None:
        pytest.skip("needs xsltproc")
    different = []
    for file in [*GOLDENS, *CASES]:
        command = [xsltproc, "--nonet", str(XSLT / "html.xsl"), str(file)]
        made = subprocess.run(command, capture_output=True, check=True).stdout
        ours = str(safe_xml.load_stylesheet(XSLT / "html.xsl")(safe_xml.parse_xml(file.read_bytes())))
        shown = [canonical(lxml_html.document_fromstring(text)) for text in (made.decode(), ours)]
        if shown[0] != shown[1]:
            different.append(str(file))
    assert different == []


@pytest.mark.parametrize("path", FILES, ids=str)
def test_an_id_is_led_to_its_element(path: Path) -> None:
    """The key `id` finds attributes: a question such as `[self::tei:note]` about them is always answered by no."""
    for element in TREES[path].iter(etree.Element):
        for value in element.attrib.values():
            assert not re.search(
                r"key\('id', [^()]*(?:\([^()]*\)[^()]*)*\)(?:\[self::|/\*|/tei:|/@)", str(value)
            ), value
