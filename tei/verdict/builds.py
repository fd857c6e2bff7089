"""The verdict over a build: the outcomes of its records, each finding judged as it comes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tei.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.findings import Finding
    from tei.verdict.judging import Judge, Judged


def judged(outcomes: Iterator[Outcome], judge: Judge) -> Iterator[Outcome]:
    """Pass on outcomes with the findings that count, then what the end of the run tells.

    Of a record that failed nothing is let pass: there is no TEI of it.
    """
    files: set[str] = set()
    ignored = 0
    for outcome in outcomes:
        files.add(judge.standard.base.address(outcome.path))
        if outcome.state == "failed":
            yield outcome
            continue
        found = [judge.judge(one) for one in outcome.findings]
        ignored += sum(bool(one.reason) for one in found)
        yield replace(outcome, findings=_told(found))
    # Entries may be of the TEI, for tei validate: only those that name a record are asked for.
    closing, _ = judge.close(files, None, "", whole=False)
    says = f"{ignored:,} ignored" if ignored else ""
    yield Outcome("", "unchanged", _told(closing), counts=False, says=says)


def _told(found: tuple[Judged, ...] | list[Judged]) -> tuple[Finding, ...]:
    return tuple(one.finding for one in found if one.counts)
