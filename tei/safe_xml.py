"""The only module that parses XML or compiles XSLT and schemas.

What the libraries do by default is not safe, each point measured with lxml 6.1 and libxml2 2.14: a file
may pull in other files through entities, `xsl:import`, `document()`, `rng:include` or `xs:import`; with
`resolve_entities=False` an entity vanishes, and its text with it, without a word; libxslt runs a stylesheet
of version 2.0 and leaves its instructions out. So every file is read here, whole, as bytes.
"""

from __future__ import annotations

import os
import re
import stat
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from tei import resources
from tei.xml_faults import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import xmlschema
    from elementpath.protocols import ElementProtocol

MAX_XML_BYTES = 256 * 1024 * 1024
"""Larger XML files are refused; libxml2 adds limits of its own: 256 levels, 10 MB in one text."""

MAX_ATTRIBUTES = 1_000
"""Of one element: libxml2 searches all of them for each, so that 50,000 take half a minute to be listed (measured)."""

XSL = "http://www.w3.org/1999/XSL/Transform"
RNG = "http://relaxng.org/ns/structure/1.0"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"

_INSTRUCTIONS = frozenset({
    "apply-imports", "apply-templates", "attribute", "attribute-set", "call-template", "choose", "comment",
    "copy", "copy-of", "decimal-format", "element", "fallback", "for-each", "if", "import", "include", "key",
    "message", "namespace-alias", "number", "otherwise", "output", "param", "preserve-space",
    "processing-instruction", "sort", "strip-space", "stylesheet", "template", "text", "transform",
    "value-of", "variable", "when", "with-param",
})  # fmt: skip
"""Every element of XSLT 1.0 (W3C Recommendation of 1999, appendix B)."""


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


# --- documents ---------------------------------------------------------------------------------


def parse_xml(data: bytes, *, unique_ids: bool = True) -> etree._ElementTree:
    """Parse the bytes of an XML file, in UTF-8 or the encoding that its XML declaration names.

    A bare `<!DOCTYPE TEI>` is allowed; a DTD is not, inside or outside: without it entities would be
    lost, and with it the file could read others. Ids that stand twice are let pass where they are to be counted.

    Raises:
        XmlRefused: X001 not well-formed or beyond the parser's limits; X003 compressed, or holds
            entities or a DTD.
    """
    return _parse(data, None, unique_ids=unique_ids)


def _parse(
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
        message = _other_encoding(data) or in_words(error)
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
    for entity in tree.iter(etree.Entity):
        message = f"entity {entity.text} is not read; put its text in its place"
        raise XmlRefused("X003", message, entity.sourceline, path=path)
    try:
        text = data.decode(tree.docinfo.encoding or "utf-8", "replace")
    except LookupError:
        text = ""
    at = _prolog_end(text)
    if not _BARE_DOCTYPE.match(text, at):
        message = "the document type declaration names or holds a DTD, which is not read; remove it"
        raise XmlRefused("X003", message, text.count("\n", 0, at) + 1, path=path)


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


def parse_file(path: Path) -> etree._ElementTree:
    """Parse a file that is configuration, such as a catalog; the tree knows its address.

    Raises:
        XmlRefused: as `parse_xml`, and X006 cannot be read; its path is the file's.
    """
    path = path.absolute()
    return _parse(read_file(path), path.as_uri(), path=path)


def parse_part(data: bytes, address: str, shown: str) -> etree._ElementTree:
    """Parse the bytes of one file of a schema, from a file or the network.

    Raises:
        XmlRefused: as `parse_xml`; its path is `shown`.
    """
    return _parse(data, address or None, path=shown)


# --- files that draw in other files ------------------------------------------------------------


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


class _Rooted(etree.Resolver):
    """Hands out files below the permitted folders only, and only those that our own rules let pass.

    It never returns None, which would make lxml read the file by itself. What it refused first is kept,
    since libxml2's schema compiler swallows the exception.
    """

    def __init__(self, path: Path, roots: Sequence[Path], code: str) -> None:
        self.path = str(path)  # the file that the user named, for messages
        self.roots = tuple(root.resolve() for root in roots or (path.parent,))
        self.code = code
        self.compiled = False  # from then on it is `document()` that asks
        self.strips = False
        self.read: dict[str, tuple[bytes, str]] = {}  # what `document()` asked for: each run asks again
        self.refused: XmlRefused | None = None

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # noqa: ARG002  (as lxml calls it)
        """Give lxml the bytes of a file, or raise XmlRefused."""
        url = system_url or ""
        if url not in self.read:
            try:
                data, address = self._judged(url)
            except XmlRefused as refused:
                self.refused = self.refused or refused
                raise
            if not self.compiled:
                return self.resolve_string(data, context, base_url=address)
            self.read[url] = data, address
        data, address = self.read[url]
        return self.resolve_string(data, context, base_url=address)

    def _judged(self, url: str) -> tuple[bytes, str]:
        """The bytes and the address of a file that may be read, and is what it is read as."""
        path = self.locate(url)
        data = read_file(path)
        tree = _parse(data, path.as_uri(), path=path)
        if self.code == "X004" and not self.compiled:
            _check_stylesheet(tree, path)
            self.strips = self.strips or _strips(tree)
        return data, path.as_uri()

    def locate(self, url: str) -> Path:
        """Return the real path of a `file:` or `tei:` URL; links are followed before it is judged.

        Raises:
            XmlRefused: another scheme, or a place outside the permitted folders.
        """
        parts = urlsplit(url)
        if parts.scheme == "tei":
            path = resources.folder("xslt") / unquote(parts.path)
        elif (own := local_path(url)) is not None:
            path = own
        else:
            raise self._refusal(url, "only files are, and nothing is fetched")
        try:
            path = path.resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise self._refusal(url, str(error)) from error
        if not any(path.is_relative_to(root) for root in self.roots):
            allowed = ", ".join(str(root) for root in self.roots)
            raise self._refusal(str(path), f"it lies outside {allowed}")
        return path

    def _refusal(self, what: str, why: str) -> XmlRefused:
        return XmlRefused(self.code, f"{what} is not read: {why}", path=self.path)


# What is read is what the resolver hands out: it is asked for each file.
_READING = etree.XSLTAccessControl(
    read_file=True, write_file=False, create_dir=False, read_network=False, write_network=False
)


class Stylesheet(etree.XSLT):
    """A compiled stylesheet; `strips` tells that it takes white space out of the tree that it is given."""

    strips = False


def load_stylesheet(path: Path, roots: Sequence[Path] = ()) -> Stylesheet:
    """Compile an XSLT 1.0 stylesheet that can write no file and reach no network.

    `xsl:import` and `xsl:include` find files below `roots` (by default the stylesheet's own folder) and
    the program's own stylesheets, by path or as `tei:html.xsl`. `document()` finds files below the folder of
    the program's own stylesheets, such as its locales, and no other: a run that asks for one raises XmlRefused.

    Raises:
        XmlRefused: X001, X003 as `parse_xml`; X004 not XSLT 1.0, does not compile, or draws in what it
            may not; X006 cannot be read. Line and path name the file at fault.
    """
    path = path.absolute()
    own = resources.folder("xslt")
    rooted = _Rooted(path, (*(roots or (path.parent,)), own), "X004")
    tree = _parse(read_file(path), path.as_uri(), rooted, path)
    _check_stylesheet(tree, path)
    try:
        compiled = Stylesheet(tree, access_control=_READING)
    except etree.XSLTError as error:
        raise rooted.refused or _compile_error(error, "X004", path) from error
    compiled.strips = rooted.strips or _strips(tree)
    rooted.compiled, rooted.roots = True, (own.resolve(),)
    return compiled


def _strips(tree: etree._ElementTree) -> bool:
    return next(tree.getroot().iterchildren(f"{{{XSL}}}strip-space"), None) is not None


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


def _compile_error(error: etree.LxmlError, code: str, path: Path) -> XmlRefused:
    """The last message of a compiler's log, at the last place that the log names."""
    place = next((entry for entry in reversed(error.error_log) if entry.line > 0), None)
    file, line = (_shown(place.filename, path), place.line) if place else (str(path), None)
    return XmlRefused(code, " ".join(str(error).split()), line, path=file)


def _shown(filename: str, path: Path) -> str:
    return shown_address(filename) if filename.startswith("file:") else str(path)


def local_path(address: str) -> Path | None:
    """Return the path behind a `file:` address, as it is written; None for every other one."""
    parts = urlsplit(address)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return None
    if os.name != "nt":
        return Path(unquote(parts.path))
    from urllib.request import url2pathname  # which loads all of http

    return Path(url2pathname(parts.path))


def shown_address(address: str) -> str:
    """Return an address as people read it: a local file by its path."""
    path = local_path(address)
    return address if path is None else str(path)


def load_relaxng(path: Path, roots: Sequence[Path] = ()) -> etree.RelaxNG:
    """Compile a RELAX NG schema (XML syntax); it may include files below `roots`, by default its folder.

    libxml2 needs very long for some large schemas compiled from an ODD: give it no such schema, or a
    process of its own.

    Raises:
        XmlRefused: X001, X003 as `parse_xml`; X005 does not compile or draws in what it may not; X006
            cannot be read.
    """
    path = path.absolute()
    rooted = _Rooted(path, roots, "X005")
    tree = _parse(read_file(path), path.as_uri(), path=path)
    _check_includes(tree, rooted, {path.resolve()})
    try:
        return etree.RelaxNG(tree)
    except etree.RelaxNGError as error:
        raise _compile_error(error, "X005", path) from error


def _check_includes(tree: etree._ElementTree, rooted: _Rooted, seen: set[Path]) -> None:
    """Judge every file that a RELAX NG schema includes: libxml2 asks no resolver for them."""
    base = tree.docinfo.URL or ""
    for element in tree.iter(f"{{{RNG}}}include", f"{{{RNG}}}externalRef"):
        if any(node.get(_XML_BASE) is not None for node in (element, *element.iterancestors())):
            message = "xml:base around an include is not read; write the path into its href"
            raise XmlRefused("X005", message, element.sourceline, path=_shown(base, Path()))
        path = rooted.locate(urljoin(base, (element.get("href") or "").strip()))
        if path not in seen:
            seen.add(path)
            _check_includes(_parse(read_file(path), path.as_uri(), path=path), rooted, seen)


def load_xsd(path: Path, roots: Sequence[Path] = ()) -> etree.XMLSchema:
    """Compile an XSD; it may import files below `roots`, by default its own folder, and fetches nothing.

    Raises:
        XmlRefused: X001, X003 as `parse_xml`; X005 does not compile (libxml2 wants content models that
            are deterministic) or draws in what it may not; X006 cannot be read.
    """
    path = path.absolute()
    rooted = _Rooted(path, roots, "X005")
    tree = _parse(read_file(path), path.as_uri(), rooted, path)
    try:
        schema = etree.XMLSchema(tree)
    except etree.XMLSchemaParseError as error:
        raise rooted.refused or _compile_error(error, "X005", path) from error
    if rooted.refused:  # libxml2 goes on without a file that it did not get
        raise rooted.refused
    return schema


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


# --- files made of several XML files -----------------------------------------------------------


class XmlFiles:
    """XML files that name one another, such as a rule file and what it includes; each is read once.

    What a file names has to lie below `roots`, by default the folder of the first; nothing is fetched.
    """

    def __init__(self, path: Path, code: str, roots: Sequence[Path] = ()) -> None:
        self.path = path.absolute()
        self._rooted = _Rooted(self.path, roots, code)
        self._trees: dict[Path, etree._ElementTree] = {}

    def read(self, path: Path) -> etree._ElementTree:
        """Parse a file, as `parse_xml`.

        Raises:
            XmlRefused: as `parse_xml`, or X006 the file cannot be read.
        """
        if path not in self._trees:
            self._trees[path] = _parse(read_file(path), path.as_uri(), path=path)
        return self._trees[path]

    def named(self, href: str, base: Path) -> Path:
        """The file that an address in the file `base` means.

        Raises:
            XmlRefused: with the code of this object, where the address is no file below the permitted folders.
        """
        return self._rooted.locate(urljoin(base.as_uri(), href.strip()))
