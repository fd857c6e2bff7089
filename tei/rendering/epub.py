"""TEI to EPUB 3, of one document or of many: `xslt/epub.xsl` makes the pages, here they are bound (stage 7).

Source: EPUB 3.3 (W3C Recommendation), EPUB Accessibility 1.1. The same documents give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei import resources
from tei.findings import CODES, Finding, Severity, TeiError, Where, finding
from tei.gather.entries import entry_of
from tei.rendering.epub_model import Book, Page
from tei.rendering.epub_package import CONTAINER, package
from tei.rendering.epub_pages import navigation, title_page
from tei.rendering.page_pictures import with_pictures_inside
from tei.rendering.xslt import Collection, Rendered, transform

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can state: no clock gets into the file."""
_ORDERS: Final = ("date", "given")


def render_epub(
    tree: etree._ElementTree,
    *,
    stylesheet: Path | None = None,
    params: Mapping[str, str] | None = None,
    path: str = "",
) -> Rendered:
    """Render a TEI tree as an EPUB 3, by our stylesheet or another one that makes XHTML.

    `path` is the file that findings name. Without a date of publication the book says 1970, and R044 tells it.

    Raises:
        TeiError: the stylesheet cannot be compiled.
    """
    given = params or {}
    page, findings = _page(tree, stylesheet, given, path)
    if page is None:
        return Rendered(b"", findings)
    book = Book.of_document(page)
    return Rendered(_bound(book), (*findings, *_undated(book, path)))


def render_epub_collection(
    documents: Iterable[tuple[str, etree._ElementTree]],
    *,
    stylesheet: Path | None = None,
    params: Mapping[str, str] | None = None,
    path: str = "",
) -> Collection:
    """Render TEI trees, each with the file that findings name, as one EPUB; `path` is what the collection is called.

    Title, subtitle, editor, publisher, date, language and order are the parameters that the print has, too. A document
    that cannot be rendered, or whose id was there before, is left out.

    Raises:
        TeiError: the stylesheet cannot be compiled, or `order` is none (R045).
    """
    given = params or {}
    if given.get("order", "date") not in _ORDERS:
        raise TeiError("R045", f"order is {given['order']!r}, and is date or given", CODES["R045"].help)
    pages: dict[str, Page] = {}
    findings: list[Finding] = []
    left_out: set[str] = set()
    for name, tree in documents:
        page, said = _page(tree, stylesheet, given, name)
        findings += said
        if page is not None and page.entry.id in pages:
            message = f"the id {page.entry.id!r} is already that of another document"
            findings.append(finding("B003", message, Where(name)))
            page = None
        if page is None:
            left_out.add(name)
        else:
            pages[page.entry.id] = page
    if not pages:
        return Collection(b"", tuple(findings), frozenset(left_out))
    book = Book.of_collection([*pages.values()], given)
    return Collection(_bound(book), (*findings, *_undated(book, path)), frozenset(left_out))


def _page(
    tree: etree._ElementTree, stylesheet: Path | None, params: Mapping[str, str], path: str
) -> tuple[Page | None, tuple[Finding, ...]]:
    """The page of a document; None where a finding says why there is none."""
    inside = with_pictures_inside(tree, path)
    done = transform(inside.tree, stylesheet or resources.xslt_file("epub.xsl"), params, path=path)
    root = done.result.getroot() if done.result is not None else None
    if root is None or root.tag != XHTML + "html" or root.find(XHTML + "body") is None:
        if any(one.severity is Severity.ERROR for one in done.findings):
            return None, done.findings
        silent = finding("R001", "the stylesheet made no page of XHTML", Where(path))
        return None, (*done.findings, silent)
    return Page(entry_of(tree, stem=Path(path).stem), root), (*done.findings, *inside.missing)


def _undated(book: Book, path: str) -> tuple[Finding, ...]:
    if book.modified:
        return ()
    said = "the edition has no date; the book says that it was changed last on 1970-01-01, for EPUB asks for a date"
    return (finding("R044", said, Where(path)),)


def _bound(book: Book) -> bytes:
    """The zip of a book; its first file says what it is, and is not compressed."""
    files = {
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": _xml(package(book)),
        "EPUB/nav.xhtml": _xml(navigation(book), doctype="<!DOCTYPE html>"),
        "EPUB/title.xhtml": _xml(title_page(book), doctype="<!DOCTYPE html>"),
        "EPUB/style.css": resources.xslt_file("css/epub.css").read_bytes(),
    }
    files |= {f"EPUB/{page.file}": _xml(page.root, doctype="<!DOCTYPE html>") for page in book.pages}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _EPOCH), b"application/epub+zip", zipfile.ZIP_STORED)
        for name, data in files.items():
            archive.writestr(_entry(name), data)
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same on Windows
    return entry


def _xml(root: etree._Element, doctype: str | None = None) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=doctype) + b"\n"
