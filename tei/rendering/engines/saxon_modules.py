"""A stylesheet of several files as one text, for an engine that may open no file.

Each module that is drawn in is handed over within its `data:` address, as are the files that the program's own
stylesheets ask for by `document()` (their locales). Nothing else has an address that Saxon may read.
"""

from __future__ import annotations

import re
from base64 import b64encode
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei import resources
from tei.rendering.engines.job import Bundle
from tei.rendering.engines.modules import DRAWN, Modules
from tei.safe_xml import XSL, XmlRefused, parse_made, read_file

if TYPE_CHECKING:
    from pathlib import Path

VERSIONS: Final = ("1.0", "1.1", "2.0", "3.0", "3.1", "4.0")
_MAX_BYTES: Final = 64 << 20
_DEEP: Final = 40
_OURS: Final = "Q{urn:tei-pipeline:engine}document("
_DOCUMENT: Final = re.compile(r"(?<![\w.:-])document\(")
_MADE: Final = "made"
_MADE_IMPORT: Final = f"data:application/xslt+xml;module={_MADE};"

_FUNCTION: Final = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:o="urn:tei-pipeline:engine"><xsl:variable name="o:files" select="map{{ {files} }}"/>
<xsl:function name="o:document"><xsl:param name="address"/>
<xsl:sequence select="doc($o:files(replace($address, '^([.][.]?/)+', '')))"/></xsl:function></xsl:stylesheet>"""


@lru_cache(maxsize=16)
def bundled(stylesheet: Path, root: Path) -> Bundle:
    """Make one text of a stylesheet.

    Raises:
        XmlRefused: as `Modules`; X004, a module is no stylesheet, writes files, draws in itself, or all is too large.
    """
    modules = Modules(stylesheet, root)
    bundle = Bundle()
    bundle.text = _text(modules, modules.path, bundle, ())
    return bundle


def _text(modules: Modules, path: Path, bundle: Bundle, above: tuple[Path, ...]) -> str:
    if path in above or len(above) > _DEEP:
        raise XmlRefused("X004", "the stylesheet imports itself", path=str(path))
    tree = modules.tree(path)
    _check(tree, path)
    copy = deepcopy(tree)
    links = copy.getroot().iterchildren(*DRAWN)
    for (element, drawn), link in zip(modules.drawn(path), links, strict=True):
        text = _text(modules, drawn, bundle, (*above, path))
        if len(text) > _MAX_BYTES:
            raise XmlRefused("X004", "what is drawn in here is too large", element.sourceline, path=str(path))
        name = str(len(bundle.places))
        bundle.places[name] = (drawn, _lines(text, modules.tree(drawn)))
        link.set("href", _address(text.encode(), name))
    if path.is_relative_to(resources.folder("xslt").resolve()):
        _hand_documents(copy.getroot())
    text = etree.tostring(copy.getroot(), encoding="unicode", with_tail=False)
    if not above:
        bundle.places[""] = (path, _lines(text, tree))
    return text


def _lines(text: str, tree: etree._ElementTree) -> dict[int, int]:
    """The lines of a text that was made of a tree, and of the same elements in the tree's file."""
    made = parse_made(text.encode()).iter(etree.Element)
    if _MADE_IMPORT in text:
        made = (element for element in made if not element.get("href", "").startswith(_MADE_IMPORT))
    return {
        ours.sourceline: theirs.sourceline
        for ours, theirs in zip(made, tree.iter(etree.Element), strict=True)
        if ours.sourceline and theirs.sourceline
    }


def _address(data: bytes, name: str) -> str:
    return f"data:application/xslt+xml;module={name};base64,{b64encode(data).decode()}"


def _check(tree: etree._ElementTree, path: Path) -> None:
    """Refuse what is no stylesheet, and what would write a file."""
    root = tree.getroot()
    own = root.get("version" if etree.QName(root).namespace == XSL else f"{{{XSL}}}version")
    if own not in VERSIONS:
        stated = f"asks for XSLT {own}" if own else "states no XSLT version"
        raise XmlRefused("X004", f"{stated}; Saxon runs 1.0 to 3.0", root.sourceline, path=str(path))
    for element in tree.iter(f"{{{XSL}}}result-document"):
        if element.get("href") is not None:
            message = (
                "xsl:result-document writes a file of its own, which only the program may; take its href out"
            )
            raise XmlRefused("X004", message, element.sourceline, path=str(path))


def _hand_documents(root: etree._Element) -> None:
    """Let a module of ours find the files that it asks for in what it is handed."""
    asks = False
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if name in {"select", "test", "match"} and _DOCUMENT.search(str(value)):
                element.set(name, _DOCUMENT.sub(_OURS, str(value)))
                asks = True
    if asks:
        root.insert(0, etree.Element(f"{{{XSL}}}import", href=_function()))


@lru_cache(maxsize=1)
def _function() -> str:
    """The module with the function, which holds the program's locales by their paths in `xslt/`."""
    folder = resources.folder("xslt")
    files = sorted(folder.glob("locale/*.xml"))
    named = (
        f"'{file.relative_to(folder).as_posix()}': '{_address(read_file(file), _MADE)}'" for file in files
    )
    return _address(_FUNCTION.format(files=", ".join(named)).encode(), _MADE)
