"""What becomes of a TEI file that a hand has changed since the program wrote it: kept, merged, or written anew.

The bytes decide: what is neither what the program wrote nor what it was about to write is somebody's work.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from tei.building import digests
from tei.building.manifest import FOLDER
from tei.findings import Finding, Severity, TeiError, Where, finding
from tei.merging import carry_protected, merge
from tei.output import output_name, prepare_output_folder, write_atomic
from tei.validation.documents import read_data

if TYPE_CHECKING:
    from pathlib import Path

    from tei.building.model import Edited, Task
    from tei.building.planning import Plan
    from tei.pipeline import Result

BACKUPS: Final = "edited"
OF_EDITS: Final = frozenset("B011 B012 B013 B014 B015 B020 B021 B022".split())
"""What is told of files that a hand has changed."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The TEI that outputs are made of, what is to be said of it, the digest of the hand's file that it takes in.

    `base` is what the program had made before the hand changed it, where the hand's file stays as it is: of what is made
    now nothing has come into it.
    """

    data: bytes
    findings: tuple[Finding, ...] = ()
    found: str = ""
    base: bytes | None = None
    is_readable: bool = True


def with_edits(plan: Plan, task: Task, record: Result) -> Joined:
    """The TEI of a record, joined to what a hand has made of the last one, in the way that the task says."""
    place = output_name(record.id, ".xml")
    edited = next((one for one in task.edited if one.place == place), None)
    if edited is None:
        return Joined(record.tei)
    file = plan.out / place
    try:
        data = file.read_bytes()
    except OSError as error:
        message = f"{file}: was edited and cannot be read: {error.strerror}"
        return Joined(record.tei, (finding("B015", message, Where(record.path)),))
    if data == record.tei:
        return Joined(record.tei)
    ways = {"keep": _kept, "merge": _merged, "overwrite": _overwritten}
    return ways[task.on_edit](edited, file, data, record)


def _kept(edited: Edited, file: Path, data: bytes, record: Result) -> Joined:
    """The hand's file stays, and all else is made of it."""
    found = digests.sha256(data)
    document, problems = read_data(str(file), data)
    if document is None or problems:  # an id that stands there twice
        said = finding(
            "B015", f"{file}: was edited by hand, is kept, and cannot be read as TEI", Where(record.path)
        )
        return Joined(data, (said, *problems), found, _base(edited), is_readable=False)
    base = _base(edited)
    changed = ", and its record says other things now" if base and base != record.tei else ""
    code = "B012" if changed else "B011"
    if not base:
        changed = ", or comes from a build of which nothing is known"
    said = finding(code, f"{file}: was edited by hand{changed}; it is kept", Where(record.path))
    return Joined(data, (said, *_proven(file, data)), found, base)


def _merged(edited: Edited, file: Path, data: bytes, record: Result) -> Joined:
    if not edited.base:
        kept = _kept(edited, file, data, record)
        said = finding(
            "B021",
            f"{file}: was edited by hand, and what was made before the edit is not known, so it cannot be merged",
            Where(record.path),
            "see by tei build --on-edit overwrite what is made now, and put into it what you need of the edited file",
        )
        return replace(kept, findings=(said, *kept.findings))
    merged = merge(zlib.decompress(edited.base), data, record.tei, str(file))
    if not merged.data:
        kept = _kept(edited, file, data, record)
        return replace(kept, findings=(*merged.findings, *kept.findings))
    if read_data(str(file), merged.data)[1]:
        kept = _kept(edited, file, data, record)
        said = finding("B021", f"{file}: cannot be merged: an id would stand in it twice", Where(record.path))
        return replace(kept, findings=(said, *kept.findings))
    clashes = f", {merged.conflicts:,} conflicts" if merged.conflicts else ""
    said = finding(
        "B013",
        f"{file}: what was edited by hand is merged with what is made now{clashes}",
        Where(record.path),
    )
    findings = (said, *merged.findings, *_proven(file, merged.data))
    return Joined(merged.data, findings, digests.sha256(data))


def _overwritten(edited: Edited, file: Path, data: bytes, record: Result) -> Joined:
    """Written anew: the hand's file is kept aside, and what an editor has signed is carried over."""
    found = digests.sha256(data)
    carried = carry_protected(data, record.tei, str(file))
    if carried.data == data:
        return Joined(data, (*carried.findings, *_proven(file, data)), found)
    backup = file.parent / FOLDER / BACKUPS / f"{file.stem}.{found[:12]}{file.suffix}"
    try:
        prepare_output_folder(backup.parent)
        write_atomic(backup, data)
    except TeiError as error:
        problem = Finding(error.code, Severity.ERROR, error.message, Where(record.path), error.hint)
        kept = _kept(edited, file, data, record)
        return replace(kept, findings=(problem, *kept.findings))
    said = finding(
        "B014",
        f"{file}: was edited by hand and is written anew; the edited file is {backup}",
        Where(record.path),
    )
    proven = _proven(file, carried.data) if carried.data and carried.data != record.tei else ()
    return Joined(carried.data or record.tei, (said, *carried.findings, *proven), found)


def _base(edited: Edited) -> bytes:
    return zlib.decompress(edited.base) if edited.base else b""


def _proven(file: Path, data: bytes) -> tuple[Finding, ...]:
    """What the checks say of TEI that has a hand's work in it."""
    document, problems = read_data(str(file), data)
    if document is None:
        return problems
    from tei.validation import Request, validate_document  # with all schemas

    return (*problems, *validate_document(document, Request()))


def told_of(place: Path, path: str) -> Finding:
    """What is said of an output that is no TEI and was edited."""
    return finding(
        "B011",
        f"{place}: was edited by hand; it is kept",
        Where(path),
        "it stays as it is; delete it, and it is made anew",
    )
