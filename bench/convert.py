#!/usr/bin/env python3
"""What conversion costs: records to proven TEI, beside the limit that reading and writing the same TEI sets, in one run.

Usage: bench/convert.py FOLDER [--tei FOLDER] [--profile NAME] [--sample N]

FOLDER holds records (`*.txt`); N of them, after the first 20, are converted whole: read, encoded, aligned, validated,
checked, and compared with the record. The limit is lxml, which parses and serialises documents and does nothing else:
those of --tei, which have the names of the records, else the TEI that was made. Each line is a number of records for a
second of processor time and the ratio to the limit, which a busy machine slows alike; below stand the figures of others,
of another machine. Then one record is made of forms that are repeated, and told is how the time grows where the notes,
the paragraphs or the length of a line are doubled. The exit status is 1 where a record has no TEI or a doubling takes
more than 2.2 times as long, 2 where there is nothing to measure.
"""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lxml import etree  # noqa: E402  (the program that is measured is the one beside this)

from tei.pipeline import Options, convert_bytes, convert_each  # noqa: E402  (as above)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST = 2.2
"""How many times as long a record may take that has twice as much of something."""
_TIMES = 3
_FIRST = 20  # records before those that are measured
_HEAD = (
    "March 3, 1951",
    "Report on the Grain of the North",
    "Citation:",
    '"Report on the Grain of the North", March 3, 1951, Archive of the Northern Districts, Fond 7, Opis 2, Delo 31.',
    "Summary:",
    "The council hears a report on grain.",
    "Original Language:",
    "German",
    "Contents:",
    "Original Scan\nTranslation - English",
)
_GERMAN = "Der Rat hörte den Bericht der Delegation über das Getreide der nördlichen Bezirke und nahm ihn an"
_ENGLISH = (
    "The council heard the report of the delegation on the grain of the northern districts and accepted it"
)


def spent(work: Callable[[], object]) -> float:
    """The processor time of a piece of work in seconds: the least of some times."""
    found = []
    for _ in range(_TIMES):
        begin = time.process_time()
        work()
        found.append(time.process_time() - begin)
    return min(found)


def converted(files: Iterable[Path], options: Options) -> list[bytes]:
    """Convert files; the TEI of each record, empty where it has none."""
    return [one.tei for file in files for one in convert_each(file, options)]


def read_and_written(documents: Iterable[bytes]) -> None:
    """What no conversion can do without."""
    for document in documents:
        etree.tostring(etree.fromstring(document), encoding="UTF-8")


def grown(notes: int, paragraphs: int, length: int) -> bytes:
    """A record of the layout `wilson-center` in two languages: so many notes, paragraphs, sentences in a paragraph."""
    marks = ["".join(f"^{{{one + 1}}}" for one in range(at, notes, paragraphs)) for at in range(paragraphs)]
    said = [f"- {one + 1}. Anmerkung der Ausgabe zum Punkt {one + 1}." for one in range(notes)]
    original = [_paragraph(_GERMAN, at, length) + marks[at] for at in range(paragraphs)]
    translation = [_paragraph(_ENGLISH, at, length) for at in range(paragraphs)]
    under = ("Anmerkungen", "\n".join(said)) if said else ()
    return ("\n\n".join((*_HEAD, *original, *under, *translation)) + "\n").encode()


def _paragraph(words: str, at: int, length: int) -> str:
    """Sentences of which no two are alike."""
    return " ".join(f"{words}, {at * length + number + 20}." for number in range(length))


PEERS = {
    "limit, on the machine of these figures": (17_900, 17_900),
    "a naive converter without checks": (1_660, 3_140),
    "txt2tei (no validation, text is lost)": (390, 470),
    "trafilatura": (103, 103),
    "TEI Stylesheets": (37, 108),
    "pandoc": (62, 62),
}
"""Records a second of processor time of others, from least to most: measured by the project on another machine."""

GROWN: dict[str, Callable[[int], bytes]] = {
    "notes": lambda many: grown(many, 20, 4),
    "paragraphs": lambda many: grown(10, many, 4),
    "length of a line": lambda many: grown(10, 4, many),
}


def growth(options: Options) -> bool:
    """Print how the time grows; say whether it stays in proportion."""
    sound = True
    for name, made in GROWN.items():
        records = [made(50 << power) for power in range(4)]
        times = [spent(partial(convert_bytes, data, "grown.txt", options)) for data in records]
        ratios = [after / before for before, after in pairwise(times)]
        sound = sound and max(ratios) <= MOST
        told = ", ".join(f"{ratio:.2f}" for ratio in ratios)
        print(f"{name} doubled from 50: {told} times as long (last: {times[-1]:.2f} s)")
    return sound


def tell_peers() -> None:
    """Print what others do on such records; of two machines only the ratios to the limit can be compared."""
    most = max(high for _, high in PEERS.values())
    for name, (low, high) in PEERS.items():
        print(f"{high:7,}  {low / most:.4f} to {high / most:.4f}  {name}")


def sampled(folder: Path, number: int) -> tuple[list[Path], list[Path]]:
    """Some records to begin with, and those that are measured."""
    files = sorted(folder.glob("*.txt"))
    return files[:_FIRST], files[_FIRST : _FIRST + number]


def main() -> int:
    """Measure and print; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--tei", type=Path, metavar="FOLDER", help="documents for the limit, named as the records"
    )
    parser.add_argument("--profile", default="wilson-center", metavar="NAME")
    parser.add_argument("--sample", type=int, default=300, metavar="N")
    given = parser.parse_args()
    first, files = sampled(given.folder, given.sample)
    if not files:
        print(f"{given.folder}: no *.txt beyond {len(first)}", file=sys.stderr)
        return 2
    options = Options(profile=given.profile)
    converted(first, options)  # what is loaded once is loaded now
    begin = time.process_time()
    made = converted(
        files, options
    )  # once: what the program keeps of a record would help with the same again
    seconds = time.process_time() - begin
    beside = [given.tei / f"{file.stem}.xml" for file in files] if given.tei else []
    documents = [file.read_bytes() for file in beside] or [one for one in made if one]
    least = spent(lambda: read_and_written(documents))
    limit, speed = len(documents) / least, len(made) / seconds
    print(f"{limit:7.0f}  1.0000  lxml reads and writes the TEI, {len(documents):,} documents")
    print(f"{speed:7.0f}  {speed / limit:6.4f}  text to proven TEI, {len(made):,} records")
    tell_peers()
    failed = sum(not one for one in made)
    if failed:
        print(f"{failed:,} records have no TEI", file=sys.stderr)
    return 0 if growth(options) and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
