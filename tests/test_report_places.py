"""A report takes the place of nothing that its run reads."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ended

    Command = Callable[..., Ended]

SOUND = (Path(__file__).parent / "schema/valid.xml").read_text("utf-8")
GRAMMAR = "start = any\nany = element * { (attribute * { text } | text | any)* }\n"
RULES = '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="/*"><assert test="1">x</assert></rule></pattern></schema>'
IGNORE = '[[ignore]]\ncode = "T001"\nfile = "a.xml"\nreason = "x"\n'
CATALOG = '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"/>'


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> dict[str, str]:
    held = {
        "a.xml": SOUND,
        "any.rnc": GRAMMAR,
        "own.sch": RULES,
        "tei-ignore.toml": IGNORE,
        "catalog.xml": CATALOG,
        "tei.toml": "[validate]\n",
        "docs/b.xml": SOUND,
    }
    for name, text in held.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return held


@pytest.mark.parametrize("option", ["-o", "--write-baseline"])
@pytest.mark.parametrize(
    "place", ["a.xml", "./docs/../a.xml", "any.rnc", "own.sch", "tei-ignore.toml", "catalog.xml", "tei.toml", "docs/b.xml"]
)  # fmt: skip
def test_no_report_is_written_over_what_the_run_reads(
    command: Command, tmp_path: Path, files: dict[str, str], option: str, place: str
) -> None:
    ended = command(
        "validate", "a.xml", "docs", "--schema", "any.rnc", "--rules", "own.sch", "--catalog", "catalog.xml",
        option, place,
    )  # fmt: skip
    assert (ended.status, "F012" in ended.messages) == (2, True)
    assert {name: (tmp_path / name).read_text("utf-8") for name in files} == files


def test_nor_over_a_file_of_another_name(command: Command, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("a.xml")
    assert command("validate", "a.xml", "-o", "link.txt").status == 2
    assert (tmp_path / "a.xml").read_text("utf-8") == SOUND


def test_a_report_and_a_baseline_are_two_files(command: Command, tmp_path: Path) -> None:
    ended = command("validate", "a.xml", "-o", "new.json", "--write-baseline", "./new.json")
    assert (ended.status, "F012" in ended.messages) == (2, True)
    assert not (tmp_path / "new.json").exists()


def test_a_baseline_is_written_anew_and_a_report_too(command: Command, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "a.xml", tmp_path / "valid.xml")
    for _ in range(2):
        ended = command("validate", "valid.xml", "-o", "report.txt", "--write-baseline", "known.json")
        assert "F012" not in ended.messages
    both = command("validate", "valid.xml", "--baseline", "known.json", "--write-baseline", "known.json")
    assert "F012" not in both.messages
    refused = command("validate", "valid.xml", "--baseline", "known.json", "-o", "known.json")
    assert (refused.status, "F012" in refused.messages) == (2, True)
