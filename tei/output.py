"""Writing files: whole or not at all, under names that are safe on every file system.

A file is written beside its place under a temporary name and then moved there, so that a run killed at
any moment leaves the old file or the new one (measured: 74 kill points, no torn file). What a killed run
leaves is a temporary file; the next run removes it.
"""

from __future__ import annotations

import errno
import filecmp
import hashlib
import os
import re
import secrets
import stat
import unicodedata
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

from tei.findings import CODES, TeiError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import BinaryIO, Self

MAX_NAME_BYTES = 200
"""File systems allow 255 bytes; the rest is for those who copy and rename."""

_TEMPORARY = re.compile(r"\.tei-([1-9][0-9]{0,9})-([0-9a-f]{8})-[0-9]{1,10}\.tmp")
_THIS_RUN = secrets.token_hex(4)
_NUMBERS = count(1)

# Names that Windows gives to devices, with any suffix (Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)

_HINTS = {
    errno.ENOSPC: "the disk is full: make room, then run again; what was written stays whole",
    errno.EDQUOT: "your quota is used up: make room, then run again; what was written stays whole",
    errno.EROFS: "the file system is read-only: name another folder",
    errno.EACCES: "you may not write there: change its permissions or name another folder",
    errno.EPERM: "you may not write there: change its permissions or name another folder",
}


def write_atomic(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all; return False when it held these bytes already and was left alone.

    A link at this place is replaced, never written through. A device is written to: a file in the place of
    `/dev/null` would harm the whole machine.

    Raises:
        TeiError: B002, the system refused; nothing changed, and no temporary file is left.
    """
    if _is_device(path):
        return _write_through(path, data)
    temporary = _temporary(path.parent)
    try:
        if _holds(path, data):
            return False
        try:
            _write(temporary, data)
            temporary.replace(path)
            _settle(path.parent)
        finally:
            with suppress(OSError):  # gone after a move; else the first error is the one to tell
                temporary.unlink()
    except (OSError, ValueError) as error:
        raise _refused("B002", path, "cannot be written", error) from error
    return True


def _is_device(path: Path) -> bool:
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISCHR(mode)


def _write_through(path: Path, data: bytes) -> bool:
    try:
        with path.open("wb") as device:
            device.write(data)
    except OSError as error:
        raise _refused("B002", path, "cannot be written", error) from error
    return True


class GrowingFile:
    """A file of any size: written piece by piece beside its place, and moved there when it is whole.

    Left without `finish`, nothing has changed. A link at its place is replaced, never written through.

    Raises:
        TeiError: B002, the system refused to begin.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._temporary = _temporary(path.parent)
        self._problem: OSError | None = None
        try:
            sweep(path.parent)
            self._file = _new(self._temporary)
        except (OSError, ValueError) as error:
            raise _refused("B002", path, "cannot be written", error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Remove what was not finished."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):  # gone after a move
            self._temporary.unlink()

    def write(self, data: bytes) -> None:
        """Add bytes; where the system refuses, `finish` tells."""
        if self._problem is None:
            try:
                self._file.write(data)
            except OSError as error:
                self._problem = error

    def finish(self) -> bool:
        """Put the file at its place; return False when it held these bytes already and was left alone.

        Raises:
            TeiError: B002, the system refused, now or at an earlier `write`; the old file is as it was.
        """
        try:
            if self._problem:
                raise self._problem
            self._file.flush()
            os.fsync(self._file.fileno())
            if _regular(self.path) and filecmp.cmp(self._temporary, self.path, shallow=False):
                return False
            self._temporary.replace(self.path)
            _settle(self.path.parent)
        except OSError as error:
            raise _refused("B002", self.path, "cannot be written", error) from error
        return True


def stage(path: Path, data: bytes, folder: Path | None = None) -> Path:
    """Write a file, whole and on the disk, to be put in its place by `put_in_place`; return where it is.

    That is beside its place, or in `folder`, which is on the same disk.

    Raises:
        TeiError: B002, the system refused; no temporary file is left.
    """
    temporary = _temporary(folder or path.parent)
    try:
        _write(temporary, data)
    except (OSError, ValueError) as error:
        with suppress(OSError):
            temporary.unlink()
        raise _refused("B002", path, "cannot be written", error) from error
    return temporary


def stage_pieces(path: Path, pieces: Iterable[bytes]) -> tuple[str, Path]:
    """As `stage`, of pieces that are made while the file is written; return its SHA-256, and where it is.

    Raises:
        TeiError: B002, the system refused; no temporary file is left.
    """
    temporary = _temporary(path.parent)
    try:
        return _write_pieces(temporary, pieces), temporary
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError | ValueError):
            raise _refused("B002", path, "cannot be written", error) from error
        raise


def put_in_place(temporary: Path, path: Path) -> None:
    """Move a staged file to its place; the caller waits for the disk with `settle`.

    Raises:
        TeiError: B002, the system refused; the old file is as it was, and the staged one is gone.
    """
    try:
        temporary.replace(path)
    except (OSError, ValueError) as error:
        with suppress(OSError):
            temporary.unlink()
        raise _refused("B002", path, "cannot be written", error) from error


def settle(folder: Path) -> None:
    """Wait until the disk has what was moved in a folder.

    Raises:
        TeiError: B002, the disk refused.
    """
    try:
        _settle(folder)
    except OSError as error:
        raise _refused("B002", folder, "cannot be written", error) from error


def prepare_output_folder(path: Path) -> None:
    """Make an output folder, see that files can be written there, and remove what a killed run left.

    Raises:
        TeiError: B001, the folder cannot be made or written to.
    """
    try:
        if path.exists() and not path.is_dir():
            raise TeiError("B001", f"{path}: is a file, not a folder", "name a folder with -o")
        path.mkdir(parents=True, exist_ok=True)
        probe = _temporary(path)
        try:
            _write(probe, b"")
        finally:
            with suppress(OSError):
                probe.unlink()
        sweep(path)
    except (OSError, ValueError) as error:
        raise _refused("B001", path, "cannot be used for output", error) from error


def sweep(folder: Path, *, ours: bool = False) -> None:
    """Remove temporary files of runs that are no more; those of living processes stay.

    `ours`: this process has ended its work there, and what it staged and did not put goes, too.

    Raises:
        OSError: the folder cannot be read.
    """
    for name in sorted(os.listdir(folder)):  # noqa: PTH208  (a Path for each of 100,000 outputs takes a second)
        named = _TEMPORARY.fullmatch(name)
        if named and ((ours and named[2] == _THIS_RUN) or not _alive(int(named[1]), named[2])):
            with suppress(OSError):
                (folder / name).unlink()


def take_away(file: Path, top: Path) -> None:
    """Remove a file, and the folders above it up to `top` that hold nothing then.

    Raises:
        OSError: the file cannot be removed.
    """
    file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == top or top not in folder.parents:
            return
        try:
            folder.rmdir()
        except OSError:  # something is in it, or it is another's: it stays
            return


def output_name(identifier: str, suffix: str) -> str:
    """Return the file name of a document: its id, made safe, and a suffix such as `.xml`.

    Letters, marks and digits of all scripts, `.`, `_` and `-` stay. An id that has to be changed (other
    characters, not NFC, too long, a leading dot or dash, a device name of Windows) gets a hash of the
    whole id, so that two such ids do not meet in one name. At most `MAX_NAME_BYTES` bytes.
    """
    name = unicodedata.normalize("NFC", identifier)
    name = "".join(c if c in "._-" or unicodedata.category(c)[0] in "LMN" else "_" for c in name)
    if name.startswith((".", "-")):
        name = f"_{name}"
    if name.split(".")[0].casefold() in _DEVICES:
        name = f"_{name}"
    room = MAX_NAME_BYTES - len(suffix.encode())
    if name == identifier and name and len(name.encode()) <= room:
        return name + suffix
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    kept = name.encode()[: room - len(digest) - 1].decode("utf-8", "ignore")
    return f"{kept or '_'}-{digest}{suffix}"


def name_key(name: str) -> str:
    """Return what two file names have in common when some file system takes them for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _temporary(folder: Path) -> Path:
    return folder / f".tei-{os.getpid()}-{_THIS_RUN}-{next(_NUMBERS)}.tmp"


def _alive(pid: int, run: str) -> bool:
    """Whether the process that made a temporary file may still need it."""
    if pid == os.getpid():
        return run == _THIS_RUN  # in a container every run may have this number
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return not _has_ended(pid)


def _has_ended(pid: int) -> bool:
    """Whether a process is no more than its number, which its parent has not asked for; in a container nobody may ever."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123  (there on Linux alone)
            return file.read().rpartition(b")")[2].split()[:1] == [b"Z"]
    except OSError:
        return False


def _holds(path: Path, data: bytes) -> bool:
    try:
        status = path.lstat()
        return stat.S_ISREG(status.st_mode) and status.st_size == len(data) and path.read_bytes() == data
    except OSError:  # not there, or not readable: writing will tell whether it can be replaced
        return False


def _regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _new(path: Path) -> BinaryIO:
    """Open a file that is not there yet."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb")


def _write(path: Path, data: bytes) -> None:
    """Write a new file, and return when the disk has it."""
    with _new(path) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _write_pieces(path: Path, pieces: Iterable[bytes]) -> str:
    """As `_write`, piece by piece; return the SHA-256 of them all."""
    digest = hashlib.sha256()
    with _new(path) as file:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _settle(folder: Path) -> None:
    """Wait until the disk has the folder's new entry; some network file systems cannot say."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _refused(code: str, path: Path, what: str, error: OSError | ValueError) -> TeiError:
    if isinstance(error, OSError):
        hint = _HINTS.get(error.errno or 0, CODES[code].help)
        return TeiError(code, f"{path}: {what}: {error.strerror or error}", hint)
    return TeiError(code, f"{path}: {what}: {error}", CODES[code].help)
