"""The review list of many records: several pages and one that lists them; the table is written piece by piece."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from sample_records import wilson

from tei.explain.model import Doubt
from tei.review import pages as review_pages
from tei.review.gathering import Gathered, Listed
from tei.review.table import Row, csv_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from conftest import Ended


def listed(record: str, count: int, settled: int = 0) -> Listed:
    rows = [
        Row(record, f"{record}.txt", Doubt(f"line {line} date", line, "tide", "1951", "low", "a & b", "I003"))
        for line in range(1, count + 1)
    ]
    return Listed(f"{record}.txt", record, count, settled, csv_lines(rows), review_pages.page_rows(rows))


def made(*records: Listed) -> dict[str, bytes]:
    files = Gathered(lambda: records).files()
    return {name: data if isinstance(data, bytes) else b"".join(data) for name, data in files}


def test_a_long_list_has_pages_that_an_editor_can_open() -> None:
    few = [listed(f"r{number:03}", 7) for number in range(1, 401)]
    files = made(*few[:200], listed("r200a", 3000, 2), *few[200:])
    table = list(csv.DictReader(io.StringIO(files.pop("review.csv").decode("utf-8-sig"), newline="")))
    assert len(table) == 400 * 7 + 3000
    index = files.pop("review.html").decode()
    assert "5,800 open in 401 of 401 records; 2 settled" in index
    assert re.findall(r'href="(review/[0-9]+\.html)"', index) == list(files)
    assert len(files) > 3
    assert all(len(page) < 500_000 for page in files.values())
    keys = [key for page in files.values() for key in re.findall(r'id="k(\w+)"', page.decode())]
    assert keys == [one["key"] for one in table]
    assert sum(page.count(b"<h2>r200a") for page in files.values()) > 2
    assert b"<h2>r200a \xc2\xb7 r200a.txt, continued</h2>" in b"".join(files.values())
    for number, page in enumerate(files.values(), 1):
        links = set(re.findall(r'href="([^"]+)"', page.decode()))
        beside = {f"{one}.html" for one in (number - 1, number + 1) if 1 <= one <= len(files)}
        assert links == {"../review.html", *beside}


def test_a_short_list_is_one_page_and_an_empty_one_too() -> None:
    assert list(made()) == ["review.csv", "review.html"]
    files = made(listed("a", 2))
    assert list(files) == ["review.csv", "review.html"]
    assert files["review.html"].count(b"<tr id=") == 2


def test_names_that_are_no_unicode_are_listed() -> None:
    files = made(listed("a\udcff", 1))
    assert b"a\\udcff.txt" in files["review.csv"]
    assert b"a\\udcff.txt" in files["review.html"]


def test_pages_that_are_no_more_go(
    command: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "records").mkdir()
    for number in range(4):
        address = f"https://digitalarchive.wilsoncenter.org/document/92000{number}"
        text = wilson(
            "On April 3 the books[1] came.\n\nNotes\n\n[2] Found.", date="late in winter", address=address
        )
        (tmp_path / f"records/{number}.txt").write_text(text, "utf-8")
    (tmp_path / "tei.toml").write_text('[output]\nformats = ["tei"]\n', "utf-8")
    monkeypatch.setattr(review_pages, "_MOST", 100)
    assert command("build").status == 0
    many = sorted(path.name for path in (tmp_path / "build/review").iterdir())
    assert len(many) > 3
    for number in range(1, 4):
        (tmp_path / f"records/{number}.txt").unlink()
    assert command("build").status == 0
    fewer = sorted(path.name for path in (tmp_path / "build/review").iterdir())
    assert 0 < len(fewer) < len(many)
    index = (tmp_path / "build/review.html").read_text("utf-8")
    assert sorted(re.findall(r'href="review/([0-9]+\.html)"', index)) == fewer
