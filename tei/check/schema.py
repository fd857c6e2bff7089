"""Stage 6: the schema. lxml decides whether a document is valid; `xmlschema` then names every error.

Measured: libxml2 validates a record in a fraction of a millisecond, but goes on past a misplaced element
without looking at what follows it; xmlschema goes on, needs about half a second to load the schema, and so
is loaded for a document that is not valid, and only then.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from tei import resources, safe_xml
from tei.check.faults import LARGE, Suspects, each_error, is_valid
from tei.check.words import REPEATED
from tei.findings import Finding, TeiError, Where, finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xmlschema import XMLSchema, XMLSchemaValidationError
    from xmlschema.validators import XsdComponent, XsdElement, XsdType

    from tei.check.index import Index

CODE: Final = "X002"
MOST: Final = 1_000
"""Faults of one document that are told: a table of 50 MB can have 800,000, which nobody reads and no memory holds."""
TEI: Final = "http://www.tei-c.org/ns/1.0"
SCHEMA: Final = "tei-record.xsd"

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ELEMENTS_WITH_XSI = etree.XPath("//*[@xsi:*]", namespaces={"xsi": _XSI})
_ELEMENTS_WITH_ID = etree.XPath("//*[@xml:id]")
_SIZE = etree.XPath("count(//*)")
_ATTRIBUTE = re.compile(r"attribute ([^=]+)=")
_NOT_ALLOWED = re.compile(r"'([^']+)' attribute not allowed")
_MISSING = re.compile(r"missing required attribute '([^']+)'")
_LONG = 80
"""Characters of a value that a message quotes at most."""

_BUILTIN = {
    "ID": "an id that no other element has, which begins with a letter and holds no blank",
    "language": "a language tag such as en or zh-Hans",
    "boolean": "true or false",
    "string": "text",
}
"""What the datatypes of XML Schema mean; our own say it in the schema's comments."""


def check_schema(tree: etree._ElementTree, path: str, content: Index | None = None) -> list[Finding]:
    """Validate a document against the project's schema: no findings means that it is valid.

    Each finding says where (line, XPath), what is wrong and, as its hint, what the schema expects there:
    the allowed values of an attribute, the elements that may stand at the place. A document that cannot
    be validated to the end has a finding too.

    Args:
        tree: the document.
        path: its file as the user named it.
        content: the index of the document, where there is one: it has seen ids and attributes already.

    Raises:
        TeiError: the schema of this installation cannot be read.
    """
    findings = list(_root(tree, path))
    if content is None or any(name.startswith(f"{{{_XSI}}}") for name in content.qualified):
        findings += _instance_attributes(tree, path)
    if content is None or content.repeats_ids:
        findings += _repeated_ids(tree, path)
    gate = _gate()
    size = int(_SIZE(tree)) if content is None else content.size
    try:
        valid = is_valid(tree, gate, size)
    except etree.XMLSchemaValidateError as error:
        message = f"the schema check broke off, so nothing says that the document is valid: {error}"
        return [*findings, _finding(message, Where(path), "report this document to the developers")]
    if valid:
        return findings
    known = {known.where.xpath for known in findings}
    log = [] if valid is None else list(gate.error_log)
    suspects = Suspects(tree, log) if log and size >= LARGE else None
    explained = explain(tree, path, _explainer(), suspects) or _log(log, path)
    findings += [more for more in explained if more.where.xpath not in known]
    return findings or [_finding("the document is not valid; libxml2 does not say why", Where(path), "")]


@cache
def _gate() -> etree.XMLSchema:
    try:
        return safe_xml.load_xsd(resources.schema_file(SCHEMA))
    except safe_xml.XmlRefused as error:
        message = f"the program's own schema: {error.message}"
        raise TeiError(error.code, message, "install the program anew") from error


@cache
def _explainer() -> XMLSchema:
    return safe_xml.load_xmlschema(resources.schema_file(SCHEMA))


def _finding(message: str, where: Where, expected: str) -> Finding:
    return finding(CODE, message, where, expected or None)


# --- what an XSD cannot say --------------------------------------------------------------------


def _root(tree: etree._ElementTree, path: str) -> Iterator[Finding]:
    """An XSD takes any element that it declares as a root; ours is TEI."""
    root = tree.getroot()
    if root.tag != f"{{{TEI}}}TEI":
        name = etree.QName(root)
        namespace = f"the namespace {name.namespace}" if name.namespace else "no namespace"
        message = f"the document is a {name.localname} in {namespace}"
        yield _finding(message, _where(root, path), f"expected: TEI in the namespace {TEI}")


def _instance_attributes(tree: etree._ElementTree, path: str) -> Iterator[Finding]:
    """`xsi:` attributes are allowed everywhere by XSD itself, and nowhere by TEI."""
    for element in _ELEMENTS_WITH_XSI(tree):
        for name in element.attrib:
            if name.startswith(f"{{{_XSI}}}"):
                shown = name.replace(f"{{{_XSI}}}", "xsi:")
                message = f"attribute {shown} is not allowed on {_name(element.tag)}"
                yield _finding(message, _where(element, path, shown), "remove it: TEI has no such attribute")


def _repeated_ids(tree: etree._ElementTree, path: str) -> Iterator[Finding]:
    """A parser refuses an id given twice; libxml2 overlooks it in a tree that was never a file (measured)."""
    seen: set[str] = set()
    for element in _ELEMENTS_WITH_ID(tree):
        value = element.attrib[_XML + "id"]
        if value in seen:
            message = f'the id "{_short(value)}" {REPEATED}'
            yield _finding(message, _where(element, path, "xml:id"), "give each element an id of its own")
        seen.add(value)


# --- xmlschema explains ------------------------------------------------------------------------


def explain(
    tree: etree._ElementTree, path: str, schema: XMLSchema, suspects: Suspects | None = None
) -> list[Finding]:
    """One finding for each error that xmlschema sees; none when it cannot follow the document.

    Where there are too many, or the document is too large, the last finding says what was not looked at.
    """
    from xmlschema import XMLSchemaException  # only a document that is not valid needs it

    found: dict[tuple[str | None, str], Finding] = {}

    def take(error: XMLSchemaValidationError) -> bool:
        if len(found) < MOST:
            made = _explained(error, schema, path)
            # One value that is wrong in two ways (a union of types) is one error.
            about = made.message if _ATTRIBUTE.match(error.reason or "") is None else ""
            found.setdefault((made.where.xpath, about), made)
        return len(found) >= MOST

    try:
        stopped = each_error(tree, schema, take, suspects)
    except (XMLSchemaException, RecursionError):
        return []
    if len(found) >= MOST:
        text = f"{MOST:,} faults and more: what follows was not looked at"
        return [*found.values(), _finding(text, Where(path), "mend these first, then validate again")]
    if stopped is not None:
        text = "the document is not valid, and too large for all its faults: from here it was not looked at"
        return [
            *found.values(),
            _finding(text, _where(stopped, path), "mend what is told, then validate again"),
        ]
    return list(found.values())


def _explained(error: XMLSchemaValidationError, schema: XMLSchema, path: str) -> Finding:
    """Put one error of xmlschema into our words."""
    element = cast("object", error.elem)  # typed as an element of the standard library; we gave it lxml's
    reason = error.reason or "is not valid"
    if not isinstance(element, etree._Element):
        return _finding(_plain(reason), Where(path), "")
    declared = _declaration(element, schema)
    for pattern in (_ATTRIBUTE, _NOT_ALLOWED, _MISSING):
        if match := pattern.match(reason):
            return _attribute_finding(element, match[1], declared, path)
    child = cast("object", error.invalid_child)
    if isinstance(child, etree._Element):
        message = f"{_name(child.tag)} is not allowed at this place in {_name(element.tag)}"
        return _finding(message, _where(child, path), _children(error.expected_tags, declared))
    message, expected = _content_error(element, reason, error, declared)
    where = _where(element, path)
    if message.startswith(("text is not", f"{_name(element.tag)} holds")):
        where = replace(where, xpath=f"{where.xpath}/text()")
    return _finding(message, where, expected)


def _content_error(
    element: etree._Element, reason: str, error: XMLSchemaValidationError, declared: XsdElement | None
) -> tuple[str, str]:
    """What is wrong with what an element holds, where no child is to blame; and what was expected."""
    name = _name(element.tag)
    if error.expected_tags:
        return f"the content of {name} is not complete", _children(error.expected_tags, declared)
    if "character data" in reason:
        return f"text is not allowed directly in {name}", _children((), declared)
    if isinstance(error.obj, str) and declared is not None:
        return f'{name} holds "{_short(element.text)}"', _values(declared.type.simple_type)
    return f"{name}: {_plain(reason)}", _children((), declared)


def _attribute_finding(element: etree._Element, name: str, declared: XsdElement | None, path: str) -> Finding:
    """What is wrong with an attribute: missing, not allowed, or of a value that is not."""
    shown, owner, value = _name(name), _name(element.tag), element.get(name)
    where = _where(element, path, shown)
    attribute = declared.attributes.get(name) if declared is not None else None
    if attribute is None:
        allowed = sorted(_name(key) for key in declared.attributes if key) if declared is not None else []
        expected = f"{owner} takes: {', '.join(allowed)}" if allowed else ""
        return _finding(f"attribute {shown} is not allowed on {owner}", where, expected)
    expected = _values(attribute.type)
    if value is None:
        return _finding(f"{owner} has no attribute {shown}, which is required", where, expected)
    return _finding(f'attribute {shown} of {owner} is "{_short(value)}"', where, expected)


def _declaration(element: etree._Element, schema: XMLSchema) -> XsdElement | None:
    """What the schema says of an element at its place; None where it is not allowed at all."""
    parent = element.getparent()
    if parent is None:
        return schema.maps.elements.get(str(element.tag))
    declared = _declaration(parent, schema)
    if declared is None:
        return None
    return next((child for child in _content(declared) if child.name == element.tag), None)


def _content(declared: XsdElement) -> list[XsdElement]:
    """The elements that may stand in one, in the order of the schema; a wildcard among them has no name."""
    return [cast("XsdElement", child) for child in declared]


def _children(expected: Iterable[str], declared: XsdElement | None) -> str:
    """The elements expected at a place, or, where that is not known, all that the parent may hold."""
    if names := [_name(tag) for tag in expected]:
        return f"expected: {_joined(names)}"
    if declared is None:
        return ""
    parent = _name(declared.name or "")
    names = list(dict.fromkeys(_name(child.name) for child in _content(declared) if child.name))
    return f"{parent} takes, in the order of the schema: {_joined(names)}" if names else f"{parent} is empty"


def _values(type_: XsdType | None) -> str:
    """What a value of a type looks like: its list of values, or what the schema's comment says of it."""
    if type_ is None:
        return ""
    if listed := _listed(type_):
        return f"allowed: {_joined(listed)}"
    if type_.annotation is not None:
        documentation = [text for part in type_.annotation.documentation if (text := part.text)]
        if documentation:
            return f"expected: {_plain(documentation[0])}"
    name = type_.local_name or ""
    return f"expected: {_BUILTIN.get(name, name)}" if name else ""


def _listed(type_: XsdType) -> list[str]:
    """The closed list of values of a type or of the items of a list type; else nothing."""
    kind: XsdComponent | None = type_
    while kind is not None:
        if values := getattr(kind, "enumeration", None):
            return [str(value) for value in values]
        kind = getattr(kind, "item_type", None) or getattr(kind, "base_type", None)
    return []


# --- without xmlschema -------------------------------------------------------------------------


def _log(log: Iterable[etree._LogEntry], path: str) -> list[Finding]:
    """libxml2's own errors, which say less: for a document that xmlschema could not follow."""
    return [
        _finding(_plain(entry.message), Where(path, entry.line or None, xpath=entry.path), "")
        for entry in log
    ]


# --- words -------------------------------------------------------------------------------------


def _where(element: etree._Element, path: str, attribute: str = "") -> Where:
    """The place of an element; the line is unknown in a tree that was never a file."""
    tree = element.getroottree()
    inner = re.sub(r"\{[^}]*\}", "", tree.getelementpath(element))
    steps = ["", _name(tree.getroot().tag)]
    steps += [inner] if inner != "." else []
    steps += [f"@{attribute}"] if attribute else []
    return Where(path, element.sourceline or None, xpath="/".join(steps))


def _name(tag: object) -> str:
    """A name as it is written in a TEI file, where TEI is the default namespace."""
    name = str(tag)
    if name.startswith(_XML):
        return "xml:" + name.removeprefix(_XML)
    return re.sub(r"^(\{[^}]*\}|ns[0-9]+:)", "", name)


def _short(value: str | None) -> str:
    text = " ".join((value or "").split())
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def _plain(text: str) -> str:
    """A message of a library, on one line and without the namespace of TEI."""
    return " ".join(text.replace(f"{{{TEI}}}", "").split()).rstrip(".")


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]
