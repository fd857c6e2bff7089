"""The plan of a build: what the project asks for, as the worker needs it, and the digests of all that it depends on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.building import digests
from tei.corrections.table import Corrections, read_corrections
from tei.encode import Settings
from tei.enrich.authority import read_authority
from tei.enrich.lexicon import Dictionary
from tei.findings import Finding, TeiError
from tei.layouts import layout_of_project, own_layouts
from tei.pipeline import Options
from tei.rendering import FORMATS
from tei.rendering.own_outputs import choice_of, own_outputs
from tei.review.table import CSV_NAME
from tei.runs import Rendering

if TYPE_CHECKING:
    from pathlib import Path

    from tei.project import About, Project


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done for each record, and what it is done with.

    `paths` are the files from the project's folder, in their order. `setting` is the digest of all that the TEI of a
    record depends on but its bytes and the corrections.
    """

    project: Project
    folder: Path
    out: Path
    paths: tuple[str, ...]
    options: Options
    rendering: Rendering
    notices: tuple[Finding, ...]
    setting: str
    staging: Path | None = None
    """Where outputs are laid before they are put in place; None: each beside its place."""

    def named(self, path: str) -> str:
        """A file as the run names it."""
        return os.fspath(self.folder / path)

    @property
    def writes_tei(self) -> bool:
        """Whether the TEI is an output of its own."""
        return "tei" in self.project.output.formats

    @property
    def wanted(self) -> int:
        """How many outputs a record has."""
        own = sum(one.scope == "record" for one in self.rendering.own.values())
        return len(self.rendering.formats) + own + self.writes_tei

    def setting_of(self, identities: frozenset[str]) -> str:
        """The digest of all that a file of records depends on but its bytes."""
        corrections = self.options.corrections
        rows = [row for row in corrections.rows if row.id in identities] if corrections else []
        # A correction that moves to another line of its table is told with that line.
        return digests.digest(self.setting, [repr(row) for row in rows])


def plan_of(project: Project, folder: Path) -> Plan:
    """The plan of a project.

    Raises:
        TeiError: the profile or a stylesheet does not exist, or the authority file or the file of corrections has
            errors.
    """
    files = sorted(path for path in folder.glob(project.input.records) if path.is_file())
    authority = read_authority(folder / project.enrich.authority) if project.enrich.authority else None
    out = folder / project.output.dir
    options = Options(
        profile=layout_of_project(project.input.profile, folder),
        layouts=own_layouts(project.input.profiles, folder),
        encoding=project.input.encoding,
        settings=settings_of(project.project, project.output.schema_),
        style=project.output.style,
        align=project.enrich.align,
        names=Dictionary(authority) if authority else None,
        corrections=_corrections(project.input.corrections, folder, out),
    )
    rendering = _rendering(project, folder)
    rendering.check()
    notices = authority.findings if authority else ()
    paths = tuple(os.path.relpath(file, folder) for file in files)
    return Plan(
        project,
        folder,
        out,
        paths,
        options,
        rendering,
        notices,
        _setting(project, folder, options, rendering),
    )


def _rendering(project: Project, folder: Path) -> Rendering:
    sheets = project.xslt
    chosen = {"html": sheets.html, "pdf": sheets.pdf, "text": sheets.text, "epub": sheets.epub}
    return Rendering(
        formats=tuple(name for name in project.output.formats if name in FORMATS),
        stylesheets={name: folder / file for name, file in chosen.items() if file},
        params=project.xslt.params,
        tei_beside="tei" in project.output.formats,
        choice=choice_of(project.xslt, folder),
        own=own_outputs(project, folder),
        collection=tuple(dict.fromkeys(project.output.collection)),
    )


def _corrections(name: str, folder: Path, out: Path) -> Corrections | None:
    """The project's corrections. The review list of the build itself is none: it is written anew each time."""
    if not name:
        return None
    file = folder / name
    if file.resolve() == (out / CSV_NAME).resolve():
        hint = "copy the rows that you filled in to a file of your own, such as corrections.csv"
        raise TeiError("F010", f"{file}: is the review list, which every build writes anew", hint)
    return read_corrections(file)


def settings_of(about: About, schema: str) -> Settings:
    """What the project says for every header."""
    date = about.date.isoformat() if about.date else ""
    return Settings(about.title, about.publisher, about.licence, date, schema)


def _setting(project: Project, folder: Path, options: Options, rendering: Rendering) -> str:
    """All that every record depends on: the program, the project's layouts and names, its looks."""
    layouts = [options.profile, *options.layouts]
    authority = digests.file_sha256(folder / project.enrich.authority) if project.enrich.authority else ""
    return digests.digest(
        digests.program(),
        # A layout is what its file and those that it extends say; patterns in it show what they were made of.
        [one if isinstance(one, str) else repr(one) for one in layouts],
        options.encoding,
        repr(options.settings),
        options.style,
        options.align,
        authority,
        project.input.corrections,
        project.output.formats,
        [look_of(rendering, name) for name in rendering.formats],
        [(name, look_of_own(rendering, name), one.scope, one.suffix) for name, one in rendering.own.items()],
    )


def look_of(rendering: Rendering, name: str) -> str:
    """The digest of what makes a format of a tree."""
    choice = rendering.choice
    sheet = digests.stylesheet(rendering.stylesheets.get(name), choice.root)
    given = sorted(rendering.params.items())
    beside = (rendering.formats, rendering.tei_beside) if name == "html" else ()
    return digests.digest(
        digests.program(), name, sheet, given, choice.engine, choice.seconds, choice.megabytes, beside
    )


def look_of_own(rendering: Rendering, name: str) -> str:
    """The digest of what makes an output of the project's own."""
    own = rendering.own[name]
    sheet = digests.stylesheet(own.stylesheet, own.choice.root)
    given = sorted(own.params.items())
    return digests.digest(digests.program(), name, sheet, given, own.choice.engine, own.choice.seconds)
