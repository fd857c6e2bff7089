"""Making TEI elements: namespace, attribute names, mixed content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from tei.model import DateReading, Fact

TEI_NS = "http://www.tei-c.org/ns/1.0"
XML_NS = "http://www.w3.org/XML/1998/namespace"
TEI = f"{{{TEI_NS}}}"
XML_ID = f"{{{XML_NS}}}id"
XML_LANG = f"{{{XML_NS}}}lang"
_SPELLED = {"xml_id": XML_ID, "xml_lang": XML_LANG, "from_": "from", "break_": "break"}
"""The attributes that Python cannot spell."""


def root(name: str, **attributes: str | None) -> etree._Element:
    """Make the root element, with the TEI namespace as the default one."""
    element = etree.Element(TEI + name, nsmap={None: TEI_NS})
    return _with(element, attributes)


def sub(parent: etree._Element, name: str, text: str = "", /, **attributes: str | None) -> etree._Element:
    """Append an element. `xml_id`, `xml_lang` and `from_` name the attributes that Python cannot spell.

    An attribute whose value is None or empty is left out.
    """
    element = _with(etree.SubElement(parent, TEI + name), attributes)
    if text:
        element.text = text
    return element


def _with(element: etree._Element, attributes: dict[str, str | None]) -> etree._Element:
    # Set one by one: to give them all as the element is made takes longer (measured).
    for key, value in attributes.items():
        if value:
            element.set(_SPELLED.get(key, key), value)
    return element


def add_text(parent: etree._Element, text: str) -> None:
    """Append characters to an element's mixed content."""
    last = last_child(parent)
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def last_child(parent: etree._Element) -> etree._Element | None:
    """The last child, or None. `len(parent)` would count all of them, each time."""
    return next(parent.iterchildren(reversed=True), None)


def date_attributes(reading: DateReading | None) -> dict[str, str | None]:
    """The attributes of a `date`: value, calendar where it is not the Gregorian, ground, certainty.

    Source: TEI att.datable.w3c; `@calendar` is a pointer at a `calendar` element (TEI 4.9 requires it).
    """
    if reading is None:
        return {"ana": "#dating.unread"}
    return {
        "when": reading.when,
        "from_": reading.start,
        "to": reading.end,
        "notBefore": reading.not_before,
        "notAfter": reading.not_after,
        "calendar": None if reading.calendar == "gregorian" else f"#calendar.{reading.calendar}",
        "ana": None if reading.ground == "" else f"#{reading.ground}",
        "precision": "low" if reading.circa else None,
        "cert": None if reading.certainty == "high" else reading.certainty,
    }


def ground_attributes(fact: Fact) -> dict[str, str | None]:
    """`@ana` and `@cert` of a fact that does not stand at its usual place, or was inferred."""
    return {
        "ana": f"#{fact.ground}" if fact.ground else None,
        "cert": None if fact.certainty == "high" else fact.certainty,
    }
