"""TEI to PDF: `xslt/print.xsl` decides what is printed, typst how by `print/edition.typ` (stage 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from tei import resources
from tei.findings import Finding, Where, finding
from tei.rendering import fonts
from tei.rendering.xslt import Rendered, transform

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ROUNDS = 3
"""Layouts tried with stand-ins for characters; one is enough unless a letter and its mark share no font."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """A PDF (no bytes: none), the characters printed as their numbers, and why it is not PDF/UA-1."""

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
    tree, parameters and fonts give the same bytes. `path` is the file that findings name. A character
    without a glyph is printed as its number and is an error finding R005.

    Raises:
        TeiError: the stylesheet cannot be compiled.
    """
    done = transform(tree, stylesheet or resources.xslt_file("print.xsl"), params or {}, path=path)
    if done.result is None:
        return Rendered(b"", done.findings)
    if done.result.getroot() is None:
        empty = finding("R006", "the stylesheet made no print document", Where(path))
        return Rendered(b"", (*done.findings, empty))
    layout = _lay_out(etree.tostring(done.result, encoding="unicode"))
    missing = fonts.findings_of(layout.replaced, tree, path)
    return Rendered(layout.data, (*done.findings, *missing, *_faults(layout, path)))


def _faults(layout: _Layout, path: str) -> tuple[Finding, ...]:
    if not layout.fault:
        return ()
    if not layout.data:
        return (finding("R006", f"typst could not lay out the document: {layout.fault}", Where(path)),)
    return (finding("R007", f"the PDF could not be written as PDF/UA-1: {layout.fault}", Where(path)),)


def _lay_out(document: str) -> _Layout:
    """Lay out the print document; what no font shows is replaced and the layout tried again."""
    import typst  # 80 MB: loaded when a PDF is asked for

    replaced = fonts.never_shown(document)
    fault = ""
    for _ in range(_ROUNDS):
        try:
            return _Layout(_compile(_with_numbers(document, replaced)), replaced)
        except typst.TypstError as error:
            fault = error.message
            refused = fonts.refused_characters(error.diagnostic) - replaced
            # A cluster whose parts can be shown alone: its marks must give way.
            found = fonts.without_glyph(refused) or frozenset(c for c in refused if not c.isalnum())
            if not found:
                break
            replaced |= found
    try:
        return _Layout(_compile(_with_numbers(document, replaced), accessible=False), replaced, fault)
    except typst.TypstError as error:
        return _Layout(b"", replaced, error.message)


def _with_numbers(document: str, characters: frozenset[str]) -> str:
    """The document with stand-ins: ASCII without signs of XML, so that it stays well-formed."""
    return document.translate({ord(c): fonts.stand_in(c) for c in characters if not c.isascii()})


def _compile(document: str, *, accessible: bool = True) -> bytes:
    """Run typst on the template and the document, both from memory.

    Raises:
        typst.TypstError: typst cannot lay it out, or not as PDF/UA-1 demands.
    """
    template = resources.xslt_file("print/edition.typ").read_bytes()
    return fonts.compile_pdf({"main": template, "doc.xml": document.encode()}, accessible=accessible)
