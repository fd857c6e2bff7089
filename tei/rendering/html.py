"""TEI to one self-contained HTML page by `xslt/html.xsl` (stage 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from tei import resources
from tei.findings import Severity, Where, finding
from tei.rendering.xslt import Rendered, transform

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


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
    done = transform(tree, stylesheet or resources.xslt_file("html.xsl"), given, path=path)
    if done.result is None or done.result.getroot() is None:
        said = any(one.severity is Severity.ERROR for one in done.findings)
        silent = finding("R001", "the stylesheet made no page", Where(path))
        return Rendered(b"", done.findings if said else (*done.findings, silent))
    # XSLT 1.0 knows no way to ask for the short doctype of HTML5.
    data = etree.tostring(done.result, method="html", encoding="UTF-8", doctype="<!DOCTYPE html>")
    return Rendered(data + b"\n", done.findings)


def _css() -> str:
    return resources.xslt_file("css/html.css").read_text(encoding="utf-8")
