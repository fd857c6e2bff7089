"""Styles of the TEI: every style of notes moves to its mark, and a loss is found."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
from note_styles import LABELS, MARKS, Style, fits, printed

from tei import safe_xml
from tei.encode.elements import TEI
from tei.enrich.style import STYLES, check_restyled, restyle
from tei.pipeline import Options, convert_bytes

if TYPE_CHECKING:
    from lxml import etree

    from tei.enrich.style import Style as EditionStyle

# A letter whose asterisk has its note at the foot of the page, where the sentence goes on below it.
STARRED = """Report of the keeper

Dear Keeper*,

The ferry company would not pay for the rope until the captain, who was then in

* So in the copy; the draft has a name.

- 2 -

the northern harbour, had seen it.

Then the winter came and nobody wrote again."""


def tree_of(text: str, style: EditionStyle = "archive") -> etree._ElementTree:
    result = convert_bytes(text.encode(), "in.txt", Options(style=style))
    assert not result.failed, result.findings
    return safe_xml.parse_xml(result.tei)


def marked(tree: etree._ElementTree) -> list[etree._Element]:
    return [note for note in tree.iter(TEI + "note") if note.get("target", "").startswith("#en-a")]


def test_the_note_of_an_asterisk_moves_to_its_mark() -> None:
    (note,) = marked(tree_of(STARRED, "inline-notes"))
    assert note.get("n") is None
    before = note.getprevious()
    assert before is not None
    assert (before.tag, before.text) == (TEI + "ref", "*")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("style", STYLES)
def test_notes_of_every_style_can_be_arranged(mark: str, style: EditionStyle) -> None:
    label = next(one for one in LABELS if fits(mark, one))
    for form in (
        Style(mark=mark, label=label),
        Style(mark=mark, label=label, paragraphs=2, apart=True, twice=True),
        Style(mark=mark, label=label, lost_notes=frozenset((1,)), lost_marks=frozenset((2,))),
    ):
        assert list(tree_of(printed(form).text, style).iter(TEI + "note"))


def test_a_note_without_a_mark_stays() -> None:
    text = f"{STARRED}\n\nNotes\n\n[7] No mark points here."
    before = [note.getparent() for note in tree_of(text).iter(TEI + "note") if note.get("n") == "7"]
    after = [note.getparent() for note in tree_of(text, "inline-notes").iter(TEI + "note") if note.get("n")]
    assert [one.get("type") for one in before if one is not None] == ["notes"]
    assert [one.get("type") for one in after if one is not None] == ["notes"]


@pytest.mark.parametrize("harm", ["outside", "note", "lost note"])
def test_a_style_that_changes_words_is_found_out(harm: str) -> None:
    before = tree_of(STARRED)
    after = copy.deepcopy(before)
    restyle(after, "inline-notes")
    assert check_restyled(before, after, "in.txt") == []
    (note,) = marked(after)
    if harm == "outside":
        next(after.iter(TEI + "head")).text = "Report"
    elif harm == "note":
        note[0].tail = " So."
    else:
        parent = note.getparent()
        assert parent is not None
        parent.remove(note)
    assert "C001" in [one.code for one in check_restyled(before, after, "in.txt")]
