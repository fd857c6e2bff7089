"""The reading text of a TEI document in passages: what every output must have, once and in this order.

TEI Guidelines 3.5: of a choice with `orig`, `sic` or `abbr` the other half is the editor's, not the text.
White space is no text here. What stands in a note is apart, for each output has its own place for notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.encode.elements import TEI

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRINTED: Final = frozenset(TEI + name for name in ("orig", "sic", "abbr"))
_EDITORS: Final = frozenset(TEI + name for name in ("reg", "corr", "expan"))
_BLOCKS: Final = frozenset(
    TEI + name
    for name in (
        "p ab head item cell l lg list table row figure figDesc address addrLine sp stage speaker opener closer "
        "dateline salute signed byline trailer postscript argument epigraph div body front back text group note "
        "floatingText listBibl bibl titlePage docTitle titlePart docDate docImprint docAuthor fw line"
    ).split()
)
_IN_PLACE_OF_TEXT: Final = frozenset(TEI + name for name in ("sourceDoc", "facsimile"))
_NOTE_HOLDERS: Final = frozenset(TEI + name for name in ("noteGrp", "listAnnotation"))


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one block up to the next: its text nodes, where it begins, whether in a note or a division of notes."""

    runs: tuple[str, ...]
    element: etree._Element
    in_note: bool

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.runs)


def squeezed(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def texts_of(root: etree._Element) -> list[etree._Element]:
    """What holds the text of a document: its texts, then transcripts by lines, else all of it; then notes apart from it."""
    texts = [one for one in root.iter(TEI + "text") if next(one.iterancestors(TEI + "text"), None) is None]
    if texts:
        texts += transcripts_of(root)
    else:
        texts = [one for one in root if one.tag in _IN_PLACE_OF_TEXT] if root.tag == TEI + "TEI" else [root]
    return [*texts, *_notes_apart(root)]


def transcripts_of(root: etree._Element) -> Iterator[etree._Element]:
    """Transcripts by lines, and pictures with words: what holds words of a document besides its text."""
    for one in root.iter(*_IN_PLACE_OF_TEXT):
        above = one.getparent()
        if above is not None and above.tag == TEI + "TEI" and squeezed("".join(one.itertext(etree.Element))):
            yield one


def _notes_apart(root: etree._Element) -> Iterator[etree._Element]:
    """Notes that stand outside of the text: those of `standOff` that are about no entry of it."""
    for holder in (part for apart in root.iterchildren(TEI + "standOff") for part in apart):
        if holder.tag == TEI + "note":
            yield holder
        elif holder.tag in _NOTE_HOLDERS:
            notes = holder.iter(TEI + "note")
            yield from (one for one in notes if next(one.iterancestors(TEI + "note"), None) is None)


def passages_of(tree: etree._ElementTree) -> list[Passage]:
    """The passages of a document's texts in their order; of what is no TEI document, those of all its elements."""
    found: list[Passage] = []
    for text in texts_of(tree.getroot()):
        found += _grouped(_runs(text, text, text if text.tag == TEI + "note" else None))
    return found


def _grouped(
    runs: Iterator[tuple[str, etree._Element, etree._Element | None]],
) -> Iterator[Passage]:
    """Runs that follow each other in one block and one note make a passage."""
    held: list[str] = []
    at: tuple[etree._Element, etree._Element | None] | None = None
    for run, block, note in runs:
        if at is not None and (at[0] is not block or at[1] is not note):
            yield Passage(tuple(held), at[0], at[1] is not None)
            held = []
        at = (block, note)
        held.append(run)
    if at is not None:
        yield Passage(tuple(held), at[0], at[1] is not None)


def _runs(
    top: etree._Element, block: etree._Element, note: etree._Element | None
) -> Iterator[tuple[str, etree._Element, etree._Element | None]]:
    """The text nodes below an element with the block and the outermost note of each; not by recursion: TEI may be deep."""
    stack: list[tuple[etree._Element, etree._Element, etree._Element | None, bool]] = [
        (top, block, note, False)
    ]
    while stack:
        element, around, within, left = stack.pop()
        if left:
            if run := squeezed(element.tail or ""):
                yield run, around, within
            continue
        if element is not top:
            stack.append((element, around, within, True))
        if not _is_text(element):
            continue
        if within is None and (element.tag == TEI + "note" or element.get("type") == "notes"):
            within = element
        if element.tag in _BLOCKS:
            around = element
        if run := squeezed(element.text or ""):
            yield run, around, within
        stack.extend((child, around, within, False) for child in reversed(element))


def _is_text(element: etree._Element) -> bool:
    """Tell comments, instructions, and what the editor put beside the text."""
    if not isinstance(element.tag, str):
        return False
    above = element.getparent()
    if element.tag not in _EDITORS or above is None or above.tag != TEI + "choice":
        return True
    return not any(child.tag in _PRINTED for child in above)
