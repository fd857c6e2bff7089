"""Files that lie beside a document: where a pointer leads out of it, and where it is part of a larger whole.

Nothing is fetched, and no file is read that lies outside the document's own folder, or outside the working folder
where the document lies in it. Of what is not there, or cannot be read, nothing is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from tei import safe_xml
from tei.encode.elements import TEI, XML_ID

if TYPE_CHECKING:
    from lxml import etree

    from tei.check.index import Index

XI_INCLUDE: Final = "{http://www.w3.org/2001/XInclude}include"
_CORPUS: Final = re.compile(rb"<(?:[A-Za-z]+:)?teiCorpus[\s>]")
_TEXT: Final = re.compile(rb"<(?:[A-Za-z]+:)?TEI[\s>]")
_HEAD: Final = 4096  # bytes in which a corpus shows itself
_MOST_FILES: Final = 50_000
_MOST_BYTES: Final = 32 * 1024 * 1024
_MOST_INCLUDED: Final = 50


def neighbour(path: str, address: str) -> Path | None:
    """The file that a relative address means, where it lies beside and may be read; else None.

    Args:
        path: the document's file.
        address: a reference without its fragment, such as `persons.xml` or `../lists/places.xml`.
    """
    return _neighbour(path, address, Path.cwd())


@lru_cache(maxsize=1024)
def _neighbour(path: str, address: str, here: Path) -> Path | None:
    document = Path(path)
    if not address or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]|[^?]*\?", address) or "\0" in address:
        return None
    try:
        if not document.is_file():
            return None  # a tree that was handed over, without a place of its own
        own = document.resolve(strict=True).parent
        file = (own / unquote(address)).resolve(strict=True)
        roots = (own, here) if own.is_relative_to(here) else (own,)
        within = any(file.is_relative_to(root) for root in roots)
        return file if within and file.is_file() and file.stat().st_size <= _MOST_BYTES else None
    except (OSError, RuntimeError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class _Content:
    """Of a file: its ids, the addresses it includes, the prefixes it declares."""

    ids: frozenset[str]
    includes: tuple[str, ...]
    prefixes: frozenset[str]


@lru_cache(maxsize=32)
def _content(file: Path, _changed: int) -> _Content | None:
    """None where the file cannot be read; `_changed` is its time, so that an older content is not told."""
    try:
        tree = safe_xml.parse_xml(safe_xml.read_file(file), unique_ids=False)
    except safe_xml.XmlRefused:
        return None
    ids = frozenset(identity for element in tree.iter("*") if (identity := element.get(XML_ID)))
    prefixes = frozenset(element.get("ident", "") for element in tree.iter(f"{TEI}prefixDef"))
    return _Content(ids, included(tree), prefixes)


def _read(file: Path) -> _Content | None:
    try:
        return _content(file, file.stat().st_mtime_ns)
    except OSError:
        return None


def ids_of(file: Path) -> frozenset[str] | None:
    """The ids of a file; None where it cannot be read, or includes others, whose ids are its own too."""
    content = _read(file)
    return None if content is None or content.includes else content.ids


def included(tree: etree._ElementTree) -> tuple[str, ...]:
    """The addresses of the files that a document includes (W3C, XInclude)."""
    return tuple(element.get("href", "") for element in tree.iter(XI_INCLUDE))


class Whole:
    """What a document is a part of: the files it includes, and a corpus beside it that includes the document.

    The other texts of a corpus are not read: none points into another by `#x`. `known` is false where a part
    cannot be read: what is missing elsewhere may stand there.
    """

    def __init__(self, index: Index) -> None:
        self.ids: set[str] = set()
        self.prefixes: set[str] = set()
        self.known = True
        self._seen: set[Path] = set()
        self._take(index.path, included(index.tree))
        for corpus in _corpora(index.path):
            self._take(str(corpus), (corpus.name,))

    def _take(self, path: str, addresses: tuple[str, ...]) -> None:
        for address in addresses:
            file = neighbour(path, address)
            if file is None or len(self._seen) > _MOST_INCLUDED:
                self.known = False
            elif file not in self._seen and not _begins(file, _TEXT):
                self._seen.add(file)
                if (content := _read(file)) is None:
                    self.known = False
                    continue
                self.ids |= content.ids
                self.prefixes |= content.prefixes
                self._take(str(file), content.includes)


def _corpora(path: str) -> list[Path]:
    """The corpora in the document's folder, or in the one above, that include it."""
    document = Path(path)
    try:
        own = document.resolve(strict=True)
    except (OSError, RuntimeError):
        return []
    if not own.is_file():
        return []
    found = []
    for folder in (own.parent, own.parent.parent):
        for corpus in _corpora_of(folder):
            content = _read(corpus)
            names = {neighbour(str(corpus), address) for address in content.includes} if content else set()
            if own in names:
                found.append(corpus)
    return found


@lru_cache(maxsize=8)
def _corpora_of(folder: Path) -> tuple[Path, ...]:
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix.lower() == ".xml" and file.is_file())
    except OSError:
        return ()
    return tuple(file for file in files[:_MOST_FILES] if _begins(file, _CORPUS))


def _begins(file: Path, root: re.Pattern[bytes]) -> bool:
    """Whether the root element shows itself in the first bytes of a file."""
    try:
        with file.open("rb") as opened:
            return root.search(opened.read(_HEAD)) is not None
    except OSError:
        return False
