"""All that a layout can say of a text at once, over texts that it does not fit: nothing is lost, all TEI is valid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import made

if TYPE_CHECKING:
    from collections.abc import Sequence

LONG = "The ferry was late again, and the gauge at the lower lock could not be read before noon."
GERMAN = "Die Fähre kam wieder zu spät, und der Pegel an der unteren Schleuse war vor Mittag nicht zu lesen."
FORM = st.sampled_from([r"^a", r"^b\b", r"^\(", r"^=", r"[0-9]$", r"^(?P<head>\w+\.) ", r"^[A-Z]", r"late"])
KIND = st.sampled_from(
    "head label subject number dateline salute signed trailer source-note annotation rule p".split()
)
RULES = st.lists(
    st.one_of(
        st.builds("[[body.lines]]\npattern = '{}'\nkind = '{}'\n".format, FORM, KIND),
        st.builds(
            "[[body.furniture]]\npattern = '{}'\nis = '{}'\n".format,
            st.sampled_from([r"^- (?P<n>[0-9]+) -$", r"^b$", r"^\(x"]),
            st.sampled_from(["page-number", "running-head", "running-foot", "stamp"]),
        ),
        st.builds(
            "[[body.division_markers]]\npattern = '{}'\nrole = '{}'\n".format,
            st.sampled_from(["^= A", "^a$", "^Annex"]),
            st.sampled_from(["auto", "edition", "translation"]),
        ),
    ),
    max_size=5,
)
MARKS = """[[body.marks]]
open = "**"
close = "**"
is = "bold"

[[body.marks]]
open = "<"
close = ">"
is = "expansion"

[[body.marks]]
sign = " || "
is = "page-break"

"""
NOTES = "[body.notes]\nheading = '^Remarks$'\nanchor = '\\(([0-9])\\)'\nitem = '^\\(([0-9])\\) '\n\n"
LINES = st.sampled_from(
    [LONG, GERMAN, "a", "b", "", "", "= A", "(1) one", "(2) two (1)", "a (1) **b**", "Water. It was **late** (2)", "Remarks",
     "- 3 -", "Ada Holm", "(x) y <z>", "Annex 1", "P.S. b", "## a", "a || b", "- one", "1. two", "late || <", "3 May 1951",
     "NORTH: late", "Dear Ada,", "****", "**", "[p. 4]", "Source: b", "Notes", "[1] a", "x[1]"]
)  # fmt: skip


@given(
    RULES, st.sampled_from(["auto", "line", "blank-line", "indent"]), st.lists(LINES, min_size=1, max_size=18)
)
@settings(deadline=None, max_examples=400)
def test_nothing_is_lost_whatever_is_said(rules: Sequence[str], paragraphs: str, lines: list[str]) -> None:
    body = f"[body]\nparagraphs = '{paragraphs}'\n\n" + "\n".join(rules) + "\n" + MARKS + NOTES
    assert made(body, "\n".join(["Report", *lines])).errors == []
