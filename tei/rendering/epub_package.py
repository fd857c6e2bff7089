"""The package document of an EPUB: what is said of the book, its files, their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.rendering.epub_model import Book

CONTAINER: Final = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
_OPF: Final = "http://www.idpf.org/2007/opf"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_UNDATED: Final = "1970-01-01"


def package(book: Book) -> etree._Element:
    """The package document: metadata, manifest, spine."""
    root = etree.Element(f"{{{_OPF}}}package", nsmap={None: _OPF, "dc": _DC})
    root.set("version", "3.0")
    root.set("unique-identifier", "id")
    root.set(_LANG, book.language)
    metadata = etree.SubElement(root, f"{{{_OPF}}}metadata")
    _described(metadata, book)
    for name, value in _accessibility(book):
        _meta(metadata, name, value)
    manifest = etree.SubElement(root, f"{{{_OPF}}}manifest")
    spine = etree.SubElement(root, f"{{{_OPF}}}spine")
    if book.from_right:
        spine.set("page-progression-direction", "rtl")
    xhtml = "application/xhtml+xml"
    _item(manifest, "nav", "nav.xhtml", xhtml).set("properties", "nav")
    _item(manifest, "style", "style.css", "text/css")
    files = ["title.xhtml", "nav.xhtml", *(page.file for page in book.pages)]
    for file in files:
        identity = file.removesuffix(".xhtml")
        if identity != "nav":
            _item(manifest, identity, file, xhtml)
        etree.SubElement(spine, f"{{{_OPF}}}itemref").set("idref", identity)
    return root


def _item(manifest: etree._Element, identity: str, href: str, media: str) -> etree._Element:
    item = etree.SubElement(manifest, f"{{{_OPF}}}item")
    for key, value in (("id", identity), ("href", href), ("media-type", media)):
        item.set(key, value)
    return item


def _described(metadata: etree._Element, book: Book) -> None:
    """Dublin Core; roles are those of MARC."""
    _dc(metadata, "identifier", book.identifier).set("id", "id")
    _dc(metadata, "title", book.title).set(_LANG, book.language)
    for tag in book.languages:
        _dc(metadata, "language", tag)
    people = [("creator", "aut" if len(book.pages) == 1 else "edt", name) for name in book.creators]
    people += [("contributor", role, name) for role, name in book.contributors]
    for number, (element, role, name) in enumerate(people, 1):
        _dc(metadata, element, name).set("id", f"person-{number}")
        _meta(metadata, "role", role, refines=f"#person-{number}", scheme="marc:relators")
    for element, value in (("publisher", book.publisher), ("date", book.published), *book.facts):
        if value:
            _dc(metadata, element, " ".join(value.split()))
    _meta(metadata, "dcterms:modified", f"{book.modified or _UNDATED}T00:00:00Z")


def _accessibility(book: Book) -> Iterator[tuple[str, str]]:
    """What EPUB Accessibility 1.1 asks for: text alone is enough, and which ways through it there are."""
    yield "schema:accessMode", "textual"
    if any(page.has_pictures for page in book.pages):
        yield "schema:accessMode", "visual"
    yield "schema:accessModeSufficient", "textual"
    for feature in (
        "structuralNavigation",
        "tableOfContents",
        "readingOrder",
        "ARIA",
        "displayTransformability",
    ):
        yield "schema:accessibilityFeature", feature
    if any(page.breaks for page in book.pages):
        yield "schema:accessibilityFeature", "pageBreakMarkers"
        yield "schema:accessibilityFeature", "pageNavigation"
        source = book.pages[0].entry.citation if len(book.pages) == 1 else ""
        yield "pageBreakSource", source or "none"
    yield "schema:accessibilityHazard", "none"


def _dc(metadata: etree._Element, name: str, value: str) -> etree._Element:
    element = etree.SubElement(metadata, f"{{{_DC}}}{name}")
    element.text = value
    return element


def _meta(metadata: etree._Element, name: str, value: str, **attributes: str) -> None:
    element = etree.SubElement(metadata, f"{{{_OPF}}}meta")
    element.set("property", name)
    for key, said in attributes.items():
        element.set(key, said)
    element.text = value
