"""Documents in encodings that Java does not know: an engine in Java gets them in UTF-8.

Measured with OpenJDK 17 and libxml2 2.14: ISO-8859-10 and -14, UTF-7, UTF-32, macintosh, VISCII and more are read by
libxml2 alone. jing then ends with an exception that names no file, and says nothing of all the others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei import safe_xml

if TYPE_CHECKING:
    from pathlib import Path

_DECLARED: Final = re.compile(rb"""\A<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,60})["']""")
_IN_TEXT: Final = re.compile(
    r"""\A(\ufeff?<\?xml[^>]{0,200}?encoding\s*=\s*)(["'])([A-Za-z0-9._-]{1,60})["']"""
)
_UTF_32: Final = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_HEAD: Final = 300
# Of what both know, what is met; to put others into UTF-8 costs a copy, and is never wrong.
_KNOWN_TO_JAVA: Final = frozenset(
    (
        "utf-8 utf8 utf-16 utf-16le utf-16be ascii us-ascii latin1 iso-8859-1 iso-8859-2 iso-8859-3 iso-8859-4 "
        "iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-9 iso-8859-13 iso-8859-15 windows-1250 windows-1251 "
        "windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258 koi8-r koi8-u "
        "gb2312 gbk gb18030 big5 big5-hkscs euc-jp euc-kr shift_jis iso-2022-jp iso-2022-kr tis-620"
    ).split()
)


def in_utf_8(file: Path) -> bytes | None:
    """The content of a document in UTF-8, each character at its line and column.

    None where Java knows its encoding, or where the file is not there any more: the engine says so.
    """
    try:
        return _in_utf_8(file)
    except (OSError, safe_xml.XmlRefused):
        return None


def _in_utf_8(file: Path) -> bytes | None:
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
    declared = _DECLARED.match(head)
    name = "utf-32" if head.startswith(_UTF_32) else declared[1].decode().lower() if declared else "utf-8"
    if name in _KNOWN_TO_JAVA:
        return None
    data = safe_xml.read_file(file)
    try:
        text = data.decode(name)
    except (LookupError, UnicodeError):  # known to libxml2 alone: lines in a tag may be joined
        return etree.tostring(safe_xml.parse_xml(data), encoding="UTF-8", xml_declaration=True)
    return _IN_TEXT.sub(_declare_utf_8, text).encode("utf-8", "surrogatepass")


def _declare_utf_8(match: re.Match[str]) -> str:
    """The declaration with the encoding that it has now, as long as it was."""
    return f"{match[1]}{match[2]}UTF-8{match[2]}".ljust(len(match[0]))
