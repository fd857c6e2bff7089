"""The site that a build makes of its records, in the folder `site` of its output."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tei.gather.site.folder import SiteFolder, Writer
from tei.gather.site.making import ALONE, Document, Site, make_site_of
from tei.gather.site.model import edition_of
from tei.output import output_name
from tei.rendering import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tei.gather.entries import Entry
    from tei.gather.site.model import Edition
    from tei.gather.site.pages import Spreading
    from tei.outcomes import Outcome
    from tei.project import Project
    from tei.rendering.engines import Choice

FOLDER = "site"
_OFFERED: Final = frozenset(("pdf", "text", "epub"))


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
    """The site in the making."""

    def __init__(
        self, out: Path, edition: Edition, formats: Sequence[str], spreading: Spreading = ALONE
    ) -> None:
        """`formats`: what the build makes of each record; readers of the site are offered what they can read."""
        self._spreading = spreading
        self._formats = [kind for kind in formats if kind in _OFFERED]
        self._out = out
        self._edition = edition
        self._documents: list[Document] = []
        self._left_out: list[str] = []

    def add(self, entry: Entry, path: str, tei: Callable[[], bytes], drawn: str) -> None:
        """Take in a document that was made of the record at a path; its TEI is read when its turn comes."""
        self._documents.append(Document(path, entry, tei, drawn))

    def leave_out(self, path: str) -> None:
        """Note that the record at a path has no document."""
        self._left_out.append(path)

    def finish(self, writer: Writer, look: str) -> Iterator[Outcome]:
        """The site; what became of a document is told where it failed or something is to be said of it.

        Args:
            writer: puts files in their places, and knows which need not be made again.
            look: the digest of what pages are made by.
        """
        if not self._documents:
            return
        names = [one.entry.id for one in self._documents]
        beside = {
            name: {
                kind: file
                for kind in self._formats
                if (file := self._out / output_name(name, SUFFIXES[kind])).is_file()
            }
            for name in names
        }
        folder = SiteFolder(self._out / FOLDER, writer)
        site = Site(folder, self._edition, beside, self._spreading, look)
        for one in make_site_of(self._documents, site, self._left_out):
            if one.findings or not one.counts:
                yield replace(one, counts=False)
