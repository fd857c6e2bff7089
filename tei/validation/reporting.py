"""A run over files, from what is asked to what is reported: validated, judged, gathered."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tei import __version__
from tei.report.content import Report
from tei.report.register import Register
from tei.validation import validate_files
from tei.verdict.baseline import written
from tei.verdict.codes import UNCHECKED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.inputs import Inputs
    from tei.validation import Request
    from tei.verdict.addresses import Base
    from tei.verdict.judging import Judge, Standard


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
    known = standard.baseline
    files = Addresses(found.files, standard.base, request.changed)
    register = Register(
        judge.judge(one) for one in chain(found.findings, validate_files(found.files, request))
    )
    looked_at = set(files) if standard.ignore or known else set()
    gone_files = {one.file for one in known.entries} if known else set()
    looked_at |= {file for file in gone_files if not (standard.base.folder / file).exists()}
    closing, gone = judge.close(looked_at, request.checks, baseline, whole=whole)
    register.extend(closing)
    report = Report(
        findings=register,
        files=files,
        fail_on=standard.fail_on,
        exit_status=0,
        version=__version__,
        compared=known is not None,
        gone=gone,
        unchanged=len(found.files) - len(files),
    )
    return _ended(report)


def _ended(report: Report) -> Report:
    """With its exit status: 2 where there were files and none could be read, so that nothing was validated."""
    if report.files and report.unread == len(report.files):
        return replace(report, exit_status=2)
    return replace(report, exit_status=int(report.failed))


def is_whole(inputs: Sequence[str], standard: Standard, request: Request) -> bool:
    """Whether a run reads all below the folder of tei-ignore.toml."""
    if standard.ignore is None or request.changed is not None:
        return False
    here = Path(standard.ignore.path).parent.resolve()
    return any(here.is_relative_to(Path(name).resolve()) for name in inputs if Path(name).is_dir())


def to_baseline(report: Report) -> tuple[Report, Iterator[str]]:
    """Return the report with all that the baseline now knows as known, and the baseline, piece by piece.

    Where the run was compared with an older baseline, it stays judged by that.
    """
    kept = {code for code in report.codes if code not in UNCHECKED and not code.startswith("V")}
    text = written(one for one in report.findings.by_fault if one.finding.code in kept and not one.reason)
    if report.compared:
        return report, text
    report.findings.know(kept)
    return _ended(replace(report, compared=True)), text


class Addresses(Collection[str]):
    """The addresses of the files whose findings are told, made when they are asked for."""

    def __init__(self, files: Collection[Path], base: Base, changed: Collection[Path] | None) -> None:
        self._files = files if changed is None else [file for file in files if file in changed]
        self._base = base

    def __iter__(self) -> Iterator[str]:
        return (self._base.address(str(file)) for file in self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, address: object) -> bool:
        return any(one == address for one in self)
