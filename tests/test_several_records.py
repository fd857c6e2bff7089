"""Files of several records: text that a layout parts, and tables whose rows are records.

`UPDATE_GOLDENS=1 pytest tests/test_several_records.py` writes the expected files of tests/several/ anew.
"""

from __future__ import annotations

import csv
import io
import json
import os
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import tei
from tei import safe_xml
from tei.findings import TeiError
from tei.ledger.accounts import account
from tei.pipeline import Options, Result, convert_each, convert_each_of_bytes, the_one
from tei.profile import TableRules, load_profile, named
from tei.report import format_finding
from tei.tables import rows_as_records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Ended

    Command = Callable[..., Ended]

CASES = sorted(path.name for path in (Path(__file__).parent / "several").iterdir())
SEVERAL = Path(__file__).parent / "several"
UPDATE = os.environ.get("UPDATE_GOLDENS") == "1"
NS = {"t": "http://www.tei-c.org/ns/1.0"}


def results_of(case: str) -> list[Result]:
    (file,) = (SEVERAL / case).glob("in.*")
    layout = SEVERAL / case / "layout.toml"
    options = Options(str(layout) if layout.exists() else "auto")
    return list(convert_each_of_bytes(file.read_bytes(), file.name, options))


@pytest.mark.parametrize("case", CASES)
def test_the_records_of_a_file(case: str) -> None:
    results = results_of(case)
    findings = "".join(format_finding(one) + "\n" for result in results for one in result.findings)
    made = {f"{result.id}.xml": result.tei for result in results} | {"findings.txt": findings.encode()}
    if UPDATE:
        for name, data in made.items():
            (SEVERAL / case / name).write_bytes(data)
    kept = {path.name for path in (SEVERAL / case).iterdir()} - {"layout.toml"}
    assert {name for name in kept if not name.startswith("in.")} == set(made)
    for name, data in made.items():
        assert data.decode() == (SEVERAL / case / name).read_text("utf-8"), name


@pytest.mark.parametrize("case", CASES)
def test_the_ledger_of_the_records_adds_up_and_names_the_lines_of_the_file(case: str) -> None:
    (file,) = (SEVERAL / case).glob("in.*")
    lines = file.read_text("utf-8").split("\n")
    for result in results_of(case):
        told = account(result)
        assert told is not None
        assert told.findings == ()
        assert told.ordinal == result.ordinal
        for span in told.spans:
            assert bool(span.column) == (file.suffix != ".txt")
            # Quotation marks and escapes are no part of a cell: its beginning stands on the line all the same.
            assert span.text[:4] in lines[span.line - 1]


# --- nothing is lost ----------------------------------------------------------------------------

NAMES = ("Title", "date", "TEXT", "People", "sender", "notes", "Some other column", "шифр")
CELL = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn"), include_characters="\n\"',;\t[]{}"
    ),
    max_size=60,
)
ROWS = st.lists(st.lists(CELL, min_size=len(NAMES), max_size=len(NAMES)), min_size=1, max_size=4)


def packed(text: str) -> str:
    return "".join(text.split())


def check_cells(results: list[Result], rows: list[list[str]]) -> None:
    """Each row with text has a record, and each of its cells stands in the record's source, whole and proven."""
    full = [row for row in rows if any(cell.strip() for cell in row)]
    if not full:
        assert [result.failed for result in results] == [True]
        return
    assert len(results) == len(full)
    for result, row in zip(results, full, strict=True):
        assert not result.failed, result.findings
        assert result.document is not None
        found = {
            cell.column: "\n".join(line.text for line in cell.lines)
            for cell in result.document.record.source.cells
        }
        for name, text in zip(NAMES, row, strict=True):
            assert packed(found.get(name, "")) == packed(text), name
        account_of = account(result)
        assert account_of is not None
        assert account_of.findings == ()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]))
def test_any_csv_converts_cell_by_cell(rows: list[list[str]], delimiter: str, end: str) -> None:
    rows = [[cell if not cell.lstrip().startswith("[") else f"-{cell}" for cell in row] for row in rows]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerows([NAMES, *rows])
    name = "t.tsv" if delimiter == "\t" else "t.csv"
    check_cells(list(convert_each_of_bytes(text.getvalue().encode(), name, Options())), rows)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, st.booleans())
def test_any_json_lines_convert_value_by_value(rows: list[list[str]], escaped: bool) -> None:
    rows = [[cell if not cell.lstrip().startswith("[") else f"-{cell}" for cell in row] for row in rows]
    lines = [json.dumps(dict(zip(NAMES, row, strict=True)), ensure_ascii=escaped) for row in rows]
    data = "\n".join(lines).encode()
    check_cells(list(convert_each_of_bytes(data, "t.jsonl", Options())), rows)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["", "No. 1", "No. 22", "text", "Some more text.", "----", "--- 2 ---"]), min_size=1
    )
)
def test_each_line_of_a_parted_file_is_in_one_record(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    text = "\n".join(lines)
    if not text.strip():
        return
    for rule in ("begins = '^No\\. [0-9]+$'", "between = '^---'"):
        layout = tmp_path_factory.mktemp("layout") / "l.toml"
        layout.write_text(f'name = "l"\ntitle = "L"\n[records]\n{rule}\n', "utf-8")
        results = list(convert_each_of_bytes(text.encode(), "t.txt", Options(str(layout))))
        numbers = []
        for result in results:
            assert not result.failed, result.findings
            assert result.document is not None
            numbers += [line.number for line in result.document.record.source.lines]
            found = account(result)
            assert found is not None
            assert found.findings == ()
        assert numbers == list(range(1, len(lines) + 1 - (not lines[-1])))


def test_a_label_without_a_slot_is_kept_with_its_value_in_each_record_of_a_file(tmp_path: Path) -> None:
    layout = tmp_path / "l.toml"
    layout.write_text(
        'name = "l"\ntitle = "L"\n[records]\nbegins = "^No"\n[[header.positions]]\nslot = "title"\n'
        '[[header.labels]]\nslot = "unrecognised"\nnames = ["Keeper:"]\nvalue = "line"\n'
    )
    records = [f"No. {at}\nKeeper: {name}\n\nThe boat came late.\n" for at, name in ((1, "Ana"), (2, "Ivo"))]
    results = convert_each_of_bytes("".join(records).encode(), "t.txt", Options(str(layout)))
    kept = [found(result, "//t:note[@type='unrecognised']") for result in results]
    assert kept == [["Keeper: Ana"], ["Keeper: Ivo"]]


# --- cells ----------------------------------------------------------------------------------------


def rows_of(text: str, name: str = "t.csv", rules: str = "") -> list[Result]:
    return list(convert_each_of_bytes(text.encode(), name, Options(rules or "auto")))


def found(result: Result, path: str) -> list[str]:
    values = safe_xml.parse_xml(result.tei).xpath(path, namespaces=NS)
    assert isinstance(values, list)
    return ["".join(one.itertext()) if isinstance(one, etree._Element) else str(one) for one in values]


def test_a_json_list_is_its_values_and_no_sign_parts_them_further(tmp_path: Path) -> None:
    layout = tmp_path / "l.toml"
    layout.write_text(
        'name = "l"\ntitle = "L"\n[table]\n[[table.columns]]\nslot = "people"\nnames = ["who"]\njson = true\nseparator = ";"\n',
        "utf-8",
    )
    listed, plain = rows_of('who\n"[""Ann; of Ulm"", ""K\\u00f6ln""]"\nAnn; Bea\n', rules=str(layout))
    assert found(listed, "//t:keywords//t:item") == ["Ann; of Ulm", "Köln"]
    assert found(plain, "//t:keywords//t:item") == ["Ann", "Bea"]


def test_what_no_rule_maps_is_kept_under_the_name_of_its_column() -> None:
    (result,) = rows_of("title,box & shelf\nOne,green\n")
    assert found(result, "//t:note[@type='unrecognised'][@n='box & shelf']") == ["green"]


def test_of_a_slot_of_one_value_the_column_listed_first_is_taken() -> None:
    (result, other) = rows_of("titel,title\nEins,One\nZwei,\n")
    assert found(result, "//t:title[@type='main']") == ["One"]
    assert found(result, "//t:note[@type='unrecognised']/@n") == ["titel"]
    assert found(other, "//t:title[@type='main']") == ["Zwei"]


def test_findings_of_a_row_name_line_column_and_line_of_the_record() -> None:
    (_, result) = rows_of('title,date,text\nOne,1901,a\nTwo,"the\nother day",b\n')
    (one,) = (one for one in result.findings if one.code == "I003")
    assert (one.where.line, one.where.cell, one.where.record_line) == (3, "date", 3)
    assert "(column 'date', line 3 of the record)" in format_finding(one)


def test_names_of_columns_differ_by_letters_and_digits_alone() -> None:
    rules = named("table").table
    assert rules is not None
    for name in ("document_date", "Document Date", "DOCUMENT-DATE"):
        column = rules.column(name)
        assert column is not None
        assert column.slot == "date"
    assert rules.column("documentdate") is None


def test_records_of_one_file_have_its_name_and_digest_and_ids_of_their_own() -> None:
    results = rows_of("title,text\nOne,a\nTwo,b\n", "stock.csv")
    assert [result.id for result in results] == ["stock-1", "stock-2"]
    assert [found(one, "//t:idno[@type='filename']") for one in results] == [["stock.csv"]] * 2
    assert len({found(one, "//t:idno[@type='sha256']")[0] for one in results}) == 1


# --- layouts --------------------------------------------------------------------------------------

WRONG = {
    "[records]\n": "say either begins or between",
    "[records]\nbegins = 'a'\nbetween = 'b'\n": "say either begins or between",
    "[records]\nbegins = 'a'\n[table]\n": "leave [records] out, or [table]",
    "[table]\ndelimiter = ';;'\n": "is one sign",
    "[table]\ndelimiter = '\"'\n": "is the quotation mark, too",
    "[table]\nformat = 'xlsx'\n": "'csv', 'tsv' or 'jsonl'",
    "[[table.columns]]\nslot = 'title'\nnames = ['a']\njson = true\n": "a slot of several values",
    "[[table.columns]]\nslot = 'titel'\nnames = ['a']\n": "is not a slot",
    "[[table.columns]]\nslot = 'section'\nnames = ['a']\n": "no column fills it",
    "[[table.columns]]\nslot = 'title'\nname = 'a'\n": "unknown key (did you mean names?)",
    "[[table.columns]]\nslot = 'title'\nnames = ['a b']\n[[table.columns]]\nslot = 'date'\nnames = ['A_B']\n": "both title and date",
    "[table]\n[[header.labels]]\nslot = 'title'\nnames = ['T:']\n": "the columns fill the slots",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_layout_of_tables_is_refused(text: str, tmp_path: Path) -> None:
    layout = tmp_path / "l.toml"
    layout.write_text(f'name = "l"\ntitle = "L"\n{text}', "utf-8")
    with pytest.raises(TeiError) as caught:
        load_profile(layout)
    assert caught.value.code == "F002"
    assert WRONG[text] in caught.value.message


# --- runs -----------------------------------------------------------------------------------------


def write(folder: Path, name: str, rows: int) -> Path:
    file = folder / name
    file.write_text("title,text\n" + "".join(f"Letter {n},The ship came in.\n" for n in range(1, rows + 1)))
    return file


def test_the_summary_counts_records_and_says_files(command: Command, tmp_path: Path) -> None:
    write(tmp_path, "a.csv", 3)
    write(tmp_path, "b.csv", 2)
    ended = command("convert", "a.csv", "b.csv", "missing.csv", "-o", "out")
    assert ended.status == 1
    assert "6 in (of 3 files) = 5 converted (5 with findings) + 1 failed + 0 unchanged" in ended.messages
    again = command("convert", "a.csv", "b.csv", "-o", "out")
    assert "5 in (of 2 files) = 0 converted (0 with findings) + 0 failed + 5 unchanged" in again.messages


def test_a_stopped_run_says_what_it_did(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.csv", 3)
    write(tmp_path, "b.csv", 2)

    def stop(path: Path, options: Options) -> Iterator[Result]:
        for one in convert_each(path, options):
            if one.ordinal == 3:
                raise KeyboardInterrupt
            yield one

    monkeypatch.setattr("tei.runs.convert_each", stop)
    ended = command("convert", "a.csv", "b.csv", "-o", "out")
    assert ended.status == 130
    assert "stopped, 1 not reached and the rest of a file of several records" in ended.messages


def test_folders_are_searched_for_tables_by_a_layout_of_tables(command: Command, tmp_path: Path) -> None:
    write(tmp_path, "a.csv", 1)
    (tmp_path / "b.txt").write_text("A text.\n")
    assert "1 in =" in command("convert", ".", "-o", "out").messages
    assert [path.name for path in (tmp_path / "out").glob("*.*")] == ["b.xml"]
    command("convert", ".", "-o", "tables", "--profile", "table")
    assert [path.name for path in (tmp_path / "tables").glob("*.*")] == ["a-1.xml"]
    ended = command("convert", "out", "-o", "x", "--profile", "table")
    assert ended.status == 2
    assert "no .csv or .tsv or .tab or .jsonl or .ndjson file below this folder" in ended.messages


def test_standard_input_may_hold_a_table_and_standard_output_one_record(
    command: Command, tmp_path: Path
) -> None:
    data = write(tmp_path, "a.csv", 2).read_bytes()
    ended = command("convert", "-", "-o", "out", "--profile", "table", stdin=data)
    assert ended.status == 0
    assert sorted(path.name for path in (tmp_path / "out").glob("*.*")) == ["stdin-1.xml", "stdin-2.xml"]
    refused = command("convert", "a.csv", "-o", "-")
    assert refused.status == 2
    assert refused.output == b""
    assert "F030 a.csv holds several records" in refused.messages
    write(tmp_path, "one.csv", 1)
    assert b'xml:id="one-1"' in command("convert", "one.csv", "-o", "-").output


def test_explain_tells_one_record_by_number_or_id(command: Command, tmp_path: Path) -> None:
    write(tmp_path, "a.csv", 3)
    assert "F030" in command("explain", "a.csv").messages
    second = command("explain", "a.csv", "--record", "2")
    assert second.out.startswith("record   a.csv, record 2\nid       a-2\n")
    assert "      text (line 3 of the file)\n" in second.out
    assert command("explain", "a.csv", "--record", "a-2").out == second.out
    for form in ("json", "html"):
        assert "a-2" in command("explain", "a.csv", "--record", "2", "--format", form).out
    missing = command("explain", "a.csv", "--record", "x")
    assert missing.status == 2
    assert "F031 a.csv has no record 'x'; it holds 3" in missing.messages


def test_one_record_may_be_named_in_a_file_that_holds_one(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("A text.\n")
    assert the_one(file, Options(), "1").id == "a"
    with pytest.raises(TeiError) as caught:
        the_one(file, Options(), "b")
    assert caught.value.code == "F031"


def test_a_build_takes_tables_and_its_review_names_the_record(command: Command, tmp_path: Path) -> None:
    (tmp_path / "tei.toml").write_text('[input]\nrecords = "*.csv"\n[output]\nformats = ["tei", "html"]\n')
    write(tmp_path, "a.csv", 2)
    ended = command("build")
    assert ended.status == 0, ended.messages
    assert "2 in (of 1 file) = 2 converted" in ended.messages
    made = {path.name for path in (tmp_path / "build").iterdir()}
    assert {"a-1.xml", "a-1.html", "a-2.xml", "a-2.html"} <= made
    assert "a.csv, record 2" in (tmp_path / "build/review.csv").read_text("utf-8")


def test_the_ledger_of_a_run_tells_record_column_and_line(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('title,text\nOne,"a\nb"\n,"c\0"\n')
    ended = command("convert", "a.csv", "-o", "out", "--ledger", "l.jsonl")
    assert ended.status == 1
    lines = [json.loads(line) for line in (tmp_path / "l.jsonl").read_text("utf-8").split("\n")[:-1]]
    assert (lines[0]["entry"], lines[0]["record"]) == ("record", 1)
    spans = [
        (one["line"], one["column"], one["cell_line"], one["text"]) for one in lines if one["entry"] == "span"
    ]
    assert spans == [(2, "title", 1, "One"), (2, "text", 1, "a"), (3, "text", 2, "b")]
    (failed,) = (one for one in lines if one["entry"] == "failed")
    assert (failed["file"], failed["record"]) == ("a.csv", 2)
    assert lines[-1]["inputs"] == 2


def test_a_ledger_is_no_table_of_the_next_run(command: Command, tmp_path: Path) -> None:
    write(tmp_path, "a.csv", 1)
    refused = command("convert", ".", "-o", "out", "--profile", "table", "--ledger", "ledger.jsonl")
    assert refused.status == 2
    assert "F011" in refused.messages


def test_python_takes_one_record_or_all(tmp_path: Path) -> None:
    file = write(tmp_path, "a.csv", 2)
    assert [one.id for one in tei.convert_all(file)] == ["a-1", "a-2"]
    with pytest.raises(TeiError) as caught:
        tei.convert(file)
    assert caught.value.code == "F030"


def test_a_table_of_any_size_needs_the_memory_of_a_row(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        file = tmp_path / f"{rows}.csv"
        with file.open("w") as out:
            out.write("title,text,other\n")
            out.writelines(f'Letter {n},"{"The ship came in. " * 20}\n\nIt left.",x\n' for n in range(rows))
        tracemalloc.start()
        count = sum(1 for _ in rows_as_records(file, named("table").table or TableRules()))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert count == rows
        return most

    peak(10)
    assert peak(20_000) < 1.5 * peak(200) + 200_000


def test_results_come_while_a_table_is_read(tmp_path: Path) -> None:
    file = write(tmp_path, "a.csv", 5000)
    results = convert_each(file)
    assert [next(results).id, next(results).id] == ["a-1", "a-2"]


def test_a_table_that_changes_while_it_is_read_fails_at_that_row(tmp_path: Path) -> None:
    file = write(tmp_path, "a.csv", 20_000)
    rows = rows_as_records(file, named("table").table or TableRules())
    assert next(rows).ordinal == 1
    with file.open("r+") as changed:
        changed.seek(file.stat().st_size - len("The ship came in.\n"))
        changed.write('"')
    *_, last = rows
    assert last.source is None
    assert [one.code for one in last.findings] == ["S020"]


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        data = ("\ufeff" if encoding == "gb18030" else "") + "title,text\nOne,a\n"
        said = "gb18030" if encoding == "gb18030" else None
        (result,) = convert_each_of_bytes(data.encode(encoding), "t.csv", Options(encoding=said))
        assert found(result, "//t:title[@type='main']") == ["One"]


def test_a_date_that_is_missing_is_missed_in_the_column_of_dates() -> None:
    (row,) = rows_of('title,text,date\nThe ice,"It went\n\nin the morning.",\n')
    (missed,) = [one for one in row.findings if one.code == "I013"]
    assert (missed.where.line, missed.where.cell, missed.where.record_line) == (2, "date", 0)
    (row,) = rows_of("title,text\nThe ice,It went in the morning.\n")
    (missed,) = [one for one in row.findings if one.code == "I013"]
    assert (missed.where.line, missed.where.cell) == (2, "")  # no column of this table would hold one
