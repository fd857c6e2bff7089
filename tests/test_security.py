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
