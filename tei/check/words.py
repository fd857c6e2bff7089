"""What all rules ask of elements: name, words, what they stand in."""

from __future__ import annotations

from functools import cache
from typing import Final

from lxml import etree

from tei.encode.elements import TEI

REPEATED: Final = "stands on more than one element"
"""What is said of an id, by the schema's check."""


def name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def raw(element: etree._Element) -> str:
    """The characters of an element and all in it, without comments."""
    if len(element) == 0:
        return element.text or ""
    # Without comments, which itertext() gives, and in half of the time that string() of XPath takes.
    return str(etree.tostring(element, method="text", encoding="unicode", with_tail=False))


def raw_bytes(element: etree._Element) -> bytes:
    """The characters of an element and all in it, in UTF-8."""
    return etree.tostring(element, method="text", encoding="utf-8", with_tail=False)


def words(element: etree._Element) -> str:
    """The text of an element, its white space as single blanks."""
    return " ".join(raw(element).split())


def inside(element: etree._Element, *names: str) -> bool:
    """Whether an element stands within one of these names."""
    return next(element.iterancestors(*_tags(names)), None) is not None


@cache
def _tags(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(TEI + one for one in names)


def shown(text: str) -> str:
    """Text for a message: quoted, and not longer than a line."""
    return f'"{text if len(text) <= 60 else text[:59] + "…"}"'
