"""The pages of documents, made by worker processes: each of one TEI and what the site as a whole says of it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from tei import workers
from tei.findings import Finding, Where, finding
from tei.gather.site.texts import search_pages
from tei.rendering.engines import using
from tei.rendering.html import render_html
from tei.rendering.page_pictures import with_pictures_beside
from tei.safe_xml import XmlRefused, parse_xml
from tei.workers import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping
    from pathlib import Path

    from tei.gather.entries import Entry
    from tei.gather.site.model import Edition, Item
    from tei.workers import Jobs

_CHUNK: Final = 8
_FEW: Final = 24
"""Fewer pages than these are made sooner here than workers have started."""
SECONDS: Final = 300
"""Time that one page may take in a worker process, where no project says otherwise."""


@dataclass(frozen=True, slots=True)
class Spreading:
    """Over how many processes pages are spread, and the seconds that one may take."""

    jobs: int = 1
    seconds: int = SECONDS


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a document: its page (`params`; none: it is there already), its texts for the search.

    `path` is what findings name, `problem` why its TEI cannot be read.
    """

    path: str
    data: bytes
    params: Mapping[str, str] | None
    entry: Entry
    item: Item
    is_searched: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a document (none where it was not wanted or could not be made), its texts by language, what was found.

    `pictures`: the files that it shows, by their addresses from the root of the site.
    """

    data: bytes = b""
    texts: tuple[tuple[str, bytes], ...] = ()
    pictures: Mapping[str, Path] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    is_lost: bool = False


def pages(wanted: Jobs[Wanted], edition: Edition, spreading: Spreading) -> Generator[Page]:
    """Make pages, in the order in which they are wanted.

    Args:
        wanted: asked for one by one when their turn comes, and again where a worker has died.
        edition: with the stylesheet, and the engine that runs it.
        spreading: over how many processes.

    Raises:
        TeiError: the stylesheet cannot be compiled, or an engine is not there.
    """
    processes = workers.workers(spreading.jobs)
    if processes == 1 or len(wanted) < _FEW:
        for number in range(len(wanted)):
            yield _made(edition, wanted[number])
        return
    work = Work(partial(_maker, edition), _lost, spreading.seconds, ("tei.gather.site.pages",))
    chunks = (list(range(start, min(start + _CHUNK, len(wanted)))) for start in range(0, len(wanted), _CHUNK))
    yield from workers.spread(work, wanted, deque(chunks), processes, _maker(edition))


def _maker(edition: Edition) -> Callable[[Wanted], Page]:
    return partial(_made, edition)


def _lost(wanted: Wanted, why: str) -> Page:
    return Page(findings=(finding("B018", why, Where(wanted.path)),), is_lost=True)


def _made(edition: Edition, wanted: Wanted) -> Page:
    try:
        tree = parse_xml(wanted.data)
    except XmlRefused as error:
        problem = wanted.problem or f"{wanted.path}: {error}"
        return Page(findings=(finding("G038", problem, Where(wanted.path)),), is_lost=True)
    shown = with_pictures_beside(tree, wanted.path, "../")
    data = b""
    findings: tuple[Finding, ...] = ()
    if wanted.params is not None:
        with using(edition.choice):
            sheet = edition.stylesheets.get("html")
            done = render_html(
                shown.tree, stylesheet=sheet, params=wanted.params, path=wanted.path, has_pictures=True
            )
        data, findings = done.data, (*done.findings, *shown.missing)
    is_found = wanted.is_searched and (data or wanted.params is None)
    texts = tuple(search_pages(tree.getroot(), wanted.entry, wanted.item)) if is_found else ()
    return Page(data, texts, shown.files, findings)
