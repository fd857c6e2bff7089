"""What a part of a header says in plain words, and in which language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tei.encode.elements import TEI, XML_LANG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_LINE: Final = "\0"  # no character of XML
_NO_BLANK: Final = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])\0(?=[\u2e80-\u9fff\uf900-\ufaff])"
)
_BLOCKS: Final = frozenset(TEI + name for name in ("p", "ab", "list", "item", "head", "div", "l", "lg"))
_APART: Final = frozenset(
    TEI + name
    for name in (
        "forename surname roleName genName addName nameLink orgName persName name placeName settlement region country "
        "address email"
    ).split()
)
_BESIDE: Final = frozenset(TEI + name for name in ("note", "fw"))


def words(element: etree._Element | None) -> str:
    """The words of an element, one blank between them; notes and their marks left out, of a choice the first reading.

    A line break is a blank, but between characters of scripts that have none.
    """
    if element is None:
        return ""
    text = element.text or "" if not len(element) else "".join(_parts(element))
    if _LINE in text:
        text = _NO_BLANK.sub("", text).replace(_LINE, " ")
    return " ".join(text.split())


def _parts(element: etree._Element) -> Iterator[str]:
    if element.tag == TEI + "address":
        yield _of_address(element)
        return
    if element.text:
        yield element.text
    only_first = element.tag == TEI + "choice"
    for child in element.iterchildren():
        if isinstance(child.tag, str):
            yield from _of_child(child)
            if only_first:
                return
        if child.tail:
            yield child.tail


def _of_child(child: etree._Element) -> Iterator[str]:
    if child.tag == TEI + "lb":
        yield "" if child.get("break") == "no" else _LINE
    elif child.tag in _APART:
        # Parts of a name, or names, may stand side by side without a blank.
        follows = child.getnext()
        yield from _parts(child)
        if follows is not None and follows.tag in _APART and not child.tail:
            yield _LINE
    elif child.tag not in _BESIDE and child.get("type") != "noteAnchor":
        yield from _parts(child)


def _of_address(address: etree._Element) -> str:
    """The lines or parts of an address in one line, a comma between them, but for the town at its post code."""
    said, before = " ".join((address.text or "").split()), ""
    for child in address.iterchildren("{*}*"):
        text = " ".join(f"{''.join(_of_child(child)).strip(_LINE)}{child.tail or ''}".split())
        if text and said:
            is_one = said.endswith(",") or (child.tag, before) in _TOWNS
            said += " " if is_one else ", "
        said += text
        before = str(child.tag) if text else before
    return said


_TOWNS: Final = frozenset(
    (TEI + name, TEI + before)
    for name, before in (("settlement", "postCode"), ("postCode", "settlement"), ("postCode", "region"))
)


def paragraphs(element: etree._Element | None) -> str:
    """The words of an element's paragraphs, an empty line between them; a printed label before them is left out."""
    if element is None:
        return ""
    blocks = [child for child in element.iterchildren() if child.tag in _BLOCKS]
    said = [_unlabelled(block) for block in blocks] if blocks else [words(element)]
    return "\n\n".join(one for one in said if one)


def _unlabelled(block: etree._Element) -> str:
    first = next(block.iterchildren(), None)
    if first is None or first.tag != TEI + "label" or (block.text or "").strip():
        return words(block)
    label = words(first)
    return words(block).removeprefix(label).strip()


def language_of(element: etree._Element) -> str:
    """The language that holds for an element: its own `xml:lang`, or that of the nearest around it; else empty."""
    at: etree._Element | None = element
    while at is not None:
        if tag := at.get(XML_LANG):
            return tag
        at = at.getparent()
    return ""
