"""The floors of tests/corpus_gate.json for the tables of strings written for the project."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from tei.interpret.dates import read_date

TESTS = Path(__file__).parent
GATE = json.loads((TESTS / "corpus_gate.json").read_text("utf-8"))


def date_rows() -> list[tuple[str, str, str, str]]:
    """Rows of (string, language, context year, expected EDTF or `none`) of the tables of whole strings."""
    rows = []
    for path in sorted((TESTS / "dates").glob("*.tsv")):
        lines = path.read_text("utf-8").split("\n")
        if lines[0].split("\t") != ["# string", "language", "year", "expected"]:
            continue
        for line in lines[1:]:
            if line and not line.startswith("#"):
                text, language, year, expected = line.split("\t")[:4]
                rows.append((text, language, year, expected))
    return rows


def test_no_date_is_read_wrong_and_nearly_all_are_read() -> None:
    floor = GATE["dates, strings written for the project"]
    rows = date_rows()
    assert len(rows) >= floor["rows"]
    made = []
    for text, language, year, expected in rows:
        reading = read_date(
            text, language=None if language == "-" else language, context=None if year == "-" else year
        )
        made.append((text, expected, reading.edtf if reading else "none"))
    wrong = [row for row in made if row[2] not in ("none", row[1])]
    assert len(wrong) <= floor["wrong"], wrong
    readable = [row for row in made if row[1] != "none"]
    assert sum(row[2] == row[1] for row in readable) >= floor["read"] * len(readable)


def test_the_table_of_citations_is_no_smaller() -> None:
    tables = (TESTS / "citations").glob("*.toml")
    rows = sum(len(tomllib.loads(path.read_text("utf-8"))["citation"]) for path in tables)
    assert rows >= GATE["citations, strings written for the project"]["rows"]
