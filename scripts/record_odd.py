"""The grammar as an ODD ("one document does it all"): the TEI in which TEI people read and chain customisations.

Every element is declared anew (`mode="replace"`), since what is inherited from the classes of TEI would be more than
the grammar allows. Source: TEI Guidelines, chapter 23, Documentation Elements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from record_grammar import RNG, kind_of, parts_of, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from record_grammar import Attribute, Element, Grammar

TEI_NS = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{TEI_NS}}}"
RELEASE = "4.9.0"

# Which module of TEI each element is of (TEI Guidelines, appendix C).
MODULES = {
    "header": (
        "abstract appInfo application authority availability calendar calendarDesc catDesc catRef category change "
        "citeStructure classDecl correction correspAction correspContext correspDesc creation edition editionStmt "
        "editorialDecl encodingDesc extent fileDesc funder handNote idno interpretation keywords langUsage language "
        "licence namespace normalization notesStmt profileDesc projectDesc publicationStmt punctuation refsDecl "
        "rendition revisionDesc segmentation sourceDesc stdVals tagUsage tagsDecl taxonomy teiHeader textClass "
        "titleStmt"
    ),
    "core": (
        "abbr add addrLine address analytic author bibl biblScope biblStruct choice corr date del desc editor email "
        "expan foreign gap head hi imprint item label lb list measure milestone monogr name note num orig p pb ptr "
        "pubPlace publisher quote ref reg relatedItem resp respStmt sic sp speaker textLang time title unclear"
    ),
    "textstructure": "TEI body closer dateline div opener postscript salute signed text trailer",
    "namesdates": (
        "birth country death listOrg listPerson listPlace nationality occupation org orgName persName person place "
        "placeName roleName settlement"
    ),
    "msdescription": (
        "collection institution msContents msDesc msIdentifier objectDesc physDesc repository stamp"
    ),
    "linking": "link linkGrp seg standOff",
    "analysis": "s",
    "transcr": "fw handNotes subst supplied",
    "figures": "cell row table",
    "tagdocs": "att gi val",
}
MODULE_OF = {name: module for module, names in MODULES.items() for name in names.split()}

PROSE = (
    (
        "What this is",
        (
            "The encoding of one archival record: a letter, telegram, report or set of minutes with its facts, its notes "
            "and, where there is one, its translation. The customisation is closed: every element, attribute and value "
            "that may occur is listed here, and every document that is valid by it is valid by tei_all."
        ),
    ),
    (
        "How it is made",
        (
            "This file is generated from the RELAX NG grammar tei-record.rnc and the comments in it; the grammar and the "
            "XML Schema made of it decide what is valid. Where they differ, they are right and this file is wrong."
        ),
    ),
    (
        "Where it is wider than the grammar",
        (
            "In the grammar the elements div, list, note and p are defined more than once, each definition for a place of "
            "its own. An ODD has one declaration for an element, which holds what any of the definitions allows; its "
            "remarks say which there are. The names of att.record, macro.record and teidata.record are local to this "
            "customisation."
        ),
    ),
    (
        "How to chain from it",
        (
            "Compile this file with the stylesheets of TEI, and name the compiled file as the source of your own schemaSpec. "
            "Then a moduleRef takes elements over, an elementSpec whose mode is change adds or removes attributes and "
            "values, and what you do not name stays as it is. Elements are declared without the model classes of TEI: what "
            "is added has to be named in the content of its parent."
        ),
    ),
    (
        "What no grammar can say",
        (
            "Pointers that lead nowhere, dates that do not exist, languages that are not declared: tei-record.sch holds the "
            "rules that Schematron can say, and the program checks all of them."
        ),
    ),
)


def odd(grammar: Grammar) -> bytes:
    """Return the ODD of a grammar; the same grammar gives the same bytes."""
    root = etree.Element(f"{TEI}TEI", nsmap={None: TEI_NS})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    _header(root)
    body = _sub(_sub(root, "text"), "body")
    for head, text in PROSE:
        div = _sub(body, "div")
        _sub(div, "head", text=head)
        _sub(div, "p", text=text)
    div = _sub(body, "div")
    _sub(div, "head", text="The schema")
    _schema(_sub(div, "schemaSpec", ident="tei-record", start="TEI", source=f"tei:{RELEASE}"), grammar)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _sub(parent: etree._Element, tag: str, /, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, TEI + tag, attributes)
    element.text = text or None
    return element


def _header(root: etree._Element) -> None:
    description = _sub(_sub(root, "teiHeader"), "fileDesc")
    _sub(_sub(description, "titleStmt"), "title", text="tei-record: TEI of one archival record")
    _sub(_sub(description, "publicationStmt"), "p", text="Published with the program, under its licence.")
    _sub(_sub(description, "sourceDesc"), "p", text="Generated from the grammar tei-record.rnc.")


def _schema(schema: etree._Element, grammar: Grammar) -> None:
    _sub(schema, "moduleRef", key="tei")
    for module in MODULES:
        names = [name for name in grammar.elements if MODULE_OF[name] == module]
        _sub(schema, "moduleRef", key=module, include=" ".join(sorted(names)))
    for name, define in grammar.types.items():
        if parts_of(define)[0].tag != f"{RNG}list":
            spec = _sub(schema, "dataSpec", ident=_data(name), mode="add")
            _sub(spec, "desc", text=grammar.text(name))
            _type(_sub(spec, "content"), define)
    for name, (attributes, classes) in grammar.classes.items():
        spec = _sub(schema, "classSpec", ident=_class(name), type="atts", mode="add")
        _sub(spec, "desc", text=grammar.text(name) or "Attributes that several elements share.")
        _memberships(spec, classes)
        _attributes(spec, attributes, grammar)
    for name, define in grammar.parts.items():
        spec = _sub(schema, "macroSpec", ident=_macro(name), mode="add")
        _sub(spec, "desc", text=grammar.text(name) or "Content that several elements share.")
        _content(_sub(spec, "content"), parts_of(define), grammar)
    for name, definitions in grammar.elements.items():
        _element(schema, name, definitions, grammar)


def _class(name: str) -> str:
    return f"att.record.{name.removeprefix('att.')}"


def _macro(name: str) -> str:
    return f"macro.record.{name}"


def _data(name: str) -> str:
    return f"teidata.record.{name}"


def _type(parent: etree._Element, define: etree._Element) -> None:
    (node,) = parts_of(define)
    if values := values_of(node):
        _values(parent, values)
        return
    nodes = parts_of(node) if kind_of(node) == "choice" else [node]
    holder = _sub(parent, "alternate") if len(nodes) > 1 else parent
    for one in nodes:
        reference = _sub(holder, "dataRef", name=str(one.get("type")))
        if pattern := one.findtext(f"{RNG}param"):
            reference.set("restriction", pattern)


def _memberships(spec: etree._Element, classes: Iterable[str]) -> None:
    holder = _sub(spec, "classes", mode="replace")
    for name in classes:
        _sub(holder, "memberOf", key=_class(name))


def _element(schema: etree._Element, name: str, definitions: list[Element], grammar: Grammar) -> None:
    spec = _sub(schema, "elementSpec", ident=name, module=MODULE_OF[name], mode="replace")
    for one in definitions[-1:]:  # that of the text, which stands after that of the header
        _sub(spec, "desc", text=one.text)
    _memberships(spec, dict.fromkeys(key for one in definitions for key in one.classes))
    content = _sub(spec, "content")
    holder = _sub(content, "alternate") if len(definitions) > 1 else content
    for one in definitions:
        _content(holder, one.content, grammar)
    if attributes := _merged(definitions):
        _attributes(spec, attributes, grammar)
    if len(definitions) > 1:
        remarks = _sub(spec, "remarks")
        for one in definitions:
            _sub(remarks, "p", text=f"{one.define}: {one.text}")


def _merged(definitions: list[Element]) -> list[Attribute]:
    """The attributes of any definition; one is required where all have it so, and takes the values of all."""
    merged: dict[str, Attribute] = {}
    for one in definitions:
        for attribute in one.attributes:
            before = merged.get(attribute.name, attribute)
            values = dict((*before.values, *attribute.values))
            merged[attribute.name] = type(attribute)(
                attribute.name,
                all(any(a.name == attribute.name and a.required for a in d.attributes) for d in definitions),
                attribute.text,
                attribute.type,
                tuple(values.items()),
                attribute.least,
                attribute.most,
            )
    return list(merged.values())


def _attributes(spec: etree._Element, attributes: Iterable[Attribute], grammar: Grammar) -> None:
    holder = None
    for one in attributes:
        holder = _sub(spec, "attList") if holder is None else holder
        definition = _sub(
            holder, "attDef", ident=one.name, usage="req" if one.required else "opt", mode="add"
        )
        _sub(definition, "desc", text=one.text)
        _datatype(definition, one, grammar)
        if one.values:
            _values(definition, one.values)


def _datatype(definition: etree._Element, attribute: Attribute, grammar: Grammar) -> None:
    least, most, reference = attribute.least, attribute.most, {"name": attribute.type}
    if attribute.values:
        reference = {"key": "teidata.enumerated"}
    elif attribute.type in grammar.types:
        (node,) = parts_of(grammar.types[attribute.type])
        name = attribute.type
        if kind_of(node) == "list":
            parts = parts_of(node)
            least, most = len(parts), 0 if kind_of(parts[-1]) == "oneOrMore" else len(parts)
            name = str(next(node.iter(f"{RNG}ref")).get("name"))
        reference = {"key": _data(name)}
    datatype = _sub(definition, "datatype")
    if (least, most) != (1, 1):
        datatype.set("minOccurs", str(least))
        datatype.set("maxOccurs", str(most or "unbounded"))
    _sub(datatype, "dataRef", **reference)


def _values(parent: etree._Element, values: Iterable[tuple[str, str]]) -> None:
    holder = _sub(parent, "valList", type="closed")
    for value, text in values:
        _sub(_sub(holder, "valItem", ident=value), "desc", text=text)


# --- content -------------------------------------------------------------------------------------

_TIMES = {"optional": ("0", "1"), "zeroOrMore": ("0", "unbounded"), "oneOrMore": ("1", "unbounded")}


def _content(parent: etree._Element, nodes: Iterable[etree._Element], grammar: Grammar) -> None:
    """Content as Pure ODD (TEI Guidelines, 23.5.1)."""
    nodes = list(nodes)
    holder = _sub(parent, "sequence") if len(nodes) > 1 else parent
    for node in nodes:
        _pattern(holder, node, grammar)


def _pattern(parent: etree._Element, node: etree._Element, grammar: Grammar) -> None:
    kind, parts = kind_of(node), parts_of(node)
    if kind == "ref":
        _reference(parent, str(node.get("name")), grammar)
    elif kind in ("text", "empty"):
        _sub(parent, "textNode" if kind == "text" else "empty")
    elif kind == "mixed":
        (inner,) = parts  # always any number of something
        holder = _sub(parent, "alternate", minOccurs="0", maxOccurs="unbounded")
        _sub(holder, "textNode")
        for part in parts_of(inner):
            _pattern(holder, part, grammar)
    elif kind in ("choice", "group"):
        holder = _sub(parent, "alternate" if kind == "choice" else "sequence")
        for part in parts:
            _pattern(holder, part, grammar)
    else:
        _repeated(parent, parts, _TIMES[kind], grammar)


def _repeated(
    parent: etree._Element, parts: list[etree._Element], times: tuple[str, str], grammar: Grammar
) -> None:
    """A pattern with its counts: on the element itself where it is one, else on a sequence around it."""
    name = parts[0].get("name")
    alone = len(parts) == 1 and (
        kind_of(parts[0]) == "choice" or (kind_of(parts[0]) == "ref" and _is_element(str(name), grammar))
    )
    holder = parent if alone else _sub(parent, "sequence")
    for part in parts:
        _pattern(holder, part, grammar)
    counted = holder[-1] if alone else holder
    counted.set("minOccurs", times[0])
    counted.set("maxOccurs", times[1])


def _is_element(name: str, grammar: Grammar) -> bool:
    return grammar.defines[name].find(f"{RNG}element") is not None


def _reference(parent: etree._Element, name: str, grammar: Grammar) -> None:
    if _is_element(name, grammar):
        element = grammar.defines[name].find(f"{RNG}element")
        _sub(parent, "elementRef", key="" if element is None else str(element.get("name")))
    elif name in grammar.parts:
        _sub(parent, "macroRef", key=_macro(name))
    else:
        _sub(parent, "dataRef", key=_data(name))
