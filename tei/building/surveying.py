"""What of a build is there already: every source and every output is hashed, and what is not as it was is made again."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.building import digests
from tei.building.model import Edited, Task
from tei.output import output_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tei.building.manifest import Manifest
    from tei.building.model import FileKept, OnEdit, Output
    from tei.building.planning import Plan


@dataclass(slots=True)
class Survey:
    """What was found: by path what is known of a file, why a file has to be made, what stands at the places.

    `edited` are the places where a hand's work stands.
    """

    kept: dict[str, FileKept]
    known: dict[str, tuple[str, Output, str]]
    sources: dict[str, str]
    found: dict[str, str]
    reasons: dict[str, str] = field(default_factory=dict)
    edited: set[str] = field(default_factory=set)


def survey(plan: Plan, manifest: Manifest) -> Survey:
    """Look at all files and all outputs.

    Raises:
        Broken: the manifest cannot be believed.
    """
    kept, known = manifest.files(), manifest.outputs()
    folder, out = os.fspath(plan.folder), os.fspath(plan.out)
    by_file = digests.files_sha256(os.path.join(folder, path) for path in plan.paths)  # noqa: PTH118  (many)
    by_place = digests.files_sha256(os.path.join(out, place) for place in known)  # noqa: PTH118
    seen = Survey(
        kept,
        known,
        dict(zip(plan.paths, by_file.values(), strict=True)),
        dict(zip(known, by_place.values(), strict=True)),
    )
    seen.edited = {place for place, sha in seen.found.items() if sha and not _is_ours(known[place], sha)}
    for path in plan.paths:
        if why := _reason(plan, seen, path):
            seen.reasons[path] = why
    return seen


def _is_ours(known: tuple[str, Output, str], sha: str) -> bool:
    _, output, coming = known
    return sha in (digests.EMPTY, output.made) or (bool(coming) and sha == coming)


def _reason(plan: Plan, seen: Survey, path: str) -> str:
    """Why a file has to be made; empty where all of it is there."""
    kept = seen.kept.get(path)
    if kept is None:
        return "it is new"
    if not seen.sources[path] or kept.source != seen.sources[path]:
        return "it has changed"
    if kept.setting != plan.setting_of(frozenset(one.id for one in kept.records)):
        return "what it is made by has changed"
    if not kept.is_whole:
        return "not all of it was made"
    for record in kept.records:
        for output in record.outputs:
            if why := _changed(seen, path, output):
                return why
    return ""


def _changed(seen: Survey, path: str, output: Output) -> str:
    owner, known, coming = seen.known.get(output.place, ("", output, ""))
    sha = seen.found.get(output.place, "")
    if sha in ("", digests.EMPTY):
        return f"{output.place} is not there"
    if owner != path or coming or known.made != output.made:
        return f"{output.place} was not put there whole"
    if sha == output.there:
        return ""
    # Of TEI that was edited all else is made anew; another output that was edited stays as it is.
    return f"{output.place} was edited" if output.kind == "tei" or sha == output.made else ""


def tasks(plan: Plan, seen: Survey, manifest: Manifest, on_edit: OnEdit) -> Iterator[Task]:
    """A task for each file that has to be made."""
    for path in seen.reasons:
        yield task_of(plan, seen, manifest, path, on_edit)


def task_of(plan: Plan, seen: Survey, manifest: Manifest, path: str, on_edit: OnEdit) -> Task:
    """The task of a file."""
    kept = seen.kept.get(path)
    records = kept.records if kept else ()
    fresh: Mapping[str, Output] = {
        output.place: output
        for record in records
        for output in record.outputs
        if output.is_pure and seen.found.get(output.place) == output.there
    }
    edited = tuple(
        Edited(place, manifest.record(path, record.ordinal)[1])
        for record in records
        if (place := output_name(record.id, ".xml")) in seen.edited
    )
    return Task(path, plan.setting, fresh, edited, on_edit)
