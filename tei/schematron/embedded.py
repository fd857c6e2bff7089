"""Schematron within a RELAX NG schema or an ODD, as TEI's own schemas have it (TEI Guidelines, 23.5.2)."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.safe_xml import RNG, XmlRefused
from tei.schematron.views import SCH, XSL, View, from_xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEI: Final = "{http://www.tei-c.org/ns/1.0}"
_OLD = "http://www.ascc.net/xml/schematron"
_LONE = (f"{SCH}rule", f"{SCH}assert", f"{SCH}report")


def embedded(root: View) -> list[View]:
    """The parts of the rules that a file embeds, in their order; a rule or check that stands alone has a pattern made.

    Raises:
        RulesRefused: the file is neither a RELAX NG schema nor an ODD.
    """
    name = etree.QName(root.element)
    if name.namespace == RNG:
        return [
            one for view in _schemas(root, set()) for one in _parts(view, view.element.iter(etree.Element))
        ]
    if root.element.tag in (f"{TEI}TEI", f"{TEI}teiCorpus", f"{TEI}schemaSpec"):
        constraints = root.element.iter(f"{TEI}constraint")
        live = [one for one in constraints if not _is_deleted(one)]
        return [one for top in live for one in _parts(root, top.iter(etree.Element))]
    if name.namespace == _OLD:
        raise root.refused("the rules are of Schematron 1.5", "change the namespace to ISO Schematron's")
    hint = "name a .sch file (sch:schema), a RELAX NG schema or an ODD with rules in it"
    raise root.refused(f"the file is a {name.localname}, not a rule file", hint)


def _schemas(view: View, seen: set[Path]) -> Iterator[View]:
    """A RELAX NG schema and those that it includes."""
    seen.add(view.path)
    yield view
    for one in view.element.iter(f"{{{RNG}}}include", f"{{{RNG}}}externalRef"):
        try:
            path = view.files.named(one.get("href") or "", view.path)
            if path not in seen:
                yield from _schemas(View(view.files.read(path).getroot(), path, view.files), seen)
        except XmlRefused as error:
            raise from_xml(error, view.at(one).place) from error


def _is_deleted(constraint: etree._Element) -> bool:
    around = [one for one in constraint.iterancestors() if isinstance(one.tag, str)]
    is_example = any(etree.QName(one).localname == "egXML" for one in around)
    constraints = [one for one in around if one.tag == f"{TEI}constraintSpec"]
    is_other = any(one.get("scheme", "schematron").removeprefix("iso") != "schematron" for one in constraints)
    return is_example or is_other or any(one.get("mode") == "delete" for one in around)


def _parts(view: View, elements: Iterator[etree._Element]) -> Iterator[View]:
    """The outermost elements of Schematron and the declarations of XSLT."""
    for element in elements:
        parent = element.getparent()
        above = "" if parent is None else str(parent.tag)
        tag = str(element.tag)
        if not tag.startswith((SCH, XSL)) or above.startswith((SCH, XSL)):
            continue
        one = view.at(element)
        if tag == f"{SCH}schema":
            yield from one.children()
        elif tag in _LONE:
            yield view.at(_patterned(one))
        else:
            yield one.included() if tag == f"{SCH}include" else one


def _patterned(view: View) -> etree._Element:
    """A pattern around a rule that stands alone, and a rule around a check: its context is the element it stands in."""
    pattern = etree.Element(f"{SCH}pattern", id=view.get("id") or _name_around(view))
    holder = pattern
    if view.name != "rule":
        holder = etree.SubElement(pattern, f"{SCH}rule", context=_context(view))
    holder.append(deepcopy(view.element))
    return pattern


def _name_around(view: View) -> str:
    """What the rule is called by what it stands in: the constraint of an ODD, the definition of a schema."""
    for one in view.element.iterancestors(f"{TEI}constraintSpec", f"{{{RNG}}}define"):
        return one.get("ident") or one.get("name") or ""
    return ""


def _context(view: View) -> str:
    """The element that a check without a rule is about."""
    for one in view.element.iterancestors():
        name = one.get("name") if one.tag == f"{{{RNG}}}element" else None
        name = one.get("ident") if one.tag == f"{TEI}elementSpec" else name
        if name:
            given = (above.get("ns") for above in (one, *one.iterancestors()))
            namespace = next((ns for ns in given if ns is not None), "")
            if one.tag == f"{TEI}elementSpec":
                namespace = namespace or TEI[1:-1]
            local = name.rpartition(":")[2]
            return f"*[local-name() = '{local}' and namespace-uri() = '{namespace}']"
    raise view.refused(
        f"{view.name} stands in no rule and in no element", "put it into a rule with a context"
    )
