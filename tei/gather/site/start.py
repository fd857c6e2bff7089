"""The start page: what the edition holds, and where to go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tei.gather.site.facts_xml import page, put, put_document
from tei.gather.site.model import FOLDERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from tei.gather.site.collection import Collection
    from tei.gather.site.model import Edition
    from tei.gather.site.years import Years

_FEW: Final = 12
"""So few documents are named on the start page itself."""


def ways(collection: Collection) -> dict[str, str]:
    """The site's navigation: keys of xslt/locale with addresses from the root; only what has something in it."""
    found = {"chronology": "chronology/index.html"}
    found |= {folder: f"{folder}/index.html" for folder in FOLDERS if has(collection, folder)}
    if collection.letters:
        found["correspondence"] = "correspondence.html"
    return found | {"search": "search/index.html"}


def has(collection: Collection, folder: str) -> bool:
    """Whether an index has an entry that says something."""
    return any(collection.indexes[folder].entries)


def navigation(collection: Collection, root: str) -> str:
    """The parameter `site-nav` of a page."""
    return "|" + "".join(f"{key}={root}{address}|" for key, address in ways(collection).items())


def start_page(
    collection: Collection, years: Years, edition: Edition, languages: Sequence[str]
) -> tuple[str, etree._Element]:
    """The start page."""
    path = "index.html"
    made = page("start", "start-page", path, n=str(len(collection.items)), title=edition.title)
    for name in ("publisher", "date", "licence"):
        if value := getattr(edition, name):
            put(made, name, value)
    dated = [item for item in years.items if item.year]
    if dated:
        put(made, "span", first=dated[0].year, last=dated[-1].year)
    for key, address in ways(collection).items():
        number = len([one for one in collection.indexes[key].entries if one]) if key in FOLDERS else 0
        put(made, "section", key=key, href=f"./{address}", n=number or "")
    for tag in languages:
        put(made, "search", tag=tag, href=f"./search/{tag}.html")
    years.put_bars(made)
    if len(years.items) <= _FEW:
        for item in years.items:
            put_document(made, item, "./")
    return path, made
