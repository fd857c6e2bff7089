"""Styles of the TEI that is written: the same document, arranged as an edition's readers expect it.

`archive` is what the encoder makes. `inline-notes` moves each note to its mark, as the Foreign Relations
of the United States do. `plain` leaves out standOff and the pointers into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from tei.encode.elements import TEI, XML_ID
from tei.findings import Finding, Where, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

Style = Literal["archive", "inline-notes", "plain"]
STYLES: tuple[Style, ...] = get_args(Style)


def restyle(tree: etree._ElementTree, style: Style) -> None:
    """Arrange a tree in a style, in place. A note without a mark stays where it is."""
    if style == "inline-notes":
        for note in list(tree.iter(TEI + "note")):
            _move_to_mark(note, tree)
    elif style == "plain":
        _drop_stand_off(tree)


def check_restyled(before: etree._ElementTree, after: etree._ElementTree, path: str) -> list[Finding]:
    """Prove that a style lost nothing: the text outside the notes is the same, and each note's is."""
    findings = []
    if _text_without_notes(before) != _text_without_notes(after):
        findings.append(finding("C001", "the style changed the text outside the notes", Where(path)))
    notes = _notes(after)
    for identity, text in _notes(before).items():
        if notes.get(identity) != text:
            findings.append(finding("C001", f"the style changed note {identity}: {text[:40]!r}", Where(path)))
    return findings


def _move_to_mark(note: etree._Element, tree: etree._ElementTree) -> None:
    marks = [pointer[1:] for pointer in note.get("target", "").split() if pointer.startswith("#")]
    anchors = (ref for ref in tree.iter(TEI + "ref") if ref.get("type") == "noteAnchor")
    mark = next((ref for ref in anchors if marks and ref.get(XML_ID) == marks[0]), None)
    if mark is None:
        return
    _detach(note)
    note.tail, mark.tail = mark.tail, None
    mark.addnext(note)


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


def _text_without_notes(tree: etree._ElementTree) -> str:
    text = next(tree.iter(TEI + "text"))
    return "".join("".join(_outside(text)).split())


def _outside(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not _may_move(child):
            yield from _outside(child)
        yield child.tail or ""


def _may_move(element: etree._Element) -> bool:
    """Whether this is a note that is numbered or points at its place: one of `*` has a mark and no number."""
    return element.tag == TEI + "note" and bool(element.get("n") or element.get("target"))


def _notes(tree: etree._ElementTree) -> dict[str, str]:
    """The text of each note that may be moved, by its id."""
    found = {}
    for note in tree.iter(TEI + "note"):
        if _may_move(note):
            found[note.get(XML_ID, "")] = "".join("".join(map(str, note.itertext())).split())
    return found
