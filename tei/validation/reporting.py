"""A run over files, from what is asked to what is reported: validated, judged, gathered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tei import __version__
from tei.report.content import Report
from tei.validation import validate_files
from tei.verdict.baseline import written
from tei.verdict.codes import UNCHECKED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.inputs import Inputs
    from tei.validation import Request
    from tei.verdict.judging import Judge, Judged, Standard


def report_on(found: Inputs, request: Request, judge: Judge, baseline: str, *, whole: bool) -> Report:
    """Validate the files of a run and judge what is found.

    Args:
        found: the files, and a finding for each input that gave none.
        request: what is asked of them.
        judge: with the standard of the run.
        baseline: the baseline's file as the user named it.
        whole: all below the folder of tei-ignore.toml is among the files.
    """
    standard = judge.standard
    files = [file for file in found.files if request.changed is None or file in request.changed]
    addresses = tuple(standard.base.address(str(file)) for file in files)
    judged = [judge.judge(one) for one in (*found.findings, *validate_files(found.files, request))]
    gone_files = {one.file for one in standard.baseline.entries} if standard.baseline else set()
    looked_at = {*addresses, *(file for file in gone_files if not (standard.base.folder / file).exists())}
    closing, gone = judge.close(looked_at, request.checks, baseline, whole=whole)
    report = Report(
        findings=(*judged, *closing),
        files=addresses,
        fail_on=standard.fail_on,
        exit_status=0,
        version=__version__,
        compared=standard.baseline is not None,
        gone=gone,
        unchanged=len(found.files) - len(files),
    )
    return _ended(report)


def _ended(report: Report) -> Report:
    """With its exit status: 2 where there were files and none could be read, so that nothing was validated."""
    if report.files and report.unread == len(report.files):
        return replace(report, exit_status=2)
    return replace(report, exit_status=int(any(report.fails(one) for one in report.findings)))


def is_whole(inputs: Sequence[str], standard: Standard, request: Request) -> bool:
    """Whether a run reads all below the folder of tei-ignore.toml."""
    if standard.ignore is None or request.changed is not None:
        return False
    here = Path(standard.ignore.path).parent.resolve()
    return any(here.is_relative_to(Path(name).resolve()) for name in inputs if Path(name).is_dir())


def to_baseline(report: Report) -> tuple[Report, str]:
    """Return the report with all that the baseline now knows as known, and the baseline.

    Where the run was compared with an older baseline, it stays judged by that.
    """
    kept = [one for one in report.findings if _is_kept(one)]
    text = written(kept)
    if report.compared:
        return report, text
    findings = tuple(replace(one, known=_is_kept(one)) for one in report.findings)
    return _ended(replace(report, findings=findings, compared=True)), text


def _is_kept(one: Judged) -> bool:
    """Findings about files; not of ignored ones, of files that were not checked, or about the project's lists."""
    return not one.reason and one.finding.code not in UNCHECKED and not one.finding.code.startswith("V")
