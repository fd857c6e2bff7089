"""The search index: Pagefind, run as a program of its own on pages written for it alone.

Pagefind holds all it indexes in memory, twenty times the text (measured: 15 MB of English text, 312 MB; 2,000 documents
of five languages 579 MB). So each language is indexed in parts, which its search page puts together again.
"""

from __future__ import annotations

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from tei.findings import TeiError
from tei.gather.site.search_order import put_in_order
from tei.validation.processes import start, wait

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PART: Final = 6_000_000
"""Bytes of pages that are indexed at once: with parts of 12 MB Pagefind took up to 901 MB (Chinese: 66 times the text)."""
_SECONDS: Final = 600
_UNUSED: Final = (
    "pagefind-component-ui.css", "pagefind-component-ui.js", "pagefind-highlight.js", "pagefind-modular-ui.css",
    "pagefind-modular-ui.js", "pagefind-ui.css", "pagefind-ui.js",
)  # fmt: skip


class SearchIndex:
    """The index of a site in the making: pages come in, and each full part is indexed at once.

    `parts` are the folders of a language, from the search page's folder: `index/zh`, `index/zh-2`.
    """

    def __init__(self, work: Path, program: Sequence[str]) -> None:
        self.parts: dict[str, list[str]] = {}
        self.counts: dict[str, int] = {}
        self.problems: list[str] = []
        self._work = work
        self._program = program
        self._sizes: dict[str, int] = {}

    def add(self, language: str, page: bytes) -> None:
        """Take in a page."""
        folder = self._work / "pages" / language
        folder.mkdir(parents=True, exist_ok=True)
        self.counts[language] = self.counts.get(language, 0) + 1
        (folder / f"{self.counts[language]:07}.html").write_bytes(page)
        self._sizes[language] = self._sizes.get(language, 0) + len(page)
        if self._sizes[language] >= _PART:
            self._index(language)

    def finish(self) -> Iterator[tuple[str, Path]]:
        """Index what is left; the files of the index, with their paths below `search/`."""
        for language in sorted(self._sizes):
            self._index(language)
        made = self._work / "search"
        for file in sorted(made.rglob("*")):
            if file.is_file() and file.name not in _UNUSED:
                yield file.relative_to(made).as_posix(), file

    def _index(self, language: str) -> None:
        if not self._sizes.pop(language, 0):
            return
        parts = self.parts.setdefault(language, [])
        part = f"index/{language}" + (f"-{len(parts) + 1}" if parts else "")
        pages, out = self._work / "pages" / language, self._work / "search" / part
        command = [*self._program, "--site", str(pages), "--output-path", str(out), "--silent"]
        # No page of the user's folder, no configuration of it: Pagefind looks for one where it is run.
        process = start(command, folder=self._work, stdout=subprocess.DEVNULL)
        if wait(process, _SECONDS) == 0 and (out / "pagefind-entry.json").is_file():
            put_in_order(out)
            parts.append(part)
        else:
            self.problems.append(f"Pagefind did not index {self.counts[language]:,} texts in {language}")
            shutil.rmtree(out, ignore_errors=True)
        shutil.rmtree(pages)


@contextmanager
def search_index(program: Sequence[str] | None = None) -> Iterator[SearchIndex]:
    """An index in a folder of its own, which is removed in the end.

    Args:
        program: Pagefind as a command; None: that of this installation.

    Raises:
        TeiError: G034, there is no Pagefind.
    """
    with TemporaryDirectory(prefix="tei-site-") as folder:
        yield SearchIndex(Path(folder), program or [str(_pagefind())])


def _pagefind() -> Path:
    """The binary with the segmentation of Chinese and Japanese."""
    from importlib.util import find_spec

    found = find_spec("pagefind_bin_extended")
    for place in found.submodule_search_locations or () if found else ():
        for name in ("pagefind_extended", "pagefind_extended.exe"):
            if (file := Path(place) / name).is_file():
                return file
    raise TeiError("G034", "Pagefind is not installed", "pip install 'pagefind[extended]'")
