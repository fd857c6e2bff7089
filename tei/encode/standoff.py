"""The people that header and text point at: `standOff/listPerson`, one entry a name.

Without an authority file nothing is guessed: an entry holds the name as the record prints it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tei.encode.elements import sub
from tei.identifiers import slug, unique
from tei.interpret.word_tables import within

if TYPE_CHECKING:
    from lxml import etree

    from tei.model import Document, Fact

# Words of names of bodies, in the languages of the records.
_BODY = re.compile(
    r"(?i)\b(?:embassy|consulate|ministry|committee|department|division|government|council|bureau|office|"
    r"politburo|secretariat|delegation|mission|commission|party|union|agency|association|congress|"
    r"parliament|cabinet|amembassy|amconsul|amlegation|usmission|secstate|presidium|foundation|corporation|university|institute|library|archives?|legation|"
    r"\w*ministerium|\w*botschaft|\w*kanzleramt|\w*komitee|regierung|ministère|ambassade|comité|gouvernement|ministerio|"
    r"embajada|gobierno|comitato|ministero|ambasciata|governo|ministerul|ambasada|comitetul|guvernul|ministerstwo|"
    r"ministerstvo|komitet|министерств\w*|посольств\w*|комитет\w*|правительств\w*|минист[ъе]рство\w*|цк)\b"
    r"|(?<=[\u3400-\u9fff])(?:部|局|处|處|院|委|委员会|委員會|使馆|使館|政府|中央|军区|軍區|司令部|总部|總部|党|黨|社|省)$"
    r"|(?<=[\u3400-\u9fff]{4})(?:军|軍|团|團)$|(?-i:\b(?:MFA|CC|NATO|TASS)\b)"
)
# `Head of the Trade Department A. B. Novak` is a person, whatever his office holds.
_INITIALS_LAST = re.compile(r"(?:^| )(?:[A-ZА-Я]\. ?){1,3}[A-ZА-Я][\w’'-]+$")
_WORD = re.compile(r"\w+")
_NOT_A_NAME = re.compile(r"(?i)^(?:all|the|various|members|heads|several|a|an)(?![\w.])|\b(?:and|of the)\b")


class People:
    """The persons of a document, each with an id made of the name, in order of first use."""

    def __init__(self, document: Document) -> None:
        header = document.header
        self.entries: dict[str, str] = {}
        self._known: dict[tuple[str, ...], str] = {}
        between = header.intermediary if header.senders or header.recipients else None
        for fact in (*header.senders, between, *header.recipients):
            if fact is not None and kind_of(fact) == "persName":
                self._add(fact.value)
        for person in header.citation.people:
            self._add(person.name)
        self.used: set[str] = set()

    def _add(self, name: str) -> None:
        if kind_of_name(name) == "persName" and name not in self.entries:
            self.entries[name] = unique(f"p-{slug(name) or 'name'}", set(self.entries.values()))
            self._known.setdefault(_words(name), name)

    def ref(self, name: str) -> str | None:
        """The pointer at a person of this name, or None when the document knows none of it."""
        key = self._known.get(_words(name)) if self._known else None
        if key is None:
            return None
        self.used.add(key)
        return f"#{self.entries[key]}"


def _words(name: str) -> tuple[str, ...]:
    """The words of a name in one order: `Reyes, Jon` and `Jon Reyes` are one."""
    return tuple(sorted(_WORD.findall(name.casefold())))


@lru_cache(4_096)  # one document names a person several times
def kind_of_name(name: str) -> str:
    """`persName`, `orgName`, or `name` where the words do not tell (`All Provincial Governors`)."""
    if _INITIALS_LAST.search(name):
        return "persName"
    if _BODY.search(name) or within("body", "").search(name):
        return "orgName"
    return "name" if _NOT_A_NAME.search(name) else "persName"


def kind_of(fact: Fact) -> str:
    """The kind of a sender or recipient: of low certainty is what may be a person, a body or a station."""
    return "name" if fact.certainty == "low" else kind_of_name(fact.value)


def add_fact(parent: etree._Element, fact: Fact, people: People, **attributes: str | None) -> etree._Element:
    """Append a sender or recipient; one of an unknown kind points at nobody."""
    if kind_of(fact) == "name":
        return sub(parent, "name", fact.value, **attributes)
    return add_name(parent, fact.value, people, **attributes)


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
