"""What a report tells: a run's findings, judged, and the files that it checked. Every form is made of this alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tei.findings import CODES, Severity
from tei.verdict.codes import UNDONE

if TYPE_CHECKING:
    from collections.abc import Collection

    from tei.report.register import Register, Selection
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

    findings: Register
    files: Collection[str]
    fail_on: str
    exit_status: int
    version: str
    compared: bool = False
    gone: tuple[Known, ...] = ()
    unchanged: int = 0

    @property
    def told(self) -> Selection:
        """What is told to people: neither known nor ignored."""
        return self.findings.told

    @property
    def known(self) -> int:
        """How many were known."""
        return sum(count for (_, _, known, _), count in self.findings.tally.items() if known)

    @property
    def ignored(self) -> int:
        """How many were ignored."""
        return sum(count for (_, _, _, ignored), count in self.findings.tally.items() if ignored)

    @property
    def fixed(self) -> int:
        """How many findings of the baseline have gone."""
        return sum(one.count for one in self.gone)

    @property
    def unread(self) -> int:
        """How many of the files could not be read at all."""
        if "X006" not in self.codes:
            return 0
        unread = self.findings.files_with("X006")
        return len({file for file in self.files if file in unread})

    @property
    def codes(self) -> set[str]:
        """The codes of all findings."""
        return {code for code, _, _, _ in self.findings.tally}

    def counts(self) -> dict[Severity, int]:
        """How many are told, worst first."""
        found = dict.fromkeys(sorted(Severity, reverse=True), 0)
        for (_, severity, known, ignored), count in self.findings.tally.items():
            found[severity] += 0 if known or ignored else count
        return found

    def fails(self, one: Judged) -> bool:
        """Whether a finding fails the run; what says that work was left undone does under `never`, too."""
        return one.counts and self._is_grave(one.finding.code, one.finding.severity)

    @property
    def failed(self) -> bool:
        """Whether any finding fails the run."""
        tally = self.findings.tally
        return any(self._is_grave(code, severity) for code, severity, *passed in tally if not any(passed))

    def _is_grave(self, code: str, severity: Severity) -> bool:
        return code in UNDONE or (self.fail_on != "never" and severity >= Severity[self.fail_on.upper()])


def title(code: str) -> str:
    """What a code means, in a few words."""
    return CODES[code].title if code in CODES else code
