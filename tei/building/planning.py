"""The plan of a build: what the project asks for, as the worker needs it, and the digests of all that it depends on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.building import digests
from tei.building.record_files import record_files
from tei.corrections.table import Corrections, read_corrections
from tei.encode import Settings
from tei.enrich.authority import read_authority
from tei.enrich.lexicon import Dictionary
from tei.findings import Finding, TeiError
from tei.layouts import layout_of_project, own_layouts
from tei.pipeline import Options
from tei.rendering import FORMATS
from tei.rendering.own_outputs import choice_of, own_outputs
from tei.renderings import Rendering
from tei.review.table import CSV_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tei.project import About, Project


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done for each record, and what it is done with.

    `paths` are the files from the project's folder, in their order. `setting` is the digest of all that the TEI of a
    record depends on but its bytes and the corrections, `looks` those of each format and output of the project's own,
    `corrected` those of the corrections, by the document's id.
    """

    project: Project
    folder: Path
    out: Path
    paths: tuple[str, ...]
    options: Options
    rendering: Rendering
    notices: tuple[Finding, ...]
    setting: str
    looks: Mapping[str, str]
    corrected: Mapping[str, str]
    staging: Path | None = None
    """Where outputs are laid before they are put in place; None: each beside its place."""
    refused: tuple[Finding, ...] = ()
    """Of links that were found where records are, and lead elsewhere."""

    def named(self, path: str) -> str:
        """A file as the run names it; asked several times for each file, so no path is made of it."""
        folder = os.fspath(self.folder)
        return path if folder == os.curdir else os.path.join(folder, path)  # noqa: PTH118  (many)

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
        return digests.digest(self.setting, sorted(self.corrected.get(one, "") for one in identities))


def plan_of(project: Project, folder: Path) -> Plan:
    """The plan of a project.

    Raises:
        TeiError: the profile or a stylesheet does not exist, the authority file or the file of corrections has
            errors, or outputs may not be where the project wants them.
    """
    out = folder / project.output.dir
    _check_out(project.output.dir, folder, out)
    files, refused = record_files(project, folder, out)
    authority = read_authority(folder / project.enrich.authority) if project.enrich.authority else None
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
    looks = _looks(rendering)
    of_all = {name for name, one in rendering.own.items() if one.scope == "corpus"}
    of_each = {name: look for name, look in looks.items() if name not in of_all}
    setting = _setting(project, folder, options, of_each)
    return Plan(
        project,
        folder,
        out,
        paths,
        options,
        rendering,
        notices,
        setting,
        looks,
        _corrected(options.corrections),
        refused=refused,
    )


def _check_out(named: str, folder: Path, out: Path) -> None:
    """See that outputs have a folder in which they are not among everything else that somebody has.

    The folder of the project or of the records may be it: what is there and not of the program's making is never written over.
    """
    real, project = os.path.realpath(out), os.path.realpath(folder)
    if real == os.path.dirname(real):  # noqa: PTH120  (as it is resolved)
        what = "is the root of the file system"
    elif real == os.path.realpath(os.path.expanduser("~")):  # noqa: PTH111  (a Path raises where there is none)
        what = "is a home folder"
    elif project.startswith(os.path.join(real, "")):  # noqa: PTH118  (its end counts)
        what = "is a folder above that of the project"
    else:
        return
    hint = "name a folder that the outputs have for themselves, such as build"
    raise TeiError("F002", f"output.dir: {named!r} {what}", hint)


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


def _corrected(corrections: Corrections | None) -> dict[str, str]:
    """The digests of the corrections, by document. One that moves to another line is told with that line."""
    rows: dict[str, list[str]] = {}
    for row in corrections.rows if corrections else ():
        rows.setdefault(row.id, []).append(repr(row))
    return {identity: digests.digest(said) for identity, said in rows.items()}


def _setting(project: Project, folder: Path, options: Options, looks: Mapping[str, str]) -> str:
    """All that every record depends on: the program, the project's layouts and names, its looks."""
    layouts = [options.profile, *options.layouts]
    authority = digests.file_sha256(folder / project.enrich.authority) if project.enrich.authority else ""
    return digests.digest(
        digests.program(),
        # What its file and those that it extends say.
        [one if isinstance(one, str) else one.model_dump_json() for one in layouts],
        options.encoding,
        repr(options.settings),
        options.style,
        options.align,
        authority,
        project.input.corrections,
        project.output.formats,
        looks,
    )


def _looks(rendering: Rendering) -> dict[str, str]:
    """The digest of what makes each format, and each output of the project's own."""
    own = {name: _look_of_own(rendering, name) for name in rendering.own}
    return {name: _look_of(rendering, name) for name in rendering.formats} | own


def _look_of(rendering: Rendering, name: str) -> str:
    """The digest of what makes a format of a tree."""
    choice = rendering.choice
    sheet = digests.stylesheet(rendering.stylesheets.get(name), choice.root)
    given = sorted(rendering.params.items())
    beside: object = (rendering.formats, rendering.tei_beside) if name == "html" else ()
    if name == "pdf":
        beside = digests.fonts()
    return digests.digest(
        digests.program(), name, sheet, given, choice.engine, choice.seconds, choice.megabytes, beside
    )


def _look_of_own(rendering: Rendering, name: str) -> str:
    """The digest of what makes an output of the project's own."""
    own = rendering.own[name]
    sheet = digests.stylesheet(own.stylesheet, own.choice.root)
    given = sorted(own.params.items())
    return digests.digest(
        digests.program(), name, sheet, given, own.choice.engine, own.choice.seconds, own.scope, own.suffix
    )
