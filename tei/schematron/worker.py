"""The process that runs rules: it can be stopped in the middle of one, and has an environment that holds nothing.

What Saxon finds in a pattern comes at the pattern's end, and before that, for the case that there is none, on the
standard error (`saxon`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import IO, TYPE_CHECKING, Final, Protocol

from tei.confined.inside import begin, begin_anew, close_files, limit_memory, send

if TYPE_CHECKING:
    from tei.schematron.model import Broken, Fault, Schema

MAX_BYTES: Final = 1 << 30
"""Memory of the process; TEI's own rules take Saxon 0.8 GB on documents of 12 MB (measured)."""


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


def serve() -> None:
    """Answer requests until the standard input ends."""
    requests, answers = begin()
    schema, name = requests.get()
    limit_memory(MAX_BYTES, reserves=name == "saxon")
    engine = engine_for(schema, name)
    if name == "saxon":
        close_files()
    send(answers, ("ready", tuple(engine.faults)))
    while True:
        data, path, patterns = requests.get()
        engine.open(data, path)
        for pattern in patterns:
            send(answers, ("at", pattern, 0))
            begin_anew()
            engine.run(pattern, partial(_tell, answers, pattern))
        send(answers, ("done", engine.is_about))


def _tell(answers: IO[bytes], pattern: int, one: int | list[Broken]) -> None:
    send(answers, ("at", pattern, one) if isinstance(one, int) else ("broken", one))
