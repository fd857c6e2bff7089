"""Outputs put in their places: in the order of the inputs, each id once, and never over a hand's work.

What is about to be put is noted before and what was put after, many files at once: the disk is waited for twice a batch.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tei.building import digests
from tei.building.edits import told_of
from tei.building.manifest import FOLDER
from tei.building.model import FileKept, Known
from tei.findings import Finding, Severity, TeiError, Where, finding
from tei.output import put_in_place, settle, take_away
from tei.scratch import Scratch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.building.manifest import Manifest
    from tei.building.model import Output, RecordMade, Staged

BATCH: Final = 64
"""Files of records between two waits for the disk."""


@dataclass(frozen=True, slots=True)
class Put:
    """What became of the outputs of a record: those in place, findings, whether anything has changed."""

    outputs: tuple[Output, ...]
    findings: tuple[Finding, ...]
    changed: bool


class Staying:
    """The places of outputs that are to stay: as many as there are outputs, so they are kept on the disk."""

    def __init__(self) -> None:
        self._places = Scratch(
            "CREATE TABLE stay (place BLOB PRIMARY KEY) WITHOUT ROWID", "CREATE TABLE known (place BLOB)"
        )

    def add(self, places: Iterable[str]) -> None:
        """Take places in."""
        for place in places:
            self._places.add("INSERT OR IGNORE INTO stay VALUES (?)", os.fsencode(place))

    def others(self, places: Iterable[str]) -> list[str]:
        """Those of all known places that were not taken in, in order; asked once."""
        self._places.note_all("INSERT INTO known VALUES (?)", ((os.fsencode(place),) for place in places))
        gone = self._places.ask("SELECT place FROM known EXCEPT SELECT place FROM stay ORDER BY place")
        return [os.fsdecode(place) for (place,) in gone]


class Places:
    """The output folder, and what the manifest knows of it."""

    def __init__(self, out: Path, manifest: Manifest) -> None:
        self.out = out
        self.manifest = manifest
        self._touched: set[Path] = set()

    def is_ours(self, place: str, found: str) -> bool:
        """Whether bytes of this digest at a place are the program's own work, and nothing else."""
        if found == digests.EMPTY:
            return True
        known = self.manifest.output(place)
        if known is None:
            return False
        return found == known.output.made or (bool(known.coming) and found == known.coming)

    def is_edited(self, place: str) -> bool:
        """Whether a hand's work stands at a place."""
        found = digests.file_sha256(self.out / place)
        return bool(found) and not self.is_ours(place, found)

    def holds(self, output: Output) -> bool:
        """Whether an output is in its place already."""
        return digests.file_sha256(self.out / output.place) == output.there

    def announce(self, owner: str, staged: Iterable[Staged]) -> None:
        """Note what is about to be put; within `manifest.noting()`."""
        for one in staged:
            place = one.output.place
            if one.temporary:
                known = self.manifest.output(place)
                before = known.output if known else replace(one.output, made="", there="")
                coming = known.coming if known else ""
                # What an earlier run was about to put may stand there, too: then it is what was made.
                if coming and digests.file_sha256(self.out / place) == coming:
                    before = replace(before, made=coming, there=coming)
                self._note(owner, before, one.output.there if one.output.is_pure else "")

    def put(self, staged: Staged, path: str) -> tuple[Output | None, Finding | None, bool]:
        """Put an output in its place: the output that stands there now, what is to be said, whether it has changed.

        Of an output that was edited in the meantime, or of which nothing is known, the hand's file stays.
        """
        one, file = staged.output, self.out / staged.output.place
        if not staged.temporary:
            return one, None, False
        found = digests.file_sha256(file)
        try:
            if found == one.there:
                Path(staged.temporary).unlink(missing_ok=True)
                return one, None, False
            if found and found != staged.found and not self.is_ours(one.place, found):
                Path(staged.temporary).unlink(missing_ok=True)
                known = self.manifest.output(one.place)
                made = known.output.made if known else ""
                # TEI is looked at again by the next build, which knows it for edited and makes all else of it.
                there = one.there if one.kind == "tei" else found
                return replace(one, made=made, there=there), told_of(file, path), False
            put_in_place(Path(staged.temporary), file)
        except TeiError as error:
            return None, Finding(error.code, Severity.ERROR, error.message, Where(path), error.hint), False
        self._touched.add(file.parent)
        return one, None, True

    def put_record(self, record: RecordMade, path: str) -> Put:
        """Put all outputs of a record."""
        outputs, findings, changed = [], [], False
        for staged in record.staged:
            output, problem, moved = self.put(staged, path)
            outputs += [output] if output else []
            findings += [problem] if problem else []
            changed = changed or moved
        return Put(tuple(outputs), tuple(findings), changed)

    def settle(self) -> None:
        """Wait until the disk has the new entries of the folders."""
        for folder in self._touched:
            settle(folder)
        self._touched.clear()

    def note(self, owner: str, outputs: Iterable[Output]) -> None:
        """Note what stands in its place; within `manifest.noting()`."""
        for one in outputs:
            self._note(owner, one, "")

    def _note(self, owner: str, output: Output, coming: str) -> None:
        known = Known(owner, replace(output, findings=()), coming)
        if self.manifest.output(output.place) != known:
            self.manifest.put_output(*known)

    def drop(self, stay: Staying) -> Iterator[tuple[str, Finding | None]]:
        """Take away outputs that nothing makes any more; a hand's work stays, and that is told.

        `stay` are the places that are to stay.
        """
        gone = stay.others(place for place, _ in self.manifest.places())
        edited = set()
        for place in gone:
            file = self.out / place
            problem = None
            if not _lies_within(file, self.out) or place.startswith(f"{FOLDER}/"):
                problem = None  # a manifest that names what no build makes: nothing is done there
            elif self.is_edited(place):
                edited.add(place)
                problem = finding(
                    "B016", f"{file}: nothing makes it any more, and it was edited by hand", Where(str(file))
                )
            else:
                with suppress(OSError):  # it is gone already, or stays: the manifest forgets it
                    take_away(file, self.out)
            yield place, problem
        with self.manifest.noting():
            for place in gone:
                self.manifest.drop_output(place)
                if place not in edited:
                    self.manifest.drop_base(place)


def kept_of(path_source: str, setting: str, records: Iterable[RecordMade], puts: Iterable[Put]) -> FileKept:
    """What is to be known of a file whose records were put."""
    kept = tuple(
        replace(one.kept, outputs=put.outputs, findings=(*one.kept.findings, *put.findings))
        for one, put in zip(records, puts, strict=True)
    )
    return FileKept(path_source, setting, kept)


def throw_away(records: Iterable[RecordMade]) -> None:
    """Remove outputs that were made and will not be put."""
    for record in records:
        for one in record.staged:
            if one.temporary:
                with suppress(OSError):
                    os.unlink(one.temporary)  # noqa: PTH108  (a name, not a Path)


def _lies_within(file: Path, folder: Path) -> bool:
    return ".." not in file.parts and file.parent.resolve().is_relative_to(folder.resolve())
