"""A file as it is validated: its bytes, in which places are found, and the tree made of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tei import safe_xml
from tei.check.places import Places
from tei.findings import Finding, Where, finding
from tei.validation.repeated_ids import Repeated, repeated_ids

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree


@dataclass(frozen=True)
class XmlDocument:
    """A well-formed document: its file as the user named it, the bytes, the tree."""

    path: str
    data: bytes
    tree: etree._ElementTree

    @cached_property
    def places(self) -> Places:
        """Where its elements stand, for findings."""
        return Places(self.tree, self.data)


def read(file: Path) -> tuple[XmlDocument | None, tuple[Finding, ...]]:
    """Read an XML file; a finding where it cannot or must not be read.

    A document that has ids twice and no other fault of form is given with its findings: the rest of it can be checked.
    """
    path = str(file)
    try:
        data = safe_xml.read_file(file)
    except safe_xml.XmlRefused as error:
        return _refused(path, b"", error)
    return read_data(path, data)


def read_data(path: str, data: bytes) -> tuple[XmlDocument | None, tuple[Finding, ...]]:
    """Read the bytes of an XML file, which findings call `path`, as `read` does."""
    try:
        return XmlDocument(path, data, safe_xml.parse_xml(data)), ()
    except safe_xml.XmlRefused as error:
        return _refused(path, data, error)


def _refused(
    path: str, data: bytes, error: safe_xml.XmlRefused
) -> tuple[XmlDocument | None, tuple[Finding, ...]]:
    where = Where(path, error.line, error.column)
    if error.code == "X001" and data.strip() and b"<" not in data:
        hint = "a plain-text record becomes TEI with tei convert"
        return None, (finding("X001", "the file is no XML at all", where, hint),)
    tree = _with_repeated_ids(data) if error.code == "X001" else None
    repeated = [] if tree is None else repeated_ids(tree, data)
    if tree is None or not repeated:
        unpack = "unpack the file" if error.code == "X003" and error.line is None else None
        return None, (finding(error.code, error.message, where, unpack),)
    return XmlDocument(path, data, tree), tuple(_repeated(path, one) for one in repeated)


def _with_repeated_ids(data: bytes) -> etree._ElementTree | None:
    """The tree of bytes that have no fault of form but in their ids."""
    try:
        return safe_xml.parse_xml(data, unique_ids=False)
    except safe_xml.XmlRefused:
        return None


def _repeated(path: str, one: Repeated) -> Finding:
    text = f'xml:id "{one.identity}" is that of an element of line {one.first} already'
    return finding(
        "X001",
        text,
        Where(path, one.line, one.column),
        "give each element an id of its own, and mend the pointers",
    )
