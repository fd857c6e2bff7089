"""Pictures of a site are files beside its pages, each once; a page that is large nevertheless is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from build_projects import lay_out, run, tree
from lxml import html as lxml_html
from site_documents import EDITION, document, site_of
from test_pdf_print import png

from tei.gather.site import pages
from tei.gather.site.of_files import make_site
from tei.gather.site.pages import Spreading

if TYPE_CHECKING:
    from pathlib import Path

FIGURE = "<figure><graphic url='{}'/><figDesc>A bridge</figDesc></figure>"
POLICY = "string(//meta[@http-equiv='Content-Security-Policy']/@content)"


def page(site: Path, name: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring((site / f"documents/{name}.html").read_text("utf-8"))


def pictures(site: Path) -> list[bytes]:
    return sorted(file.read_bytes() for file in (site / "pictures").glob("*"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_pictures_are_files_beside_the_pages_each_once(
    tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_FEW", 2)
    large = png(4, 3) + bytes(9_000_000)
    folder = tmp_path / "tei"
    folder.mkdir()
    (folder / "a.png").write_bytes(large)
    (folder / "b.png").write_bytes(png(9, 9))
    files = []
    for name, body in (
        ("a", FIGURE.format("a.png") * 2),
        ("b", FIGURE.format("b.png")),
        ("c", FIGURE.format("a.png")),
    ):
        files.append(folder / f"{name}.xml")
        files[-1].write_text(document(name, body=body), "utf-8")
    (folder / "d.xml").write_text(document("d"), "utf-8")
    made = list(make_site([*files, folder / "d.xml"], tmp_path / "site", EDITION, spreading=Spreading(jobs)))
    assert [one.code for outcome in made for one in outcome.findings if one.code[0] != "G"] == []
    assert pictures(tmp_path / "site") == sorted([large, png(9, 9)])
    first, last, none = (page(tmp_path / "site", name) for name in "acd")
    (source,) = set(first.xpath("//img/@src"))
    assert (tmp_path / "site/documents" / source).read_bytes() == large
    assert last.xpath("//img/@src") == [source]
    assert "img-src data: 'self';" in first.xpath(POLICY)
    assert "img-src data:;" in none.xpath(POLICY)
    assert max(file.stat().st_size for file in (tmp_path / "site").rglob("*.html")) < 500_000


def test_a_picture_that_no_page_shows_any_more_goes(tmp_path: Path) -> None:
    folder = tmp_path / "tei"
    folder.mkdir()
    (folder / "a.png").write_bytes(png(4, 3))
    with_it = folder / "a.xml"
    with_it.write_text(document("a", body=FIGURE.format("a.png")), "utf-8")
    site, _ = site_of(tmp_path, [with_it])
    assert pictures(site)
    with_it.write_text(document("a"), "utf-8")
    site_of(tmp_path, [with_it])
    assert pictures(site) == []


def test_a_build_keeps_the_pictures_of_pages_that_it_does_not_make_again(tmp_path: Path) -> None:
    project = lay_out(tmp_path)
    settings = project / "tei.toml"
    settings.write_text(settings.read_text("utf-8").replace('"csv"]', '"site"]'), "utf-8")
    run(project)
    tei = project / "build/wcda-920001.xml"
    figure = '<figure><graphic url="lamp.png"/><figDesc>A lamp.</figDesc></figure></div>'
    tei.write_text(tei.read_text("utf-8").replace("</div>", figure), "utf-8")
    (project / "records/lamp.png").write_bytes(png(4, 3))
    run(project)
    site = project / "build/site"
    assert pictures(site) == [png(4, 3)]
    made = tree(project / "build")
    (project / "records/2.txt").unlink()  # what is made of all records is made again
    run(project)
    assert pictures(site) == [png(4, 3)]
    kept = f"site/documents/{tei.stem}.html"
    assert tree(project / "build")[kept] == made[kept]
    (project / "records/lamp.png").write_bytes(png(5, 5))
    run(project)
    assert pictures(site) == [png(5, 5)]
    (project / "records/lamp.png").unlink()
    run(project)
    assert pictures(site) == []


def test_a_page_that_is_large_is_told_with_its_size(tmp_path: Path) -> None:
    body = f"<p>{'Words and words. ' * 31_000}</p>"
    _, made = site_of(tmp_path, {"a": document("a", body=body), "b": document("b")})
    (found,) = (one for outcome in made for one in outcome.findings if one.code == "G041")
    assert found.where.path.endswith("/a")
    assert "500,000" in found.message
