"""Signs that a layout names as markup: what they become, and that none of them is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import HEAD, made, refused

from tei.profile import load_profile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TAIL = "and the gauge at the lower lock could not be read before noon."


def pair(opened: str, closed: str, kind: str) -> str:
    return f"[[body.marks]]\nopen = '{opened}'\nclose = '{closed}'\nis = \"{kind}\"\n\n"


def lone(sign: str, kind: str) -> str:
    return f"[[body.marks]]\nsign = '{sign}'\nis = \"{kind}\"\n\n"


def text(words: str) -> str:
    return f"Report\n\nThe ferry {words} was late again, {TAIL}\n\nThe {TAIL}"


@pytest.mark.parametrize(
    ("kind", "element", "attributes"),
    [
        ("handwritten", "add", {"rend": "<<so>>", "hand": "#hand-ms"}),
        ("deleted", "del", {"rend": "<<so>>"}),
        ("supplied", "supplied", {"rend": "<<so>>", "reason": "undefined"}),
        ("expansion", "expan", {"rend": "<<so>>"}),
        ("correction", "corr", {"rend": "<<so>>"}),
        ("unclear", "unclear", {"rend": "<<so>>"}),
        ("bold", "hi", {"rendition": "#mark-bold"}),
        ("italic", "hi", {"rendition": "#mark-italic"}),
        ("underlined", "hi", {"rendition": "#mark-underlined"}),
        ("letter-spaced", "hi", {"rendition": "#mark-letter-spaced"}),
    ],
)
def test_words_between_two_signs_are_what_the_layout_says(
    kind: str, element: str, attributes: dict[str, str]
) -> None:
    found = made(pair("<<", ">>", kind), text("<<so>>"))
    assert [(one.text, dict(one.attrib)) for one in found.nodes(f"p//t:{element}")] == [("so", attributes)]
    assert found.errors == []
    assert made("", text("<<so>>")).nodes(f"p//t:{element}") == []


def test_what_is_missing_is_a_gap_as_the_words_say() -> None:
    found = made(pair("<", ">", "gap"), text("<3 words lost> <...>"))
    gaps = [(one.get("reason"), one.get("quantity"), one.get("rend")) for one in found.nodes("p/t:gap")]
    assert gaps == [("lost", "3", "<3 words lost>"), ("illegible", None, "<...>")]


def test_a_page_begins_at_a_lone_sign_or_at_a_number_between_two() -> None:
    found = made(lone(" || ", "page-break") + pair("|S.", "|", "page-break"), text("was || late |S.9|"))
    assert [(one.get("n"), one.get("rend")) for one in found.nodes("p/t:pb")] == [
        (None, "||"),
        ("9", "|S.9|"),
    ]
    assert "was late" in found.texts("p")[0]
    assert found.errors == []


def test_the_longer_of_two_signs_is_meant() -> None:
    found = made(pair("*", "*", "italic") + pair("**", "**", "supplied"), text("**went** *down* 2 * 3 * 4"))
    assert found.texts("p//t:supplied") == ["went"]
    assert found.texts("p//t:hi") == ["down"]


def test_two_pairs_of_one_look_keep_their_signs() -> None:
    found = made(pair("*", "*", "bold") + pair("_", "_", "bold"), text("*went* _down_"))
    assert [one.get("rendition") for one in found.nodes("p//t:hi")] == ["#mark-bold", "#mark-bold-2"]
    declared = found.tree.xpath("//*[local-name()='rendition']/@n")
    assert declared == ["* *", "_ _"]
    assert found.errors == []


def test_signs_of_the_letters_of_scholars() -> None:
    marks = (
        pair("££", "££", "handwritten") + pair("€", "€", "deleted") + pair("**", "**", "supplied")
        + pair("{", "}", "expansion") + pair("[..", "..]", "gap") + pair("[", "]", "correction") + lone(" // ", "page-break")
    )  # fmt: skip
    found = made(marks, text("€d€££D££ies **und** H{errn} gute [guten] [..2c..] // am"))
    assert found.texts("p/t:subst/t:del") == ["d"]
    assert found.texts("p/t:subst/t:add") == ["D"]
    assert found.texts("p/t:supplied") == ["und"]
    assert found.texts("p/t:expan") == ["errn"]
    assert found.texts("p/t:corr") == ["guten"]
    assert [one.get("quantity") for one in found.nodes("p/t:gap")] == ["2"]
    assert len(found.nodes("p/t:pb")) == 1
    assert found.errors == []


def test_a_note_in_marked_words_keeps_its_mark() -> None:
    found = made(pair("**", "**", "bold"), text("**late[1]**") + "\n\nNotes\n\n[1] Two hours.")
    assert found.nodes("p//t:hi") == []
    assert [one.get("n") for one in found.nodes("p/t:ref")] == ["1"]


def test_signs_of_a_layout_are_no_marks_of_notes() -> None:
    record = text("**late**") + "\n\n** **down** to the ford."
    assert made(pair("**", "**", "bold"), record).texts("p//t:hi") == ["late", "down"]


WRONG = {
    "no sign": (lone("", "gap"), ["body.marks.0", "open: is empty or white space"]),
    "white space": (lone("  ", "page-break"), ["sign: is empty or white space"]),
    "half a pair": (pair("<<", "", "deleted"), ["close: is empty or white space"]),
    "a blank at an end": (pair("<< ", ">>", "deleted"), ["open: has white space at an end"]),
    "both": (pair("<<", ">>", "gap").replace("is =", 'sign = "x"\nis ='), ["sign: a mark is a lone sign"]),
    "no words": (lone("//", "deleted"), ["a lone sign has no words to be deleted"]),
    "one opening sign": (pair("<", ">", "deleted") + pair("<", "]", "gap"), ["two marks begin with '<'"]),
    "a kind": (pair("<", ">", "crossed"), ["body.marks.0.is", "'deleted'"]),
    "raised print": ('[body]\nraised = ["^{", "}"]\n\n' + pair("^{", "}", "bold"), ["marks raised print already"]),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_marks_that_cannot_be_are_refused(name: str) -> None:
    body, says = WRONG[name]
    message = refused(body)
    for one in says:
        assert one in message


def test_a_layout_gives_a_sign_of_the_one_it_extends_another_meaning(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(HEAD + pair("<", ">", "deleted") + pair("{", "}", "gap"))
    own = HEAD.replace("mine", "own") + 'extends = "one.toml"\n\n' + pair("<", ">", "bold")
    (tmp_path / "own.toml").write_text(own)
    marks = load_profile(tmp_path / "own.toml").body.marks
    assert [(mark.open, mark.is_) for mark in marks] == [("<", "bold"), ("{", "gap")]


SIGNS = st.lists(
    st.tuples(
        st.sampled_from([("<", ">"), ("*", "*"), ("**", "**"), ("[", "]"), ("{", "}"), ("££", "££"), ("a", "b"), ("[..", "..]")]),
        st.sampled_from(
            "handwritten deleted supplied expansion correction unclear gap bold italic underlined letter-spaced page-break".split()
        ),
    ),
    max_size=4,
    unique_by=lambda one: one[0],
)  # fmt: skip
PIECES = st.sampled_from(
    ["<", ">", "*", "**", "[", "]", "{", "}", "££", "[..", "..]", "a", "b", " ", " ", "late", "\n", "\n\n", "[1]", "^{1}",
     "3 May 1951", " // ", "[p. 6]", "sic", "XXXX", "- ", "Notes\n\n[1] one", "M e m o"]
)  # fmt: skip


@given(SIGNS, st.booleans(), st.lists(PIECES, max_size=30))
@settings(deadline=None, max_examples=400)
def test_no_sign_is_lost(
    signs: Sequence[tuple[tuple[str, str], str]], slashes: bool, pieces: list[str]
) -> None:
    body = "".join(pair(*signs_, kind) for signs_, kind in signs) + (
        lone(" // ", "page-break") if slashes else ""
    )
    assert made(body, "The ferry " + "".join(pieces)).errors == []
