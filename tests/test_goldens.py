"""Whole records, compared byte for byte: record -> TEI, findings, HTML page (without its style sheet).

`UPDATE_GOLDENS=1 pytest tests/test_goldens.py` writes the expected files anew; read what changed before
you commit it.
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path

import pytest

import tei
from tei import safe_xml
from tei.findings import Severity
from tei.pipeline import Options, convert_bytes
from tei.report import format_finding

RECORDS = Path(__file__).parent / "records"
CASES = sorted(str(file.parent.relative_to(RECORDS)) for file in RECORDS.glob("*/*/in.txt"))
UPDATE = os.environ.get("UPDATE_GOLDENS") == "1"


def made(case: str) -> dict[str, bytes]:
    """What the program makes of a case: the content of each expected file, by its name."""
    record = convert_bytes((RECORDS / case / "in.txt").read_bytes(), "in.txt", Options())
    page = tei.render(safe_xml.parse_xml(record.tei), "html")
    # The style sheet in the page is the same in all of them: tests of the page look at it.
    html = re.sub(rb"(<style[^>]*>).*?(</style>)", rb"\1\2", page.data, flags=re.DOTALL)
    findings = "".join(format_finding(one) + "\n" for one in (*record.findings, *page.findings))
    return {"tei.xml": record.tei, "page.html": html, "findings.txt": findings.encode()}


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str) -> None:
    for name, data in made(case).items():
        file = RECORDS / case / name
        if UPDATE:
            file.write_bytes(data)
        expected = file.read_bytes() if file.exists() else b""
        if data != expected:
            old, new = expected.decode().split("\n"), data.decode().split("\n")
            diff = "\n".join(difflib.unified_diff(old, new, f"{case}/{name} expected", "made", lineterm=""))
            pytest.fail(f"{diff}\n(UPDATE_GOLDENS=1 writes it anew)", pytrace=False)


@pytest.mark.parametrize("case", CASES)
def test_a_golden_is_chosen_by_its_folder_and_is_no_failure(case: str) -> None:
    record = convert_bytes((RECORDS / case / "in.txt").read_bytes(), "in.txt", Options())
    assert record.document is not None
    assert record.document.record.profile.name == case.split("/", maxsplit=1)[0]
    assert not [one for one in record.findings if one.severity is Severity.ERROR]


def test_no_golden_is_left_over() -> None:
    expected = {"in.txt", "tei.xml", "page.html", "findings.txt"}
    for case in CASES:
        assert {file.name for file in (RECORDS / case).iterdir()} == expected
    assert CASES, "no goldens found"
