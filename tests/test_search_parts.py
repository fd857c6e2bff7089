"""The search index of a site that is built again: parts whose pages are as they were stay, the others are made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from build_projects import run, tree
from sample_records import wilson

from tei.gather.site import search

if TYPE_CHECKING:
    from collections.abc import Sequence

ENGLISH = "Dear Jon,\n\nThe boat came on Friday with the books. It was {}.\n\nAda Holm"
RUSSIAN = "Дорогой Иван,\n\nЛодка пришла в пятницу с книгами. Она была {}.\n\nАда Хольм"


def write(project: Path, number: int, text: str) -> None:
    address = f"https://digitalarchive.wilsoncenter.org/document/92{number:04}"
    (project / f"records/{number}.txt").write_text(wilson(text, address=address), "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    for number in range(4):
        write(tmp_path, number, (RUSSIAN if number % 2 else ENGLISH).format(number))
    formats = '[output]\nformats = ["tei", "site"]\n[run]\njobs = 1\n'
    (tmp_path / "tei.toml").write_text(formats, "utf-8")
    return tmp_path


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The parts that Pagefind is run for."""
    parts: list[str] = []
    start = vars(search)["start"]

    def told(command: Sequence[str], **how: object) -> object:
        parts.append("/".join(Path(command[command.index("--output-path") + 1]).parts[-2:]))
        return start(command, **how)

    monkeypatch.setattr(search, "start", told)
    return parts


def test_only_parts_with_other_pages_are_indexed(project: Path, indexed: list[str]) -> None:
    run(project)
    assert indexed == ["index/en", "index/ru"]
    indexed.clear()
    write(project, 0, ENGLISH.format("another"))
    run(project)
    assert indexed == ["index/en"]
    indexed.clear()
    first = tree(project / "build")
    write(project, 1, RUSSIAN.format("другая"))
    run(project)
    assert indexed == ["index/ru"]
    second = tree(project / "build")
    assert {place: sha for place, sha in first.items() if place.startswith("site/search/index/en/")} == {
        place: sha for place, sha in second.items() if place.startswith("site/search/index/en/")
    }
    clean = project / "clean"
    (project / "build").rename(clean)
    run(project)
    assert tree(project / "build") == second


@pytest.mark.parametrize("lost", ["files.txt", "pagefind-entry.json"])
def test_a_part_of_which_a_file_is_lost_is_made_again(project: Path, indexed: list[str], lost: str) -> None:
    run(project)
    before = tree(project / "build")
    indexed.clear()
    (project / "build/site/search/index/ru" / lost).unlink()
    run(project)
    assert indexed == ["index/ru"]
    assert tree(project / "build") == before


def test_a_language_that_is_no_more_has_no_part(project: Path, indexed: list[str]) -> None:
    run(project)
    for number in (1, 3):
        (project / f"records/{number}.txt").unlink()
    indexed.clear()
    run(project)
    assert indexed == ["index/en"]  # in which their titles were
    assert not list((project / "build/site/search/index/ru").rglob("*.*"))
    assert (project / "build/site/search/index/en/pagefind-entry.json").is_file()
