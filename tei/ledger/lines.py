"""The ledger as JSON Lines: a line for each record, span, sum of a record and failed record; at the end the sum of all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tei.findings import Severity
from tei.output import output_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.findings import Finding
    from tei.ledger.model import Account, Counts, Span

# Some readers of lines take them for line ends, and JSON allows them as they are.
_LINE_ENDS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}


def account_lines(account: Account) -> Iterator[bytes]:
    """The lines of a record that has its TEI."""
    yield _line(
        {
            "entry": "record",
            "id": account.id,
            "file": account.file,
            **({"record": account.ordinal} if account.ordinal else {}),
            "sha256": account.sha256,
            "encoding": account.encoding,
            "profile": account.layout,
            "tei": output_name(account.id, ".xml"),
        }
    )
    for span in account.spans:
        yield _line({"entry": "span", "id": account.id, **_span(span)})
    yield _line({"entry": "total", "id": account.id, **_counts(account.counts)})


def failed_line(file: str, sha256: str, findings: Sequence[Finding], ordinal: int = 0) -> bytes:
    """The line of an input of which nothing was written, with the reasons; `ordinal`: which record of its file."""
    reasons = [
        {"code": one.code, "message": one.message, **({"line": one.where.line} if one.where.line else {})}
        for one in findings
        if one.severity is Severity.ERROR
    ]
    known: dict[str, Any] = {"record": ordinal} if ordinal else {}
    known |= {"sha256": sha256} if sha256 else {}
    return _line({"entry": "failed", "file": file, **known, "tei": None, "reasons": reasons})


def sum_line(converted: int, failed: int, counts: Counts) -> bytes:
    """The last line: all inputs of the run."""
    numbers = {"inputs": converted + failed, "converted": converted, "failed": failed}
    return _line({"entry": "sum", **numbers, **_counts(counts)})


def _span(span: Span) -> dict[str, Any]:
    fate = span.fate
    told: dict[str, Any] = {
        "line": span.line,
        **({"column": span.column, "cell_line": span.nth} if span.column else {}),
        "begin": span.begin,
        "end": span.end,
        "text": span.text,
        "slot": fate.slot,
        "as": fate.kind,
    }
    if fate.kind == "dropped":
        return {**told, "reason": fate.why}
    told |= {"place": fate.place}
    told |= {"xml:id": fate.id} if fate.id else {}
    return {**told, "stands_for": fate.why} if fate.why else told


def _counts(counts: Counts) -> dict[str, int]:
    return {
        "in": counts.source,
        "text": counts.text,
        "markup": counts.markup,
        "label": counts.label,
        "dropped": counts.dropped,
    }


def _line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=False).translate(_LINE_ENDS).encode() + b"\n"
