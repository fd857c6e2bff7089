"""Pages of a site made by worker processes: the same bytes for any number of them, and a worker that dies costs a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from build_projects import lay_out, run, times, tree
from site_documents import EDITION, document

from tei.gather.site import pages
from tei.gather.site.of_files import make_site
from tei.gather.site.pages import Spreading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Ended

    from tei.gather.site.model import Edition
    from tei.workers import Jobs


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three pages be enough for workers."""
    monkeypatch.setattr(pages, "_FEW", 3)


def documents(folder: Path, number: int = 6) -> list[Path]:
    """Documents of several languages and years, one without a title."""
    folder.mkdir()
    for one in range(number):
        body = f"<p>A letter about boats, number {one}.</p>"
        title = f"Letter {one}" if one != 4 else ""
        text = document(
            f"d{one}", title=title, date=f"19{one * 13 + 10}", body=body, lang="de" if one % 3 else "en"
        )
        (folder / f"{one:02}.xml").write_text(text, "utf-8")
    return sorted(folder.glob("*.xml"))


def test_a_site_is_the_same_for_any_number_of_workers(tmp_path: Path) -> None:
    files = documents(tmp_path / "tei")
    outcomes = {
        jobs: list(make_site(files, tmp_path / str(jobs), EDITION, spreading=Spreading(jobs)))
        for jobs in (1, 2)
    }
    assert tree(tmp_path / "2") == tree(tmp_path / "1")
    told = {
        jobs: [(one.path, one.state, one.findings) for one in made[:-1]] for jobs, made in outcomes.items()
    }
    assert told[1] == told[2]
    assert [file.name for file in files] == [one.path.rpartition("/")[2] for one in outcomes[2][:-1]]
    assert [one.code for one in outcomes[2][4].findings] == ["G032"]


def not_here(*_: object) -> pages.Page:
    raise AssertionError("a page was made in this process")


def test_the_pages_are_made_by_other_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_made", not_here)
    files = documents(tmp_path / "tei")
    assert all(one.outputs for one in make_site(files, tmp_path / "two", EDITION, spreading=Spreading(2)))
    with pytest.raises(AssertionError):
        list(make_site(files, tmp_path / "one", EDITION, spreading=Spreading(1)))


def test_a_page_over_which_a_worker_ends_twice_is_told_and_in_no_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_lost(wanted: Jobs[pages.Wanted], edition: Edition, _: Spreading) -> Iterator[pages.Page]:
        for number in range(len(wanted)):
            one = wanted[number]
            yield pages._lost(one, "it ended twice") if number == 3 else pages._made(edition, one)

    monkeypatch.setattr("tei.gather.site.making.pages", one_lost)
    files = documents(tmp_path / "tei")
    made = list(make_site(files, tmp_path / "site", EDITION))
    lost = [(one.path, [found.code for found in one.findings]) for one in made if one.state == "failed"]
    assert lost == [(str(files[3]), ["B018"])]
    assert len(list((tmp_path / "site/documents").glob("*.html"))) == 5
    assert "d3.html" not in (tmp_path / "site/chronology/index.html").read_text("utf-8")


def test_a_build_makes_the_pages_by_workers_and_leaves_those_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = lay_out(tmp_path / "project", 5)
    settings = (project / "tei.toml").read_text("utf-8").replace('"csv"]', '"site"]')
    (project / "tei.toml").write_text(settings, "utf-8")
    alone = lay_out(tmp_path / "alone", 5)
    (alone / "tei.toml").write_text(settings, "utf-8")
    run(alone, jobs=1)
    monkeypatch.setattr(pages, "_made", not_here)
    run(project, jobs=2)
    assert tree(project / "build") == tree(alone / "build")
    before = times(project / "build")
    one = project / "records/3.txt"
    one.write_text(one.read_text("utf-8").replace("Friday", "Monday"), "utf-8")
    run(project, jobs=2)
    changed = {name for name, time in times(project / "build").items() if before.get(name) != time}
    assert {name for name in changed if name.startswith("site/documents/")} == {
        "site/documents/wcda-920003.html"
    }


def test_jobs_of_tei_site(command: Callable[..., Ended], tmp_path: Path) -> None:
    documents(tmp_path / "tei")
    for jobs in ("1", "2"):
        assert command("site", "tei", "-o", f"site{jobs}", "--jobs", jobs, "-q").status == 0
    assert tree(tmp_path / "site1") == tree(tmp_path / "site2")
    assert command("site", "tei", "-o", "s", "--jobs", "-1").status == 2
