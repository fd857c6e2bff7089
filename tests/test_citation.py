"""Citations: a table of strings with the reading an archivist would sign, and the grammar's rules."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.interpret.citation import KINDS, read_citation
from tei.interpret.citation.front import known_prefix, quoted_title
from tei.interpret.citation.locators import read_parts
from tei.interpret.citation.people import ROLES, is_name, read_names
from tei.interpret.citation.printed import gloss, people, read_printed
from tei.interpret.citation.source import read_source
from tei.interpret.citation.spans import fold, nesting, segments, stops, trim
from tei.model import Citation, Glossed

ROOT = Path(__file__).parent
ARCHIVES = ("Harbor Digital Archive", "History and Harbor Program Digital Archive")
TEXTS = ("title", "date", "archive", "repository", "shelfmark", "remarks", "url")
ROWS: dict[str, dict[str, Any]] = {
    f"{path.stem}-{number}": row
    for path in sorted((ROOT / "citations").glob("*.toml"))
    for number, row in enumerate(tomllib.loads(path.read_text("utf-8"))["citation"], 1)
}


def read(row: dict[str, Any]) -> Citation:
    return read_citation(
        row["text"], title=row.get("header_title", ""), date=row.get("header_date", ""), archives=ARCHIVES
    )


def printed_name(name: Glossed) -> str:
    return f"{name.name} ({name.gloss})" if name.gloss else name.name


def facts(citation: Citation) -> dict[str, Any]:
    """Every fact of a citation that the table speaks of, empty ones left out."""
    found: dict[str, Any] = {name: getattr(citation, name) for name in TEXTS}
    found["parts"] = [list(part) for part in citation.parts]
    for role in sorted(set(ROLES.values())):
        found[f"people.{role}"] = [person.name for person in citation.people if person.role == role]
    if book := citation.printed:
        found |= {
            "printed.title": printed_name(book.title),
            "printed.editors": [printed_name(name) for name in book.editors],
            "printed.authors": [printed_name(name) for name in book.authors],
            "printed.translators": [printed_name(name) for name in book.translators],
        }
        found |= {
            f"printed.{name}": getattr(book, name)
            for name in ("volume", "place", "publisher", "year", "pages", "number")
        }
    return {name: value for name, value in found.items() if value}


def expected(row: dict[str, Any]) -> dict[str, Any]:
    flat = {name: row[name] for name in (*TEXTS, "parts") if name in row}
    flat |= {f"people.{role}": names for role, names in row.get("people", {}).items()}
    return flat | {f"printed.{name}": value for name, value in row.get("printed", {}).items()}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_no_reading_is_wrong(row: dict[str, Any]) -> None:
    wanted = expected(row)
    wrong = {
        name: (value, wanted.get(name))
        for name, value in facts(read(row)).items()
        if wanted.get(name) != value
    }
    assert not wrong


def test_nine_tenths_of_the_table_are_read() -> None:
    assert len(ROWS) >= 100
    wanted = [(row, name, value) for row in ROWS.values() for name, value in expected(row).items()]
    missed = [(row["text"], name) for row, name, value in wanted if facts(read(row)).get(name) != value]
    assert len(missed) <= len(wanted) // 10, missed


def test_what_is_not_read_stands_in_rest() -> None:
    citation = read_citation(
        "RGAVI, f. 1, op. 2, d. 3. Translated by a friend. <https://archive.example.org/1>"
    )
    assert citation.people == ()
    assert citation.rest == "Translated by a friend"


def test_an_unknown_credit_is_not_a_source() -> None:
    citation = read_citation("GAVR, f. 4, op. 1, d. 9. Donated by Ana Paz.")
    assert citation.source == "GAVR, f. 4, op. 1, d. 9."
    assert citation.rest == "Donated by Ana Paz"


def test_a_person_keeps_the_printed_verb() -> None:
    (person,) = read_citation("Obtained by Ana Paz.").people
    assert (person.name, person.role, person.verb) == ("Ana Paz", "col", "Obtained")


# --- the rules, one by one ---------------------------------------------------------------------


def test_fold_makes_every_run_of_white_space_one_blank() -> None:
    assert fold(" a\n\tb\u3000c\u00a0 ") == "a b c"


def test_nesting_ignores_a_bracket_that_never_closes() -> None:
    assert nesting("a (b, c") == [0] * 7
    assert nesting("a (b) c")[3] == 1


def test_segments_part_at_commas_outside_brackets_and_quotes() -> None:
    assert segments('a, b (c, d), "e, f", 1,5') == ["a", "b (c, d)", '"e, f"', "1,5"]


def test_stops_do_not_follow_initials_and_abbreviations() -> None:
    text = "J. Roe, vol. 3. Copy A. Next; last"
    assert [text[:at] for at in stops(text)] == ["J. Roe, vol. 3.", "J. Roe, vol. 3. Copy A. Next;"]


def test_trim_keeps_the_stop_of_an_abbreviation() -> None:
    assert trim(" a b., ") == "a b."
    assert trim("the end., ") == "the end"


def test_known_words_match_in_other_quotes_case_dashes_and_blanks() -> None:
    assert known_prefix("“A  Note—1,” x", "a note-1") == 10
    assert known_prefix("Notes", "Note") is None
    assert known_prefix("July 3, 1956, x", "July 03, 1956") == 12


def test_quoted_title_needs_a_date_or_the_archive_behind_it() -> None:
    assert quoted_title('"A", 1950, x', "", ()) == ("A", 5)
    assert quoted_title('"A", Volume 3', "", ()) is None
    assert quoted_title('"A", 1950, "B", 1951, x', "", ()) is None


def test_a_short_sign_needs_its_neighbours() -> None:
    assert read_parts("d. 5") == []
    assert read_parts("p. 5") == []
    assert [part.kind for part in read_parts("f. 1, op. 2, p. 3, d. 4")] == ["fond", "opis", "papka", "delo"]
    assert "papka" not in [part.kind for part in read_parts("f. 1, op. 2, p. 3")]


def test_folio_after_a_file_is_no_fond() -> None:
    assert [part.kind for part in read_parts("dosar 3/1960, f. 12")] == ["file", "sheet"]


def test_a_file_is_not_an_ordinary_word() -> None:
    assert read_parts("file of letters") == []
    assert [part.value for part in read_parts("File No. KTRS")] == ["KTRS"]


def test_a_year_does_not_continue_a_list_of_pages() -> None:
    assert [part.value for part in read_parts("pp. 3-5, 7, 1956")] == ["3-5, 7"]


def test_a_value_that_goes_on_is_no_value() -> None:
    assert read_parts("Box 12.5") == []
    assert read_parts("File No. 12, 13 and 14") == []
    assert [part.value for part in read_parts("File No. 12(3)-CEA/55")] == ["12(3)-CEA/55"]
    assert [part.value for part in read_parts("Box 12, 13.")] == ["12"]


def test_numbers_in_quotes_are_no_parts() -> None:
    assert [part.value for part in read_parts('Box 3, "Box 9", «ф. 1, оп. 2»')] == ["3"]


def test_polish_signs_of_one_letter_decide_each_other() -> None:
    kinds = ["fond", "bundle", "folder", "sheet"]
    assert [part.kind for part in read_parts("z. 23 w. 12 t. 345 k. 5")] == kinds
    assert read_parts("t. 345, k. 5") == []
    assert read_parts("Z. 23, W. 12") == []


def test_a_page_stands_behind_a_file_and_not_behind_a_delo() -> None:
    assert [part.kind for part in read_parts("Box 3, p. 4, 7")] == ["box", "pages"]
    assert [part.value for part in read_parts("Box 3, p. 4, 7")] == ["3", "4, 7"]
    assert "pages" not in [part.kind for part in read_parts("f. 1, op. 2, d. 3, p. 4")]


def test_leaves_keep_what_follows_them() -> None:
    assert [part.value for part in read_parts("Akte 1, Bl. 3f.")] == ["1", "3f"]
    assert [part.value for part in read_parts("f. 1, d. 2, l. 3 f. 5")] == ["1", "2", "3"]


@pytest.mark.parametrize("text", ["1953", "1953-55", "May 3, 1953", "Lima, 3 May 1953", "12.5.1953"])
def test_a_day_is_no_shelfmark(text: str) -> None:
    read_ = read_source(f"Coast Archive, {text}.")
    assert (read_.repository, read_.shelfmark, read_.rest) == ("Coast Archive", "", text)


def test_a_title_may_hold_commas_years_and_the_names_of_archives() -> None:
    title = 'Talk, 3 May 1953, "On the Coast Archive, Box 9", with Ana Paz'
    text = f'"{title}", May 4, 1953, {ARCHIVES[0]}, GAVR, f. 4, op. 1. Translated by Luis Mar.'
    citation = read_citation(text, title=title, date="May 4, 1953", archives=ARCHIVES)
    assert (citation.title, citation.date, citation.repository) == (title, "May 4, 1953", "GAVR")
    assert [value for _, value in citation.parts] == ["4", "1"]


def test_the_archive_may_stand_last() -> None:
    read_ = read_source("Box 4, Folder 2, Coast Library, Lima, Peru")
    assert (read_.repository, read_.shelfmark, read_.rest) == (
        "Coast Library",
        "Box 4, Folder 2",
        "Lima, Peru",
    )


def test_a_shelfmark_without_archive_keeps_its_parts() -> None:
    read_ = read_source("fond 3, opis 2, delo 1")
    assert (read_.repository, read_.shelfmark) == ("", "fond 3, opis 2, delo 1")


def test_words_without_archive_or_shelfmark_are_rest() -> None:
    assert read_source("Somebody's attic").rest == "Somebody's attic"


def test_gloss_is_split_from_a_name() -> None:
    assert gloss("Haibao (Sea Daily)") == Glossed("Haibao", "Sea Daily")
    assert gloss("Haibao (1955)") == Glossed("Haibao (1955)")


def test_editors_are_split_only_into_names() -> None:
    assert people("Ana Paz and Luis Mar", several=True) == (Glossed("Ana Paz"), Glossed("Luis Mar"))
    assert people("Office of Boats and Nets", several=True) == ()


def test_no_imprint_no_book() -> None:
    assert read_printed("The Long Winter (2nd edition), 12") is None


@pytest.mark.parametrize(
    "name", ["Ana Paz", "Mervyn O'Hara", "J. R. de la Cruz", "王大明", "Park Sun-hee", "Kim"]
)
def test_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "text", ["", "a friend", "3 students", "ann", "Ana: Paz", "https://x", "one of the Boats"]
)
def test_no_names(text: str) -> None:
    assert not is_name(text)


def test_half_a_name_is_doubtful() -> None:
    assert read_names("Anna and Peter Novak") == (["Peter Novak"], ["Anna"])


# --- properties --------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["RGAVI", "f.", "op.", "d.", "ll.", "(", ")", '"', "“", "”", ", ", ". ", "; ", " and ", " by ", "Translated",
     "obtained", "12", "1950", "vol. 3", "(Lima: Costa, 1990)", "eds.", "Archive", "https://a.example/1",
     "<https://b.example/2>",
     "May 3, 1950", "Ana Paz", "doboz", "王大明", "《", "》", "第3页", "File No.", " ", " … ", "\n", "f[...]",
     "Jr.", "[", "]"]
)  # fmt: skip
STRINGS = st.one_of(
    st.text(max_size=120),
    st.lists(PIECES, max_size=25).map("".join),
    st.lists(PIECES, max_size=25).map(" ".join),
)


def pieces(citation: Citation) -> list[str]:
    book = citation.printed
    out = [getattr(citation, name) for name in (*TEXTS, "source")]
    out += [value for _, value in citation.parts] + [
        part for person in citation.people for part in (person.name, person.verb)
    ]
    out += citation.rest.split(" … ")
    if book:
        out += [
            part
            for name in (book.title, *book.editors, *book.authors, *book.translators)
            for part in (name.name, name.gloss)
        ]
        out += [book.volume, book.place, book.publisher, book.year, book.pages, book.number]
    return [piece for piece in out if piece]


@given(STRINGS, STRINGS, st.sampled_from(["", "1950", "May 3, 1950"]))
def test_every_piece_stands_in_the_citation(text: str, title: str, date: str) -> None:
    folded = fold(text)
    for piece in pieces(read_citation(text, title=title, date=date, archives=ARCHIVES)):
        assert piece in folded


@given(STRINGS)
def test_parts_stand_in_the_shelfmark_in_order_and_are_of_known_kinds(text: str) -> None:
    citation = read_citation(text, archives=ARCHIVES)
    at = 0
    for kind, value in citation.parts:
        assert kind in KINDS
        at = citation.shelfmark.index(value, at) + len(value)


@given(STRINGS)
def test_white_space_does_not_change_a_reading(text: str) -> None:
    assert read_citation(text) == read_citation("\n" + "\t ".join(text.split(" ")) + " ")


@pytest.mark.parametrize(
    "unit",
    [
        "f. ",
        "(",
        "Translated by ",
        "translated, ",
        "for ",
        '"',
        ", 1950",
        "A. ",
        "12, ",
        "Box 1, ",
        "第",
        "12-",
        " and ",
        "(translated by ",
        ", edited by A, ",
        "頁 12",
        "Harbor Archive, ",
        "12 and ",
        "No. 5, ",
        "C.C.",
    ],
)
def test_five_thousand_characters_are_read(unit: str) -> None:
    text = unit * (5000 // len(unit))
    assert all(piece in fold(text) for piece in pieces(read_citation(text)))


def test_command_prints_json() -> None:
    command = [sys.executable, "-m", "tei.interpret.citation", "--archive", ARCHIVES[0]]
    text = '"Talk", 1958, Harbor Digital Archive, GAVR, f. 4, op. 1. Translated by Ana Paz. <https://a.example/1>'
    done = subprocess.run(
        [*command, text], capture_output=True, text=True, check=True, encoding="utf-8", cwd=ROOT.parent
    )
    data = json.loads(done.stdout)
    assert data["title"] == "Talk"
    assert data["parts"] == {"fond": ["4"], "opis": ["1"]}
    assert data["people"] == {"trl": ["Ana Paz"]}
    assert data["printed"] is None
    assert {"date", "repository", "shelfmark", "url", "rest"} <= data.keys()


def test_the_keeper_that_the_record_names_elsewhere_has_its_shelfmark_behind_it() -> None:
    text = "Fondazione Riva, Estero, Costa, mf 0338, pp. 112-113. Contributed by Pia Serra."
    assert read_citation(text).repository == ""
    read = read_citation(text, keeper="Fondazione Riva")
    assert (read.repository, read.shelfmark) == ("Fondazione Riva", "Estero, Costa, mf 0338, pp. 112-113")
    assert read_citation(text, keeper="Fondazione").repository == ""
