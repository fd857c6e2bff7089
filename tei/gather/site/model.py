"""What a site is made of: facts of the edition, and of each document what lists say of it. All of it is small."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tei.findings import CODES, TeiError
from tei.gather.facts import UNDATED
from tei.rendering import LANGUAGES, has_words
from tei.rendering.engines import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tei.gather.facts import When
    from tei.gather.names import Link

FOLDERS: Final = ("people", "places", "organisations", "archives", "languages", "kinds")
"""The indexes: each is a folder of the site and a key of xslt/locale."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition as its site names it; what nobody has given is empty. `language` is that of the site's own words."""

    title: str = ""
    publisher: str = ""
    base_url: str = ""
    language: str = "en"
    licence: str = ""
    date: str = ""
    stylesheets: Mapping[str, Path] = field(default_factory=dict)
    """`html` for the pages of documents, `site` for all others; without one, the program's."""
    params: Mapping[str, str] = field(default_factory=dict)
    choice: Choice = field(default_factory=Choice)
    """The engine of these stylesheets, and its limits."""

    def address(self, path: str) -> str:
        """The absolute address of a page; empty without that of the site."""
        return f"{self.base_url.rstrip('/')}/{path}" if self.base_url else ""


def edition_of(**facts: Any) -> Edition:
    """The edition of facts that somebody gave.

    Raises:
        TeiError: G039, the site has no words in its language; G040, its address is none.
    """
    edition = Edition(**facts)
    if not has_words(edition.language) and "site" not in edition.stylesheets:
        message = f"{edition.language!r} is none of {', '.join(LANGUAGES)}"
        raise TeiError("G039", message, CODES["G039"].help)
    if not re.fullmatch(r"(?:https?://[^\s/|?#]+[^\s|?#]*)?", edition.base_url):
        raise TeiError("G040", f"{edition.base_url!r} is no address of a site", CODES["G040"].help)
    return edition


@dataclass(frozen=True, slots=True)
class Item:
    """A document as lists show it. `page` and `tei` are addresses from the site's root, escaped as addresses are."""

    id: str
    page: str
    tei: str
    title: str = ""
    title_language: str = ""
    date: When = UNDATED
    summary: str = ""
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """What they are called."""

    @property
    def year(self) -> str:
        """The year it begins in, or of the only bound known; empty where no value is known."""
        value = self.date.start or self.date.end
        return value[:5] if value.startswith("-") else value[:4]

    @property
    def order(self) -> tuple[bool, int, str, str, str]:
        """By date, the undated last; a year stands before its months."""
        year = self.year
        value = self.date.start or self.date.end
        return not year, int(year or 0), value, self.date.end, self.id


@dataclass(slots=True)
class Listed:
    """An entry of an index: somebody or something, and the documents that belong to it."""

    slug: str
    label: str
    language: str = ""
    forms: dict[tuple[str, str], None] = field(default_factory=dict)
    links: dict[Link, None] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Letter:
    """Who wrote to whom and when: keys of the index entries or, for who is not named, an empty one."""

    sender: tuple[str, str]
    recipient: tuple[str, str]
    item: Item
    year: str
