"""Styles of the TEI that is written: the same document, arranged as an edition's readers expect it.

`archive` is what the encoder makes. `inline-notes` moves each note to its mark, as the Foreign Relations
of the United States do. `plain` leaves out standOff and the pointers into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from tei.encode.elements import TEI, XML_ID
from tei.findings import Finding, Where, finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml import etree

Style = Literal["archive", "inline-notes", "plain"]
STYLES: tuple[Style, ...] = get_args(Style)


def restyle(tree: etree._ElementTree, style: Style) -> None:
    """Arrange a tree in a style, in place. A note without a mark stays where it is."""
    if style == "inline-notes":
        for note, mark in _marked_notes(tree):
            _detach(note)
            note.tail, mark.tail = mark.tail, None
            mark.addnext(note)
    elif style == "plain":
        _drop_stand_off(tree)


def check_restyled(before: etree._ElementTree, after: etree._ElementTree, path: str) -> list[Finding]:
    """Prove that a style lost nothing: the text outside the notes that move is the same, and each note's is."""
    findings = []
    moving = {note.get(XML_ID, "") for note, _ in _marked_notes(before)}
    if _text_without(before, moving) != _text_without(after, moving):
        findings.append(finding("C001", "the style changed the text outside the notes", Where(path)))
    notes = _notes(after)
    for identity, text in _notes(before).items():
        if notes.get(identity) != text:
            findings.append(finding("C001", f"the style changed note {identity}: {text[:40]!r}", Where(path)))
    return findings


def _marked_notes(tree: etree._ElementTree) -> list[tuple[etree._Element, etree._Element]]:
    """The notes that point back at a mark outside themselves, with the first of their marks.

    Such a note has a number or, where its mark is an asterisk, none (`@n`): what counts is the pointer.
    """
    marks = {ref.get(XML_ID): ref for ref in tree.iter(TEI + "ref") if ref.get("type") == "noteAnchor"}
    found = []
    for note in tree.iter(TEI + "note"):
        first = next((one[1:] for one in note.get("target", "").split() if one.startswith("#")), None)
        mark = marks.get(first) if first else None
        if mark is not None and note not in mark.iterancestors():
            found.append((note, mark))
    return found


def _detach(element: etree._Element) -> None:
    """Take an element out; the text after it stays in a paragraph, layout white space elsewhere goes too."""
    parent = element.getparent()
    if parent is None:
        return
    tail = (element.tail or "") if parent.tag == TEI + "p" else ""
    before = element.getprevious()
    parent.remove(element)
    element.tail = None
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail


def _drop_stand_off(tree: etree._ElementTree) -> None:
    for stand_off in list(tree.iter(TEI + "standOff")):
        inside = {f"#{element.get(XML_ID)}" for element in stand_off.iter() if element.get(XML_ID)}
        _detach(stand_off)
        for element in tree.iter():
            for name in ("ref", "corresp", "resp", "source"):
                kept = [token for token in element.get(name, "").split() if token not in inside]
                if name in element.attrib and not kept:
                    del element.attrib[name]
                elif kept:
                    element.set(name, " ".join(kept))


def _text_without(tree: etree._ElementTree, notes: Collection[str]) -> str:
    text = next(tree.iter(TEI + "text"))
    return "".join("".join(_outside(text, notes)).split())


def _outside(element: etree._Element, notes: Collection[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not (child.tag == TEI + "note" and child.get(XML_ID) in notes):
            yield from _outside(child, notes)
        yield child.tail or ""


def _notes(tree: etree._ElementTree) -> dict[str, str]:
    """The text of each note that has an id, by that."""
    return {
        identity: "".join("".join(map(str, note.itertext())).split())
        for note in tree.iter(TEI + "note")
        if (identity := note.get(XML_ID))
    }
