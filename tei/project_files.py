"""Files of a project (layouts, tables, settings): regular files of a permitted size, read whole."""

from __future__ import annotations

import errno
import stat
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES: Final = 64 * 1024 * 1024
"""A larger file is refused: tables of authorities with a hundred thousand entries have a fourth of it."""


def read_project_file(path: Path) -> bytes:
    """Read a file of a project; a pipe or a device, which may never end, is not opened.

    Raises:
        OSError: it is no file, is larger than `MAX_BYTES`, or the system does not give it.
    """
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no file", str(path))
    if status.st_size > MAX_BYTES:
        raise OSError(
            errno.EFBIG, f"{status.st_size:,} bytes; a file of a project may have {MAX_BYTES:,}", str(path)
        )
    return path.read_bytes()
