"""TEI as plain nodes: what is merged is a list of words, elements, comments and instructions, in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.encode.elements import TEI, XML_ID
from tei.encode.serialise import serialise
from tei.safe_xml import XmlRefused, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH: Final = 100
"""Deeper TEI is not merged; what the program writes has about twelve levels."""

COMMENT: Final = "#comment"
INSTRUCTION: Final = "#instruction"
DOCUMENT: Final = "#document"

# A word with the blanks after it; scripts that put no blanks between words are cut character by character.
_TOKENS = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]\s*|[^\W\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+\s*|\W\s*"
)
_NUMBERS: Final = frozenset((XML_ID, "n"))


@dataclass(eq=False, slots=True)
class Node:
    """An element, a comment (its text in `value`), an instruction (`value`: target and text) or the document.

    `content` holds words (with the blanks after them) and nodes; `blank` is the white space after this node where it
    stands among elements only. `whole` and `said` tell two nodes alike: the second leaves ids and numbers
    out, which the program counts anew.
    """

    tag: str
    line: int | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[Node | str] = field(default_factory=list)
    value: str = ""
    blank: str = ""
    prefix: str | None = None
    namespaces: dict[str | None, str] = field(default_factory=dict)
    mixed: bool = False
    whole: int = 0
    said: int = 0

    @property
    def children(self) -> list[Node]:
        """The nodes among the content."""
        return [item for item in self.content if isinstance(item, Node)]

    @property
    def id(self) -> str:
        """Its `xml:id`, or nothing."""
        return self.attributes.get(XML_ID, "")

    @property
    def lead(self) -> str:
        """The white space before the first child."""
        return self.content[0] if self.content and isinstance(self.content[0], str) else ""

    def walk(self) -> Iterator[Node]:
        """This node and all within it, in document order."""
        todo = [self]
        while todo:
            node = todo.pop()
            yield node
            todo.extend(reversed(node.children))

    def text(self) -> str:
        """All characters within, of comments too."""
        return "".join(_texts(self))

    def like(self, content: list[Node | str]) -> Node:
        """This node with another content."""
        return replace(self, attributes=dict(self.attributes), content=content)


def _texts(node: Node) -> Iterator[str]:
    todo: list[Node | str] = [node]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            yield item
        else:
            if item.value:
                yield item.value
            todo.extend(reversed(item.content))


def read(data: bytes) -> Node:
    """Read a TEI document.

    Raises:
        XmlRefused: it is not well-formed, holds what is not read, is not TEI, or is nested too deeply.
    """
    root = parse_xml(data, unique_ids=False).getroot()
    if root.tag not in (f"{TEI}TEI", f"{TEI}teiCorpus"):
        raise XmlRefused(
            "X001", f"its root element is {etree.QName(root).localname}, not TEI", root.sourceline
        )
    before = reversed(list(root.itersiblings(preceding=True)))
    document = Node(DOCUMENT, 1)
    document.content = [_read(one, 1) for one in (*before, root, *root.itersiblings())]
    _tell_alike(document)
    return document


def _read(element: etree._Element, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise XmlRefused("X001", f"it is nested more than {MAX_DEPTH} levels deep", element.sourceline)
    if isinstance(element, etree._Comment):
        return _marked(Node(COMMENT, element.sourceline, value=element.text or ""))
    if isinstance(element, etree._ProcessingInstruction):
        told = f"{element.target} {element.text or ''}".rstrip(" ")
        return _marked(Node(INSTRUCTION, element.sourceline, value=told))
    node = Node(str(element.tag), element.sourceline, {str(name): value for name, value in element.items()})
    node.prefix = element.prefix
    if depth == 1:
        node.namespaces = dict(element.nsmap)
    node.content.extend(words(element.text or ""))
    node.mixed = bool((element.text or "").strip())
    for child in element:
        made = _read(child, depth + 1)
        tail = child.tail or ""
        node.mixed = node.mixed or bool(tail.strip())
        made.blank = "" if tail.strip() else tail
        node.content.extend((made, *words(tail)))
    # White space alone is a reading too where no element stands.
    node.mixed = node.mixed or (bool(node.content) and not len(element))
    return _marked(node)


def words(text: str) -> list[str]:
    """Cut text into what is compared: words, signs and characters, each with the blanks after it."""
    found = _TOKENS.findall(text)
    return found if "".join(found) == text else [text]


def _marked(node: Node) -> Node:
    _tell_alike(node)
    return node


def _tell_alike(node: Node) -> None:
    items = node.content if node.mixed else node.children
    whole = tuple(item if isinstance(item, str) else item.whole for item in items)
    said = tuple(item if isinstance(item, str) else item.said for item in items)
    attributes = frozenset(node.attributes.items())
    counted = frozenset(pair for pair in attributes if pair[0] not in _NUMBERS)
    node.whole = hash((node.tag, node.value, attributes, whole))
    node.said = hash((node.tag, node.value, counted, said))


def write(document: Node) -> bytes:
    """Write a document as the program writes TEI, with what an editor put after the root."""
    place = next(number for number, one in enumerate(document.children) if not one.tag.startswith("#"))
    before, root, after = (
        document.children[:place],
        document.children[place],
        document.children[place + 1 :],
    )
    made = etree.Element(root.tag, nsmap=root.namespaces)
    _fill(made, root)
    for one in before:
        made.addprevious(_aside(one))
    data = serialise(etree.ElementTree(made))
    return data + b"".join(etree.tostring(_aside(one), encoding="UTF-8") + b"\n" for one in after)


def _aside(node: Node) -> etree._Element:
    if node.tag == COMMENT:
        return etree.Comment(node.value)
    target, _, text = node.value.partition(" ")
    return etree.ProcessingInstruction(target, text or None)


def _fill(element: etree._Element, node: Node) -> None:
    for name, value in node.attributes.items():
        element.set(name, value)
    last: etree._Element | None = None
    for item in node.content:
        if isinstance(item, str):
            if last is None:
                element.text = (element.text or "") + item
            else:
                last.tail = (last.tail or "") + item
        elif item.tag.startswith("#"):
            last = _aside(item)
            element.append(last)
        else:
            named = {item.prefix: etree.QName(item.tag).namespace or ""} if item.prefix else None
            last = etree.SubElement(element, item.tag, nsmap=named)
            _fill(last, item)
