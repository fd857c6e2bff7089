"""A site over many files: read for the facts, then each page written, then what is made of all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
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
from tei.outcomes import Outcome
from tei.output import name_key
from tei.rendering import SUFFIXES
from tei.rendering.engines import using
from tei.rendering.html import render_html
from tei.safe_xml import XmlRefused, parse_xml
from tei.validation.documents import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tei.gather.entries import Entry
    from tei.gather.site.model import Edition, Item
    from tei.gather.site.search import SearchIndex
    from tei.outcomes import State


Beside = Mapping[str, Mapping[str, Path]]
"""By the id of a document and `pdf`, `text` or `epub` a file to offer beside it."""


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
    files: Sequence[Path], out: Path, edition: Edition, *, beside: Beside | None = None
) -> Iterator[Outcome]:
    """Make a site of TEI files.

    Args:
        files: the documents; those that cannot be used are told, the others are in the site.
        out: the site's folder.
        edition: what is known of the edition as a whole.
        beside: by the documents' ids the other forms of them to put beside them.

    Returns:
        An outcome for each file, and at last one for what is made of all.

    Raises:
        TeiError: the folder cannot be used, or there is no Pagefind.
    """
    documents = []
    seen: dict[str, str] = {}
    for file in files:
        read_of = _document(file, seen)
        if isinstance(read_of, Outcome):
            yield read_of
        else:
            documents.append(read_of)
    if documents:
        yield from make_site_of(documents, SiteFolder(out), edition, beside=beside or {})


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a site: the file that findings name, its facts, its TEI when its turn comes.

    `drawn` is the digest of the pictures that it shows.
    """

    path: str
    entry: Entry
    tei: Callable[[], bytes]
    drawn: str = ""


def make_site_of(
    documents: Sequence[Document], folder: SiteFolder, edition: Edition, *, beside: Beside, look: str = ""
) -> Iterator[Outcome]:
    """Make a site of documents whose facts are known, each with an id of its own.

    `look` is the digest of what pages are made by; a page that was made by it of the same TEI stays.

    Raises:
        TeiError: as `make_site`.
    """
    site = Site(folder, edition, beside, look)
    waiting = [(one, site.collection.add(one.entry)) for one in documents]
    with search_index() as index:
        made = []
        for one, item in waiting:
            done = site.put_document(one, item, index)
            made += [(one, item)] if done.outputs else []
            yield done
        if len(made) < len(waiting):
            yield from _without(site, made)
        yield put_whole(site.folder, site.collection, edition, index)


def _without(site: Site, made: Sequence[tuple[Document, Item]]) -> Iterator[Outcome]:
    """Take what has no page out of all lists; pages made before lead to what may have gone with it, and are made again."""
    site.collection.keep([item for _, item in made])
    if site.leads_elsewhere():
        site.folder.settle()
        for one, item in made:
            done = site.put_document(one, item, None)
            if not done.outputs:
                yield done


def _document(file: Path, seen: dict[str, str]) -> Document | Outcome:
    """A file read for its facts, or the outcome of one that cannot be used."""
    path = str(file)
    document, problems = read(file)
    if document is None or problems:
        return Outcome(path, "failed", problems)
    root = document.tree.getroot()
    if root.tag != TEI + "TEI":
        name = etree.QName(root)
        space = f"in the namespace {name.namespace}" if name.namespace else "in no namespace"
        text = f"the root element is {name.localname} {space}, and is to be TEI in the namespace {TEI[1:-1]}"
        return Outcome(path, "failed", (finding("G036", text, Where(path, root.sourceline)),))
    entry = entry_of(document.tree, stem=file.stem)
    first = seen.setdefault(name_key(entry.id), path)
    if first != path:
        refused = finding("B003", f"the id {entry.id!r} is already that of {first}", Where(path))
        return Outcome(path, "failed", (refused,))
    return Document(path, entry, file.read_bytes)


class Site:
    """A site in the making."""

    def __init__(self, folder: SiteFolder, edition: Edition, beside: Beside, look: str = "") -> None:
        self._look = look
        self.folder = folder
        self.collection = Collection()
        self._edition = edition
        self._beside = beside
        self._navigation = ""

    def leads_elsewhere(self) -> bool:
        """Whether pages have to lead to other lists than those that were written do; the next ones will."""
        before, self._navigation = self._navigation, navigation(self.collection, "../")
        return before != self._navigation

    def put_document(self, document: Document, item: Item, index: SearchIndex | None) -> Outcome:
        """The document's page, its TEI, its texts for the search, where the index has not got them."""
        path, entry = document.path, document.entry
        try:
            data = document.tei()
            tree = parse_xml(data)
        except (OSError, XmlRefused) as error:
            return Outcome(path, "failed", (finding("G038", f"{path}: {error}", Where(path)),))
        params = self._params(entry, item)
        key = _key(data, params, self._look + document.drawn)
        findings = [*said_of(entry, path)]
        before, self.folder.changed = self.folder.changed, False
        page: bytes | Path | None = self.folder.keeps(item.page, key)
        if page is None:
            sheet = self._edition.stylesheets.get("html")
            with using(self._edition.choice):
                done = render_html(tree, stylesheet=sheet, params=params, path=path)
            findings += done.findings
            page = done.data
            # What was found is told at every build: such a page is made each time.
            key = "" if done.findings else key
        written = self._write(path, data, item, page, key, findings) if page else []
        if written and index is not None:
            for language, page in search_pages(tree.getroot(), entry, item):
                index.add(language, page)
        state: State = "failed" if not written else "converted" if self.folder.changed else "unchanged"
        self.folder.changed = before or self.folder.changed
        return Outcome(path, state, tuple(findings), tuple(written))

    def _write(
        self, path: str, data: bytes, item: Item, page: bytes | Path, key: str, findings: list[Finding]
    ) -> list[Path]:
        made = {item.tei: data}
        try:
            for kind, file in self._beside.get(item.id, {}).items():
                made[_address(item, kind)] = file.read_bytes()
            first = page if isinstance(page, Path) else self.folder.write(item.page, page, key)
            return [first, *(self.folder.write(address, data) for address, data in made.items())]
        except TeiError as error:
            findings.append(Finding(error.code, Severity.ERROR, error.message, Where(path), error.hint))
        except OSError as error:
            findings.append(finding("G038", f"{error.filename}: {error.strerror}", Where(path)))
        return []

    def _params(self, entry: Entry, item: Item) -> dict[str, str]:
        if not self._navigation:
            self._navigation = navigation(self.collection, "../")
        others = "".join(
            f"{kind}=../{_address(item, kind)}|"
            for kind in ("pdf", "text", "epub")
            if kind in self._beside.get(item.id, {})
        )
        return {
            **common_params(self._edition, "../"),
            "site-nav": self._navigation,
            "canonical": self._edition.address(item.page),
            "downloads": f"|tei=../{item.tei}|{others}",
            "name-pages": self.collection.name_pages(entry),
            **citation_params(entry),
            **self._edition.params,
        }


def _key(data: bytes, params: Mapping[str, str], look: str) -> str:
    """The digest of all that a page is made of."""
    given = "\0".join(f"{name}={value}" for name, value in sorted(params.items()))
    return hashlib.sha256(b"\0".join((look.encode(), given.encode(), data))).hexdigest()


def _address(item: Item, kind: str) -> str:
    return item.tei.removesuffix(".xml").replace("tei/", f"{kind}/", 1) + SUFFIXES[kind]


def said_of(entry: Entry, path: str) -> Iterator[Finding]:
    """What a document lacks that lists would show."""
    if not entry.date.form:
        said = (
            f"the document is dated {entry.date.text!r}, and no attribute says the value of that"
            if entry.date.text
            else "no date is stated: none in creation, in correspAction, in the source, in publicationStmt"
        )
        yield finding("G031", said, Where(path))
    if not entry.title.text:
        yield finding("G032", "titleStmt holds no title, or an empty one", Where(path))
    if not entry.languages:
        yield finding(
            "G033",
            "neither the text (xml:lang) nor the header (langUsage) names a language of the document",
            Where(path),
        )
