"""What machines read of a site: sitemap, Atom feed, robots.txt. Absolute addresses come from `base_url` alone.

Sources: sitemaps.org 0.9 (50,000 addresses a file), RFC 4287, RFC 9309. No clock is read: a feed says when its
entries were published, or the edition was; without such a date there is no feed, for Atom asks for one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.gather.site.model import Edition, Item

_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ATOM: Final = "http://www.w3.org/2005/Atom"
_MOST: Final = 50_000
_FEED: Final = 100
"""Entries of the feed: the latest documents, by their own dates."""


def robots(edition: Edition) -> bytes:
    """Everything may be read; where the sitemap is."""
    lines = ["User-agent: *", "Allow: /"]
    if edition.base_url:
        lines += ["", f"Sitemap: {edition.address('sitemap.xml')}"]
    return ("\n".join(lines) + "\n").encode()


def sitemaps(edition: Edition, paths: Sequence[str]) -> dict[str, bytes]:
    """The sitemap; of more addresses than one may hold, several and the index of them."""
    parts = [paths[at : at + _MOST] for at in range(0, len(paths), _MOST)]
    if len(parts) == 1:
        return {"sitemap.xml": _list("urlset", "url", edition, parts[0])}
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    files = {name: _list("urlset", "url", edition, part) for name, part in zip(names, parts, strict=True)}
    return files | {"sitemap.xml": _list("sitemapindex", "sitemap", edition, names)}


def _list(root: str, each: str, edition: Edition, paths: Sequence[str]) -> bytes:
    made = etree.Element(f"{{{_SITEMAP}}}{root}", nsmap={None: _SITEMAP})
    for path in paths:
        one = etree.SubElement(made, f"{{{_SITEMAP}}}{each}")
        address = edition.address("" if path == "index.html" else path)
        etree.SubElement(one, f"{{{_SITEMAP}}}loc").text = address
    return _bytes(made)


def feed(edition: Edition, items: Sequence[Item]) -> bytes:
    """The Atom feed of the latest documents by their own dates; needs the site's address and the edition's date."""
    stamp = f"{edition.date}T00:00:00Z"
    made = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    made.set("{http://www.w3.org/XML/1998/namespace}lang", edition.language)
    address = edition.address("")
    for name, text in (("title", edition.title or address), ("id", address), ("updated", stamp)):
        _put(made, name, text)
    etree.SubElement(made, f"{{{_ATOM}}}link", rel="self", href=edition.address("feed.xml"))
    etree.SubElement(made, f"{{{_ATOM}}}link", rel="alternate", href=address)
    author = etree.SubElement(made, f"{{{_ATOM}}}author")
    _put(author, "name", edition.publisher or edition.title or address)
    for item in [one for one in reversed(items) if one.year][:_FEED]:
        entry = etree.SubElement(made, f"{{{_ATOM}}}entry")
        page = edition.address(item.page)
        for name, text in (("title", item.title or item.id), ("id", page), ("updated", stamp)):
            _put(entry, name, text)
        etree.SubElement(entry, f"{{{_ATOM}}}link", href=page)
        _put(
            entry,
            "summary",
            " · ".join(one for one in (item.date.text or item.date.start, item.summary) if one),
        )
    return _bytes(made)


def _put(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}").text = text


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
