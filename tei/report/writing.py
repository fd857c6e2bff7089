"""Reports written piece by piece, so that none is held as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.output import GrowingFile, write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write_pieces(path: Path, pieces: Iterable[str]) -> None:
    """Write a text to a file, whole or not at all; a device is written to.

    Raises:
        TeiError: B002, the system refused; the old file is as it was.
    """
    if path.is_char_device() and not path.is_symlink():
        write_atomic(path, "".join(pieces).encode())
        return
    with GrowingFile(path) as file:
        for piece in pieces:
            file.write(piece.encode())
        file.finish()
