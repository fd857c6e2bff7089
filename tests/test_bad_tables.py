"""Tables that are not as they should be: what is said, and what of them is converted all the same."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tei.findings import CODES, Severity
from tei.inputs import Inputs
from tei.pipeline import Options
from tei.runs import convert_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.findings import Finding
    from tei.outcomes import Outcome

BAD: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "bad/tables.toml").read_text("utf-8"))


def outcomes_of(case: dict[str, Any], folder: Path) -> list[Outcome]:
    text = case.get("text", "").replace("{long}", "x" * 17_000_000)
    file = folder / case["name"]
    file.write_bytes(bytes.fromhex(case.get("hex", "")) + text.encode(case.get("encode", "utf-8")))
    profile = "auto"
    if "layout" in case:
        (folder / "layout.toml").write_text(case["layout"], "utf-8")
        profile = str(folder / "layout.toml")
    return list(convert_all(Inputs((file,), ()), folder / "out", Options(profile)))


def told(outcomes: Sequence[Outcome], code: str) -> list[Finding]:
    return [one for outcome in outcomes for one in outcome.findings if one.code == code]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_table_is_told_by_its_place_and_the_rest_is_converted(name: str, tmp_path: Path) -> None:
    case = BAD[name]
    outcomes = outcomes_of(case, tmp_path)
    states = [outcome.state for outcome in outcomes]
    assert (states.count("converted"), states.count("failed")) == (case["converted"], case["failed"])
    assert len(list((tmp_path / "out").glob("*.xml"))) == case["converted"]
    first = told(outcomes, case["code"])[0]
    assert first.where.path == str(tmp_path / case["name"])
    assert first.hint
    assert case.get("says", "") in first.message
    assert first.where.line == case.get("line", first.where.line)
    assert first.where.cell == case.get("column", first.where.cell)
    assert (first.severity is Severity.ERROR) == bool(case["failed"])


def test_every_code_of_tables_has_a_bad_table() -> None:
    codes = {code for code in CODES if code[:3] in ("S02", "P03")}
    assert len(codes) == 8
    assert codes <= {case["code"] for case in BAD.values()}


def test_ragged_rows_are_listed_up_to_a_number(tmp_path: Path) -> None:
    rows = "".join(f"Title {number}\n" for number in range(500))
    outcomes = outcomes_of({"name": "t.csv", "text": f"title,text\n{rows}"}, tmp_path)
    found = told(outcomes, "S021")
    assert [one.where.line for one in found] == [*range(2, 12), None]
    assert found[-1].message == "and 490 more such places"


def test_what_a_file_is_told_once_is_told_with_its_first_record(tmp_path: Path) -> None:
    rows = "".join(f"Title {number},blue\n" for number in range(4))
    outcomes = outcomes_of({"name": "t.csv", "text": f"title,colour\n{rows}"}, tmp_path)
    assert [len(told([one], "P030")) for one in outcomes] == [1, 0, 0, 0]
    assert told(outcomes, "P003") == []
