"""The forms of a report, by the names that `tei validate --format` knows. Each is made piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tei.report.as_json import as_json
from tei.report.github import as_github
from tei.report.junit import as_junit
from tei.report.page import as_page
from tei.report.sarif import as_sarif
from tei.report.text import format_finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tei.report.content import Report


def as_text(report: Report) -> Iterator[str]:
    """Return what is told, a finding a line in jing's form, under the names that the user gave the files."""
    for one in report.told:
        yield f"{format_finding(one.finding)}\n"


FORMS: Final[dict[str, Callable[[Report], Iterator[str]]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "junit": as_junit,
    "github": as_github,
    "html": as_page,
}
