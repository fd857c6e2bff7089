"""Passages: the elements that state a language, each with its own words, parts in other languages left out.

Most passages are all of one script, and that shows in the bytes: only of the others the letters are counted.
"""

from __future__ import annotations

import string
from functools import cached_property
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.check.words import raw
from tei.encode.elements import TEI, XML_LANG, XML_NS

if TYPE_CHECKING:
    from tei.check.index import Index

# No words of a language stand in these.
_CODES: Final = ("idno", "gi", "att", "val", "code", "eg", "rendition")
_CODE_TAGS: Final = frozenset(TEI + name for name in _CODES)
_STATING: Final = etree.XPath("//*[@xml:lang]", namespaces={"xml": XML_NS})
_ASCII_LETTERS: Final = string.ascii_letters.encode()
# Bytes of UTF-8 that begin no letter but Latin ones: ASCII, U+0080 to U+02AF, and what goes on a character.
_OF_LATIN: Final = bytes([*range(0xC0), *range(0xC2, 0xCB)])
_PUNCTUATION: Final = b"\xe2\x80"  # U+2000 to U+203F: dashes, quotation marks
# Bytes of UTF-8 that begin letters of a script and nothing else (not all letters of it).
_LEADS: Final = {"Cyrillic": (b"\xd0", b"\xd1"), "Hangul": (b"\xeb", b"\xec")}
_FEWEST: Final = 8
"""Fewer letters than this are never judged."""


class Passages:
    """The passages of a file."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def owners(self) -> list[etree._Element]:
        """The elements that state a language and hold words, in document order."""
        index = self._index
        stating = _STATING(index.tree) if index.has_others else index.having(XML_LANG)
        return [element for element in stating if element.tag not in _CODE_TAGS]

    @cached_property
    def _holders(self) -> set[etree._Element]:
        """The elements that a part of another language, or a code, stands in."""
        found: set[etree._Element] = set()
        for inner in (*self.owners, *self._index.named(*_CODES)):
            above = inner.getparent()
            while above is not None and above not in found:
                found.add(above)
                above = above.getparent()
        return found

    @cached_property
    def _owning(self) -> frozenset[etree._Element]:
        return frozenset(self.owners)

    def text(self, owner: etree._Element) -> str:
        """The text of a passage without parts in other languages and without codes."""
        return raw(owner) if owner not in self._holders else "".join(self._own(owner))

    def _own(self, element: etree._Element) -> list[str]:
        if element not in self._holders:
            return [raw(element)]
        parts = [element.text or ""]
        for child in element:
            if isinstance(child.tag, str) and child not in self._owning and child.tag not in _CODE_TAGS:
                parts += self._own(child)
            parts.append(child.tail or "")
        return parts

    def surely_in(self, owner: etree._Element, scripts: tuple[str, ...]) -> bool:
        """Whether a passage has too few letters to be judged, or a fourth of them at least is of these scripts.

        Asked of the bytes: False says nothing.
        """
        if "Han" in scripts:
            return False  # a standard is to be told from another
        whole = self._index.text if owner.getparent() is None else raw(owner)
        if len(whole) < _FEWEST or ("Latin" in scripts and _is_latin(whole)):
            return True
        whole = self.text(owner)
        data = whole.encode("utf-8", "surrogatepass")
        fitting = sum(data.count(lead) for one in scripts for lead in _LEADS.get(one, ()))
        if "Latin" in scripts:
            fitting += len(data) - len(data.translate(None, _ASCII_LETTERS))
        return fitting * 4 >= len(whole)


def _is_latin(text: str) -> bool:
    """Whether all letters of a text are Latin ones; not for every such text."""
    data = b"" if text.isascii() else text.encode("utf-8", "surrogatepass")
    return not data.replace(_PUNCTUATION, b"").translate(None, _OF_LATIN)
