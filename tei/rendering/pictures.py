"""Pictures of the print: the files that `graphic` names, read beside the TEI, or told as missing (stage 7).

Nothing is fetched, and nothing is read that does not lie in the folder of the TEI file or below it: a document may come
from anybody. typst says itself whether it can decode a picture.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tei.findings import Finding, Where, finding
from tei.rendering.fonts import xpath_of
from tei.rendering.picture_sizes import pixels
from tei.rendering.typesetting import NotLaidOutError, compile_pdf

if TYPE_CHECKING:
    from lxml import etree

_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif"}
_UNREADABLE = "it is no PNG, JPEG, GIF or WebP that can be read"
_LARGEST = 64 * 1024 * 1024
_MOST_PIXELS = 100_000_000
"""A file of some kilobytes can hold more pixels than there is memory for."""


def with_pictures(
    root: etree._Element, tree: etree._ElementTree, path: str
) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """Give each `image` of the print document the name of its file; the files, and R032 for each that is not there.

    An image without a file is printed as its description.
    """
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    found: dict[str, Finding] = {}
    for image in root.iter("image"):
        source = str(image.get("src"))
        if source not in names and source not in found:
            data, problem = read_picture(source, path)
            if not problem and not _can_be_shown(data):
                problem = _UNREADABLE
            if problem:
                found[source] = _missing(source, problem, tree, path)
            else:
                names[source] = f"picture-{len(names) + 1}.{kind_of(data)}"
                files[names[source]] = data
        if source in names:
            image.set("file", names[source])
        parent = image.getparent()
        if parent is not None and parent.get("role") != "figure":
            image.set("inline", "yes")
    return files, tuple(found.values())


def read_picture(source: str, path: str, largest: int | None = None) -> tuple[bytes, str]:
    """The picture that stands beside the TEI file at `path`, or what is wrong with it; `largest`: of its bytes."""
    if not source:
        return b"", "no address is given"
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", source):
        return b"", "it is not a file beside the document, and nothing is fetched"
    data, problem = _file(source, path, largest or _LARGEST)
    if problem:
        return b"", problem
    if pixels(data) > _MOST_PIXELS:
        return b"", f"it has more than {_MOST_PIXELS // 1_000_000} million pixels"
    return (data, "") if kind_of(data) else (b"", _UNREADABLE)


def picture_file(source: str, path: str) -> Path:
    """The file that an address names, taken from the folder of the TEI file at `path`."""
    return (Path(path).resolve().parent / unquote(source.partition("#")[0])).resolve()


def _file(source: str, path: str, largest: int) -> tuple[bytes, str]:
    try:
        file = picture_file(source, path)
        if not file.is_relative_to(Path(path).resolve().parent):
            return b"", "it does not lie in the folder of the document"
        if not file.is_file():
            return b"", "there is no such file"
        if file.stat().st_size > largest:
            return b"", f"it is larger than {largest // 1024 // 1024} MB"
        return file.read_bytes(), ""
    except (OSError, ValueError) as error:
        return b"", f"it cannot be read: {error}"


def kind_of(data: bytes) -> str:
    """The ending of its format; empty: it is none that is shown."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for start, kind in _KINDS.items() if data.startswith(start)), "")


def _can_be_shown(data: bytes) -> bool:
    name = f"picture.{kind_of(data)}"
    try:
        compile_pdf({"main": f'#image("{name}")'.encode()}, (), {name: data})
    except NotLaidOutError:
        return False
    return True


def _missing(source: str, problem: str, tree: etree._ElementTree, path: str) -> Finding:
    where = Where(path)
    for element in tree.iter("{*}graphic", "{*}media"):
        if " ".join((element.get("url") or "").split()) == source:
            where = Where(path, element.sourceline, None, xpath_of(element))
            break
    return finding("R032", f"the picture {source!r} is not in the PDF: {problem}; its description is", where)
