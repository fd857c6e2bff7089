"""XSLT 1.0, compiled so that it can write no file, reach no network, and read only the program's own texts."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

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


_KEPT: Final = "urn:tei-pipeline:kept"

_OWN: Final = f"""<xsl:stylesheet version="1.0" xmlns:xsl="{XSL}" xmlns:kept="{_KEPT}">
<xsl:import href="{{}}"/><xsl:variable name="texts.file" select="kept:texts($locale)"/>{{}}
</xsl:stylesheet>"""
"""What one of the program's own stylesheets is compiled as: itself, with the words of the interface read once and not
in each run, which was a tenth of the time of a page (measured). Elsewhere it runs as it is."""

_SPOKEN: Final = """<xsl:variable name="asked"/><xsl:variable name="known"/><xsl:variable name="texts.merged"/>
<xsl:variable name="locale" select="'{}'"/><xsl:variable name="texts" select="$texts.file"/>"""
"""What lib/labels.xsl reckons of the language of the interface, where that is known before."""

_WORDS: Final = re.compile(
    rb'<xsl:value-of select="\$texts/(?P<text>[a-z-]+)"/>|\{\$texts/(?P<attribute>[a-z-]+)\}'
    rb'|(?<=[(" ])\$texts/(?P<argument>[a-z-]+)(?=[,)]|"/>)'
)

_USUAL: Final = frozenset({"de", "en", "es", "fr", "ja", "ko", "ru", "zh"})

# What is read is what the resolver hands out: it is asked for each file.
_READING = etree.XSLTAccessControl(
    read_file=True, write_file=False, create_dir=False, read_network=False, write_network=False
)


class Stylesheet(etree.XSLT):
    """A compiled stylesheet; `strips` tells that it takes white space out of the tree that it is given."""

    strips = False


def load_stylesheet(path: Path, roots: Sequence[Path] = (), language: str = "") -> Stylesheet:
    """Compile an XSLT 1.0 stylesheet that can write no file and reach no network.

    `xsl:import` and `xsl:include` find files below `roots` (by default the stylesheet's own folder) and
    the program's own stylesheets, by path or as `tei:html.xsl`. `document()` finds files below the folder of
    the program's own stylesheets, such as its locales, and no other: a run that asks for one raises XmlRefused.
    One of the program's own, for a `language` of the interface, has the words of it built in.

    Raises:
        XmlRefused: X001, X003 as `parse_xml`; X004 not XSLT 1.0, does not compile, or draws in what it
            may not; X006 cannot be read. Line and path name the file at fault.
    """
    path = path.absolute()
    own = resources.folder("xslt")
    is_ours = path.parent == own
    strips = []

    def check(tree: etree._ElementTree, file: Path) -> None:
        _check_stylesheet(tree, file)
        strips.append(_strips(tree))

    spoken = language if is_ours else ""
    filled = partial(_with_words, language=spoken) if spoken else None
    rooted = Rooted(path, (*(roots or (path.parent,)), own), "X004", check, filled)
    made = _OWN.format(path.as_uri(), _SPOKEN.format(spoken) if spoken else "")
    data = made.encode() if is_ours else read_file(path)
    tree = parsed(data, own.as_uri() if is_ours else path.as_uri(), rooted, path)
    check(tree, path)
    called: Any = {(_KEPT, "texts"): _texts}  # its types know extensions that are elements only
    try:
        compiled = Stylesheet(tree, access_control=_READING, extensions=called if is_ours else None)
    except etree.XSLTError as error:
        raise rooted.refused or compile_error(error, "X004", path) from error
    compiled.strips = any(strips)
    rooted.compiled, rooted.roots = True, (own.resolve(),)
    return compiled


def _texts(_context: object, locale: str) -> list[etree._Element]:
    """What `document('../locale/LOCALE.xml')/texts` is to lib/labels.xsl."""
    return [_read_texts(locale)]


@cache
def _read_texts(locale: str) -> etree._Element:
    """The words of one language. What only lays out the file is left out: it would be walked over for each word."""
    texts = parse_xml(read_file(resources.xslt_file(f"locale/{locale}.xml"))).getroot()
    for element in list(texts.iter()):
        if not (element.tail or "").strip():
            element.tail = None
        if len(element) and not (element.text or "").strip():
            element.text = None
    for comment in list(texts.iter(etree.Comment)):
        texts.remove(comment)
    names = texts.find("language-names")
    if names is not None:
        # Each is looked for from the start: the languages of many documents stand first.
        entries = re.findall(r"\|[^|]+\|", names.text or "")
        names.text = "".join(sorted(entries, key=lambda entry: entry[1:3] not in _USUAL))
    return texts


def _with_words(data: bytes, *, language: str) -> bytes:
    """A file of a stylesheet with the words where it asks for them: each is found among 140, some 25 times a page."""
    texts = _read_texts(language)

    def word(asked: re.Match[bytes]) -> bytes:
        words = escape(texts.findtext((asked[asked.lastindex or 0]).decode()) or "", {'"': "&quot;"})
        if asked["text"]:
            return f"<xsl:text>{words}</xsl:text>".encode()
        if asked["attribute"]:
            return words.replace("{", "{{").replace("}", "}}").encode()
        return asked[0] if "'" in words else f"'{words}'".encode()

    return _WORDS.sub(word, data)


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
