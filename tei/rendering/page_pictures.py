"""Pictures of pages and books: the files that `graphic` and `pb` name, shown, or told as missing (stage 7).

The stylesheets get what is shown beside the address, which stays as it is for stylesheets of others: the picture itself
as `data:`, or the address of a file beside the page. What stands on the web is not fetched: its address is shown.
"""

from __future__ import annotations

import base64
import copy
import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.encode.elements import TEI
from tei.findings import Finding, Where, finding
from tei.rendering.fonts import xpath_of
from tei.rendering.passages import squeezed
from tei.rendering.pictures import kind_of, picture_file, read_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SHOWN: Final = "{urn:tei-pipeline:shown}"
_MEDIA_TYPES: Final = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
_LARGEST: Final = 8 * 1024 * 1024
"""Bytes of one picture: a page holds its pictures, and is read as a whole."""
_ROOM: Final = 24 * 1024 * 1024
"""Bytes of all pictures of a page."""


@dataclass(frozen=True, slots=True)
class WithPictures:
    """A tree whose pictures say what is shown, what is missing, and the files to put beside its page.

    `files`: by the address from the root of the site.
    """

    tree: etree._ElementTree
    missing: tuple[Finding, ...] = ()
    files: dict[str, Path] = field(default_factory=dict)


def with_pictures_inside(tree: etree._ElementTree, path: str) -> WithPictures:
    """A tree whose pictures have their data beside the address, and R032 or R035 for each that is not there.

    The tree itself where it names no file; a copy where it does, with the lines of the elements.
    """
    room = _ROOM

    def inside(content: bytes, _: str) -> str:
        nonlocal room
        if len(content) > room:
            return ""
        room -= len(content)
        return f"data:{_MEDIA_TYPES[kind_of(content)]};base64,{base64.b64encode(content).decode()}"

    made, missing = _shown(tree, path, inside, _LARGEST)
    return WithPictures(made, missing)


def with_pictures_beside(tree: etree._ElementTree, path: str, root: str) -> WithPictures:
    """A tree whose pictures are files beside its page; `root` is the way from the page to the root of its site."""
    files: dict[str, Path] = {}

    def beside(content: bytes, address: str) -> str:
        name = f"pictures/{sha256(content).hexdigest()[:20]}.{kind_of(content)}"
        files[name] = picture_file(address, path)
        return root + name

    made, missing = _shown(tree, path, beside, None)
    return WithPictures(made, missing, files)


def _shown(
    tree: etree._ElementTree, path: str, show: Callable[[bytes, str], str], largest: int | None
) -> tuple[etree._ElementTree, tuple[Finding, ...]]:
    """What is shown of each picture is what `show` makes of its bytes; nothing: there is no room."""
    if not path or next(_pictures(tree), None) is None:
        return tree, ()
    made = copy.deepcopy(tree)
    looked_at: dict[str, _Picture] = {}
    pages: set[etree._Element] = set()
    missing: dict[etree._Element | str, Finding] = {}
    for element, address, is_apart in _pictures(made):
        page = _page_of(element) if is_apart else None
        if page in pages:
            continue
        if address not in looked_at:
            content, problem = read_picture(address, path, largest)
            shown = "" if problem else show(content, address)
            problem = problem or f"the pictures of a page have {_ROOM // 1024 // 1024} MB together"
            looked_at[address] = _Picture(len(looked_at) + 1, shown, problem)
        picture = looked_at[address]
        if not picture.shown:
            told = _missing(element, address, picture.problem, path, is_apart=is_apart)
            missing.setdefault(address if page is None else page, told)
            continue
        _note(element, picture, is_apart=is_apart)
        if page is not None:
            pages.add(page)
            missing.pop(page, None)
    return made, tuple(missing.values())


@dataclass(slots=True)
class _Picture:
    number: int
    shown: str
    problem: str
    is_in_row: bool = False


def _note(element: etree._Element, picture: _Picture, *, is_apart: bool) -> None:
    """Say what is shown of a picture. One that stands in the row of pictures already is only led to."""
    if is_apart:
        element.set(SHOWN + "id", f"_picture-{picture.number}")
        element.getroottree().getroot().set(SHOWN + "pictures", "row")
        if picture.is_in_row:
            return
        picture.is_in_row = True
    element.set(SHOWN + "data", picture.shown)


def _missing(element: etree._Element, address: str, problem: str, path: str, *, is_apart: bool) -> Finding:
    where = Where(path, element.sourceline, None, xpath_of(element))
    code = "R035" if is_apart else "R032"
    return finding(
        code, f"the picture {address!r} is not shown, its name stands in its place: {problem}", where
    )


def _pictures(tree: etree._ElementTree) -> Iterator[tuple[etree._Element, str, bool]]:
    """The pictures that are files, their addresses, and whether they are pictures of pages, which stand apart from the text.

    With an address of the web or within the document they are none.
    """
    row: list[etree._Element] | None = None
    for element in tree.iter(TEI + "graphic", TEI + "media", TEI + "pb"):
        is_break = element.tag == TEI + "pb"
        address = " ".join((element.get("facs" if is_break else "url") or "").split())
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#", address):
            continue
        if is_break:
            if _PICTURE.search(address):
                yield element, address, True
            continue
        row = _row(tree.getroot()) if row is None else row
        holders = [above for above in element.iterancestors() if above.tag in _SHOWN_IN]
        if holders:
            yield element, address, any(one in row for one in holders)


_SHOWN_IN: Final = frozenset({TEI + "text", TEI + "sourceDoc", TEI + "facsimile"})
_PICTURE: Final = re.compile(r"\.(?:png|jpe?g|gif|webp)$", re.IGNORECASE)


def _row(root: etree._Element) -> list[etree._Element]:
    """Facsimiles without words beside a text: their pictures stand in a row after it."""
    if next(root.iter(TEI + "text"), None) is None:
        return []
    return [one for one in root.iter(TEI + "facsimile") if not squeezed("".join(one.itertext(etree.Element)))]


def _page_of(picture: etree._Element) -> etree._Element:
    """What a picture shows: pictures side by side in a surface are those of one page, in several sizes, say."""
    above = picture.getparent()
    if picture.tag == TEI + "pb" or above is None or above.tag == TEI + "facsimile":
        return picture
    return above
