"""What a file is that is no plain text: told by its first bytes, and named for the user."""

from __future__ import annotations

import re

_SIGNATURES = (
    (b"{\\rtf", "an RTF document"),
    (b"%PDF-", "a PDF document"),
    (b"%!PS", "a PostScript document"),
    (b"\xc5\xd0\xd3\xc6", "a PostScript document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Microsoft Office document (such as .doc)"),
    (b"\xffWPC", "a WordPerfect document"),
    (b"AT&TFORM", "a DjVu document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 image"),
    (b"OggS\x00", "an Ogg recording"),
    (b"ID3\x03\x00", "an MP3 recording"),
    (b"ID3\x04\x00", "an MP3 recording"),
    (b"\x7fELF", "a program (ELF)"),
    (b"MZ\x90\x00", "a program (Windows)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"bplist00", "an Apple property list"),
)
"""Signatures as the formats' own specifications give them."""

_ZIPS = (
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file (such as .odt)"),
    (b"word/", "a Microsoft Word document (.docx)"),
    (b"xl/", "a Microsoft Excel workbook (.xlsx)"),
    (b"ppt/", "a Microsoft PowerPoint presentation (.pptx)"),
)

_SPACE = "\ufeff \t\r\n\f"
_HTML = re.compile(r"<!doctype\s+html[\s>]|<html[\s>]", re.IGNORECASE)
_TEI = re.compile(r"<(?:TEI|teiCorpus)\s[^>]*xmlns")
_XML = re.compile(r"<\?xml\s|<!DOCTYPE\s")


def recognise(data: bytes, head: str) -> str | None:
    """Name what a file is when it is not plain text; None when nothing speaks against plain text.

    `data` is the file, `head` its beginning decoded. A text that merely begins with `<` is plain text.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "a WebP image, a recording or a film (RIFF)"
    if data[4:8] == b"ftyp":
        return "a film, a recording or an HEIC image"
    if data[257:262] == b"ustar":
        return "a tar archive"
    return _markup(head.lstrip(_SPACE))


def _zip(data: bytes) -> str:
    for name, kind in _ZIPS:
        # a zip names each member before its data and again in the list at its end
        if name in data[:4096] or name in data[-65536:]:
            return kind
    return "a zip archive"


def _markup(text: str) -> str | None:
    if _HTML.match(text):
        return "an HTML page"
    if _XML.match(text):
        if _HTML.search(text):
            return "an XHTML page"
        return "a TEI document (see tei validate)" if _TEI.search(text) else "an XML document"
    return "a TEI document (see tei validate)" if _TEI.match(text) else None
