"""Findings as text, in the form of jing. Pure functions: the command line prints and colours."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from tei.findings import CODES, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tei.findings import Finding, TeiError, Where

# Controls (C0, DEL, C1), line and paragraph separator, signs that turn the writing direction, surrogates:
# in a terminal or a CI log they hide, reorder or forge text.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

_COMMAND = re.compile(r"(##[A-Za-z]*)\[")


def printable(text: str) -> str:
    r"""Return text on one line, its control characters and the like written as `\n`, `\x1b`, `\u202e`."""
    return _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    code = ord(match[0])
    return named.get(match[0]) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def _log_line(text: str) -> str:
    """Make a line that no CI system takes for a command of its own.

    GitHub's runner obeys `::name::` at the start of a line, white space before it or not, and `##[name]`
    anywhere in it; Azure Pipelines and TeamCity `##vso[name]` and `##teamcity[name]`.
    """
    line = without_commands(printable(text))
    return f"./{line}" if line.lstrip().startswith("::") else line


def without_commands(text: str) -> str:
    r"""Return text in which `##[name]` and its like, which CI services obey within a line, are `##\[name]`."""
    return _COMMAND.sub(r"\1\\[", text)


def format_place(where: Where) -> str:
    """Return `file:line:column` as far as known."""
    parts = (where.path or "-", where.line, where.column if where.line is not None else None)
    return ":".join(str(part) for part in parts if part is not None)


def format_finding(finding: Finding) -> str:
    """Return `file:line:column: severity: CODE message`, the form of jing, and the hint on a second line."""
    where = finding.where
    xpath = f" (at {where.xpath})" if where.xpath and (where.line is None or where.record_line == 0) else ""
    line = f", line {where.record_line} of the record" if where.record_line else ""
    cell = f" (column {where.cell!r}{line})" if where.cell else ""
    record = f" (record: {where.source[0]}:{where.source[1]})" if where.source else ""
    head = f"{format_place(where)}: {finding.severity.label}: {finding.code} {finding.message}{xpath}{cell}{record}"
    return _log_line(head) + (f"\n  hint: {_log_line(finding.hint)}" if finding.hint else "")


def format_at(finding: Finding, file: str) -> str:
    """As `format_finding`, its file under another name."""
    return format_finding(replace(finding, where=replace(finding.where, path=file)))


def format_error(error: TeiError) -> str:
    """Return a usage error in the same form, its findings first: `tei: error: CODE message`, then the hint.

    What a finding has said is not said again: then the code's title ends the message.
    """
    found = "".join(f"{format_finding(one)}\n" for one in error.findings)
    said = bool(error.findings) and error.findings[0].message in error.message and error.code in CODES
    head = found + _log_line(f"tei: error: {error.code} {CODES[error.code].title if said else error.message}")
    return head + (f"\n  hint: {_log_line(error.hint)}" if error.hint and not said else "")


def count_findings(findings: Iterable[Finding]) -> str:
    """Return `2 errors, 1 warning`, worst first; empty when there are none."""
    return format_counts(Counter(finding.severity for finding in findings))


def format_counts(counts: Mapping[Severity, int]) -> str:
    """As `count_findings`, of numbers by severity."""
    return ", ".join(
        f"{counts[severity]:,} {severity.label}{_s(counts[severity], severity)}"
        for severity in sorted(Severity, reverse=True)
        if counts.get(severity)
    )


def _s(count: int, severity: Severity) -> str:
    return "" if count == 1 or severity is Severity.INFO else "s"
