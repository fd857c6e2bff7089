"""Parts of the header are not run together, and kinds and dates are what they are called: page, text, EPUB, JSON Lines."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from lxml import html as lxml_html

from tei.gather.entries import entry_of
from tei.rendering.epub import render_epub
from tei.rendering.html import render_html
from tei.rendering.jsonl import render_jsonl
from tei.rendering.text import render_text
from tei.safe_xml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Callable

ADDRESS = "<address><street>3 Pier Row</street><postCode>4100</postCode><settlement>Lonrad</settlement><country>Norway</country></address>"
IN_ONE_LINE = "3 Pier Row, 4100 Lonrad, Norway"


def tei(
    title: str = "", publication: str = "", profile: str = "", text: str = "<p>A.</p>", encoding: str = ""
) -> etree._ElementTree:
    """A document with these parts of a header, without any blank between its elements."""
    return parse_xml(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A letter</title>'
        f"{title}</titleStmt><publicationStmt>{publication or '<p>none</p>'}</publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc>"
        f"<encodingDesc>{encoding}</encodingDesc><profileDesc>{profile}</profileDesc></teiHeader>"
        f"<text><body>{text}</body></text></TEI>".encode()
    )


def page(tree: etree._ElementTree) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(render_html(tree).data.decode())


def shown(element: lxml_html.HtmlElement) -> str:
    """Its words as they are shown: where a block or a line ends, a bar."""
    for one in element.iter("p", "div", "br", "dd", "dt", "h1", "h2", "li", "section"):
        one.tail = f"|{one.tail or ''}"
    return re.sub(r"[\s|]*\|[\s|]*", "|", " ".join(element.text_content().split()))


def facts(tree: etree._ElementTree) -> dict[str, str]:
    """Labels and values of the page."""
    rows = page(tree).xpath("//div[@class='fact']")
    return {" ".join(one.findtext("dt").split()): " ".join(one.xpath("string(dd)").split()) for one in rows}


def of_book(tree: etree._ElementTree) -> str:
    """The page of a document in its EPUB."""
    with zipfile.ZipFile(io.BytesIO(render_epub(tree).data)) as book:
        pages = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
    return next(one for one in pages if 'id="_text"' in one)


def of_page(tree: etree._ElementTree) -> str:
    return render_html(tree).data.decode()


def of_text(tree: etree._ElementTree) -> str:
    return render_text(tree).data.decode()


def of_json(tree: etree._ElementTree) -> str:
    return str(json.loads(render_jsonl(tree).data)["publisher"])


@pytest.mark.parametrize("output", [of_page, of_book, of_json])
@pytest.mark.parametrize(
    "address",
    [ADDRESS, ADDRESS.replace("><", ">\n  <"), "<address><addrLine>3 Pier Row,</addrLine><addrLine>4100 Lonrad</addrLine></address>"],
    ids=["parts", "parts with blanks", "lines"],
)  # fmt: skip
def test_the_parts_of_an_address_in_the_header_are_parted(
    output: Callable[[etree._ElementTree], str], address: str
) -> None:
    made = output(tei(publication=f"<publisher>Lamp Press {address}</publisher>"))
    words = " ".join(re.sub(r"<[^>]*>", "\n", made.replace("</p><p", "</p> <p")).split())
    assert f"Lamp Press {IN_ONE_LINE if 'street' in address else '3 Pier Row, 4100 Lonrad'}" in words


def test_the_parts_of_an_address_in_the_header_are_parted_in_plain_text() -> None:
    assert "3 Pier Row, 4100 Lonrad, Norway" in of_text(
        tei(publication=f"<publisher>Lamp Press</publisher>{ADDRESS}")
    )
    named = f"<publisher><orgName>Lamp Press</orgName>{ADDRESS}</publisher>"
    assert "Publisher: Lamp Press, 3 Pier Row, 4100 Lonrad, Norway" in of_text(tei(publication=named))


@pytest.mark.parametrize("around", ["<opener>{}</opener>", "<p>To {}</p>", "<div><head>{}</head></div>"])
def test_each_part_of_an_address_in_the_text_stands_on_a_line(around: str) -> None:
    tree = tei(text=around.format(ADDRESS) + "<p>A.</p>")
    lines = ("3 Pier Row", "Lonrad", "Norway")
    of_html = shown(page(tree).get_element_by_id("_text"))
    assert f"3 Pier Row|4100 {lines[1]}|{lines[2]}|" in of_html
    assert all(re.search(rf"(?m){line}$", of_text(tree)) for line in lines)
    said = "\n".join(one["text"] for one in json.loads(render_jsonl(tree).data)["divisions"][0]["paragraphs"])
    assert all(re.search(rf"(?m){line}$", said) for line in lines)


def test_the_parts_of_a_name_are_parted_in_the_header_and_left_in_the_text() -> None:
    name = "<persName><forename>Tove</forename><surname>Lind</surname></persName>"
    tree = tei(title=f"<author>{name}</author>", text=f"<p>{name}</p>")
    made = page(tree)
    assert facts(tree)["Author"] == "Tove Lind"
    assert made.xpath("//meta[@name='citation_author' or @name='DC.creator']/@content") == ["Tove Lind"] * 2
    assert '"name":"Tove Lind"' in made.xpath("string(//script[@type='application/ld+json'])")
    assert shown(made.get_element_by_id("_text")).strip("|") == "ToveLind"
    assert "Author: Tove Lind" in of_text(tree)
    assert entry_of(tree).authors[0].printed == "Tove Lind"


def test_the_parts_of_a_chinese_name_are_not_parted() -> None:
    name = "<persName xml:lang='zh'><surname>顾</surname><forename>万山</forename></persName>"
    tree = tei(title=f"<author>{name}</author>")
    assert facts(tree)["Author"] == "顾万山"
    assert page(tree).xpath("//meta[@name='citation_author']/@content") == ["顾万山"]
    assert entry_of(tree).authors[0].printed == "顾万山"


def test_beside_the_name_of_a_publisher_its_address_stands() -> None:
    tree = tei(
        publication="<publisher><orgName>Lamp Press</orgName><email>a@lamp.example</email></publisher>"
    )
    assert facts(tree)["Publisher"] == "Lamp Press, a@lamp.example"
    assert page(tree).xpath("//meta[@name='DC.publisher']/@content") == ["Lamp Press"]


def test_who_has_no_name_leaves_no_comma_behind() -> None:
    sent = "<correspAction type='sent'><persName key='a-1'/><placeName>Aby</placeName><date>2 May 1911</date></correspAction>"
    assert facts(tei(profile=f"<correspDesc>{sent}</correspDesc>"))["From"] == "Aby, 2 May 1911"


def test_a_paragraph_of_a_description_is_called_a_note() -> None:
    described = "<msDesc><msIdentifier><repository>Lonrad Library</repository></msIdentifier><p>A fair copy.</p></msDesc>"
    tree = tei()
    source = next(tree.iter("{*}sourceDesc"))
    source[:] = parse_xml(f"<a xmlns='http://www.tei-c.org/ns/1.0'>{described}</a>".encode()).getroot()[:]
    assert facts(tree)["Note"] == "A fair copy."


def test_where_an_archive_is_stands_before_its_name_without_a_blank_at_the_comma() -> None:
    tree = tei()
    place = f"<location>\n  {ADDRESS}\n </location>\n <repository>Lonrad Library</repository>"
    described = f"<msDesc><msIdentifier>{place}</msIdentifier></msDesc>"
    source = next(tree.iter("{*}sourceDesc"))
    source[:] = parse_xml(f"<a xmlns='http://www.tei-c.org/ns/1.0'>{described}</a>".encode()).getroot()[:]
    assert f"Archive: {IN_ONE_LINE}, Lonrad Library" in of_text(tree)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("our <pb n='5'/>- 5 - boats", "our [p. 5] - 5 - boats"),
        ("our <pb n='5'/> boats", "our [p. 5] boats"),
        ("bo<pb n='5'/>ats", "bo[p. 5]ats"),
    ],
)
def test_a_page_that_begins_between_two_words_has_a_blank_on_both_sides(text: str, line: str) -> None:
    assert f"\n{line}\n" in of_text(tei(text=f"<p>{text}</p>"))


# --- dates ----------------------------------------------------------------------------------------

DATES = '<publisher>Lamp Press</publisher><date type="created" when="1911-05-02">2 May 1911</date><date type="posted">2019</date><date>2020</date>'


def test_a_date_of_the_document_is_not_the_date_of_its_publication() -> None:
    tree = tei(publication=DATES)
    said = facts(tree)
    assert said["Date of the document"] == "2 May 1911"
    assert (said["Published (posted)"], said["Published"]) == ("2019", "2020")
    assert page(tree).xpath("//dl[contains(@class, 'key-facts')]//dt/text()") == ["Date of the document"]
    assert page(tree).xpath("//meta[@name='DC.date']/@content") == ["1911-05-02"]


def test_where_the_profile_says_the_date_the_publication_says_it_again_below() -> None:
    tree = tei(publication=DATES, profile='<creation><date when="1911-05-03">3 May 1911</date></creation>')
    said = facts(tree)
    assert (said["Date"], said["Date of the document"]) == ("3 May 1911", "2 May 1911")
    assert page(tree).xpath("//dl[contains(@class, 'key-facts')]//dt/text()") == ["Date"]
    assert page(tree).xpath("//meta[@name='DC.date']/@content") == ["1911-05-03"]


# --- kinds ----------------------------------------------------------------------------------------

TAXONOMIES = """<classDecl>
  <taxonomy xml:id="period"><category xml:id="p.early"><catDesc>early</catDesc></category></taxonomy>
  <taxonomy xml:id="sorts"><category xml:id="s.letter"><catDesc>letter</catDesc></category></taxonomy>
  <taxonomy xml:id="genre"><category xml:id="g.letter"><catDesc>letter</catDesc></category></taxonomy>
</classDecl>"""


@pytest.mark.parametrize(
    "sorted_by",
    [
        '<catRef scheme="#period" target="#p.early"/><catRef scheme="#genre" target="#g.letter"/>',
        '<catRef scheme="#script" target="#ltr"/><catRef scheme="#sorts" target="#s.letter"/>',
        '<catRef scheme="#sorts" target="#s.letter"/><catRef scheme="#period" target="#p.early"/>',
        '<catRef scheme="#x" target="#letter"/><catRef scheme="#y" target="#ltr"/>',
        '<catRef target="#p.early"/><catRef target="#g.letter"/>',
    ],
    ids=["called so", "declared", "first declared", "first", "by their taxonomies"],
)
def test_only_the_scheme_of_kinds_says_what_kind_a_document_is(sorted_by: str) -> None:
    tree = tei(profile=f"<textClass>{sorted_by}</textClass>", encoding=TAXONOMIES)
    heading = page(tree).xpath("string(//p[@class='kind'])")
    assert heading == "Kind of document: letter"
    assert [one.label or one.id for one in entry_of(tree).kinds] == ["letter"]
    if "#x" not in sorted_by:
        assert '"genre":"letter"' in of_page(tree)
        assert re.findall(r"(?m)^Kind of document: .*$", of_text(tree)) == ["Kind of document: letter"]
