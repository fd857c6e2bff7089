"""CMIF, the Correspondence Metadata Interchange Format of correspSearch: TEI that lists letters.

Source: TEI Correspondence SIG, CMIF 1.1. A letter has `sent` and `received` and nothing else: who forwarded it is listed
among those who received it, after them whom it was meant for, for it was in his hands.
"""

from __future__ import annotations

import uuid
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.encode.elements import root, sub
from tei.gather.exports.cmif_check import problems_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.gather.entries import Entry
    from tei.gather.exports.model import About, Said
    from tei.gather.facts import Action, When
    from tei.gather.names import Name, Party

_FOLDED: Final = {"sent": "sent", "received": "received", "forwarded": "received", "redirected": "received"}
_AUTHORITIES: Final = ("gnd", "viaf", "wikidata", "geonames")
_DATES: Final = {"range": ("from", "to"), "bounds": ("notBefore", "notAfter")}


class Cmif:
    """The list of letters in the making."""

    def __init__(self, about: About) -> None:
        self._about = about
        self._profile = root("profileDesc")
        self._sources: dict[str, str] = {}
        self._documents = 0

    @property
    def holds(self) -> str:
        """How many letters."""
        count = len(self._profile)
        return f"{count:,} letter{'' if count == 1 else 's'} of "

    def add(self, entry: Entry) -> Sequence[Said]:
        """Take in the letters of a document; one that is no letter is not listed."""
        self._documents += 1
        found: list[Said] = []
        numbers = dict.fromkeys(one.letter for one in entry.correspondence)
        for number in numbers:
            actions = [one for one in entry.correspondence if one.letter == number]
            key = entry.id if len(numbers) == 1 else f"{entry.id}#{number + 1}"
            letter = sub(
                self._profile, "correspDesc", key=key, ref=entry.address, source=f"#{self._source(entry)}"
            )
            self._actions(letter, actions)
            found += (("G004", text) for text in _left_out(actions))
            if not len(letter):
                self._profile.remove(letter)
        return found

    def _source(self, entry: Entry) -> str:
        """The id of the edition that has the letter: a UUID of its title, one that XML takes for a name."""
        title = entry.site or self._about.title or entry.publisher or "Letters"
        if title not in self._sources:
            made = (str(uuid.uuid5(uuid.NAMESPACE_URL, f"{title}#{number}")) for number in range(1000))
            self._sources[title] = next(one for one in made if one[0].isalpha())
        return self._sources[title]

    def _actions(self, letter: etree._Element, actions: Sequence[Action]) -> None:
        for kind in ("sent", "received"):
            told = sorted(
                (one for one in actions if _FOLDED.get(one.kind) == kind), key=lambda one: one.kind != kind
            )
            own = [one for one in told if one.kind == kind]
            people = dict.fromkeys(party.who for one in told for party in one.parties)
            places = [place for one in own for place in one.places]
            date = next((one.date for one in own if one.date.form), None)
            if people or places or date:
                action = sub(letter, "correspAction", type=kind)
                for who in people:
                    sub(action, "orgName" if who.kind == "org" else "persName", who.name, ref=_ref(who))
                for place in places:
                    sub(action, "placeName", place.printed, ref=_ref(place.who))
                if date:
                    sub(action, "date", date.text, **_date(date))

    def finish(self) -> tuple[bytes, Sequence[Said]]:
        """The file; warnings name what CMIF asks for and nobody has given."""
        if not len(self._profile):
            return b"", [("G002", f"none of {self._documents:,} documents is a letter")]
        tei = self._document()
        etree.indent(tei)
        found = [("G003", problem) for problem in problems_of(tei)]
        return etree.tostring(tei, xml_declaration=True, encoding="UTF-8") + b"\n", found

    def _document(self) -> etree._Element:
        about = self._about
        tei = root("TEI")
        head = sub(tei, "teiHeader")
        description = sub(head, "fileDesc")
        titles = sub(description, "titleStmt")
        sub(titles, "title", about.title or "Letters", xml_lang="" if about.title else "en")
        if about.editor:
            editor = sub(titles, "editor", f"{about.editor} " if about.email else about.editor)
            if about.email:
                sub(editor, "email", about.email)
        publication = sub(description, "publicationStmt")
        sub(publication, "publisher" if about.publisher else "authority", about.publisher or "not published")
        if about.url:
            sub(publication, "idno", about.url, type="url")
        if about.date:
            sub(publication, "date", when=about.date)
        if about.licence:
            sub(sub(publication, "availability"), "licence", about.licence, target=about.licence)
        source = sub(description, "sourceDesc")
        for title, identity in self._sources.items():
            sub(source, "bibl", title, type="online", xml_id=identity)
        head.append(deepcopy(self._profile))
        sub(sub(sub(tei, "text"), "body"), "p")
        return tei


def _ref(name: Name) -> str:
    """The address of the name's entry in an authority file; empty where none is known."""
    known = {link.scheme: link.address for link in reversed(name.links) if link.address}
    return next((known[one] for one in (*_AUTHORITIES, *known) if one in known), "")


def _date(date: When) -> dict[str, str]:
    if date.form == "when":
        return {"when": date.start, "cert": date.cert if date.cert in ("low", "medium", "high") else ""}
    first, last = _DATES[date.form]
    return {f"{first}_" if first == "from" else first: date.start, last: date.end}


def _left_out(actions: Sequence[Action]) -> Iterator[str]:
    for one in actions:
        if one.kind not in _FOLDED and one.parties:
            yield f"CMIF knows no {one.kind or 'action without a type'}: {_words(one.parties)} is not listed"
        elif one.kind in _FOLDED:
            unsure = [party for party in one.parties if party.who.kind not in ("person", "org")]
            if unsure:
                yield f"CMIF knows persons and bodies alone: {_words(unsure)} is listed as a person"


def _words(parties: Sequence[Party]) -> str:
    return ", ".join(repr(party.printed) for party in parties)
