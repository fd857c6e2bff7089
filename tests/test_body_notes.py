"""Forms of notes and of divisions that a layout names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import made, refused

LONG = "The ferry was late again, and the gauge at the lower lock could not be read before noon."
MORE = "Two of the clerks went down to the landing and wrote what they saw into the book of the station."
GERMAN = "Die Fähre kam wieder zu spät, und der Pegel an der unteren Schleuse war vor Mittag nicht zu lesen."
GERMAN_MORE = (
    "Zwei der Schreiber gingen zum Ufer hinunter und schrieben in das Buch der Station, was sie sahen."
)
FRENCH = "Le bac arriva encore en retard, et personne ne put lire l'échelle de l'écluse avant midi."
RUSSIAN = (
    "Паром опять опоздал, и никто из нас не знал, что было написано на доске; это всё, что мы ещё помним."
)


def notes(**keys: str) -> str:
    return "[body.notes]\n" + "".join(f"{key} = '{value}'\n" for key, value in keys.items())


def text(*parts: str) -> str:
    return "\n\n".join(parts)


# --- notes ---------------------------------------------------------------------------------------

NOTED = text("Report", LONG.replace("gauge", "gauge {see 1}"), MORE.replace("book", "book {see 2}"))
ITEMS = text("Remark 1 = Read by nobody.", "Remark 2 = Lost since.")


def test_marks_and_notes_have_the_forms_of_the_layout() -> None:
    record = text(NOTED, "What the editor adds", ITEMS)
    assert made("", record).nodes("note") == []
    forms = {
        "anchor": r"\{see (?P<n>[0-9]+)\}",
        "item": "^Remark ([0-9]+) =",
        "heading": "^What the editor adds$",
    }
    found = made(notes(**forms), record)
    assert [(one.text, one.get("n")) for one in found.nodes("p/t:ref")] == [
        ("{see 1}", "1"),
        ("{see 2}", "2"),
    ]
    assert found.texts("note/t:label") == ["Remark 1 =", "Remark 2 ="]
    assert [one.get("target") for one in found.nodes("note")] == ["#en-a1", "#en-a2"]
    assert found.texts("div[@type='notes']/t:head") == ["What the editor adds"]
    assert found.errors == []


def test_labels_of_the_layout_are_notes_where_their_marks_stand_in_the_text() -> None:
    forms = {"anchor": r"\{see (?P<n>[0-9]+)\}", "item": "^Remark ([0-9]+) ="}
    assert len(made(notes(**forms), text(NOTED, ITEMS)).nodes("note")) == 2
    assert made(notes(**forms), text("Report", LONG, ITEMS, MORE, LONG)).nodes("note") == []


def test_a_heading_of_the_layout_stands_over_notes_of_a_known_form() -> None:
    record = text("Report", LONG.replace("gauge", "gauge[1]"), "What the editor adds", "[1] Read by nobody.")
    assert made("", record).nodes("div[@type='notes']/t:head") == []
    found = made(notes(heading="^What the editor"), record)
    assert found.texts("div[@type='notes']/t:head") == ["What the editor adds"]


@pytest.mark.parametrize("place", ["end", "foot"])
def test_notes_stand_where_the_layout_says(place: str) -> None:
    record = text("Report", LONG.replace("gauge", "gauge[1]"), "[1] Read by nobody.")
    found = made(notes(place=place), record)
    assert [one.get("place") for one in found.nodes("note")] == [place]
    assert found.errors == []


def test_a_mark_without_its_note_is_told() -> None:
    found = made(notes(anchor=r"\{see ([0-9]+)\}"), NOTED)
    assert len(found.codes("I006")) == 2


# --- divisions -----------------------------------------------------------------------------------


def spoken(body: str, record: str) -> list[tuple[str | None, str | None]]:
    found = made(body, record)
    assert found.errors == []
    divisions = [*found.nodes("body/t:div")]
    return [(one.get("type"), one.get("{http://www.w3.org/XML/1998/namespace}lang")) for one in divisions]


TWO = text("Bericht der Station", GERMAN, GERMAN_MORE, GERMAN, "Report of the station", LONG, MORE, LONG)
QUOTED = text("Report", LONG, MORE, LONG, MORE, FRENCH, LONG, MORE, LONG, MORE)


def test_divisions_begin_where_the_layout_says() -> None:
    assert spoken("", TWO) == [("edition", "de"), ("translation", "en")]
    assert spoken('[body]\ndivisions = "none"\n', TWO) == [("edition", "de")]
    assert spoken('[body]\ndivisions = "script"\n', TWO) == [("edition", "de")]
    script = text(RUSSIAN, RUSSIAN, RUSSIAN, TWO)
    assert spoken('[body]\ndivisions = "script"\n', script) == [("edition", "ru"), ("translation", "de")]


def test_a_change_of_language_begins_a_division_where_the_layout_says_so() -> None:
    assert spoken("", QUOTED) == [("edition", "en")]
    languages = [tag for _, tag in spoken('[body]\ndivisions = "language"\n', QUOTED)]
    assert languages == ["en", "fr", "en"]


def marker(pattern: str, more: str = "") -> str:
    return f"[[body.division_markers]]\npattern = '{pattern}'\n{more}\n"


def test_a_marker_line_begins_a_division_and_stays_its_label() -> None:
    record = text("Report", LONG, "=== second half", MORE, LONG)
    found = made(marker("^=== "), record)
    assert found.texts("body/t:div[2]//t:head[@type='label']") == ["=== second half"]
    assert found.texts("body/t:div[2]//t:p") == [MORE, LONG]
    assert found.errors == []
    assert spoken(marker("^=== "), record) == [("edition", "en"), ("edition", "en")]


def test_a_marker_says_language_and_role() -> None:
    record = text("= A", LONG, MORE, "= B", GERMAN, GERMAN_MORE)
    roles = marker("^= A", 'role = "translation"') + marker("^= B", 'role = "edition"\nlanguage = "de-AT"')
    assert spoken(marker("^= [AB]"), record) == [("edition", "en"), ("translation", "de")]
    assert spoken(roles, record) == [("translation", "en"), ("edition", "de-AT")]


def test_no_translation_is_in_the_language_of_its_original() -> None:
    record = text("Report", LONG, "= B", MORE, LONG)
    found = made(marker("^= B", 'role = "translation"'), record)
    assert [one.where.line for one in found.codes("I051")] == [5]
    assert found.errors == []


# --- what is refused, and nothing lost -------------------------------------------------------------

WRONG = {
    "no number": (notes(anchor="see note"), ["body.notes", "anchor: has no group for the number"]),
    "a place": (notes(place="margin"), ["body.notes.place", "'foot'"]),
    "divisions": ('[body]\ndivisions = "page"\n', ["body.divisions", "'script'"]),
    "a marker of nothing": ('[body]\ndivisions = "none"\n\n' + marker("^="), ["the text is one division"]),
    "a role": (marker("^=", 'role = "abstract"'), ["body.division_markers.0.role", "'translation'"]),
    "a language": (marker("^=", 'language = "german"'), ["body.division_markers.0.language"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_forms_that_cannot_be_are_refused(name: str) -> None:
    body, says = WRONG[name]
    message = refused(body)
    for one in says:
        assert one in message


LINES = st.sampled_from(
    [LONG, MORE, GERMAN, GERMAN_MORE, RUSSIAN, FRENCH, "= A", "= B", "", "", "(1) one", "(2) two (1)", "a (1) b", "Remarks",
     "[1] known", "word[1]", "- 3 -", "Ada Holm", "(x) y", "****", "Annex 1", "P.S. late (2)"]
)  # fmt: skip


@given(
    st.sampled_from(["auto", "language", "script", "none"]),
    st.sampled_from(["", "edition", "translation"]),
    st.sampled_from(["", "en", "de", "zh-Hans"]),
    st.sampled_from(["auto", "end", "foot"]),
    st.lists(LINES, min_size=1, max_size=16),
)
@settings(deadline=None, max_examples=300)
def test_nothing_is_lost_whatever_notes_and_divisions_are(
    divisions: str, role: str, language: str, place: str, lines: list[str]
) -> None:
    body = f'[body]\ndivisions = "{divisions}"\n\n'
    body += notes(anchor=r"\(([0-9])\)", item=r"^\(([0-9x])\)", heading="^Remarks$", place=place)
    if role:
        keys = f'role = "{role}"\n' + (f'language = "{language}"\n' if language else "")
        body = body.replace("none", "auto") + marker("^= A", keys) + marker("^= B")
    assert made(body, "\n".join(["Report", *lines])).errors == []


def test_a_postscript_below_the_notes_has_a_place() -> None:
    record = text("Report", LONG.replace("gauge", "gauge[1]"), "[1] Read by nobody.", "P.S. late it was")
    found = made("", record)
    assert found.texts("postscript/t:p") == ["late it was"]
    assert found.errors == []


@pytest.mark.parametrize(
    "record",
    [
        text("Report", LONG.replace("gauge", "gauge[1]"), "[1] Read by nobody.", "## Ice", "Dear Ada,"),
        text(
            "Report",
            LONG.replace("gauge", "gauge[1]"),
            "[1] Read by nobody.",
            "P.S. late it was",
            "Annex 1",
            LONG,
        ),
        text(
            "Source: Lamp Fund, f. 3.", "Report", LONG.replace("gauge", "gauge[1]"), "[1] Read.", LONG, MORE
        ),
    ],
)
def test_what_stands_below_notes_is_kept_and_in_order(record: str) -> None:
    assert made("", record).errors == []
