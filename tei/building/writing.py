"""Files that are made of all records, put in their places many at a time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from tei.building import digests
from tei.building.model import WHOLE, Output, Staged
from tei.findings import Finding, Severity, TeiError, Where
from tei.outcomes import Outcome, State
from tei.output import prepare_output_folder, stage, stage_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tei.building.committing import Places

    Data = bytes | Iterator[bytes]

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
        known = self._places.manifest.output(place)
        if known is None or known.coming or known.output.key != key:
            return False
        if digests.file_sha256(file) != known.output.there:
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

    def write_pieces(self, file: Path, pieces: Iterable[bytes]) -> bool:
        """As `write`, for a file that is too large to be in memory; the pieces are made while it is written.

        Raises:
            TeiError: B002, the system refused.
        """
        place = file.relative_to(self._places.out).as_posix()
        self.written[place] = None
        sha, temporary = stage_pieces(file, pieces)
        output = Output(place, "whole", sha, sha, sha)
        changed = digests.file_sha256(file) != sha
        if not changed:
            temporary.unlink(missing_ok=True)
        self._waiting.append(Staged(output, os.fspath(temporary) if changed else ""))
        return changed

    def put_all(
        self, made: Iterable[tuple[Path, Data]], path: str, findings: list[Finding], wanted: int
    ) -> Outcome:
        """Write files as one outcome; it failed when one could not be written, or fewer could be made than are wanted."""
        done, changed, refused = [], False, False
        before = len(self.findings)
        for file, data in made:
            try:
                written = self.write(file, data) if isinstance(data, bytes) else self.write_pieces(file, data)
                changed = changed or written
                done.append(file)
            except TeiError as error:
                refused = True
                findings.append(_refusal(error, path))
        try:
            self.flush()
        except TeiError as error:
            refused = True
            findings.append(_refusal(error, path))
        said, self.findings = self.findings[before:], self.findings[:before]
        failed = refused or len(done) < wanted or any(one.severity is Severity.ERROR for one in said)
        state: State = "failed" if failed else "converted" if changed else "unchanged"
        return Outcome(path, state, (*findings, *said), tuple(done), counts=False)


def _refusal(error: TeiError, path: str) -> Finding:
    return Finding(error.code, Severity.ERROR, error.message, Where(path), error.hint)
