"""XSLT 1.0, compiled so that it can read no file, write no file and reach no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from tei import resources
from tei.safe_xml.documents import XmlRefused, parse_xml, parsed, read_file
from tei.safe_xml.files import Rooted, compile_error

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

XSL = "http://www.w3.org/1999/XSL/Transform"

_INSTRUCTIONS = frozenset({
    "apply-imports", "apply-templates", "attribute", "attribute-set", "call-template", "choose", "comment",
    "copy", "copy-of", "decimal-format", "element", "fallback", "for-each", "if", "import", "include", "key",
    "message", "namespace-alias", "number", "otherwise", "output", "param", "preserve-space",
    "processing-instruction", "sort", "strip-space", "stylesheet", "template", "text", "transform",
    "value-of", "variable", "when", "with-param",
})  # fmt: skip
"""Every element of XSLT 1.0 (W3C Recommendation of 1999, appendix B)."""


def load_stylesheet(path: Path, roots: Sequence[Path] = ()) -> etree.XSLT:
    """Compile an XSLT 1.0 stylesheet that can read no file, write no file and reach no network.

    `xsl:import` and `xsl:include` find files below `roots` (by default the stylesheet's own folder) and
    the program's own stylesheets, by path or as `tei:html.xsl`. `document()` is denied altogether: pass a
    parameter, or import a table as a variable.

    Raises:
        XmlRefused: X001, X003 as `parse_xml`; X004 not XSLT 1.0, does not compile, or draws in what it
            may not; X006 cannot be read. Line and path name the file at fault.
    """
    path = path.absolute()
    rooted = Rooted(path, (*(roots or (path.parent,)), resources.folder("xslt")), "X004", _check_stylesheet)
    tree = parsed(read_file(path), path.as_uri(), rooted, path)
    _check_stylesheet(tree, path)
    try:
        return etree.XSLT(tree, access_control=etree.XSLTAccessControl.DENY_ALL)
    except etree.XSLTError as error:
        raise rooted.refused or compile_error(error, "X004", path) from error


def compile_made_stylesheet(
    text: str, functions: Mapping[tuple[str, str], Callable[..., bool]] | None = None
) -> etree.XSLT:
    """Compile an XSLT 1.0 stylesheet that the program made, of rules for example; it can read and write nothing.

    Args:
        text: the stylesheet.
        functions: what it may call, by namespace and name; they take the context and the arguments.

    Raises:
        XmlRefused: X001 not well-formed.
        lxml.etree.XSLTParseError: it does not compile; the log of the error names lines of the text.
    """
    called: Any = dict(functions or {})  # its types know extensions that are elements only
    return etree.XSLT(
        parse_xml(text.encode()), extensions=called, access_control=etree.XSLTAccessControl.DENY_ALL
    )


def _check_stylesheet(tree: etree._ElementTree, path: Path) -> None:
    """Refuse another version than 1.0, and instructions that libxslt would leave out without a word."""
    for element in tree.iter(etree.Element):
        name = etree.QName(element)
        is_root = element.getparent() is None
        version = element.get("version" if name.namespace == XSL else f"{{{XSL}}}version")
        if version != "1.0" and (is_root or (version is not None and name.localname != "output")):
            stated = f"asks for XSLT {version}" if version else "states no XSLT version"
            message = f'{stated}; this engine runs 1.0: rewrite what needs more and state version="1.0"'
            raise XmlRefused("X004", message, element.sourceline, path=str(path))
        if name.namespace == XSL and name.localname not in _INSTRUCTIONS:
            message = f"xsl:{name.localname} is not in XSLT 1.0 and would be left out; rewrite it with 1.0"
            raise XmlRefused("X004", message, element.sourceline, path=str(path))
