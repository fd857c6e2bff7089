"""The pages of a book that are not of its documents: the title page, and the table of contents with places to go to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from tei.rendering.epub_model import Book, Page, Target

_XHTML: Final = "http://www.w3.org/1999/xhtml"
_OPS: Final = "http://www.idpf.org/2007/ops"
_XML: Final = "http://www.w3.org/XML/1998/namespace"


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_XHTML}}}{name}")
    for key, value in attributes.items():
        if key == "type":
            element.set(f"{{{_OPS}}}type", value)
        elif value or key == "hidden":
            element.set(key.rstrip("_"), value)
            if key == "lang":
                element.set(f"{{{_XML}}}lang", value)
    element.text = text or None
    return element


def _page(language: str, title: str) -> tuple[etree._Element, etree._Element]:
    """A page and its body."""
    root = etree.Element(f"{{{_XHTML}}}html", nsmap={None: _XHTML, "epub": _OPS})
    root.set("lang", language)
    root.set(f"{{{_XML}}}lang", language)
    head = _add(root, "head")
    _add(head, "title", title)
    _add(head, "link", rel="stylesheet", href="style.css").set("type", "text/css")
    return root, _add(root, "body")


def title_page(book: Book) -> etree._Element:
    """The first page: the title, and what is said of the book."""
    root, body = _page(book.language, book.title)
    section = _add(body, "section", type="titlepage", class_="title-page")
    _add(section, "h1", book.title)
    for kind, words in book.lines:
        original = book.pages[0].entry.original.language if kind == "original" else ""
        _add(section, "p", words, class_=kind, lang=original)
    return root


def navigation(book: Book) -> etree._Element:
    """The table of contents: documents and their headings; where pages of the print begin; where the text begins."""
    first = book.pages[0]
    root, body = _page(first.language, first.words["contents"] or book.title)
    contents = _add(body, "nav", type="toc", id="toc", class_="toc", role="doc-toc")
    _add(contents, "h1", first.words["contents"] or book.title)
    entries = _add(contents, "ol")
    if len(book.pages) > 1:
        _link(entries, "title.xhtml", book.title, book.language)
    for page in book.pages:
        item = _link(entries, page.file, page.title, page.entry.title.language)
        _headings(item, page)
    _page_list(body, book)
    _landmarks(body, book)
    return root


def _link(entries: etree._Element, href: str, words: str, language: str = "") -> etree._Element:
    item = _add(entries, "li")
    _add(item, "a", words, href=href, lang=language)
    return item


def _headings(item: etree._Element, page: Page) -> None:
    """The headings of a page below it, a list for each level that is there; a level that is left out is none."""
    above: list[tuple[int, etree._Element]] = [(0, item)]
    for heading in page.headings:
        while above[-1][0] >= heading.level:
            above.pop()
        holder = above[-1][1]
        inner = holder.find(f"{{{_XHTML}}}ol")
        entries = inner if inner is not None else _add(holder, "ol")
        entry = _link(entries, f"{page.file}#{heading.id}", heading.words, heading.language)
        above.append((heading.level, entry))


def _page_list(body: etree._Element, book: Book) -> None:
    places: list[tuple[Page, Target]] = [(page, one) for page in book.pages for one in page.breaks]
    if places:
        nav = _add(body, "nav", type="page-list", role="doc-pagelist", hidden="")
        nav.set("aria-label", book.pages[0].words["pages"] or "page")
        entries = _add(nav, "ol")
        for page, place in places:
            _link(entries, f"{page.file}#{place.id}", place.words)


def _landmarks(body: etree._Element, book: Book) -> None:
    entries = _add(_add(body, "nav", type="landmarks", hidden=""), "ol")
    words = book.pages[0].words["contents"] or book.title
    for kind, href, label in (
        ("titlepage", "title.xhtml", book.title),
        ("toc", "#toc", words),
        ("bodymatter", book.pages[0].file, book.pages[0].title),
    ):
        _add(_add(entries, "li"), "a", label, href=href, type=kind)
