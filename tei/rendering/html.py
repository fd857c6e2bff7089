"""TEI to one self-contained HTML page by `xslt/html.xsl` (stage 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei import resources
from tei.rendering.page_pictures import with_pictures_inside
from tei.rendering.xslt import Rendered, transform

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lxml import etree


def render_html(
    tree: etree._ElementTree,
    *,
    stylesheet: Path | None = None,
    params: Mapping[str, str] | None = None,
    path: str = "",
) -> Rendered:
    """Render a TEI tree as an HTML page, by our stylesheet or another one that makes HTML.

    The style sheet `xslt/css/html.css` goes into the page as the parameter `css`, unless `params` name
    it. The same tree and parameters give the same bytes. `path` is the file that findings name.

    Raises:
        TeiError: the stylesheet cannot be compiled.
    """
    given = {"css": _css(), **(params or {})}
    sheet = stylesheet or resources.xslt_file("html.xsl")
    shown, missing = with_pictures_inside(tree, path)
    done = transform(shown, sheet, given, path=path, form="html")
    return Rendered(done.data, (*done.findings, *missing))


def _css() -> str:
    return resources.xslt_file("css/html.css").read_text(encoding="utf-8")
