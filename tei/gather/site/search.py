"""The search index: Pagefind, run as a program of its own on pages written for it alone.

Pagefind holds all it indexes in memory, twenty times the text (measured: 15 MB of English text, 312 MB; 2,000 documents
of five languages 579 MB). So each language is indexed in parts, which its search page puts together again.

It adds no page to an index, nor takes one away. So a part whose pages are those of the last build stays as it is, and the
others are made as a whole.
"""

from __future__ import annotations

import hashlib
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
    from collections.abc import Callable, Iterator, Sequence

_PART: Final = 6_000_000
"""Bytes of pages that are indexed at once: with parts of 12 MB Pagefind took up to 901 MB (Chinese: 66 times the text)."""
_SECONDS: Final = 600
_UNUSED: Final = (
    "pagefind-component-ui.css", "pagefind-component-ui.js", "pagefind-highlight.js", "pagefind-modular-ui.css",
    "pagefind-modular-ui.js", "pagefind-ui.css", "pagefind-ui.js",
)  # fmt: skip


class SearchIndex:
    """The index of a site in the making: pages come in, and each full part is indexed at once.

    `parts` are the folders of a language, from the search page's folder: `index/zh`, `index/zh-2`; `keys` the digests of
    what each is made of.

    Args:
        work: a folder for pages and parts.
        program: Pagefind as a command.
        is_there: says of a part and its key whether all its files are in their places.
        look: the digest of what pages for the search and indexes are made by.
    """

    def __init__(
        self,
        work: Path,
        program: Sequence[str],
        is_there: Callable[[str, str], bool] = lambda _part, _key: False,
        look: str = "",
    ) -> None:
        self.keys: dict[str, str] = {}
        self._is_there = is_there
        self._look = look
        self._pages: dict[str, hashlib._Hash] = {}
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
        self._pages.setdefault(language, hashlib.sha256(self._look.encode())).update(
            hashlib.sha256(page).digest()
        )
        if self._sizes[language] >= _PART:
            self._index(language)

    def finish(self) -> Iterator[tuple[str, list[Path]]]:
        """Index what is left; each part that was made, and its files in the folder `made`."""
        for language in sorted(self._sizes):
            self._index(language)
        for part in sorted(part for parts in self.parts.values() for part in parts):
            files = sorted(file for file in (self.made / part).rglob("*") if file.is_file())
            if files:
                yield part, [file for file in files if file.name not in _UNUSED]

    @property
    def made(self) -> Path:
        """The folder in which parts are made, with their paths from the search page's folder."""
        return self._work / "search"

    def _index(self, language: str) -> None:
        if not self._sizes.pop(language, 0):
            return
        parts = self.parts.setdefault(language, [])
        part = f"index/{language}" + (f"-{len(parts) + 1}" if parts else "")
        pages, out = self._work / "pages" / language, self.made / part
        self.keys[part] = self._pages.pop(language).hexdigest()
        if self._is_there(part, self.keys[part]):
            parts.append(part)
            shutil.rmtree(pages)
            return
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
def search_index(is_there: Callable[[str, str], bool], look: str) -> Iterator[SearchIndex]:
    """An index in a folder of its own, which is removed in the end, by the Pagefind of this installation.

    Args:
        is_there: as of `SearchIndex`.
        look: as of `SearchIndex`.

    Raises:
        TeiError: G034, there is no Pagefind.
    """
    with TemporaryDirectory(prefix="tei-site-") as folder:
        yield SearchIndex(Path(folder), [str(_pagefind())], is_there, look)


def _pagefind() -> Path:
    """The binary with the segmentation of Chinese and Japanese."""
    from importlib.util import find_spec

    found = find_spec("pagefind_bin_extended")
    for place in found.submodule_search_locations or () if found else ():
        for name in ("pagefind_extended", "pagefind_extended.exe"):
            if (file := Path(place) / name).is_file():
                return file
    raise TeiError("G034", "Pagefind is not installed", "pip install 'pagefind[extended]'")
