"""Passages: the elements that state a language, each with its own words, parts in other languages left out.

Most passages are all of one script, and that shows in the bytes: only of the others the letters are counted.
"""

from __future__ import annotations

import string
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tei.check.words import raw, raw_bytes
from tei.encode.elements import TEI

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

# No words of a language stand in these.
CODES: Final = ("idno", "gi", "att", "val", "code", "eg", "rendition")
_CODE_TAGS: Final = frozenset(TEI + name for name in CODES)
# Bytes of UTF-8 that begin no letter but Latin ones: ASCII, U+0080 to U+02AF, and what goes on a character.
_OF_LATIN: Final = bytes([*range(0xC0), *range(0xC2, 0xCB)])
# U+2000 to U+2FFF are dashes, quotation marks, signs; and letters of a script that is told only in U+2D00 to U+2D2F.
_OF_SIGNS: Final = b"\xe2"
_GEORGIAN: Final = b"\xe2\xb4"
# Bytes of UTF-8 that begin letters of a script and nothing else (not all letters of it).
_LEADS: Final = {
    "Latin": string.ascii_letters.encode(),
    "Cyrillic": b"\xd0\xd1",
    "Hangul": b"\xeb\xec",
    "Han": b"\xe5\xe6\xe7\xe8",
}
_LEADS_OF_CJK: Final = (*range(0xE3, 0xEA), 0xEF)  # U+3000 to U+9FFF, U+F000 to U+FFFF
_FEWEST: Final = 8
"""Fewer letters than this are never judged."""


class Passages:
    """The passages of a file.

    Args:
        stating: the elements that state a language, in document order.
        codes: the elements of `CODES`.
        data: bytes of UTF-8 in which all characters of the file's text stand.
    """

    def __init__(
        self, stating: Sequence[etree._Element], codes: Sequence[etree._Element], data: bytes
    ) -> None:
        self.owners = [element for element in stating if element.tag not in _CODE_TAGS]
        self._codes = codes
        self._data = data
        self._texts: dict[etree._Element, str] = {}

    @cached_property
    def _holders(self) -> set[etree._Element]:
        """The elements that a part of another language, or a code, stands in."""
        found: set[etree._Element] = set()
        for inner in (*self.owners, *self._codes):
            above = inner.getparent()
            while above is not None and above not in found:
                found.add(above)
                above = above.getparent()
        return found

    @cached_property
    def _owning(self) -> frozenset[etree._Element]:
        return frozenset(self.owners)

    @cached_property
    def _all_latin(self) -> bool:
        return is_latin(self._data)

    def all_in(self, scripts: tuple[str, ...]) -> bool:
        """Whether all letters of the file are of these scripts, or none are told; False says nothing."""
        return not scripts or ("Latin" in scripts and self._all_latin)

    def text(self, owner: etree._Element) -> str:
        """The text of a passage without parts in other languages and without codes."""
        if owner not in self._texts:
            self._texts[owner] = raw(owner) if owner not in self._holders else "".join(self._own(owner))
        return self._texts[owner]

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
        outer = len(owner) and owner.getparent() is not None and owner in self._holders
        if outer and "Latin" in scripts and is_latin(raw_bytes(owner)):
            return True
        whole = self.text(owner) if len(owner) else owner.text or ""
        if len(whole) < _FEWEST or ("Latin" in scripts and whole.isascii()):
            return True
        data = whole.encode("utf-8", "surrogatepass")
        fitting = len(data) - len(data.translate(None, b"".join(_LEADS.get(one, b"") for one in scripts)))
        return fitting * 4 >= len(whole)


def is_latin(data: bytes) -> bool:
    """Whether all letters in bytes of UTF-8 are Latin ones; False says nothing."""
    if data.isascii():
        return True
    if data.translate(None, _OF_LATIN).strip(_OF_SIGNS):
        return False
    return _GEORGIAN[1] not in data or _GEORGIAN not in data


def may_hold_cjk(data: bytes) -> bool:
    """Whether characters of CJK scripts can stand in bytes of UTF-8."""
    return any(lead in data for lead in _LEADS_OF_CJK)
