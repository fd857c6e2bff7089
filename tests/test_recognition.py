"""Which layout `auto` chooses: by the form of a record, in any language, and none where none fits."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tei.parse import choose, recognise, weigh
from tei.parse.line_forms import has_form
from tei.profile import Recognition, RecognitionSign, built_in
from tei.source import decode

if TYPE_CHECKING:
    from tei.model import Source
    from tei.profile import LineForm

ROOT = Path(__file__).parent.parent
LAYOUTS = Path(__file__).parent / "layouts"
FEWEST = 5
"""Records of a layout, at least."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record and the layout that it is of."""

    layout: str
    language: str
    text: str


def rows() -> list[Row]:
    tables = [tomllib.loads(file.read_text("utf-8")) for file in sorted(LAYOUTS.glob("*.toml"))]
    return [Row(**row) for table in tables for row in table["record"]]


ROWS = rows()
NAMES = [f"{row.layout}-{row.language}-{at}" for at, row in enumerate(ROWS)]


def source(text: str) -> Source:
    read, _ = decode(text.encode(), "in.txt")
    assert read is not None
    return read


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_the_layout_is_chosen_and_no_other_is_near(row: Row) -> None:
    choice = choose(source(row.text), list(built_in().values()))
    assert choice.profile is not None
    assert (choice.profile.name, [one.code for one in choice.findings]) == (
        row.layout,
        ["P001"] if row.layout == "plain" else [],
    ), choice.said


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_lines_around_change_nothing(row: Row) -> None:
    text = "\n\n" + row.text.replace("\n", "\r\n") + "\r\n\r\n"
    choice = choose(source(text), list(built_in().values()))
    assert choice.profile is not None
    assert choice.profile.name == row.layout


def test_each_layout_is_tried_in_several_languages() -> None:
    for name in built_in():
        if name.startswith("wilson-center") or name == "table":  # of one archive; no layout of texts
            continue
        own = [row for row in ROWS if row.layout == name]
        assert len(own) >= FEWEST, name
        assert len({row.language for row in own}) >= 3, name


def test_a_layout_is_chosen_with_points_to_spare() -> None:
    """A record of a layout has two points more than any layout that it is not of."""
    for row in ROWS:
        if row.layout == "plain":
            continue
        weighed = {
            name: weigh(source(row.text), profile)
            for name, profile in built_in().items()
            if not profile.fallback
        }
        own = weighed.pop(row.layout).points
        fitting = [one.points for one in weighed.values() if one.fits]
        assert all(points <= own - 2 for points in fitting), (row, fitting)


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_what_is_not_looked_at_would_change_nothing(row: Row) -> None:
    """Recognising stops where a layout can no longer fit; weighing goes through all signs."""
    for profile in built_in().values():
        assert recognise(source(row.text), profile) == weigh(source(row.text), profile).fits


FORMS: dict[LineForm, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "date": (
        ("3 May 1951", "- 1951년 01월 01일", "（一九五一年五月三日）", "(3 мая 1951 г.)", "[ 2014-02-03 오후 02:17:08 ]", "June 1966"),
        ("Velune, 3 May 1951", "（《水利文集》第二卷，河口出版社1979年6月第2版，第52--53页）", "No. 7", "Chapter 3", ""),
    ),
    "dateline": (("Velune, den 3. Mai 1951", "Paris, le 3 mai 1951.", "New Year's Address - 1 January 1951"), ("The boat came on 3 May 1951 and left.",)),
    "salutation": (("Dear Mr. Falk,", "Sehr geehrter Herr Falk,", "林远同志：", "Дорогие товарищи!", "주민 여러분!"), ("方法如下：", "The ferry", "")),
    "closing-formula": (("Yours sincerely,", "С уважением,", "此致", "Z poważaniem"), ("The boat is in.",)),
    "number-alone": (("No. 7", "Nr 5", "№ 12", "第7号", "Dokument Nr. 17", "Document No. 4"), ("No. 7 Ferry Lane", "7 boats", "Document")),
    "kind-and-number": (("LETTRE N° 41.", "Brief Nr. 12"), ("Letter to Falk",)),
    "speech-title": (
        ("Речь на открытии моста", "Ansprache zur Einweihung", "在大会上的讲话", "새해 축하문", "New Year's Address to the People"),
        ("SPEECHLESS IN LOWTOWN", "The warden gave a short and very dull speech", "Die Reden der anderen", "He gave a speech.", "石桥"),
    ),
    "source": (("RGANI. F. 3. Op. 27. D. 163. L. 219.", "Źródło: Archiwum Rzeczne, k. 3", "PA AA, B 42, Bd. 17, Bl. 3."), ("The source of the river",)),
    "classification": (("TOP SECRET", "Vertraulich", "绝密", "Urgent"), ("A secret garden",)),
    "letter-title": (("Ada Holm to Jon Reyes, Velune 3 May 1888",), ("Ada Holm went to Velune",)),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_lines(form: LineForm) -> None:
    those, others = FORMS[form]
    assert [text for text in those if not has_form(form, text)] == []
    assert [text for text in others if has_form(form, text)] == []


def test_a_sign_may_ask_for_a_form_and_a_pattern() -> None:
    sign = RecognitionSign.model_validate({"what": "date in brackets", "pattern": "^[(]", "form": "date"})
    profile = built_in()["plain"].model_copy(update={"recognise": Recognition(signs=(sign,))})
    assert weigh(source("(3 May 1951)\n"), profile).points == 1
    assert weigh(source("3 May 1951\n\n(a book)\n"), profile).points == 0


def test_a_sign_says_what_it_looks_for() -> None:
    with pytest.raises(ValueError, match="a sign needs a pattern, a form, or both"):
        RecognitionSign.model_validate({"what": "nothing"})


def test_what_auto_costs_can_be_measured(tmp_path: Path) -> None:
    letters = [row for row in ROWS if row.layout == "letter"]
    for at, row in enumerate(letters[:3]):
        (tmp_path / f"{at}.txt").write_text(row.text, "utf-8")
    command = [sys.executable, str(ROOT / "bench/profile_auto.py"), str(tmp_path), "--limit", "10000"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("3 records (letter 3)\n")
