"""Declarations of XSLT that a rule file brings for its expressions: keys, functions, variables (clause 6.4, annex H)."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.safe_xml import XmlRefused
from tei.schematron.expressions import refused_anywhere
from tei.schematron.views import XSL, View, from_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tei.schematron.model import Place

_DECLARATIONS: Final = frozenset("key function variable param template decimal-format".split())
_REFUSED: Final = frozenset(
    "result-document source-document import-schema use-package evaluate merge merge-source stream document".split()
)
_DEFAULT_NAMESPACE = "xpath-default-namespace"


def declarations(parts: Sequence[View]) -> Iterator[tuple[str, Place]]:
    """The declarations as XML, those of included stylesheets in their place.

    Raises:
        RulesRefused: a declaration of another kind, or one that reads or writes files.
    """
    for part in parts:
        yield from _declaration(part, set())


def _declaration(view: View, seen: set[Path]) -> Iterator[tuple[str, Place]]:
    name = etree.QName(view.element).localname
    if name in ("include", "import"):
        yield from _included(view, seen)
        return
    if name not in _DECLARATIONS:
        raise view.refused(
            f"xsl:{name} is not run in a rule file", "allowed are keys, functions and variables"
        )
    for element in view.element.iter(etree.Element):
        _check(view.at(element))
    yield etree.tostring(view.element, with_tail=False, encoding="unicode"), view.place


def _included(view: View, seen: set[Path]) -> Iterator[tuple[str, Place]]:
    try:
        path = view.files.named(view.element.get("href") or "", view.path)
        root = view.files.read(path).getroot()
    except XmlRefused as error:
        raise from_xml(error, view.place) from error
    if path in seen:
        return
    seen.add(path)
    if root.tag not in (f"{XSL}stylesheet", f"{XSL}transform"):
        raise view.refused(f"{path.name} is no stylesheet")
    for child in root.iterchildren(f"{XSL}*"):
        if etree.QName(child).localname in ("output", "strip-space", "preserve-space"):
            continue  # about what a stylesheet of its own would read and write
        if (namespace := root.get(_DEFAULT_NAMESPACE)) and child.get(_DEFAULT_NAMESPACE) is None:
            child = deepcopy(child)  # noqa: PLW2901  (the file is not changed)
            child.set(_DEFAULT_NAMESPACE, namespace)
        yield from _declaration(View(child, path, view.files), seen)


def _check(view: View) -> None:
    name = etree.QName(view.element)
    if f"{{{name.namespace}}}" == XSL and name.localname in _REFUSED:
        raise view.refused(f"xsl:{name.localname} is refused", "a rule reads its document and writes nothing")
    if any(str(key).startswith("_") for key in view.element.attrib):
        raise view.refused(
            "attributes that are made while XSLT is compiled (_name) are refused", "write them out"
        )
    for value in (*map(str, view.element.attrib.values()), view.element.text or "", view.element.tail or ""):
        if called := refused_anywhere(value):
            hint = "a rule reads the document that it is run on, and nothing else"
            raise view.refused(f"{name.localname} calls {called}(), which is refused", hint)
