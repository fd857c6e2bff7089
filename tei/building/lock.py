"""One build at a time in an output folder: a lock that the system gives back when its holder is gone, killed or not."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from tei.building.manifest import FOLDER
from tei.findings import CODES, TeiError
from tei.output import prepare_output_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME: Final = "lock"


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the lock of an output folder.

    Raises:
        TeiError: B010 another build holds it; B001 the folder cannot be used; B002 the disk is full.
    """
    folder = out / FOLDER
    prepare_output_folder(folder)
    try:
        descriptor = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise TeiError("B001", f"{folder}: cannot be used: {error.strerror}", CODES["B001"].help) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip() or "?"
            message = f"{out}: locked by another build, process {holder}"
            raise TeiError("B010", message, CODES["B010"].help) from None
        except OSError as error:
            message = f"{out}: this file system has no locks: {error.strerror}"
            raise TeiError("B001", message, "name an output folder on another one") from error
        try:
            os.truncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        except OSError as error:
            message = f"{folder / _NAME}: cannot be written: {error.strerror}"
            raise TeiError("B002", message, CODES["B002"].help) from error
        yield
    finally:
        os.close(descriptor)
