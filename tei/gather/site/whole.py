"""What a site makes of all documents together: lists, indexes, pictures, search, feeds, the files all pages name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from tei import resources
from tei.findings import Finding, Severity, TeiError, Where, finding
from tei.gather.site.correspondence import correspondence_pages
from tei.gather.site.facts_xml import page, put, root_of
from tei.gather.site.feeds import feed, robots, sitemaps
from tei.gather.site.lists import index_pages
from tei.gather.site.parameters import assets, common_params
from tei.gather.site.start import has, navigation, start_page
from tei.gather.site.told import not_in_it, too_large
from tei.gather.site.years import Years
from tei.outcomes import Outcome
from tei.rendering.engines import using
from tei.rendering.html import render_html
from tei.report import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.gather.site.collection import Collection
    from tei.gather.site.folder import SiteFolder
    from tei.gather.site.model import Edition
    from tei.gather.site.search import SearchIndex
    from tei.outcomes import State
    from tei.rendering.xslt import Rendered


def put_whole(
    folder: SiteFolder,
    collection: Collection,
    edition: Edition,
    index: SearchIndex,
    left_out: Sequence[str] = (),
) -> Outcome:
    """Write all that is not a document's own; the outcome counts as no input.

    `left_out`: the files of documents that have no page.
    """
    path = str(folder.out)
    findings = [*not_in_it(left_out, path)]
    try:
        _put_search(folder, index, findings)
        languages = sorted(index.parts, key=lambda tag: (-index.counts[tag], tag))
        for place, facts in _pages(collection, edition, index, languages):
            made = _made(place, facts, collection, edition)
            findings += (*made.findings, *too_large(made.data, f"{path}/{place}"))
            if made.data:
                folder.write(place, made.data)
        for place, data in (assets() | _for_machines(folder, collection, edition, findings)).items():
            folder.write(place, data)
        folder.finish()
    except TeiError as error:
        findings.append(Finding(error.code, Severity.ERROR, error.message, Where(path), error.hint))
    except OSError as error:
        findings.append(finding("G038", f"{error.filename}: {error.strerror}", Where(path)))
    failed = any(one.severity is Severity.ERROR for one in findings)
    pages = sum(one.endswith(".html") for one in folder.paths)
    number = len(collection.items)
    says = f"{printable(path)}: {number:,} document{'' if number == 1 else 's'}, {pages:,} pages"
    says += f"; {len(left_out):,} left out" if left_out else ""
    state: State = "failed" if failed else "converted" if folder.changed else "unchanged"
    return Outcome(path, state, tuple(findings), (folder.out / "index.html",), False, says)


def _put_search(folder: SiteFolder, index: SearchIndex, findings: list[Finding]) -> None:
    for part, files in index.finish():
        places = [f"search/{file.relative_to(index.made).as_posix()}" for file in files]
        for place, file in zip(places, files, strict=True):
            folder.write(place, file.read_bytes(), index.keys[part])
        # After all others: where this one is in its place, so are they.
        folder.write(_list_of(part), "\n".join(places).encode(), index.keys[part])
    findings += (finding("G034", problem, Where(str(folder.out))) for problem in index.problems)


def has_part(folder: SiteFolder, part: str, key: str) -> bool:
    """Whether a part of the search's index is there whole, made of what this key is the digest of; then it stays."""
    listed = folder.keeps(_list_of(part), key)
    return listed is not None and all(
        folder.keeps(place, key) for place in listed.read_text("utf-8").split("\n")
    )


def _list_of(part: str) -> str:
    return f"search/{part}/files.txt"


def _pages(
    collection: Collection, edition: Edition, index: SearchIndex, languages: list[str]
) -> Iterator[tuple[str, etree._Element]]:
    """Every page that is no document, as its facts."""
    years = Years(collection.by_date())
    yield start_page(collection, years, edition, languages)
    yield from years.pages()
    for folder, entries in collection.indexes.items():
        if has(collection, folder):
            yield from index_pages(folder, entries)
    yield from correspondence_pages(collection)
    yield from _search_pages(index, languages)


def _search_pages(index: SearchIndex, languages: list[str]) -> Iterator[tuple[str, etree._Element]]:
    """A page for each language, in that language, and one that leads to them."""
    for current in ("", *languages):
        path = f"search/{current or 'index'}.html"
        made = page("search" if current else "searches", "search", path, tag=current)
        for tag in languages:
            put(made, "search", tag=tag, href=f"{tag}.html", n=index.counts[tag])
        for part in index.parts.get(current, ()):
            put(made, "part", part)
        yield path, made


def _made(place: str, facts: etree._Element, collection: Collection, edition: Edition) -> Rendered:
    """The facts of a page as the page."""
    root = root_of(place)
    params = {
        **common_params(edition, root),
        "site-nav": navigation(collection, root),
        # No page but those of the search needs a script.
        "script": f"{root}assets/search.js" if facts.get("kind") == "search" else "",
        "canonical": edition.address("" if place == "index.html" else place),
        **edition.params,
    }
    stylesheet = edition.stylesheets.get("site") or resources.xslt_file("site.xsl")
    with using(edition.choice):
        return render_html(etree.ElementTree(facts), stylesheet=stylesheet, params=params, path=place)


def _for_machines(
    folder: SiteFolder, collection: Collection, edition: Edition, findings: list[Finding]
) -> dict[str, bytes]:
    """Sitemap, feed and robots.txt, as far as what they need is known."""
    where = Where(str(folder.out))
    made = {"robots.txt": robots(edition)}
    if not edition.base_url:
        findings.append(finding("G030", "no sitemap, feed and canonical addresses are made", where))
        return made
    made |= sitemaps(edition, sorted(one for one in folder.paths if one.endswith(".html")))
    if edition.date:
        made["feed.xml"] = feed(edition, collection.by_date())
    else:
        findings.append(finding("G037", "the edition has no date, and no clock is read", where))
    return made
