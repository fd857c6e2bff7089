"""Findings that name an XPath get their line and column in the bytes of the document."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tei.check.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from tei.findings import Finding, Where

_STEP: Final = re.compile(r"(?P<name>[^\[\]/]+)(?:\[(?P<number>[0-9]+)\])?")
_FEW: Final = 4


class Places:
    """The elements of one document that findings name, and where they stand in its bytes.

    Args:
        tree: the document.
        data: the bytes that it was parsed from.
    """

    def __init__(self, tree: etree._ElementTree, data: bytes) -> None:
        self._tree = tree
        self._data = data
        self._known: dict[str, etree._Element | None] = {}
        self._children: dict[tuple[etree._Element, str], list[etree._Element]] = {}

    def note(self, xpath: str, element: etree._Element) -> None:
        """Keep the element that an XPath was made of, so that it need not be looked for; of two with one XPath none."""
        if self._known.setdefault(xpath, element) is not element:
            self._known[xpath] = None

    def element(self, xpath: str) -> etree._Element | None:
        """The element that an XPath of a finding means, or whose attribute or text it means.

        Names are without prefix and counted among those of one name.
        """
        path, _, last = xpath.rpartition("/")
        xpath = path if last.startswith("@") or last == "text()" else xpath
        if xpath not in self._known:
            self._known[xpath] = self._resolved(xpath)
        return self._known[xpath]

    def _resolved(self, xpath: str) -> etree._Element | None:
        element = self._tree.getroot()
        for step in xpath.strip("/").split("/")[1:]:
            match = _STEP.fullmatch(step)
            if match is None:
                return None
            key = element, match["name"].rpartition(":")[2]
            if key not in self._children:
                self._children[key] = list(element.iterchildren(f"{{*}}{key[1]}"))
            number = int(match["number"] or 1)
            if len(self._children[key]) < number:
                return None
            element = self._children[key][number - 1]
        return element

    def placed(self, findings: Iterable[Finding]) -> list[Finding]:
        """Give findings that name an XPath and no column their line and column."""
        found = list(findings)
        if all(one.where.xpath is None or one.where.column is not None for one in found):
            return found
        positions = Positions(self._data, self._tree.docinfo.encoding)
        few = len(found) <= _FEW
        if not few:
            positions.number([element for one in found if (element := self._named(one.where)) is not None])
        return [self._placed(one, positions, few=few) for one in found]

    def _named(self, where: Where) -> etree._Element | None:
        """The element whose place is missing; None where there is none, or the XPath leads elsewhere."""
        if where.xpath is None or where.column is not None:
            return None
        element = self.element(where.xpath)
        if element is not None and where.line and element.sourceline != where.line:
            return None  # two namespaces have one name
        return element

    def _placed(self, one: Finding, positions: Positions, *, few: bool) -> Finding:
        where = one.where
        element = self._named(where)
        if element is None:
            return one
        last = (where.xpath or "").rpartition("/")[2]
        attribute = last[1:] if last.startswith("@") else ""
        place = None if attribute or last == "text()" or not few else positions.at_line_begin(element)
        if place is None:
            place = positions.of_text(element) if last == "text()" else positions.of(element, attribute)
        return one if place is None else replace(one, where=replace(where, line=place[0], column=place[1]))
