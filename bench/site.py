"""A site of many documents: time, the memory of the program and of Pagefind, the largest page.

    .venv/bin/python bench/site.py FOLDER [N]

FOLDER holds TEI files; with N, copies of them under ids of their own stand in for as many documents.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

_ID = re.compile(r'(<TEI\b[^>]*?xml:id=")([^"]+)(")')


def main(folder: Path, wanted: int) -> None:
    """Make the site, and say what it took."""
    files = sorted(folder.glob("*.xml"))
    if not files:
        sys.exit(f"{folder}: no .xml file")
    with TemporaryDirectory(prefix="bench-site-") as work:
        documents, site = Path(work, "tei"), Path(work, "site")
        documents.mkdir()
        for number in range(wanted or len(files)):
            text = files[number % len(files)].read_text("utf-8")
            own = _ID.sub(rf"\g<1>\g<2>-{number // len(files)}\g<3>", text, count=1)
            (documents / f"{number}.xml").write_text(own, "utf-8")
        began = time.perf_counter()
        command = [sys.executable, "-m", "tei", "site", str(documents), "-o", str(site), "-q"]
        status = subprocess.run(command, check=False).returncode  # noqa: S603  (the program itself)
        took = time.perf_counter() - began
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        pages = sorted(site.rglob("*.html"), key=lambda file: file.stat().st_size)
        print(f"{wanted or len(files):,} documents, {len(pages):,} pages, exit status {status}")
        print(f"{took:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of processor time")
        print(f"{used.ru_maxrss / 1024:,.0f} MB at most in one process (the program, or Pagefind)")
        for page in pages[-3:]:
            print(f"{page.stat().st_size / 1024:,.0f} KB {page.relative_to(site)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
