"""A trial as JSON: the fields of tei/trial/model.py, under the same names."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tei.findings import Finding
    from tei.trial.as_text import Lines
    from tei.trial.model import Trial, Tried

FORMAT = 1
"""Raised when a key changes its meaning or goes; new keys may come without it."""


def as_json(trial: Trial, lines: Lines = "problems") -> str:
    """Tell a trial as one JSON object; `lines`: of which lines the records tell."""
    data: dict[str, Any] = {"format": FORMAT, **asdict(trial), "clean": trial.clean}
    data["records"] = [_record(one, lines) for one in trial.records]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _record(one: Tried, lines: Lines) -> dict[str, Any]:
    told = {"all": one.lines, "problems": one.left, "none": ()}[lines]
    return {
        **asdict(one),
        "lines": [asdict(line) for line in told],
        "findings": [_finding(found) for found in one.findings],
        "clean": one.clean,
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.label,
        "message": one.message,
        "line": one.where.line,
        "xpath": one.where.xpath,
    }
