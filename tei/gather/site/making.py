"""A site over many files: read for the facts, then each page written, then what is made of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from tei.encode.elements import TEI
from tei.findings import CODES, Finding, Severity, TeiError, Where, finding
from tei.gather.citations import citation_params
from tei.gather.entries import entry_of
from tei.gather.site.collection import Collection
from tei.gather.site.folder import SiteFolder
from tei.gather.site.parameters import common_params
from tei.gather.site.search import search_index
from tei.gather.site.start import navigation
from tei.gather.site.texts import search_pages
from tei.gather.site.whole import put_whole
from tei.output import name_key
from tei.rendering.engines import using
from tei.rendering.html import render_html
from tei.runs import Outcome
from tei.validation.documents import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tei.gather.entries import Entry
    from tei.gather.site.model import Edition, Item
    from tei.gather.site.search import SearchIndex
    from tei.runs import State
    from tei.validation.documents import XmlDocument


def check_site_place(out: Path, inputs: Sequence[Path]) -> None:
    """See that a site does not become an input of its next run.

    Raises:
        TeiError: G035, it would.
    """
    place = out.absolute().resolve()
    for one in inputs:
        if one.is_dir() and place.is_relative_to(one.resolve()):
            message = f"-o {out}: is below the input folder {one}, and the site holds a copy of the TEI"
            raise TeiError("G035", message, CODES["G035"].help)


def make_site(
    files: Sequence[Path], out: Path, edition: Edition, *, pdfs: Mapping[str, Path] | None = None
) -> Iterator[Outcome]:
    """Make a site of TEI files.

    Args:
        files: the documents; those that cannot be used are told, the others are in the site.
        out: the site's folder.
        edition: what is known of the edition as a whole.
        pdfs: by the documents' ids the PDFs to put beside them.

    Returns:
        An outcome for each file, and at last one for what is made of all.

    Raises:
        TeiError: the folder cannot be used, or there is no Pagefind.
    """
    site = Site(SiteFolder(out), edition, pdfs or {})
    taken = []
    for file in files:
        outcome = site.take_in(file)
        if outcome is None:
            taken.append(file)
        else:
            yield outcome
    if not taken:
        return
    with search_index() as index:
        for file, item in zip(taken, list(site.collection.items), strict=True):
            yield site.put_document(file, item, index)
        yield put_whole(site.folder, site.collection, edition, index)


class Site:
    """A site in the making."""

    def __init__(self, folder: SiteFolder, edition: Edition, pdfs: Mapping[str, Path]) -> None:
        self.folder = folder
        self.collection = Collection()
        self._edition = edition
        self._pdfs = pdfs
        self._seen: dict[str, str] = {}
        self._navigation = ""

    def take_in(self, file: Path) -> Outcome | None:
        """The first reading; the outcome of a file that cannot be used."""
        path = str(file)
        document, problems = read(file)
        if document is None:
            return Outcome(path, "failed", problems)
        root = document.tree.getroot()
        if root.tag != TEI + "TEI":
            text = f"its root is {etree.QName(root).localname}"
            return Outcome(path, "failed", (finding("G036", text, Where(path, root.sourceline)),))
        entry = entry_of(document.tree, stem=file.stem)
        first = self._seen.setdefault(name_key(entry.id), path)
        if first != path:
            refused = finding("B003", f"the id {entry.id!r} is already that of {first}", Where(path))
            return Outcome(path, "failed", (refused,))
        self.collection.add(entry)
        return None

    def put_document(self, file: Path, item: Item, index: SearchIndex) -> Outcome:
        """The second reading: the document's page, its TEI, its texts for the search."""
        path = str(file)
        document, problems = read(file)
        if document is None:
            return Outcome(path, "failed", problems)
        entry = entry_of(document.tree, stem=file.stem)
        sheet = self._edition.stylesheets.get("html")
        with using(self._edition.choice):
            done = render_html(document.tree, stylesheet=sheet, params=self._params(entry, item), path=path)
        findings = [*said_of(entry, path), *done.findings]
        before, self.folder.changed = self.folder.changed, False
        written = self._write(document, item, done.data, findings) if done.data else []
        if written:
            for language, page in search_pages(document.tree.getroot(), entry, item):
                index.add(language, page)
        state: State = "failed" if not written else "converted" if self.folder.changed else "unchanged"
        self.folder.changed = before or self.folder.changed
        return Outcome(path, state, tuple(findings), tuple(written))

    def _write(self, document: XmlDocument, item: Item, page: bytes, findings: list[Finding]) -> list[Path]:
        made = {item.page: page, item.tei: document.data}
        try:
            if item.id in self._pdfs:
                made[_pdf(item)] = self._pdfs[item.id].read_bytes()
            return [self.folder.write(address, data) for address, data in made.items()]
        except TeiError as error:
            findings.append(
                Finding(error.code, Severity.ERROR, error.message, Where(document.path), error.hint)
            )
        except OSError as error:
            findings.append(finding("G038", f"{self._pdfs[item.id]}: {error.strerror}", Where(document.path)))
        return []

    def _params(self, entry: Entry, item: Item) -> dict[str, str]:
        if not self._navigation:
            self._navigation = navigation(self.collection, "../")
        pdf = f"pdf=../{_pdf(item)}|" if item.id in self._pdfs else ""
        return {
            **common_params(self._edition, "../"),
            "site-nav": self._navigation,
            "canonical": self._edition.address(item.page),
            "downloads": f"|tei=../{item.tei}|{pdf}",
            "name-pages": self.collection.name_pages(entry),
            **citation_params(entry),
            **self._edition.params,
        }


def _pdf(item: Item) -> str:
    return item.tei.removesuffix(".xml").replace("tei/", "pdf/", 1) + ".pdf"


def said_of(entry: Entry, path: str) -> Iterator[Finding]:
    """What a document lacks that lists would show."""
    if not entry.date.form:
        said = (
            f"its date is {entry.date.text!r}, whose value is not known"
            if entry.date.text
            else "none is stated"
        )
        yield finding("G031", said, Where(path))
    if not entry.title.text:
        yield finding("G032", "titleStmt has none", Where(path))
    if not entry.languages:
        yield finding("G033", "neither its text nor its header names one", Where(path))
