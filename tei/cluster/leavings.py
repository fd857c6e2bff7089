"""What runs may have left in a store: noted before the first object is there, removed by the run that comes to its end.

A run that is killed, or that has lost its store, cannot take its objects away, and its workers may lay down more when it
is gone. The names of such runs stand in a file of the output folder until a run has removed what is theirs.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from tei.building.manifest import FOLDER
from tei.cluster.store import Store
from tei.output import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "in-store"
_LINE: Final = re.compile(r"([0-9a-f]{16}) (\S.*)")
"""A run and the address of its store. What is no name of a run is never asked of a store: all below it would go."""


class Leavings:
    """The runs of an output folder that may have objects in a store."""

    def __init__(self, out: Path, address: str) -> None:
        self._file = out / FOLDER / NAME
        self._address = address

    def note(self, run: str) -> None:
        """Note a run that begins.

        Raises:
            TeiError: B002, it cannot be written.
        """
        self._write([*self._noted(), (run, self._address)])

    def remove(self) -> None:
        """Remove from this store what is of noted runs; what it does not let go of stays noted, as what is elsewhere.

        Raises:
            TeiError: B002, it cannot be written.
        """
        noted = self._noted()
        kept = [
            (run, address)
            for run, address in noted
            if address != self._address or not Store(address, run).remove()
        ]
        if kept != noted:
            self._write(kept)

    def _noted(self) -> list[tuple[str, str]]:
        text = ""
        with suppress(OSError):  # most output folders have none
            text = self._file.read_text("utf-8", errors="replace")
        return [(match[1], match[2]) for match in map(_LINE.fullmatch, text.split("\n")) if match]

    def _write(self, noted: list[tuple[str, str]]) -> None:
        if noted:
            write_atomic(self._file, "".join(f"{run} {address}\n" for run, address in noted).encode())
        else:
            self._file.unlink(missing_ok=True)
