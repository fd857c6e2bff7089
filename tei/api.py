"""The public Python API: the commands' words as functions, typed. Import them from `tei`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tei import check, pipeline, runs
from tei.pipeline import Options, Result
from tei.project import load_project
from tei.rendering import render as render_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from tei.findings import Finding
    from tei.rendering.xslt import Rendered
    from tei.report import Summary
    from tei.runs import Outcome


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: the summary, and the outcome of every record in the order of their paths."""

    summary: Summary
    outcomes: tuple[Outcome, ...]


def convert(path: Path | str, *, profile: str = "auto", encoding: str | None = None) -> Result:
    """Convert a record to TEI, proven to hold all of it.

    Args:
        path: the record's file.
        profile: name of a layout, path of a layout file, or `auto`.
        encoding: of a file that is neither UTF-8 nor UTF-16 with a byte order mark.

    Returns:
        id, TEI bytes (empty when an error finding says why), findings, and the document as read.

    Raises:
        TeiError: there is no such profile or encoding.
    """
    return pipeline.convert(Path(path), Options(profile, encoding))


def validate(source: Path | str | etree._ElementTree) -> list[Finding]:
    """Check TEI, a file or a tree, against our schema and by our rules; no findings: valid."""
    if not isinstance(source, Path | str):
        return check.check_tree(source, source.docinfo.URL or "-")
    tree, findings = runs.read_tei(Path(source))
    return list(findings) if tree is None else check.check_tree(tree, str(source))


def render(
    tree: etree._ElementTree,
    to: str = "html",
    *,
    stylesheet: Path | None = None,
    params: Mapping[str, str] | None = None,
) -> Rendered:
    """Render a TEI tree as `html` or `pdf`; the bytes, and what was found on the way.

    Raises:
        TeiError: the stylesheet cannot be compiled, or a parameter cannot be passed.
        ValueError: there is no such format.
    """
    return render_tree(tree, to, stylesheet=stylesheet, params=params)


def build(project: Path | str) -> Report:
    """Take the whole way for a project: its folder, or its `tei.toml`.

    Raises:
        TeiError: the project file is wrong, or the output folder cannot be used.
    """
    content, folder = load_project(Path(project))
    inputs, outcomes = runs.build(content, folder)
    done = tuple(outcomes)
    return Report(runs.summarise(done, len(inputs.files)), done)
