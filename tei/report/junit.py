"""Findings as JUnit XML, which CI services show as tests: a file is a test, and passes unless a finding fails the run."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tei.report.characters import safe_xml_text
from tei.report.content import PROGRAM
from tei.report.text import format_at, printable
from tei.verdict.codes import UNCHECKED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.report.content import Report
    from tei.verdict.judging import Judged

SUITE = "tei validate"


def as_junit(report: Report) -> Iterator[str]:
    """Return one suite with a case for each file checked, and for each other file that has findings.

    A case has one failure (some readers show only the first) with all findings that fail the run. A file that could
    not be read is an error. Findings that fail nothing, and those ignored or known, are the case's output.
    """
    cases = failures = errors = 0
    for _, findings in report.findings.by_case(report.files):
        unread = _is_unread(report, findings)
        cases += 1
        errors += unread
        failures += not unread and any(map(report.fails, findings))
    numbers = f'tests="{cases}" failures="{failures}" errors="{errors}"'
    name = f"name={_attribute(SUITE)}"
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {name} {numbers} time="0">\n'
    yield f'<testsuite {name} {numbers} skipped="0" time="0">\n'
    yield f'<properties><property name="{PROGRAM}" value={_attribute(report.version)}/></properties>\n'
    for file, findings in report.findings.by_case(report.files):
        failing = [one for one in findings if report.fails(one)]
        others = [one for one in findings if not report.fails(one)]
        yield _case(file, failing, others, "error" if _is_unread(report, findings) else "failure")
    yield "</testsuite>\n</testsuites>\n"


def _is_unread(report: Report, findings: list[Judged]) -> bool:
    return any(one.finding.code in UNCHECKED and report.fails(one) for one in findings)


def _case(file: str, failing: list[Judged], others: list[Judged], kind: str) -> str:
    parts = []
    if failing:
        more = f" (and {len(failing) - 1} more)" if len(failing) > 1 else ""
        first = failing[0].finding
        message = _attribute(f"{first.code} {first.message}{more}")
        parts.append(f"<{kind} message={message} type={_attribute(first.code)}>{_lines(failing)}</{kind}>\n")
    if others:
        parts.append(f"<system-out>{_lines(others)}</system-out>\n")
    head = f'<testcase classname={_attribute(SUITE)} name={_attribute(file or "-")} file={_attribute(file)} time="0"'
    return f"{head}>\n{''.join(parts)}</testcase>\n" if parts else f"{head}/>\n"


def _lines(findings: list[Judged]) -> str:
    return "".join(_text(f"{format_at(one.finding, one.file)}{_mark(one)}\n") for one in findings)


def _mark(one: Judged) -> str:
    if one.reason:
        return f"\n  ignored: {printable(one.reason)}"
    return "\n  known: it stands in the baseline" if one.known else ""


def _text(text: str) -> str:
    return escape(safe_xml_text(text), quote=False).replace("##", "#&#35;")


def _attribute(text: str) -> str:
    return '"' + escape(safe_xml_text(printable(text))).replace("##", "#&#35;") + '"'
