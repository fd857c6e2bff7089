"""Schemas: RELAX NG and XSD, compiled for libxml2, and XSD loaded for xmlschema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urljoin

from lxml import etree

from tei.safe_xml.documents import XmlRefused, parsed, read_file
from tei.safe_xml.files import Rooted, compile_error, shown_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    import xmlschema
    from elementpath.protocols import ElementProtocol

RNG = "http://relaxng.org/ns/structure/1.0"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_PIECE = 1 << 16


def load_relaxng(path: Path, roots: Sequence[Path] = ()) -> etree.RelaxNG:
    """Compile a RELAX NG schema (XML syntax); it may include files below `roots`, by default its folder.

    libxml2 needs very long for some large schemas compiled from an ODD: give it no such schema, or a
    process of its own.

    Raises:
        XmlRefused: X001, X003 as `parse_xml`; X005 does not compile or draws in what it may not; X006
            cannot be read.
    """
    path = path.absolute()
    rooted = Rooted(path, roots, "X005")
    tree = parsed(read_file(path), path.as_uri(), path=path)
    _check_includes(tree, rooted, {path.resolve()})
    try:
        return etree.RelaxNG(tree)
    except etree.RelaxNGError as error:
        raise compile_error(error, "X005", path) from error


def _check_includes(tree: etree._ElementTree, rooted: Rooted, seen: set[Path]) -> None:
    """Judge every file that a RELAX NG schema includes: libxml2 asks no resolver for them."""
    base = tree.docinfo.URL or ""
    for element in tree.iter(f"{{{RNG}}}include", f"{{{RNG}}}externalRef"):
        if any(node.get(_XML_BASE) is not None for node in (element, *element.iterancestors())):
            message = "xml:base around an include is not read; write the path into its href"
            raise XmlRefused("X005", message, element.sourceline, path=shown_file(base, Path()))
        path = rooted.locate(urljoin(base, (element.get("href") or "").strip()))
        if path not in seen:
            seen.add(path)
            _check_includes(parsed(read_file(path), path.as_uri(), path=path), rooted, seen)


def load_xsd(path: Path, roots: Sequence[Path] = ()) -> etree.XMLSchema:
    """Compile an XSD; it may import files below `roots`, by default its own folder, and fetches nothing.

    Raises:
        XmlRefused: X001, X003 as `parse_xml`; X005 does not compile (libxml2 wants content models that
            are deterministic) or draws in what it may not; X006 cannot be read.
    """
    path = path.absolute()
    rooted = Rooted(path, roots, "X005")
    tree = parsed(read_file(path), path.as_uri(), rooted, path)
    try:
        schema = etree.XMLSchema(tree)
    except etree.XMLSchemaParseError as error:
        raise rooted.refused or compile_error(error, "X005", path) from error
    if rooted.refused:  # libxml2 goes on without a file that it did not get
        raise rooted.refused
    return schema


def count_faults(data: bytes, schema: etree.XMLSchema, most: int) -> int:
    """Validate bytes of XML while they are read, until there are many faults; how many were seen (0: it is valid).

    Other than with a tree, lxml makes no path for each fault, which is a count of all elements before it.
    """
    parser = etree.XMLParser(schema=schema, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        for at in range(0, len(data), _PIECE):
            parser.feed(data[at : at + _PIECE])
            if (found := len(parser.feed_error_log)) >= most:
                return found
        parser.close()
    except etree.XMLSyntaxError:
        # Not the error's own log, which lxml takes from all that the thread has met before.
        return max(1, len(parser.feed_error_log))
    return 0


def load_xmlschema(path: Path) -> xmlschema.XMLSchema:
    """Load an XSD for explaining errors: slower than `load_xsd`, but it names each one.

    Files outside the schema's folder, and the network, are closed to it; `load_xsd` judges every file
    first, since the sandbox of `xmlschema` follows links.

    Raises:
        XmlRefused: as `load_xsd`, or X005 where `xmlschema` finds the schema not valid.
    """
    import xmlschema  # 0.3 s, and only a document that is not valid needs it

    path = path.absolute()
    load_xsd(path)
    try:
        return xmlschema.XMLSchema(str(path), allow="sandbox", defuse="always")
    except (xmlschema.XMLSchemaException, OSError, SyntaxError) as error:
        reason = getattr(error, "message", None) or str(error)
        raise XmlRefused("X005", " ".join(reason.split()), path=str(path)) from error


def document_for_xmlschema(tree: etree._ElementTree) -> xmlschema.XMLResource:
    """Hand a parsed document to `xmlschema` so that it reads no other file, whatever the document names."""
    import xmlschema

    root = cast("ElementProtocol", tree.getroot())  # what it asks of an element, lxml's has
    return xmlschema.XMLResource(root, allow="none")
