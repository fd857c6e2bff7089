"""The folder of a site: files written whole or not at all, and those of an earlier site that are no more taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from tei.output import prepare_output_folder, write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LIST: Final = "assets/files.txt"
"""Names every file of the site, so that the next run knows which are its own to take away."""


class SiteFolder:
    """Where a site is written."""

    def __init__(self, out: Path, write: Callable[[Path, bytes], bool] = write_atomic) -> None:
        """`write` puts a file in its place; another one than `write_atomic` takes away itself what is no more."""
        self.out = out
        self._write = write
        self.paths: dict[str, None] = {}
        """What was written, from the root, escaped as addresses are, each once."""
        self.changed = False
        self._ready: set[Path] = set()
        prepare_output_folder(out)

    def write(self, address: str, data: bytes) -> Path:
        """Write a file at an address from the root.

        Raises:
            TeiError: it cannot be written.
        """
        file = self.out / unquote(address)
        if file.parent not in self._ready:
            prepare_output_folder(file.parent)
            self._ready.add(file.parent)
        self.changed = self._write(file, data) or self.changed
        self.paths[address] = None
        return file

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
        for address in before if self._write is write_atomic else ():
            file = self.out / unquote(address)
            if address not in now and file.is_file() and file.resolve().is_relative_to(self.out.resolve()):
                file.unlink()
                gone += 1
        self.write(LIST, ("\n".join(sorted(now)) + "\n").encode())
        return gone
