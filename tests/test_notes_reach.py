"""The look before notes are searched over a change of language: it passes over none that the search finds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tei.interpret.notes import find_notes
from tei.interpret.notes.reach import may_go_on
from tei.interpret.notes.signs import NoteSigns
from tei.model import Line

SIGNS = NoteSigns()
LINES = (
    "", "", "The harbour is closed.^{1} It opens in May.", "And the pilots^{2} wait [3].", "Notes", "_______",
    "1. First of all.", "2. See above.", "3. See below.", "- 4. A list.", "^{1} Raised.", "[2] In brackets.", "* A star.",
    "[Footnote: one more.]", "– 3 –", "Sincerely, A. Smith", "Archive of the Port, f. 5", "7 May",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(LINES) | st.sampled_from(LINES[2:4]), min_size=2, max_size=30)


def reaches_over(lines: list[Line], change: int) -> bool:
    """The plain way: notes that begin below a line, in a section that holds it."""
    return any(
        note.lines[0].number > change
        for section in find_notes(lines, signs=SIGNS)
        if section.start <= change < section.stop
        for note in section.notes
    )


def numbered(texts: list[str]) -> list[Line]:
    return [Line(number, text) for number, text in enumerate(texts, 1)]


@settings(max_examples=400)
@given(TEXTS, st.data())
def test_the_look_passes_over_no_notes(texts: list[str], data: st.DataObject) -> None:
    lines = numbered(texts)
    change = data.draw(st.integers(0, len(lines) - 1))
    assert may_go_on(lines, change, SIGNS) or not reaches_over(lines, change)


def test_notes_that_go_on_are_seen_and_far_ones_are_not() -> None:
    above = ["The harbour^{1} is closed^{2}.", "", "Notes", "", "1. See above."]
    near, far = [*above, "", "2. See below."], [*above, *["", "It opens in May."] * 8, "", "2. See below."]
    assert reaches_over(numbered(near), 6)
    assert may_go_on(numbered(near), 6, SIGNS)
    assert not may_go_on(numbered(far), 6, SIGNS)
