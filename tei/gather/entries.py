"""One document's facts, read from its TEI: what sites, exports, citations and JSON Lines say of it.

TEI of our own has each fact at the place that docs/encoding.md names; of TEI from elsewhere the usual places of the
Guidelines are read. What is not there is empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.encode.elements import TEI, XML_ID
from tei.gather import header, people, publication, sources
from tei.gather.facts import (
    NO_TITLE,
    UNDATED,
    Action,
    Archive,
    Category,
    Credit,
    Keyword,
    Printed,
    Rights,
    TextPart,
    Title,
    When,
)
from tei.gather.names import Name, Names, Party
from tei.gather.words import paragraphs

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True, slots=True)
class Entry:
    """The facts of one document.

    `title` is the main one, `original` that in the language of the original, `titles` the others. `languages` are
    those of the texts in their order; `original_language` is the one that the document states for the original, which
    may not be among them. `site` is the archive's own publication of the document (`Wilson Center Digital Archive`),
    `publisher` who publishes this edition.
    """

    id: str
    title: Title = NO_TITLE
    original: Title = NO_TITLE
    titles: tuple[Title, ...] = ()
    texts: tuple[TextPart, ...] = ()
    languages: tuple[str, ...] = ()
    original_language: str = ""
    date: When = UNDATED
    kinds: tuple[Category, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    abstract: str = ""
    archives: tuple[Archive, ...] = ()
    printed: tuple[Printed, ...] = ()
    citation: str = ""
    address: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    site: str = ""
    site_publisher: str = ""
    publisher: str = ""
    published: When = UNDATED
    rights: tuple[Rights, ...] = ()
    authors: tuple[Party, ...] = ()
    editors: tuple[Party, ...] = ()
    translators: tuple[Party, ...] = ()
    credits: tuple[Credit, ...] = ()
    sponsors: tuple[str, ...] = ()
    credit_line: str = ""
    correspondence: tuple[Action, ...] = ()
    names: tuple[Name, ...] = ()


def entry_of(tree: etree._ElementTree | etree._Element, *, stem: str = "") -> Entry:
    """Read the facts of a TEI document.

    Args:
        tree: the document, or its root (`TEI`; of any other element nothing is known).
        stem: the name of its file without `.xml`: the id of a document that has none of its own.
    """
    root = tree if not hasattr(tree, "getroot") else tree.getroot()
    head = root.find(TEI + "teiHeader")
    if head is None:
        head = root.makeelement(TEI + "teiHeader")
    names = _names(root, head)
    titles = header.titles(head)
    credited = people.credits_of(head, names)
    texts = header.texts(root)
    actions = people.correspondence(head, names)
    source = head.find(f"{TEI}fileDesc/{TEI}sourceDesc")
    published = head.find(f"{TEI}fileDesc/{TEI}publicationStmt")
    return Entry(
        id=root.get(XML_ID, "") or stem,
        title=titles[0],
        original=titles[1],
        titles=titles[2:],
        texts=texts,
        languages=header.languages(root, head, texts),
        original_language=header.original_language(head, texts),
        date=header.date(head, actions),
        kinds=header.kinds(head),
        keywords=header.keywords(head),
        abstract=paragraphs(head.find(f"{TEI}profileDesc/{TEI}abstract")),
        archives=sources.archives(source),
        printed=sources.printed(source),
        citation=publication.citation(source),
        address=publication.address(source, published),
        identifiers=publication.identifiers(source, published),
        site=publication.site(source),
        site_publisher=publication.site_publisher(source),
        publisher=publication.publisher(published),
        published=publication.published(published),
        rights=publication.rights(published),
        authors=people.authors(head, names),
        editors=people.with_role(credited, "edt"),
        translators=people.with_role(credited, "trl"),
        credits=credited,
        sponsors=publication.sponsors(head),
        credit_line=publication.credit_line(head),
        correspondence=actions,
        names=names.all,
    )


def _names(root: etree._Element, head: etree._Element) -> Names:
    """Every name of the document, with the places where it is named."""
    names = Names(root)
    description = head.find(TEI + "fileDesc")
    if description is not None:
        for part in description.iterfind(f"{TEI}titleStmt/*"):
            names.mention_all(part, "header" if part.tag == TEI + "author" else "credits")
        names.mention_all(description.find(TEI + "sourceDesc"), "source")
    profile = head.find(TEI + "profileDesc")
    if profile is not None:
        for part in profile.iterchildren():
            names.mention_all(part, "correspondence" if part.tag == TEI + "correspDesc" else "header")
        for place in profile.iterfind(f"{TEI}correspDesc/{TEI}correspAction/{TEI}settlement"):
            names.mention(place, "correspondence")
    names.mention_all(root.find(TEI + "text"), "text")
    return names
