"""libxml2 and xmlschema on schemas of others, in a process of its own with limits (`tei.validation.worker`)."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from tei.findings import CODES, Finding, TeiError, Where, finding
from tei.validation.jing import size_of
from tei.validation.jing_messages import short
from tei.validation.limits import DOCUMENT_SECONDS, LOAD_SECONDS, PATIENCE, SECONDS_A_MEGABYTE
from tei.validation.processes import INSTALL, end, start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tei.schema_store.schemas import Schema

CODE: Final = "X010"


def check(schema: Schema, files: Sequence[Path]) -> Iterator[tuple[int, Finding]]:
    """Validate files; see `engines.check_by_schema`.

    Raises:
        TeiError: X005, the schema is broken; X015, it takes libxml2 too long or too much memory.
    """
    worker = Worker(schema)
    try:
        for number, file in enumerate(files):
            for one in worker.findings(file):
                yield number, one
    finally:
        worker.end()


class Worker:
    """A process that has read a schema and answers for one document after the other."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._read = b""  # what the process has said beyond the last answer
        self._process = self._started()

    def findings(self, file: Path) -> list[Finding]:
        """Validate a document; a worker that ends over it is an error finding, and a new one is started."""
        if self._process.poll() is not None:
            self.end()
            self._process = self._started()
        more = size_of(file) / 1_000_000 * SECONDS_A_MEGABYTE
        self._ask({"path": os.fspath(file), "seconds": DOCUMENT_SECONDS + more})
        verdict = self._answer(PATIENCE + more)
        if verdict is None:
            return [self._no_verdict(file)]
        if verdict.get("explains"):
            verdict = self._answer(PATIENCE + more) or verdict
        return [self._finding(one, file) for one in verdict["findings"]]

    def end(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        end(self._process)

    def _started(self) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-P",
            "-m",
            "tei.validation.worker",
            self._schema.kind,
            str(self._schema.path),
        ]
        self._process = start(command, stdin=subprocess.PIPE)
        ready = self._answer(PATIENCE)
        if ready is None:
            self.end()
            raise self._too_much()
        if "refused" in ready:
            self.end()
            raise self._refused(ready["refused"])
        return self._process

    def _ask(self, question: dict[str, Any]) -> None:
        pipe = self._process.stdin
        if pipe is not None:
            try:
                pipe.write(json.dumps(question).encode() + b"\n")
                pipe.flush()
            except BrokenPipeError:
                return  # it has ended; there will be no answer

    def _answer(self, seconds: float) -> dict[str, Any] | None:
        """Read a line of JSON; None: the process has ended, or was ended because its time was over."""
        ends = time.monotonic() + seconds
        while b"\n" not in self._read:
            pipe, left = self._process.stdout, ends - time.monotonic()
            ready = pipe is not None and left > 0 and select.select([pipe], [], [], left)[0]
            piece = os.read(pipe.fileno(), 1 << 16) if pipe is not None and ready else b""
            if not piece:
                end(self._process)
                return None
            self._read += piece
        line, _, self._read = self._read.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _finding(self, told: dict[str, Any], file: Path) -> Finding:
        where = Where(str(file), told["line"], None, told["xpath"])
        message, hint = short(told["message"], 240), short(told["hint"], 300)
        if told["code"] == CODE:
            hint = hint or f"see the schema {self._schema.name} for what may stand at this place"
        return replace(finding(told["code"], message, where, hint or None), rule=self._schema.name)

    def _no_verdict(self, file: Path) -> Finding:
        message = (
            f"libxml2 stopped over this document with the schema {self._schema.name}"
            f" (limits: {DOCUMENT_SECONDS} seconds, 1 GB): nothing says that it is valid"
        )
        return replace(finding("X011", message, Where(str(file))), rule=self._schema.name)

    def _too_much(self) -> TeiError:
        name = self._schema.name
        message = f"libxml2 cannot read the schema {name} within {LOAD_SECONDS} seconds and 1 GB"
        if self._schema.kind == "rng":
            return TeiError("X015", message, f"jing reads such schemas: {INSTALL}")
        return TeiError("X005", message, "make the schema simpler: patterns, large numbers of occurrences")

    def _refused(self, told: dict[str, Any]) -> TeiError:
        path = told["path"] or str(self._schema.path)
        where = Where(self._schema.shown.get(path, path), told["line"])
        places = (finding("X005", short(told["message"], 240), where, CODES["X005"].help),)
        return TeiError(
            "X005", f"the schema {self._schema.name} cannot be used", "mend the schema first", places
        )
