"""A site over many files: read for the facts, then each page written, then what is made of all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tei.findings import Finding, Severity, TeiError, Where, finding
from tei.gather.citations import citation_params
from tei.gather.site.collection import Collection
from tei.gather.site.pages import Page, Spreading, Wanted, pages
from tei.gather.site.parameters import common_params
from tei.gather.site.search import search_index
from tei.gather.site.start import navigation
from tei.gather.site.told import said_of, too_large
from tei.gather.site.whole import has_part, put_whole
from tei.outcomes import Outcome
from tei.rendering import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from tei.gather.entries import Entry
    from tei.gather.site.folder import SiteFolder
    from tei.gather.site.model import Edition, Item
    from tei.gather.site.search import SearchIndex
    from tei.outcomes import State


ALONE: Final = Spreading()
Beside = Mapping[str, Mapping[str, Path]]
"""By the id of a document and `pdf`, `text` or `epub` a file to offer beside it."""


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
    documents: Sequence[Document], site: Site, left_out: Sequence[str] = ()
) -> Iterator[Outcome]:
    """Make a site of documents whose facts are known, each with an id of its own.

    `left_out`: the files of those that cannot be in it.

    Raises:
        TeiError: as `make_site`.
    """
    waiting = [(one, site.collection.add(one.entry)) for one in documents]
    with search_index(site.has_part, site.look) as index:
        made = []
        with closing(site.put_documents(waiting, index)) as put:
            for one, done in zip(waiting, put, strict=True):
                made += [one] if done.outputs else []
                yield done
        if len(made) < len(waiting):
            yield from _without(site, made)
        there = {item.id for _, item in made}
        lost = [one.path for one, item in waiting if item.id not in there]
        yield put_whole(site.folder, site.collection, site.edition, index, [*left_out, *lost])


def _without(site: Site, made: Sequence[tuple[Document, Item]]) -> Iterator[Outcome]:
    """Take what has no page out of all lists; pages made before lead to what may have gone with it, and are made again."""
    site.collection.keep([item for _, item in made])
    if site.leads_elsewhere():
        site.folder.settle()
        yield from (done for done in site.put_documents(made, None) if not done.outputs)


class Site:
    """A site in the making."""

    def __init__(
        self,
        folder: SiteFolder,
        edition: Edition,
        beside: Beside,
        spreading: Spreading = ALONE,
        look: str = "",
    ) -> None:
        """`look` is the digest of what pages are made by; a page that was made by it of the same TEI stays."""
        self.look = look
        self.folder = folder
        self.collection = Collection()
        self.edition = edition
        self._beside = beside
        self._spreading = spreading
        self._navigation = ""

    def leads_elsewhere(self) -> bool:
        """Whether pages have to lead to other lists than those that were written do; the next ones will."""
        before, self._navigation = self._navigation, navigation(self.collection, "../")
        return before != self._navigation

    def put_documents(
        self, documents: Sequence[tuple[Document, Item]], index: SearchIndex | None
    ) -> Generator[Outcome]:
        """Of each document the page, its TEI, its texts for the search, where the index has not got them.

        Raises:
            TeiError: a stylesheet or a library is not there.
        """
        turns = _Turns(self, documents, is_searched=index is not None)
        with closing(pages(turns, self.edition, self._spreading)) as made:
            for number, page in enumerate(made):
                yield self._put(turns.taken(number), page, index)

    def has_part(self, part: str, key: str) -> bool:
        """Whether a part of the search's index is there whole, made of what this key is the digest of."""
        return has_part(self.folder, part, key)

    def turn(self, document: Document, item: Item) -> _Turn:
        """A document whose turn has come: its TEI, whether its page has to be made."""
        params = self._params(document.entry, item)
        try:
            data = document.tei()
        except OSError as error:
            return _Turn(document, item, b"", params, "", None, f"{document.path}: {error}")
        key = _key(data, params, self.look + document.drawn)
        return _Turn(document, item, data, params, key, self.folder.keeps(item.page, key))

    def _put(self, turn: _Turn, made: Page, index: SearchIndex | None) -> Outcome:
        path, item = turn.document.path, turn.item
        if made.is_lost:
            return Outcome(path, "failed", made.findings)
        said = (*made.findings, *too_large(made.data, path))
        findings = [*said_of(turn.document.entry, path), *said]
        before, self.folder.changed = self.folder.changed, False
        # What was found is told at every build: such a page is made each time.
        key = "" if said else turn.key
        page = turn.kept or made.data
        written = self._write(path, turn.data, item, page, key, findings) if page else []
        if written and not self._put_pictures(path, made.pictures, findings):
            written = []
        if written and index is not None:
            for language, text in made.texts:
                index.add(language, text)
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

    def _put_pictures(self, path: str, pictures: Mapping[str, Path], findings: list[Finding]) -> bool:
        """Put pictures beside the pages, each once, whatever pages show it; whether all are there."""
        try:
            for address, file in pictures.items():
                # The address is made of what the picture holds.
                if address not in self.folder.paths and not self.folder.keeps(address, address):
                    self.folder.write(address, file.read_bytes(), address)
        except TeiError as error:
            findings.append(Finding(error.code, Severity.ERROR, error.message, Where(path), error.hint))
        except OSError as error:
            findings.append(finding("G038", f"{error.filename}: {error.strerror}", Where(path)))
        else:
            return True
        return False

    def _params(self, entry: Entry, item: Item) -> dict[str, str]:
        if not self._navigation:
            self._navigation = navigation(self.collection, "../")
        others = "".join(
            f"{kind}=../{_address(item, kind)}|"
            for kind in ("pdf", "text", "epub")
            if kind in self._beside.get(item.id, {})
        )
        return {
            **common_params(self.edition, "../"),
            "site-nav": self._navigation,
            "canonical": self.edition.address(item.page),
            "downloads": f"|tei=../{item.tei}|{others}",
            "name-pages": self.collection.name_pages(entry),
            **citation_params(entry),
            **self.edition.params,
        }


@dataclass(frozen=True, slots=True)
class _Turn:
    """A document whose turn has come: its TEI, what its page is made with, the page where it is there already."""

    document: Document
    item: Item
    data: bytes
    params: Mapping[str, str]
    key: str
    kept: Path | None
    problem: str = ""


class _Turns:
    """What is wanted of documents, looked at when their turn comes, and held until their page is put."""

    def __init__(self, site: Site, documents: Sequence[tuple[Document, Item]], *, is_searched: bool) -> None:
        self._site = site
        self._documents = documents
        self._is_searched = is_searched
        self._held: dict[int, _Turn] = {}

    def __len__(self) -> int:
        return len(self._documents)

    def __getitem__(self, number: int) -> Wanted:
        one = self._held.get(number)
        if one is None:
            one = self._held[number] = self._site.turn(*self._documents[number])
        params = None if one.kept else one.params
        return Wanted(
            one.document.path, one.data, params, one.document.entry, one.item, self._is_searched, one.problem
        )

    def taken(self, number: int) -> _Turn:
        """Let a document go."""
        return self._held.pop(number)


def _key(data: bytes, params: Mapping[str, str], look: str) -> str:
    """The digest of all that a page is made of."""
    given = "\0".join(f"{name}={value}" for name, value in sorted(params.items()))
    return hashlib.sha256(b"\0".join((look.encode(), given.encode(), data))).hexdigest()


def _address(item: Item, kind: str) -> str:
    return item.tei.removesuffix(".xml").replace("tei/", f"{kind}/", 1) + SUFFIXES[kind]
