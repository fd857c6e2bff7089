"""What a report tells: a run's findings, judged, and the files that it checked. Every form is made of this alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tei.findings import CODES, Severity
from tei.verdict.codes import UNDONE

if TYPE_CHECKING:
    from tei.verdict.baseline import Known
    from tei.verdict.judging import Judged

PROGRAM: Final = "tei-pipeline"


@dataclass(frozen=True, slots=True)
class Report:
    """A run of `tei validate`.

    Args:
        findings: in the order in which they were found.
        files: the addresses of the files checked, in their order.
        fail_on: from which severity on a finding fails: `error`, `warning`, or `never`.
        exit_status: how the run ends.
        version: of the program.
        compared: there was a baseline.
        gone: what of the baseline was no longer found.
        unchanged: how many files were left out as not changed since a revision.
    """

    findings: tuple[Judged, ...]
    files: tuple[str, ...]
    fail_on: str
    exit_status: int
    version: str
    compared: bool = False
    gone: tuple[Known, ...] = ()
    unchanged: int = 0

    @property
    def told(self) -> tuple[Judged, ...]:
        """What is told to people: neither known nor ignored."""
        return tuple(one for one in self.findings if one.counts)

    @property
    def known(self) -> int:
        """How many were known."""
        return sum(one.known for one in self.findings)

    @property
    def ignored(self) -> int:
        """How many were ignored."""
        return sum(bool(one.reason) for one in self.findings)

    @property
    def fixed(self) -> int:
        """How many findings of the baseline have gone."""
        return sum(one.count for one in self.gone)

    @property
    def unread(self) -> int:
        """How many of the files could not be read at all."""
        return len({one.file for one in self.findings if one.finding.code == "X006"} & set(self.files))

    def counts(self) -> dict[Severity, int]:
        """How many are told, worst first."""
        found = Counter(one.finding.severity for one in self.told)
        return {severity: found[severity] for severity in sorted(Severity, reverse=True)}

    def fails(self, one: Judged) -> bool:
        """Whether a finding fails the run; what says that work was left undone does under `never`, too."""
        if not one.counts or one.finding.code in UNDONE:
            return one.counts
        return self.fail_on != "never" and one.finding.severity >= Severity[self.fail_on.upper()]


def title(code: str) -> str:
    """What a code means, in a few words."""
    return CODES[code].title if code in CODES else code


def by_file(report: Report) -> dict[str, list[Judged]]:
    """What is told, by the address of the file, sorted; within a file by place."""
    groups: dict[str, list[Judged]] = {}
    for one in sorted(report.told, key=_place):
        groups.setdefault(one.file, []).append(one)
    return groups


def by_code(report: Report) -> dict[str, list[Judged]]:
    """What is told, by code, the most severe first."""
    groups: dict[str, list[Judged]] = {}
    for one in sorted(report.told, key=lambda one: (-one.finding.severity, one.finding.code, _place(one))):
        groups.setdefault(one.finding.code, []).append(one)
    return groups


def _place(one: Judged) -> tuple[str, int, int, str, str]:
    where = one.finding.where
    return one.file, where.line or 0, where.column or 0, one.finding.code, one.finding.message
