"""By what a run judges: the project file's `[validate]`, what the command line says instead, and the files both name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tei.findings import Severity
from tei.verdict.addresses import find_base
from tei.verdict.baseline import read_baseline
from tei.verdict.judging import Standard

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from tei.project import Validate
    from tei.verdict.addresses import Base
    from tei.verdict.ignoring import Ignore

IGNORE_FILE: Final = "tei-ignore.toml"


@dataclass(frozen=True, slots=True)
class NoProject:
    """What counts without a project file, as `tei.project.Validate` says it. To load that takes as long as 50 documents."""

    schemas: tuple[str, ...] = ("tei-record",)
    warn_schemas: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    catalogs: tuple[str, ...] = ()
    checks: str = "all"
    fail_on: str = "error"
    severity: Mapping[str, str] = field(default_factory=dict)
    ignore: str = ""
    baseline: str = ""


if TYPE_CHECKING:
    Setting = Validate | NoProject


@dataclass(frozen=True, slots=True)
class Said:
    """What the command line says instead of the project file; None: nothing.

    `anew`: the project's baseline is not read, because one is written, or because it is of other files.
    """

    fail_on: str | None = None
    ignore: Path | None = None
    baseline: Path | None = None
    anew: bool = False


def standard_of(setting: Setting, folder: Path, said: Said, today: date | None) -> tuple[Standard, str]:
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
        ignore=_ignore(ignore, base, today),
        baseline=read_baseline(baseline) if baseline else None,
        fail_on=said.fail_on or setting.fail_on,
    )
    return standard, str(baseline or "")


def _named(setting: Setting, folder: Path) -> Path | None:
    """The file that the project names, or the one that lies in its folder."""
    if setting.ignore:
        return folder / setting.ignore
    own = folder / IGNORE_FILE
    return own if own.exists() else None


def _ignore(file: Path | None, base: Base, today: date | None) -> Ignore | None:
    if file is None:
        return None
    from tei.verdict.ignoring import read_ignore  # what reads such a file is loaded where there is one

    return read_ignore(file, base, today)
