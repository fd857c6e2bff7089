"""Pictures beside the TEI: in the page and in the book, or told as missing."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
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
