"""Pictures of pages and books: the files that `graphic` names, put into the page as `data:`, or told as missing (stage 7).

The stylesheets get the picture beside the address, which stays as it is for stylesheets of others. What stands on the
web is not fetched: its address is shown.
"""

from __future__ import annotations

import base64
import copy
import re
from typing import TYPE_CHECKING, Final

from tei.encode.elements import TEI
from tei.findings import Finding, Where, finding
from tei.rendering.fonts import xpath_of
from tei.rendering.pictures import kind_of, read_picture

if TYPE_CHECKING:
    from lxml import etree

SHOWN: Final = "{urn:tei-pipeline:shown}"
_MEDIA_TYPES: Final = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
_LARGEST: Final = 8 * 1024 * 1024
"""Bytes of one picture: a page holds its pictures, and is read as a whole."""


def with_pictures_inside(
    tree: etree._ElementTree, path: str
) -> tuple[etree._ElementTree, tuple[Finding, ...]]:
    """A tree whose pictures have their data beside the address, and R032 for each that is not there.

    The tree itself where it names no file; a copy where it does, with the lines of the elements.
    """
    if not path or not _named(tree):
        return tree, ()
    found: dict[str, Finding] = {}
    data: dict[str, str] = {}
    made = copy.deepcopy(tree)
    for element in _named(made):
        address = _address(element)
        if address not in data and address not in found:
            content, problem = read_picture(address, path, _LARGEST)
            if problem:
                where = Where(path, element.sourceline, None, xpath_of(element))
                message = f"the picture {address!r} is not shown: {problem}; its name is"
                found[address] = finding("R032", message, where)
            else:
                kind = _MEDIA_TYPES[kind_of(content)]
                data[address] = f"data:{kind};base64,{base64.b64encode(content).decode()}"
        if address in data:
            element.set(SHOWN + "data", data[address])
    return made, tuple(found.values())


def _named(tree: etree._ElementTree) -> list[etree._Element]:
    """The pictures in the text that are files: with an address of the web or within the document they are none."""
    pictures = tree.iter(TEI + "graphic", TEI + "media")
    return [
        one
        for one in pictures
        if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#", _address(one))
        and any(above.tag in _SHOWN_IN for above in one.iterancestors())
    ]


_SHOWN_IN: Final = frozenset({TEI + "text", TEI + "sourceDoc"})


def _address(element: etree._Element) -> str:
    return " ".join((element.get("url") or "").split())
