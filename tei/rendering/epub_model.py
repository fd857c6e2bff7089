"""What a book is made of: its pages, what is said of it, and the places that its table of contents leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from tei.gather.citations.english import writers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Self

    from lxml import etree

    from tei.gather.entries import Entry

_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
_HEADINGS: Final = {_XHTML + f"h{level}": level for level in range(2, 7)}
_DAY: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class Target:
    """A place in a page that the navigation leads to; `level` is that of a heading."""

    id: str
    words: str
    level: int = 0
    language: str = ""


class Page:
    """The page of a document: its facts, its XHTML, and where it stands in the book."""

    def __init__(self, entry: Entry, root: etree._Element) -> None:
        self.entry = entry
        self.root = root
        self.file = ""
        self.words = {name: root.attrib.pop(f"data-{name}", "") for name in ("contents", "pages", "untitled")}
        root.set("data-document", entry.id)
        self.title = " ".join(root.findtext(f"{_XHTML}head/{_XHTML}title", "").split()) or entry.id
        self.language = root.get("lang", "") or "en"

    @property
    def headings(self) -> list[Target]:
        """The headings of the text in their order, each with its level."""
        return [
            Target(one.get("id", ""), words, _HEADINGS[str(one.tag)], _language(one))
            for part in self._texts()
            for one in part.iter(*_HEADINGS)
            if one.get("id") and (words := _words(one)) and not _within(one, "aside")
        ]

    @property
    def breaks(self) -> list[Target]:
        """Where pages of the print begin."""
        found = (one for one in self.root.iter() if one.get(_TYPE) == "pagebreak" and one.get("id"))
        return [
            Target(one.get("id", ""), words.rpartition(" ")[2])
            for one in found
            if (words := "".join(one.itertext()).strip()) and words.rpartition(" ")[2]
        ]

    @property
    def from_right(self) -> bool:
        """Whether the text, of several the first, is written from right to left."""
        stated = [
            one.get("dir")
            for part in self._texts()
            for one in (*part.iterdescendants(), part)
            if one.get("dir") and not _is_added(one)
        ]
        return stated[:1] == ["rtl"]

    @property
    def has_pictures(self) -> bool:
        """Whether something is shown that is no text."""
        return next(self.root.iter(_XHTML + "img"), None) is not None

    def _texts(self) -> Iterator[etree._Element]:
        return (one for one in self.root.iter(_XHTML + "div") if one.get("id") == "_text")


@dataclass(frozen=True, slots=True)
class Book:
    """A book: its pages and what is said of it. `modified`: a day, or empty."""

    pages: Sequence[Page]
    title: str
    language: str
    identifier: str
    modified: str
    languages: tuple[str, ...]
    lines: tuple[tuple[str, str], ...] = ()
    """Of the title page under the title: what the line is, and its words."""
    creators: tuple[str, ...] = ()
    contributors: tuple[tuple[str, str], ...] = ()
    publisher: str = ""
    published: str = ""
    facts: tuple[tuple[str, str], ...] = field(default=())
    """Other elements of Dublin Core: name and value."""

    @classmethod
    def of_document(cls, page: Page) -> Self:
        """The book of one document."""
        entry = page.entry
        page.file = "document-1.xhtml"
        written = tuple(one.printed for one in writers(entry))
        lines = [("original", entry.original.text), *(("author", one) for one in written)]
        lines += [("date", entry.date.text or entry.date.start), ("source", _source(entry))]
        facts = [("description", entry.abstract), ("source", entry.citation or entry.address)]
        facts += [("subject", one.text) for one in entry.keywords]
        facts += [("rights", one.text) for one in entry.rights]
        return cls(
            pages=[page],
            title=page.title,
            language=entry.title.language or page.language,
            identifier=_urn(entry.address or entry.id),
            modified=_day(entry.published.start),
            languages=_languages([page]),
            lines=tuple((kind, words) for kind, words in lines if words),
            creators=written,
            contributors=(
                *(("trl", one.printed) for one in entry.translators),
                *(("edt", one.printed) for one in entry.editors),
            ),
            publisher=entry.publisher,
            published=entry.published.start,
            facts=tuple((name, value) for name, value in facts if value),
        )

    @classmethod
    def of_collection(cls, pages: Sequence[Page], params: Mapping[str, str]) -> Self:
        """The book of many documents; what the parameters do not say it does not have."""
        if params.get("order", "date") == "date":
            pages = sorted(pages, key=lambda page: (not page.entry.date.start, page.entry.date.start))
        for number, page in enumerate(pages, 1):
            page.file = f"document-{number}.xhtml"
        said = {
            name: params.get(f"collection-{name}", "")
            for name in ("title", "subtitle", "editor", "publisher")
        }
        date = params.get("collection-date", "")
        title = said["title"] or pages[0].words["untitled"] or pages[0].title
        latest = max((_day(page.entry.published.start) for page in pages), default="")
        lines = [("subtitle", said["subtitle"]), ("editor", said["editor"]), ("publisher", said["publisher"])]
        return cls(
            pages=pages,
            title=title,
            language=params.get("collection-language", "") or pages[0].language,
            identifier=_urn("\n".join([title, *(page.entry.id for page in pages)])),
            modified=_day(date) or latest,
            languages=_languages(pages),
            lines=tuple((kind, words) for kind, words in [*lines, ("date", date)] if words),
            creators=(said["editor"],) if said["editor"] else (),
            publisher=said["publisher"],
            published=date,
        )

    @property
    def from_right(self) -> bool:
        """Whether its pages are turned from left to right: all its texts are written so."""
        return all(page.from_right for page in self.pages)


def _source(entry: Entry) -> str:
    archive = next((one for one in entry.archives if one.holder), None)
    return ", ".join(part for part in (archive.holder, archive.shelfmark) if part) if archive else ""


def _languages(pages: Sequence[Page]) -> tuple[str, ...]:
    """The languages of the texts; one that is not known is `und`."""
    found = (tag for page in pages for tag in page.entry.languages or ("und",))
    return tuple(dict.fromkeys(tag if re.fullmatch(r"[A-Za-z0-9-]+", tag) else "und" for tag in found))


def _urn(name: str) -> str:
    """The same name for the same document in every edition of it."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def _day(stated: str) -> str:
    """A date of which a year is known as the first of its days; empty: it is none."""
    if not _DAY.fullmatch(stated):
        return ""
    return stated + "-01-01"[len(stated) - 4 :] if len(stated) < 10 else stated


def _words(heading: etree._Element) -> str:
    """The words of a heading without the marks of its notes."""
    return " ".join("".join(_parts(heading)).split())


def _parts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.get(_TYPE) not in ("noteref", "pagebreak") and not _is_mark(child):
            yield from _parts(child)
        yield child.tail or ""


def _is_mark(element: etree._Element) -> bool:
    return "mark" in (element.get("class") or "").split()


def _is_added(element: etree._Element) -> bool:
    return "gen" in (element.get("class") or "").split()


def _within(element: etree._Element, name: str) -> bool:
    return next(element.iterancestors(_XHTML + name), None) is not None


def _language(element: etree._Element) -> str:
    return next((one.get("lang", "") for one in (element, *element.iterancestors()) if one.get("lang")), "")
