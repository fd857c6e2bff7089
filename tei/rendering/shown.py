"""What an output shows of a text, as a reader gets it: the bytes of each format read back.

What the program added is left out where the format can tell it: of pages and books what has the class `gen`, of plain
text what stands before and after the text under its headings.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from lxml import html as lxml_html

from tei import safe_xml
from tei.rendering.passages import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

XHTML: Final = "{http://www.w3.org/1999/xhtml}"
TEXT_ID: Final = "_text"
_BEGINNING: Final = re.compile(r"(?m)^=== .* ===$")
_END: Final = re.compile(r"(?m)^--- .* ---$")
_GENERATED: Final = ".//*[contains(concat(' ', normalize-space(@class), ' '), ' gen ')]"
_HYPHENS: Final = str.maketrans("", "", "-\u00ad\u2010\u2011")


class NotReadable(Exception):
    """An output cannot be read back; the message says why."""


def of_page(data: bytes) -> str:
    """What an HTML page shows: of our own page the part that holds the text."""
    root = lxml_html.document_fromstring(data.decode("utf-8"))
    texts = root.xpath(f".//*[@id='{TEXT_ID}']") or root.xpath("//body")
    return _without_generated(texts[0] if texts else root)


def of_text(data: bytes) -> str:
    """What a plain text says below the heading of its first part, and above that of what is known about it."""
    text = data.decode("utf-8")
    begun = _BEGINNING.search(text)
    ends = [one.start() for one in _END.finditer(text)] if begun else []
    return squeezed(text[begun.end() if begun else 0 : ends[-1] if ends else len(text)])


def of_json_lines(data: bytes, identity: str) -> str:
    """What the line of a document has: its paragraphs, then its notes."""
    for line in data.decode("utf-8").split("\n"):
        record: dict[str, Any] = json.loads(line) if line else {}
        if record and record.get("id") == identity:
            return squeezed("".join(_texts(record)))
    raise NotReadable(f"no line is that of {identity!r}")


def _texts(record: dict[str, Any]) -> Iterator[str]:
    for division in record["divisions"]:
        yield from (paragraph["text"] for paragraph in division["paragraphs"])
    for note in record["notes"]:
        yield note["label"]
        yield note["text"]


def of_book(data: bytes, name: str) -> str:
    """What the file of a document in an EPUB shows: its part that holds the text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            page = book.read(name)
    except (KeyError, zipfile.BadZipFile) as error:
        raise NotReadable(f"the EPUB has no {name}") from error
    root = safe_xml.parse_xml(page).getroot()
    texts = [one for one in root.iter(XHTML + "div") if one.get("id") == TEXT_ID]
    if not texts:
        raise NotReadable(f"{name} has no text")
    return _without_generated(texts[0])


def of_pdf(data: bytes) -> str:
    """What a PDF says, page by page, without the hyphens that its lines end with.

    Raises:
        NotReadable: pypdf is not installed, or cannot read the file.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise NotReadable("pypdf is not installed") from error
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except PyPdfError as error:
        raise NotReadable(f"pypdf cannot read the PDF: {error}") from error
    return as_in_pdf("".join(pages))


def as_in_pdf(text: str) -> str:
    """A text as it can be compared with that of a PDF: compatible characters are one, hyphens none."""
    import unicodedata

    return squeezed(unicodedata.normalize("NFKC", text)).translate(_HYPHENS)


def _without_generated(top: etree._Element) -> str:
    generated = set(top.xpath(_GENERATED))
    parts: list[str] = []
    stack = [(top, False)]
    while stack:
        element, left = stack.pop()
        if left:
            parts.append(element.tail or "")
            continue
        if element is not top:
            stack.append((element, True))
        if isinstance(element.tag, str) and element not in generated:
            parts.append(element.text or "")
            stack.extend((child, False) for child in reversed(element))
    return squeezed("".join(parts))
