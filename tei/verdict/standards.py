"""By what a run judges: the project file's `[validate]`, what the command line says instead, and the files both name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.findings import Severity
from tei.verdict.addresses import find_base
from tei.verdict.baseline import read_baseline
from tei.verdict.ignoring import FILE_NAME, read_ignore
from tei.verdict.judging import Standard

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from tei.project import Validate


@dataclass(frozen=True, slots=True)
class Said:
    """What the command line says instead of the project file; None: nothing.

    `anew`: the project's baseline is not read, because one is written, or because it is of other files.
    """

    fail_on: str | None = None
    ignore: Path | None = None
    baseline: Path | None = None
    anew: bool = False


def standard_of(setting: Validate, folder: Path, said: Said, today: date | None) -> tuple[Standard, str]:
    """Return the standard, and the baseline's file as the user named it.

    Args:
        setting: `[validate]` of the project file; its defaults where there is none.
        folder: the project's folder, which its paths start from; without a project file the current one.
        said: what the command line says.
        today: the day on which `until` of tei-ignore.toml is looked at.

    Raises:
        TeiError: F001 or F002, tei-ignore.toml is wrong; V004, the baseline is.
    """
    base = find_base(folder)
    own = folder / setting.baseline if setting.baseline and not said.anew else None
    baseline = said.baseline or own
    ignore = said.ignore or _named(setting, folder)
    standard = Standard(
        base=base,
        severities={code: Severity[name.upper()] for code, name in setting.severity.items()},
        ignore=read_ignore(ignore, base, today) if ignore else None,
        baseline=read_baseline(baseline) if baseline else None,
        fail_on=said.fail_on or setting.fail_on,
    )
    return standard, str(baseline or "")


def _named(setting: Validate, folder: Path) -> Path | None:
    """The file that the project names, or the one that lies in its folder."""
    if setting.ignore:
        return folder / setting.ignore
    own = folder / FILE_NAME
    return own if own.exists() else None
