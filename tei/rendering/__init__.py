"""Stage 7: TEI to HTML, PDF, EPUB and plain text by XSLT, and to JSON Lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from lxml import etree

    from tei.rendering.xslt import Collection, Rendered

FORMATS = ("html", "pdf", "text", "jsonl", "epub")

SUFFIXES = {"html": ".html", "pdf": ".pdf", "text": ".txt", "jsonl": ".jsonl", "epub": ".epub"}

WITHOUT_STYLESHEET = frozenset({"jsonl"})
"""Formats that no stylesheet makes."""

LANGUAGES = ("de", "en", "es", "fr", "ja", "ko", "ru", "zh")
"""The languages of xslt/locale."""


def has_words(language: str) -> bool:
    """Whether the stylesheets have words in the language that a tag begins with."""
    return language.lower().partition("-")[0] in LANGUAGES


_STYLESHEETS = {"html": "html.xsl", "pdf": "print.xsl", "text": "text.xsl", "epub": "epub.xsl"}


def own_stylesheet(to: str) -> Path | None:
    """The program's stylesheet for one of `FORMATS`; None: no stylesheet makes it."""
    from tei import resources

    return resources.xslt_file(_STYLESHEETS[to]) if to in _STYLESHEETS else None


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
    if to == "text":
        from tei.rendering.text import render_text

        return render_text(tree, stylesheet=stylesheet, params=params, path=path)
    if to == "jsonl":
        from tei.rendering.jsonl import render_jsonl

        return render_jsonl(tree, path=path)
    if to == "epub":
        from tei.rendering.epub import render_epub

        return render_epub(tree, stylesheet=stylesheet, params=params, path=path)
    raise ValueError(f"no format {to!r}; the formats are {', '.join(FORMATS)}")


COLLECTIONS = ("pdf", "jsonl", "epub")
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
    if to == "jsonl":
        from tei.rendering.jsonl import render_jsonl_collection

        return render_jsonl_collection(documents)
    if to == "epub":
        from tei.rendering.epub import render_epub_collection

        return render_epub_collection(documents, stylesheet=stylesheet, params=params, path=path)
    raise ValueError(f"no collection {to!r}; the formats are {', '.join(COLLECTIONS)}")
