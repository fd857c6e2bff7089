"""The process that runs rules: it can be stopped in the middle of one, and has an environment that holds nothing.

It reads pickled requests from its standard input and answers on its standard output, each behind its length. Only the
process that started it writes there. What Saxon finds in a pattern comes at the pattern's end, and before that, for the
case that there is none, on the standard error (`saxon`).
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import struct
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import IO, TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from tei.schematron.model import Broken, Fault, Schema

LENGTH: Final = struct.Struct("!Q")
MAX_BYTES: Final = 1 << 30
"""Memory of the process; TEI's own rules take Saxon 0.8 GB on documents of 12 MB (measured)."""


ANEW: Final = b"\0"
"""What stands in the standard error between one pattern and the next: no message holds it, for XML has no such sign."""

Tell = Callable[[int | list["Broken"]], None]


class Engine(Protocol):
    """What runs rules."""

    faults: list[Fault]
    is_about: bool
    """Whether the context of any rule was a node of any document so far."""

    def open(self, data: bytes, path: str) -> None:
        """Take a document."""

    def run(self, pattern: int, tell: Tell) -> None:
        """Run a pattern on it and tell the number of each rule that begins, and what is broken, as soon as may be."""


def engine_for(schema: Schema, name: str) -> Engine:
    """An engine with its rules compiled."""
    if name == "lxml":
        from tei.schematron.xpath1 import LxmlEngine

        return LxmlEngine(schema)
    if name == "saxon":
        from tei.schematron.saxon import SaxonEngine

        return SaxonEngine(schema)
    from tei.schematron.xpath2 import ElementPathEngine

    return ElementPathEngine(schema)


def send(stream: IO[bytes], message: object) -> None:
    """Write a message."""
    data = pickle.dumps(message)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a message.

    Raises:
        EOFError: the other side has ended.
    """
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    return pickle.loads(stream.read(LENGTH.unpack(head)[0]))  # noqa: S301  (of our own process)


def serve() -> None:
    """Answer requests until the standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    requests: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    schema, name = requests.get()
    _limit(name)
    engine = engine_for(schema, name)
    if name == "saxon":
        _close_files()
    send(answers, ("ready", tuple(engine.faults)))
    while True:
        data, path, patterns = requests.get()
        engine.open(data, path)
        for pattern in patterns:
            send(answers, ("at", pattern, 0))
            os.write(sys.stderr.fileno(), ANEW)
            engine.run(pattern, partial(_tell, answers, pattern))
        send(answers, ("done", engine.is_about))


def _tell(answers: IO[bytes], pattern: int, one: int | list[Broken]) -> None:
    send(answers, ("at", pattern, one) if isinstance(one, int) else ("broken", one))


def _listen(requests: queue.Queue[Any]) -> None:
    """Read requests beside the work, so that the end of the other side ends this one, whatever it is at."""
    try:
        while True:
            requests.put(receive(sys.stdin.buffer))
    except EOFError:
        os._exit(0)


def _close_files() -> None:
    """Let no further file and no socket be opened; Saxon's own settings stop unparsed-text() and not doc() (13.1)."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _limit(name: str) -> None:
    """Limit the memory: addresses, or of Saxon, which reserves 32 GB of those at its start (13.1), what it may write to.

    Linux alone counts the latter.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(
        resource.RLIMIT_DATA if name == "saxon" else resource.RLIMIT_AS, (MAX_BYTES, MAX_BYTES)
    )
