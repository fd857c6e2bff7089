"""Where elements, attributes and text stand in the bytes of a document: line and column.

libxml2 keeps a line for an element, that of the end of its tag, and no column. So the tags are found in the decoded
text itself, once, and only for a document that has a finding. The document is well-formed, and has no entities and no
DTD: both are refused before (`tei.safe_xml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.findings import Finding, Where

_TAG: Final = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<![^>]*>"
    r"|</(?P<end>[^>]*)>"
    r"|<(?P<name>[^\s/>!?]+)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_BEGIN: Final = re.compile(r"<(?=[^/?])")
_PLAIN_INSTRUCTION: Final = re.compile(r"<\?[^<]*?\?>")
_ATTRIBUTE: Final = re.compile(r"([^\s=\"'/]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_STEP: Final = re.compile(r"(?P<name>[^\[\]/]+)(?:\[(?P<number>[0-9]+)\])?")
_ORDINAL: Final = etree.XPath("count(preceding::*) + count(ancestor::*)")
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(slots=True)
class _Tag:
    """The offsets of an element: of its `<`, of the end of its start tag, of its end tag, of what follows that."""

    begin: int
    opened: int
    closes: int
    after: int


class Positions:
    """The places in one document.

    Args:
        data: its bytes.
        encoding: the encoding that the parser took, without which a byte order mark decides.
    """

    def __init__(self, data: bytes, encoding: str | None) -> None:
        codec = next((name for bom, name in _BOMS if data.startswith(bom)), encoding or "utf-8")
        try:
            self._text = data.decode(codec)
        except (UnicodeDecodeError, LookupError):  # an encoding that libxml2 reads and Python does not know
            self._text = ""
        self._begins = _begins(self._text)

    @cached_property
    def _tags(self) -> list[_Tag]:
        return list(_tags(self._text))

    def of(self, element: etree._Element, attribute: str = "") -> tuple[int, int] | None:
        """Line and column, from 1, of an element's `<`, or of the name of its attribute; None where not found.

        Args:
            element: an element of the tree that was parsed from the bytes.
            attribute: its name as it is written, or without its prefix.
        """
        number = _number(element)
        if number >= len(self._begins):
            return None
        at = self._begins[number]
        tag = _TAG.match(self._text, at) if attribute else None
        if tag is not None:
            found = _ATTRIBUTE.finditer(self._text, at, tag.end())
            local = attribute.rpartition(":")[2]
            names = {match[1]: match.start() for match in found}
            loose = [start for name, start in names.items() if name.rpartition(":")[2] == local]
            at = names.get(attribute, loose[0] if loose else at)
        return self._place(at)

    def of_text(self, element: etree._Element) -> tuple[int, int] | None:
        """Line and column of the first sign of text that stands directly in an element; its `<` where there is none."""
        tag = self._tag(element)
        if tag is None:
            return None
        at = tag.opened
        for child in (*element.iterchildren(etree.Element), None):
            below = self._tag(child) if child is not None else None
            end = below.begin if below else tag.closes
            said = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL).sub(
                lambda match: " " * len(match[0]), self._text[at:end]
            )
            if said.strip():
                return self._place(at + len(said) - len(said.lstrip()))
            at = below.after if below else end
        return self._place(tag.begin)

    def _tag(self, element: etree._Element) -> _Tag | None:
        number = _number(element)
        return self._tags[number] if number < len(self._tags) else None

    def _place(self, offset: int) -> tuple[int, int]:
        before = self._text[:offset]
        if "\r" in before:
            before = before.replace("\r\n", "\n").replace("\r", "\n")
        return before.count("\n") + 1, len(before) - before.rfind("\n")


def _number(element: etree._Element) -> int:
    """How many elements begin before an element."""
    ordinal = _ORDINAL(element)
    return int(ordinal) if isinstance(ordinal, float) else 0


def _begins(text: str) -> list[int]:
    """The offset of each start tag. Where nothing else can hold a `<`, to look for that alone is ten times as fast."""
    plain = "<!" not in text and len(_PLAIN_INSTRUCTION.findall(text)) == text.count("<?")
    if plain:
        return [match.start() for match in _BEGIN.finditer(text)]
    return [tag.begin for tag in _tags(text)]


def _tags(text: str) -> Iterator[_Tag]:
    """The elements of a document, in its order."""
    made: list[_Tag] = []
    open_: list[_Tag] = []
    for match in _TAG.finditer(text):
        if match["end"] is not None:
            if open_:
                tag = open_.pop()
                tag.closes, tag.after = match.start(), match.end()
        elif match["name"] is not None:
            tag = _Tag(match.start(), match.end(), match.end(), match.end())
            made.append(tag)
            if not match["attributes"].endswith("/"):
                open_.append(tag)
    return iter(made)


# --- findings --------------------------------------------------------------------------------------


def placed(findings: Iterable[Finding], tree: etree._ElementTree, data: bytes) -> Iterator[Finding]:
    """Give findings that name an XPath and no column their line and column in the bytes of the document."""
    positions: Positions | None = None
    for one in findings:
        if one.where.xpath is None or one.where.column is not None:
            yield one
            continue
        positions = positions or Positions(data, tree.docinfo.encoding)
        yield replace(one, where=_placed(one.where, tree, positions))


def _placed(where: Where, tree: etree._ElementTree, positions: Positions) -> Where:
    last = (where.xpath or "").rpartition("/")[2]
    element = resolved(tree, where.xpath or "")
    if element is None or (where.line and element.sourceline != where.line):
        return where  # the XPath leads elsewhere: two namespaces have one name
    attribute = last[1:] if last.startswith("@") else ""
    place = positions.of_text(element) if last == "text()" else positions.of(element, attribute)
    return replace(where, line=place[0], column=place[1]) if place else where


def resolved(tree: etree._ElementTree, xpath: str) -> etree._Element | None:
    """The element that an XPath of a finding means, or whose attribute or text it means.

    Names are without prefix and counted among those of one name.
    """
    path, _, last = xpath.rpartition("/")
    xpath = path if last.startswith("@") or last == "text()" else xpath
    element = tree.getroot()
    for step in xpath.strip("/").split("/")[1:]:
        match = _STEP.fullmatch(step)
        if match is None:
            return None
        name, number = match["name"].rpartition(":")[2], int(match["number"] or 1)
        found = list(element.iterchildren(f"{{*}}{name}"))
        if len(found) < number:
            return None
        element = found[number - 1]
    return element
