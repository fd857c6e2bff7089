"""The site that a build makes of its records, in the folder `site` of its output."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tei.findings import Finding, Severity, TeiError, Where
from tei.gather.site.making import make_site
from tei.gather.site.model import edition_of
from tei.output import output_name, prepare_output_folder, write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tei.gather.site.model import Edition
    from tei.pipeline import Result
    from tei.project import Project
    from tei.rendering.engines import Choice
    from tei.runs import Outcome

FOLDER = "site"


def edition_of_project(project: Project, stylesheets: Mapping[str, Path], choice: Choice) -> Edition:
    """The edition as the project file tells of it.

    Raises:
        TeiError: G039, there are no words in its language.
    """
    about = project.project
    return edition_of(
        title=about.title,
        publisher=about.publisher,
        base_url=about.base_url,
        language=about.languages[0] if about.languages else "en",
        licence=about.licence,
        date=about.date.isoformat() if about.date else "",
        stylesheets=stylesheets,
        params=project.xslt.params,
        choice=choice,
    )


class SiteOfBuild:
    """The site in the making: the TEI of each record is put where the site has it."""

    def __init__(self, out: Path, edition: Edition) -> None:
        self._out = out
        self._edition = edition
        self._files: dict[str, Path] = {}

    def add(self, record: Result) -> Finding | None:
        """Take in a record; a finding where its TEI cannot be written."""
        file = self._out / FOLDER / "tei" / output_name(record.id, ".xml")
        try:
            if not self._files:
                prepare_output_folder(file.parent)
            write_atomic(file, record.tei)
        except TeiError as error:
            return Finding(error.code, Severity.ERROR, error.message, Where(record.path), error.hint)
        self._files[record.id] = file
        return None

    def finish(self) -> Iterator[Outcome]:
        """The site; what became of a document is told where it failed or something is to be said of it."""
        pdfs = {name: self._out / output_name(name, ".pdf") for name in self._files}
        there = {name: file for name, file in pdfs.items() if file.is_file()}
        files = list(self._files.values())
        made = make_site(files, self._out / FOLDER, self._edition, pdfs=there) if files else ()
        for one in made:
            if one.findings or not one.counts:
                # The TEI is proven: it is that of the record.
                outputs = tuple(file for file in one.outputs if file.suffix != ".xml")
                yield replace(one, counts=False, outputs=outputs)
