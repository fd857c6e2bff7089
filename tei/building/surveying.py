"""What of a build is there already: every source and every output is hashed, and what is not as it was is made again."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from tei.building import digests, pictures

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from tei.building.manifest import Manifest
    from tei.building.model import FileKept, Known, OnEdit, Output, RecordKept
    from tei.building.planning import Plan

_AT_ONCE: Final = 2_048
"""Files between two looks into the manifest."""
One = TypeVar("One")


@dataclass(slots=True)
class Survey:
    """What was found: why a file has to be made, what stands where something else should, and where a hand's work.

    What is as it was is not held: of it the manifest is asked again. Of the `odd` places there is here what the
    manifest said, and the digest of what stands there; what it said of the files of edited outputs is in `_files`.
    """

    manifest: Manifest
    odd: dict[str, tuple[str, Known]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    edited: set[str] = field(default_factory=set)
    records: str = ""
    """The digest of what is known of all records of the plan."""
    _files: dict[str, FileKept | None] = field(default_factory=dict)

    def kept(self, path: str) -> FileKept | None:
        """What is known of a file that this build has not put in place yet."""
        return self._files[path] if path in self._files else self.manifest.file(path)

    def records_of(self, path: str) -> tuple[RecordKept, ...]:
        """The records of a file, as far as they are known."""
        kept = self.kept(path)
        return kept.records if kept else ()

    def known(self, place: str) -> Known | None:
        """What is known of an output."""
        return self.odd[place][1] if place in self.odd else self.manifest.output(place)

    def found(self, place: str) -> str:
        """The digest of what stands at a place of an output; empty where nothing does."""
        if place in self.odd:
            return self.odd[place][0]
        known = self.manifest.output(place)
        return known.output.there if known else ""

    def look(self, known: Known, sha: str) -> None:
        """Take in what stands at the place of an output."""
        place, output = known.output.place, known.output
        if sha == output.there == output.made and sha != digests.EMPTY and not known.coming:
            return
        self.odd[place] = (sha, known)
        if sha and not _is_ours(known, sha):
            self.edited.add(place)
            if known.owner not in self._files:
                self._files[known.owner] = self.manifest.file(known.owner)


class Records:
    """What is known of records together, taken in in their order: how many, whether any was made, whether a page asks for the script.

    Their digest is that of all that what is made of the whole depends on.
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self.count = 0
        self.any_made = self.any_asks = False

    def add(self, path: str, records: Iterable[RecordKept]) -> None:
        """Take in the records of a file."""
        for one in records:
            there = [output.there for output in one.outputs]
            said = repr((path, one.ordinal, one.id, one.facts, one.failed, there))
            self._digest.update(said.encode("utf-8", "surrogatepass"))
            self.count += 1
            self.any_made = self.any_made or not one.failed
            self.any_asks = self.any_asks or one.asks

    @property
    def digest(self) -> str:
        """Of those so far."""
        return self._digest.hexdigest()


def survey(plan: Plan, manifest: Manifest, on_edit: OnEdit = "keep") -> Survey:
    """Look at all files and all outputs.

    `on_edit` says what is asked for: TEI that an earlier build has kept is made again to be merged or written anew.

    Raises:
        Broken: the manifest cannot be believed.
    """
    seen = Survey(manifest)
    folder, out = os.fspath(plan.folder), os.fspath(plan.out)
    for some in _handfuls(manifest.outputs()):
        for known, sha in zip(some, _shas(out, (one.output.place for one in some)), strict=True):
            seen.look(known, sha)
    records = Records()
    for paths in _handfuls(plan.paths):
        for path, sha in zip(paths, _shas(folder, paths), strict=True):
            kept = seen.kept(path)
            if why := _reason(plan, seen, path, kept, sha) or _asked(kept, seen.edited, on_edit):
                seen.reasons[path] = why
            records.add(path, kept.records if kept else ())
    for path in no_more(plan, manifest):
        manifest.file(path)  # can it be believed?
    seen.records = records.digest
    return seen


def no_more(plan: Plan, manifest: Manifest) -> list[str]:
    """The files that were built and are no more."""
    now = frozenset(plan.paths)
    return sorted(path for path in manifest.paths() if path not in now)


def _handfuls(many: Iterable[One]) -> Iterator[list[One]]:
    waiting = iter(many)
    return iter(lambda: list(islice(waiting, _AT_ONCE)), [])


def _shas(folder: str, places: Iterable[str]) -> Iterable[str]:
    return digests.files_sha256(os.path.join(folder, place) for place in places).values()  # noqa: PTH118  (many)


def _asked(kept: FileKept | None, edited: Collection[str], on_edit: OnEdit) -> str:
    """Why a file of which all is there is made again, to do with edited TEI what is asked for now."""
    if not edited and on_edit == "keep":
        return ""
    for record in kept.records if kept else ():
        refused = any(one.code == "B021" for one in record.findings)
        for output in record.outputs:
            if output.kind != "tei" or output.is_pure:
                continue
            if on_edit == "overwrite" or (on_edit == "merge" and not output.is_joined):
                return f"{output.place} was edited"
            if on_edit == "keep" and refused:  # it is told once that it could not be merged
                return f"{output.place} was edited"
    return ""


def _is_ours(known: Known, sha: str) -> bool:
    return sha in (digests.EMPTY, known.output.made) or (bool(known.coming) and sha == known.coming)


def _reason(plan: Plan, seen: Survey, path: str, kept: FileKept | None, sha: str) -> str:
    """Why a file has to be made; empty where all of it is there."""
    if kept is None:
        return "it is new"
    if not sha or kept.source != sha:
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
    known = seen.known(output.place)
    sha = seen.odd[output.place][0] if output.place in seen.odd else known.output.there if known else ""
    if known is None or sha in ("", digests.EMPTY):
        return f"{output.place} is not there"
    if known.owner != path or known.coming or known.output.made != output.made:
        return f"{output.place} was not put there whole"
    if sha == output.there:
        return ""
    return f"{output.place} was edited"
