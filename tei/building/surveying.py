"""What of a build is there already: every source and every output is hashed, and what is not as it was is made again."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.building import digests, pictures
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


def survey(plan: Plan, manifest: Manifest, on_edit: OnEdit = "keep") -> Survey:
    """Look at all files and all outputs.

    `on_edit` says what is asked for: TEI that an earlier build has kept is made again to be merged or written anew.

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
        if why := _reason(plan, seen, path) or _asked(seen, path, on_edit):
            seen.reasons[path] = why
    return seen


def _asked(seen: Survey, path: str, on_edit: OnEdit) -> str:
    """Why a file of which all is there is made again, to do with edited TEI what is asked for now."""
    for record in seen.kept[path].records:
        refused = any(one.code == "B021" for one in record.findings)
        for output in record.outputs:
            if output.kind != "tei" or output.is_pure:
                continue
            if on_edit == "overwrite" or (on_edit == "merge" and not output.is_joined):
                return f"{output.place} was edited"
            if on_edit == "keep" and refused:  # it is told once that it could not be merged
                return f"{output.place} was edited"
    return ""


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
        if picture := pictures.changed(record.drawn, plan.folder):
            return f"{picture} has changed"
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
    return f"{output.place} was edited"


class Bases:
    """What the program had made of the TEI that a hand has changed, by its place; empty where that is not known.

    It is that of the record that last had the place, whichever has it now. A build that is under way writes over what
    the manifest has of the files that it makes, so theirs is read before.
    """

    def __init__(self, seen: Survey, manifest: Manifest) -> None:
        self._seen = seen
        self._manifest = manifest
        self._read = {
            place: self._of(place)
            for place in seen.edited
            if seen.known[place][1].kind == "tei" and seen.known[place][0] in seen.reasons
        }

    def of(self, place: str) -> bytes:
        """The TEI, compressed."""
        found = self._read.get(place)
        return self._of(place) if found is None else found

    def _of(self, place: str) -> bytes:
        owner = self._seen.known.get(place, ("", None, ""))[0]
        kept = self._seen.kept.get(owner)
        for record in kept.records if kept else ():
            if any(one.place == place for one in record.outputs):
                return self._manifest.record(owner, record.ordinal)[1]
        return self._manifest.base(place)


def tasks(seen: Survey, bases: Bases, on_edit: OnEdit) -> Iterator[Task]:
    """A task for each file that has to be made."""
    for path in seen.reasons:
        yield task_of(seen, bases, path, on_edit)


def task_of(seen: Survey, bases: Bases, path: str, on_edit: OnEdit) -> Task:
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
        Edited(place, bases.of(place))
        for record in records
        if (place := output_name(record.id, ".xml")) in seen.edited
    )
    return Task(path, fresh, edited, on_edit)
