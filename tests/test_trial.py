"""`tei profile`: layouts listed, shown, checked, and tried on records before anything is converted."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest

from tei.profile import built_in, load_profile
from tei.profile.writing import toml_file
from tei.trial import as_text, gathered, try_records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ended

    Command = Callable[..., Ended]

LAYOUT = """name = "locks"
title = "Book of the locks"
required = ["title", "date"]

[header]
order = "free"

[[recognise.signs]]
what = "the name of the lock"
pattern = '^Lock of '
where = "first"

[[header.positions]]
slot = "archive"

[[header.labels]]
slot = "title"
names = ["Subject:"]
value = "line"

[[header.labels]]
slot = "date"
names = ["Entered:", "Written:"]
value = "line"

[[header.labels]]
slot = "classification"
names = ["Grade:"]
value = "line"
"""
RECORDS = {
    "whole": "Lock of Harn\n\nSubject: The new gate\n\nEntered: 4 May 1951\n\nThe gate was hung on Monday.\n",
    "unknown label": (
        "Lock of Harn\n\nSubject: The old gate\n\nKeeper:\n\nOlm Teris\n\nEntered: 5 May 1951\n\nIt was burnt.\n"
    ),
    "empty": "Lock of Harn\n\nGrade:\n\nEntered: 6 May 1951\n\nSubject: A barge\n\nIt sank in the lower pool.\n",
    "other": "A letter that is of no lock\n\nDear keeper,\n\nThe rope is paid for.\n",
}


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    path = tmp_path / "locks.toml"
    path.write_text(LAYOUT)
    return path


def write(folder: Path, *names: str) -> Path:
    records = folder / "records"
    records.mkdir(exist_ok=True)
    for name in names:
        (records / f"{name.replace(' ', '-')}.txt").write_text(RECORDS[name])
    return records


def tried(
    command: Command, layout: Path, *arguments: object
) -> tuple[int, dict[str, dict[str, object]], dict[str, object]]:
    ended = command("profile", "try", layout, *arguments, "--format", "json")
    data = json.loads(ended.out)
    return ended.status, {one["path"].rpartition("/")[2]: one for one in data["records"]}, data


# --- try -----------------------------------------------------------------------------------------


def test_a_record_that_fits_is_told_line_by_line_with_its_facts(
    command: Command, layout: Path, tmp_path: Path
) -> None:
    ended = command("profile", "try", layout, write(tmp_path, "whole"))
    assert ended.status == 0
    assert "fits, 3 points (the name of the lock; labels Subject:, Entered:)" in ended.out
    assert "     3  title <        Subject: The new gate" in ended.out
    assert "    date               '1951-05-04'" in ended.out
    assert "nothing found for classification" in ended.out
    assert "label 'Entered:' -> date: seen in 1 of 1, never empty" in ended.out
    assert "label 'Written:' -> date: in no record" in ended.out


def test_lines_that_no_rule_knows_stand_first_and_make_the_status_1(
    command: Command, layout: Path, tmp_path: Path
) -> None:
    ended = command("profile", "try", layout, write(tmp_path, "unknown label"))
    assert ended.status == 1
    assert ended.out.index("!    5  unrecognised   Keeper:") < ended.out.index("     1  archive")
    assert "1 in 1 of 1  'Keeper:'  first at" in ended.out


def test_over_many_records_only_problems_are_told_and_rules_are_counted(
    command: Command, layout: Path, tmp_path: Path
) -> None:
    records = write(tmp_path, *RECORDS)
    ended = command("profile", "try", layout, records)
    assert ended.status == 1
    assert (
        "records  4: 3 fit, 1 does not; 1 with lines that no rule knows; 1 would not be converted"
        in ended.out
    )
    assert "whole.txt" not in ended.out.partition("over all")[0]
    assert ended.out.index("other.txt: does not fit") < ended.out.index("unknown-label.txt: fits")
    assert "missing: title, date" in ended.out
    assert "label 'Grade:' -> classification: seen in 1 of 4, empty in 1" in ended.out
    assert "label 'Subject:' -> title: seen in 3 of 4, never empty" in ended.out
    assert "sign 'the name of the lock' (+1) seen in 3 of 4" in ended.out


def test_the_output_for_many_records_is_bounded_and_json_tells_all(
    command: Command, layout: Path, tmp_path: Path
) -> None:
    records = write(tmp_path, "other")
    for number in range(60):
        (records / f"{number:02}.txt").write_text(f"A line {number}\n\nText {number}.\n" * 30)
    ended = command("profile", "try", layout, records)
    assert "… and 41 more records" in ended.out
    assert ended.out.count("\n") < 400
    status, told, data = tried(command, layout, records, "--lines", "none")
    assert (status, len(told), data["clean"]) == (1, 61, False)


def test_every_line_with_text_is_told_with_what_claimed_it(
    command: Command, layout: Path, tmp_path: Path
) -> None:
    _, told, _ = tried(command, layout, write(tmp_path, *RECORDS), "--lines", "all")
    for name, text in RECORDS.items():
        lines = told[f"{name.replace(' ', '-')}.txt"]["lines"]
        assert isinstance(lines, list)
        assert [line["text"] for line in lines] == [line for line in text.split("\n") if line]
        assert all(line["slot"] or line["state"] == "unrecognised" for line in lines)


def test_a_file_that_cannot_be_read_is_told(command: Command, layout: Path, tmp_path: Path) -> None:
    records = write(tmp_path, "whole")
    (records / "bad.txt").write_bytes(b"Lock of \xff\n")
    status, told, _ = tried(command, layout, records)
    assert (status, told["bad.txt"]["lacks"], told["whole.txt"]["fits"]) == (
        1,
        ["it could not be read"],
        True,
    )


def test_a_pattern_over_its_time_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, layout: Path
) -> None:
    layout.write_text(LAYOUT.replace("'^Lock of '", "'^Lock of (?:uv|u|v)*w$'"))
    monkeypatch.setattr("tei.profile.loading.backtracks", lambda _: "")
    monkeypatch.setattr("tei.profile.patterns.LIMIT", 0.01)
    records = write(tmp_path, "whole")
    (records / "slow.txt").write_text("Lock of " + "uv" * 60 + "!w\n\n" + RECORDS["whole"])
    profile = load_profile(layout)
    trial = gathered(profile, list(try_records(sorted(records.iterdir()), profile)))
    assert [(one.name, one.records) for one in trial.slow] == [("^Lock of (?:uv|u|v)*w$", 1)]
    assert "took too long in 1 of 2" in as_text(trial, "none")


def test_named_records_that_are_missing_make_the_status_1_and_none_at_all_2(
    command: Command, layout: Path, tmp_path: Path
) -> None:
    records = write(tmp_path, "whole")
    assert command("profile", "try", layout, records, "nowhere.txt").status == 1
    ended = command("profile", "try", layout, "nowhere.txt")
    assert ended.status == 2
    assert "nothing was done" in ended.messages


def test_nothing_is_written(command: Command, layout: Path, tmp_path: Path) -> None:
    records = write(tmp_path, "whole", "other")
    before = sorted(tmp_path.rglob("*"))
    command("profile", "try", layout, records)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_layout_that_takes_the_rest_fits_anything(command: Command, tmp_path: Path) -> None:
    assert command("profile", "try", "plain", write(tmp_path, "other")).status == 0


# --- list, show ----------------------------------------------------------------------------------


def test_the_layouts_are_listed_one_a_line(command: Command) -> None:
    lines = command("profile", "list").out.rstrip("\n").split("\n")
    assert [line.split()[0] for line in lines] == list(built_in())
    assert any("Plain text: all of it is text" in line for line in lines)


def test_a_layout_is_shown_as_it_stands_in_its_file(command: Command, tmp_path: Path) -> None:
    ended = command("profile", "show", "plain")
    assert ended.out.startswith("# Anything")
    copy = tmp_path / "copy.toml"
    copy.write_bytes(ended.output)
    assert load_profile(copy) == built_in()["plain"]


@pytest.mark.parametrize("name", built_in())
def test_a_layout_shown_resolved_is_the_same_layout(command: Command, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "copy.toml"
    copy.write_bytes(command("profile", "show", name, "--resolved").output)
    assert load_profile(copy) == built_in()[name].model_copy(update={"extends": ""})


def test_what_a_layout_extends_is_said_or_resolved(command: Command, layout: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('name = "own"\ntitle = "Own"\nextends = "locks.toml"\n')
    ended = command("profile", "show", "own.toml")
    assert ended.out == own.read_text()
    assert "extends locks.toml" in ended.messages
    resolved = command("profile", "show", "own.toml", "--resolved").out
    assert tomllib.loads(resolved)["header"] == tomllib.loads(LAYOUT)["header"]
    assert layout.read_text() == LAYOUT


def test_a_name_that_is_none_is_refused_with_those_there_are(command: Command) -> None:
    ended = command("profile", "show", "plian")
    assert ended.status == 2
    assert "did you mean plain?" in ended.messages


def test_toml_is_written_so_that_it_reads_back() -> None:
    data = {
        "name": "a",
        "texts": ["it's \\d", 'a "b"', "\x7f", "tab\t", "中"],
        "header": {"order": "free", "labels": [{"slot": "date", "names": ["D:"]}, {"slot": "title"}]},
        "body": {"raised": ["^{", "}"], "deep": {"x": 1, "y": True}},
    }
    assert tomllib.loads(toml_file(data)) == data


# --- check ---------------------------------------------------------------------------------------


def test_a_good_layout_is_said_to_be_good_in_one_line(command: Command, layout: Path) -> None:
    ended = command("profile", "check", layout)
    assert (ended.status, ended.messages) == (0, "")
    assert (
        ended.out
        == f"{layout}: locks (Book of the locks) can be used; it fills archive, title, date, classification, body\n"
    )


def test_every_problem_is_told_with_its_line_and_what_is_valid(command: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text(LAYOUT.replace("order =", "ordre =").replace('"archive"', '"shelf"'))
    ended = command("profile", "check", "bad.toml")
    assert ended.status == 2
    assert (
        "bad.toml:6: error: F002 header.ordre: unknown key (did you mean order?); valid keys here:"
        in ended.messages
    )
    assert "bad.toml:14: error: F002 header.positions.0.slot:" in ended.messages
    assert "the slots are date, title" in ended.messages


def test_a_good_file_beside_a_bad_one_makes_the_status_1(
    command: Command, layout: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.toml").write_bytes("name = 'a'".encode("utf-16"))
    ended = command("profile", "check", layout, "bad.toml")
    assert ended.status == 1
    assert "UTF-16" in ended.messages
    assert "locks (Book of the locks) can be used" in ended.out


WEAK = {
    "a label that hides another": (
        'names = ["Grade:"]', 'names = ["Subject: grade"]', "'Subject: grade' is never found: 'Subject:'", 28
    ),
    "a label twice": ('names = ["Grade:"]', 'names = ["Entered:"]', "also a name of header.labels.1", 28),
    "a length without a pattern": ('slot = "archive"', 'slot = "archive"\nlongest = 9', "any length is taken", 15),
    "a last position before the next": (
        'slot = "archive"', 'slot = "archive"\nbefore_next = true', "no position follows", 15
    ),
    "a label that is text": ('order = "free"', 'order = "free"\ntext_begins = "^Grade"', "text_begins takes the line", 29),
}  # fmt: skip


@pytest.mark.parametrize("name", WEAK)
def test_a_rule_without_effect_is_told_with_its_line(command: Command, tmp_path: Path, name: str) -> None:
    old, new, says, line = WEAK[name]
    (tmp_path / "weak.toml").write_text(LAYOUT.replace(old, new))
    ended = command("profile", "check", "weak.toml")
    assert (ended.status, "warning: P020" in ended.messages) == (0, True), ended.all
    assert says in ended.messages
    assert ended.messages.startswith(f"weak.toml:{line}: "), ended.messages
    assert command("profile", "check", "weak.toml", "--fail-on", "warning").status == 1


def test_a_layout_without_signs_and_labels_is_told(command: Command, tmp_path: Path) -> None:
    (tmp_path / "bare.toml").write_text(
        'name = "bare"\ntitle = "Bare"\n[[header.positions]]\nslot = "title"\n'
    )
    ended = command("profile", "check", "bare.toml")
    assert "bare.toml: warning: P021" in ended.messages


def test_the_layouts_that_come_with_the_program_have_no_weaknesses(command: Command) -> None:
    from tei import resources

    ended = command("profile", "check", *resources.profile_files())
    assert (ended.status, ended.messages) == (0, "")


# --- labels as they are printed ------------------------------------------------------------------


def test_values_of_several_lines_beside_their_labels_end_at_the_next_label(
    command: Command, tmp_path: Path
) -> None:
    """Without a blank line between them, as typists and databases write headers."""
    layout = tmp_path / "locks.toml"
    layout.write_text(
        LAYOUT.replace('names = ["Subject:"]\nvalue = "line"', 'names = ["Subject:"]\nvalue = "lines"')
    )
    (tmp_path / "in.txt").write_text(
        "Subject: The new gate\n  of the upper pool\nEntered:4 May 1951\n\nIt was hung.\n"
    )
    status, told, _ = tried(command, layout, "in.txt", "--lines", "all")
    lines = told["in.txt"]["lines"]
    assert isinstance(lines, list)
    assert [line["slot"] for line in lines] == ["title", "title", "date", "body"]
    assert status == 0


# --- several records in a file -------------------------------------------------------------------

TABLE = """name = "harbour"
title = "Harbour"
required = ["title"]

[[table.columns]]
slot = "title"
names = ["Matter", "Subject"]

[[table.columns]]
slot = "date"
names = ["Entered"]

[[table.columns]]
slot = "body"
names = ["Copy"]

[[table.columns]]
slot = "people"
names = ["Persons"]
optional = true
"""
ROWS = (
    'matter,Entered,Copy,Ink\nThe ice,3 May 1951,"It went.\n\nThe ferry ran.",blue\n'
    "The boat,,It sank.,\n,4 May 1951,It was late.,red\n"
)


def test_each_row_of_a_table_is_tried_and_columns_are_counted(command: Command, tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(TABLE)
    (tmp_path / "t.csv").write_text(ROWS)
    ended = command("profile", "try", "t.toml", "t.csv")
    assert ended.status == 1
    for told in (
        "records  3 of 1 file: 2 fit, 1 does not; 2 with lines that no rule knows; 1 would not be converted",
        "t.csv, record 1 (line 2): fits\n  !    4  unrecognised   Ink = blue",
        "     4  body           Copy = The ferry ran.",
        "t.csv, record 3 (line 6): does not fit; missing: title",
        "  column 'Matter' -> title: filled in 2 of 3",
        "  column 'Entered' -> date: filled in 2 of 3",
        "  columns in no table: Persons\n",
        "  2 in 2 of 3  'column Ink'  first at t.csv:4",
    ):
        assert told in ended.out, told
    assert "nothing found for people" in ended.out


def test_json_of_rows_names_record_line_and_column(command: Command, tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(TABLE)
    (tmp_path / "t.csv").write_text(ROWS)
    told = json.loads(command("profile", "try", "t.toml", "t.csv", "--format", "json", "--lines", "all").out)
    second = told["records"][1]
    assert (second["ordinal"], second["line"], second["clean"]) == (2, 5, True)
    assert [(line["number"], line["column"]) for line in second["lines"]] == [(5, "matter"), (5, "Copy")]
    (rule,) = [one for one in told["rules"] if one["slot"] == "date"]
    assert (rule["kind"], rule["records"], rule["empty"]) == ("column", 3, 1)


def test_a_table_that_is_refused_and_a_row_at_fault_are_records_that_could_not_be_read(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "t.toml").write_text(TABLE)
    (tmp_path / "a.csv").write_text("Matter,Entered,Copy\nThe ice,3 May 1951\n")
    (tmp_path / "b.csv").write_bytes(
        b"Matter,Entered,Copy\nThe ice,3 May 1951,It \xff\nThe boat,4 May 1951,Sank.\n"
    )
    ended = command("profile", "try", "t.toml", "a.csv", "b.csv")
    assert "records  3 of 2 files: 1 fit, 2 do not" in ended.out
    assert "error S021" in ended.out
    assert "b.csv, record 1 (line 2): does not fit; missing: it could not be read" in ended.out


def test_each_record_of_a_parted_text_is_tried_at_its_lines(command: Command, tmp_path: Path) -> None:
    (tmp_path / "l.toml").write_text(LAYOUT + "\n[records]\nbetween = '^-+$'\n")
    text = "\n---\n".join((RECORDS["whole"], RECORDS["unknown label"], "Lock of Dorn\n\nNothing.\n"))
    (tmp_path / "l.txt").write_text(text)
    ended = command("profile", "try", "l.toml", "l.txt")
    for told in (
        "records  3 of 1 file: 2 fit, 1 does not; 1 with lines that no rule knows; 1 would not be converted",
        "l.txt, record 2 (line 9): fits, 3 points",
        "  !   14  unrecognised   Keeper:",
        "     9  dropped        ---",
        "l.txt, record 3 (line 22): does not fit, 3 points",
        "missing: title, date",
        "label 'Subject:' -> title: seen in 2 of 3, never empty",
    ):
        assert told in ended.out, told


def test_check_says_which_slots_the_columns_fill(command: Command, tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(TABLE)
    assert "it fills title, date, people, body" in command("profile", "check", "t.toml").out
