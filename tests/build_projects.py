"""Small projects for tests of builds, and their output folders as one value."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sample_records import wilson

from tei.building import build
from tei.project import load_project

if TYPE_CHECKING:
    from pathlib import Path

    from tei.building import OnEdit
    from tei.outcomes import Outcome

PROJECT = """
[project]
title = "Letters of Ada Holm"
base_url = "https://letters.example/"
date = 2026-01-31

[input]
records = "records/**/*.txt"
profiles = ["layouts/*.toml"]

[output]
formats = ["tei", "html", "text", "csv"]

[enrich]
authority = "authority.csv"

[xslt]
html = "xslt/my.xsl"
params = { word = "ahoy" }

[run]
jobs = 1
"""
SHEET = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:import href="tei:html.xsl"/><xsl:include href="more.xsl"/><xsl:param name="word"/>
</xsl:stylesheet>"""
INCLUDED = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
xmlns:t="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="t">
<xsl:template match="t:signed"><p class="signed one"><xsl:apply-templates/></p></xsl:template>
</xsl:stylesheet>"""
LAYOUT = """name = "harbour"
title = "Notes of the harbour office"

[[recognise.signs]]
what = "the name of the form"
pattern = "^HARBOUR NOTE"
points = 5
"""
AUTHORITY = "id,kind,name\nholm,person,Ada Holm\nreyes,person,Jon Reyes\n"


def record(number: int, word: str = "Friday") -> str:
    """A record with an id of its own."""
    text = f"Dear Jon,\n\nThe boat came on {word} with the books. It was number {number}.\n\nAda Holm"
    return wilson(text, address=f"https://digitalarchive.wilsoncenter.org/document/92{number:04}")


def lay_out(folder: Path, records: int = 4) -> Path:
    """A project with records, a stylesheet that includes another one, an authority file."""
    for name in ("records/deep", "xslt", "layouts"):
        (folder / name).mkdir(parents=True)
    for number in range(records):
        (folder / f"records/{number}.txt").write_text(record(number), "utf-8")
    (folder / "xslt/my.xsl").write_text(SHEET, "utf-8")
    (folder / "xslt/more.xsl").write_text(INCLUDED, "utf-8")
    (folder / "authority.csv").write_text(AUTHORITY, "utf-8")
    (folder / "tei.toml").write_text(PROJECT.replace('profiles = ["layouts/*.toml"]\n', ""), "utf-8")
    return folder


def run(folder: Path, *, on_edit: OnEdit = "keep", jobs: int | None = None) -> list[Outcome]:
    """Build."""
    content, place = load_project(folder)
    _, outcomes = build(content, place, on_edit=on_edit, jobs=jobs)
    return list(outcomes)


def tree(out: Path) -> dict[str, str]:
    """The output folder without what the build notes for itself."""
    return {
        file.relative_to(out).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(out.rglob("*"))
        if file.is_file() and file.relative_to(out).parts[0] != ".tei"
    }


def times(out: Path) -> dict[str, tuple[int, int]]:
    """By file, what changes when it is written: the file itself and its time."""
    return {
        file.relative_to(out).as_posix(): (file.stat().st_ino, file.stat().st_mtime_ns)
        for file in sorted(out.rglob("*"))
        if file.is_file() and file.relative_to(out).parts[0] != ".tei"
    }
