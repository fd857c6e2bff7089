"""What all rules ask of elements: name, words, what they stand in."""

from __future__ import annotations

from functools import cache
from typing import Final

from lxml import etree

from tei.encode.elements import TEI

_TEXT: Final = etree.XPath("string()", smart_strings=False)  # without comments, which itertext() gives


def name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def raw(element: etree._Element) -> str:
    """The characters of an element and all in it, without comments."""
    return (element.text or "") if len(element) == 0 else str(_TEXT(element))


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
