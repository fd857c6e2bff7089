"""The pages of the indexes: each index, and for each of its entries a page with the documents by date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tei.gather.site.facts_xml import page, put, put_entry, put_groups, put_pages, root_of
from tei.gather.site.indexes import initial
from tei.gather.site.paging import DOCUMENTS, NAMES, Group, grouped, page_name, paged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.gather.site.indexes import Index
    from tei.gather.site.model import Item, Listed

_FEW: Final = 40
"""So many names need no letters above them."""


def index_pages(folder: str, index: Index) -> Iterator[tuple[str, etree._Element]]:
    """The pages of an index and of its entries."""
    entries = list(index)
    lettered = folder in ("people", "places", "organisations") and len(entries) > _FEW
    groups = grouped(entries, lambda one: initial(one.label)) if lettered else [Group("", tuple(entries))]
    parts = paged(groups, NAMES)
    ways = [(page_name("index", at), _span(part)) for at, part in enumerate(parts, 1)]
    for at, part in enumerate(parts, 1):
        path = f"{folder}/{ways[at - 1][0]}"
        made = page("index", folder, path, n=str(len(entries)))
        put_pages(made, ways, at)
        for group in part:
            heading = put(made, "group", label=group.label)
            for listed in group.members:
                put_entry(heading, listed, len(listed.items))
        yield path, made
    for listed in entries:
        yield from _entry_pages(folder, listed)


def _span(part: list[Group[Listed]]) -> str:
    """The letters of a page: `A–C`, and of one letter that goes on the names."""
    first, last = part[0], part[-1]
    if first.label == last.label:
        return f"{first.members[0].label[:12]} – {last.members[-1].label[:12]}"
    return f"{first.label}–{last.label}"


def _entry_pages(folder: str, listed: Listed) -> Iterator[tuple[str, etree._Element]]:
    items = sorted(listed.items, key=lambda item: item.order)
    parts = paged(grouped(items, lambda item: item.year), DOCUMENTS)
    ways = [(page_name(listed.slug, at), _years(part)) for at, part in enumerate(parts, 1)]
    for at, part in enumerate(parts, 1):
        path = f"{folder}/{ways[at - 1][0]}"
        made = page("entry", folder, path, title=listed.label, lang=listed.language, n=str(len(items)))
        for form, language in listed.forms:
            put(made, "form", form, lang=language)
        for link in listed.links:
            put(made, "authority", link.identifier, scheme=link.scheme, href=link.address)
        put_pages(made, ways, at)
        put_groups(made, part, root_of(path))
        yield path, made


def _years(part: list[Group[Item]]) -> str:
    years = [group.label for group in part if group.label]
    return "–".join(dict.fromkeys((years[0], years[-1]))) if years else "…"
