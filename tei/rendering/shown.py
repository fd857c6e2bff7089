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
from tei.rendering.tagged_text import tagged_text

if TYPE_CHECKING:
    from collections.abc import Iterator

XHTML: Final = "{http://www.w3.org/1999/xhtml}"
TEXT_ID: Final = "_text"
_BEGINNING: Final = re.compile(r"(?m)^=== .* ===$")
_END: Final = re.compile(r"(?m)^--- .* ---$")
_GENERATED: Final = ".//*[contains(concat(' ', normalize-space(@class), ' '), ' gen ')]"
_HYPHENS: Final = str.maketrans("", "", "-\u00ad\u2010\u2011\ufeff")
_DIRECTIONS: Final = str.maketrans(
    "", "", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Signs that say in which direction a text runs: they have no look, and a PDF has what they do instead of them."""


class NotReadableError(Exception):
    """An output cannot be read back; the message says why."""


class Shown:
    """What an output shows of each document in it.

    Raises:
        NotReadableError: it cannot be read back.
    """

    def __init__(self, to: str, data: bytes) -> None:
        self.to = to
        self._by_id: dict[str, str] = {}
        self._whole = ""
        if to in ("jsonl", "epub"):
            self._by_id = of_json_lines(data) if to == "jsonl" else of_book(data)
        else:
            self._whole = {"html": of_page, "text": of_text, "pdf": of_pdf}[to](data)

    def of(self, identity: str) -> str:
        """What it shows of the document with this id; of a format that does not part its documents, of all.

        Raises:
            NotReadableError: the document is not in it.
        """
        if self.to not in ("jsonl", "epub"):
            return self._whole
        if identity not in self._by_id:
            raise NotReadableError(f"the document {identity!r} is not in it")
        return self._by_id[identity]


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


def of_json_lines(data: bytes) -> dict[str, str]:
    """What the line of each document has, by id: its paragraphs, then its notes."""
    records = (json.loads(line) for line in data.decode("utf-8").split("\n") if line)
    return {record["id"]: squeezed("".join(_texts(record))) for record in records}


def _texts(record: dict[str, Any]) -> Iterator[str]:
    for division in record["divisions"]:
        yield from (paragraph["text"] for paragraph in division["paragraphs"])
    for note in record["notes"]:
        yield note["label"]
        yield note["text"]


def of_book(data: bytes) -> dict[str, str]:
    """What the file of each document in an EPUB shows, by id: its part that holds the text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            pages = [book.read(name) for name in book.namelist() if name.endswith(".xhtml")]
    except zipfile.BadZipFile as error:
        raise NotReadableError("it is no EPUB") from error
    found = {}
    for root in (safe_xml.parse_xml(page).getroot() for page in pages):
        for text in (one for one in root.iter(XHTML + "div") if one.get("id") == TEXT_ID):
            found[root.get("data-document", "")] = _without_generated(text)
    return found


def of_pdf(data: bytes) -> str:
    """What a PDF says, in the order of its tags, without the hyphens that its lines end with.

    Raises:
        NotReadableError: pypdf is not installed, or cannot read the file.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise NotReadableError("pypdf is not installed") from error
    try:
        text = tagged_text(PdfReader(io.BytesIO(data)))
    except PyPdfError as error:
        raise NotReadableError(f"pypdf cannot read the PDF: {error}") from error
    return as_in_pdf(text)


def as_in_pdf(text: str) -> str:
    """A text as it can be compared with that of a PDF: compatible characters are one, hyphens and directions none."""
    import unicodedata

    return squeezed(unicodedata.normalize("NFKC", text)).translate(_HYPHENS | _DIRECTIONS)


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
