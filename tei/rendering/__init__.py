"""Stage 7: TEI to HTML and PDF, by XSLT."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from lxml import etree

    from tei.rendering.pdf_collection import Collection
    from tei.rendering.xslt import Rendered

FORMATS = ("html", "pdf")
_STYLESHEETS = {"html": "html.xsl", "pdf": "print.xsl"}


def own_stylesheet(to: str) -> Path:
    """The program's stylesheet for one of `FORMATS`."""
    from tei import resources

    return resources.xslt_file(_STYLESHEETS[to])


def render(
    tree: etree._ElementTree,
    to: str,
    *,
    stylesheet: Path | None = None,
    params: Mapping[str, str] | None = None,
    path: str = "",
) -> Rendered:
    """Render a TEI tree in one of `FORMATS`; `path` is the file that findings name.

    Raises:
        TeiError: the stylesheet cannot be compiled, or a parameter cannot be passed.
        ValueError: there is no such format (a bug in the caller).
    """
    # Each format is imported when it is asked for: typst and its fonts are heavy.
    if to == "html":
        from tei.rendering.html import render_html

        return render_html(tree, stylesheet=stylesheet, params=params, path=path)
    if to == "pdf":
        from tei.rendering.pdf import render_pdf

        return render_pdf(tree, stylesheet=stylesheet, params=params, path=path)
    raise ValueError(f"no format {to!r}; the formats are {', '.join(FORMATS)}")


COLLECTIONS = ("pdf",)
"""Formats that can hold many documents in one file."""


def render_collection(
    documents: Iterable[tuple[str, etree._ElementTree]],
    to: str,
    *,
    stylesheet: Path | None = None,
    params: Mapping[str, str] | None = None,
    path: str = "",
) -> Collection:
    """Render TEI trees, each with the file that findings name, as one file of a format of `COLLECTIONS`.

    Raises:
        TeiError: the stylesheet cannot be compiled or makes no collection, or a parameter cannot be passed.
        ValueError: a collection cannot have this format (a bug in the caller).
    """
    if to == "pdf":
        from tei.rendering.pdf_collection import render_pdf_collection

        return render_pdf_collection(documents, stylesheet=stylesheet, params=params, path=path)
    raise ValueError(f"no collection {to!r}; the formats are {', '.join(COLLECTIONS)}")
