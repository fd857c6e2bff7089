"""The people that header and text point at: `standOff/listPerson`, one entry a name.

Without an authority file nothing is guessed: an entry holds the name as the record prints it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from tei.encode.elements import sub

if TYPE_CHECKING:
    from lxml import etree

    from tei.model import Document

_BODY = re.compile(
    r"(?i)\b(?:embassy|consulate|ministry|committee|department|division|government|council|bureau|office|"
    r"politburo|secretariat|delegation|mission|commission|party|union|agency|association|congress|"
    r"parliament|cabinet|presidium|foundation|corporation|university|institute|library|archives?)\b"
)
_NOT_A_NAME = re.compile(r"(?i)^(?:all|the|various|members|heads|several|a|an)\b|\b(?:and|of the)\b")


class People:
    """The persons of a document, each with an id made of the name, in order of first use."""

    def __init__(self, document: Document) -> None:
        header = document.header
        self.entries: dict[str, str] = {}
        facts = (*header.senders, header.intermediary, *header.recipients)
        for fact in facts:
            if fact is not None:
                self._add(fact.value)
        for person in header.citation.people:
            self._add(person.name)
        self.used: set[str] = set()

    def _add(self, name: str) -> None:
        if kind_of_name(name) == "persName" and name not in self.entries:
            self.entries[name] = _unique(slug(name), set(self.entries.values()))

    def ref(self, name: str) -> str | None:
        """The pointer at a person of this name, or None when the document knows none of it."""
        words = _words(name)
        key = next((known for known in self.entries if _words(known) == words), None)
        if key is None:
            return None
        self.used.add(key)
        return f"#{self.entries[key]}"


def _words(name: str) -> tuple[str, ...]:
    """The words of a name in one order: `Reyes, Jon` and `Jon Reyes` are one."""
    return tuple(sorted(re.findall(r"\w+", name.casefold())))


def kind_of_name(name: str) -> str:
    """`persName`, `orgName`, or `name` where the words do not tell (`All Provincial Governors`)."""
    if _BODY.search(name):
        return "orgName"
    return "name" if _NOT_A_NAME.search(name) else "persName"


# Letters that every XML processor takes in an id: those of XML 1.0, fourth edition, in scripts of names.
_ID_SIGNS = re.compile(
    r"[^0-9a-z\u00e0-\u00f6\u00f8-\u00ff\u0111\u0142\u0153\u03b1-\u03c9\u0430-\u044f\u0452-\u045c\u05d0-\u05ea"
    r"\u0621-\u063a\u0641-\u064a\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3]+"
)


def slug(name: str) -> str:
    """An id of a name: its letters and digits, the rest as `-`, with the prefix `p-`."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    kept = _ID_SIGNS.sub(" ", unicodedata.normalize("NFC", bare))
    return "p-" + ("-".join(kept.split()) or "name")


def _unique(candidate: str, taken: set[str]) -> str:
    number = 2
    result = candidate
    while result in taken:
        result, number = f"{candidate}-{number}", number + 1
    return result


def add_name(parent: etree._Element, name: str, people: People, **attributes: str | None) -> etree._Element:
    """Append a name as person, body or plain name, pointing at its entry where there is one."""
    return sub(parent, kind_of_name(name), name, ref=people.ref(name), **attributes)


def encode(tei: etree._Element, people: People) -> None:
    """Append `standOff` with the persons; nothing where there are none."""
    if not people.entries:
        return
    listing = sub(sub(tei, "standOff"), "listPerson")
    for name, identity in people.entries.items():
        sub(sub(listing, "person", xml_id=identity), "persName", name)
