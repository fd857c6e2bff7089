"""What a project asks of its TEI in `[validate]`: schemas, rules and catalogs, named relative to its file.

`tei validate` takes them where no option says otherwise, `tei build` for the TEI that it has made
(`tei.building.verdicts`).
"""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tei.findings import TeiError
from tei.validation.records import Records
from tei.validation.request import Request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.profile import Profile
    from tei.project import Input
    from tei.schematron import RuleSet
    from tei.verdict.standards import Setting

_FILES = (".rng", ".rnc", ".xsd", ".odd")


def request_of(setting: Setting, folder: Path, rules: Sequence[Path] = (), phase: str = "") -> Request:
    """The request that a project makes; nothing is read yet but the rule files.

    Args:
        setting: `[validate]` of the project.
        folder: the project's folder.
        rules: rule files instead of the project's.
        phase: of the rule files; empty: their own.

    Raises:
        TeiError: Y010 a rule file cannot be run.
    """
    return Request(
        schemas=tuple(_placed(name, folder) for name in setting.schemas),
        warn_schemas=tuple(_placed(name, folder) for name in setting.warn_schemas),
        rules=tuple(rule_set(file, phase) for file in rules or [folder / name for name in setting.rules]),
        catalogs=tuple(folder / name for name in setting.catalogs),
    )


def rule_set(file: Path, phase: str = "") -> RuleSet:
    """A rule file made ready to run.

    Raises:
        TeiError: Y010 it cannot be run.
    """
    from tei.schematron import load_rules  # only who brings rules waits for it

    return load_rules(file, phase or "#DEFAULT")


def records_of(setting: Input | None, folder: Path, named: Sequence[Path], *, compare: bool) -> Records:
    """Where the records of TEI files are: the folders named, else where the project's pattern begins.

    The text of a file is compared with its record only where folders are named: each record has to be read again.

    Raises:
        TeiError: B004, what is named is not there, and nothing would be compared.
    """
    for one in named:
        if not one.exists():
            raise TeiError("B004", f"--records {one}: there is no such folder", "check the path")

    def layout() -> str | Profile:
        from tei.layouts import layout_of_project  # only where a record is read

        return layout_of_project(setting.profile if setting else "auto", folder)

    ours: tuple[Path, ...] = ()
    if setting is not None:
        fixed = takewhile(lambda part: not set(part) & set("*?["), Path(setting.records).parent.parts)
        ours = (folder.joinpath(*fixed),)
    return Records(
        folders=tuple(named) or ours,
        layout=layout,
        compare=compare and bool(named),
    )


def _placed(name: str, folder: Path) -> str:
    """A schema's file, relative to the project; a name and an address are as they are."""
    file = Path(name).suffix in _FILES and not urlsplit(name).scheme
    return str(folder / name) if file else name
