"""XML documents: bytes read whole, and parsed or refused."""

from __future__ import annotations

import os
import re
import stat
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from tei.xml_faults import in_words

if TYPE_CHECKING:
    from pathlib import Path

MAX_XML_BYTES = 256 * 1024 * 1024
"""Larger XML files are refused; libxml2 adds limits of its own: 256 levels, 10 MB in one text."""

MAX_ATTRIBUTES = 1_000
"""Of one element: libxml2 searches all of them for each, so that 50,000 take half a minute to be listed (measured)."""

_WIDE = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']((?i:utf-?16|utf-?32|ucs-?[24])\w*)""")
_LONG_TAG = re.compile(rb"<[^<>\s!?/]+\s+[^<>\s=]+\s*=[^<]{5000}")  # where a thousand attributes can be
_BARE_DOCTYPE = re.compile(r"<!DOCTYPE\s+[^\s\[>]+\s*>")


class XmlRefused(Exception):  # noqa: N818  (it refuses; not every refused file is an error)
    """XML that cannot or must not be read: a finding code, a message, line and column (or None).

    `path` is set when the place is in a file of its own, such as a stylesheet that another one imports.
    """

    def __init__(
        self,
        code: str,
        message: str,
        line: int | None = None,
        column: int | None = None,
        path: str | None = None,
    ) -> None:
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        super().__init__(f"{place}: {message}" if path else message)
        self.code = code
        self.message = message
        self.line = line
        self.column = column
        self.path = path


def parse_xml(data: bytes, *, unique_ids: bool = True) -> etree._ElementTree:
    """Parse the bytes of an XML file, in UTF-8 or the encoding that its XML declaration names.

    A bare `<!DOCTYPE TEI>` is allowed; a DTD is not, inside or outside: without it entities would be
    lost, and with it the file could read others. Ids that stand twice are let pass where they are to be counted.

    Raises:
        XmlRefused: X001 not well-formed or beyond the parser's limits; X003 compressed, or holds
            entities or a DTD.
    """
    return parsed(data, None, unique_ids=unique_ids)


def parsed(
    data: bytes,
    base: str | None,
    resolver: etree.Resolver | None = None,
    path: Path | str | None = None,
    *,
    unique_ids: bool = True,
) -> etree._ElementTree:
    """`parse_xml` for a file that has a place of its own and may draw in others."""
    name = None if path is None else str(path)
    if data[:2] == b"\x1f\x8b":
        raise XmlRefused("X003", "the file is compressed (gzip), not XML; unpack it first", path=name)
    parser = _parser(unique_ids=unique_ids) if resolver is None else _new_parser()
    if resolver is not None:
        parser.resolvers.add(resolver)
    try:
        tree = etree.ElementTree(etree.fromstring(data, parser, base_url=base))
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = _other_encoding(data) or in_words(error, data)
        raise XmlRefused("X001", message, line, column, name) from error
    if tree.docinfo.internalDTD is not None:
        _refuse_dtd(tree, data, name)
    if data.count(b"=") > MAX_ATTRIBUTES and (b"\0" in data[:4] or _LONG_TAG.search(data)):
        _refuse_attributes(tree, name)
    return tree


def _refuse_attributes(tree: etree._ElementTree, path: str | None) -> None:
    for element in tree.iter(etree.Element):
        if len(element.attrib) > MAX_ATTRIBUTES:
            message = f"an element has more than {MAX_ATTRIBUTES:,} attributes, which is the limit"
            raise XmlRefused("X001", message, element.sourceline, path=path)


def _new_parser(*, unique_ids: bool = True) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=unique_ids
    )


# Kept, since a parser made for each of 2,000 documents takes more than half of the time to read them (measured).
_parser = cache(_new_parser)


def _other_encoding(data: bytes) -> str:
    """Tell that a file declares an encoding of two bytes or more a sign, and is in one of single bytes."""
    declared = _WIDE.match(data)
    return f"the file declares {declared[1].decode()}, and is in another encoding" if declared else ""


def _refuse_dtd(tree: etree._ElementTree, data: bytes, path: str | None) -> None:
    """Refuse entities and every DTD but the empty one.

    A subset is looked for in the characters themselves: one that holds only a reference such as `%x;`
    leaves no trace in the tree, yet makes undeclared entities vanish from attributes.
    """
    try:
        text = data.decode(tree.docinfo.encoding or "utf-8", "replace")
    except LookupError:
        text = ""
    for entity in tree.iter(etree.Entity):
        message = f"entity {entity.text} is not read; put its text in its place"
        line = entity.sourceline or 1
        at = (text.split("\n")[line - 1 : line] or [""])[0].find(entity.text or "")
        raise XmlRefused("X003", message, line, at + 1 if at >= 0 else None, path)
    at = _prolog_end(text)
    if not _BARE_DOCTYPE.match(text, at):
        message = "the document type declaration names or holds a DTD, which is not read; remove it"
        raise XmlRefused("X003", message, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), path)


def _prolog_end(text: str) -> int:
    """Where white space, comments and processing instructions at the start of a document end."""
    at = 0
    while True:
        at += len(text[at:]) - len(text[at:].lstrip("\ufeff \t\r\n"))
        for start, end in (("<?", "?>"), ("<!--", "-->")):
            if text.startswith(start, at):
                at = text.index(end, at) + len(end)
                break
        else:
            return at


def parse_made(data: bytes) -> etree._ElementTree:
    """Parse what the program, or a stylesheet that it ran, has just made: large texts and deep nesting are let pass.

    Raises:
        XmlRefused: X001 not well-formed, X003 with a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False
    )
    try:
        tree = etree.ElementTree(etree.fromstring(data, parser))
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise XmlRefused("X001", in_words(error, data), line, column) from error
    if tree.docinfo.internalDTD is not None:
        raise XmlRefused("X003", "it has a document type declaration, which is not read")
    return tree


def element_bytes(data: bytes) -> bytes:
    """The root element of a document alone, in UTF-8, to be put into another.

    Raises:
        XmlRefused: as `parse_xml`.
    """
    return etree.tostring(parse_xml(data).getroot(), encoding="UTF-8", with_tail=False, xml_declaration=False)


def parse_file(path: Path) -> etree._ElementTree:
    """Parse a file that is configuration, such as a catalog; the tree knows its address.

    Raises:
        XmlRefused: as `parse_xml`, and X006 cannot be read; its path is the file's.
    """
    path = path.absolute()
    return parsed(read_file(path), path.as_uri(), path=path)


def parse_part(data: bytes, address: str, shown: str) -> etree._ElementTree:
    """Parse the bytes of one file of a schema, from a file or the network.

    Raises:
        XmlRefused: as `parse_xml`; its path is `shown`.
    """
    return parsed(data, address or None, path=shown)


def read_file(path: Path) -> bytes:
    """Read a regular file of a permitted size; a pipe or device is never opened.

    Raises:
        XmlRefused: X006, with the file's path.
    """
    try:
        status = os.stat(path)  # noqa: PTH116  (thousands of files: pathlib takes as long as parsing)
        if not stat.S_ISREG(status.st_mode):
            raise XmlRefused("X006", "is not a file", path=str(path))
        if status.st_size > MAX_XML_BYTES:
            raise XmlRefused("X006", f"is larger than {MAX_XML_BYTES:,} bytes", path=str(path))
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  (as above)
            return file.read()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise XmlRefused("X006", f"cannot be read: {reason}", path=str(path)) from error
