"""Findings as JSON, of the shape that `schemas/findings.schema.json` defines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tei.report.characters import Streamed, json_pieces
from tei.report.content import PROGRAM, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.report.content import Report
    from tei.verdict.judging import Judged

FORMAT, VERSION = "tei-findings", 1


def as_json(report: Report) -> Iterator[str]:
    """Return all findings, also those known and ignored, with the files checked and the counts."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "program": {"name": PROGRAM, "version": report.version},
        "summary": _summary(report),
        "files": Streamed(lambda: iter(report.files)),
        "findings": Streamed(lambda: (_finding(one, compared=report.compared) for one in report.findings)),
        "gone": [
            {
                "file": one.file,
                "code": one.code,
                "message": one.message,
                "fingerprint": one.fingerprint,
                "count": one.count,
            }
            for one in report.gone
        ],
    }
    yield from json_pieces(data, 2)
    yield "\n"


def _summary(report: Report) -> dict[str, Any]:
    counts = {f"{severity.label}s": count for severity, count in report.counts().items()}
    return {
        "files": len(report.files),
        "unchanged": report.unchanged,
        **counts,
        "known": report.known,
        "ignored": report.ignored,
        "gone": report.fixed,
        "fail_on": report.fail_on,
        "exit_status": report.exit_status,
    }


def _finding(one: Judged, *, compared: bool) -> dict[str, Any]:
    found, where = one.finding, one.finding.where
    state = "ignored" if one.reason else "known" if one.known else "new"
    return {
        "code": found.code,
        "severity": found.severity.label,
        "title": title(found.code),
        "message": found.message,
        "hint": found.hint,
        "rule": found.rule or None,
        "file": one.file,
        "line": where.line,
        "column": where.column,
        "xpath": where.xpath,
        "source": {"file": one.source, "line": where.source[1]} if where.source else None,
        "fingerprint": one.fingerprint,
        "state": state if compared or one.reason else None,
        "reason": one.reason or None,
    }
