"""TEI to PDF: `xslt/print.xsl` decides what is printed, typst how by `print/edition.typ` (stage 7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from tei import resources
from tei.findings import Finding, Where, finding
from tei.rendering import fonts
from tei.rendering.pdf_metadata import with_metadata
from tei.rendering.pdf_settings import Standard, font_findings, standard_of
from tei.rendering.pictures import with_pictures
from tei.rendering.print_document import lighten
from tei.rendering.typesetting import NotLaidOutError, compile_pdf
from tei.rendering.xslt import Rendered, transform

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LAYOUT = b'#include "edition.typ"'
_ROUNDS = 3
"""Layouts tried with stand-ins for characters; one is enough unless a letter and its mark share no font."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What `print.xsl` made of a document (None: nothing), the files it shows, and what was found on the way."""

    root: etree._Element | None
    files: dict[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A PDF (no bytes: none), the characters printed as their numbers, and why it is not of the standard asked for."""

    data: bytes
    replaced: frozenset[str]
    fault: str = ""


def render_pdf(
    tree: etree._ElementTree,
    *,
    stylesheet: Path | None = None,
    params: Mapping[str, str] | None = None,
    path: str = "",
) -> Rendered:
    """Render a TEI tree as a tagged PDF (PDF/UA-1), by our stylesheet or one that imports it.

    The result of the stylesheet is the print document described at the top of `xslt/print.xsl`. The same
    tree, parameters, pictures and fonts give the same bytes. `path` is the file that findings name, and pictures
    are looked for beside it. A character without a glyph is printed as its number and is an error finding R005.

    Raises:
        TeiError: the stylesheet cannot be compiled, or a parameter of the print has a value that it cannot have.
    """
    printed = print_document(tree, stylesheet=stylesheet, params=params, path=path)
    if printed.root is None:
        return Rendered(b"", printed.findings)
    standard = standard_of(printed.root, path)
    lighten(printed.root)
    layout = lay_out(printed.root, printed.files, standard)
    missing = fonts.findings_of(layout.replaced, tree, path) if layout.replaced else ()
    found = (*printed.findings, *standard.findings, *missing, *faults(layout, standard, path))
    return Rendered(with_metadata(layout.data, printed.root), found)


def print_document(
    tree: etree._ElementTree, *, stylesheet: Path | None, params: Mapping[str, str] | None, path: str
) -> Printed:
    """The print document of a TEI tree, with its pictures and the fonts it names looked for.

    Raises:
        TeiError: the stylesheet cannot be compiled.
    """
    done = transform(tree, stylesheet or resources.xslt_file("print.xsl"), params or {}, path=path)
    if done.result is None:
        return Printed(None, findings=done.findings)
    root = done.result.getroot()
    files, without = with_pictures(root, tree, path)
    return Printed(root, files, (*done.findings, *without, *font_findings(root, tree, path)))


def faults(layout: Layout, standard: Standard, path: str) -> tuple[Finding, ...]:
    """What is to be said of a layout that failed, or that is not of the standard asked for."""
    if not layout.fault:
        return ()
    if not layout.data:
        return (finding("R006", f"typst could not lay out the document: {layout.fault}", Where(path)),)
    return (finding("R007", f"the PDF could not be written as {standard.name}: {layout.fault}", Where(path)),)


def lay_out(root: etree._Element, files: Mapping[str, bytes], standard: Standard) -> Layout:
    """Lay out the print document; what no font shows is replaced and the layout tried again.

    What cannot be written to the standard asked for is written as PDF/UA-1, else as a plain PDF.
    """
    # PDF/UA-1 forbids the sign of byte order, which has no look and is no word: left over from files that were joined.
    document = etree.tostring(root, encoding="unicode").replace("\ufeff", "")
    replaced = fonts.never_shown(document)
    fault = last = ""
    for _ in range(_ROUNDS):
        try:
            return Layout(_compile(_with_numbers(document, replaced), files, standard.asked), replaced)
        except NotLaidOutError as error:
            if error.came_to_limit_of:
                return Layout(b"", replaced, error.message)
            fault = error.message
            refused = fonts.refused_characters(error.diagnostic) - replaced
            # A cluster whose parts can be shown alone: its marks must give way.
            found = fonts.without_glyph(refused) or frozenset(c for c in refused if not c.isalnum())
            if not found:
                break
            replaced |= found
    for standards in standard.instead:
        try:
            return Layout(_compile(_with_numbers(document, replaced), files, standards), replaced, fault)
        except NotLaidOutError as error:
            last = error.message
    return Layout(b"", replaced, last or fault)


def _with_numbers(document: str, characters: frozenset[str]) -> str:
    """The document with stand-ins: ASCII without signs of XML, so that it stays well-formed."""
    if not characters:
        return document
    return document.translate({ord(c): fonts.stand_in(c) for c in characters if not c.isascii()})


def _compile(document: str, files: Mapping[str, bytes], standards: tuple[str, ...]) -> bytes:
    """Run typst on the layout and the document with its pictures.

    Raises:
        NotLaidOutError: typst cannot lay it out, not as the standards demand, or not within the limits.
    """
    return compile_pdf({"main": _LAYOUT, "doc.xml": document.encode()}, standards, files)
