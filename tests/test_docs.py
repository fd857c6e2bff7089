"""The documentation: its commands work and say what is shown, its made parts are up to date, its links lead on."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.glob("*.md")), ROOT / "examples/README.md"]
BLOCK = re.compile(r"^```([a-z]+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OMITTED = "…"
"""A line of shown output that stands for any lines."""


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# --- commands -----------------------------------------------------------------------------------


@dataclass
class Command:
    """A command of a console block, the lines shown below it, and the exit status that is expected."""

    words: list[str]
    shown: list[str]
    status: int = 0


def commands_of(block: str) -> list[Command]:
    """`$ tei ...` with its output; `$ echo $?` below it tells another exit status than 0."""
    commands: list[Command] = []
    asked = False
    for line in block.rstrip("\n").split("\n"):
        if line == "$ echo $?":
            asked = True
        elif asked:
            commands[-1].status = int(line)
            asked = False
        elif line.startswith("$ "):
            commands.append(Command(shlex.split(line[2:]), []))
        else:
            commands[-1].shown.append(line)
    return commands


def test_a_console_block_is_read_as_a_reader_does() -> None:
    (first, second) = commands_of("$ tei explain 'a b'\nx\n…\n$ tei validate c\nd\n$ echo $?\n1\n")
    assert (first.words, first.shown, first.status) == (["tei", "explain", "a b"], ["x", "…"], 0)
    assert (second.words, second.shown, second.status) == (["tei", "validate", "c"], ["d"], 1)


def shows(shown: Sequence[str], output: Sequence[str]) -> bool:
    """Whether the shown lines are those of the output, `…` standing for any lines."""
    pattern = "".join(r"(?:[^\n]*\n)*" if line == OMITTED else re.escape(line) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in output)) is not None


def test_output_that_differs_is_seen() -> None:
    assert shows(["a", "…", "d"], ["a", "b", "c", "d"])
    assert shows([], [])
    assert not shows(["a", "…"], ["b"])
    assert not shows([], ["a"])


def pages_with_commands() -> list[Path]:
    return [page for page in PAGES if "```console" in page.read_text("utf-8")]


def test_pages_with_commands_are_found() -> None:
    assert {"README.md", "docs/xslt.md", "docs/profiles.md"} <= {
        name_of(page) for page in pages_with_commands()
    }


@pytest.mark.parametrize("page", pages_with_commands(), ids=name_of)
def test_the_commands_of_a_page_do_what_it_shows(page: Path, tmp_path: Path) -> None:
    """In order, in a folder with a copy of examples/; a block with a file name becomes that file first."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for kind, file, block in BLOCK.findall(page.read_text("utf-8")):
        if kind == "console":
            for command in commands_of(block):
                assert command.words[0] == "tei", "only tei is run here"
                status, output = run_python(tmp_path, "-m", *command.words)
                assert status == command.status, f"{shlex.join(command.words)}\n{output}"
                assert shows(command.shown, output.rstrip("\n").split("\n") if output else []), output
        elif kind == "python":
            status, output = run_python(tmp_path, "-c", block)
            assert status == 0, output
        elif file:
            (tmp_path / file).parent.mkdir(exist_ok=True)
            (tmp_path / file).write_text(block, "utf-8")


def run_python(folder: Path, *arguments: str) -> tuple[int, str]:
    """Exit status, and what standard output and standard error say, in the order of a terminal."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "PYTHONUTF8": "1"}
    environment["TEI_CACHE"] = str(folder / "cache")
    for name in ("SOURCE_DATE_EPOCH", "TEI_ENGINE", "XML_CATALOG_FILES"):
        environment.pop(name, None)
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.returncode, done.stdout.decode("utf-8")


# --- what is made -------------------------------------------------------------------------------


def make_docs(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts/make-docs"), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_made_parts_of_the_pages_are_up_to_date(tmp_path: Path) -> None:
    shutil.copytree(DOCS, tmp_path / "docs")
    made = make_docs(tmp_path / "docs")
    assert made.returncode == 0, made.stderr
    old = [
        page.name
        for page in DOCS.glob("*.md")
        if page.read_bytes() != (tmp_path / "docs" / page.name).read_bytes()
    ]
    assert old == [], "run .venv/bin/python scripts/make-docs"


def test_make_docs_restores_a_part_and_refuses_one_that_nobody_makes(tmp_path: Path) -> None:
    shutil.copytree(DOCS, tmp_path / "docs")
    page = tmp_path / "docs/findings.md"
    page.write_text(page.read_text("utf-8").replace("`S001`", "`S999`"), "utf-8")
    assert make_docs(tmp_path / "docs").returncode == 0
    assert page.read_bytes() == (DOCS / "findings.md").read_bytes()
    page.write_text("<!-- made: nothing-such -->\n<!-- end -->\n", "utf-8")
    refused = make_docs(tmp_path / "docs")
    assert refused.returncode == 1
    assert "nothing makes nothing-such" in refused.stderr


# --- links --------------------------------------------------------------------------------------

LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and GitLab make them."""
    text = FENCED.sub("", page.read_text("utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = [re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading) for heading in headings]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in plain}


def broken_links(page: Path, root: Path = ROOT) -> list[str]:
    broken = []
    for link in LINK.findall(FENCED.sub("", page.read_text("utf-8"))):
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        found = target.exists() and target.is_relative_to(root)
        if not found or (anchor and anchor not in anchors(target)):
            broken.append(link)
    return broken


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_what_is_there(page: Path) -> None:
    assert broken_links(page) == []


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    copy = tmp_path / "page.md"
    outside = ROOT / "README.md"
    copy.write_text(
        f"# A page\n[a](page.md) [b](#a-page) [c](nowhere.md) [d](#no-such) [e]({outside})", "utf-8"
    )
    assert broken_links(copy, tmp_path) == ["nowhere.md", "#no-such", str(outside)]


def test_every_picture_is_shown_and_small() -> None:
    pictures = {path.name for path in (DOCS / "pictures").iterdir()}
    texts = "".join(page.read_text("utf-8") for page in PAGES)
    assert pictures == {name for name in pictures if f"pictures/{name})" in texts}
    assert all((DOCS / "pictures" / name).stat().st_size < 150_000 for name in pictures)
    assert all((DOCS / "pictures" / name).read_bytes().startswith(b"\x89PNG") for name in pictures)


def test_every_page_is_reached_from_the_readme() -> None:
    linked = {
        link for link in LINK.findall((ROOT / "README.md").read_text("utf-8")) if link.startswith("docs/")
    }
    assert {name_of(page) for page in DOCS.glob("*.md")} <= linked
