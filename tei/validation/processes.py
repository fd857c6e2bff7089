"""Processes that read what others wrote: started here alone, never through a shell."""

from __future__ import annotations

import os
import subprocess
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Final

from tei.findings import TeiError
from tei.validation.limits import CLOCK_FACTOR, limit_processor_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

INSTALL: Final = "install Java (such as default-jre-headless) and jing: pip install 'tei-pipeline[jing]'"


def start(
    command: Sequence[str],
    *,
    stdin: int = subprocess.DEVNULL,
    stdout: int | IO[bytes] = subprocess.PIPE,
    stderr: int | IO[bytes] = subprocess.DEVNULL,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program with arguments, in a folder, with more environment.

    Raises:
        TeiError: X015, it cannot be started.
    """
    try:
        return subprocess.Popen(
            list(command),
            bufsize=0,  # what is written to it is there, and what is read is all that was
            cwd=folder,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            env=os.environ | dict(environment or {}),
        )
    except OSError as error:
        message = f"{command[0]} cannot be started: {error.strerror or error}"
        raise TeiError("X015", message, "check that this program can be run") from error


def wait(process: subprocess.Popen[bytes], seconds: float) -> int:
    """Wait for the end of a process that may have so much processor time.

    Returns:
        Its exit status; a process whose time is over, and one of a run that is stopped, is ended.
    """
    limit_processor_time(process.pid, seconds)
    try:
        return process.wait(seconds * CLOCK_FACTOR)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that may still run."""
    if process.poll() is None:
        process.kill()
        process.wait()


def answers(command: Sequence[str], seconds: float) -> tuple[bool | None, str]:
    """Whether a program can be run and ends well (None: not within so many seconds by the clock), and what it says."""
    with TemporaryFile() as said:
        try:
            process = start(command, stdout=said, stderr=subprocess.STDOUT)
        except TeiError:
            return False, ""
        try:
            well = process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            return None, ""
        finally:
            end(process)
        said.seek(0)
        return well, said.read(20_000).decode("utf-8", "replace")
