#!/usr/bin/env python3
"""What PDFs cost: the documents of a folder, one process, fonts loaded once; the parts of the work, and WeasyPrint beside it.

Usage: bench/pdf.py FOLDER [--sample N] [--weasyprint]

FOLDER holds TEI files (`*.xml`); a sample of them, spread evenly, is rendered (100 unless N says otherwise). Processor
time is told for each document and part: reading, the stylesheet, making the print document light, typst. With --weasyprint
the HTML page of the same documents is printed by WeasyPrint (PyPI, with Debian's pango), so that the ratio does not depend
on how busy the machine is. The exit status is 2 where there is nothing to measure.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from tei import resources, safe_xml
from tei.rendering import typesetting
from tei.rendering.html import render_html
from tei.rendering.pdf import lay_out, print_document
from tei.rendering.pdf_metadata import with_metadata
from tei.rendering.pdf_settings import standard_of
from tei.rendering.print_document import lighten
from tei.rendering.typesetting import NotLaidOutError, Refusal, Request, Typesetter
from tei.rendering.typesetting_inside import Press


def main() -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--weasyprint", action="store_true")
    asked = parser.parse_args()
    files = sorted(asked.folder.glob("*.xml"))
    files = files[:: max(1, len(files) // asked.sample)][: asked.sample]
    if not files or (asked.weasyprint and find_spec("weasyprint") is None):
        print("nothing to measure: no *.xml there, or no WeasyPrint", file=sys.stderr)
        return 2
    here = _InThisProcess()
    typesetting.typesetter = lambda: here
    _one(files[0], {})  # fonts and templates are loaded once
    spent: dict[str, float] = {}
    size = sum(_one(file, spent) for file in files)
    for part, seconds in spent.items():
        print(f"{part:12}{seconds / len(files) * 1000:8.1f} ms a document")
    total = sum(spent.values())
    print(f"{'together':12}{total / len(files) * 1000:8.1f} ms, {len(files) / total:.1f} PDFs a CPU-second")
    print(f"{'size':12}{size / len(files) / 1000:8.0f} kB a document")
    if asked.weasyprint:
        other = _weasyprint(files)
        print(f"{'WeasyPrint':12}{other / len(files) * 1000:8.1f} ms, ratio {other / total:.1f}")
    return 0


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


def _one(file: Path, spent: dict[str, float]) -> int:
    """Render one file as the command does, each part timed; return the size of its PDF."""
    start = time.process_time()
    tree = safe_xml.parse_xml(file.read_bytes())
    start = _lap(spent, "read", start)
    printed = print_document(tree, stylesheet=None, params=None, path=str(file))
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


def _weasyprint(files: list[Path]) -> float:
    """Processor seconds of WeasyPrint for the HTML pages of these files, its start not included."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    pages = [render_html(safe_xml.parse_xml(file.read_bytes())).data for file in files]
    weasyprint.HTML(string=pages[0].decode()).write_pdf(font_config=fonts)
    start = time.process_time()
    for page in pages:
        weasyprint.HTML(string=page.decode(), base_url=str(resources.folder("xslt"))).write_pdf(
            font_config=fonts
        )
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
