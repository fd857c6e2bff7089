"""The public Python API: the commands' words as functions, typed. Import them from `tei`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tei import building, pipeline, safe_xml
from tei.outcomes import summarise
from tei.pipeline import Options, Result
from tei.project import load_project
from tei.rendering import FORMATS, own_stylesheet
from tei.rendering import render as render_tree
from tei.rendering.engines import Choice, using
from tei.rendering.engines.modules import check_parameters
from tei.review.table import CSV_NAME
from tei.validation import OWN_SCHEMA, Request, validate_document, validate_files
from tei.validation.documents import XmlDocument
from tei.validation.of_project import request_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from tei.building import OnEdit
    from tei.findings import Finding
    from tei.outcomes import Outcome
    from tei.rendering.xslt import Rendered
    from tei.report import Summary


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: the summary, and the outcome of every record in the order of their paths.

    `notices` are findings of the project's own files, such as its authority file.
    `review` is the outcome of the review list and of the corrections that fit no record, `exports` are those of the
    files made of all records.
    """

    summary: Summary
    outcomes: tuple[Outcome, ...]
    notices: tuple[Finding, ...] = ()
    review: Outcome | None = None
    exports: tuple[Outcome, ...] = ()


def convert(path: Path | str, *, profile: str = "auto", encoding: str | None = None) -> Result:
    """Convert a record to TEI, proven to hold all of it.

    Args:
        path: the record's file.
        profile: name of a layout, path of a layout file, or `auto`.
        encoding: of a file that is neither UTF-8 nor UTF-16 with a byte order mark.

    Returns:
        id, TEI bytes (empty when an error finding says why), findings, and the document as read.

    Raises:
        TeiError: there is no such profile or encoding; F030, the file holds several records (see `convert_all`).
    """
    return pipeline.convert(Path(path), Options(profile, encoding))


def convert_all(path: Path | str, *, profile: str = "auto", encoding: str | None = None) -> Iterator[Result]:
    """Convert each record of a file that may hold several: a table's rows, or what its layout parts a text into.

    The results come one by one, and a table of any size is read as they are asked for. A file that cannot be read
    as a whole, such as a table with ragged rows, is one result, which has failed.

    Args:
        path: the file.
        profile: as of `convert`.
        encoding: as of `convert`.

    Raises:
        TeiError: there is no such profile or encoding.
    """
    return pipeline.convert_each(Path(path), Options(profile, encoding))


def validate(
    source: Path | str | etree._ElementTree, *, schemas: Sequence[str] = (OWN_SCHEMA,)
) -> list[Finding]:
    """Check TEI, a file or a tree, against schemas and by our rules; no findings: valid.

    Args:
        source: a file, or a tree, which engines of schemas of others are given as a file of its own.
        schemas: `tei-record`, names of schemas that were added, or files `.rng`, `.rnc`, `.xsd`.

    Raises:
        TeiError: there is no such schema, or no engine can use it.
    """
    request = Request(schemas=tuple(schemas))
    if isinstance(source, Path | str):
        return list(validate_files([Path(source)], request))
    path = source.docinfo.URL or "-"
    if not request.asks_for_others:
        return list(validate_document(XmlDocument(path, b"", source), request))
    with TemporaryDirectory(prefix="tei-validate-") as folder:
        file = Path(folder, "document.xml")
        source.write(file, encoding="utf-8", xml_declaration=True)
        found = list(validate_files([file], request))
    return [
        replace(one, where=replace(one.where, path=path)) if one.where.path == str(file) else one
        for one in found
    ]


def render(
    source: Result | etree._ElementTree | bytes | Path | str,
    to: str = "html",
    *,
    stylesheet: Path | None = None,
    params: Mapping[str, str] | None = None,
    choice: Choice | None = None,
) -> Rendered:
    """Render TEI as `html` or `pdf`: a result of `convert`, a tree, bytes, or a file's path.

    `choice` is the engine and its limits; without one libxslt.

    Returns:
        The bytes, and what was found on the way; no bytes where an error finding says why.

    Raises:
        TeiError: the stylesheet cannot be compiled, or a parameter cannot be passed.
        ValueError: there is no such format.
        OSError, XmlRefused: the file cannot be read, or is not XML that may be read.
    """
    given = choice or Choice()
    sheet = stylesheet or own_stylesheet(to) if to in FORMATS else None
    check_parameters(params or {}, [sheet] if sheet else [], given.root)
    with using(given):
        return render_tree(_tree(source), to, stylesheet=stylesheet, params=params)


def _tree(source: Result | etree._ElementTree | bytes | Path | str) -> etree._ElementTree:
    if isinstance(source, Result):
        source = source.tei
    if isinstance(source, Path | str):
        source = Path(source).read_bytes()
    return safe_xml.parse_xml(source) if isinstance(source, bytes) else source


def build(project: Path | str, *, on_edit: OnEdit = "keep") -> Report:
    """Take the whole way for a project: its folder, or its `tei.toml`; what is up to date stays as it is.

    Args:
        project: the folder or the file.
        on_edit: what becomes of TEI that somebody has edited.

    Raises:
        TeiError: the project file or the authority file is wrong, or the output folder cannot be used.
    """
    content, folder = load_project(Path(project))
    asked = request_of(content.validate_, folder)
    inputs, outcomes = building.build(content, folder, on_edit=on_edit, asked=asked)
    done = tuple(outcomes)
    records = tuple(one for one in done if one.counts)
    gathered = tuple(one for one in done if not one.counts)
    review = next((one for one in gathered if Path(one.path).name == CSV_NAME), None)
    exports = tuple(one for one in gathered if one is not review)
    return Report(summarise(records, len(inputs.files)), records, inputs.notices, review, exports)
