"""What was read within a line, told from the TEI: dates, note marks, gaps, names, words in other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.encode.elements import TEI, XML_LANG
from tei.explain.facts import why
from tei.explain.model import Reading
from tei.explain.places import name_of, place, text_of

if TYPE_CHECKING:
    from lxml import etree

_KINDS = {
    "date": "date", "gap": "gap", "pb": "page", "fw": "page furniture", "unclear": "unclear",
    "supplied": "supplied", "sic": "sic", "del": "deleted", "add": "added", "foreign": "foreign",
    "persName": "person", "orgName": "organisation", "placeName": "place", "name": "name",
    "choice": "letter-spaced", "idno": "number", "email": "email",
}  # fmt: skip


def reading(element: etree._Element) -> Reading | None:
    """What an element within a line says was read there; None for one that only shows the print."""
    name = name_of(element)
    kind = "note mark" if element.get("type") == "noteAnchor" else _KINDS.get(name, "")
    if name == "seg" and element.get("type") == "remark":
        kind = f"{element.get('subtype', 'editorial')} remark"
    if not kind:
        return None
    grounds = [token.removeprefix("#") for token in element.get("ana", "").split()]
    return Reading(
        kind,
        words(element),
        _value(element, name),
        element.get("cert", "high"),
        " ".join(grounds),
        "; ".join(filter(None, map(why, grounds))),
        element.get("resp", ""),
        place(element),
    )


def words(element: etree._Element) -> str:
    """The words of an element as printed; line ends of the print and runs of white space are one blank."""
    if rend := element.get("rend"):
        return rend
    if element.tag == TEI + "choice" and len(element):
        return words(element[0])
    parts = [element.text or ""]
    for child in element:
        parts += [" " if child.tag == TEI + "lb" and child.get("break") != "no" else words(child)]
        parts += [child.tail or ""]
    return " ".join("".join(parts).split())


def _value(element: etree._Element, name: str) -> str:
    match name:
        case "date":
            return date_value(element)
        case "gap":
            return element.get("reason", "")
        case "pb":
            return element.get("n", "")
        case "foreign":
            return element.get(XML_LANG, "")
        case "choice":
            return text_of(element[1]) or "".join(str(part) for part in element[1].itertext())
    return element.get("ref", "") or element.get("target", "")


def date_value(element: etree._Element) -> str:
    """The value of a `date` in the form of EDTF; empty where it has none."""
    when = element.get("when")
    if when:
        return when + ("~" if element.get("precision") == "low" else "")
    low = element.get("from") or element.get("notBefore")
    high = element.get("to") or element.get("notAfter")
    return f"{low or '..'}/{high or '..'}" if low or high else ""
