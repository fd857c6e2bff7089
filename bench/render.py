#!/usr/bin/env python3
"""What the transform to HTML costs, beside two stylesheets that do less, in one run over the same files.

Usage: bench/render.py FOLDER [--files N] [--others STYLESHEET.xsl]...

FOLDER holds TEI files (`*.xml`). Each file is parsed, which is not counted, and then transformed in turn by a small
stylesheet (seven templates, the text alone), by the identity transform (every node once), and by ours as
`tei render` runs it; so a busy machine slows all of them alike. After these come three with reading and writing counted:
lxml alone, the TEI put whole into the shell of a page (all of it copied, below a head; what else is to be seen is left to the
browser), and `tei render`. A line is documents for a second of processor time, and how many times as long as the small
stylesheet it takes. The exit status is 2 where there is nothing to measure.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from tei import resources, safe_xml
from tei.rendering.html import PLACE, render_html
from tei.rendering.xslt import transform

if TYPE_CHECKING:
    from collections.abc import Callable

    Transform = Callable[[etree._ElementTree], object]

_HEAD = (
    '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
    'xmlns:t="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="t">'
)
_SMALL = f"""{_HEAD}
<xsl:template match="/"><html><head><title><xsl:value-of select="//t:titleStmt/t:title"/></title></head>
<body><xsl:apply-templates select="//t:text"/></body></html></xsl:template>
<xsl:template match="t:div"><div lang="{{@xml:lang}}"><xsl:apply-templates/></div></xsl:template>
<xsl:template match="t:p"><p><xsl:apply-templates/></p></xsl:template>
<xsl:template match="t:note"><aside id="{{@xml:id}}"><xsl:apply-templates/></aside></xsl:template>
<xsl:template match="t:ref"><a href="{{@target}}"><xsl:apply-templates/></a></xsl:template>
<xsl:template match="t:head"><h2><xsl:apply-templates/></h2></xsl:template>
</xsl:stylesheet>"""
_IDENTITY = f"""{_HEAD}<xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy>
</xsl:template></xsl:stylesheet>"""


_SHELL = f"""{_HEAD}
<xsl:output method="html" encoding="UTF-8"/>
<xsl:template match="/"><html lang="en"><head><meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title><xsl:value-of select="//t:titleStmt/t:title"/></title><link rel="stylesheet" href="edition.css"/>
<script src="edition.js" defer="defer"/></head>
<body><main><xsl:apply-templates/></main><footer><p>A page of an edition.</p></footer></body></html></xsl:template>
<xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy></xsl:template>
<xsl:template match="*[@xml:id]"><xsl:copy><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute>
<xsl:apply-templates select="@*|node()"/></xsl:copy></xsl:template>
</xsl:stylesheet>"""


def read_and_written() -> dict[str, Callable[[bytes], object]]:
    """What is measured from the bytes of a file to those of a page."""
    shell = safe_xml.compile_made_stylesheet(_SHELL)
    return {
        "lxml reads and writes": lambda data: etree.tostring(safe_xml.parse_xml(data), encoding="UTF-8"),
        "TEI in a shell": lambda data: etree.tostring(
            shell(safe_xml.parse_xml(data)), method="html", encoding="UTF-8"
        ),
        "tei render, read, written": lambda data: render_html(safe_xml.parse_xml(data)),
    }


def ours(stylesheet: Path) -> Transform:
    """A stylesheet as the program runs it, which puts the style sheet of the page into its bytes when they are written."""
    return lambda tree: transform(tree, stylesheet, {"css": PLACE})


def main() -> int:
    """Measure, print a line for each transform, and return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--others", type=Path, action="append", default=[])
    given = parser.parse_args()
    files = sorted(given.folder.glob("*.xml"))[: given.files]
    if not files:
        print(f"no TEI in {given.folder}", file=sys.stderr)
        return 2
    transforms: dict[str, Transform] = {
        "small stylesheet": safe_xml.compile_made_stylesheet(_SMALL),
        "identity": safe_xml.compile_made_stylesheet(_IDENTITY),
        "tei render --to html": ours(resources.xslt_file("html.xsl")),
        **{path.name: ours(path) for path in given.others},
    }
    whole = read_and_written()
    spent = dict.fromkeys([*transforms, *whole], 0.0)
    for file in files:
        data = file.read_bytes()
        tree = safe_xml.parse_xml(data)
        for name, run in transforms.items():
            start = time.process_time()
            run(tree)
            spent[name] += time.process_time() - start
        for name, make in whole.items():
            start = time.process_time()
            make(data)
            spent[name] += time.process_time() - start
    least = spent["small stylesheet"]
    for name, seconds in spent.items():
        print(f"{name:<26}{len(files) / seconds:>8,.0f} a second{seconds / least:>8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
