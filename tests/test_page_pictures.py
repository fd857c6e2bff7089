"""Pictures beside the TEI: in the page and in the book, or told as missing."""

from __future__ import annotations

import base64
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import html as lxml_html
from test_pdf_print import png

from tei import safe_xml
from tei.findings import Severity
from tei.rendering import render
from tei.rendering.epub import render_epub

if TYPE_CHECKING:
    from pathlib import Path

    from tei.rendering.xslt import Rendered

FIGURE = "<figure>\n<graphic url='{}'/><figDesc>A bridge</figDesc></figure>"


def page(body: str, folder: Path, to: str = "html") -> Rendered:
    tei = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:id='x'><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>"
        "<publicationStmt><publisher>P</publisher><date when='2026-01-01'/></publicationStmt><sourceDesc><p/></sourceDesc>"
        f"</fileDesc></teiHeader><text><body>{body}</body></text></TEI>"
    )
    return render(safe_xml.parse_xml(tei.encode()), to, path=str(folder / "x.xml"))


def test_a_picture_beside_the_document_is_in_the_page_with_its_description(tmp_path: Path) -> None:
    (tmp_path / "a b.png").write_bytes(png(4, 3))
    done = page(FIGURE.format("a%20b.png"), tmp_path)
    assert done.findings == ()
    data = base64.b64encode(png(4, 3)).decode()
    assert f'<img src="data:image/png;base64,{data}" alt="A bridge">' in done.data.decode()
    assert b"img-src data:" in done.data


def test_a_picture_without_words_has_its_name_for_those_who_do_not_see_it(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(4, 3))
    assert b'alt="image a.png"' in page("<p><graphic url='a.png'/></p>", tmp_path).data


@pytest.mark.parametrize("to", ["html", "epub"])
@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("gone.png", "there is no such file"),
        ("../outside.png", "does not lie in the folder"),
        ("text.png", "can be read"),
        ("", "no address"),
    ],
)
def test_a_picture_that_is_not_there_is_told_with_its_place(
    tmp_path: Path, to: str, address: str, reason: str
) -> None:
    folder = tmp_path / "tei"
    folder.mkdir()
    (tmp_path / "outside.png").write_bytes(png(4, 4))
    (folder / "text.png").write_text("TOPSECRET")
    done = page(FIGURE.format(address), folder, to)
    (found,) = done.findings
    assert (found.code, found.severity, found.where.line) == ("R032", Severity.ERROR, 2)
    assert reason in found.message
    assert done.data


def test_what_stands_on_the_web_is_named_and_not_fetched(tmp_path: Path) -> None:
    done = page("<p><graphic url='https://example.org/a.png'/></p>", tmp_path)
    assert done.findings == ()
    assert b"[image: https://example.org/a.png]" in done.data
    assert b"<img" not in done.data


def test_the_tree_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(4, 3))
    tree = safe_xml.parse_xml(
        b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p><graphic url='a.png'/></p></body></text></TEI>"
    )
    book = render_epub(tree, path=str(tmp_path / "x.xml"))
    assert book.data
    (graphic,) = tree.iter("{*}graphic")
    assert dict(graphic.attrib) == {"url": "a.png"}


@pytest.mark.parametrize(
    ("figure", "captions"),
    [
        ("<head>One</head><graphic url='https://a.example/b.png'/><figDesc>D</figDesc>", 1),
        ("<graphic url='https://a.example/b.png'/><head>One</head>", 1),
        ("<graphic url='https://a.example/b.png'/><head>One</head><figDesc>D</figDesc>", 0),
        ("<head>One</head><head>Two</head><graphic url='https://a.example/b.png'/>", 0),
    ],
)
def test_html_has_its_one_caption_at_an_end(figure: str, captions: int, tmp_path: Path) -> None:
    made = page(f"<figure>{figure}</figure>", tmp_path).data
    assert made.count(b"<figcaption>") == captions
    assert b"One" in made


# --- pictures of pages, beside the text -----------------------------------------------------------

ROW = "//section[@id='_facsimile']"


def facsimile(folder: Path, surfaces: str, body: str, to: str = "html") -> Rendered:
    tei = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>"
        f"<facsimile>\n{surfaces}</facsimile><text><body><p>{body}</p></body></text></TEI>"
    )
    return render(safe_xml.parse_xml(tei.encode()), to, path=str(folder / "x.xml"))


def tree_of(done: Rendered) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(done.data.decode())


def test_pictures_of_pages_stand_in_a_row_and_each_page_leads_to_its_own(tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        (tmp_path / name).write_bytes(png(4, 3 + (name == "two.png")))
    done = facsimile(
        tmp_path,
        "<surface xml:id='f1'><graphic url='one.tif'/><graphic url='one.png'/></surface>"
        "<surface n='2v'><graphic xml:id='f2' url='two.png'/></surface>",
        "<pb n='1r' facs='#f1'/>a <pb n='2' facs='#f2'/>b <pb n='3'/>c",
    )
    made = tree_of(done)
    assert done.findings == ()
    assert [one.get("alt") for one in made.xpath(f"{ROW}//img")] == ["Facsimile, p. 1r", "Facsimile, p. 2v"]
    assert [one.text for one in made.xpath(f"{ROW}//figcaption")] == ["p. 1r", "p. 2v"]
    ways = made.xpath("//*[contains(@class, 'pb')]//a")
    assert [one.get("aria-label") for one in ways] == ["Facsimile, page 1r", "Facsimile, page 2"]
    for way, picture in zip(ways, made.xpath(f"{ROW}//figure"), strict=True):
        assert way.get("href") == f"#{picture.get('id')}"
    assert made.xpath("//nav//a[@href='#_facsimile']")


def test_a_picture_of_a_page_that_is_not_there_is_named_and_told_and_its_page_leads_nowhere(
    tmp_path: Path,
) -> None:
    surface = "<surface xml:id='f1' n='1'><graphic url='gone.tif'/><graphic url='gone.png'/></surface>"
    done = facsimile(tmp_path, surface, "<pb n='1' facs='#f1'/>a")
    (found,) = done.findings
    assert (found.code, found.severity, found.where.line) == ("R035", Severity.WARNING, 2)
    made = tree_of(done)
    assert made.xpath(f"string({ROW}//figure)") == "[image: gone.tif]p. 1"
    assert not made.xpath("//*[contains(@class, 'pb')]//a")


def test_pictures_on_the_web_are_led_to_and_not_fetched(tmp_path: Path) -> None:
    surfaces = "<surface xml:id='f1'><graphic url='https://a.example/1.jpg'/></surface>"
    made = tree_of(
        facsimile(tmp_path, surfaces, "<pb n='1' facs='#f1'/>a <pb n='2' facs='https://a.example/2.jpg'/>b")
    )
    assert not made.xpath("//img")
    assert made.xpath("//*[contains(@class, 'pb')]//a/@href") == [
        "https://a.example/1.jpg",
        "https://a.example/2.jpg",
    ]
    assert made.xpath(f"{ROW}//a/@href") == ["https://a.example/1.jpg"]


def test_page_breaks_may_name_the_files_themselves(tmp_path: Path) -> None:
    (tmp_path / "1.png").write_bytes(png(4, 3))
    done = page(
        "<p><pb n='1' facs='1.png'/>a <pb n='2' facs='1.png'/>b <pb n='3' facs='0021'/>c</p>", tmp_path
    )
    made = tree_of(done)
    assert done.findings == ()
    assert len(made.xpath(f"{ROW}//img")) == 1
    assert made.xpath("//*[contains(@class, 'pb')]//a/@href") == ["#_picture-1"] * 2


def test_a_page_has_room_for_so_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei.rendering.page_pictures._ROOM", len(png(4, 3)))
    for name in ("1.png", "2.png"):
        (tmp_path / name).write_bytes(png(4, 3))
    done = page("<p><graphic url='1.png'/><graphic url='2.png'/></p>", tmp_path)
    (found,) = done.findings
    assert "together" in found.message
    assert done.data.count(b"<img") == 1


def test_a_book_has_the_pictures_of_pages_too(tmp_path: Path) -> None:
    (tmp_path / "one.png").write_bytes(png(4, 3))
    done = facsimile(tmp_path, "<surface n='1'><graphic url='one.png'/></surface>", "a", "epub")
    with zipfile.ZipFile(io.BytesIO(done.data)) as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    assert 'alt="Facsimile, p. 1"' in text


@pytest.mark.parametrize("hostile", ["javascript:alert(1)", "https://a.example/x.png", "//a.example/x.png"])
@pytest.mark.parametrize("where", ["graphic url='https://a.example/a.png'", "pb facs='a.png'"])
def test_no_document_says_itself_what_is_shown(tmp_path: Path, hostile: str, where: str) -> None:
    body = f"<p><{where} xmlns:s='urn:tei-pipeline:shown' s:data='{hostile}' s:id='{hostile}'/>a</p>"
    made = tree_of(page(body, tmp_path))
    assert not made.xpath(f"//*[@src='{hostile}' or @href='{hostile}']")
