"""SECURITY.md says which limits there are: its table against the code."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

SECURITY = (Path(__file__).parent.parent / "SECURITY.md").read_text("utf-8")
ROWS = re.findall(
    r"^\| (?P<what>[^|]+) \| (?P<limit>[^|]+) \| `?(?P<name>[\w.]+)`? \| [^|]+ \|$",
    SECURITY.partition("<!-- limits -->")[2].partition("<!-- end -->")[0],
    re.MULTILINE,
)[1:]
UNITS = {"": 1, "bytes": 1, "s": 1, "MB": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}


def value(limit: str) -> float:
    number, _, unit = limit.partition(" ")
    return float(number.replace(",", "")) * UNITS[unit]


def test_the_table_has_its_rows() -> None:
    assert len(ROWS) > 20


@pytest.mark.parametrize(
    ("what", "limit", "name"), [row for row in ROWS if row[2].rpartition(".")[2].isupper()]
)
def test_a_limit_is_the_one_of_the_code(what: str, limit: str, name: str) -> None:
    module, _, constant = name.rpartition(".")
    assert getattr(importlib.import_module(module), constant) == value(limit), what


@pytest.mark.parametrize("option", re.findall(r"`(--[\w-]+)`", SECURITY.partition("## Limits")[2]))
def test_an_option_that_raises_a_limit_is_there(option: str) -> None:
    from tei.cli.commands import cli

    options = {name for command in cli.commands.values() for one in command.params for name in one.opts}
    assert option in options


GUARANTEES = (Path(__file__).parent.parent / "docs" / "guarantees.md").read_text("utf-8")


def test_every_promise_has_its_number_and_a_test_that_is_there() -> None:
    numbers = set[int]()
    for first, last in re.findall(r"^\| (\d+)(?:–(\d+))? \|", GUARANTEES, re.MULTILINE):
        numbers |= set(range(int(first), int(last or first) + 1))
    assert numbers == set(range(1, 47))
    tests = Path(__file__).parent
    for row in re.findall(r"^\| \d.*$", GUARANTEES, re.MULTILINE):
        files = re.findall(r"`(test_\w+\.py)`", row)
        texts = "".join((tests / name).read_text("utf-8") for name in files)
        for name in re.findall(r"`(test_\w+)`", row):
            assert f"def {name}(" in texts, row
