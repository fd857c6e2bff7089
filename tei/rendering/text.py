"""TEI to plain text: `xslt/text.xsl` writes the lines, here they are trimmed, wrapped, and tables aligned (stage 7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei import resources
from tei.findings import CODES, Severity, TeiError, Where, finding
from tei.rendering.text_lines import aligned, indented, wrapped
from tei.rendering.xslt import Rendered, transform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lxml import etree

WIDTH = "text-width"
_NARROWEST, _WIDEST = 20, 1000
_BLANKS = re.compile(r"[ \t\r]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def render_text(
    tree: etree._ElementTree,
    *,
    stylesheet: Path | None = None,
    params: Mapping[str, str] | None = None,
    path: str = "",
) -> Rendered:
    """Render a TEI tree as plain text in UTF-8, by our stylesheet or another one that makes text.

    The same tree and parameters give the same bytes. `path` is the file that findings name.

    Raises:
        TeiError: the stylesheet cannot be compiled, or `text-width` is no width (R045).
    """
    given = params or {}
    width = _width(given.get(WIDTH, ""))
    done = transform(tree, stylesheet or resources.xslt_file("text.xsl"), given, path=path, form="written")
    text = laid_out(done.data.decode("utf-8", "replace"), width) if done.data else ""
    if not text.strip():
        said = any(one.severity is Severity.ERROR for one in done.findings)
        silent = finding("R001", "the stylesheet made no text", Where(path))
        return Rendered(b"", done.findings if said else (*done.findings, silent))
    return Rendered(text.encode(), done.findings)


def _width(said: str) -> int:
    """The width of a line; 0: lines are as long as they are."""
    if not said:
        return 0
    if not (said.isascii() and said.isdigit() and _NARROWEST <= int(said[:5]) <= _WIDEST):
        message = f"{WIDTH} is {said!r}, and is a number from {_NARROWEST} to {_WIDEST}"
        raise TeiError("R045", message, CODES["R045"].help)
    return int(said)


def laid_out(text: str, width: int = 0) -> str:
    """The lines of a stylesheet as xslt/text.xsl describes them, set for reading; 0: not wrapped."""
    lines = "\n".join(_lines(text.split("\n"), width))
    return _EMPTY_LINES.sub("\n\n", lines).strip("\n") + "\n"


def _lines(lines: list[str], width: int) -> Iterator[str]:
    table: list[list[str]] = []
    for line in lines:
        if line.startswith("|\t"):
            table.append([" ".join(cell.split()) for cell in line[2:].removesuffix("\t|").split("\t|\t")])
            continue
        yield from aligned(table, width)
        table = []
        steps = len(line) - len(line.lstrip("\t"))
        yield from wrapped(indented(_BLANKS.sub(" ", line).strip(" "), steps), width)
    yield from aligned(table, width)
