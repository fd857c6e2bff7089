"""Findings judged: held as severe as the project says, ignored, known from the baseline, or new."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tei.findings import Severity, Where, finding
from tei.verdict.codes import UNCHECKED
from tei.verdict.fingerprints import fingerprint

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from tei.findings import Finding
    from tei.verdict.addresses import Base
    from tei.verdict.baseline import Baseline, Known
    from tei.verdict.ignoring import Ignore


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with what the run makes of it.

    Args:
        finding: as severe as the project holds it.
        file: the address of its file; that of the source in `source`, where the TEI was made of a record.
        fingerprint: what it is known by from run to run.
        known: it stands in the baseline.
        reason: why it is ignored; empty: it is not.
    """

    finding: Finding
    file: str
    fingerprint: str
    source: str = ""
    known: bool = False
    reason: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is told, and can fail the run: neither ignored nor known."""
        return not (self.known or self.reason)


@dataclass(frozen=True, slots=True)
class Standard:
    """By what a run judges.

    Args:
        base: what addresses of files are relative to.
        severities: codes that the project holds more or less severe than the table.
        ignore: what it lets stand.
        baseline: what it knows; None: everything is new.
        fail_on: `error`, `warning` or `never`.
    """

    base: Base
    severities: Mapping[str, Severity] = field(default_factory=dict)
    ignore: Ignore | None = None
    baseline: Baseline | None = None
    fail_on: str = "error"


class Judge:
    """Judges the findings of a run, one by one, in their order."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard

    def judge(self, found: Finding) -> Judged:
        """Judge a finding. One that says that a file was not checked always counts."""
        severity = self.standard.severities.get(found.code)
        one = found if severity is None else replace(found, severity=severity)
        address = self.standard.base.address(one.where.path)
        source = self.standard.base.address(one.where.source[0]) if one.where.source else ""
        judged = Judged(one, address, fingerprint(one, address), source)
        return judged if one.code in UNCHECKED else self._let_pass(judged)

    def _let_pass(self, judged: Judged) -> Judged:
        ignore, baseline = self.standard.ignore, self.standard.baseline
        if ignore and (reason := ignore.reason(judged.finding, judged.file)):
            return replace(judged, reason=reason)
        return replace(judged, known=baseline is not None and baseline.knows(judged.fingerprint))

    def close(
        self, files: Collection[str], codes: Collection[str] | None, baseline: str, *, whole: bool
    ) -> tuple[tuple[Judged, ...], tuple[Known, ...]]:
        """What only the end of a run can tell: entries that ignored nothing, and what of the baseline has gone.

        Args:
            files: the addresses of the files checked.
            codes: the rules that ran; None: all.
            baseline: the baseline's file as the user named it.
            whole: all below the folder of tei-ignore.toml was checked.
        """
        ignore = self.standard.ignore
        gone = self.standard.baseline.gone(files) if self.standard.baseline else ()
        found = ignore.left(files, codes, whole=whole) if ignore else []
        if gone:
            many = sum(one.count for one in gone)
            first = gone[0]
            text = f"{many:,} of the baseline no longer found, the first {first.code} in {first.file}"
            found.append(finding("V003", text, Where(baseline)))
        return tuple(self.judge(one) for one in found), gone
