"""Findings as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), which code hosts show beside the lines."""

from __future__ import annotations

import os
import posixpath
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from tei.findings import CODES, Severity
from tei.report.characters import Streamed, json_pieces
from tei.report.content import PROGRAM, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.report.content import Report
    from tei.verdict.judging import Judged

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT: Final = "%SRCROOT%"
FINGERPRINT: Final = "teiFinding/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_DRIVE = re.compile(r"[A-Za-z]:[/\\]")
_ARGUMENT = re.compile(r"\{([0-9]+)\}")
_NO_FILES = frozenset({"", "-", "stdin"})


def as_sarif(report: Report) -> Iterator[str]:
    """Return one run: its rules, files and results; what is ignored is suppressed, what is known unchanged.

    Findings of the baseline that have gone are counted only: viewers show a result as there, whatever its state.
    """
    codes = sorted(report.codes)
    driver = {"name": PROGRAM, "semanticVersion": report.version, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(report)],
        "originalUriBaseIds": {
            ROOT: {
                "description": {
                    "text": "the root of the repository, or the folder of the run where there is none"
                }
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": Streamed(lambda: ({"location": _address(file)} for file in report.files)),
        "results": Streamed(lambda: _results(report, codes)),
        "properties": {"gone": report.fixed, "unchangedFiles": report.unchanged},
    }
    yield from json_pieces({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, 2)
    yield "\n"


def _rule(code: str) -> dict[str, Any]:
    entry = CODES.get(code)
    level = _LEVELS[entry.severity] if entry else "warning"
    helped = {"help": {"text": entry.help}} if entry else {}
    return {
        "id": code,
        "shortDescription": {"text": title(code)},
        **helped,
        "defaultConfiguration": {"level": level},
    }


def _invocation(report: Report) -> dict[str, Any]:
    return {
        # A file named that is not there: part of the work could not be done.
        "executionSuccessful": "B004" not in report.codes,
        "exitCode": report.exit_status,
    }


def _results(report: Report, codes: list[str]) -> Iterator[dict[str, Any]]:
    seen = dict.fromkeys(report.findings.repeated(), 0)
    for one in report.findings:
        if one.fingerprint in seen:
            seen[one.fingerprint] += 1
        occurrence = seen.get(one.fingerprint, 1)
        yield _result(one, codes.index(one.finding.code), occurrence, report.compared)


def _result(one: Judged, rule: int, occurrence: int, compared: bool) -> dict[str, Any]:
    found = one.finding
    hint = f"\n{found.hint}" if found.hint else ""
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _LEVELS[found.severity],
        "message": {"text": _plain(found.message + hint) or title(found.code)},
        "partialFingerprints": {FINGERPRINT: f"{one.fingerprint}:{occurrence}"},
    }
    if one.file not in _NO_FILES:
        result["locations"] = [_location(one)]
    if one.source and found.where.source:
        place = {"artifactLocation": _address(one.source), "region": {"startLine": found.where.source[1]}}
        result["relatedLocations"] = [
            {"id": 1, "message": {"text": "the record's line"}, "physicalLocation": place}
        ]
    if one.reason:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": one.reason}]
    if compared:
        result["baselineState"] = "unchanged" if one.known else "new"
    if found.rule:
        result["properties"] = {"rule": found.rule}
    return result


def _plain(text: str) -> str:
    """Text in which a viewer sees neither a link, `[words](1)`, nor an argument, `{0}` (3.11.5, 3.11.6)."""
    text = _ARGUMENT.sub(r"{{\1}}", text)
    return text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _location(one: Judged) -> dict[str, Any]:
    where = one.finding.where
    place: dict[str, Any] = {"artifactLocation": _address(one.file)}
    if where.line:
        column = {"startColumn": where.column} if where.column else {}
        place["region"] = {"startLine": where.line, **column}
    location: dict[str, Any] = {"physicalLocation": place}
    if where.xpath:
        location["logicalLocations"] = [{"fullyQualifiedName": where.xpath, "kind": "element"}]
    return location


def _address(address: str) -> dict[str, str]:
    """A relative address below the root; the whole one of a file outside it."""
    path = quote(os.fsencode(address))
    if posixpath.isabs(address) or _DRIVE.match(address):
        return {"uri": f"file://{path}" if address.startswith("/") else f"file:///{path}"}
    return {"uri": path, "uriBaseId": ROOT}
