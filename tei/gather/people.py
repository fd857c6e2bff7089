"""Who wrote, sent, received, edited and translated a document, as its header says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tei.encode.elements import TEI
from tei.gather.facts import Action, Credit
from tei.gather.header import when_of
from tei.gather.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml import etree

    from tei.gather.names import Names, Party

_NAMED: Final = tuple(TEI + name for name in ("persName", "orgName", "name", "rs"))
_RELATOR: Final = re.compile(r"/relators/([a-z]{3})$")
# A `resp` in words: `translation`, `Polish translation`, `Translated by`, `Edited by`.
_ROLES: Final = (
    ("trl", re.compile(r"(?i)^(?:\w+ )?(?:translat(?:ions?|ors?|ed)|übersetz(?:ung|t|er)|tradu(?:ction|it|cteur))\b")),
    ("edt", re.compile(r"(?i)^(?:edit(?:ors?|ed|ing)|herausgeber(?:in)?|herausgegeben|édition|éditeur)\b")),
    ("trc", re.compile(r"(?i)^(?:\w+ )?transcri(?:ption|bed|ptor)\b")),
)  # fmt: skip


def correspondence(head: etree._Element, names: Names) -> tuple[Action, ...]:
    """The actions of `correspDesc`, in their order."""
    return tuple(
        Action(
            one.get("type", ""),
            tuple(_parties(_named(one, _NAMED), names)),
            tuple(_parties(_named(one, (TEI + "placeName", TEI + "settlement")), names)),
            when_of(one.find(TEI + "date")),
            number,
        )
        for number, letter in enumerate(head.iterfind(f"{TEI}profileDesc/{TEI}correspDesc"))
        for one in letter.iterchildren(TEI + "correspAction")
    )


def _named(above: etree._Element, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """The name elements below one, none that stands within another of them or within a note."""
    for one in above.iterchildren():
        if one.tag in tags:
            yield one
        elif one.tag != TEI + "note":
            yield from _named(one, tags)


def _parties(elements: Iterable[etree._Element], names: Names) -> Iterator[Party]:
    return (party for one in elements if (party := names.party(one)) is not None)


def authors(head: etree._Element, names: Names) -> tuple[Party, ...]:
    """The authors of the document; of one that names none at its title, those of the item in the source."""
    at_title = head.findall(f"{TEI}fileDesc/{TEI}titleStmt/{TEI}author")
    source = f"{TEI}fileDesc/{TEI}sourceDesc"
    found = at_title or [*head.iterfind(f"{source}//{TEI}msItem/{TEI}author")]
    return tuple(party for one in found for party in _of(one, names))


def _of(holder: etree._Element, names: Names) -> Iterator[Party]:
    """The names in an author or editor; one without name elements is itself the name."""
    return _parties(list(_named(holder, _NAMED)) or [holder], names)


def credits_of(head: etree._Element, names: Names) -> tuple[Credit, ...]:
    """Who did what for the edition; the program's own part is none of it."""
    statement = head.find(f"{TEI}fileDesc/{TEI}titleStmt")
    found = []
    for one in () if statement is None else statement.iterchildren(TEI + "editor", TEI + "respStmt"):
        if one.tag == TEI + "editor":
            stated = one.get("role", "")
            credit = Credit(_role(stated) or ("" if stated else "edt"), stated, tuple(_of(one, names)))
        else:
            task = one.find(TEI + "resp")
            said = words(task)
            relator = _RELATOR.search(task.get("ref", "")) if task is not None else None
            people = (name for name in _named(one, _NAMED) if name.get("type") != "software")
            credit = Credit(relator[1] if relator else _role(said), said, tuple(_parties(people, names)))
        if credit.parties:
            found.append(credit)
    return tuple(found)


def _role(said: str) -> str:
    return next((role for role, form in _ROLES if form.search(said)), "")


def with_role(credited: Sequence[Credit], role: str) -> tuple[Party, ...]:
    """Those who have a role, each once."""
    return tuple(dict.fromkeys(party for one in credited if one.role == role for party in one.parties))
