"""TEI to one self-contained HTML page by `xslt/html.xsl` (stage 7)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from tei import resources
from tei.rendering.page_pictures import WithPictures, with_pictures_inside
from tei.rendering.xslt import Rendered, transform

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lxml import etree

PLACE: Final = "/*style*/"
"""What stands for the style sheet of the page while it is made."""

_STYLE: Final = f"<style>{PLACE}</style>".encode()


def render_html(
    tree: etree._ElementTree,
    *,
    stylesheet: Path | None = None,
    params: Mapping[str, str] | None = None,
    path: str = "",
    has_pictures: bool = False,
) -> Rendered:
    """Render a TEI tree as an HTML page, by our stylesheet or another one that makes HTML.

    The style sheet `xslt/css/html.css` goes into the page as the parameter `css`, unless `params` name
    it. The same tree and parameters give the same bytes. `path` is the file that findings name.
    `has_pictures`: the tree says already what is shown of its pictures, which are put into the page otherwise.

    Raises:
        TeiError: the stylesheet cannot be compiled.
    """
    given = dict(params or {})
    inside = WithPictures(tree) if has_pictures else with_pictures_inside(tree, path)
    shown, missing = inside.tree, inside.missing
    if stylesheet is None and "css" not in given and not given.get("stylesheet"):
        page = _with_own_style(shown, given, path)
    else:
        page = _page(shown, stylesheet or _sheet(), {"css": _css(), **given}, path)
    return Rendered(page.data, (*page.findings, *missing))


def _with_own_style(tree: etree._ElementTree, params: Mapping[str, str], path: str) -> Rendered:
    """Put the style sheet into the bytes of the page: its 20 kB as a parameter are copied and checked many times."""
    page = _page(tree, _sheet(), {**params, "css": PLACE}, path)
    if not page.data:
        return page
    before, found, after = page.data.partition(_STYLE)
    if found and _STYLE not in after:
        return Rendered(b"".join((before, _style(), after)), page.findings)
    # A text that holds the very words, or an engine that writes them in another way.
    return _page(tree, _sheet(), {**params, "css": _css()}, path)


def _page(tree: etree._ElementTree, sheet: Path, params: Mapping[str, str], path: str) -> Rendered:
    done = transform(tree, sheet, params, path=path, form="html")
    return Rendered(done.data, done.findings)


@cache
def _sheet() -> Path:
    return resources.xslt_file("html.xsl")


@cache
def _style() -> bytes:
    return f"<style>{_css()}</style>".encode()


@cache
def _css() -> str:
    return resources.xslt_file("css/html.css").read_text(encoding="utf-8")
