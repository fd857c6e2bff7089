"""Rules of what a division begins and ends with, and of elements without words (rules 38 and 39).

TEI takes a signature above the text and a division of nothing but paragraphs, and no grammar forbids an
element that is empty.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.check.registry import rule
from tei.check.words import inside, name, shown, words
from tei.encode.elements import TEI, TEI_NS
from tei.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.check.index import Index
    from tei.findings import Finding

# A copy may lack the signature and its date: a farewell, the address below, a stamp or lines of the office
# (copies to, distribution) still end it.
_ENDS: Final = ("signed", "dateline", "salute", "address", "idno", "stamp")
_WITH_WORDS: Final = ("p", "head", "seg", "persName", "orgName", "placeName", "geogName", "name", "rs")
# What stands for words that are not there.
_STAND_INS: Final = ("gap", "graphic", "figure", "formula", "space", "ptr", "g", "media")
_TRANSCRIBED: Final = etree.XPath(
    "boolean(.//text()[normalize-space() and not(ancestor::t:gap)])", namespaces={"t": TEI_NS}
)


@rule("T038")
def openings_and_closings(index: Index) -> Iterator[Finding]:
    """A salutation stands in an opening or a closing, a signature in a closing, of which a division has one.

    A closing that says nothing of an end is a warning: its words may be a paragraph. So is a second closing: a
    source line or a stamp may stand between a signature and a date, and to refuse the record would lose more.
    """
    broken = [
        (salute, f"the salutation {shown(words(salute))} stands in no opener and no closer")
        for salute in index.named("salute")
        if not inside(salute, "opener", "closer")
    ]
    broken += [
        (signed, f"the signature {shown(words(signed))} stands in no closer")
        for signed in index.named("signed")
        if not inside(signed, "closer")
    ]
    yield from _misplaced(index, broken)
    closers = index.named("closer")
    weak = [
        (closer, "the division has a closer already")
        for closer in closers
        if any(True for _ in closer.itersiblings(f"{TEI}closer", preceding=True))
    ]
    weak += [
        (
            closer,
            f"the closer {shown(words(closer))} has no signed, dateline, salute, address or seg of a type",
        )
        for closer in closers
        if not any(True for _ in closer.iter(*(TEI + one for one in _ENDS)))
        and not any(seg.get("type") for seg in closer.iter(f"{TEI}seg"))
    ]
    for one in index.findings("T038", weak):
        yield replace(one, severity=Severity.WARNING)


def _misplaced(index: Index, broken: list[tuple[etree._Element, str]]) -> Iterator[Finding]:
    """An error where the file has openings and closings; another project may write none, and is warned."""
    structured = bool(index.named("opener", "closer"))
    for one in index.findings("T038", broken):
        yield one if structured else replace(one, severity=Severity.WARNING)


@rule("T039")
def heads_and_words(index: Index) -> Iterator[Finding]:
    """A document begins with a heading or an opening, or points at its original; no element is empty.

    A missing heading is only told: many a record never had one, and none is invented.
    """
    broken = [
        (element, f"the element {name(element)} is empty")
        for element in index.named(*_WITH_WORDS)
        if (not (text := element.text) or text.isspace())
        and not _says_something(element)
        and inside(element, "text")
    ]
    for one in index.findings("T039", broken):
        yield replace(one, hint="fill the element, or remove it")
    headless = [
        (div, "the document has no head and no opener") for div in index.named("div") if _wants_head(div)
    ]
    for one in index.findings("T039", headless):
        yield replace(one, severity=Severity.INFO, hint="give it a head where the print has one")


def _says_something(element: etree._Element) -> bool:
    if words(element) or any(key in element.attrib for key in ("sameAs", "copyOf")):
        return True
    if not any(map(words, element.iterancestors(f"{TEI}text"))):
        return True  # the file has no text at all: TEI wants a paragraph there nevertheless
    foreign = any(isinstance(one.tag, str) and not one.tag.startswith(TEI) for one in element.iter())
    # A sign of the print in @rend (`[p. 6]`) is what the element holds.
    held = any(one.get("rend") for one in element.iterdescendants())
    return held or foreign or any(True for _ in element.iter(*(TEI + one for one in _STAND_INS)))


def _is_transcribed(div: etree._Element) -> bool:
    first = div.find(f"{TEI}p")
    return (first is not None and bool(first.text) and not str(first.text).isspace()) or bool(
        _TRANSCRIBED(div)
    )


def _wants_head(div: etree._Element) -> bool:
    """Whether a division is a document that ought to have a heading and has none."""
    kind = div.get("type")
    parts = (one for one in div.iterchildren(f"{TEI}div") if one.get("type") == "document")
    if kind != "document" and (kind not in ("edition", "translation") or next(parts, None) is not None):
        return False
    # A letter begins with its opening; a record without text is a gap that says so.
    if any(div.find(TEI + one) is not None for one in ("head", "opener")) or not _is_transcribed(div):
        return False
    around = (div, *div.iterancestors(f"{TEI}div"))
    return not any(one.get("type") == "translation" and one.get("corresp") for one in around)
