"""What typst leaves out of a PDF's metadata (XMP): identifier, date of the document, publisher, all its languages.

typst writes the packet uncompressed in an object of its own and a plain table of offsets at the end (0.15, measured),
so a longer packet only moves what comes after it. Names: Dublin Core, as ISO 16684-1 uses it in XMP.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

_OPENS, _CLOSES = b"<?xpacket begin", b"<?xpacket end="
_HEAD = re.compile(rb"([0-9]+ 0 obj\s*<<[^>]*?/Length )([0-9]+)([^>]*>>\s*stream\r?\n)$")
_TABLE = re.compile(rb"xref\n0 (?P<count>[0-9]+)\n(?P<rows>(?:[0-9]{10} [0-9]{5} [nf][ \r]\n)+)trailer\n(?P<trailer>.*?)startxref\n(?P<at>[0-9]+)\n%%EOF\s*$", re.DOTALL)  # fmt: skip
_HEAD_AT_MOST = 200
"""Bytes before the packet that hold the beginning of its object."""

_END = b"</rdf:Description></rdf:RDF>"


def with_metadata(data: bytes, root: etree._Element) -> bytes:
    """The PDF with what the print document says of itself in its metadata; unchanged where it has another form."""
    start, end = data.find(_OPENS), data.find(_CLOSES)
    end = data.find(b"?>", end) + 2
    begins = max(0, start - _HEAD_AT_MOST)
    head, table = _HEAD.search(data[begins:start]), _TABLE.search(data, data.rfind(b"xref\n0 "))
    if not 0 <= start < end or head is None or table is None or _END not in data[start:end]:
        return data
    begins += head.start()
    xml = _extended(data[start:end].decode("utf-8"), root).encode("utf-8")
    length = len(xml) - (end - start) + int(head[2])
    changed = b"%b%d%b%b" % (head[1], length, head[3], xml)
    moved = len(changed) - (end - begins)
    rows = [_moved(row, begins, moved) for row in table["rows"].splitlines(keepends=True)]
    return b"".join((
        data[:begins], changed, data[end : table.start("rows")], *rows,
        b"trailer\n", table["trailer"], b"startxref\n%d\n%%%%EOF\n" % (int(table["at"]) + moved),
    ))  # fmt: skip


def _moved(row: bytes, after: int, by: int) -> bytes:
    """A row of the table of offsets, of an object that may stand behind the packet."""
    offset = int(row[:10])
    return b"%010d%b" % (offset + by, row[10:]) if offset > after and row[17:18] == b"n" else row


def _extended(xml: str, root: etree._Element) -> str:
    """The packet with more statements; a language bag and a date of typst's own give way."""
    said = [
        _simple("identifier", root.findtext("identifier") or root.get("id") or ""),
        _list("publisher", "Bag", dict.fromkeys(one.text or "" for one in root.iterchildren("publisher"))),
        _list("date", "Seq", [one for one in (root.get("date", ""),) if _is_date(one)]),
    ]
    main = root.get("lang", "")
    languages = dict.fromkeys(
        one for one in (main, *(str(e.get("lang")) for e in root.iter() if "lang" in e.attrib)) if one
    )
    xml = re.sub(
        r"<dc:language>.*?</dc:language>",
        _list("language", "Bag", languages).replace("\\", ""),
        xml,
        flags=re.DOTALL,
    )
    if said[2]:
        xml = re.sub(r"<dc:date>.*?</dc:date>", "", xml, flags=re.DOTALL)
    return xml.replace(_END.decode(), "".join(said) + _END.decode(), 1)


def _is_date(value: str) -> bool:
    """A date as XMP has it: of a year, a month or a day (ISO 8601)."""
    return bool(re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value))


def _simple(name: str, value: str) -> str:
    return f"<dc:{name}>{escape(value, quote=False)}</dc:{name}>" if value else ""


def _list(name: str, kind: str, values: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{escape(value, quote=False)}</rdf:li>" for value in values if value)
    return f"<dc:{name}><rdf:{kind}>{items}</rdf:{kind}></dc:{name}>" if items else ""
