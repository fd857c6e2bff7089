"""XSLT 1.0 by libxslt: in this process for the program's own stylesheets, in one of its own for those of others."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

from lxml import etree

from tei import safe_xml
from tei.rendering.engines.job import Fault, Stopped
from tei.rendering.engines.modules import Modules, asks, stops, unescapes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import SupportsBytes

_NOISE: Final = ("unknown error", "XPath evaluation returned no result.", "Undefined variable")
"""What libxslt says besides the reason."""

_RECURSION: Final = "infinite template recursion"


@lru_cache(maxsize=32)
def compiled(stylesheet: Path, root: Path, language: str = "") -> safe_xml.Stylesheet:
    """Compile a stylesheet once in this process: an `etree.XSLT` does not pickle. For a `language` see `load_stylesheet`.

    Raises:
        XmlRefused: it cannot be read, is not XSLT 1.0, does not compile, or reaches out of `root`.
    """
    return safe_xml.load_stylesheet(stylesheet, (root,), language)


def transformed(
    program: safe_xml.Stylesheet, tree: etree._ElementTree, params: Mapping[str, str], sheet: Path, root: Path
) -> tuple[etree._XSLTResultTree | Stopped, tuple[str, ...]]:
    """Run a stylesheet on a tree, which is not changed: the result, or why there is none, and the messages."""
    # Any: the stubs of lxml see the flag profile_run in every keyword.
    arguments: dict[str, Any] = {name: etree.XSLT.strparam(value) for name, value in params.items()}
    try:
        result = program(deepcopy(tree) if program.strips or _is_part(tree) else tree, **arguments)
    except etree.XSLTApplyError:
        stopped = _stopped(program, Modules(sheet, root))
        return stopped, stopped.messages
    except safe_xml.XmlRefused as refused:  # asked for by document()
        return Stopped(Fault(refused.message, *asks(Modules(sheet, root)))), tuple(_messages(program))
    except MemoryError:
        return Stopped(Fault("", str(sheet), 0, "R051")), ()
    return result, tuple(_messages(program))


def as_written(result: etree._XSLTResultTree) -> bytes:
    """A result as the stylesheet's `xsl:output` says."""
    # lxml's own write_output() fails where no encoding is named (6.1); its types do not know the other way.
    return bytes(cast("SupportsBytes", result))


def as_html(result: etree._ElementTree) -> bytes:
    """A result as a page, or nothing where it has no element. XSLT 1.0 knows no way to ask for the doctype of HTML5."""
    root: etree._Element | None = result.getroot()
    if root is None:
        return b""
    return etree.tostring(result, method="html", encoding="UTF-8", doctype="<!DOCTYPE html>") + b"\n"


def as_xml(result: etree._ElementTree, modules: Modules) -> bytes:
    """A result tree as XML without a document type; nothing where it has no element."""
    root: etree._Element | None = result.getroot()
    if root is None:
        return b""
    if unescapes(modules):  # a tree has no such thing as text that is not escaped
        for element in root.iter():
            if element.text and not isinstance(element, etree._Entity):
                element.text = element.text
            element.tail = element.tail
    nodes = (*reversed(list(root.itersiblings(preceding=True))), root, *root.itersiblings())
    return b"".join(etree.tostring(node, with_tail=False) for node in nodes)


def _is_part(tree: etree._ElementTree) -> bool:
    """Tell a tree that libxslt would not know as a document: an element within another, or taken out of it."""
    root = tree.getroot()
    return root.getroottree().getroot() is not root


def _messages(program: etree.XSLT) -> list[str]:
    """What the last run said, in order."""
    return [entry.message.strip() for entry in program.error_log if entry.message.strip()]


def _place(program: etree.XSLT, path: str) -> tuple[str, int]:
    """The first place in a stylesheet that the log of a run names."""
    for entry in program.error_log:
        if entry.line > 0 and entry.filename.startswith("file:"):
            return safe_xml.shown_address(entry.filename), entry.line
    return path, 0


def _stopped(program: etree.XSLT, modules: Modules) -> Stopped:
    """Part the reason from the messages before it: what libxslt says of an error follows the place of it."""
    said: list[str] = []
    reasons: list[str] = []
    path, line = _place(program, str(modules.path))
    for entry in program.error_log:
        text = " ".join(entry.message.split())
        if entry.filename.startswith("file:"):
            reasons.append("")
        elif "memory allocation" in text or entry.type_name == "ERR_NO_MEMORY":
            return Stopped(Fault("", path, line, "R051"), tuple(said))
        elif _RECURSION in text:
            reasons.append("templates call one another without end (3,000 deep)")
        elif text and text not in _NOISE:
            (reasons or said).append(text)
    reason = ": ".join(dict.fromkeys(filter(None, reasons)))
    if reason or line:
        return Stopped(Fault(reason or (said.pop() if said else "unknown error"), path, line), tuple(said))
    last = said.pop() if said else "stopped without a message"
    return Stopped(Fault(last, *stops(modules, last)), tuple(said))
