"""A note of the record at its place: its label as printed, its paragraphs, the pointers back at its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.encode.elements import sub
from tei.encode.inline import add_content
from tei.model import Text

if TYPE_CHECKING:
    from lxml import etree

    from tei.encode.inline import Passage
    from tei.model import Block, Note


def words_of(block: Block) -> str:
    """The words of a block that no markup stands around."""
    return "".join(part.text for part in block.content if isinstance(part, Text))


def add_note(div: etree._Element, note: Note, passage: Passage) -> None:
    """Append a note with its label as printed and pointers back at its marks."""
    targets = " ".join(f"#{anchor}" for anchor in passage.anchors.get(note.key, ()))
    # `[Footnote:] On page 2 a stamp`: without a number it is about the whole copy.
    of_copy = not targets and not note.n and note.type == "textual"
    element = sub(
        div,
        "note",
        type=note.type,
        place=note.place,
        n=note.n,
        xml_id=f"{passage.division.id}-n{note.key}",
        target=f"#{passage.division.id}-doc" if of_copy else targets,
        anchored=None if targets else "false",
        ana=None if targets else "#finding.noAnchor",
        xml_lang=note.language,
    )
    if note.label:
        label, raised = _bare_label(note.label)
        sub(element, "label", label, rendition="#sup" if raised else None).tail = " "
    if len(note.paragraphs) == 1:
        add_content(element, note.paragraphs[0], passage)
    else:
        for paragraph in note.paragraphs:
            add_content(sub(element, "p"), paragraph, passage)


def _bare_label(label: str) -> tuple[str, bool]:
    """A raised label's signs `^{ }` are markup, as at an anchor."""
    return (label[2:-1], True) if label.startswith("^{") else (label, False)
