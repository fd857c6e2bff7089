"""What CMIF asks of a file, by our own check: no schema of it is at hand.

Source: TEI Correspondence SIG, CMIF 1.1, documentation of the customisation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tei.encode.elements import TEI, XML_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_NAMES: Final = frozenset(TEI + name for name in ("persName", "orgName"))
_ORDER: Final = (*sorted(_NAMES), TEI + "placeName", TEI + "date")
_DATE: Final = re.compile(r"-?[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_UUID: Final = re.compile(r"[a-f][0-9a-f]{7}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_WANTED: Final = (
    ("titleStmt/title", "a title"),
    ("titleStmt/editor", "an editor"),
    ("titleStmt/editor/email", "the editor's e-mail address (email)"),
    ("publicationStmt/publisher", "a publisher"),
    ("publicationStmt/idno[@type='url']", "the address where it will be found (url)"),
    ("publicationStmt/date[@when]", "a date"),
    ("publicationStmt/availability/licence[@target]", "a licence"),
    ("sourceDesc/bibl", "an edition of the letters"),
)


def problems_of(tei: etree._Element) -> list[str]:
    """What of a CMIF document is missing or not allowed, in words; nothing: all is well."""
    description = tei.find(f"{TEI}teiHeader/{TEI}fileDesc")
    if description is None:
        return ["it has no fileDesc"]
    missing = [words for path, words in _WANTED if description.find(_qualified(path)) is None]
    problems = [f"it lacks {words}" for words in missing]
    sources = {one.get(XML_ID, "") for one in description.iter(TEI + "bibl")}
    problems += [f"{one!r} is no UUID" for one in sorted(sources) if not _UUID.fullmatch(one)]
    for letter in tei.iter(TEI + "correspDesc"):
        problems += [f"{letter.get('key') or letter.get('ref')}: {one}" for one in _letter(letter, sources)]
    return problems


def _qualified(path: str) -> str:
    return "/".join(TEI + step for step in path.split("/"))


def _letter(letter: etree._Element, sources: set[str]) -> Iterator[str]:
    if letter.get("source", "")[1:] not in sources:
        yield "its source is not listed"
    if not re.match(r"https?://", letter.get("ref") or "http://"):
        yield "its ref is no address"
    kinds = [one.get("type") for one in letter.iterchildren()]
    if any(kind not in ("sent", "received") for kind in kinds) or len(set(kinds)) < len(kinds):
        yield "it may have one sent and one received"
    for action in letter.iterchildren():
        tags = [str(one.tag) for one in action.iterchildren()]
        if any(tag not in _ORDER for tag in tags) or tags.count(TEI + "date") > 1:
            yield "an action may have names, a place and one date"
        for one in action.iterchildren():
            yield from _part(one)


def _part(one: etree._Element) -> Iterator[str]:
    if one.tag != TEI + "date":
        if not (one.text or "").strip():
            yield "a name is empty"
        if not re.match(r"https?://\S+$", one.get("ref") or "http://x"):
            yield f"{one.get('ref')!r} is no address"
        return
    values = {name: value for name, value in one.attrib.items() if name != "cert"}
    allowed = ({"when"}, {"from", "to"}, {"notBefore", "notAfter"})
    if not values or not any(set(map(str, values)) <= kind for kind in allowed):
        yield "a date needs when, from and to, or notBefore and notAfter"
    if any(not _DATE.fullmatch(str(value)) for value in values.values()):
        yield "a date is not ISO 8601"
