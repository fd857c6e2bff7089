"""The folder of a site: files written whole or not at all, and those of an earlier site that are no more taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import unquote

from tei.output import prepare_output_folder, take_away, write_atomic

if TYPE_CHECKING:
    from pathlib import Path

LIST: Final = "assets/files.txt"
"""Names every file of the site, so that the next run knows which are its own to take away."""


class Writer(Protocol):
    """What a build writes the files of a site by."""

    def is_there(self, file: Path, key: str) -> bool:
        """Whether a file that was made of what this key is the digest of is in its place."""
        ...

    def write(self, file: Path, data: bytes, key: str = "") -> bool:
        """Put a file in its place; whether it was another one before."""
        ...

    def flush(self) -> None:
        """Put in place what waits, so that it can be written again."""
        ...


class SiteFolder:
    """Where a site is written."""

    def __init__(self, out: Path, writer: Writer | None = None) -> None:
        """`writer` puts files in their places and takes away itself what is no more; without one, this does."""
        self.out = out
        self._writer = writer
        self.paths: dict[str, None] = {}
        """What was written, from the root, escaped as addresses are, each once."""
        self.changed = False
        self._ready: set[Path] = set()
        prepare_output_folder(out)

    def keeps(self, address: str, key: str) -> Path | None:
        """The file at an address, where it was made of what this key is the digest of, and need not be made again."""
        file = self.out / unquote(address)
        if self._writer is None or not self._writer.is_there(file, key):
            return None
        self.paths[address] = None
        return file

    def write(self, address: str, data: bytes, key: str = "") -> Path:
        """Write a file at an address from the root; `key` is the digest of what it is made of.

        Raises:
            TeiError: it cannot be written.
        """
        file = self.out / unquote(address)
        if file.parent not in self._ready:
            prepare_output_folder(file.parent)
            self._ready.add(file.parent)
        written = self._writer.write(file, data, key) if self._writer else write_atomic(file, data)
        self.changed = written or self.changed
        self.paths[address] = None
        return file

    def settle(self) -> None:
        """Let what was written be in its place: a file that is written again meanwhile would be taken for somebody's.

        Raises:
            TeiError: the system refused.
        """
        if self._writer:
            self._writer.flush()

    def finish(self) -> int:
        """Take away what an earlier site had and this one has not; how many files these were.

        Raises:
            TeiError: a file cannot be written.
            OSError: a file cannot be taken away.
        """
        listed = self.out / LIST
        before = listed.read_text("utf-8", "replace").split("\n") if listed.is_file() else []
        now = {*self.paths, LIST}
        gone = 0
        for address in () if self._writer else before:
            file = self.out / unquote(address)
            if address not in now and file.is_file() and file.resolve().is_relative_to(self.out.resolve()):
                take_away(file, self.out)
                gone += 1
        self.write(LIST, ("\n".join(sorted(now)) + "\n").encode())
        return gone
