"""`tei validate` finds the record that a TEI file was made of: its lines are told, its text is compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tei.pipeline import convert
from tei.validation import Request, validate_files
from tei.validation.records import Records

if TYPE_CHECKING:
    from tei.findings import Finding

LETTER = Path(__file__).resolve().parent.parent / "tei/starter/project/records/example-letter.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A record in `records/`, its TEI in `tei/`, with a pointer to nowhere in the note."""
    (tmp_path / "records/1952").mkdir(parents=True)
    (tmp_path / "tei").mkdir()
    record = tmp_path / "records/1952/example-letter.txt"
    record.write_bytes(LETTER.read_bytes())
    tei = convert(record).tei.replace(b'target="#en-a1"><label', b'target="#en-a9"><label')
    (tmp_path / "tei/example-letter.xml").write_bytes(tei)
    return tmp_path


def found(folder: Path, *, below: str = "records", compare: bool = False) -> list[Finding]:
    records = Records((folder / below,), compare=compare)
    return list(validate_files([folder / "tei/example-letter.xml"], Request(records=records)))


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "tei/example-letter.xml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_finding_tells_the_line_of_the_record(folder: Path) -> None:
    (lost,) = [one for one in found(folder) if one.code == "T019"]
    assert lost.where.source == (str(folder / "records/1952/example-letter.txt"), 17)
    assert lost.where.path.endswith("tei/example-letter.xml")
    assert lost.where.column


def test_the_record_may_lie_beside_the_tei(folder: Path) -> None:
    (folder / "records/1952/example-letter.txt").rename(folder / "tei/example-letter.txt")
    assert {one.where.source for one in found(folder, below="nowhere") if one.code == "T019"} == {
        (str(folder / "tei/example-letter.txt"), 17)
    }


def test_a_record_of_other_bytes_is_not_taken(folder: Path) -> None:
    with (folder / "records/1952/example-letter.txt").open("a") as record:
        record.write("\n")
    told = found(folder, compare=True)
    assert told
    assert all(one.where.source is None for one in told)
    assert "T042" not in {one.code for one in told}


def test_the_text_is_compared_where_that_is_asked_for(folder: Path) -> None:
    change(folder, "when three boats", "when four boats")
    assert "T042" not in {one.code for one in found(folder)}
    told = [one for one in found(folder, compare=True) if one.code == "T042"]
    assert [one.where.source and one.where.source[1] for one in told] == [9, 9]
    assert any("three" in one.message for one in told)


def test_text_that_is_whole_is_not_told(folder: Path) -> None:
    change(folder, 'target="#en-a9"><label', 'target="#en-a1"><label')
    assert found(folder, compare=True) == []


def test_words_that_were_lost_without_another_finding_are_told(folder: Path) -> None:
    change(folder, 'target="#en-a9"><label', 'target="#en-a1"><label')
    change(folder, " and cleaned the glass", "")
    assert {one.code for one in found(folder, compare=True)} == {"T042"}
