"""The grammar as parts of a page for people: each element with what it is for, attributes, content and an example."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from record_grammar import RNG, kind_of, parts_of, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from record_grammar import Attribute, Element, Grammar

TEI = "{http://www.tei-c.org/ns/1.0}"
LONGEST = 200
SIGNS = {"optional": "?", "zeroOrMore": "*", "oneOrMore": "+"}
# Where an element of several definitions stands in each.
PLACES = {
    "p": "in the text",
    "header.p": "in the header",
    "note": "in the text",
    "header.note": "in notesStmt",
    "fact.note": "in other places of the header and in standOff",
    "list": "in the text, and in paragraphs of the header",
    "keywords.list": "in keywords",
    "div": "within the text in one language",
    "div.language": "in body: the text in one language",
}


def elements_page(grammar: Grammar, example: etree._ElementTree) -> str:
    """Every element, in the order of the grammar."""
    lines: list[str] = []
    all_of_them = [one for definitions in grammar.elements.values() for one in definitions]
    for heading, names in _chapters(grammar):
        lines.append(f"## {heading}\n")
        lines += [_element(one, grammar, example) for one in all_of_them if one.define in names]
    return "\n".join(lines).rstrip("\n")


def shared_page(grammar: Grammar) -> str:
    """Attributes, contents and types of values that several elements share."""
    lines = ["## Attributes that elements share\n"]
    for name, (attributes, classes) in grammar.classes.items():
        text = grammar.text(name)
        lines.append(f"### `{name}`\n\n{text}\n" if text else f"### `{name}`\n")
        lines.append(_attributes(attributes, classes))
    lines.append("## Contents that elements share\n")
    for name, define in grammar.parts.items():
        text = grammar.text(name)
        lines.append(
            f"### `{name}`\n\n" + (f"{text}\n\n" if text else "") + _content(parts_of(define), grammar)
        )
    lines.append("## Values\n\n| name | what it is |\n| --- | --- |")
    for name, define in grammar.types.items():
        values = values_of(parts_of(define)[0])
        more = "".join(f"; `{value}`: {said}" for value, said in values)
        lines.append(f"| `{name}` | {grammar.text(name).rstrip('.')}{more} |")
    return "\n".join(lines)


def _chapters(grammar: Grammar) -> Iterator[tuple[str, list[str]]]:
    """The parts of the grammar by the headings in its comments, with the names that they define."""
    found: dict[str, list[str]] = {}
    heading = ""
    root = next(iter(grammar.defines.values())).getparent()
    for node in root if root is not None else ():
        if match := re.search(r"={20,}\s*(.*?)\s*={20,}", node.text or "", re.DOTALL):
            heading = match[1]
        elif node.get("name") and node.find(f"{RNG}element") is not None:
            found.setdefault(heading, []).append(str(node.get("name")))
    yield from found.items()


def _element(one: Element, grammar: Grammar, example: etree._ElementTree) -> str:
    place = f" {PLACES[one.define]}" if len(grammar.elements[one.name]) > 1 else ""
    parts = [f"### `{one.name}`{place}\n\n{one.text}\n", _attributes(one.attributes, one.classes)]
    parts.append(_content(list(one.content), grammar))
    parts.append(f"```xml\n{_example(one, grammar, example)}\n```\n")
    return "\n".join(parts)


def _attributes(attributes: tuple[Attribute, ...], classes: tuple[str, ...]) -> str:
    rows = ["| attribute | what for | value |", "| --- | --- | --- |"]
    rows += [f"| `{one.name}`{_required(one)} | {one.text} | {_value(one)} |" for one in attributes]
    lines = "\n".join(rows) + "\n" if attributes else ""
    shared = ", ".join(f"[{name}](#{_anchor(name)})" for name in classes)
    told = f"Attributes {'also ' if attributes else ''}of {shared}.\n" if shared else ""
    return "\n".join(part for part in (lines, told) if part)


def _required(one: Attribute) -> str:
    return " (required)" if one.required else ""


def _value(one: Attribute) -> str:
    times = {(1, 0): ", one or more", (2, 2): ", two"}.get((one.least, one.most), "")
    if one.values:
        return "; ".join(f"`{value}`: {said}" for value, said in one.values) + times
    return f"`{one.type}`{times}"


def _anchor(name: str) -> str:
    return name.replace(".", "").lower()


def _content(nodes: list[etree._Element], grammar: Grammar) -> str:
    text = ", ".join(_pattern(node, grammar) for node in nodes)
    return f"Content: `{text}`\n"


def _pattern(node: etree._Element, grammar: Grammar) -> str:
    """A pattern in the compact syntax of RELAX NG."""
    kind, parts = kind_of(node), parts_of(node)
    if kind == "ref":
        name = str(node.get("name"))
        element = grammar.defines[name].find(f"{RNG}element")
        return name if element is None else str(element.get("name"))
    inner = [_pattern(part, grammar) for part in parts]
    if kind in SIGNS:
        return (f"({', '.join(inner)})" if len(inner) > 1 else inner[0]) + SIGNS[kind]
    if kind == "mixed":
        return f"mixed {{ {', '.join(inner)} }}"
    if kind in ("choice", "group"):
        return "(" + (" | " if kind == "choice" else ", ").join(inner) + ")"
    return kind


# --- examples ------------------------------------------------------------------------------------


def _example(one: Element, grammar: Grammar, example: etree._ElementTree) -> str:
    """The first element of this definition in the document that uses all of them; long content is left out."""
    found = (element for element in example.iter(TEI + one.name) if _define(element, grammar) == one.define)
    element = next(found)
    text = _markup(element)
    if len(text) > LONGEST:
        inside = "".join(_start(child, " …" if len(child) or child.text else "") for child in element)
        text = _start(element, f"{(element.text or '').strip()[:40]}{inside}")
    if len(text) > LONGEST:
        text = _start(element, "…")
    return text


def _define(element: etree._Element, grammar: Grammar) -> str:
    """By which definition an element is one: by its name, or by the place where it stands."""
    name = etree.QName(element).localname
    parent = element.getparent()
    above = "" if parent is None else etree.QName(parent).localname
    in_text = any(True for _ in element.iterancestors(f"{TEI}text"))
    if len(grammar.elements[name]) == 1:
        return grammar.elements[name][0].define
    if name == "p":
        return "p" if in_text else "header.p"
    if name == "note":
        return "note" if in_text else "header.note" if above == "notesStmt" else "fact.note"
    if name == "list":
        return "keywords.list" if above == "keywords" else "list"
    return "div.language" if above == "body" else "div"


def _markup(element: etree._Element) -> str:
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r">\s+<", "><", text.replace(' xmlns="http://www.tei-c.org/ns/1.0"', ""))


def _start(element: etree._Element, content: str) -> str:
    bare = etree.Element(element.tag, dict(element.attrib), nsmap=element.nsmap)
    tag = _markup(bare).removesuffix("/>")
    name = etree.QName(element).localname
    return f"{tag}>{content.strip()}</{name}>" if content else f"{tag}/>"
