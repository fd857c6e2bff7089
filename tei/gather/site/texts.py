"""What is found of a document: for each language of its texts a small page, which only the search index reads.

Pagefind parts words by the language of a page (measured: in an English page four of eight Chinese queries find
nothing, in a Chinese one all eight do); so each language of a document is a page of its own.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from tei.encode.elements import TEI, XML_ID
from tei.gather.header import text_divisions
from tei.gather.words import language_of, words
from tei.rendering.passages import transcripts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.gather.entries import Entry
    from tei.gather.site.model import Item

_BLOCKS: Final = frozenset(
    TEI + name
    for name in ("p", "ab", "head", "item", "l", "dateline", "salute", "signed", "cell", "speaker", "note", "label", "fw", "stage", "addrLine", "trailer")
)  # fmt: skip
_PLAIN: Final = re.compile(r"[a-z]{2,8}")
OTHER: Final = "und"
"""The language of texts that do not say theirs (ISO 639-2: undetermined)."""


def primary(tag: str) -> str:
    """The language of a tag, without script and region: the language of a search page."""
    first = tag.split("-", maxsplit=1)[0].lower()
    return first if _PLAIN.fullmatch(first) else OTHER


def search_pages(root: etree._Element, entry: Entry, item: Item) -> Iterator[tuple[str, bytes]]:
    """For each language of a document, its page for the index: titles, summary and texts in that language."""
    said: dict[str, list[str]] = {}
    anchors: dict[str, str] = {}
    own = entry.title.language or (entry.languages[0] if entry.languages else "")
    for title in (entry.title, entry.original, *entry.titles):
        if title.text:
            said.setdefault(primary(title.language or own), []).append(title.text)
    if entry.abstract:
        said.setdefault(primary(own), []).append(entry.abstract)
    for division in _divisions(root):
        language = primary(language_of(division) or own)
        anchors.setdefault(language, division.get(XML_ID, ""))
        said.setdefault(language, []).extend(_blocks(division))
    for language, texts in said.items():
        # A title that the text repeats is found once.
        yield language, _page(language, list(dict.fromkeys(texts)), item, anchors.get(language, ""))


def _divisions(root: etree._Element) -> Iterator[etree._Element]:
    """The texts of the body, and what stands before and after it."""
    yield from transcripts_of(root)
    text = root.find(TEI + "text")
    if text is None:
        return
    divisions = text_divisions(root)
    yield from divisions
    body = text.find(TEI + "body")
    if body is not None and body not in divisions:
        yield from (child for child in body.iterchildren("*") if child not in divisions)
    for name in ("front", "back", "group"):
        yield from text.findall(TEI + name)


def _blocks(division: etree._Element) -> Iterator[str]:
    """The words of each paragraph, line and note; what stands in none of these is not left out."""
    for element in division.iter("*"):
        if element.tag in _BLOCKS or element is division:
            inner = " ".join(_words(element))
            if inner := " ".join(inner.split()):
                yield inner


def _words(element: etree._Element) -> Iterator[str]:
    """The words of a block without the blocks within it, which have their own turn."""
    if not any(child.tag in _BLOCKS for child in element.iterdescendants("*")):
        yield words(element)
        return
    if element.text:
        yield element.text
    for child in element.iterchildren():
        if isinstance(child.tag, str) and child.tag not in _BLOCKS:
            yield from _words(child)
        if child.tail:
            yield child.tail


def _page(language: str, texts: list[str], item: Item, anchor: str) -> bytes:
    """The page: what Pagefind shows of a document, what it filters by, what it finds."""
    date = item.date.text or item.date.start or item.date.end
    address = f"{item.page}#{anchor}" if anchor else item.page
    metas = {"url": address, "title": item.title or item.id, "date": date, "lang": item.title_language}
    facts = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in metas.items()
        if value
    )
    filters = [("kind", one) for one in item.kinds]
    if item.year:
        filters.append(("decade", f"{item.year[:-1]}0–{item.year[:-1]}9"))
    facts += "".join(
        f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">' for name, value in filters
    )
    body = "\n".join(f"<p>{escape(text)}</p>" for text in texts)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>-</title></head>'
        f"<body data-pagefind-body>{facts}{body}</body></html>"
    ).encode()
