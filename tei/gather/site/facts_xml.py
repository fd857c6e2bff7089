"""The facts of a page as the small XML that xslt/site.xsl makes the page of; docs/site.md describes it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.gather.site.model import Item, Listed
    from tei.gather.site.paging import Group


_CHOICE: Final = 16
"""So many values can be filtered by."""


def page(kind: str, key: str, path: str, **facts: str) -> etree._Element:
    """A page: its kind (which template makes it), its key (the words that name it), its path from the site's root."""
    return _element(None, "page", kind=kind, key=key, path=path, **facts)


def root_of(path: str) -> str:
    """The way from a page to the site's root."""
    return "../" * path.count("/") or "./"


def put(parent: etree._Element, name: str, text: str = "", **facts: str | int) -> etree._Element:
    """Add an element with those of the facts that are not empty."""
    made = _element(parent, name, **facts)
    made.text = text or None
    return made


def _element(parent: etree._Element | None, name: str, **facts: str | int) -> etree._Element:
    made = etree.Element(name) if parent is None else etree.SubElement(parent, name)
    for fact, value in facts.items():
        if value not in ("", None):
            made.set(fact.rstrip("_").replace("_", "-"), str(value))
    return made


Keys = dict[tuple[str, str], str]
"""What a list can be filtered by: a kind or a language, and its key on this page."""


def put_document(parent: etree._Element, item: Item, root: str, keys: Keys | None = None) -> None:
    """A document as a line of a list."""
    date, known = item.date, keys or {}
    made = put(
        parent, "document", id=item.id, href=root + item.page, title=item.title, lang=item.title_language,
        start=date.start, end=date.end if date.end != date.start else "", form=date.form,
        uncertain="yes" if date.uncertain else "",
    )  # fmt: skip
    put(made, "date", date.text or "–".join(dict.fromkeys(one for one in (date.start, date.end) if one)))
    if item.summary:
        put(made, "summary", item.summary)
    for label in item.kinds:
        put(made, "kind", label, key=known.get(("kind", label), ""))
    for tag in item.languages:
        put(made, "language", tag=tag, key=known.get(("language", tag), ""))


def put_groups(parent: etree._Element, groups: Sequence[Group[Item]], root: str) -> None:
    """Documents under headings, which are years, and what they can be filtered by."""
    keys = _put_filters(parent, [item for group in groups for item in group.members])
    for group in groups:
        made = put(parent, "group", label=group.label)
        for item in group.members:
            put_document(made, item, root, keys)


def _put_filters(parent: etree._Element, items: Sequence[Item]) -> Keys:
    """The kinds and languages of a page's documents; nothing where there is no choice, or too much of it."""
    keys: Keys = {}
    for name, mark in (("kind", "k"), ("language", "l")):
        counts = Counter(one for item in items for one in (item.kinds if name == "kind" else item.languages))
        if len(items) > 3 and 1 < len(counts) <= _CHOICE:
            made = put(parent, "filter", of=name)
            for at, (value, number) in enumerate(sorted(counts.items()), 1):
                keys[name, value] = f"{mark}{at}"
                put(made, "value", value, key=f"{mark}{at}", n=number)
    return keys


def put_entry(parent: etree._Element, listed: Listed, number: int, folder: str = "") -> None:
    """An entry of an index."""
    put(
        parent, "entry", href=f"{folder}{quote(listed.slug)}.html", label=listed.label, lang=listed.language, n=number
    )  # fmt: skip


def put_pages(parent: etree._Element, addresses: Sequence[tuple[str, str]], current: int) -> None:
    """The pages of a long list: addresses and labels; only of one that has several."""
    if len(addresses) > 1:
        made = put(parent, "pages", current=current)
        for address, label in addresses:
            put(made, "to", href=quote(address), label=label)
