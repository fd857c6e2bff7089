#!/usr/bin/env python3
"""What PDFs cost: the documents of a folder, one process, fonts loaded once; the parts of the work, and others beside it.

Usage: bench/pdf.py FOLDER [--sample N] [--paper a4|a5] [--fop] [--weasyprint]

FOLDER holds TEI files (`*.xml`); a sample of them, spread evenly, is rendered (100 unless N says otherwise). Processor
time is told for each document and part: reading, the stylesheet, making the print document light, typst. With --fop and
--weasyprint the same documents are printed by Apache FOP (Debian's `fop`, many documents in one Java) and WeasyPrint
(PyPI, with Debian's pango), on the same paper and in an ordinary look (pdf_peers/), so that the ratio does not depend on
how busy the machine is; ours is measured before and after them. The exit status is 2 where there is nothing to measure.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pdf_peers

from tei import safe_xml
from tei.rendering import typesetting
from tei.rendering.pdf import lay_out, print_document
from tei.rendering.pdf_metadata import with_metadata
from tei.rendering.pdf_settings import standard_of
from tei.rendering.print_document import lighten
from tei.rendering.typesetting import NotLaidOutError, Refusal, Request, Typesetter
from tei.rendering.typesetting_inside import Press

if TYPE_CHECKING:
    from lxml import etree

_REMEMBERED = 10
"""Documents whose layout typst still knows: to measure them twice would tell nothing."""


def main() -> int:
    """Measure and tell."""
    asked = _asked()
    files = sorted(asked.folder.glob("*.xml"))
    files = files[:: max(1, len(files) // asked.sample)][: asked.sample]
    if not files or (asked.weasyprint and find_spec("weasyprint") is None):
        print("nothing to measure: no *.xml there, or no WeasyPrint", file=sys.stderr)
        return 2
    if asked.fop and not pdf_peers.has_fop():
        print("FOP or a JDK is not there: left out", file=sys.stderr)
    here = _InThisProcess()
    typesetting.typesetter = lambda: here
    _one(files[0], asked.paper, {})  # fonts and templates are loaded once
    spent: dict[str, float] = {}
    size = sum(_one(file, asked.paper, spent) for file in files)
    others = _others(files, asked)
    rounds = 1
    if others and len(files) > _REMEMBERED:
        rounds = 2
        for file in files:
            _one(file, asked.paper, spent)
    _tell(spent, len(files) * rounds, others)
    print(f"{'size':12}{size / len(files) / 1000:8.0f} kB a document")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--paper", choices=pdf_peers.PAPERS, default="a5")
    parser.add_argument("--fop", action="store_true")
    parser.add_argument("--weasyprint", action="store_true")
    return parser.parse_args()


def _tell(spent: dict[str, float], documents: int, others: dict[str, float]) -> None:
    """Each part, all together, and how many times as long the others take; all for a document."""
    for part, seconds in spent.items():
        print(f"{part:12}{seconds / documents * 1000:8.1f} ms a document")
    ours = sum(spent.values()) / documents
    print(f"{'together':12}{ours * 1000:8.1f} ms, {1 / ours:.1f} PDFs a CPU-second")
    for name, seconds in others.items():
        print(
            f"{name:12}{seconds * 1000:8.1f} ms, {1 / seconds:.1f} PDFs a CPU-second, ratio {seconds / ours:.1f}"
        )


def _others(files: list[Path], asked: argparse.Namespace) -> dict[str, float]:
    """Processor seconds for a document of the programs asked for."""
    documents = (
        [_print_document(file, asked.paper) for file in files] if asked.fop or asked.weasyprint else []
    )
    others = {}
    if asked.fop and pdf_peers.has_fop():
        others["FOP"] = pdf_peers.fop_seconds(documents, asked.paper) / (len(files) - 1)
    if asked.weasyprint:
        others["WeasyPrint"] = pdf_peers.weasyprint_seconds(documents, asked.paper) / (len(files) - 1)
    return others


def _print_document(file: Path, paper: str) -> etree._Element:
    tree = safe_xml.parse_xml(file.read_bytes())
    printed = print_document(tree, stylesheet=None, params={"paper": paper}, path=str(file))
    if printed.root is None:
        raise SystemExit(f"{file}: {printed.findings}")
    lighten(printed.root)
    return printed.root


class _InThisProcess(Typesetter):
    """typst as its process runs it, but in this one, whose processor time is counted."""

    def __init__(self) -> None:
        super().__init__()
        self._press = Press(system_fonts=True)

    def lay_out(self, request: Request) -> bytes:
        answer = self._press.answer(request)
        if isinstance(answer, Refusal):
            raise NotLaidOutError(answer.message, answer.diagnostic)
        return answer


def _one(file: Path, paper: str, spent: dict[str, float]) -> int:
    """Render one file as the command does, each part timed; return the size of its PDF."""
    start = time.process_time()
    tree = safe_xml.parse_xml(file.read_bytes())
    start = _lap(spent, "read", start)
    printed = print_document(tree, stylesheet=None, params={"paper": paper}, path=str(file))
    start = _lap(spent, "stylesheet", start)
    if printed.root is None:
        raise SystemExit(f"{file}: {printed.findings}")
    lighten(printed.root)
    start = _lap(spent, "lighten", start)
    layout = lay_out(printed.root, printed.files, standard_of(printed.root, str(file)))
    start = _lap(spent, "typst", start)
    data = with_metadata(layout.data, printed.root)
    _lap(spent, "metadata", start)
    return len(data)


def _lap(spent: dict[str, float], part: str, start: float) -> float:
    now = time.process_time()
    spent[part] = spent.get(part, 0.0) + now - start
    return now


if __name__ == "__main__":
    sys.exit(main())
