"""The inner side: a process that answers requests, and what it takes from itself before it runs anything.

Requests are pickled and come on the standard input, answers go out on the standard output, each behind its length. Only
the process that started this one writes there.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import struct
import sys
import threading
from pathlib import Path
from typing import IO, Any, Final

_LENGTH: Final = struct.Struct("!Q")

ANEW: Final = b"\0"
"""What stands in the standard error between one piece of work and the next: no message of XML holds this sign."""


def send(stream: IO[bytes], message: object) -> None:
    """Write a message."""
    data = pickle.dumps(message)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a message.

    Raises:
        EOFError: the other side has ended.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    return pickle.loads(stream.read(_LENGTH.unpack(head)[0]))  # noqa: S301  (of our own process)


def begin() -> tuple[queue.Queue[Any], IO[bytes]]:
    """Begin to serve: the requests as they come, and the stream for answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    requests: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    return requests, answers


def _listen(requests: queue.Queue[Any]) -> None:
    """Read requests beside the work, so that the end of the other side ends this one, whatever it is at."""
    try:
        while True:
            requests.put(receive(sys.stdin.buffer))
    except EOFError:
        os._exit(0)


def begin_anew() -> None:
    """Part what is said on the standard error from what was said before."""
    os.write(sys.stderr.fileno(), ANEW)


def close_files() -> None:
    """Let no further file and no socket be opened; Saxon's own settings stop unparsed-text() and not doc() (13.1)."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def limit_memory(size: int, *, reserves: bool) -> None:
    """Limit the memory: addresses, or of what `reserves` more of those than it uses, what it may write to.

    Saxon reserves 32 GB at its start (13.1). Linux alone counts the latter.
    """
    if sys.platform == "win32":
        return
    import resource

    which = resource.RLIMIT_DATA if reserves else resource.RLIMIT_AS
    _, most = resource.getrlimit(which)
    within = size if most == resource.RLIM_INFINITY else min(size, most)
    resource.setrlimit(which, (within, within))


def most_addresses() -> int:
    """The most bytes of addresses that this process has had; 0 where the system does not tell (Linux does)."""
    try:
        with Path("/proc/self/status").open(encoding="ascii") as said:
            return next((int(line.split()[1]) << 10 for line in said if line.startswith("VmPeak:")), 0)
    except OSError:
        return 0
