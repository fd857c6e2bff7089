"""Files that are made of all records, put in their places many at a time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from tei.building import digests
from tei.building.model import WHOLE, Output, Staged
from tei.findings import Finding, Severity, TeiError, Where
from tei.outcomes import Outcome, State
from tei.output import prepare_output_folder, stage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tei.building.committing import Places

_AT_ONCE: Final = 64


class Whole:
    """The writer of files that belong to no one record; a hand's work at a place stays, and that is told."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._waiting: list[Staged] = []
        self._ready: set[Path] = set()
        self.written: dict[str, None] = {}
        """The places of what was made, whether it had to be written or not."""
        self.findings: list[Finding] = []

    def is_there(self, file: Path, key: str) -> bool:
        """Whether a file that was made of what this key is the digest of is in its place; then it stays."""
        place = file.relative_to(self._places.out).as_posix()
        _, output, coming = self._places.known().get(place, (WHOLE, None, ""))
        if output is None or coming or output.key != key or digests.file_sha256(file) != output.there:
            return False
        self.written[place] = None
        return True

    def write(self, file: Path, data: bytes, key: str = "") -> bool:
        """Write a file below the output folder; whether it was another one before.

        `key` is the digest of all that it is made of, where somebody will ask for it.

        Raises:
            TeiError: B002, the system refused.
        """
        place = file.relative_to(self._places.out).as_posix()
        self.written[place] = None
        sha = digests.sha256(data)
        output = Output(place, "whole", sha, sha, key or sha)
        if digests.file_sha256(file) == sha:
            self._waiting.append(Staged(output))
            return False
        if file.parent not in self._ready:
            prepare_output_folder(file.parent)
            self._ready.add(file.parent)
        self._waiting.append(Staged(output, os.fspath(stage(file, data))))
        if len(self._waiting) >= _AT_ONCE:
            self.flush()
        return True

    def flush(self) -> None:
        """Put in place what waits.

        Raises:
            TeiError: B002, the system refused.
        """
        waiting, self._waiting = self._waiting, []
        places = self._places
        with places.manifest.noting():
            places.announce(WHOLE, waiting)
        done = [places.put(one, str(places.out / one.output.place)) for one in waiting]
        places.settle()
        with places.manifest.noting():
            places.note(WHOLE, [output for output, _, _ in done if output])
        self.findings += [problem for _, problem, _ in done if problem]

    def put_all(self, made: Mapping[Path, bytes], path: str, findings: list[Finding], wanted: int) -> Outcome:
        """Write files as one outcome; it failed when one of those wanted could not be made or written."""
        done, changed = [], False
        before = len(self.findings)
        for file, data in made.items():
            try:
                changed = self.write(file, data) or changed
                done.append(file)
            except TeiError as error:
                findings.append(Finding(error.code, Severity.ERROR, error.message, Where(path), error.hint))
        try:
            self.flush()
        except TeiError as error:
            findings.append(Finding(error.code, Severity.ERROR, error.message, Where(path), error.hint))
        said, self.findings = self.findings[before:], self.findings[:before]
        failed = len(done) < wanted or any(one.severity is Severity.ERROR for one in said)
        state: State = "failed" if failed else "converted" if changed else "unchanged"
        return Outcome(path, state, (*findings, *said), tuple(done), counts=False)
