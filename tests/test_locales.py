"""The words of the interface: every language has all of them, each is used, and the page says its language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml import html as lxml_html

from tei import resources, safe_xml
from tei.rendering.html import render_html

XSLT = resources.folder("xslt")
FILES = {path.stem: path for path in sorted((XSLT / "locale").glob("*.xml"))}
LANGUAGES = "de en es fr ja ko ru zh".split()
RECORD = (Path(__file__).parent / "xslt/html/record.xml").read_bytes()
NAME = re.compile(r"\|([A-Za-z-]+)=([^|]+)\|")


def texts(language: str) -> etree._Element:
    return safe_xml.parse_file(FILES[language]).getroot()


def keys(language: str) -> list[str]:
    """The keys of a locale in order; those of elements with `elements/` before them, those of languages by tag."""
    root = texts(language)
    tree = root.getroottree()
    found = [tree.getpath(child).removeprefix("/texts/") for child in root.iter(etree.Element)]
    return [*found, *(tag for tag, _ in NAME.findall(root.findtext("language-names") or ""))]


def page(tei: bytes, **params: str) -> lxml_html.HtmlElement:
    given = {name.replace("_", "-"): value for name, value in params.items()}
    done = render_html(safe_xml.parse_xml(tei), params=given)
    assert not done.findings
    return lxml_html.document_fromstring(done.data.decode())


def test_the_languages_are_those_that_the_stylesheet_knows() -> None:
    known = safe_xml.parse_file(XSLT / "lib/labels.xsl").xpath(
        "string(//*[@name = 'locales']/@select)", namespaces=None
    )
    assert str(known).strip("'").split() == sorted(FILES) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_text_in_the_same_order(language: str) -> None:
    found = keys(language)
    assert found == keys("en")
    assert len(found) == len(set(found))
    assert not [key for key in found if "[" in key]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_lacks_a_place_for_a_value(language: str) -> None:
    english = {child.tag: child.text or "" for child in texts("en").iter(etree.Element)}
    for child in texts(language).iter(etree.Element):
        if not len(child):
            said = child.text or ""
            assert said.strip(), child.tag
            places = re.findall(r"\{[a-z]+\}", said)
            assert sorted(places) == sorted(re.findall(r"\{[a-z]+\}", english[child.tag])), child.tag
    names = NAME.findall(texts(language).findtext("language-names") or "")
    assert len(names) > 50


def test_every_text_is_used_and_every_text_that_is_used_exists() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in XSLT.rglob("*.xsl"))
    used = set(re.findall(r"\$texts/([a-z]+(?:-[a-z]+)*)", sources))
    assert used == {str(child.tag) for child in texts("en").iterchildren(etree.Element)}


@pytest.mark.parametrize(
    ("asked", "said", "language"),
    [
        ("de", "Über dieses Dokument", "de"),
        ("de-AT", "Über dieses Dokument", "de"),
        ("DE", "Über dieses Dokument", "de"),
        ("zh-Hant-TW", "关于本文件", "zh-Hans"),
        ("ru", "Об этом документе", "ru"),
        ("tlh", "About this document", "en"),
        ("", "About this document", "en"),
        (" ", "About this document", "en"),
        ("../../schemas/x", "About this document", "en"),
        ("en es", "About this document", "en"),
    ],
)
def test_the_language_asked_for_is_spoken_or_english_is(asked: str, said: str, language: str) -> None:
    root = page(RECORD, interface_language=asked)
    assert root.get("lang") == language
    assert root.xpath("string(//*[@id='_about-title'])") == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_makes_a_page_without_english_words(language: str) -> None:
    root = page(RECORD, interface_language=language)
    rows = root.xpath("//dl[contains(@class, 'facts')]/div/dt")
    shown = {row.text_content() for row in rows}
    english = {child.text for child in texts("en").iter(etree.Element)}
    own = {child.text for child in texts(language).iter(etree.Element)}
    assert shown & english <= own
    assert len(shown & own) > 10


def test_a_text_of_ones_own_takes_the_place_of_ours() -> None:
    root = page(RECORD, interface_language="fr", interface_texts="|about=Provenance|nothing=x|")
    assert root.xpath("string(//*[@id='_about-title'])") == "Provenance"
    assert root.xpath("string(//a[@class='skip'])") == "Aller au texte"
    assert root.get("lang") == "fr"


def test_a_language_that_lacks_a_text_borrows_it_from_english(tmp_path: Path) -> None:
    own = tmp_path / "own.xsl"
    own.write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
        'xmlns:exsl="http://exslt.org/common"><xsl:import href="tei:html.xsl"/>'
        '<xsl:variable name="few"><texts xml:lang="eo" incomplete="yes"><about>Pri</about></texts></xsl:variable>'
        '<xsl:variable name="texts.file" select="exsl:node-set($few)/texts"/></xsl:stylesheet>',
        "utf-8",
    )
    done = render_html(safe_xml.parse_xml(RECORD), stylesheet=own)
    root = lxml_html.document_fromstring(done.data.decode())
    assert root.xpath("string(//*[@id='_about-title'])") == "Pri"
    assert root.xpath("string(//a[@class='skip'])") == "Skip to the text"
    assert root.get("lang") == "eo"


@pytest.mark.parametrize(
    ("text", "expected"), [("Notes: {n}", "Notes: 7"), ("{n}", "7"), ("none", "none"), ("{m} {n}", "{m} 7")]
)
def test_a_value_stands_in_its_place(tmp_path: Path, text: str, expected: str) -> None:
    own = tmp_path / "own.xsl"
    own.write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:import href="tei:html.xsl"/><xsl:template match="/"><o><xsl:call-template name="texts.filled">'
        f'<xsl:with-param name="text" select="\'{text}\'"/><xsl:with-param name="value" select="7"/>'
        "</xsl:call-template></o></xsl:template></xsl:stylesheet>",
        "utf-8",
    )
    assert expected in str(safe_xml.load_stylesheet(own)(safe_xml.parse_xml(b"<a/>")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_are_built_in_make_the_same_page(language: str) -> None:
    tree = safe_xml.parse_xml(RECORD)
    params: dict[str, Any] = {
        name: etree.XSLT.strparam(value)
        for name, value in {"interface-language": language, "script": "page.js", "site-root": "../"}.items()
    }
    asking = safe_xml.load_stylesheet(XSLT / "html.xsl")
    holding = safe_xml.load_stylesheet(XSLT / "html.xsl", language=language)
    assert str(holding(tree, **params)) == str(asking(tree, **params))
    # They are in it, and not only looked for in another way.
    other = LANGUAGES[LANGUAGES.index(language) - 1]
    elsewhere: dict[str, Any] = {**params, "interface-language": etree.XSLT.strparam(other)}
    assert str(holding(tree, **elsewhere)) == str(asking(tree, **params))
