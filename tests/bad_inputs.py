"""The bad inputs of tests/bad/manifest.toml: laid out as files, and each run alone in a process with limits.

`python tests/bad_inputs.py KIND|all FOLDER` writes what became of each to standard output, one JSON object a line. The
program is loaded once, and each input has a fork of that process: starting anew takes longer than most inputs do.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import signal
import socket
import sys
import time
import tomllib
import traceback
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

MANIFEST = Path(__file__).parent / "bad" / "manifest.toml"
SECONDS, BYTES = 10, 1 << 30
"""Processor time and memory that an input may take."""
_PATIENCE = 90
"""Seconds by the clock, after which an input that waits for something is ended."""
HIDDEN = "TOPSECRET-7719"
GOOD = "May 3, 1954\n\nReport of the Ferry Office\n\nThe ferry came at seven. Nobody was on board.\n"
NAMESPACES = {
    "{tei}": 'xmlns="http://www.tei-c.org/ns/1.0"',
    "{xsl}": 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"',
    "{rng}": 'xmlns="http://relaxng.org/ns/structure/1.0"',
    "{xsd}": 'xmlns:xs="http://www.w3.org/2001/XMLSchema"',
    "{sch}": 'xmlns="http://purl.oclc.org/dsdl/schematron"',
    "{good}": GOOD.rstrip(),
}
FILES = {
    "record": "record.txt", "table": "table.csv", "tei": "document.xml", "stylesheet": "stylesheet.xsl",
    "schema": "schema.rng", "rules": "rules.sch", "profile": "profile.toml", "project": "tei.toml",
}  # fmt: skip
COMMANDS = {
    "record": ["convert", "{file}", "-o", "out"],
    "table": ["convert", "{file}", "-o", "out"],
    "tei": ["validate", "--checks", "none", "{file}"],
    "stylesheet": ["render", "good.xml", "--to", "html", "-o", "out", "--xslt", "{file}"],
    "schema": ["validate", "good.xml", "--checks", "none", "--schema", "{file}"],
    "rules": ["validate", "good.xml", "--checks", "none", "--rules", "{file}"],
    "profile": ["convert", "good.txt", "-o", "out", "--profile", "{file}"],
    "project": ["build", "{file}"],
}
# Java and Saxon take more addresses than memory, so that only the memory is measured where they may be the engine.
WITHOUT_LIMIT = ("schema", "rules")


def cases(kind: str) -> dict[str, dict[str, Any]]:
    """The inputs of a kind, by name."""
    found: dict[str, dict[str, Any]] = tomllib.loads(MANIFEST.read_text("utf-8"))[kind]
    return found


def file_of(kind: str, case: dict[str, Any]) -> str:
    """The name of the file that an input is."""
    return str(case.get("file", FILES[kind]))


def content(case: dict[str, Any], folder: Path) -> bytes:
    """The bytes of an input."""
    text = str(case.get("text", ""))
    for name, value in (NAMESPACES | {"{secret}": str(folder.parent / "secret")}).items():
        text = text.replace(name, value)
    if "repeat" in case:
        piece, number = case["repeat"]["text"], int(case["repeat"]["n"])
        if case.get("make") == "numbered attributes":
            text = text.replace("{n}", "".join(piece.replace("{i}", str(one)) for one in range(number)))
        text = text.replace("{n}", piece * number)
    return bytes.fromhex(case.get("hex", "")) + text.encode(case.get("encode", "utf-8"))


def lay_out(kind: str, case: dict[str, Any], path: Path) -> None:
    """Make an input at a path, beside which a file `secret` may lie in the folder above."""
    match str(case.get("make", "")).split():
        case ["size", size]:
            with path.open("wb") as file:
                file.truncate(int(size))
        case ["pipe"]:
            os.mkfifo(path)
        case ["socket"]:
            with (
                socket.socket(socket.AF_UNIX) as end,
                chdir(path.parent),
            ):  # its name has a limit of 108 bytes
                end.bind(path.name)
        case ["folder"]:
            path.mkdir()
        case ["nothing"]:
            pass
        case ["link", "pipe"]:
            os.mkfifo(path.parent / "pipe")
            path.symlink_to("pipe")
        case ["link", target]:
            path.symlink_to(target.replace("{file}", path.name))
        case _:
            path.write_bytes(content(case, path.parent))


def room(folder: Path) -> None:
    """What lies beside the folders of inputs: what no output may show."""
    for suffix in ("", ".xml", ".toml"):
        text = f"<x>{HIDDEN}</x>" if suffix == ".xml" else f'name = "{HIDDEN}"\n'
        (folder / f"secret{suffix}").write_text(text, "utf-8")


def arguments(kind: str, case: dict[str, Any]) -> list[str]:
    """The command line of an input."""
    name = file_of(kind, case)
    name = f"./{name}" if name.startswith("-") else name
    return [part.replace("{file}", name) for part in COMMANDS[kind]] + list(case.get("args", ()))


def in_child(kind: str, case: dict[str, Any]) -> NoReturn:
    """Run the program in a process that was forked for it, in the folder of the input."""
    from tei.cli import main

    if kind not in WITHOUT_LIMIT:
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT, 0o644), number)
    sys.argv = ["tei", *arguments(kind, case)]
    status = 70
    try:
        main()
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 70
    except BaseException:
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def alone(kind: str, name: str, case: dict[str, Any], folder: Path, good: bytes) -> dict[str, Any]:
    """What became of an input: status, seconds, memory, what was said, files written."""
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    (folder / "good.xml").write_bytes(good)
    lay_out(kind, case, folder / file_of(kind, case))
    before = {path.name for path in folder.iterdir()} | {"stdout", "stderr"}
    os.chdir(folder)
    started = time.monotonic()
    child = os.fork()
    if not child:
        in_child(kind, case)
    ended, usage = 0, None
    while not ended:
        ended, state, usage = os.wait4(child, os.WNOHANG)
        if not ended and time.monotonic() - started > _PATIENCE:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.002)
    assert usage is not None
    written = [path for path in folder.rglob("*") if path.relative_to(folder).parts[0] not in before]
    return {
        "kind": kind,
        "name": name,
        "status": os.waitstatus_to_exitcode(state),
        "seconds": round(usage.ru_utime + usage.ru_stime, 2),
        "megabytes": usage.ru_maxrss // 1024,
        "said": "".join((folder / one).read_bytes().decode() for one in ("stdout", "stderr")),
        "written": sorted(str(path.relative_to(folder)) for path in written if path.is_file()),
    }


def warm(folder: Path) -> bytes:
    """Load what most inputs need; a sound document."""
    import tei.cli
    from tei.pipeline import convert_bytes
    from tei.validation import Request, validate_files

    assert tei.cli.__doc__
    # A few words of no known language load the statistics of languages.
    assert not convert_bytes(b"Title\n\n::error file=x::pwned\n\nx %0A::y\n", "short.txt").failed
    good = convert_bytes(GOOD.encode(), "good.txt").tei
    (folder / "warm.xml").write_bytes(good)
    list(validate_files([folder / "warm.xml"], Request()))
    return good


def run(kind: str, folder: Path) -> Iterator[dict[str, Any]]:
    """Run each input of a kind alone, in folders of its own below this one."""
    folder = folder.resolve()
    room(folder)
    good = warm(folder)
    for name, case in cases(kind).items():
        yield alone(kind, name, case, folder / f"{kind}-{name}", good)


if __name__ == "__main__":
    asked, below = sys.argv[1:]
    for one_kind in FILES if asked == "all" else [asked]:
        for outcome in run(one_kind, Path(below)):
            print(json.dumps(outcome), flush=True)
