"""An explanation as JSON: the fields of tei/explain/model.py, under the same names (docs/review.md)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tei.explain.model import Explanation
    from tei.findings import Finding

FORMAT = 1
"""Raised when a key changes its meaning or goes; new keys may come without it."""


def as_json(told: Explanation) -> str:
    """Tell a record as one JSON object, keys in a fixed order; the TEI itself is not in it."""
    data: dict[str, Any] = {"format": FORMAT, **asdict(told)}
    del data["tei"]
    data["findings"] = [_finding(one) for one in told.findings]
    for line, made in zip(told.lines, data["lines"], strict=True):
        made["findings"] = [_finding(one) for one in line.findings]
    data["unclaimed"] = told.unclaimed
    data["written"] = bool(told.tei)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.label,
        "message": one.message,
        "line": one.where.line,
        "xpath": one.where.xpath,
        "hint": one.hint,
    }
